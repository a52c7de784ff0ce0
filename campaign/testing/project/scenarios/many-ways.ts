import { assert, type Op, random } from "../../../../sim/index.ts";
import { scenarioOf } from "../../scenario-of.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

export const manyWays = scenarioOf("many/ways", "Fails in one of 26 ways, drawn at random.", function* (): Op<void> {
  assert(false, `failure ${LETTERS[random(LETTERS.length)]}`);
});
