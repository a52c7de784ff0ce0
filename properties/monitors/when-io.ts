/** Monitors of I/O: told of nothing until there is a resource. */
import type { Listener } from "../../sim/index.ts";
import { WhenTold } from "./when-told.ts";

const RESOURCES: ReadonlySet<string> = new Set(["io.register", "io.event", "io.ready"]);

export class WhenIo extends WhenTold {
  constructor(monitors: readonly Listener[]) {
    super(RESOURCES, monitors);
  }
}
