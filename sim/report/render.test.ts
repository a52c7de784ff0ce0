import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { investigate } from "../check/investigate.ts";
import type { Program } from "../check/program.ts";
import { assert } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { lostWakeup, manyIncrements, politeForEver, programOf, runnerOf } from "../testing/programs.ts";
import { spawn } from "../thread/spawn.ts";
import { renderReport, renderTrace } from "./render.ts";
import type { Report } from "./report.ts";

function reportOf(program: Program): Report {
  const runner = runnerOf(program);
  for (let i = 0; i < 1_000; i++) {
    const seen = runner.run(`demo.${i}`);
    if (seen.finding !== null) return investigate(runner, `demo.${i}`, { seen });
  }
  throw new Error("no seed fails");
}

/** Without what differs from machine to machine, or whenever a line of a test moves. */
function rendered(report: Report): string {
  return renderReport(report)
    .replace(report.tape, "TAPE")
    .replace(/:\d+:\d+$/gm, ":LINE");
}

/** `threads` of them, each storing a value in a word with a long name; then a failure. */
function crowd(threads: number, nameLength: number): Program {
  return programOf(function* (): Op<void> {
    const word = new AtomicUsize(0, "w".repeat(nameLength));
    const handles = [];
    for (let i = 1; i <= threads; i++) {
      handles.push(yield* spawn(() => word.compareExchange(0, i, "AcqRel", "Acquire"), `worker ${i}`));
    }
    for (const handle of handles) yield* handle.join();
    assert(false, "enough was seen");
  });
}

const widest = (text: string): number =>
  Math.max(
    ...text
      .split("\n")
      .filter((line) => !line.startsWith("  again "))
      .map((line) => line.length),
  );

describe("a rendered report", () => {
  it("shows a lost wakeup as columns", () => {
    expect(rendered(reportOf(programOf(lostWakeup, { name: "demo/check-before-sleep" })))).toMatchInlineSnapshot(`
      "lost-wakeup   demo/check-before-sleep   seed demo.4 (random)   again 10 of 10

        "main" sleeps for ever: waits for unpark(main), and nobody is left who could wake it.

         step  main                                        notifier
            1  spawn(notifier)
            2  ready.load(Relaxed) = false
            3                                              ready.store(true, Relaxed)
            4                                              sleeping.load(Relaxed) = false
            5  sleeping.store(true, Relaxed)
            6  park()              waits for unpark(main)

        "main" waits for unpark(main) at main.park(): nobody is left who could

        "main" took its last step, 5, at sim/report/render.test.ts:LINE
        "notifier" took its last step, 4, at sim/report/render.test.ts:LINE

        shrunk   6 steps, 4 switches -> 6 steps, 2 switches
        again    npx reveille replay TAPE"
    `);
  });

  it("shows what was drawn, what shrinking took away, and what decides", () => {
    expect(rendered(reportOf(manyIncrements))).toMatchInlineSnapshot(`
      "assertion   test/many-increments   seed demo.0 (random)   again 10 of 10

        an increment was lost

        options  threads=2 rounds=1

         step  main                 bumper 1             bumper 2
            1  spawn(bumper 1)
            2  spawn(bumper 2)
            3                       n.load(Relaxed) = 0
            4                                            n.load(Relaxed) = 0
            5                                            n.store(1, Relaxed)
            6                       n.store(1, Relaxed)
            7  bumper 1.join()
            8  bumper 2.join()
            9  n.load(Relaxed) = 1

        "main" took its last step, 9, at sim/report/render.test.ts:LINE
        "bumper 1" took its last step, 6, at sim/report/render.test.ts:LINE
        "bumper 2" took its last step, 5, at sim/report/render.test.ts:LINE

        shrunk   21 steps, 17 switches -> 9 steps, 4 switches
        decisive the switch after step 3: with it 200 of 200 runs fail, without it none
        again    npx reveille replay TAPE"
    `);
  });

  it("tells a loop once", () => {
    const text = rendered(reportOf(programOf(politeForEver)));
    expect(text).toMatch(/\.\.\. steps \d+\.\.\d+ again and again, \d+ times \.\.\./);
    expect(text.split("\n").length).toBeLessThan(60);
  });

  it("leaves out the middle of what is long and does not repeat", () => {
    const counts = programOf(function* (): Op<void> {
      const n = new AtomicUsize(0, "n");
      for (let i = 0; i < 500; i++) yield* n.store(i * i, "Relaxed");
      assert(false, "enough");
    });
    const text = rendered(reportOf(counts));
    expect(text).toContain("... 380 steps left out ...");
    expect(text).toMatch(/^ {4}500 {2}n\.store\(249001, Relaxed\)$/m);
    expect(text.split("\n").length).toBeLessThan(140);
  });

  it.each([2, 3, 5, 9])("is at most 120 columns wide with %i threads", (threads) => {
    for (const nameLength of [1, 12, 40, 70]) {
      const text = rendered(reportOf(crowd(threads, nameLength)));
      expect(widest(text)).toBeLessThanOrEqual(120);
      for (let i = 1; i <= threads; i++) expect(text).toContain(`worker ${i}`);
    }
  });

  it("wraps calls inside of their column, and gives none to a thread that only waits for others", () => {
    expect(renderTrace(reportOf(crowd(3, 20)))).toMatchInlineSnapshot(`
      "   step  worker 1                             worker 2                             worker 3
            1  main: spawn(worker 1)
            2  main: spawn(worker 2)
            3  main: spawn(worker 3)
            4                                       wwwwwwwwwwwwwwwwwwww.
                                                      compareExchange(0 -> 2, AcqRel,
                                                      Acquire) ok
            5                                                                            wwwwwwwwwwwwwwwwwwww.
                                                                                           compareExchange(0 -> 3, AcqRel,
                                                                                           Acquire) failed: 2
            6  wwwwwwwwwwwwwwwwwwww.
                 compareExchange(0 -> 1, AcqRel,
                 Acquire) failed: 2
            7  main: worker 1.join()
            8  main: worker 2.join()
            9  main: worker 3.join()"
    `);
  });

  it("names the thread before each call where columns would be too narrow", () => {
    expect(renderTrace(reportOf(crowd(5, 12)))).toMatchInlineSnapshot(`
      "   step  thread
            1  main      spawn(worker 1)
            2  main      spawn(worker 2)
            3  main      spawn(worker 3)
            4  main      spawn(worker 4)
            5  main      spawn(worker 5)
            6  worker 2  wwwwwwwwwwww.compareExchange(0 -> 2, AcqRel, Acquire) ok
            7  worker 3  wwwwwwwwwwww.compareExchange(0 -> 3, AcqRel, Acquire) failed: 2
            8  worker 4  wwwwwwwwwwww.compareExchange(0 -> 4, AcqRel, Acquire) failed: 2
            9  worker 5  wwwwwwwwwwww.compareExchange(0 -> 5, AcqRel, Acquire) failed: 2
           10  worker 1  wwwwwwwwwwww.compareExchange(0 -> 1, AcqRel, Acquire) failed: 2
           11  main      worker 1.join()
           12  main      worker 2.join()
           13  main      worker 3.join()
           14  main      worker 4.join()
           15  main      worker 5.join()"
    `);
  });

  it("breaks long messages at blanks", () => {
    const report = reportOf(programOf(lostWakeup));
    const message = "words that go on ".repeat(30).trim();
    const text = rendered({ ...report, finding: { ...report.finding, message, details: [message] } });
    expect(widest(text)).toBeLessThanOrEqual(120);
    expect(text.replaceAll(/\s+/g, " ").split(message)).toHaveLength(3);
  });

  it("takes another line for repeating it, and says where the tape came from", () => {
    const report = { ...reportOf(programOf(lostWakeup)), seed: null, strategy: "replay" };
    const text = renderReport(report, { again: "make again" });
    expect(text).toMatch(/^lost-wakeup {3}test\/program {3}from a tape {3}again 10 of 10\n/);
    expect(text).toMatch(/\n {2}again {4}make again$/);
  });
});
