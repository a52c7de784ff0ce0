/**
 * I7, notifications: no more of them are taken or returned than a Notify was given, and when all is over
 * only the one is left that its word stores.
 */
import { NOTIFIED_STATE, Notify, notifyStateOf, type RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { labelOf } from "./label-of.ts";
import { Roster } from "./roster.ts";

interface Account {
  readonly notify: object;
  given: number;
  taken: number;
  returned: number;
}

export class NotificationConservation implements Listener {
  private execution: Execution | null = null;
  private readonly accounts = new Roster<Account>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.accounts.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "notify.given":
        this.of(event.notify).given++;
        return;
      case "notify.taken":
      case "notify.returned": {
        const account = this.of(event.notify);
        if (event.type === "notify.taken") account.taken++;
        else account.returned++;
        if (pending(account) < 0) this.tooMany(account, event.type);
      }
    }
  }

  onEnd(execution: Execution): void {
    for (const account of this.accounts.all) {
      const stored = storedIn(account.notify, execution);
      if (stored === null || stored === pending(account)) continue;
      const sum = `${show(account)}, and it stores ${stored}`;
      const message = `when all is over notifications of ${labelOf(account.notify, "a Notify")} are lost: ${sum}.`;
      execution.fail(finding("invariant", message, { invariant: "I7", involved: ["lost notification"] }));
      return;
    }
  }

  private tooMany(account: Account, type: "notify.taken" | "notify.returned"): void {
    const verb = type === "notify.taken" ? "takes" : "returns";
    const who = `"${this.execution?.thread.name}" ${verb} a notification of ${labelOf(account.notify, "a Notify")}`;
    const message = `${who} that nobody gave: ${show(account)}.`;
    this.execution?.fail(finding("invariant", message, { invariant: "I7", involved: [type] }));
  }

  private of(notify: object): Account {
    return this.accounts.find(notify) ?? this.accounts.add(notify, { notify, given: 0, taken: 0, returned: 0 });
  }
}

function pending({ given, taken, returned }: Account): number {
  return given - taken - returned;
}

/** How many its word stores, null where it is not known how to read that. */
function storedIn(notify: object, { memory }: Execution): number | null {
  if (!(notify instanceof Notify)) return null;
  const word = memory.latest(notify.state) as number; // of an AtomicUsize
  return notifyStateOf(word) === NOTIFIED_STATE ? 1 : 0;
}

function show({ given, taken, returned }: Account): string {
  return `${given} given, ${taken} taken, ${returned} returned`;
}
