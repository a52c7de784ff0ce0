/** `Notify`. */
import fc from "fast-check";
import { Notify } from "../../../runtime/index.ts";
import { mistaken } from "../mistaken.ts";
import { type NotifyState, notifySpecification } from "../specifications/notify.ts";
import { actorOf, done, later, now, type Subject } from "../subject.ts";

const OPS = ["notified", "notified", "notified", "notifyOne", "notifyOne", "notifyLast", "notifyWaiters"];

export const notifySubject: Subject<null, NotifyState> = {
  name: "notify",
  parameters: fc.constant(null),
  calls: fc.record({ op: fc.constantFrom(...OPS), n: fc.constant(0) }),
  specification: () => notifySpecification,
  /** Keeps a notification of all. */
  mistaken: () =>
    mistaken(notifySpecification, "notifyWaiters", ({ state, result }) => ({
      state: { ...state, kept: true },
      result,
    })),
  *setUp(_, threads) {
    const notify = new Notify();
    const operations = {
      notified: () => later([], () => notify.notified()),
      notifyOne: () => now([], () => done(notify.notifyOne())),
      notifyLast: () => now([], () => done(notify.notifyLast())),
      notifyWaiters: () => now([], () => done(notify.notifyWaiters())),
    };
    const actors = Array.from({ length: threads }, () => actorOf(operations, function* () {}));
    return { object: notify, actors, *tearDown() {} };
  },
};
