/** What an exception that left a thread's body means: a panic, a failed assertion, or a broken model. */
import type { Thread } from "../engine/thread.ts";
import { type Finding, finding } from "../finding/finding.ts";
import { Panic } from "./panic.ts";

/** `thrown` left `thread`: the verdict. Assertion libraries are recognised by their error's name. */
export function findingOfThrow(thrown: unknown, thread: Thread): Finding {
  if (thrown instanceof Panic) {
    return finding("panic", `"${thread.name}" panicked: ${thrown.message}`, {
      involved: [thread.name, thrown.message],
    });
  }
  if (thrown instanceof Error && thrown.name.startsWith("AssertionError")) {
    return finding("assertion", thrown.message, { involved: [thrown.message] });
  }
  const what = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return finding("panic", `"${thread.name}" threw ${what}`, {
    details: thrown instanceof Error ? firstFrames(thrown) : [],
    involved: [thread.name, what],
  });
}

function firstFrames(error: Error): string[] {
  return (error.stack ?? "")
    .split("\n")
    .slice(1, 4)
    .map((line) => line.trim());
}
