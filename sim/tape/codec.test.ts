import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DECISION_KINDS } from "../decision.ts";
import { toBase64Url } from "./base64url.ts";
import { decodeTape, encodeTape } from "./codec.ts";
import type { TapeHeader } from "./header.ts";
import { Tape, type TapeEntry } from "./tape.ts";
import { TapeError } from "./tape-error.ts";

const HEADER: TapeHeader = {
  version: "1.2.3",
  program: "area/some-race",
  options: "0a1b2c3d",
  memory: "sc",
  faults: "plan",
};
const ENTRIES: readonly TapeEntry[] = [
  { kind: "option", options: 3, answer: 2 },
  { kind: "schedule", options: 2, answer: 1 },
  { kind: "schedule", options: 2, answer: 1 },
  { kind: "delay", options: 1_000_000, answer: 300 },
];
const TEXT = encodeTape(new Tape(ENTRIES), HEADER);

const entry: fc.Arbitrary<TapeEntry> = fc
  .tuple(fc.constantFrom(...DECISION_KINDS), fc.integer({ min: 2, max: 2 ** 40 }), fc.double({ min: 0, max: 0.999 }))
  .map(([kind, options, share]) => ({ kind, options, answer: Math.floor(options * share) }));
/** As in real tapes: few different answers, and spans that come again. */
const repetitive = fc
  .tuple(fc.array(entry, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(3), { maxLength: 30 }), fc.nat(20))
  .map(([distinct, order, times]) =>
    Array.from({ length: times }, () => order).flatMap((round) =>
      round.map((at) => distinct[at % distinct.length] as TapeEntry),
    ),
  );
const header = fc.record({
  version: fc.string(),
  program: fc.string({ unit: "grapheme" }),
  options: fc.string(),
  memory: fc.string(),
  faults: fc.constantFrom("plan", "none", "swarm", '{"loss":{"chance":0.5}}'),
});

function problemOf(text: string): string {
  try {
    decodeTape(text);
    return "none";
  } catch (thrown) {
    if (!(thrown instanceof TapeError)) throw thrown;
    return `${thrown.problem}: ${thrown.message}`;
  }
}

describe("a tape as text", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(entry), repetitive), header, (entries, about) => {
        const decoded = decodeTape(encodeTape(new Tape(entries), about));
        expect(decoded).toEqual({ header: about, tape: new Tape(entries) });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("says nothing of the faults where they are those of the program, as all tapes did once", () => {
    expect(decodeTape(TEXT).header.faults).toBe("plan");
    const swarm = encodeTape(new Tape(ENTRIES), { ...HEADER, faults: "swarm" });
    expect(swarm.length).toBeGreaterThan(TEXT.length);
    expect(decodeTape(swarm).header.faults).toBe("swarm");
  });

  it("keeps its form: a change here needs a new format number", () => {
    expect(TEXT).toBe("rv1.NAUxLjIuMw5hcmVhL3NvbWUtcmFjZQgwYTFiMmMzZAJzYwMFAwIAAgEIwIQ9rAIEBAABAQI1FZ9N");
    expect(DECISION_KINDS.join(" ")).toBe(
      "schedule read weakCas spurious notify option random fault delay coherence due",
    );
  });

  it("is short where the answers repeat, as those of a livelock do", () => {
    const round = [0, 1, 0, 0, 1, 1].map((answer): TapeEntry => ({ kind: "schedule", options: 2, answer }));
    const entries = Array.from({ length: 5_000 }, () => round).flat();
    expect(encodeTape(new Tape(entries), HEADER).length).toBeLessThan(100);
  });

  it("survives what copying does to it", () => {
    const wrapped = `  "${TEXT.slice(0, 10)}\n    ${TEXT.slice(10, 30)}\r\n\u00a0${TEXT.slice(30)}' \t`;
    expect(decodeTape(wrapped)).toEqual(decodeTape(TEXT));
  });

  it("is refused, or the same, when any one character is damaged", () => {
    for (let at = 0; at < TEXT.length; at++) {
      for (const other of "Aa0-_.~ \n=ß\u0000") {
        const damagedText = TEXT.slice(0, at) + other + TEXT.slice(at + 1);
        if (problemOf(damagedText) === "none") expect(decodeTape(damagedText)).toEqual(decodeTape(TEXT));
      }
    }
  });

  it("is refused when any one character is missing, doubled, or all after it", () => {
    for (let at = 0; at < TEXT.length; at++) {
      expect(problemOf(TEXT.slice(0, at) + TEXT.slice(at + 1)), `without ${at}`).not.toBe("none");
      expect(problemOf(TEXT.slice(0, at + 1) + TEXT.slice(at)), `twice ${at}`).not.toBe("none");
      expect(problemOf(TEXT.slice(0, at)), `up to ${at}`).not.toBe("none");
    }
  });

  it("is refused when it is anything at all", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(problemOf(`rv1.${text}`)).not.toBe("none");
      }),
      { seed: 1 },
    );
  });

  it("says why it is refused, and what to do", () => {
    expect(problemOf("")).toBe('not-a-tape: nothing is no tape: a tape begins with "rv1."');
    expect(problemOf("findings/lw.json")).toBe('not-a-tape: "findings/lw.json" is no tape: a tape begins with "rv1."');
    expect(problemOf(TEXT.replace("rv1", "rv2"))).toMatch(
      /^format: .*rv2.*reads rv1: use the version that recorded it/,
    );
    expect(problemOf(TEXT.slice(0, -8))).toMatch(/^truncated: the tape is cut off: \d+ of \d+ bytes are there; copy/);
    expect(problemOf("rv1.")).toMatch(/^truncated: .*copy the whole line$/);
    expect(problemOf(`${TEXT}AAAA`)).toMatch(/^damaged: .*checksum is wrong.*copy it again/);
    expect(problemOf(TEXT.replace(/.{4}$/, "!!!!"))).toMatch(/^damaged: .*characters that no tape has/);
  });

  it("is refused when it was forged with a right checksum", () => {
    const length = 1;
    // One byte of body, 255, and its CRC-32.
    const bytes = [length, 255];
    expect(problemOf(`rv1.${toBase64Url([...bytes, 0x0f, 0x46, 0xbe, 0x80])}`)).not.toBe("none");
  });
});
