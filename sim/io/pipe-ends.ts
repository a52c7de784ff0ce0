/** The two ends of a pipe, each a descriptor to read from or write to without blocking. */
import { step } from "../engine/operation.ts";
import type { Op } from "../op.ts";
import { callKind } from "./call-kind.ts";
import { BAD_DESCRIPTOR, type IoResult } from "./io-error.ts";
import { Pipe } from "./pipe.ts";
import { Source } from "./source.ts";

export interface PipeOptions {
  /** In bytes; 65,536 when left out. */
  readonly capacity?: number;
  /** For traces. */
  readonly name?: string;
  /** No fault strikes it: for the pipe of a signal handler, which cannot try again. */
  readonly faultless?: boolean;
}

export class SysPipeReader extends Source {
  override readonly sort = "pipe reader";
  private readonly pipe: Pipe;

  /** Use `pipe`. */
  constructor(pipe: Pipe, name: string) {
    super(name);
    this.pipe = pipe;
    pipe.addReader(this);
  }

  levels(): number {
    return this.pipe.readerLevels();
  }

  /** At most `max` bytes; none at all: everything was read, and all writers are closed. */
  read(max: number): Op<IoResult<Uint8Array>> {
    return step(READ, this, "Acquire", max);
  }

  /** `dup`: another descriptor of the same end, to be registered and closed by itself. */
  duplicate(name = `${this.label}'`): SysPipeReader {
    return new SysPipeReader(this.pipe, name);
  }

  /** For the step of this file. */
  take(max: number): IoResult<Uint8Array> {
    return this.closed ? BAD_DESCRIPTOR : this.pipe.read(max);
  }

  protected override onClose(): void {
    this.pipe.closeReader(this);
  }
}

export class SysPipeWriter extends Source {
  override readonly sort = "pipe writer";
  private readonly pipe: Pipe;

  /** Use `pipe`. */
  constructor(pipe: Pipe, name: string) {
    super(name);
    this.pipe = pipe;
    pipe.addWriter(this);
  }

  levels(): number {
    return this.pipe.writerLevels();
  }

  /** How many of the bytes went in. */
  write(bytes: Uint8Array): Op<IoResult<number>> {
    return step(WRITE, this, "Release", bytes);
  }

  /** For the step of this file. */
  put(bytes: Uint8Array): IoResult<number> {
    return this.closed ? BAD_DESCRIPTOR : this.pipe.write(bytes);
  }

  protected override onClose(): void {
    this.pipe.closeWriter(this);
  }
}

/** The two ends of a new pipe. */
export function pipe({ capacity = 65_536, name = "pipe", faultless = false }: PipeOptions = {}): {
  readonly reader: SysPipeReader;
  readonly writer: SysPipeWriter;
} {
  const shared = new Pipe(capacity, name, faultless);
  return { reader: new SysPipeReader(shared, `${name}.reader`), writer: new SysPipeWriter(shared, `${name}.writer`) };
}

const showCount = (count: number): string => `${count} bytes`;

const READ = callKind<SysPipeReader, Uint8Array>(
  "read",
  (reader, op) => reader.take(op.a as number),
  (op) => String(op.a),
  (bytes) => showCount(bytes.length),
);

const WRITE = callKind<SysPipeWriter, number>(
  "write",
  (writer, op) => writer.put(op.a as Uint8Array),
  (op) => showCount((op.a as Uint8Array).length),
  showCount,
);
