/** For the tests of strategies: executions of one model, under any strategy. */
import type { Bounds } from "../../engine/bounds.ts";
import { Execution } from "../../engine/execution.ts";
import type { Operation } from "../../engine/operation.ts";
import type { Finding } from "../../finding/finding.ts";
import type { Op } from "../../op.ts";
import { Tape } from "../../tape/tape.ts";
import type { Strategy } from "../strategy.ts";

export interface Played {
  readonly tape: Tape;
  /** The performed steps: `left: n.load(Relaxed)`. */
  readonly steps: readonly string[];
  readonly finding: Finding | null;
}

export class Player {
  readonly execution = new Execution();
  private readonly model: () => Op<unknown>;
  private readonly bounds: Partial<Bounds>;

  constructor(model: () => Op<unknown>, bounds: Partial<Bounds> = {}) {
    this.model = model;
    this.bounds = bounds;
  }

  /** One execution; its verdict. */
  play(strategy: Strategy, seed = "0"): Finding | null {
    strategy.begin(seed);
    this.execution.run(this.model, { strategy, bounds: this.bounds });
    return this.execution.finding;
  }

  /** One execution, recorded. */
  record(strategy: Strategy, seed = "0"): Played {
    strategy.begin(seed);
    return this.recordBegun(strategy);
  }

  /** All executions of a systematic strategy, recorded; fails where there are more than `atMost`. */
  all(strategy: Strategy, atMost = 10_000): Played[] {
    const played: Played[] = [];
    while (strategy.begin("")) {
      if (played.length === atMost) throw new Error(`more than ${atMost} executions`);
      played.push(this.recordBegun(strategy));
    }
    return played;
  }

  /** In how many of the executions of `<prefix>.0`, `<prefix>.1`, ... a finding comes up. */
  count(strategy: Strategy, runs: number, prefix = "run"): number {
    let found = 0;
    for (let run = 0; run < runs; run++) if (this.play(strategy, `${prefix}.${run}`) !== null) found++;
    return found;
  }

  private recordBegun(strategy: Strategy): Played {
    const tape = new Tape();
    const steps: string[] = [];
    const onStep = (op: Operation) => steps.push(`${op.thread.name}: ${op.describe()}`);
    this.execution.run(this.model, { strategy, bounds: this.bounds, tape, listeners: [{ onStep }] });
    return { tape, steps, finding: this.execution.finding };
  }
}
