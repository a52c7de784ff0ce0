/** The classic programs, in the order of the table. */
import type { Classic } from "./classic.ts";
import { account } from "./programs/account.ts";
import { bluetoothDriver } from "./programs/bluetooth-driver.ts";
import { boundedBuffer } from "./programs/bounded-buffer.ts";
import { carter01 } from "./programs/carter01.ts";
import { circularBuffer } from "./programs/circular-buffer.ts";
import { deadlock01 } from "./programs/deadlock01.ts";
import { lazy01 } from "./programs/lazy01.ts";
import { reorder } from "./programs/reorder.ts";
import { stack } from "./programs/stack.ts";
import { tokenRing } from "./programs/token-ring.ts";
import { twostage } from "./programs/twostage.ts";
import { workStealingQueues } from "./programs/work-stealing-queue.ts";
import { wronglock } from "./programs/wronglock.ts";

export const CLASSICS: readonly Classic[] = [
  ...[3, 4, 5, 10, 20, 50, 100].map(reorder),
  ...[2, 20, 50, 100].map(twostage),
  ...[1, 3, 7].map(wronglock),
  lazy01,
  tokenRing,
  bluetoothDriver,
  stack,
  circularBuffer,
  boundedBuffer,
  ...workStealingQueues,
  account,
  deadlock01,
  carter01,
];
