/** Small programs over one AtomicWaker: a few threads that register, wake and take in any order. */
import fc from "fast-check";
import { AtomicWaker, type RecordingWaker } from "../../runtime/index.ts";
import { catchUnwind, type JoinHandle, type Op, spawn } from "../../sim/index.ts";
import { makeTask, type WakerPlan, wakerPlans } from "./wakers.ts";

export type Call =
  | { readonly call: "wake" }
  | { readonly call: "take"; readonly use: "wake" | "drop" }
  | { readonly call: "register" | "registerByRef"; readonly task: number };

export interface AtomicWakerProgram {
  readonly tasks: readonly WakerPlan[];
  readonly threads: readonly (readonly Call[])[];
}

const TASKS = 2;

const calls: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ call: fc.constant("wake" as const) }),
  fc.record({
    call: fc.constantFrom("registerByRef" as const, "register" as const),
    task: fc.nat({ max: TASKS - 1 }),
  }),
  fc.record({ call: fc.constant("take" as const), use: fc.constantFrom("wake" as const, "drop" as const) }),
);

/** One to three threads of up to four calls, on two tasks with wakers of any kind. */
export function atomicWakerPrograms(): fc.Arbitrary<AtomicWakerProgram> {
  return fc.record({
    tasks: fc.array(wakerPlans(), { minLength: TASKS, maxLength: TASKS }),
    threads: fc.array(fc.array(calls, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  });
}

/** Runs `program`, every call in a `catchUnwind` of its own, and puts everything away afterwards. */
export function* runProgram(program: AtomicWakerProgram): Op<void> {
  const waker = new AtomicWaker("waker");
  const tasks = program.tasks.map((plan, i) => makeTask(`task ${i + 1}`, plan, waker));
  const running: JoinHandle<void>[] = [];
  for (const [i, thread] of program.threads.entries()) {
    running.push(yield* spawn(() => runCalls(thread, waker, tasks), `thread ${i + 1}`));
  }
  for (const thread of running) yield* thread.join();
  // Its drop may come back to the AtomicWaker, which must be there then: take it out first.
  const left = yield* waker.takeWaker();
  if (left !== null) yield* catchUnwind(() => left.drop());
  yield* waker.drop();
}

function* runCalls(calls: readonly Call[], waker: AtomicWaker, tasks: readonly RecordingWaker[]): Op<void> {
  for (const call of calls) yield* catchUnwind(() => runCall(call, waker, tasks));
}

function* runCall(call: Call, waker: AtomicWaker, tasks: readonly RecordingWaker[]): Op<void> {
  if (call.call === "wake") {
    yield* waker.wake();
    return;
  }
  if (call.call === "take") {
    const taken = yield* waker.takeWaker();
    if (taken !== null) yield* call.use === "wake" ? taken.wake() : taken.drop();
    return;
  }
  const own = tasks[call.task]?.waker();
  if (own === undefined) return; // a program has a task for every number that it draws
  if (call.call === "register") {
    yield* waker.register(own);
    return;
  }
  yield* catchUnwind(() => waker.registerByRef(own));
  yield* own.drop();
}
