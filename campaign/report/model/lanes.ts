/** Where the threads stand: a lane of text each, or only rails beside one column where there is no room for lanes. */

export interface Lanes {
  readonly narrow: boolean;
  /** The middle of a thread's rail, in px. */
  x(thread: number): number;
  /** Where the text of a thread's steps begins, and how wide it may be. */
  textLeft(thread: number): number;
  readonly textWidth: number;
  readonly width: number;
}

const NUMBERS = 46;
const NUMBERS_NARROW = 34;
const LANE_MIN = 215;
const RAIL = 16;
const BESIDE_RAIL = 14;

export function lanesFor(width: number, threads: number): Lanes {
  const laneWidth = (width - NUMBERS) / Math.max(1, threads);
  if (laneWidth >= LANE_MIN) {
    return {
      narrow: false,
      x: (thread) => NUMBERS + thread * laneWidth + 8,
      textLeft: (thread) => NUMBERS + thread * laneWidth + 8 + BESIDE_RAIL,
      textWidth: laneWidth - 8 - BESIDE_RAIL - 6,
      width,
    };
  }
  const left = NUMBERS_NARROW + threads * RAIL + 4;
  return {
    narrow: true,
    x: (thread) => NUMBERS_NARROW + thread * RAIL + RAIL / 2,
    textLeft: () => left,
    textWidth: Math.max(60, width - left - 8),
    width,
  };
}
