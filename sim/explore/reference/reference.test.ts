/** Brute force itself, against published counts of executions (GenMC's), and the two definitions of psc against each other. */
import { describe, expect, it } from "vitest";
import { stream } from "../../random/seedrandom.ts";
import { rc11, rc11With, sc } from "./axioms.ts";
import { randomProgram } from "./generate.ts";
import { published } from "./psc.ts";
import { type Executions, enumerate } from "./reference.ts";

const MPU2 = "St x 1 na; St y 0 rel; St y 1 rlx ‖ b=Cas y 2 3 rlx ‖ c=Cas y 1 2 rlx";
const FENCED = "St y 1 rlx; Fe sc; St a 1 rel ‖ b=Ld a acq; St x 1 rlx";
const THEN_FENCED = "b=Ld a acq; Fe sc; d=Ld x rlx";

function executions(program: string, axioms = [sc, rc11]): Executions[] {
  const found = enumerate(program.split(" ‖ "), axioms);
  if (found === null) throw new Error("too many candidates");
  return found;
}

const counts = (program: string, axioms = [sc, rc11]): number[] =>
  executions(program, axioms).map((e) => e.graphs.size);

describe("the reference", () => {
  it.each([
    ["SB", "St x 1 rel; a=Ld y acq ‖ St y 1 rel; b=Ld x acq", 3, 4],
    ["SB+4sc", "St x 1 sc; a=Ld y sc ‖ St y 1 sc; b=Ld x sc", 3, 3],
    ["SB+scfs", "St x 1 rlx; Fe sc; a=Ld y rlx ‖ St y 1 rlx; Fe sc; b=Ld x rlx", 3, 3],
    ["MP+relf+acq", "St x 1 na; Fe rel; St y 1 rlx ‖ a=Ld y acq; if(a){b=Ld x na}", 2, 2],
    ["MP+rels+acqf", "St x 1 na; St y 0 rel; St y 1 rlx ‖ a=Ld y rlx; if(a){Fe acq; b=Ld x na}", 3, 4],
    ["MP+relseq-rmw", "St x 1 rlx; St y 1 rel ‖ b=Fa y 1 rlx ‖ a=Ld y acq; c=Ld x rlx", 9, 9],
    ["MPU2+rels+acq", `${MPU2} ‖ a=Ld y acq; if(a>2){St x 2 na}`, 35, 36],
    ["LB3", "a=Ld x rlx; St y 1 rlx ‖ b=Ld y rlx; St z 1 rlx ‖ c=Ld z rlx; St x 1 rlx", 7, 7],
    ["2+2W (rel)", "St x 1 rel; St y 2 rel ‖ St y 1 rel; St x 2 rel", 3, 4],
    ["CoRR", "St x 1 rel; St x 2 rel ‖ a=Ld x acq; b=Ld x acq", 6, 6],
    ["IRIW+sc", "St x 1 sc ‖ St y 1 sc ‖ a=Ld x sc; b=Ld y sc ‖ c=Ld y sc; d=Ld x sc", 15, 15],
    ["IRIW-acq-sc", "St x 1 sc ‖ a=Ld x acq; b=Ld y sc ‖ c=Ld y acq; d=Ld x sc ‖ St y 1 sc", 15, 16],
    ["RWC+scfences", "St x 1 rlx ‖ a=Ld x rlx; Fe sc; b=Ld y rlx ‖ St y 1 rlx; Fe sc; c=Ld x rlx", 7, 7],
    ["atomicpo", "St y 1 rlx; Fe ar; St x 1 rlx ‖ a=Xc x 1 rlx; b=Xc y 1 rlx", 3, 4],
    ["detour", "St x 1 rlx ‖ a=Ld z rlx; St x a-1 rlx; b=Ld x rlx; St y b rlx ‖ c=Ld y rlx; St z c rlx", 9, 9],
    ["binc(2)", "a=Fa x 1 rlx; b=Fa y 1 rlx ‖ c=Fa x 1 rlx; d=Fa y 1 rlx", 4, 4],
    ["casw(2)", "a=Cas x 0 1 rlx; St x 3 rel ‖ b=Cas x 0 1 rlx; St x 4 rel", 6, 6],
  ])("finds the executions of %s", (_, program, underSc, underRc11) => {
    expect(counts(program)).toEqual([underSc, underRc11]);
  });

  it("shows each execution with who reads from whom, modification order, and the last values", () => {
    const [found] = executions("a=Fa x 1 rlx; Fe sc ‖ b=Cas x 1 5 rlx", [rc11]);
    expect([...(found?.graphs ?? [])].sort()).toEqual([
      "0: R x 0 from init, W x 1, F | 1: R x 0 from init | x: 0.1",
      "0: R x 0 from init, W x 1, F | 1: R x 1 from 0.1, W x 5 | x: 0.1 1.1",
    ]);
    expect([...(found?.outcomes ?? [])].sort()).toEqual(["b=1 x=5", "x=1"]);
  });

  it("gives up where there are too many candidates", () => {
    expect(enumerate(["St x 1 rlx; a=Ld x rlx", "St x 2 rlx; b=Ld x rlx"], [sc], 3)).toBeNull();
  });
});

describe("psc", () => {
  it.each([
    ["Z6.U", "St x 1 sc; St y 1 rel ‖ a=Fa y 1 sc; b=Ld y rlx ‖ St y 3 sc; c=Ld x sc", 22, 24],
    ["WWmerge1", "a=Ld x acq; b=Ld y sc ‖ St x 1 sc; St x 2 sc ‖ St y 1 sc; c=Ld x sc", 17, 18],
    ["a fence before what a load reads", `${FENCED} ‖ c=Ld x sc; d=Ld y sc`, 7, 8],
    ["a fence after what reads a store", `St x 1 sc; St y 1 sc ‖ c=Ld y rlx; St a 1 rel ‖ ${THEN_FENCED}`, 7, 8],
  ])("of GenMC forbids more than the published one: %s", (_, program, ofGenmc, asPublished) => {
    expect(counts(program, [rc11, rc11With(published)])).toEqual([ofGenmc, asPublished]);
  });

  it("of GenMC never forbids less than the published one", () => {
    const draw = stream("1", "psc");
    for (let i = 0; i < 300; i++) {
      const threads = randomProgram(draw);
      const [ofGenmc, asPublished] = enumerate(threads, [rc11, rc11With(published)], 200) ?? [];
      const extra = [...(ofGenmc?.graphs ?? [])].filter((graph) => asPublished?.graphs.has(graph) === false);
      expect(extra, threads.join(" ‖ ")).toEqual([]);
    }
  });
});
