/** SipHash-1-3 with keys of 0: the hash of std's `DefaultHasher`. */
const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint): bigint => u64((value << by) | (value >> (64n - by)));

interface SipState {
  v0: bigint;
  v1: bigint;
  v2: bigint;
  v3: bigint;
}

function round(state: SipState): void {
  state.v0 = u64(state.v0 + state.v1);
  state.v1 = rotate(state.v1, 13n) ^ state.v0;
  state.v0 = rotate(state.v0, 32n);
  state.v2 = u64(state.v2 + state.v3);
  state.v3 = rotate(state.v3, 16n) ^ state.v2;
  state.v0 = u64(state.v0 + state.v3);
  state.v3 = rotate(state.v3, 21n) ^ state.v0;
  state.v2 = u64(state.v2 + state.v1);
  state.v1 = rotate(state.v1, 17n) ^ state.v2;
  state.v2 = rotate(state.v2, 32n);
}

function compress(state: SipState, word: bigint): void {
  state.v3 ^= word;
  round(state);
  state.v0 ^= word;
}

export function sipHash13(bytes: Uint8Array): bigint {
  // "somepseudorandomlygeneratedbytes", the algorithm's constants.
  const state = {
    v0: 0x736f6d6570736575n,
    v1: 0x646f72616e646f6dn,
    v2: 0x6c7967656e657261n,
    v3: 0x7465646279746573n,
  };
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) compress(state, littleEndian(bytes.subarray(at, at + 8)));
  // What is left over, and the length in the highest byte.
  compress(state, littleEndian(bytes.subarray(whole)) | (BigInt(bytes.length & 0xff) << 56n));
  state.v2 ^= 0xffn;
  for (let i = 0; i < 3; i++) round(state);
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

function littleEndian(bytes: Uint8Array): bigint {
  let word = 0n;
  for (const [i, byte] of bytes.entries()) word |= BigInt(byte) << BigInt(8 * i);
  return word;
}
