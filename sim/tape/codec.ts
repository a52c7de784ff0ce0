/**
 * A tape as one short line of text, for findings, chats and command lines: `rv1.` and base64url of
 * length, header, the distinct answers, their sequence, the faults where they are not those that the
 * program plans, and a checksum.
 *
 * `rv1` names this format: a change of it, also of the order of `DECISION_KINDS`, is `rv2`.
 */
import { DECISION_KINDS } from "../decision.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { crc32 } from "./crc32.ts";
import type { TapeHeader } from "./header.ts";
import { readSequence, writeSequence } from "./repeats.ts";
import { Tape, type TapeEntry } from "./tape.ts";
import { TapeError } from "./tape-error.ts";

const FORMAT = "1";
const OPTIONS_MAX = 2 ** 48;
/** The faults of a tape that says nothing of them: those that its program plans. */
const PLANNED = "plan";

export interface DecodedTape {
  readonly header: TapeHeader;
  readonly tape: Tape;
}

export function encodeTape(tape: Tape, header: TapeHeader): string {
  const body = new ByteWriter();
  body.text(header.version);
  body.text(header.program);
  body.text(header.options);
  body.text(header.memory);
  writeEntries(tape.entries, body);
  if (header.faults !== PLANNED) body.text(header.faults);
  const whole = new ByteWriter();
  whole.number(body.bytes.length);
  const bytes = [...whole.bytes, ...body.bytes];
  return `rv${FORMAT}.${toBase64Url([...bytes, ...wordBytes(crc32(bytes))])}`;
}

/**
 * Takes blanks, line breaks and quotes that copying has put anywhere. Throws a `TapeError` for what
 * is no tape, is of another format, cut off or damaged. Whether it fits the run at hand is asked of
 * `compareHeaders`.
 */
export function decodeTape(text: string): DecodedTape {
  const input = new ByteReader(unwrap(text));
  const header = { version: input.text(), program: input.text(), options: input.text(), memory: input.text() };
  const tape = new Tape(readEntries(input));
  return { header: { ...header, faults: input.ended ? PLANNED : input.text() }, tape };
}

function writeEntries(entries: readonly TapeEntry[], out: ByteWriter): void {
  const distinct = new Map<string, { readonly symbol: number; readonly entry: TapeEntry }>();
  const symbols = entries.map((entry) => {
    const key = `${entry.kind} ${entry.options} ${entry.answer}`;
    const known = distinct.get(key) ?? { symbol: distinct.size, entry };
    distinct.set(key, known);
    return known.symbol;
  });
  out.number(distinct.size);
  for (const { entry } of distinct.values()) {
    out.number(DECISION_KINDS.indexOf(entry.kind));
    out.number(entry.options);
    out.number(entry.answer);
  }
  writeSequence(symbols, out);
}

function readEntries(input: ByteReader): TapeEntry[] {
  const distinct: TapeEntry[] = [];
  for (let left = input.below(OPTIONS_MAX); left > 0; left--) {
    const kind = DECISION_KINDS[input.below(DECISION_KINDS.length)] ?? "schedule";
    const options = input.below(OPTIONS_MAX);
    distinct.push({ kind, options, answer: input.below(options) });
  }
  return readSequence(input, distinct.length).map((symbol) => distinct[symbol] as TapeEntry); // symbol < length
}

/** The bytes of the body, once everything around them has proved right. */
function unwrap(text: string): number[] {
  const compact = text.replace(/[\s\u200b"'`]+/g, "");
  const [, format, encoded = ""] = /^rv(\d+)\.(.*)$/.exec(compact) ?? [];
  if (format === undefined) {
    throw new TapeError("not-a-tape", `${quote(compact)} is no tape: a tape begins with "rv${FORMAT}."`);
  }
  if (format !== FORMAT) {
    throw new TapeError(
      "format",
      `the tape has the format rv${format}, this version reads rv${FORMAT}: use the version that recorded it, or run its seed again`,
    );
  }
  const bytes = fromBase64Url(encoded);
  if (bytes === null) throw damaged("it holds characters that no tape has, or lacks some");
  return checked(bytes);
}

function checked(bytes: number[]): number[] {
  const reader = new ByteReader(bytes);
  let length = 0;
  let start = 0;
  try {
    length = reader.number();
    start = reader.position;
  } catch {
    throw new TapeError("truncated", "the tape is cut off right after its beginning: copy the whole line");
  }
  const end = start + length;
  if (bytes.length < end + 4) {
    throw new TapeError(
      "truncated",
      `the tape is cut off: ${bytes.length} of ${end + 4} bytes are there; copy the whole line`,
    );
  }
  const sum = wordBytes(crc32(bytes.slice(0, end)));
  if (bytes.length > end + 4 || sum.some((byte, i) => bytes[end + i] !== byte)) {
    throw damaged("its checksum is wrong");
  }
  return bytes.slice(start, end);
}

function damaged(how: string): TapeError {
  return new TapeError("damaged", `the tape is damaged (${how}): copy it again, whole and unchanged`);
}

function wordBytes(word: number): number[] {
  return [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24];
}

function quote(text: string): string {
  return text === "" ? "nothing" : `"${text.length > 24 ? `${text.slice(0, 24)}...` : text}"`;
}
