/** A socket that is its host's from the moment of its making: once the host has crashed, it is dead. */
import type { IoFailure } from "../io-error.ts";
import { Source } from "../source.ts";
import { beginCall } from "./calls.ts";
import { currentHost } from "./current-host.ts";
import type { Host } from "./host.ts";

export abstract class HostSocket extends Source {
  readonly host: Host;
  private readonly life: number;

  /** `name` is for traces. */
  constructor(name?: string) {
    super(name);
    this.host = currentHost();
    this.life = this.host.crashes;
  }

  get dead(): boolean {
    return this.host.crashes !== this.life;
  }

  /** The opening of each call: why it fails; null: it goes on. */
  protected begin(): IoFailure | null {
    return beginCall(this, this);
  }
}
