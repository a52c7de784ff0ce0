/** What `replay` and `shrink` are given: a tape as text, or a finding's file; and the runner that it fits. */
import {
  compareHeaders,
  createStrategy,
  decodeTape,
  headerOf,
  isMemoryName,
  type MemoryName,
  Runner,
  type Tape,
  TapeError,
  type TapeHeader,
} from "../../sim/index.ts";
import type { Catalogue } from "../scenarios/catalogue.ts";
import { UsageProblem } from "../usage-problem.ts";
import { type FindingFile, readFindingFile } from "./finding-file.ts";

export interface Given {
  readonly tape: Tape;
  readonly header: TapeHeader;
  /** The file that the tape was in; null for a bare tape. */
  readonly finding: FindingFile | null;
}

const TAPE = /^\W*rv\d+\./;

/** Throws a `UsageProblem` for what is neither, or damaged. */
export function readGiven(argument: string): Given {
  if (TAPE.test(argument)) return { ...decoded(argument, ""), finding: null };
  const finding = readFindingFile(argument);
  return { ...decoded(finding.tape, `the finding ${argument}: `), finding };
}

function decoded(text: string, origin: string): { tape: Tape; header: TapeHeader } {
  try {
    return decodeTape(text);
  } catch (thrown) {
    if (thrown instanceof TapeError) throw new UsageProblem(`${origin}${thrown.message}`);
    throw thrown;
  }
}

export interface Fitted {
  readonly runner: Runner;
  /** How the tape's header differs from what is here: empty unless that was tolerated. */
  readonly mismatches: readonly string[];
}

/**
 * A runner of the tape's scenario under the tape's memory model. A tape of other options or of another
 * version is refused with a `UsageProblem`, unless `tolerant`.
 */
export async function runnerFor(
  { header }: Given,
  catalogue: Catalogue,
  memory: MemoryName | undefined,
  tolerant: boolean,
): Promise<Fitted> {
  const scenario = await catalogue.named(header.program);
  const under = memory ?? header.memory;
  if (!isMemoryName(under)) {
    throw new UsageProblem(`the tape was recorded under the memory model "${under}", which this version does not have`);
  }
  const mismatches = compareHeaders(header, headerOf(scenario, under)).map(({ message }) => message);
  const [first] = mismatches;
  if (first !== undefined && !tolerant) throw new UsageProblem(`the tape does not fit: ${first}`);
  // The strategy is there for the form: a tape answers for itself.
  return { runner: new Runner(scenario, { strategy: createStrategy("random"), memory: under }), mismatches };
}
