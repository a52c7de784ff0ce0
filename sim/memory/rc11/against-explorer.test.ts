/**
 * The machine beside the explorer, which knows RC11 as axioms over graphs: random small programs, all
 * executions of the one, all graphs of the other.
 */
import { describe, expect, it } from "vitest";
import { Explorer } from "../../explore/explorer.ts";
import { type LitmusModel, litmusProgram } from "../../litmus/model.ts";
import { type Stream, stream } from "../../random/seedrandom.ts";
import { exhaust } from "../../testing/exhaust.ts";
import { Rc11Memory } from "./rc11-memory.ts";

const LOADS = ["rlx", "acq"];
const STORES = ["rlx", "rel"];
const BOTH = ["rlx", "acq", "rel", "ar"];

/** Two or three threads over `x` and `y`, seven statements at most; no two stores of one value. */
function randomProgram(draw: Stream, strong: readonly string[]): string[] {
  const pick = (from: readonly string[]): string => from[Math.floor(draw() * from.length)] as string;
  let value = 0;
  let register = 0;
  const statement = (): string => {
    const at = pick(["x", "y"]);
    const into = `r${register++}`;
    const kind = draw();
    if (kind < 0.35) return `St ${at} ${++value} ${pick([...STORES, ...strong])}`;
    if (kind < 0.7) return `${into}=Ld ${at} ${pick([...LOADS, ...strong])}`;
    if (kind < 0.8) return `${into}=Xc ${at} ${++value} ${pick([...BOTH, ...strong])}`;
    if (kind < 0.9) return `${into}=Cas ${at} ${Math.floor(draw() * 3)} ${++value} ${pick([...BOTH, ...strong])}`;
    return `Fe ${pick(["acq", "rel", "ar", ...strong])}`;
  };
  const lengths = pick(["4 3", "3 3", "4 2", "3 2 2", "3 2 1", "2 2 2", "3 1 1"]).split(" ");
  return lengths.map((length) => Array.from({ length: Number(length) }, statement).join("; "));
}

function outcomeOf(model: LitmusModel): string {
  return JSON.stringify([model.registers(), model.locations.map((name) => model.final(name))]);
}

function byMachine(threads: readonly string[]): Set<string> {
  const model = litmusProgram({ name: "random", threads });
  const all = new Set<string>();
  exhaust(
    () => model.program.model({}),
    new Rc11Memory(),
    ({ finding }) => void all.add(finding?.message ?? outcomeOf(model)),
  );
  return all;
}

function byExplorer(threads: readonly string[]): Set<string> {
  const model = litmusProgram({ name: "random", threads });
  const all = new Set<string>();
  const explorer = new Explorer(model.program, { memory: "rc11", onExecution: () => void all.add(outcomeOf(model)) });
  expect(explorer.explore()).toBe("done");
  return all;
}

const sorted = (set: ReadonlySet<string>): string[] => [...set].sort();

const PROGRAMS = 60;

describe("rc11 as a machine and as axioms", () => {
  it("comes to the same outcomes where nothing is SeqCst", () => {
    const draw = stream("machine", "weak");
    for (let i = 0; i < PROGRAMS; i++) {
      const threads = randomProgram(draw, []);
      expect(sorted(byMachine(threads)), threads.join(" ‖ ")).toEqual(sorted(byExplorer(threads)));
    }
  });

  it("comes to no other outcomes, and seldom to fewer, where some accesses are SeqCst", () => {
    const draw = stream("machine", "strong");
    let fewer = 0;
    for (let i = 0; i < PROGRAMS; i++) {
      const threads = randomProgram(draw, ["sc", "sc"]);
      const [machine, axioms] = [byMachine(threads), byExplorer(threads)];
      expect(
        sorted(machine).filter((outcome) => !axioms.has(outcome)),
        threads.join(" ‖ "),
      ).toEqual([]);
      if (machine.size < axioms.size) fewer++;
    }
    expect(fewer).toBeLessThan(PROGRAMS / 20);
  });

  it.each([
    ["St y 1 rlx; Fe sc; St a 1 rel", "b=Ld a acq; St x 1 rlx", "c=Ld x sc; d=Ld y sc"],
    ["St x 1 sc; St y 1 sc", "c=Ld y rlx; St a 1 rel", "b=Ld a acq; Fe sc; d=Ld x rlx"],
  ])("comes to the same outcomes where reads-from orders SeqCst through a fence: %s ‖ %s ‖ %s", (...threads) => {
    expect(sorted(byMachine(threads))).toEqual(sorted(byExplorer(threads)));
  });
});
