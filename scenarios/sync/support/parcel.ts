/**
 * A value that is cloned for each receiver and must be dropped once per clone. It is `Send` but not `Sync`:
 * clones are counted in plain memory, so that no two may be made at the same time.
 */
import { type Op, Owned, UnsafeCell } from "../../../sim/index.ts";

export class Parcel extends Owned {
  readonly sort = "parcel";
  readonly content: string;
  private readonly clones = new UnsafeCell(0, "parcel.clones");

  constructor(content: string) {
    super(null);
    this.content = content;
  }

  *clone(): Op<Parcel> {
    this.use("clone()");
    yield* this.clones.set((yield* this.clones.get()) + 1);
    return new Parcel(this.content);
  }

  *drop(): Op<void> {
    this.consume("dropped");
  }
}
