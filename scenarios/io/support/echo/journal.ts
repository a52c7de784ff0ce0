/** The server's disk, which outlives a crash: what each client has sent, in order, each byte once. */
import { assert } from "../../../../sim/index.ts";

const NOTHING = new Uint8Array(0);

export class Journal {
  private readonly stored = new Map<number, Uint8Array>();

  /** Appends what is new of `bytes`, which begin at `offset`. Gives back how much there is of the client. */
  store(client: number, offset: number, bytes: Uint8Array): number {
    const before = this.of(client);
    const isNext = offset <= before.length && before.length < offset + bytes.length;
    if (!isNext) return before.length;
    const after = Uint8Array.of(...before, ...bytes.subarray(before.length - offset));
    this.stored.set(client, after);
    return after.length;
  }

  of(client: number): Uint8Array {
    return this.stored.get(client) ?? NOTHING;
  }

  /** `bytes`, which were acknowledged, have arrived: in order, exactly once. */
  mustHave(client: number, bytes: Uint8Array): void {
    const there = this.of(client);
    assert(there.length >= bytes.length, "an acknowledged byte has not arrived");
    assert(
      bytes.every((byte, at) => there[at] === byte),
      "an acknowledged byte is not where it belongs",
    );
  }
}
