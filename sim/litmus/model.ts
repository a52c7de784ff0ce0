/**
 * A litmus test as a program: the main thread makes the locations, starts the threads, and waits for
 * them. What an execution came to is asked right after it, before the next one begins.
 */
import type { Program } from "../check/program.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Op } from "../op.ts";
import { type JoinHandle, spawn } from "../thread/spawn.ts";
import { Interpreter, type Locations } from "./interpreter.ts";
import { LitmusLocation } from "./litmus-location.ts";
import { parseThread } from "./parse.ts";

/** A test as the tables have it. */
export interface LitmusTest {
  readonly name: string;
  readonly threads: readonly string[];
  /** What is asked; see `outcome.ts`. */
  readonly outcome?: string;
}

/** A register by the name under which outcomes know it. */
interface Register {
  readonly key: string;
  readonly thread: Interpreter;
  readonly slot: number;
}

/** Throws a `UsageError` where a thread's text does not fit the language. */
export function litmusProgram(test: LitmusTest): LitmusModel {
  return new LitmusModel(test);
}

export class LitmusModel implements Locations {
  readonly program: Program;
  /** The named locations, in order of appearance. */
  readonly locations: readonly string[];
  /** The registers, `a`, or `0:a` where several threads have one of that name. */
  readonly registerNames: readonly string[];
  /** Those that a `Cas` gives its value. */
  readonly exchanged: readonly string[];
  private readonly threads: readonly Interpreter[];
  private readonly known: readonly Register[];
  private readonly present = new Map<string, LitmusLocation>();

  constructor({ name, threads }: LitmusTest) {
    if (threads.length === 0) throw new UsageError("a litmus test has at least one thread");
    this.threads = threads.map((text, number) => new Interpreter(parseThread(text, number), this));
    this.locations = [...new Set(this.threads.flatMap(({ thread }) => thread.locations))];
    this.known = registersOf(this.threads);
    this.registerNames = this.known.map(({ key }) => key);
    this.exchanged = this.known.filter(isExchanged).map(({ key }) => key);
    const both = this.locations.find((location) => this.hasRegister(location));
    if (both !== undefined) {
      throw new UsageError(`"${both}" is a register and a location: give one of them another name`);
    }
    this.program = { name, options: {}, bounds: {}, model: () => this.main(), monitors: () => [] };
  }

  /** The values of the registers after an execution. */
  registers(): Record<string, number> {
    const values: Record<string, number> = {};
    for (const { key, thread, slot } of this.known) values[key] = thread.values[slot] ?? 0;
    return values;
  }

  /** Whether two accesses of the execution raced, at least one of them `na`. */
  racy(): boolean {
    for (const location of this.present.values()) if (location.racy) return true;
    return false;
  }

  /** Which register received the value of a thread's access of that number, both from 0; null for none. */
  receiver(thread: number, access: number): string | null {
    const slot = this.threads[thread]?.received[access];
    const found = this.known.find((register) => register.thread === this.threads[thread] && register.slot === slot);
    return found?.key ?? null;
  }

  /** The value of a location after an execution: the newest in modification order. */
  final(location: string): number {
    return (this.present.get(location)?.value ?? 0) as number; // holds nothing but numbers
  }

  /** The location of that name in the present execution; cells are there once somebody accesses them. */
  at(name: string): LitmusLocation {
    const known = this.present.get(name);
    if (known !== undefined) return known;
    const location = new LitmusLocation(name);
    this.present.set(name, location);
    return location;
  }

  private hasRegister(name: string): boolean {
    return this.known.some(({ thread, slot }) => thread.thread.variables[slot]?.name === name);
  }

  private *main(): Op<void> {
    this.present.clear();
    for (const name of this.locations) this.at(name);
    const handles: JoinHandle<void>[] = [];
    for (const [number, thread] of this.threads.entries()) {
      thread.reset();
      handles.push(yield* spawn(thread.body, `thread ${number}`));
    }
    for (const handle of handles) yield* handle.join();
  }
}

function isExchanged({ thread, slot }: Register): boolean {
  return thread.thread.statements.some(
    (statement) => statement.is === "update" && statement.slot === slot && statement.update.kind === "compareExchange",
  );
}

function registersOf(threads: readonly Interpreter[]): Register[] {
  const all = threads.flatMap((thread, number) =>
    thread.thread.variables.flatMap(({ name, register }, slot) => (register ? [{ name, number, thread, slot }] : [])),
  );
  return all.map(({ name, number, thread, slot }) => {
    const alone = all.filter((other) => other.name === name).length === 1;
    return { key: alone ? name : `${number}:${name}`, thread, slot };
  });
}
