/**
 * What makes two findings the same one: kind, invariant, and the operations and objects involved;
 * never step numbers, and no digits that tell one instance from another (`notifier 1` and
 * `notifier 2` are alike). By it a campaign counts ten thousand failures as three findings.
 */
import type { Finding } from "../finding/finding.ts";
import { hashLines } from "../trace/text-hash.ts";

/** Eight hexadecimal digits. */
export function fingerprintOf(finding: Finding): string {
  const about = finding.involved.length > 0 ? finding.involved : [finding.message];
  const involved = [...new Set(about.map(alike))].sort();
  return hashLines([finding.kind, finding.invariant ?? "", ...involved]).slice(0, 8);
}

/** Names that tell instances apart become one: numbers, ids such as `0.1.5`, and counted names. */
export function alike(text: string): string {
  return text.replace(/\d+(?:\.\d+)*/g, "#");
}
