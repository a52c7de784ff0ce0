/**
 * What a tape says of the run that it was recorded from. A tape of another program, of other
 * options, of another memory model or of another version may ask other questions: whoever replays
 * one compares first, and decides what to refuse.
 */
export interface TapeHeader {
  /** Version of the package that recorded it. */
  readonly version: string;
  /** The scenario, or the name given to `check`. */
  readonly program: string;
  /** Hash of the declared options and faults, and of the memory model. */
  readonly options: string;
  readonly memory: string;
  /** Which faults could strike: `none`, `plan`, `swarm`, or a plan of its own as JSON. */
  readonly faults: string;
}

export interface HeaderMismatch {
  readonly field: keyof TapeHeader;
  /** What differs, and what to do. */
  readonly message: string;
}

/** How a tape's header differs from that of the run it is to be replayed on; empty when it fits. */
export function compareHeaders(tape: TapeHeader, run: TapeHeader): HeaderMismatch[] {
  if (tape.program !== run.program) {
    return [
      { field: "program", message: `the tape is of "${tape.program}", not of "${run.program}": replay it there` },
    ];
  }
  const found: HeaderMismatch[] = [];
  if (tape.memory !== run.memory) {
    found.push({
      field: "memory",
      message: `the tape was recorded under the memory model "${tape.memory}", not "${run.memory}": replay it under that`,
    });
  } else if (tape.options !== run.options) {
    found.push({
      field: "options",
      message: `the options or faults that "${run.program}" declares have changed since the tape was recorded: search again, or replay leniently`,
    });
  }
  if (tape.faults !== run.faults) {
    found.push({
      field: "faults",
      message: `the tape was recorded with the faults ${tape.faults}, not ${run.faults}: replay it with those`,
    });
  }
  if (tape.version !== run.version) {
    found.push({
      field: "version",
      message: `the tape was recorded by version ${tape.version}, this is ${run.version}: use that version, or replay leniently`,
    });
  }
  return found;
}
