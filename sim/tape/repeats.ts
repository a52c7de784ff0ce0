/**
 * Short writing of a sequence that repeats itself, as the answers of a livelock do: literal runs
 * and copies of what came before (LZ77, greedy, one candidate per position).
 */
import type { ByteReader, ByteWriter } from "./bytes.ts";

/** Shorter copies cost as much as the symbols themselves. */
const COPY_MIN = 6;
/** No execution asks this much; a forged tape must not make us fill the memory. */
const SYMBOLS_MAX = 50_000_000;

export function writeSequence(symbols: readonly number[], out: ByteWriter): void {
  out.number(symbols.length);
  const seen = new Map<string, number>();
  let from = 0;
  for (let at = 0; at < symbols.length; ) {
    const source = lookUp(symbols, at, seen);
    const length = source === undefined ? 0 : commonLength(symbols, source, at);
    if (source === undefined || length < COPY_MIN) {
      at++;
      continue;
    }
    writeLiterals(symbols, from, at, out);
    out.number(at - source - 1);
    out.number(length - COPY_MIN);
    at += length;
    from = at;
  }
  writeLiterals(symbols, from, symbols.length, out);
}

export function readSequence(input: ByteReader, alphabet: number): number[] {
  const symbols: number[] = [];
  const total = input.below(SYMBOLS_MAX);
  for (;;) {
    const literals = input.below(total - symbols.length + 1);
    for (let i = 0; i < literals; i++) symbols.push(input.below(alphabet));
    if (symbols.length >= total) return symbols;
    const distance = input.below(symbols.length) + 1;
    const length = input.below(total - symbols.length - COPY_MIN + 1) + COPY_MIN;
    for (let i = 0; i < length; i++) symbols.push(symbols[symbols.length - distance] ?? 0);
  }
}

/** Where the symbols at `at` were last seen; remembers that they are here. */
function lookUp(symbols: readonly number[], at: number, seen: Map<string, number>): number | undefined {
  const key = symbols.slice(at, at + COPY_MIN).join();
  const source = seen.get(key);
  seen.set(key, at);
  return source;
}

function commonLength(symbols: readonly number[], source: number, at: number): number {
  let length = 0;
  while (at + length < symbols.length && symbols[source + length] === symbols[at + length]) length++;
  return length;
}

function writeLiterals(symbols: readonly number[], from: number, to: number, out: ByteWriter): void {
  out.number(to - from);
  for (let i = from; i < to; i++) out.number(symbols[i] ?? 0);
}
