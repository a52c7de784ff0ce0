/** The engine was used in a way that it cannot work with; the message says what to do instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
