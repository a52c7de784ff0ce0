/** Writes a journal down, line by line. */
import { appendFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import { lengthOfWholeLines } from "./file-lines.ts";
import { type Header, isOver, journalPath, type Line, readJournal } from "./journal.ts";
import { NOTHING, type Sums } from "./span.ts";

export class Scribe {
  readonly #file: string;

  /** A new journal; an older one that was not over is kept beside it, and its new name given to `onKept`. */
  static begin(folder: string, header: Header, onKept: (file: string) => void): Scribe {
    const file = journalPath(folder);
    const older = readJournal(folder);
    if (older !== null && !isOver(older)) {
      const kept = path.join(folder, `journal-${older.header.startedAt.replaceAll(/\D/g, "").slice(0, 14)}.jsonl`);
      writable(file, () => renameSync(file, kept));
      onKept(kept);
    }
    writable(file, () => writeFileSync(file, `${JSON.stringify(header)}\n`));
    return new Scribe(file);
  }

  /** Goes on with the journal of `folder`: a torn last line goes. */
  static resume(folder: string): Scribe {
    const file = journalPath(folder);
    writable(file, () => truncateSync(file, lengthOfWholeLines(file)));
    return new Scribe(file);
  }

  private constructor(file: string) {
    this.#file = file;
  }

  write(line: Line): void {
    const text = JSON.stringify("span" in line ? { ...line, sums: withoutNothing(line.sums) } : line, rounded);
    writable(this.#file, () => appendFileSync(this.#file, `${text}\n`));
  }
}

/** Reading fills in what is left out: most spans have no failures and nothing new. */
function withoutNothing(sums: Sums): Partial<Sums> {
  const entries = Object.entries(sums) as [keyof Sums, Sums[keyof Sums]][]; // its own keys
  return Object.fromEntries(entries.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(NOTHING[key])));
}

/** Times to the microsecond. */
function rounded(key: string, value: unknown): unknown {
  return (key === "at" || key === "ms") && typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value;
}

function writable(file: string, write: () => void): void {
  try {
    write();
  } catch (thrown) {
    throw new UsageProblem(`cannot write the journal ${file}: ${fileReasonOf(thrown)}`);
  }
}
