/** Many post, one takes: a queue under a lock, and a waker for the one who waits. Shared by arcs. */
import { AtomicWaker, type Context, type Future, PENDING, type Poll, ready } from "../../../runtime/index.ts";
import { type Arc, Mutex, type Op } from "../../../sim/index.ts";

/** A word, or null: its sender has no more. */
export type Letter = string | null;

export class Letterbox {
  readonly waker = new AtomicWaker("letters");
  private readonly queue = new Mutex<Letter[]>([], "letters.queue");

  *post(letter: Letter): Op<void> {
    const queue = yield* this.queue.lock();
    queue.value.push(letter);
    yield* queue.drop();
    yield* this.waker.wake();
  }

  /** Undefined where there is none. */
  *take(): Op<Letter | undefined> {
    const queue = yield* this.queue.lock();
    const letter = queue.value.shift();
    yield* queue.drop();
    return letter;
  }

  drop(): Op<void> {
    return this.waker.drop();
  }
}

/** Posts through an arc. */
export function* post(letters: Arc<Letterbox>, letter: Letter): Op<void> {
  yield* (yield* letters.get()).post(letter);
}

/** Resolves to the next letter. The arc is lent. */
export function nextLetter(letters: Arc<Letterbox>): Future<Letter> {
  return new NextLetter(letters);
}

class NextLetter implements Future<Letter> {
  private readonly letters: Arc<Letterbox>;

  constructor(letters: Arc<Letterbox>) {
    this.letters = letters;
  }

  *poll(cx: Context): Op<Poll<Letter>> {
    const letterbox = yield* this.letters.get();
    // First the waker, then the look: or what is posted in between wakes nobody.
    yield* letterbox.waker.registerByRef(cx.waker);
    const letter = yield* letterbox.take();
    return letter === undefined ? PENDING : ready(letter);
  }

  *drop(): Op<void> {}
}
