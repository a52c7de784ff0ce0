/**
 * Fewer and shorter tapes that show the same: a greedy cover of the features, and then of each tape
 * the shortest beginning that, played on dully, still shows what the tape was taken for.
 */
import type { Tape } from "../../sim/index.ts";
import type { Played, TapePlayer } from "./tape-player.ts";

export interface Minimised {
  /** Encoded; each is repeated exactly by its tape. */
  readonly texts: readonly string[];
  /** Distinct features that they show together: as many as before. */
  readonly features: number;
  /** Of the tapes given those that end with a finding now, by their place. */
  readonly failing: readonly number[];
}

export function minimise(player: TapePlayer, tapes: readonly Tape[]): Minimised {
  const played = tapes.map(({ entries }) => player.play(entries));
  const failing = played.flatMap((one, at) => (one === null ? [at] : []));
  const taken = cover(played.filter((one) => one !== null));
  return {
    texts: [...new Set(taken.map(({ whole, needed }) => shorten(player, whole, needed).text))],
    features: taken.reduce((sum, { needed }) => sum + needed.length, 0),
    failing,
  };
}

interface Taken {
  readonly whole: Played;
  /** What it was taken for: nothing that was taken before shows it. */
  readonly needed: readonly number[];
}

/** Again and again the one that shows the most that is not shown yet; of equals the shortest. */
function cover(all: readonly Played[]): Taken[] {
  const candidates = [...all].sort(
    (a, b) => a.tape.entries.length - b.tape.entries.length || (a.text < b.text ? -1 : 1),
  );
  const shown = new Set<number>();
  const taken: Taken[] = [];
  for (;;) {
    let best: Taken | null = null;
    for (const whole of candidates) {
      const needed = [...whole.features].filter((feature) => !shown.has(feature));
      if (needed.length > (best?.needed.length ?? 0)) best = { whole, needed };
    }
    if (best === null) return taken;
    taken.push(best);
    for (const feature of best.needed) shown.add(feature);
  }
}

/** Halves what is cut off until nothing shorter shows all of `needed`. */
function shorten(player: TapePlayer, whole: Played, needed: readonly number[]): Played {
  let best = whole;
  let [lost, kept] = [-1, whole.tape.entries.length];
  while (kept - lost > 1) {
    const length = (kept + lost) >> 1;
    const shorter = player.play(whole.tape.entries.slice(0, length));
    if (shorter !== null && needed.every((feature) => shorter.features.has(feature))) {
      kept = length;
      if (shorter.tape.entries.length < best.tape.entries.length) best = shorter;
    } else {
      lost = length;
    }
  }
  return best;
}
