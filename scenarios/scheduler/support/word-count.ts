/**
 * One async program that knows nothing of who runs it: a task for each line reads it word by word and
 * posts the words to one that counts them; one more line comes from a thread that belongs to no executor.
 * `docs/one-program.md` goes through it.
 */
import { async_, type Future, wait, yieldNow } from "../../../runtime/index.ts";
import { Arc, type Op, spawn as spawnThread } from "../../../sim/index.ts";
import type { Spawn } from "./executors.ts";
import { Letterbox, nextLetter, post } from "./letterbox.ts";

const LINES = ["wake me", "poll me and wake me"];
const FROM_OUTSIDE = "poll";

/** What it gives back, whoever runs it and in whatever order. */
export const WORD_COUNT = "7 words read; counted and 1, me 3, poll 2, wake 2";

/** The program. */
export function wordCount(spawn: Spawn): Future<string> {
  return async_(function* () {
    const letters = new Arc(new Letterbox(), "letters");
    const counter = yield* spawn(count(yield* letters.clone(), LINES.length + 1), "counter");
    const theirs = yield* letters.clone();
    const outside = yield* spawnThread(() => sendFromOutside(theirs), "outside");
    const readers: Future<number>[] = [];
    for (const line of LINES) readers.push(yield* spawn(read(line, yield* letters.clone()), "reader"));
    yield* letters.drop();
    let words = 0;
    for (const reader of readers) words += yield* wait(reader);
    const counted = yield* wait(counter);
    // It has sent its last word, and may still be about to wake. A local executor that is gone by then hears of
    // no wakes: who sends one must not outlive it.
    yield* outside.join();
    return `${words} words read; counted ${counted}`;
  });
}

/** Posts the words of `line`, one at a time, and says how many they were. */
function read(line: string, letters: Arc<Letterbox>): Future<number> {
  const body = function* (): Op<number> {
    try {
      const words = line.split(" ");
      for (const word of words) {
        yield* post(letters, word);
        yield* wait(yieldNow());
      }
      yield* post(letters, null);
      return words.length;
    } finally {
      yield* letters.drop();
    }
  };
  return async_(body, { captures: [letters] });
}

/** Counts what is posted until each of so many senders has said that it has no more. */
function count(letters: Arc<Letterbox>, senders: number): Future<string> {
  const body = function* (): Op<string> {
    try {
      const counts = new Map<string, number>();
      for (let left = senders; left > 0; ) {
        const word = yield* wait(nextLetter(letters));
        if (word === null) left--;
        else counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      const lines = [...counts].map(([word, times]) => `${word} ${times}`);
      return lines.sort().join(", ");
    } finally {
      yield* letters.drop();
    }
  };
  return async_(body, { captures: [letters] });
}

/** No task, but a thread: for a local executor its wakes are foreign. */
function* sendFromOutside(letters: Arc<Letterbox>): Op<void> {
  yield* post(letters, FROM_OUTSIDE);
  yield* post(letters, null);
  yield* letters.drop();
}
