/**
 * The same race written with promises, run as a user of fast-check runs it: a property over
 * `fc.scheduler()`. Whatever may switch in our engine (an atomic operation, spawn, join, park, unpark,
 * yield) waits here for a task of the scheduler.
 */
import fc from "fast-check";
import { basicNotification } from "./promises/basic-notification.ts";
import type { Race } from "./race.ts";

const RUNS = 50;
const SEED = 1;
/** Beyond this many calls of the scheduler the race hangs. */
const DRIVES_MAX = 1_000;

/**
 * `drive`: the method of the scheduler that runs the tasks until none is left. `waitAll` also comes
 * back where the next task is a few ticks away; it is called again until the race has ended.
 */
export async function fastCheckRace(drive: "waitIdle" | "waitAll"): Promise<Race> {
  const name = `fast-check ${fc.__version}, ${drive}`;
  let points = 0;
  const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    let ended = false;
    const race = basicNotification((label) => {
      points++;
      return scheduler.schedule(Promise.resolve(), label);
    }).finally(() => {
      ended = true;
    });
    for (let i = 0; !ended; i++) {
      if (i === DRIVES_MAX) throw new Error("the race has not ended");
      await scheduler[drive]();
    }
    await race;
  });
  const batch = async (): Promise<void> => {
    points = 0;
    const details = await fc.check(property, { numRuns: RUNS, seed: SEED });
    if (details.failed) throw new Error(`"${name}" failed: ${details.errorInstance}`);
  };
  await batch();
  return { name, units: points, points, executions: RUNS, batch };
}
