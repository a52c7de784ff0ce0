/** What a queue is called: by its label, if it has one. */
export function nameOfQueue(queue: object): string {
  return "label" in queue && typeof queue.label === "string" ? queue.label : "a run queue";
}
