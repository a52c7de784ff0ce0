/** `MaybeDone`: a future, then its output, then nothing: what `join` and `tryJoin` wait with. */
import { dropInPlace, type Op, panic } from "../../sim/index.ts";
import type { Context } from "./context.ts";
import type { Future } from "./future.ts";

type Stage<T> =
  | { readonly is: "future"; readonly future: Future<T> }
  | { readonly is: "done"; readonly output: T }
  | { readonly is: "gone" };

const GONE: Stage<never> = { is: "gone" };

export class MaybeDone<T> {
  private stage: Stage<T>;
  private readonly contents: (output: T) => unknown;

  /** `contents`: what there is to be dropped of an output that nobody takes; by default the output itself. */
  constructor(future: Future<T>, contents: (output: T) => unknown = (output) => output) {
    this.stage = { is: "future", future };
    this.contents = contents;
  }

  /** True: the output is there. The future is dropped as soon as it is ready. */
  *poll(cx: Context): Op<boolean> {
    const { stage } = this;
    if (stage.is === "done") return true;
    if (stage.is === "gone") panic("MaybeDone polled after value taken");
    const poll = yield* stage.future.poll(cx);
    if (!poll.ready) return false;
    this.stage = { is: "done", output: poll.value };
    yield* stage.future.drop();
    return true;
  }

  /** The output, to be looked at; null while there is none. */
  get output(): { readonly value: T } | null {
    return this.stage.is === "done" ? { value: this.stage.output } : null;
  }

  takeOutput(): T {
    const { stage } = this;
    if (stage.is !== "done") panic("expected completed future");
    this.stage = GONE;
    return stage.output;
  }

  *drop(): Op<void> {
    const { stage } = this;
    this.stage = GONE;
    if (stage.is === "future") yield* stage.future.drop();
    if (stage.is === "done") yield* dropInPlace(this.contents(stage.output));
  }
}
