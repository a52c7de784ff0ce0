/** The race of scenarios/atomic-waker/basic-notification.ts, layer for layer, with `await` for `yield*`. */
import { Atomic } from "./atomic.ts";
import { AtomicWaker } from "./atomic-waker.ts";
import { spawn, Thread } from "./thread.ts";
import type { Turn } from "./turn.ts";

const NOTIFIERS = 2;

export async function basicNotification(turn: Turn): Promise<void> {
  const count = new Atomic(turn);
  const waker = new AtomicWaker(turn);

  const notify = async (): Promise<void> => {
    await count.fetchAdd(1);
    await waker.wake();
  };
  const first = await spawn(turn, notify);
  const second = await spawn(turn, notify);

  await blockOn(turn, async (thread) => {
    await waker.register(thread);
    return (await count.load()) === NOTIFIERS;
  });

  await first.join();
  await second.join();
}

async function blockOn(turn: Turn, poll: (thread: Thread) => Promise<boolean>): Promise<void> {
  const thread = new Thread(turn);
  while (!(await poll(thread))) await thread.park();
}
