/**
 * Panics: exceptions of one class, unwinding through `finally`, as in Rust.
 *
 * Per thread the panics in flight are remembered with the depth of `catchUnwind` at which they
 * began: a second panic that nothing inside the first one's unwinding can catch aborts.
 */
import { ambient } from "../ambient.ts";
import { finding, raise } from "../finding/finding.ts";

/** A panic in flight. */
export class Panic extends Error {
  override readonly name = "Panic";
  /** What `panic!` was given; kept apart from the message because tests compare it. */
  readonly payload: unknown;

  constructor(payload: unknown) {
    super(typeof payload === "string" ? payload : `panic with ${String(payload)}`);
    this.payload = payload;
  }
}

export interface PanicState {
  readonly panic: Panic;
  readonly catchDepth: number;
}

/** `panic!(payload)`: unwinds the current thread up to `catchUnwind` or to its end. */
export function panic(payload: unknown): never {
  const thread = ambient().thread;
  const inFlight = thread.panics.at(-1);
  if (inFlight !== undefined && inFlight.catchDepth === thread.catchDepth) {
    raise(
      finding("panic", `"${thread.name}" panicked while unwinding and aborts: ${String(payload)}`, {
        details: [`it was unwinding from: ${inFlight.panic.message}`],
        involved: [`${thread.name} double panic`, String(payload)],
      }),
    );
  }
  const thrown = new Panic(payload);
  thread.panics.push({ panic: thrown, catchDepth: thread.catchDepth });
  throw thrown;
}

/** `assert!` of the code under test: a panic, with Rust's words, when `condition` is false. */
export function assertOrPanic(condition: boolean, expression: string): asserts condition {
  if (!condition) panic(`assertion failed: ${expression}`);
}

/** `std::thread::panicking()`: whether the current thread is unwinding. */
export function panicking(): boolean {
  return ambient().thread.panics.length > 0;
}
