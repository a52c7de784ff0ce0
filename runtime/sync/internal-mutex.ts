/**
 * A mutex that the runtime keeps to itself. Whoever holds it must run no foreign code: no wake, clone or
 * drop of a waker, no poll or drop of a future or an output. Such code may come back to the runtime and
 * wait for this very lock. Monitors know these locks by their class.
 */
import { Mutex } from "../../sim/index.ts";

export class InternalMutex<T> extends Mutex<T> {}
