/**
 * A value with an owner (a waker, a handle, a guard, a permit): consumed exactly once.
 *
 * Using or consuming it again is a `use-after-move`, dropping it twice a `double-free`, and one that
 * is left at the end of the execution a `leak`. None of this is a step, and it costs no time.
 */
import { ambient } from "../ambient.ts";
import { finding, raise } from "../finding/finding.ts";
import { Tracked } from "./tracked.ts";

/** The one way of consuming that frees: doing it twice is a `double-free`. */
const DROPPED = "dropped";

export abstract class Owned extends Tracked {
  get duty(): string {
    return "was never dropped";
  }

  /** True once it was dropped, moved or forgotten. */
  get consumed(): boolean {
    return this.ending !== null;
  }

  /** It is used for `what` (a call, as in `wake()`): raises `use-after-move` where it is gone. */
  protected use(what: string): void {
    if (this.ending !== null) this.gone(`calls ${what} on`, "use-after-move", what);
  }

  /** It comes to its end: `how` as in "dropped", "moved into a task". Raises where that happened before. */
  protected consume(how: string): void {
    if (this.ending !== null) {
      const twice = how === DROPPED && this.ending.how === DROPPED;
      this.gone(twice ? "drops" : `has ${how}`, twice ? "double-free" : "use-after-move", how);
    }
    this.end(how);
  }

  /** `mem::forget`: gone without being dropped, on purpose; no leak is reported. */
  forget(): void {
    this.consume("forgotten");
  }

  private gone(does: string, kind: "use-after-move" | "double-free", what: string): never {
    const how = this.ending?.how ?? "consumed";
    raise(
      finding(kind, `"${ambient().thread.name}" ${does} ${this.label}, which was ${how} before.`, {
        details: this.story(),
        involved: [this.role, what, how],
      }),
    );
  }
}
