/**
 * I2, exact references: at every step the count in a task's word equals the references that somebody
 * holds, and nobody touches the word once they are gone.
 *
 * The runtime tells of a reference between the step that counts it and the next one. So the two are
 * compared when the next step is done, against the word as the step before left it.
 */
import { type RawTask, type RuntimeEvent, refCount } from "../../runtime/index.ts";
import { type Execution, finding, type Listener, type Step } from "../../sim/index.ts";
import { oneOf, References } from "./references.ts";
import { Roster } from "./roster.ts";

class Counted {
  readonly task: RawTask;
  readonly references: References;
  word: number;
  /** The last to change the word, and how. */
  by = "";
  /** Among those to be compared. */
  doubtful = false;
  freed = false;

  constructor(task: RawTask, unowned: boolean) {
    this.task = task;
    this.references = new References(unowned);
    this.word = task.header.state.word.value as number;
  }
}

export class ExactReferences implements Listener {
  private execution: Execution | null = null;
  private readonly tasks = new Roster<Counted>();
  private readonly doubtful: Counted[] = [];

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.tasks.clear();
    while (this.doubtful.length > 0) this.doubtful.pop();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "task.new":
        this.doubt(this.tasks.add(event.task.header.state.word, new Counted(event.task, event.unowned)));
        return;
      case "task.ref.inc": {
        const counted = this.of(event.task);
        counted?.references.inc(event.kind);
        this.doubt(counted);
        return;
      }
      case "task.ref.dec": {
        const counted = this.of(event.task);
        if (counted?.references.dec(event.kind) === false) this.neverHeld(counted, oneOf(event.kind));
        this.doubt(counted);
        return;
      }
      case "task.dealloc": {
        const counted = this.of(event.task);
        if (counted !== undefined) this.free(counted);
      }
    }
  }

  onStep(op: Step): void {
    if (this.doubtful.length > 0) this.compare();
    const counted = this.tasks.find(op.target);
    if (counted === undefined) return;
    if (counted.freed) this.touchedAfterwards(counted, op);
    if (op.kind.access === "read") return;
    const word = op.execution.memory.latest(counted.task.header.state.word) as number;
    if (word === counted.word) return;
    counted.word = word;
    counted.by = `"${op.thread.name}", ${op.kind.name}`;
    this.doubt(counted);
  }

  onStuck(): void {
    this.compare();
  }

  onEnd(): void {
    this.compare();
  }

  private of(task: RawTask): Counted | undefined {
    return this.tasks.find(task.header.state.word);
  }

  private doubt(counted: Counted | undefined): void {
    if (counted === undefined || counted.doubtful) return;
    counted.doubtful = true;
    this.doubtful.push(counted);
  }

  private compare(): void {
    for (let counted = this.doubtful.pop(); counted !== undefined; counted = this.doubtful.pop()) {
      counted.doubtful = false;
      const { task, references, word, by } = counted;
      const count = refCount(word);
      if (count === references.total) continue;
      this.fail(
        task,
        `${task.label} counts ${count} reference${count === 1 ? "" : "s"} and has ${references.total}: held by ${references.holders()} (last change: ${by}).`,
        [count > references.total ? "too many counted" : "too few counted", ...references.kinds()],
      );
    }
  }

  private neverHeld({ task }: Counted, what: string): void {
    this.fail(task, `"${this.execution?.thread.name}" gives up ${what} of ${task.label}, which nobody held.`, [what]);
  }

  private free(counted: Counted): void {
    counted.freed = true;
    const { task, references } = counted;
    if (references.total <= 0) return;
    this.fail(task, `"${this.execution?.thread.name}" frees ${task.label}, still held by ${references.holders()}.`, [
      "freed too early",
      ...references.kinds(),
    ]);
  }

  private touchedAfterwards({ task }: Counted, op: Step): void {
    const { word } = task.header.state;
    op.execution.fail(
      finding("use-after-free", `"${op.thread.name}" accesses ${word.label} (${op.kind.name}) after it was freed.`, {
        invariant: "I2",
        involved: [word.role, op.kind.name],
      }),
    );
  }

  private fail(task: RawTask, message: string, involved: readonly string[]): void {
    this.execution?.fail(finding("refcount", message, { invariant: "I2", involved: [task.role, ...involved] }));
  }
}
