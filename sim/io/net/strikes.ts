/** Faults of hosts, links and sockets, asked for wherever a host sends something or uses a socket. */
import { ambient } from "../../ambient.ts";
import type { FaultKind } from "../../fault/fault-kinds.ts";
import { faultDuration, faultStrikes } from "../../fault/strike.ts";
import { later } from "../../thread/later.ts";
import type { Withheld } from "../withheld.ts";
import type { Host } from "./host.ts";
import type { Link } from "./link.ts";

/** How fast or slow a clock that drifts by a fault runs: quartz, and something badly broken. */
const DRIFTS_PPM = [100, -100, 100_000, -100_000] as const;

/** TCP's shortest wait before a lost segment is sent again, as in Linux. */
const RETRANSMISSION_NS = 200_000_000;

/** A host uses one of its sockets: it may go down, pause, or get a drifting clock. */
export function strikeHost(host: Host): void {
  if (ambient().thread.host !== host) return; // the default host has no threads of its own
  if (host.watched && faultStrikes("crash", host)) {
    host.crash();
    later(faultDuration("crash"), () => host.restart(), { background: true });
    return;
  }
  if (!host.paused && faultStrikes("pause", host)) host.pause(Math.max(1, faultDuration("pause")));
  if (!host.drifting && faultStrikes("drift", host)) {
    host.drifting = true;
    host.setDrift(DRIFTS_PPM[ambient().decide("delay", DRIFTS_PPM.length)] as number);
    const end = (): void => {
      host.drifting = false;
      host.setDrift(0);
    };
    later(faultDuration("drift"), end, { background: true });
  }
}

/** Something is sent: the link may be cut or held for a while, or slow. Gives back how much slower, in ns. */
export function strikeLink(link: Link): number {
  const { from, to } = link;
  if (from !== to) {
    if (!link.cut && faultStrikes("partition", link)) from.network.partition(from, to, faultDuration("partition"));
    if (!link.cut && faultStrikes("oneWayPartition", link)) link.partition(faultDuration("oneWayPartition"));
    if (!link.held && faultStrikes("hold", link)) from.network.hold(from, to, faultDuration("hold"));
  }
  return faultStrikes("latency", link) ? faultDuration("latency") : 0;
}

/** As `strikeLink`, for a TCP segment: one that is lost is sent again, which takes its time. */
export function strikeSegment(link: Link): number {
  const slower = strikeLink(link);
  return faultStrikes("loss", link) ? slower + RETRANSMISSION_NS : slower;
}

/** Whether a call that could go on is told "would block" now: what it is about is `withheld` from here on. */
export function strikeCall(withheld: Withheld): boolean {
  if (!faultStrikes("wouldBlock")) return false;
  withhold(withheld, "wouldBlock");
  return true;
}

/** As long as `fault` lasts, and never for no time: who is told "would block" can wait for an edge. */
export function withhold(withheld: Withheld, fault: FaultKind): void {
  withheld.begin(Math.max(1, faultDuration(fault)));
}
