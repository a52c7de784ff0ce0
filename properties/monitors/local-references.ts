/**
 * I2 for the local executor: at every step a task's count equals the references that somebody holds, and
 * it is freed when neither one of them nor the join handle is left. Compared when the next step is done,
 * as for other tasks: a reference is told of after the step that counts it.
 */
import { localWord, type RawLocalTask, type RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener, type Step } from "../../sim/index.ts";
import { Roster } from "./roster.ts";

class Counted {
  readonly task: RawLocalTask;
  held = 0;
  count = 0;
  doubtful = false;

  constructor(task: RawLocalTask) {
    this.task = task;
  }
}

export class LocalReferences implements Listener {
  private execution: Execution | null = null;
  private readonly tasks = new Roster<Counted>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.tasks.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "local.task.new":
        this.tasks.add(event.task.header.references, new Counted(event.task));
        return;
      case "local.ref.inc":
        this.add(event.task, 1);
        return;
      case "local.ref.dec":
        this.add(event.task, -1);
        return;
      case "local.dealloc":
        this.freed(event.task);
    }
  }

  onStep(op: Step): void {
    this.compare();
    const counted = this.tasks.find(op.target);
    if (counted === undefined || op.kind.access === "read") return;
    counted.count = op.execution.memory.latest(counted.task.header.references) as number;
    counted.doubtful = true;
  }

  onEnd(): void {
    this.compare();
  }

  private add(task: RawLocalTask, by: number): void {
    const counted = this.tasks.find(task.header.references);
    if (counted === undefined) return;
    counted.held += by;
    counted.doubtful = true;
  }

  private compare(): void {
    for (const counted of this.tasks.all) {
      if (!counted.doubtful) continue;
      counted.doubtful = false;
      const { task, held, count } = counted;
      if (count !== held) {
        const way = count > held ? "too many counted" : "too few counted";
        this.fail(task, `${task.label} counts ${count} references, and ${held} are held.`, way);
      }
    }
  }

  private freed(task: RawLocalTask): void {
    const counted = this.tasks.find(task.header.references);
    const who = this.execution?.thread.name;
    if (counted !== undefined && counted.held > 0) {
      this.fail(task, `"${who}" frees ${task.label}, and ${counted.held} references are held.`, "freed too early");
    }
    if ((task.header.word.peek() & localWord.HANDLE) !== 0) {
      this.fail(task, `"${who}" frees ${task.label}, which has a join handle.`, "freed before its handle");
    }
  }

  private fail(task: RawLocalTask, message: string, involved: string): void {
    this.execution?.fail(finding("refcount", message, { invariant: "I2", involved: [task.role, involved] }));
  }
}
