/** One step of the engine, set-up of the execution spread over thousands of them. */
import { AtomicUsize, Execution, Mutex, type Op, spawn } from "../sim/index.ts";
import type { Subject } from "./measure.ts";

const ROUNDS = 2_000;

/** Loads and stores: each a step at which the strategy could switch, if there is anybody else. */
function* steps(word: AtomicUsize): Op<void> {
  for (let i = 0; i < ROUNDS; i++) yield* word.store((yield* word.load("Relaxed")) + 1, "Relaxed");
}

function* oneThread(): Op<void> {
  yield* steps(new AtomicUsize(0, "word"));
}

function* twoThreads(): Op<void> {
  const word = new AtomicUsize(0, "word");
  yield* spawn(() => steps(word), "other");
  yield* steps(word);
}

function* lockingThread(): Op<void> {
  const mutex = new Mutex(0, "mutex");
  for (let i = 0; i < ROUNDS; i++) yield* (yield* mutex.lock()).drop();
}

/** The same answer to every question; among two threads 0 goes on and 1 switches. */
function always(answer: number) {
  return { name: `always ${answer}`, systematic: false, begin: () => true, decide: () => answer };
}

function subject(name: string, model: () => Op<void>, answer: number, switchesPerStep: number): Subject {
  const execution = new Execution();
  const strategy = always(answer);
  const batch = (): void => {
    execution.run(model, { strategy });
    if (execution.finding !== null) throw new Error(`"${name}" ended with ${execution.finding.message}`);
  };
  batch();
  const measured = execution.switches / execution.steps;
  if (Math.abs(measured - switchesPerStep) > 0.01) {
    throw new Error(`"${name}" has ${measured} switches per step where ${switchesPerStep} are wanted`);
  }
  return { name, units: execution.steps, batch };
}

export function stepAlone(): Subject {
  return subject("a step, one runnable thread", oneThread, 0, 0);
}

export function stepContinuing(): Subject {
  return subject("a step, two runnable threads, the strategy says go on", twoThreads, 0, 0);
}

export function stepSwitching(): Subject {
  return subject("a step, two runnable threads, a switch each time", twoThreads, 1, 1);
}

/** Per lock and unlock, which are two steps and a guard. */
export function lockAlone(): Subject {
  const locking = subject("lock and unlock a mutex, one runnable thread", lockingThread, 0, 0);
  return { ...locking, units: ROUNDS };
}
