/** A worker's own crews, one for each campaign that it has orders of; one without orders makes way for the next. */
import type { Crew } from "../fuzz/crew.ts";
import type { CampaignSettings } from "../fuzz/settings.ts";
import { Lanes } from "../workers/lanes.ts";

interface Employed {
  readonly crew: Crew;
  readonly lanes: Lanes;
  /** Orders under way. */
  orders: number;
}

export class Crews {
  readonly #create: (settings: CampaignSettings) => Crew;
  readonly #employed = new Map<string, Employed>();

  constructor(create: (settings: CampaignSettings) => Crew) {
    this.#create = create;
  }

  async with<T>(settings: CampaignSettings, work: (crew: Crew, lane: number) => Promise<T>): Promise<T> {
    const key = JSON.stringify(settings);
    // All at once, without waiting in between: orders come several at a time.
    const employed = this.#employed.get(key) ?? employ(this.#create(settings));
    this.#employed.set(key, employed);
    employed.orders++;
    const lane = employed.lanes.take();
    try {
      await this.#dismissIdle();
      return await work(employed.crew, lane);
    } finally {
      employed.lanes.release(lane);
      employed.orders--;
    }
  }

  async end(): Promise<void> {
    await Promise.all([...this.#employed.values()].map(({ crew }) => crew.end()));
  }

  async #dismissIdle(): Promise<void> {
    const idle = [...this.#employed].filter(([, { orders }]) => orders === 0);
    for (const [key] of idle) this.#employed.delete(key);
    await Promise.all(idle.map(([, { crew }]) => crew.end()));
  }
}

function employ(crew: Crew): Employed {
  return { crew, lanes: new Lanes(crew.lanes), orders: 0 };
}
