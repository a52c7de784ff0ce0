/** Every primitive that has a specification. */
import type { Subject } from "../subject.ts";
import { semaphoreSubject } from "./semaphore.ts";

/** What parameters and states they have is nobody's business but their own. */
export const SUBJECTS: readonly Subject<unknown, unknown>[] = [semaphoreSubject].map(
  (subject) => subject as unknown as Subject<unknown, unknown>,
);
