/**
 * A kind of step: what announcing it promises and what performing it does.
 *
 * Kinds are constants, one per operation of an object (`load`, `fetchAdd`, `lock`, `park`); the
 * engine knows none of them by name.
 */
import type { Operation } from "./operation.ts";
import type { Thread } from "./thread.ts";

/** What a step does to its object; two steps on one object conflict unless both only read. */
export type Access = "none" | "read" | "write";

export interface StepKindSpec<T> {
  readonly name: string;
  readonly access: Access;
  /** Does the step; the value is what `yield*` gives back. */
  readonly perform: (op: Operation) => T;
  /** For steps that may have to wait: pure, asked again whenever the object changes. */
  readonly enabled?: (op: Operation) => boolean;
  /** false: never a point where the strategy may switch (plain memory: races are found by clocks). */
  readonly switches?: boolean;
  /** The thread says that it cannot get on by itself: fair strategies let the others go first. */
  readonly yields?: boolean;
  /** `ready.load(Relaxed)`: arguments as a person would write them. */
  readonly showArguments?: (op: Operation) => string;
  /** How the value given back reads in a trace; "" when there is nothing to say. */
  readonly showResult?: (op: Operation, result: T) => string;
  /** For a thread that waits: what for, e.g. `waits for unpark(consumer)`. */
  readonly waitsFor?: (op: Operation) => string;
  /** For a thread that waits: the thread that alone could end the wait, where there is one. */
  readonly heldBy?: (op: Operation) => Thread | null;
  /** The wait is for a notification (park, condvar), so waiting for ever is a lost wakeup. */
  readonly awaitsNotification?: boolean;
}

/** One shape for all kinds, so that the engine's calls through a kind stay monomorphic. */
export class StepKind<T> {
  readonly name: string;
  readonly access: Access;
  readonly perform: (op: Operation) => T;
  readonly enabled: ((op: Operation) => boolean) | null;
  readonly switches: boolean;
  readonly yields: boolean;
  readonly showArguments: (op: Operation) => string;
  readonly showResult: (op: Operation, result: unknown) => string;
  readonly waitsFor: (op: Operation) => string;
  readonly heldBy: (op: Operation) => Thread | null;
  readonly awaitsNotification: boolean;

  constructor(spec: StepKindSpec<T>) {
    this.name = spec.name;
    this.access = spec.access;
    this.perform = spec.perform;
    this.enabled = spec.enabled ?? null;
    this.switches = spec.switches ?? true;
    this.yields = spec.yields ?? false;
    this.showArguments = spec.showArguments ?? (() => "");
    // Only ever called with what this kind's `perform` gave back.
    this.showResult = (spec.showResult as ((op: Operation, result: unknown) => string) | undefined) ?? (() => "");
    this.waitsFor = spec.waitsFor ?? ((op) => `waits for ${op.target?.label ?? "its turn"}`);
    this.heldBy = spec.heldBy ?? (() => null);
    this.awaitsNotification = spec.awaitsNotification ?? false;
  }
}
