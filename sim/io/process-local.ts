/**
 * A `static` of one process: made when it is first asked for, the same for all threads of a host, and gone
 * when the host crashes. Getting it is no step.
 */
import { ambient } from "../ambient.ts";
import { currentHost } from "./net/current-host.ts";
import type { Host } from "./net/host.ts";

interface Kept<T> {
  /** How often the host had crashed: another process has another value. */
  readonly crashes: number;
  readonly value: T;
}

export class ProcessLocal<T> {
  private readonly init: () => T;

  /** `init` makes the first value in each process; it must not step. */
  constructor(init: () => T) {
    this.init = init;
  }

  /** The value of the process that the running thread belongs to. */
  get(): T {
    const host = currentHost();
    const { system } = ambient();
    let hosts = system.get(this) as Map<Host, Kept<T>> | undefined; // only written here
    if (hosts === undefined) {
      hosts = new Map();
      system.set(this, hosts);
    }
    const kept = hosts.get(host);
    if (kept !== undefined && kept.crashes === host.crashes) return kept.value;
    const value = this.init();
    hosts.set(host, { crashes: host.crashes, value });
    return value;
  }
}
