/** What a verification came to. */
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findingJson } from "../finding/finding-json.ts";
import { counted, duration } from "../output/numbers.ts";
import type { Confirmed } from "./confirm.ts";
import type { Settings } from "./settings.ts";
import type { Tally } from "./tally.ts";
import type { End } from "./verification.ts";

export interface Verified {
  readonly scenario: string;
  readonly settings: Settings;
  readonly end: End;
  readonly tally: Tally;
  /** How much of everything is explored, estimated: from 0 to 1. */
  readonly fraction: number;
  /** Parts that were given up because their workers died. */
  readonly lost: number;
  readonly seconds: number;
  /** What `--time` allowed. */
  readonly limitSeconds: number;
  readonly found: Confirmed | null;
}

/** Every execution within the bounds was explored, and none failed. */
export function isComplete({ end, lost }: Pick<Verified, "end" | "lost">): boolean {
  return end === "explored" && lost === 0;
}

/** There is more to explore, and nothing was found yet. */
export function isOpen(verified: Verified): boolean {
  return verified.found === null && !isComplete(verified);
}

/** DESIGN.md, "Command line". */
export function verifiedJson(verified: Verified): object {
  const { scenario, settings, tally, seconds, found } = verified;
  return {
    scenario,
    memory: settings.memory,
    executions: tally.executions,
    blocked: tally.blocked,
    complete: isComplete(verified),
    bound: boundOf(verified),
    seconds: Math.round(seconds * 1_000) / 1_000,
    finding: found === null ? null : foundJson(found),
  };
}

/** As of every finding; without a tape there is nothing to count steps of. */
function foundJson({ finding, fingerprint, report }: Confirmed): object {
  if (report !== null) return findingJson(report);
  const { kind, invariant, message } = finding;
  return { kind, invariant, message, fingerprint, tape: null, steps: null, switches: null, shrunkFrom: null };
}

export function exitCodeOf(verified: Verified): ExitCode {
  const { end, found } = verified;
  if (found !== null) return found.finding.kind === "nondeterminism" ? EXIT.diverged : EXIT.findings;
  if (end === "stopped") return EXIT.interrupted;
  return isComplete(verified) ? EXIT.nothingFound : EXIT.limit;
}

/** What kept it from exploring more; null where nothing did. */
export function boundOf({ end, tally, lost, limitSeconds }: Verified): string | null {
  const hit = tally.bounds.map((bound) => `at most ${bound}`);
  if (end === "time") hit.push(`time: ${duration(limitSeconds)}`);
  if (end === "stopped") hit.push("interrupted");
  if (lost > 0) hit.push(`${counted(lost, "part")} given up`);
  return hit.length === 0 ? null : hit.join("; ");
}
