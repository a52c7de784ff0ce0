/** What the objects of a run hold, step by step, and state words read bit by bit. */
import type { RunView, StepView } from "../data.ts";

export interface Held {
  readonly object: string;
  readonly label: string;
  readonly sort: string;
  /** Before the first step on it, where that step says so. */
  readonly initial: string | null;
  /** In the order of the run; a step that left the value as it was has an entry of its own. */
  readonly changes: readonly { readonly step: number; readonly value: string }[];
  /** All bits that any of its values names, in the order of their first appearance; empty where it is no state word. */
  readonly bits: readonly string[];
}

/** By object; only those that have a value at all. */
export function heldIn({ steps }: RunView): Map<string, Held> {
  const steppedOn = new Map<string, StepView[]>();
  for (const step of steps) {
    if (step.object === undefined || step.value === undefined) continue;
    const known = steppedOn.get(step.object);
    if (known === undefined) steppedOn.set(step.object, [step]);
    else known.push(step);
  }
  const held = new Map<string, Held>();
  for (const [object, own] of steppedOn) held.set(object, heldBy(object, own));
  return held;
}

function heldBy(object: string, steps: readonly StepView[]): Held {
  const changes = steps.map(({ index, value = "" }) => ({ step: index, value }));
  const [first] = steps;
  const initial = first === undefined ? null : oldValueIn(first);
  const values = changes.map(({ value }) => value);
  const bits = bitsOf(initial === null ? values : [initial, ...values]);
  return { object, label: first?.label ?? "", sort: first?.sort ?? "", initial, changes, bits };
}

/** What a read, or a read-modify-write, tells of the value before it. */
function oldValueIn(step: StepView): string | null {
  const { kind, result, access, call } = step;
  if (access === "read") return step.value ?? null;
  if (/^(fetch|swap|replace)/.test(kind)) return result ?? null;
  // compareExchange(OLD -> NEW, ...) that succeeded.
  if (kind.startsWith("compareExchange") && result === "ok") return /\((.*?) -> /.exec(call)?.[1] ?? null;
  return null;
}

/** The value after step `at`, and the one before it; null where nobody has touched the object by then. */
export function valueAt(
  { changes, initial }: Held,
  at: number,
): { value: string; before: string | null; by: number } | null {
  const last = changes.findLastIndex(({ step }) => step <= at);
  const now = changes[last];
  if (now === undefined) return null;
  const before = now.step === at ? (changes[last - 1]?.value ?? initial) : now.value;
  return { value: now.value, before, by: now.step };
}

/** What `step` held before it; null where nothing is known of that. */
export function valueBefore(held: Held | undefined, step: StepView): string | null {
  if (held === undefined) return null;
  const at = held.changes.findIndex((change) => change.step === step.index);
  return held.changes[at - 1]?.value ?? held.initial;
}

export interface Word {
  readonly names: readonly string[];
  /** As in `refs=3`. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const NAMES = /^[A-Z][A-Z0-9_]*(\|[A-Z][A-Z0-9_]*)*$/;
const FIELD = /^([a-z]\w*)=(\S+)$/;

/** `RUNNING|JOIN_INTEREST refs=3`; null for what is no state word. */
export function decode(value: string): Word | null {
  const parts = value.split(" ").filter((part) => part !== "");
  const names: string[] = [];
  const fields: [string, string][] = [];
  for (const part of parts) {
    const [, name, number] = FIELD.exec(part) ?? [];
    if (name !== undefined && number !== undefined) fields.push([name, number]);
    else if (NAMES.test(part)) names.push(...part.split("|"));
    else return null;
  }
  return names.length + fields.length === 0 ? null : { names, fields };
}

function bitsOf(values: readonly string[]): string[] {
  return [...new Set([...new Set(values)].flatMap((value) => decode(value)?.names ?? []))];
}

/** `value` as a state word, where the object is one: a value of another form (`idle`) has no bit set. */
export function wordIn({ bits }: Held, value: string): Word | null {
  return decode(value) ?? (bits.length === 0 ? null : { names: [], fields: [] });
}

/** As in `+JOIN_WAKER -NOTIFIED refs 3 -> 2`; of what is no state word the two values. */
export function changeText(before: string, after: string): string {
  const [from, to] = [decode(before), decode(after)];
  if (from === null || to === null) return `${before} \u2192 ${after}`;
  const gone = from.names.filter((name) => !to.names.includes(name)).map((name) => `\u2212${name}`);
  const come = to.names.filter((name) => !from.names.includes(name)).map((name) => `+${name}`);
  const fields = to.fields.flatMap(([name, value]) => {
    const old = from.fields.find(([other]) => other === name)?.[1];
    return old === value ? [] : [`${name} ${old ?? "none"} \u2192 ${value}`];
  });
  return [...come, ...gone, ...fields].join(" ");
}
