/** A connection is asked for, at the host that is asked. */
import { later } from "../../thread/later.ts";
import { CONNECT_RETRIES_NS } from "./channel.ts";
import type { TcpEnd } from "./tcp-end.ts";

/** Where there is no room in the backlog, the packet is dropped as in Linux, and sent again after this. */
const SYN_RETRY_NS = 1_000_000_000;

/** The first packet is there: `end` is the end that the connection would have here. */
export function arriveAtPort(end: TcpEnd): void {
  retry(end, Math.floor(CONNECT_RETRIES_NS / SYN_RETRY_NS));
}

function retry(end: TcpEnd, triesLeft: number): void {
  const { peer } = end;
  if (peer.state !== "opening" || peer.dead) return; // nobody asks any more
  end.asked();
  const listener = end.host.tcp.listenerAt(end.local.port);
  if (end.host.isUp && (listener === null || end.refused)) end.refuse();
  else if (listener?.hasRoom === true) {
    end.accepted();
    listener.arrives(end);
  } else if (triesLeft > 0) later(SYN_RETRY_NS, () => retry(end, triesLeft - 1), { background: true });
  else peer.gaveUp();
}
