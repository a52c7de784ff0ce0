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

  /** `e2 reads x = 0 from the start, though e1 wrote it later`. */
  readsFrom(): string[] {
    const reads = this.shown.filter(({ readsFrom }) => readsFrom !== null);
    if (reads.length === 0) return ["nobody reads"];
    return reads.map((event) => {
      const order = this.orderOf(event.object);
      const from = event.readsFrom === "init" ? -1 : order.indexOf(event.readsFrom ?? "");
      const later = order.slice(from + 1).filter((id) => id !== event.id);
      const arrow = `${this.nameOf(event.readsFrom ?? "").padEnd(5)} -> ${this.nameOf(event.id)}`;
      const stale = event.access === "read" && later.length > 0;
      return stale
        ? `${arrow}   ${event.object}, before ${later.map((id) => this.nameOf(id)).join(", ")}`
        : `${arrow}   ${event.object}`;
    });
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
    return direct.map(({ from, to }) => `${this.nameOf(from.id).padEnd(5)} -> ${this.nameOf(to.id)}`);
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
