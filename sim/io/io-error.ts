/** What a call to the simulated operating system gives back: a value, or an error as `std::io::Error`. */

export type IoErrorKind =
  | "WouldBlock"
  | "Interrupted"
  | "ConnectionRefused"
  | "ConnectionReset"
  | "ConnectionAborted"
  | "NotConnected"
  | "AddrInUse"
  | "AddrNotAvailable"
  | "BrokenPipe"
  | "InvalidInput"
  | "InvalidData"
  | "AlreadyExists"
  | "NotFound"
  | "TimedOut"
  | "UnexpectedEof"
  | "WriteZero"
  | "Other";

/** As Linux words them, where it has a word. */
const MESSAGES: Readonly<Record<IoErrorKind, string>> = {
  WouldBlock: "Resource temporarily unavailable (os error 11)",
  Interrupted: "Interrupted system call (os error 4)",
  ConnectionRefused: "Connection refused (os error 111)",
  ConnectionReset: "Connection reset by peer (os error 104)",
  ConnectionAborted: "Software caused connection abort (os error 103)",
  NotConnected: "Transport endpoint is not connected (os error 107)",
  AddrInUse: "Address already in use (os error 98)",
  AddrNotAvailable: "Cannot assign requested address (os error 99)",
  BrokenPipe: "Broken pipe (os error 32)",
  InvalidInput: "Invalid argument (os error 22)",
  InvalidData: "invalid data",
  AlreadyExists: "File exists (os error 17)",
  NotFound: "No such file or directory (os error 2)",
  TimedOut: "Connection timed out (os error 110)",
  UnexpectedEof: "unexpected end of file",
  WriteZero: "write zero",
  Other: "other error",
};

/** A value, not an exception: nothing is thrown for it. */
export class IoError {
  readonly kind: IoErrorKind;
  readonly message: string;

  constructor(kind: IoErrorKind, message: string = MESSAGES[kind]) {
    this.kind = kind;
    this.message = message;
  }

  toString(): string {
    return `${this.kind}: ${this.message}`;
  }
}

export interface IoFailure {
  readonly ok: false;
  readonly error: IoError;
}

export type IoResult<T> = { readonly ok: true; readonly value: T } | IoFailure;

/** `Ok(())`. */
export const IO_DONE: IoResult<void> = { ok: true, value: undefined };

export function ioOk<T>(value: T): IoResult<T> {
  return { ok: true, value };
}

export function ioErr(kind: IoErrorKind, message?: string): IoFailure {
  return { ok: false, error: new IoError(kind, message) };
}

/** Of a call on a closed descriptor. */
export const BAD_DESCRIPTOR = ioErr("Other", "Bad file descriptor (os error 9)");

/** For traces: `ok`, or the kind of the error. */
export function showIo(result: IoResult<unknown>): string {
  return result.ok ? "ok" : result.error.kind;
}
