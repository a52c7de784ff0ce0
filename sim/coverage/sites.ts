/** A site: what is done, to what, by whom. `worker #: idle.state.fetchAdd`, as a number. */
import type { Operation } from "../engine/operation.ts";
import type { SimObject } from "../engine/sim-object.ts";
import { Names } from "./names.ts";

/** Room for so many thread names that are not alike. */
const THREADS = 2 ** 20;

export class Sites {
  private readonly names = new Names();
  /** By object, then by kind and thread. */
  private readonly numbers: Map<number, number>[] = [];
  private readonly texts: string[] = [];

  numberOf(op: Operation, target: SimObject): number {
    const object = this.names.numberOf(target.role);
    const kind = this.names.numberOf(op.kind.name);
    const thread = this.names.numberOf(op.thread.name);
    while (this.numbers.length <= object) this.numbers.push(new Map());
    const ofObject = this.numbers[object] as Map<number, number>; // just made
    const known = ofObject.get(kind * THREADS + thread);
    if (known !== undefined) return known;
    const [who, what, how] = [thread, object, kind].map((number) => this.names.text(number));
    const number = this.texts.push(`${who}: ${what}.${how}`) - 1;
    ofObject.set(kind * THREADS + thread, number);
    return number;
  }

  text(number: number): string {
    return this.texts[number] as string; // a number that was given out
  }
}
