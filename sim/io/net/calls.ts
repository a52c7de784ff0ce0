/** What all calls on sockets have in common. */
import { BAD_DESCRIPTOR, type IoFailure, ioErr } from "../io-error.ts";
import type { Source } from "../source.ts";
import type { Host } from "./host.ts";

/** What a socket is after its host crashed: whoever still holds it is no longer there. */
const HOST_DOWN = "the host went down, and its sockets with it";

/** Why no call on the socket succeeds; null: one may. */
export function unusable(socket: Source, dead: boolean): IoFailure | null {
  if (dead) return ioErr("Other", HOST_DOWN);
  return socket.closed ? BAD_DESCRIPTOR : null;
}

/** Why no socket can be made on `host`; null: one can. */
export function hostFailure(host: Host): IoFailure | null {
  return host.isUp ? null : ioErr("Other", HOST_DOWN);
}
