/** Every primitive that has a specification. */
import type { Subject } from "../subject.ts";
import { mutexSubject } from "./mutex.ts";
import { notifySubject } from "./notify.ts";
import { oneshotSubject } from "./oneshot.ts";
import { rwLockSubject } from "./rwlock.ts";
import { semaphoreSubject } from "./semaphore.ts";

/** What parameters and states they have is nobody's business but their own. */
export const SUBJECTS: readonly Subject<unknown, unknown>[] = [
  semaphoreSubject,
  notifySubject,
  oneshotSubject,
  mutexSubject,
  rwLockSubject,
].map((subject) => subject as unknown as Subject<unknown, unknown>);
