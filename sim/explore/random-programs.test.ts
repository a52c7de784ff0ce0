/**
 * The explorer against brute force: over random small programs it finds the same execution graphs and
 * the same outcomes, and each graph once.
 */
import { describe, expect, it } from "vitest";
import { litmusProgram } from "../litmus/model.ts";
import { stream } from "../random/seedrandom.ts";
import type { Event } from "./event.ts";
import { Explorer } from "./explorer.ts";
import type { Graph } from "./graph.ts";
import { rc11, sc } from "./reference/axioms.ts";
import { randomProgram } from "./reference/generate.ts";
import { actionText, type Executions, enumerate, graphText, outcomeText } from "./reference/reference.ts";

const PROGRAMS = Number(process.env.REVEILLE_PROGRAMS ?? 2_000);
const SEED = process.env.REVEILLE_SEED ?? "1";

/** Programs with more candidates are passed over. */
const MOST_CANDIDATES = 400;

function explored(threads: readonly string[], memory: "sc" | "rc11"): Executions & { readonly executions: number } {
  const model = litmusProgram({ name: "random", threads });
  const found: Graph[] = [];
  const outcomes = new Set<string>();
  const explorer = new Explorer(model.program, {
    memory,
    onExecution: ({ graph }) => {
      found.push(graph.copy());
      const finals = model.locations.map((at) => [at, model.final(at)] as const);
      outcomes.add(outcomeText([...Object.entries(model.registers()), ...finals]));
    },
  });
  expect(explorer.explore()).toBe("done");
  const names = explorer.save();
  const graphs = new Set(found.map((graph) => textOf(graph, names)));
  return { graphs, outcomes, executions: explorer.executions };
}

/** Thread `n` of the test is the main thread's child `n + 1`; of its events only accesses and fences are the test's. */
function textOf(
  { threads, writes }: Graph,
  names: { threads: readonly string[]; locations: readonly string[] },
): string {
  const ownerOf = (thread: number): number => Number(names.threads[thread]?.slice("0.".length)) - 1;
  const nameOf = ({ thread, index }: Event): string => (thread < 0 ? "init" : `${ownerOf(thread)}.${index}`);
  const actions: string[][] = [];
  for (const [thread, events] of threads.entries()) {
    if (names.threads[thread] === "0") continue;
    actions[ownerOf(thread)] = events.map(({ kind, location, value, source }) => {
      const from = kind === "read" && source !== null ? nameOf(source) : null;
      return actionText(kind, names.locations[location] ?? "", value as number, from);
    });
  }
  const coherence = writes.map((order, at) => [names.locations[at] ?? "", order.slice(1).map(nameOf)] as const);
  return graphText(actions, coherence);
}

const sorted = (texts: ReadonlySet<string>): string[] => [...texts].sort();

function compare(threads: readonly string[], memory: "sc" | "rc11", reference: Executions): void {
  const { graphs, outcomes, executions } = explored(threads, memory);
  const program = `${memory}: ${threads.join(" ‖ ")}`;
  expect(sorted(graphs), program).toEqual(sorted(reference.graphs));
  expect(sorted(outcomes), program).toEqual(sorted(reference.outcomes));
  expect(executions, `duplicates in ${program}`).toBe(graphs.size);
}

describe("programs that random ones seldom come to", () => {
  it.each([
    ["MP+relseq-rmw", "St x 1 rlx; St y 1 rel ‖ b=Fa y 1 rlx ‖ a=Ld y acq; c=Ld x rlx"],
    ["MP+rels+acq", "St x 1 rlx; St y 0 rel; St y 1 rlx ‖ a=Ld y acq; b=Ld x rlx"],
    ["Z6.U", "St x 1 sc; St y 1 rel ‖ a=Fa y 1 sc; b=Ld y rlx ‖ St y 3 sc; c=Ld x sc"],
    ["WWmerge1", "a=Ld x acq; b=Ld y sc ‖ St x 1 sc; St x 2 sc ‖ St y 1 sc; c=Ld x sc"],
    ["RWC+scfences", "St x 1 rlx ‖ a=Ld x rlx; Fe sc; b=Ld y rlx ‖ St y 1 rlx; Fe sc; c=Ld x rlx"],
    [
      "a fence before what a load reads",
      "St y 1 rlx; Fe sc; St a 1 rel ‖ b=Ld a acq; St x 1 rlx ‖ c=Ld x sc; d=Ld y sc",
    ],
    [
      "a fence after what reads a store",
      "St x 1 sc; St y 1 sc ‖ c=Ld y rlx; St a 1 rel ‖ b=Ld a acq; Fe sc; d=Ld x rlx",
    ],
  ])("have the execution graphs that brute force finds: %s", (_, program) => {
    const threads = program.split(" ‖ ");
    const [strong, relaxed] = enumerate(threads, [sc, rc11]) ?? [];
    if (strong === undefined || relaxed === undefined) throw new Error("too many candidates");
    compare(threads, "sc", strong);
    compare(threads, "rc11", relaxed);
  });
});

describe("random small programs", () => {
  it(
    `have the execution graphs and outcomes that brute force finds, each graph once: ${PROGRAMS} under sc and under rc11`,
    () => {
      const draw = stream(SEED, "random-programs");
      let compared = 0;
      let weak = 0;
      while (compared < PROGRAMS) {
        const threads = randomProgram(draw);
        const [strong, relaxed] = enumerate(threads, [sc, rc11], MOST_CANDIDATES) ?? [];
        if (strong === undefined || relaxed === undefined) continue;
        compared++;
        compare(threads, "sc", strong);
        compare(threads, "rc11", relaxed);
        if (relaxed.graphs.size > strong.graphs.size) weak++;
      }
      // Programs that say the same of both models would test little.
      expect(weak).toBeGreaterThan(PROGRAMS / 20);
    },
    20_000 + 30 * PROGRAMS,
  );
});
