/** Ghost state of the run queues: which task lies in which queue, by what the queues tell. */
import type { RawTask } from "../../runtime/index.ts";

/** What a run queue tells, at the very step that has the task belong to it or leave it. */
export type QueueEvent =
  | { readonly type: "queue.push" | "queue.pop" | "queue.overflow"; readonly queue: object; readonly task: RawTask }
  | { readonly type: "queue.steal"; readonly queue: object; readonly to: object; readonly task: RawTask }
  | { readonly type: "inject.push" | "inject.pop"; readonly queue: object; readonly task: RawTask }
  | { readonly type: "inject.close"; readonly queue: object };

/** What a queue is called: its own label, or what it is. */
export function nameOfQueue(queue: object): string {
  return "label" in queue && typeof queue.label === "string" ? queue.label : "a run queue";
}
