import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Op } from "../op.ts";
import { createStrategy } from "../strategy/create.ts";
import { encodeTape } from "../tape/codec.ts";
import { Tape } from "../tape/tape.ts";
import { TapeError } from "../tape/tape-error.ts";
import { lostIncrement, programOf, runnerOf } from "../testing/programs.ts";
import { spawn } from "../thread/spawn.ts";
import { CheckFailed } from "./check-failed.ts";
import { headerOf } from "./header.ts";
import { investigate } from "./investigate.ts";
import type { Program } from "./program.ts";
import { Runner } from "./runner.ts";
import { replayTape } from "./still-fails.ts";

const broken = programOf(() => lostIncrement());

/** The same race, in one step. */
const mended = programOf(function* () {
  const n = new AtomicUsize(0, "n");
  const left = yield* spawn(() => n.fetchAdd(1, "Relaxed"), "left");
  yield* n.fetchAdd(1, "Relaxed");
  yield* left.join();
});

/** A shrunk tape along which `program` fails. */
function failingTape(program: Program, runner = runnerOf(program)): string {
  const seed = Array.from({ length: 100 }, (_, i) => `s.${i}`).find((one) => runner.run(one).finding !== null);
  return investigate(runner, seed ?? "none fails").tape;
}

function thrownBy(run: () => void): Error {
  try {
    run();
  } catch (thrown) {
    return thrown as Error;
  }
  throw new Error("nothing was thrown");
}

describe("replayTape", () => {
  const tape = failingTape(broken);

  it("throws the finding while the bug is there, with what repeats it", () => {
    const error = thrownBy(() => replayTape(broken, tape));
    expect(error).toBeInstanceOf(CheckFailed);
    expect((error as CheckFailed).report).toMatchObject({ finding: { kind: "assertion" }, tape });
    expect(error.message).toContain(`again    this test, which replays ${tape}\n`);
    const again = thrownBy(() => replayTape(broken, tape, { again: "npm run it" }));
    expect(again.message).toContain("again    npm run it\n");
  });

  it("returns once it is mended, though the steps are others and the tape is too long", () => {
    expect(() => replayTape(mended, tape)).not.toThrow();
  });

  it("fails where the bug is there in another form, or the version is another one", () => {
    const longer = programOf(() => lostIncrement(1), { bounds: { steps: 3 } });
    expect((thrownBy(() => replayTape(longer, tape)) as CheckFailed).report.finding.kind).toBe("livelock");
    const { tape: answers } = runnerOf(broken).record("s.0", false);
    const old = encodeTape(answers, { ...headerOf(broken, "sc"), version: "0.0.0", options: "00000000" });
    expect(() => replayTape(mended, old)).not.toThrow();
  });

  it("runs under the tape's memory model", () => {
    const stale = programOf(function* (): Op<void> {
      const [data, flag] = [new AtomicUsize(0, "data"), new AtomicUsize(0, "flag")];
      yield* spawn(function* () {
        yield* data.store(1, "Relaxed");
        yield* flag.store(1, "Relaxed");
      }, "writer");
      if ((yield* flag.load("Acquire")) === 1 && (yield* data.load("Relaxed")) === 0) throw new Error("no data");
    });
    const weak = failingTape(stale, new Runner(stale, { strategy: createStrategy("random"), memory: "rc11" }));
    expect(thrownBy(() => replayTape(stale, weak)).message).toContain("(stale)");
  });

  it("notices runs that differ, though neither fails", () => {
    let runs = 0;
    const unsteady = programOf(() => new AtomicUsize(0, "n").store(runs++, "Relaxed"));
    const empty = encodeTape(new Tape(), headerOf(unsteady, "sc"));
    const error = thrownBy(() => replayTape(unsteady, empty)) as CheckFailed;
    expect(error.report.finding.kind).toBe("nondeterminism");
  });

  it("says what is wrong with a tape that it cannot replay", () => {
    const other = programOf(() => lostIncrement(), { name: "test/other" });
    const foreign = thrownBy(() => replayTape(other, tape));
    expect(foreign).toBeInstanceOf(UsageError);
    expect(foreign.message).toContain('the tape is of "test/program", not of "test/other"');
    expect(() => replayTape(broken, tape.slice(0, -4))).toThrow(TapeError);
    const alien = encodeTape(new Tape(), { ...headerOf(broken, "sc"), memory: "tso" });
    expect(() => replayTape(broken, alien)).toThrow('the memory model "tso"');
  });
});
