/** Where a thread's sockets are. */
import { ambient } from "../../ambient.ts";
import { Host } from "./host.ts";
import { Network } from "./network.ts";

/** Key of `Execution.system`. */
const DEFAULT_HOST = "default host";

/** The running thread's host; where it has none, one called "localhost", the same in the whole execution. */
export function currentHost(): Host {
  const { thread, system } = ambient();
  if (thread.host instanceof Host) return thread.host;
  let host = system.get(DEFAULT_HOST) as Host | undefined; // only written below
  if (host === undefined) {
    // Made by nobody: whichever thread asks first, the names of what threads make stay the same.
    host = new Network({ name: "loopback" }).host("localhost", null);
    system.set(DEFAULT_HOST, host);
  }
  return host;
}
