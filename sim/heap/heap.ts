/** stub */
import type { Execution } from "../engine/execution.ts";
export class Heap {
  reset(): void {}
  close(_execution: Execution): void {}
}
