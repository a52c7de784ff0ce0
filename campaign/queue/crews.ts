/** A worker's own crews, one for each campaign that it has orders of; one without orders makes way for the next. */
import type { Crew } from "../fuzz/crew.ts";
import type { CampaignSettings } from "../fuzz/settings.ts";

interface Employed {
  readonly crew: Crew;
  /** Orders under way. */
  orders: number;
}

export class Crews {
  readonly #create: (settings: CampaignSettings) => Crew;
  readonly #employed = new Map<string, Employed>();

  constructor(create: (settings: CampaignSettings) => Crew) {
    this.#create = create;
  }

  async with<T>(settings: CampaignSettings, work: (crew: Crew) => Promise<T>): Promise<T> {
    const employed = await this.#for(settings);
    employed.orders++;
    try {
      return await work(employed.crew);
    } finally {
      employed.orders--;
    }
  }

  async end(): Promise<void> {
    await Promise.all([...this.#employed.values()].map(({ crew }) => crew.end()));
  }

  async #for(settings: CampaignSettings): Promise<Employed> {
    const key = JSON.stringify(settings);
    const known = this.#employed.get(key);
    if (known !== undefined) return known;
    const employed = { crew: this.#create(settings), orders: 0 };
    for (const [other, { crew, orders }] of this.#employed) {
      if (orders > 0) continue;
      this.#employed.delete(other);
      await crew.end();
    }
    this.#employed.set(key, employed);
    return employed;
  }
}
