/**
 * What `check` takes from its surroundings: which tape it is asked to replay, and the name of the
 * test that runs. The only place in the engine that looks at its host, through `globalThis` and only
 * if it is there; no execution sees any of it.
 */
interface Host {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  readonly [expectOfVitest: symbol]: { getState?(): { readonly currentTestName?: string } } | undefined;
}

/** The variable by which a failed `check` is replayed. */
export const REPLAY_VARIABLE = "REVEILLE_REPLAY";

/** The tape that `check` is to replay instead of searching; null when there is none. */
export function tapeToReplay(): string | null {
  const tape = (globalThis as Host).process?.env?.[REPLAY_VARIABLE];
  return tape === undefined || tape.trim() === "" ? null : tape;
}

/** The name of the running test as `vitest -t` knows it; null outside of vitest. */
export function runningTest(): string | null {
  const expect = (globalThis as Host)[Symbol.for("expect-global")];
  const name = expect?.getState?.().currentTestName;
  return name === undefined || name === "" ? null : name.replaceAll(" > ", " ");
}
