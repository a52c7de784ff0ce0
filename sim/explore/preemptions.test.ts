import { expect, it } from "vitest";
import { litmusProgram } from "../litmus/model.ts";
import { stream } from "../random/seedrandom.ts";
import { Explorer } from "./explorer.ts";
import { withinPreemptions } from "./preemptions.ts";
import { randomProgram } from "./reference/generate.ts";

const PROGRAMS = Number(process.env.REVEILLE_PROGRAMS ?? 150);
const BOUNDS = [0, 1, 2, 3];

/** Of all execution graphs, how many need at most so many preemptions. */
function counted(threads: readonly string[]): number[] {
  const counts = BOUNDS.map(() => 0);
  const onExecution = ({ graph }: Explorer): void => {
    BOUNDS.forEach((bound, i) => {
      if (withinPreemptions(graph, bound)) counts[i] = (counts[i] ?? 0) + 1;
    });
  };
  new Explorer(litmusProgram({ name: "random", threads }).program, { memory: "sc", onExecution }).explore();
  return counts;
}

function explored(threads: readonly string[], preemptions: number): number {
  const explorer = new Explorer(litmusProgram({ name: "random", threads }).program, { memory: "sc", preemptions });
  explorer.explore();
  return explorer.executions;
}

it(`loses no execution within the bound by leaving out what is far beyond it: ${PROGRAMS} random programs`, () => {
  const draw = stream("preemptions", "random-programs");
  let bounded = 0;
  for (let i = 0; i < PROGRAMS; i++) {
    const threads = randomProgram(draw);
    const expected = counted(threads);
    expect(
      BOUNDS.map((bound) => explored(threads, bound)),
      threads.join(" ‖ "),
    ).toEqual(expected);
    if ((expected[0] ?? 0) < (expected[3] ?? 0)) bounded++;
  }
  // Programs without preemptions would test nothing.
  expect(bounded).toBeGreaterThan(PROGRAMS / 2);
});
