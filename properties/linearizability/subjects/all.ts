/** Every primitive that has a specification. */
import type { Subject } from "../subject.ts";
import { barrierSubject } from "./barrier.ts";
import { broadcastSubject } from "./broadcast.ts";
import { cancellationTokenSubject } from "./cancellation-token.ts";
import { mpscSubject } from "./mpsc.ts";
import { mutexSubject } from "./mutex.ts";
import { notifySubject } from "./notify.ts";
import { onceCellSubject } from "./once-cell.ts";
import { oneshotSubject } from "./oneshot.ts";
import { rwLockSubject } from "./rwlock.ts";
import { semaphoreSubject } from "./semaphore.ts";
import { setOnceSubject } from "./set-once.ts";
import { watchSubject } from "./watch.ts";

/** What parameters and states they have is nobody's business but their own. */
export const SUBJECTS: readonly Subject<unknown, unknown>[] = [
  barrierSubject,
  cancellationTokenSubject,
  mutexSubject,
  notifySubject,
  onceCellSubject,
  oneshotSubject,
  rwLockSubject,
  semaphoreSubject,
  mpscSubject,
  watchSubject,
  broadcastSubject,
  setOnceSubject,
].map((subject) => subject as unknown as Subject<unknown, unknown>);
