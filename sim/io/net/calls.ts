/** How all calls on sockets begin. */
import { BAD_DESCRIPTOR, type IoFailure, type IoResult, ioErr, ioOk } from "../io-error.ts";
import type { Source } from "../source.ts";
import type { Host } from "./host.ts";
import { strikeHost } from "./strikes.ts";

/** What a socket is after its host crashed: whoever still holds it is no longer there. */
const HOST_DOWN = "the host went down, and its sockets with it";

/** What a host knows of a socket, until it crashes. */
export interface HostsOwn {
  readonly host: Host;
  /** The host has crashed since. */
  readonly dead: boolean;
}

/** The opening of a call on `socket`: why it fails; null: it goes on. */
export function beginCall(socket: Source, own: HostsOwn): IoFailure | null {
  if (!own.dead) strikeHost(own.host);
  if (own.dead) return ioErr("Other", HOST_DOWN);
  return socket.closed ? BAD_DESCRIPTOR : null;
}

/** The opening of a call that makes a socket on `host`: why it fails; null: it goes on. */
export function beginMaking(host: Host): IoFailure | null {
  strikeHost(host);
  return host.isUp ? null : ioErr("Other", HOST_DOWN);
}

/** The host that `name` means on `from`. */
export function lookUp(name: string, from: Host): IoResult<Host> {
  const there = from.network.find(name, from);
  return there === null ? ioErr("NotFound", `failed to look up "${name}"`) : ioOk(there);
}
