/** What an object that an event names is called, if it has a label. */
export function labelOf(object: object, otherwise: string): string {
  return "label" in object && typeof object.label === "string" ? object.label : otherwise;
}

/** What a queue of tasks is called. */
export function nameOfQueue(queue: object): string {
  return labelOf(queue, "a run queue");
}

/** What a message is called: by its label, or by the value that was sent. */
export function nameOfMessage(message: unknown): string {
  if (typeof message === "string") return JSON.stringify(message);
  if (typeof message !== "object" || message === null) return String(message);
  return "value" in message ? nameOfMessage(message.value) : labelOf(message, "a message");
}
