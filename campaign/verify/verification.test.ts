import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Tree, TreeExplorer } from "../testing/tree-explorer.ts";
import { WorkerLost } from "../workers/lost.ts";
import type { State } from "./explorable.ts";
import { Pieces } from "./pieces.ts";
import { exploreSlice, type Slice } from "./slice.ts";
import { Alone, type Team } from "./team.ts";
import { Verification, type Watcher } from "./verification.ts";

/** Slices of a few leaves, each of which is handed back later or sooner. */
class Crew implements Team {
  readonly size: number;
  readonly #tree: Tree;
  #slices = 0;

  constructor(size: number, tree: Tree) {
    this.size = size;
    this.#tree = tree;
  }

  async slice(state: State): Promise<Slice> {
    const turn = this.#slices++;
    const explorer = new TreeExplorer(this.#tree);
    let left = 40;
    explorer.load(state);
    const ended = explorer.explore(() => left-- === 0);
    await pause((turn * 7) % 5);
    const { executions, blocked, cut, bounds, finding } = explorer;
    const tally = { executions, blocked, cut, bounds: [...bounds] };
    return { tally, finding, left: ended === "stopped" ? explorer.save() : null };
  }

  hurry(): void {}

  async end(): Promise<void> {}
}

const quiet: Watcher = { onProgress: () => undefined, onLoss: () => undefined, stop: () => false };

function start(tree: Tree): Pieces {
  return new Pieces([new TreeExplorer(tree).save()]);
}

async function verify(team: Team, tree: Tree, watcher: Partial<Watcher> = {}, seconds = 60) {
  const pieces = start(tree);
  const end = await new Verification(pieces, team, seconds, { ...quiet, ...watcher }).run();
  return { end, tally: pieces.tally, found: pieces.found?.finding.message ?? null, pieces };
}

describe("a verification", () => {
  it("comes to the same whatever the size of the team", async () => {
    const tree: Tree = { depth: 9, failing: [] };
    const alone = await verify(new Alone(() => new TreeExplorer(tree)), tree);
    expect(alone).toMatchObject({
      end: "explored",
      tally: { executions: 448, blocked: 64, cut: 64, bounds: ["3 yields of one thread"] },
    });
    for (const size of [1, 2, 4]) {
      const { end, tally } = await verify(new Crew(size, tree), tree);
      expect({ end, tally }).toEqual({ end: "explored", tally: alone.tally });
    }
  });

  it("finds the same first, after the same number of executions, whatever the size of the team", async () => {
    const tree: Tree = { depth: 9, failing: ["101000001", "011100101", "111111110"] };
    const alone = await verify(new Alone(() => new TreeExplorer(tree)), tree);
    expect(alone).toMatchObject({ end: "finding", found: "leaf 011100101" });
    for (const size of [1, 2, 4]) {
      const { found, tally } = await verify(new Crew(size, tree), tree);
      expect({ found, tally }).toEqual({ found: alone.found, tally: alone.tally });
    }
  });

  it("ends when its time is over, with all that is left", async () => {
    const tree: Tree = { depth: 60, failing: [] };
    const { end, pieces } = await verify(new Alone(() => new TreeExplorer(tree)), tree, {}, 0.2);
    expect(end).toBe("time");
    expect(pieces.left.length).toBe(1);
    expect(pieces.tally.executions).toBeGreaterThan(100);
  });

  it("goes on from what was left, and nothing is explored twice", async () => {
    const tree: Tree = { depth: 9, failing: [] };
    let ticks = 0;
    const { end, pieces } = await verify(new Crew(2, tree), tree, { stop: () => ticks++ > 5 });
    expect(end).toBe("stopped");
    const saved = JSON.parse(JSON.stringify(pieces.left)) as State[];
    const rest = new Pieces(saved, pieces.tally);
    await new Verification(rest, new Crew(2, tree), 60, quiet).run();
    expect(rest.tally).toMatchObject({ executions: 448, blocked: 64, cut: 64 });
  });

  it("puts back once what a lost worker had, and says so", async () => {
    const tree: Tree = { depth: 9, failing: [] };
    const crew = new Crew(2, tree);
    let calls = 0;
    const team: Team = {
      size: 2,
      slice: (state) => (++calls === 3 ? Promise.reject(new WorkerLost("a worker died")) : crew.slice(state)),
      hurry: () => crew.hurry(),
      end: () => crew.end(),
    };
    const lines: string[] = [];
    const { tally } = await verify(team, tree, { onLoss: (line) => lines.push(line) });
    expect(lines).toEqual(["a worker died: its part is put back"]);
    expect(tally.executions).toBe(448);
  });

  it("gives up what loses its worker twice, and goes on with the rest", async () => {
    const tree: Tree = { depth: 9, failing: [] };
    // Whoever comes to this leaf dies of it.
    const crew = new Crew(2, { depth: 9, failing: ["011011011"] });
    const team: Team = {
      size: 2,
      slice: async (state) => {
        const slice = await crew.slice(state);
        if (slice.finding !== null) throw new WorkerLost("a worker died");
        return slice;
      },
      hurry: () => crew.hurry(),
      end: () => crew.end(),
    };
    const lines: string[] = [];
    const { end, pieces, tally } = await verify(team, tree, { onLoss: (line) => lines.push(line) });
    expect(lines).toEqual([
      "a worker died: its part is put back",
      "a worker died: its part is given up, after the second time",
    ]);
    expect(end).toBe("explored");
    expect(tally.executions).toBeLessThan(448);
    expect([pieces.lost, pieces.left.length]).toEqual([1, 1]);
  });

  it("loses nothing of a slice that is under way when it is asked to stop", async () => {
    const tree: Tree = { depth: 60, failing: [] };
    const beganMs = performance.now();
    const stop = () => performance.now() - beganMs > 150;
    const { end, tally } = await verify(new Alone(() => new TreeExplorer(tree)), tree, { stop });
    expect(end).toBe("stopped");
    expect(tally.executions).toBeGreaterThan(100);
    expect(performance.now() - beganMs).toBeLessThan(900);
  });

  it("ends the team and throws what a defect throws", async () => {
    let ended = false;
    const team: Team = {
      size: 1,
      slice: () => Promise.reject(new Error("a defect")),
      hurry: () => undefined,
      end: async () => {
        ended = true;
      },
    };
    await expect(verify(team, { depth: 2, failing: [] })).rejects.toThrow("a defect");
    expect(ended).toBe(true);
  });

  it("ends a slice by the clock, and counts only what the slice added", async () => {
    const tree: Tree = { depth: 60, failing: [] };
    const first = await exploreSlice(new TreeExplorer(tree), new TreeExplorer(tree).save(), 20);
    expect(first.tally.executions).toBeGreaterThan(0);
    expect(first.left?.pending.length).toBeGreaterThan(0);
  });
});
