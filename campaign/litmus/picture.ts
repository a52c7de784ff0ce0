/**
 * An execution graph as a picture of text: the threads as columns, an event a line, and below them who
 * read from whom, in which order the writes of each location came, and what happens before what.
 */
import type { LitmusWitness, WitnessEvent } from "../../sim/index.ts";
import { inColumns } from "./columns.ts";

const INIT = "start";

export function pictureOf(witness: LitmusWitness): string[] {
  const drawn = new Picture(witness);
  return [
    ...drawn.events(),
    "",
    ...listed("reads from", drawn.readsFrom()),
    ...listed("modification order", drawn.modificationOrder()),
    ...listed("happens before", drawn.happensBefore()),
  ];
}

/** `lines` behind a heading that stands before the first. */
function listed(heading: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => `${(i === 0 ? heading : "").padEnd(20)}${line}`);
}

class Picture {
  private readonly witness: LitmusWitness;
  /** All but those of the main thread, which only starts the others. */
  private readonly shown: readonly WitnessEvent[];
  private readonly paths: readonly string[];

  constructor(witness: LitmusWitness) {
    this.witness = witness;
    const threads = witness.threads
      .filter(({ path }) => path !== "0")
      .sort((a, b) => numberOf(a.path) - numberOf(b.path));
    this.paths = threads.map(({ path }) => path);
    this.shown = witness.events.filter(({ thread }) => this.paths.includes(thread));
  }

  events(): string[] {
    const titles = this.paths.map((path) => `thread ${numberOf(path)}`);
    const cells = this.shown.map((event) => ({
      column: this.paths.indexOf(event.thread),
      label: this.nameOf(event.id),
      text: this.textOf(event),
    }));
    return inColumns(titles, cells);
  }

  /** `start -> e2   x, before e1`: e2 reads what x held at the start, and e1 wrote x after that. */
  readsFrom(): string[] {
    const lines = this.shown.flatMap(({ id, object, access, readsFrom }) => {
      if (readsFrom === null) return [];
      const order = this.orderOf(object);
      // `init` is not in it: all writes are later.
      const later = access === "read" ? order.slice(order.indexOf(readsFrom) + 1) : [];
      const before = later.length === 0 ? "" : `, before ${later.map((write) => this.nameOf(write)).join(", ")}`;
      return [`${this.arrow(readsFrom, id)}   ${object}${before}`];
    });
    return lines.length === 0 ? ["nobody reads"] : lines;
  }

  modificationOrder(): string[] {
    const orders = this.witness.coherence.map(
      ({ object, writes }) => `${object}: ${[INIT, ...writes.map((id) => this.nameOf(id))].join(" -> ")}`,
    );
    return orders.length === 0 ? ["nobody writes"] : orders;
  }

  /** Between threads, without what follows from others by way of program order. */
  happensBefore(): string[] {
    const { witness, shown } = this;
    const edges = shown.flatMap((from) =>
      shown
        .filter((to) => to.thread !== from.thread && witness.happensBefore(from.id, to.id))
        .map((to) => ({ from, to })),
    );
    const between = (a: WitnessEvent, b: WitnessEvent): boolean =>
      shown.some((c) => c !== a && c !== b && witness.happensBefore(a.id, c.id) && witness.happensBefore(c.id, b.id));
    const direct = edges.filter(({ from, to }) => !between(from, to));
    if (direct.length === 0) return ["nothing of one thread anything of another"];
    return direct.map(({ from, to }) => this.arrow(from.id, to.id));
  }

  private arrow(from: string, to: string): string {
    return `${this.nameOf(from).padEnd(INIT.length)} -> ${this.nameOf(to)}`;
  }

  /** By label of the location, its writes in modification order. */
  private orderOf(object: string | null): readonly string[] {
    return this.witness.coherence.find((order) => order.object === object)?.writes ?? [];
  }

  private nameOf(id: string): string {
    return id === "init" ? INIT : `e${this.shown.findIndex((event) => event.id === id) + 1}`;
  }

  private textOf({ id, call, result }: WitnessEvent): string {
    const register = this.witness.registers.get(id);
    const left = register === undefined ? call : `${register} = ${call}`;
    return result === "" ? left : `${left} = ${result}`;
  }
}

/** The number of a test's thread: they are the main thread's children. */
function numberOf(path: string): number {
  return Number(path.slice("0.".length)) - 1;
}
