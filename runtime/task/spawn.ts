/** `tokio::spawn` and `spawn_blocking`: onto the runtime that the running thread is in. */
import type { Op } from "../../sim/index.ts";
import type { BlockingFunction } from "../blocking/task.ts";
import type { Future } from "../future/future.ts";
import { Handle } from "../handle.ts";
import type { JoinHandle } from "./join.ts";

/** Makes a task, which runs without being waited for. Panics outside of all runtimes. `name` is for traces. */
export function spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>> {
  return Handle.current().spawn(future, name);
}

/** Runs `func` on a thread that may block. Panics outside of all runtimes. */
export function spawnBlocking<T>(func: BlockingFunction<T>, name?: string): Op<JoinHandle<T>> {
  return Handle.current().spawnBlocking(func, name);
}
