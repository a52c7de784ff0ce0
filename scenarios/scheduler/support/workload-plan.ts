/**
 * What the tasks of a random workload do, drawn before anything runs: so that a plan and its schedule
 * shrink one without the other, and the outputs are known beforehand.
 */
import { random } from "../../../sim/index.ts";

/**
 * - `yield`: lets others go first
 * - `join`, `abort`, `detach`: the oldest task that it has spawned and not seen to; `abort` joins it, too
 * - `blocking`: has something done on a thread for it, and waits for that
 * - `in-place`: blocks where it is
 * - `spawn`, `spawn-waiting`: another task, which begins at once, or when it is told
 */
export type Kind = "yield" | "join" | "abort" | "detach" | "blocking" | "in-place" | "spawn" | "spawn-waiting";

export interface Spawning {
  readonly kind: "spawn" | "spawn-waiting";
  readonly child: TaskPlan;
}

export type Act = Spawning | { readonly kind: Exclude<Kind, Spawning["kind"]> };

/** A task; when its acts are done it joins whom it has not seen to. */
export interface TaskPlan {
  readonly acts: readonly Act[];
}

const ACTS_MAX = 3;
const DEPTH_MAX = 2;

/** A tree of at most `tasks` tasks that do what is among `kinds`, the dullest of which stands first. */
export function drawPlan(kinds: readonly Kind[], tasks: number): TaskPlan {
  return new Drawing(kinds, tasks - 1).draw(0);
}

class Drawing {
  private readonly kinds: readonly Kind[];
  private tasksLeft: number;

  constructor(kinds: readonly Kind[], tasksLeft: number) {
    this.kinds = kinds;
    this.tasksLeft = tasksLeft;
  }

  draw(depth: number): TaskPlan {
    const acts: Act[] = [];
    for (let left = 1 + random(ACTS_MAX); left > 0; left--) {
      const kind = this.kinds[random(this.kinds.length)] ?? "yield";
      if (kind !== "spawn" && kind !== "spawn-waiting") acts.push({ kind });
      else if (this.tasksLeft > 0 && depth < DEPTH_MAX) {
        this.tasksLeft--;
        acts.push({ kind, child: this.draw(depth + 1) });
      }
    }
    return { acts };
  }
}

/** The least and the most that a task gives back: 1 for itself and for what it blocks for, and what it joins. */
export interface Outputs {
  readonly least: number;
  readonly most: number;
}

export function outputsOf({ acts }: TaskPlan): Outputs {
  const children: Outputs[] = [];
  let [least, most] = [1, 1];
  const add = (outputs: Outputs | undefined, sure: boolean) => {
    if (sure) least += outputs?.least ?? 0;
    most += outputs?.most ?? 0;
  };
  for (const act of acts) {
    if ("child" in act) children.push(outputsOf(act.child));
    else if (act.kind === "blocking" || act.kind === "in-place") add({ least: 1, most: 1 }, true);
    else if (act.kind === "join") add(children.shift(), true);
    else if (act.kind === "abort") add(children.shift(), false);
    else if (act.kind === "detach") children.shift();
  }
  for (const child of children) add(child, true);
  return { least, most };
}
