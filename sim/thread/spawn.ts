/** Spawning and joining virtual threads, as `std::thread`. */
import { ambient } from "../ambient.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Thread } from "../engine/thread.ts";
import type { Op } from "../op.ts";

interface Birth {
  readonly body: () => Op<unknown>;
  readonly name: string | null;
}

const SPAWN = new StepKind<JoinHandle<unknown>>({
  name: "spawn",
  access: "none",
  perform: (op) => {
    const { body, name } = op.a as Birth;
    const child = op.execution.addThread(op.thread, name);
    child.reset(body, op.thread, name);
    op.execution.memory.fork(op.thread, child);
    return new JoinHandle(child);
  },
  showArguments: (op) => (op.a as Birth).name ?? "",
  showResult: (_op, handle) => (handle.thread.name === `thread ${handle.thread.path}` ? handle.thread.path : ""),
});

const JOIN = new StepKind<unknown>({
  name: "join",
  access: "read",
  enabled: (op) => (op.target as Thread).finished,
  perform: (op) => {
    const other = op.target as Thread;
    // All that the finished thread did happens before the join returns.
    op.execution.memory.join(op.thread, other);
    return other.result;
  },
  waitsFor: (op) => `waits for "${op.target?.label}" to finish`,
  heldBy: (op) => op.target as Thread,
});

/** The right to wait for a thread. Dropping it does not matter: the thread goes on. */
export class JoinHandle<T> {
  readonly thread: Thread;

  constructor(thread: Thread) {
    this.thread = thread;
  }

  /** Waits until the thread has finished; gives back what its body returned. */
  join(): Op<T> {
    return step(JOIN, this.thread) as Op<T>;
  }
}

/** Starts a thread that runs `body`. A panic that leaves the body is a finding. */
export function spawn<T>(body: () => Op<T>, name?: string): Op<JoinHandle<T>> {
  const birth: Birth = { body, name: name ?? null };
  return step(SPAWN, null, "Relaxed", birth) as Op<JoinHandle<T>>;
}

/** The running thread, to be unparked by others. */
export function currentThread(): Thread {
  return ambient().thread;
}
