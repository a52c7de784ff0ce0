/** Who holds a task: the ghost set of its live references, by kind, which the word cannot know. */
import type { ReferenceKind } from "../../runtime/index.ts";

const KINDS: readonly ReferenceKind[] = ["owned", "notified", "join", "abort", "waker", "unowned"];

/** As in "held by ...", for one and for more. */
const NAMES: { readonly [kind in ReferenceKind]: readonly [one: string, more: string] } = {
  owned: ["the owned list", "entries of the owned list"],
  notified: ["a notification", "notifications"],
  join: ["the join handle", "join handles"],
  abort: ["an abort handle", "abort handles"],
  waker: ["a waker", "wakers"],
  unowned: ["half of the unowned task", "halves of the unowned task"],
};

export class References {
  /** All kinds together. */
  total = 3;
  private readonly held: { [kind in ReferenceKind]: number };

  /** Those of a new task. */
  constructor(unowned: boolean) {
    const scheduler = unowned ? 0 : 1;
    this.held = { owned: scheduler, notified: scheduler, join: 1, abort: 0, waker: 0, unowned: unowned ? 2 : 0 };
  }

  inc(kind: ReferenceKind): void {
    this.held[kind]++;
    this.total++;
  }

  /** False where nobody held such a reference. */
  dec(kind: ReferenceKind): boolean {
    this.held[kind]--;
    this.total--;
    return this.held[kind] >= 0;
  }

  /** As in "the owned list, the join handle, 2 wakers"; "nobody" where there is none. */
  holders(): string {
    const parts = KINDS.filter((kind) => this.held[kind] > 0).map((kind) => {
      const count = this.held[kind];
      return count === 1 ? NAMES[kind][0] : `${count} ${NAMES[kind][1]}`;
    });
    return parts.length === 0 ? "nobody" : parts.join(", ");
  }

  /** The kinds that are held, without counts, for fingerprints. */
  kinds(): readonly string[] {
    return KINDS.filter((kind) => this.held[kind] > 0);
  }
}

/** As in `a waker`. */
export function oneOf(kind: ReferenceKind): string {
  return NAMES[kind][0];
}
