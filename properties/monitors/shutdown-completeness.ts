/**
 * I14, shutdown completeness: a task that was shut down, or whose list was closed, is complete at the
 * end, by its output or by cancellation; so its join handle resolves.
 */
import {
  type LocalOwnedTasks,
  type OwnedTasks,
  type RawTask,
  RUNNING,
  type RuntimeEvent,
} from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { Roster } from "./roster.ts";

type List = OwnedTasks | LocalOwnedTasks;

interface Member {
  readonly task: RawTask;
  asked: boolean;
  /** Nothing more is to be asked of it. */
  over: boolean;
}

export class ShutdownCompleteness implements Listener {
  private readonly members = new Roster<Member>();
  private readonly closed: List[] = [];

  onBegin(): void {
    this.members.clear();
    while (this.closed.length > 0) this.closed.pop();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "task.new":
        this.members.add(event.task, { task: event.task, asked: false, over: false });
        return;
      case "owned.close":
        this.closed.push(event.list);
        return;
      case "task.shutdown":
        this.of(event.task, (member) => {
          member.asked = true;
        });
        return;
      case "task.complete":
        this.of(event.task, (member) => {
          member.over = true;
        });
        return;
      case "task.dealloc":
        // Freed without having been run: anybody may, unless it was to be shut down.
        this.of(event.task, (member) => {
          member.over ||= this.why(member) === null;
        });
    }
  }

  /** Who still runs is in the middle of something, and stuck in that. */
  onStuck(execution: Execution): void {
    this.look(execution, RUNNING);
  }

  onEnd(execution: Execution): void {
    this.look(execution, 0);
  }

  private of(task: RawTask, change: (member: Member) => void): void {
    const member = this.members.find(task);
    if (member !== undefined) change(member);
  }

  /** Why it has to be over by now; null: it need not. */
  private why({ task, asked }: Member): string | null {
    if (asked) return "it was shut down";
    // Also of a task that the list refused, for it was closed already.
    const list = task.header.owner.peek();
    return list !== null && this.closed.includes(list) ? `its list, ${list.label}, was closed and shut down` : null;
  }

  /** At the end: any task that is none of `excused` and ought to be over. */
  private look(execution: Execution, excused: number): void {
    for (const member of this.members.all) {
      if (member.over) continue;
      const { task } = member;
      const { word } = task.header.state;
      const value = execution.memory.latest(word) as number;
      const why = this.why(member);
      if (why === null || (value & excused) !== 0) continue;
      execution.fail(
        finding(
          "invariant",
          `${task.label} is neither complete nor cancelled, although ${why}: it is ${word.show(value)}.`,
          { invariant: "I14", involved: [task.role, member.asked ? "shut down" : "list closed"] },
        ),
      );
    }
  }
}
