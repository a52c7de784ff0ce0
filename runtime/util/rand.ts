/**
 * tokio's random numbers, number by number: `FastRand` (xorshift), its seeds, and the generator that hands a
 * seed to each thread of a runtime. What a model draws at random it asks `random()`, so that a search sees all
 * answers; these are for who wants tokio's own sequence of a seed.
 */
import { Mutex, type Op } from "../../sim/index.ts";
import { sipHash13 } from "./sip-hash.ts";

export class RngSeed {
  readonly s: number;
  readonly r: number;

  private constructor(s: number, r: number) {
    this.s = s;
    this.r = r;
  }

  /** Two 32-bit halves. */
  static fromU64(seed: bigint): RngSeed {
    return RngSeed.fromPair(Number(seed >> 32n), Number(seed & 0xffff_ffffn));
  }

  /** Two zeros become 0 and 1: from them alone xorshift makes nothing but zeros. */
  static fromPair(s: number, r: number): RngSeed {
    return new RngSeed(s, s === 0 && r === 0 ? 1 : r);
  }

  /** Any bytes, hashed as std's `DefaultHasher` does. */
  static fromBytes(bytes: Uint8Array): RngSeed {
    return RngSeed.fromU64(sipHash13(bytes));
  }
}

export class FastRand {
  private one: number;
  private two: number;

  constructor(seed: RngSeed) {
    this.one = seed.s;
    this.two = seed.r;
  }

  /** The next 32 bits. */
  fastrand(): number {
    let s1 = this.one;
    const s0 = this.two;
    s1 ^= s1 << 17;
    s1 = s1 ^ s0 ^ (s1 >>> 7) ^ (s0 >>> 16);
    this.one = s0;
    this.two = s1 >>> 0;
    return (s0 + this.two) >>> 0;
  }

  /** Below `n`: the upper half of the product, rather than a remainder. */
  fastrandN(n: number): number {
    const bits = this.fastrand();
    // In two halves: the product of two 32-bit numbers is not exact.
    const low = Math.floor(((bits & 0xffff) * n) / 0x1_0000);
    return Math.floor(((bits >>> 16) * n + low) / 0x1_0000);
  }

  /** Goes on from `seed`; gives back the one to go on from as before. */
  replaceSeed(seed: RngSeed): RngSeed {
    const before = RngSeed.fromPair(this.one, this.two);
    this.one = seed.s;
    this.two = seed.r;
    return before;
  }
}

/** Makes seeds, for any number of threads: the same ones from the same seed, in the order of asking. */
export class RngSeedGenerator {
  private readonly state: Mutex<FastRand>;

  constructor(seed: RngSeed) {
    this.state = new Mutex(new FastRand(seed), "seeds");
  }

  *nextSeed(): Op<RngSeed> {
    const rng = yield* this.state.lock();
    const s = rng.value.fastrand();
    const r = rng.value.fastrand();
    yield* rng.drop();
    return RngSeed.fromPair(s, r);
  }

  *nextGenerator(): Op<RngSeedGenerator> {
    return new RngSeedGenerator(yield* this.nextSeed());
  }
}
