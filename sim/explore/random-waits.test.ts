/**
 * The explorer against all interleavings, over random programs that wait: locks that guard a plain
 * array, the park token, a condition variable, a join, a thread that is spawned late. What the array
 * holds in the end, and how the program fails, must be the same sets.
 */
import { expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { createMemory } from "../check/memory-model.ts";
import type { Thread } from "../engine/thread.ts";
import type { Op } from "../op.ts";
import { type Stream, stream } from "../random/seedrandom.ts";
import { Condvar } from "../sync/condvar.ts";
import { Mutex } from "../sync/mutex.ts";
import { exhaust } from "../testing/exhaust.ts";
import { park, unpark } from "../thread/park.ts";
import { spawn } from "../thread/spawn.ts";
import { Explorer } from "./explorer.ts";

const PROGRAMS = Number(process.env.REVEILLE_PROGRAMS ?? 120);

const ACTIONS = ["append", "tryAppend", "park", "unpark", "count", "look", "wait", "notify", "nest", "cross"] as const;

type Action = (typeof ACTIONS)[number];

class World {
  readonly names: string[] = [];
  readonly lock = new Mutex(this.names, "lock");
  readonly second = new Mutex(0, "second");
  readonly condvar = new Condvar("condvar");
  readonly n = new AtomicUsize(0, "n");
  readonly threads: Thread[] = [];

  *run(name: string, other: number, actions: readonly Action[]): Op<void> {
    for (const action of actions) yield* this.act(name, other, action);
  }

  private *act(name: string, other: number, action: Action): Op<void> {
    switch (action) {
      case "append":
        return yield* this.append(name);
      case "tryAppend": {
        const guard = yield* this.lock.tryLock();
        if (guard === null) return;
        this.names.push(name);
        return yield* guard.drop();
      }
      case "park":
        return yield* park();
      case "unpark":
        return yield* unpark(this.threads[other] as Thread);
      case "count":
        return yield* this.count();
      case "look":
        if ((yield* this.n.load("Relaxed")) > 0) yield* this.append(name.toUpperCase());
        return;
      case "wait": {
        const guard = yield* this.lock.lock();
        if (this.names.length === 0) yield* this.condvar.wait(guard);
        this.names.push(`${name}!`);
        return yield* guard.drop();
      }
      case "nest":
        return yield* this.lock.with(() => this.second.with(() => this.count()));
      case "cross":
        return yield* this.second.with(() => this.append(name));
      case "notify":
        return yield* this.condvar.notifyOne();
    }
  }

  private *count(): Op<void> {
    yield* this.n.fetchAdd(1, "Relaxed");
  }

  private *append(name: string): Op<void> {
    const guard = yield* this.lock.lock();
    this.names.push(name);
    yield* guard.drop();
  }
}

function randomActions(draw: Stream): Action[][] {
  const below = (n: number): number => Math.floor(draw() * n);
  const some = ACTIONS.filter(() => draw() < 0.5);
  const from = some.length < 2 ? ACTIONS : some;
  return Array.from({ length: 2 + below(2) }, () =>
    Array.from({ length: 1 + below(2) }, () => from[below(from.length)] as Action),
  );
}

/** The program, and what its present execution has in the array. */
function programOf(threads: readonly (readonly Action[])[]): { model: () => Op<void>; outcome: () => string } {
  let world: World;
  const model = function* (): Op<void> {
    const mine = new World();
    world = mine;
    const handles = [];
    for (const [i, actions] of threads.entries()) {
      const handle = yield* spawn(() => mine.run("abc"[i] as string, (i + 1) % threads.length, actions));
      mine.threads.push(handle.thread);
      handles.push(handle);
    }
    for (const handle of handles) yield* handle.join();
  };
  return { model, outcome: () => world.names.join("") };
}

function byInterleaving(threads: readonly (readonly Action[])[]): Set<string> {
  const { model, outcome } = programOf(threads);
  const seen = new Set<string>();
  exhaust(model, createMemory("sc"), ({ finding }) => seen.add(finding === null ? outcome() : finding.kind));
  return seen;
}

function byGraph(threads: readonly (readonly Action[])[], memory: "sc" | "rc11"): Set<string> {
  const { model, outcome } = programOf(threads);
  const seen = new Set<string>();
  const program = { name: "waits", options: {}, bounds: {}, model, monitors: () => [] };
  const explorer = new Explorer(program, { memory, onExecution: () => seen.add(outcome()) });
  while (explorer.explore() === "finding") seen.add(explorer.finding?.kind ?? "");
  return seen;
}

it(`explores what ${PROGRAMS} programs that wait can come to, under sc and under rc11`, () => {
  const draw = stream("waits", "workload");
  const failed = new Set<string>();
  for (let i = 0; i < PROGRAMS; i++) {
    const threads = randomActions(draw);
    const expected = [...byInterleaving(threads)].sort();
    expect([...byGraph(threads, "sc")].sort(), `sc: ${JSON.stringify(threads)}`).toEqual(expected);
    // Looking is relaxed, so there may be more.
    expect([...byGraph(threads, "rc11")], `rc11: ${JSON.stringify(threads)}`).toEqual(expect.arrayContaining(expected));
    for (const outcome of expected) if (outcome.includes("lost") || outcome === "deadlock") failed.add(outcome);
  }
  expect([...failed].sort()).toEqual(["deadlock", "lost-wakeup"]);
}, 60_000);
