/**
 * I7, permit conservation: of all the permits that a semaphore was ever given, each is available, held, or
 * assigned to a waiter. What is just changing hands is none of these for a moment, so its word may count fewer
 * until all is over; it never counts more. And when nobody can go on, the oldest waiter lacks what is available
 * (I1).
 */
import { BatchSemaphore, PERMIT_SHIFT, type RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { labelOf } from "./label-of.ts";
import { Roster } from "./roster.ts";

type Booked = Extract<RuntimeEvent, { readonly semaphore: object }>;

interface Account {
  readonly semaphore: object;
  total: number;
  held: number;
  assigned: number;
}

export class PermitConservation implements Listener {
  private execution: Execution | null = null;
  private readonly accounts = new Roster<Account>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.accounts.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "permit.total":
      case "permit.acquire":
      case "permit.release":
      case "permit.forget":
      case "permit.assign":
      case "permit.unassign": {
        const account = this.of(event.semaphore);
        book(event, account);
        this.check(event, account, this.execution as Execution);
      }
    }
  }

  onStuck(execution: Execution): void {
    for (const { semaphore } of this.accounts.all) {
      if (!(semaphore instanceof BatchSemaphore)) continue;
      const oldest = semaphore.waiters.peek().queue.last;
      const available = availableOf(semaphore, execution) ?? 0;
      if (oldest === null || available === 0) continue;
      const missing = execution.memory.latest(oldest.missing) as number; // of an AtomicUsize
      const message = `with ${available} available, the oldest waiter of ${semaphore.label} waits for ${missing} more.`;
      execution.fail(finding("lost-wakeup", message, { invariant: "I1", involved: ["permits available"] }));
      return;
    }
  }

  onEnd(execution: Execution): void {
    for (const account of this.accounts.all) {
      const available = availableOf(account.semaphore, execution);
      if (available === null || available === left(account)) continue;
      const message = `permits of ${nameOf(account)} are lost when all is over: ${available} available, besides ${show(account)}.`;
      execution.fail(finding("invariant", message, { invariant: "I7", involved: ["lost permits"] }));
      return;
    }
  }

  private check({ type, semaphore, count }: Booked, account: Account, execution: Execution): void {
    const available = availableOf(semaphore, execution) ?? 0;
    const isMade = available > left(account);
    if (!isMade && account.held >= 0 && account.assigned >= 0) return;
    const involved = type.slice("permit.".length);
    const what = `${involved}s ${count} of ${nameOf(account)}`;
    const sum = isMade ? `${available} available, besides ${show(account)}` : show(account);
    const message = `"${execution.thread.name}" ${what}: ${sum}.`;
    execution.fail(finding("invariant", message, { invariant: "I7", involved: [involved] }));
  }

  private of(semaphore: object): Account {
    return this.accounts.find(semaphore) ?? this.accounts.add(semaphore, { semaphore, total: 0, held: 0, assigned: 0 });
  }
}

function book({ type, count }: Booked, account: Account): void {
  switch (type) {
    case "permit.total":
      account.total += count;
      return;
    case "permit.forget":
      account.total -= count;
      return;
    case "permit.acquire":
      account.held += count;
      return;
    case "permit.release":
      account.held -= count;
      return;
    case "permit.assign":
      account.assigned += count;
      return;
    case "permit.unassign":
      account.assigned -= count;
  }
}

/** What ought to be available. */
function left({ total, held, assigned }: Account): number {
  return total - held - assigned;
}

/** What is available by the word, null where it is not known how to read that. */
function availableOf(semaphore: object, { memory }: Execution): number | null {
  if (!(semaphore instanceof BatchSemaphore)) return null;
  return (memory.latest(semaphore.permits) as number) >>> PERMIT_SHIFT; // of an AtomicUsize
}

function show({ total, held, assigned }: Account): string {
  return `${held} held and ${assigned} assigned of ${total}`;
}

function nameOf({ semaphore }: Account): string {
  return labelOf(semaphore, "a semaphore");
}
