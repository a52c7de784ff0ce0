/** What a campaign that is resumed has behind it, as its journal and its findings' files say. */
import { existsSync } from "node:fs";
import { findingPath, readFindingFile } from "../finding/finding-file.ts";
import { add } from "./add.ts";
import type { Suspect } from "./discoveries.ts";
import type { Investigated } from "./investigated.ts";
import type { Journal, Line } from "./journal.ts";
import { NOTHING, type Span, type SpanResult } from "./span.ts";

export type PastSpan = Span & Pick<SpanResult, "sums" | "exhausted" | "ms">;

export interface PastFinding {
  readonly suspect: Suspect;
  readonly investigated: Investigated;
  readonly name: string;
}

export interface Past {
  readonly spans: readonly PastSpan[];
  readonly findings: readonly PastFinding[];
  readonly seconds: number;
}

/** Of a campaign that begins. */
export const NO_PAST: Past = { spans: [], findings: [], seconds: 0 };

/** `folder` is where the findings of `journal` lie; one whose file is gone is investigated again. */
export function pastOf({ header, lines }: Journal, folder: string): Past {
  const spans = lines.flatMap((line): PastSpan[] => {
    if (!("span" in line)) return [];
    const [at, from, to] = line.span;
    const { sums, exhausted, ms } = line;
    return [{ scenario: header.scenarios[at] ?? "", from, to, sums, exhausted, ms }];
  });
  return { spans, findings: findingsOf(lines, spans, folder), seconds: lines.at(-1)?.at ?? 0 };
}

function findingsOf(lines: readonly Line[], spans: readonly PastSpan[], folder: string): PastFinding[] {
  // The last line of a finding is the one that its file is of.
  const latest = new Map(lines.flatMap((line) => ("finding" in line ? [[line.fingerprint, line] as const] : [])));
  if (latest.size === 0) return [];
  const { failures } = spans.map(({ sums }) => ({ ...NOTHING, failures: sums.failures })).reduce(add, NOTHING);
  return [...latest.values()].flatMap((line): PastFinding[] => {
    const file = findingPath(folder, line.finding);
    const failure = failures.find(({ fingerprint }) => fingerprint === line.fingerprint);
    if (failure === undefined || !existsSync(file)) return [];
    const suspect = { scenario: line.scenario, failure: { ...failure, smallest: line.instance } };
    return [{ suspect, investigated: { file: readFindingFile(file), json: {} }, name: line.finding }];
  });
}
