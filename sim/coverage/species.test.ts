import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featureNumber } from "./feature-kinds.ts";
import { Species, type SpeciesNews } from "./species.ts";

const CONFLICTS = [0, 1, 2].map((hash) => featureNumber("conflict", hash));
const [FAULT] = [featureNumber("fault", 7)];

function speciesOf(...executions: (readonly number[])[]): Species {
  const species = new Species();
  for (const features of executions) species.add(features);
  return species;
}

const stateOf = (species: Species) => ({
  executions: species.executions,
  size: species.size,
  counts: species.counts(),
  chance: species.chanceOfNew(),
});

/** What of `news` counts: the order of features does not. */
const plain = ({ executions, seen }: SpeciesNews) => ({ executions, seen: [...seen].sort(([a], [b]) => a - b) });

describe("species", () => {
  it("say how many features were new, and how many there are of each kind", () => {
    const species = new Species();
    expect(species.add([...CONFLICTS, FAULT])).toBe(4);
    expect(species.add(CONFLICTS)).toBe(0);
    expect(species.counts()).toEqual({ conflict: 3, "reads-from": 0, transition: 0, "lock-order": 0, fault: 1 });
    expect(species.size).toBe(4);
  });

  it("estimate the chance of something new by those seen in one execution only", () => {
    expect(new Species().chanceOfNew()).toBeNull();
    expect(speciesOf([0, 1, 2]).chanceOfNew()).toBe(1);
    expect(speciesOf([0, 1], [0], [0], [0]).chanceOfNew()).toBe(1 / 4);
    expect(speciesOf([0, 1], [1, 0]).chanceOfNew()).toBe(0);
  });

  it("are near the truth where species are drawn evenly: 100 of them, 100 draws", () => {
    let state = 12345;
    const draw = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return Math.floor((state / 2 ** 32) * 100);
    };
    const species = new Species();
    for (let i = 0; i < 100; i++) species.add([draw()]);
    const truth = (100 - species.size) / 100;
    expect(Math.abs((species.chanceOfNew() ?? 1) - truth)).toBeLessThan(0.15);
  });

  it("tell what came in since they were last asked, as plain data", () => {
    const species = speciesOf([1, 2]);
    expect(plain(species.news())).toEqual({
      executions: 1,
      seen: [
        [1, 1],
        [2, 1],
      ],
    });
    species.add([2]);
    species.add([2]);
    expect(species.news()).toEqual({ executions: 2, seen: [[2, 1]] });
    species.add([2]);
    expect(species.news()).toEqual({ executions: 1, seen: [] });
  });

  it("come to the same however their executions are divided and in whatever order they are added up", () => {
    const execution = fc.uniqueArray(fc.nat(12), { maxLength: 6 });
    const worker = fc.nat(3);
    const asked = fc.boolean();
    fc.assert(
      fc.property(
        fc.array(fc.record({ execution, worker, asked }), { maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        (plays, order) => {
          const workers = [0, 1, 2, 3].map(() => new Species());
          const news: SpeciesNews[] = [];
          for (const { execution: features, worker: at, asked: ask } of plays) {
            workers[at]?.add(features);
            if (ask) news.push(workers[at]?.news() ?? { executions: 0, seen: [] });
          }
          news.push(...workers.map((one) => one.news()));
          const merged = new Species();
          while (news.length > 0) {
            const [next] = news.splice((order.next().value ?? 0) % news.length, 1);
            if (next !== undefined) merged.merge(JSON.parse(JSON.stringify(next)) as SpeciesNews);
          }
          const alone = speciesOf(...plays.map(({ execution: features }) => features));
          expect(stateOf(merged)).toEqual(stateOf(alone));
          expect(plain(merged.news())).toEqual(plain(alone.news()));
        },
      ),
      { seed: 8, numRuns: 100 },
    );
  });
});
