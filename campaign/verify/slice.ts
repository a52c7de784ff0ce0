/** One slice of work: a state is explored for a while, and what is left of it handed back. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Finding } from "../../sim/index.ts";
import type { Explorable, State } from "./explorable.ts";
import type { Tally } from "./tally.ts";

export interface Slice {
  /** What this slice added. */
  readonly tally: Tally;
  /** The slice ends with the execution that failed. */
  readonly finding: Finding | null;
  /** What is left of the state; null where nothing is, or where something was found. */
  readonly left: State | null;
}

/** Signals and messages get their turn this often. */
const TURN_MS = 50;

/** `explorer` is a new one. */
export async function exploreSlice(
  explorer: Explorable,
  state: State,
  forMs: number,
  shouldStop: () => boolean = () => false,
): Promise<Slice> {
  explorer.load(state);
  const { executions, blocked, cut } = explorer;
  const endMs = performance.now() + forMs;
  let ended: ReturnType<Explorable["explore"]>;
  for (;;) {
    const turnMs = Math.min(endMs, performance.now() + TURN_MS);
    ended = explorer.explore(() => performance.now() >= turnMs);
    if (ended !== "stopped") break;
    await nextTurn();
    if (performance.now() >= endMs || shouldStop()) break;
  }
  const tally: Tally = {
    executions: explorer.executions - executions,
    blocked: explorer.blocked - blocked,
    cut: explorer.cut - cut,
    bounds: [...explorer.bounds],
  };
  return { tally, finding: explorer.finding, left: ended === "stopped" ? explorer.save() : null };
}
