/** A current-thread scheduler with nothing around it: no builder, no blocking pool. */
import { CurrentThread, type CurrentThreadConfig, newDriver } from "../../../runtime/index.ts";

export function currentThreadRuntime(config: CurrentThreadConfig = {}): CurrentThread {
  const { driver, handle } = newDriver();
  return new CurrentThread(driver, handle, config);
}
