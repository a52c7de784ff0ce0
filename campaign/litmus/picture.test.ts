import { describe, expect, it } from "vitest";
import { judge, parseTests, prepare } from "../../sim/index.ts";
import { pictureOf } from "./picture.ts";

/** The picture of what the test asks for, under rc11. */
function drawn(line: string): string {
  const [placed] = parseTests(line);
  const witness = placed === undefined ? null : judge(prepare(placed.test), { memory: "rc11" }).witness;
  if (witness === null) throw new Error(`nothing to draw of ${line}`);
  return `\n${pictureOf(witness).join("\n")}\n`;
}

describe("the picture of an execution", () => {
  it("has a column for each thread, and the edges below", () => {
    expect(drawn("SB: St x 1 rel; a=Ld y acq ‖ St y 1 rel; b=Ld x acq ? a=0 & b=0")).toBe(`
      thread 0                   thread 1
e1    x.store(1, Release)
e2    a = y.load(Acquire) = 0
e3                               y.store(1, Release)
e4                               b = x.load(Acquire) = 0

reads from          start -> e2   y, before e3
                    start -> e4   x, before e1
modification order  x: start -> e1
                    y: start -> e3
happens before      nothing of one thread anything of another
`);
  });

  it("shows what synchronises, also through fences and read-modify-writes", () => {
    const line = "R: St x 1 na; Fe rel; St y 1 rlx ‖ b=Fa y 1 rlx ‖ a=Ld y rlx; if(a>1){Fe acq; c=Ld x na} ? c=1";
    expect(drawn(line)).toBe(`
      thread 0               thread 1                          thread 2
e1    x.store(1, plain)
e2    fence(Release)
e3    y.store(1, Relaxed)
e4                           b = y.fetchAdd(1, Relaxed) = 1
e5                                                             a = y.load(Relaxed) = 2
e6                                                             fence(Acquire)
e7                                                             c = x.load(plain) = 1

reads from          e3    -> e4   y
                    e4    -> e5   y
                    e1    -> e7   x
modification order  x: start -> e1
                    y: start -> e3 -> e4
happens before      e2    -> e6
`);
  });

  it("draws what is not there in words, and the outcome of an exchange", () => {
    expect(drawn("W: St x 1 rlx")).toContain("reads from          nobody reads\n");
    const alone = drawn("R: a=Cas x 1 2 acq; b=Cas x 0 2 sc");
    expect(alone).toContain("a = x.compareExchange(1 -> 2, Acquire, Acquire) = 0, failed\n");
    expect(alone).toContain("b = x.compareExchange(0 -> 2, SeqCst, SeqCst) = 0, exchanged\n");
    expect(drawn("R: a=Ld x rlx")).toContain("modification order  nobody writes\n");
  });
});
