/** What `replay` and `shrink` are given: a tape as text, or a finding's file; and the runner that it fits. */
import {
  compareHeaders,
  createStrategy,
  decodeTape,
  type FaultSetting,
  headerOf,
  isMemoryName,
  type MemoryName,
  Runner,
  readFaultText,
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

export function isTape(argument: string): boolean {
  return TAPE.test(argument);
}

/** Throws a `UsageProblem` for what is neither, or damaged. */
export function readGiven(argument: string): Given {
  if (isTape(argument)) return { ...decoded(argument, ""), finding: null };
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

/** What a person may ask for instead of what the tape says. */
export interface Wishes {
  readonly memory?: MemoryName | undefined;
  readonly faults?: FaultSetting | undefined;
}

/**
 * A runner of the tape's scenario under the tape's memory model and faults. A tape of other options or
 * of another version is refused with a `UsageProblem`, unless `tolerant`.
 */
export async function runnerFor(
  { header }: Given,
  catalogue: Catalogue,
  wishes: Wishes,
  tolerant: boolean,
): Promise<Fitted> {
  const scenario = await catalogue.named(header.program);
  const under = wishes.memory ?? header.memory;
  const faults = wishes.faults ?? readFaultText(header.faults, "the faults of the tape");
  if (!isMemoryName(under)) {
    throw new UsageProblem(`the tape was recorded under the memory model "${under}", which this version does not have`);
  }
  const mismatches = compareHeaders(header, headerOf(scenario, under, faults)).map(({ message }) => message);
  const [first] = mismatches;
  if (first !== undefined && !tolerant) throw new UsageProblem(`the tape does not fit: ${first}`);
  // The strategy is there for the form: a tape answers for itself.
  return { runner: new Runner(scenario, { strategy: createStrategy("random"), memory: under, faults }), mismatches };
}
