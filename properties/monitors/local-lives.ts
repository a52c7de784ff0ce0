/**
 * The life of a local task: its future is polled and dropped at home, by one at a time (I3); dropped
 * once, before its memory is freed, and its output delivered or dropped (I4); and its word goes only
 * where Glommio's protocol lets it (I16).
 */
import { localWord, type RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { Roster } from "./roster.ts";

const { SCHEDULED, RUNNING, COMPLETED, CLOSED, HANDLE } = localWord;

type Transition = Extract<RuntimeEvent, { type: "local.transition" }>;
type Name = Transition["name"];

/** Who may set a flag, and who may unset it. */
const SETS: ReadonlyMap<number, ReadonlySet<Name>> = new Map([
  [SCHEDULED, new Set<Name>(["wake", "cancel", "handleDropped", "abandoned"])],
  [RUNNING, new Set<Name>(["runBegins"])],
  [COMPLETED, new Set<Name>(["ready"])],
  [CLOSED, new Set<Name>(["ready", "panicked", "closing", "cancel", "outputTaken", "handleDropped", "abandoned"])],
  [HANDLE, new Set<Name>()],
]);
const UNSETS: ReadonlyMap<number, ReadonlySet<Name>> = new Map([
  [SCHEDULED, new Set<Name>(["runBegins", "pending", "ready", "panicked", "discarded"])],
  [RUNNING, new Set<Name>(["pending", "ready", "panicked"])],
  [COMPLETED, new Set<Name>()],
  [CLOSED, new Set<Name>()],
  [HANDLE, new Set<Name>(["handleDropped"])],
]);

interface Life {
  readonly home: Execution["thread"] | null;
  word: number;
  polled: boolean;
  future: "there" | "dropped";
  output: "none" | "stored" | "gone";
}

export class LocalLives implements Listener {
  private execution: Execution | null = null;
  private readonly lives = new Roster<Life>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.lives.clear();
  }

  onEvent(event: RuntimeEvent): void {
    if (event.type === "local.task.new") {
      const home = this.execution?.thread ?? null;
      this.lives.add(event.task, { home, word: localWord.INITIAL, polled: false, future: "there", output: "none" });
      return;
    }
    if (!("task" in event) || event.task === null) return;
    const life = this.lives.find(event.task);
    if (life !== undefined) this.goOn(life, event, event.task.label);
  }

  private goOn(life: Life, event: RuntimeEvent, label: string): void {
    switch (event.type) {
      case "task.poll.begin":
        this.atHome(life, "polls", label);
        if (life.polled) this.fail("I3", `${label} is polled inside of its own poll`);
        if (life.future === "dropped") this.fail("I4", `${label} is polled after its future was dropped`);
        life.polled = true;
        return;
      case "task.poll.end":
        life.polled = false;
        return;
      case "local.future.drop":
        this.atHome(life, "drops", label);
        if (life.polled) this.fail("I3", `the future of ${label} is dropped inside of its own poll`);
        if (life.future === "dropped") this.fail("I4", `the future of ${label} is dropped twice`);
        life.future = "dropped";
        return;
      case "local.output.store":
        life.output = "stored";
        return;
      case "local.output.take":
        if (life.output !== "stored") this.fail("I4", `${label} has no output to be taken`);
        life.output = "gone";
        return;
      case "local.output.drop":
        life.output = "gone";
        return;
      case "local.transition":
        this.moves(life, event, label);
        return;
      case "local.dealloc":
        if (life.future === "there") this.fail("I4", `${label} is freed and its future never dropped`);
        if (life.output === "stored") this.fail("I4", `the output of ${label} is lost with its memory`);
    }
  }

  private moves(life: Life, transition: Transition, label: string): void {
    const { name, before, after } = transition;
    const wrong = before === life.word ? breachIn(transition) : `, but the word was ${localWord.showWord(life.word)}`;
    if (wrong !== null) {
      const how = `${label}: ${name} takes ${localWord.showWord(before)} to ${localWord.showWord(after)}`;
      this.fail("I16", `${how}${wrong}`);
    }
    life.word = after;
  }

  private atHome(life: Life, does: "polls" | "drops", label: string): void {
    const { thread } = this.execution as Execution;
    if (thread === life.home) return;
    this.fail("I3", `it ${does} the future of ${label}, which is local to "${life.home?.name}"`);
  }

  private fail(invariant: string, what: string): void {
    const { thread } = this.execution as Execution;
    this.execution?.fail(finding("invariant", `${what} ("${thread.name}").`, { invariant, involved: [invariant] }));
  }
}

/** What the protocol has against a transition, from whichever word; null: nothing. */
function breachIn({ name, before, after }: Transition): string | null {
  for (const [flag, who] of SETS) if ((after & ~before & flag) !== 0 && !who.has(name)) return ", which it may not";
  for (const [flag, who] of UNSETS) if ((before & ~after & flag) !== 0 && !who.has(name)) return ", which it may not";
  const unfinished = (after & (SCHEDULED | RUNNING)) !== 0;
  return (after & COMPLETED) !== 0 && unfinished ? ": complete, and yet to be run" : null;
}
