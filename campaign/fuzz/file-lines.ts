/** The lines of a file that may be larger than a text can be; whatever follows its last line end is torn, and none. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const CHUNK = 1 << 20;
const LINE_END = 10;

/** One after another. Throws as the file system does. */
export function* wholeLines(file: string): Generator<string> {
  const descriptor = openSync(file, "r");
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let rest: Buffer = Buffer.alloc(0);
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      const text = Buffer.concat([rest, chunk.subarray(0, read)]);
      let from = 0;
      for (let end = text.indexOf(LINE_END); end >= 0; end = text.indexOf(LINE_END, from)) {
        yield text.toString("utf8", from, end);
        from = end + 1;
      }
      rest = text.subarray(from);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** How many bytes they are, with their ends. */
export function lengthOfWholeLines(file: string): number {
  const descriptor = openSync(file, "r");
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    for (let to = fstatSync(descriptor).size; to > 0; to -= CHUNK) {
      const from = Math.max(0, to - CHUNK);
      const read = readSync(descriptor, chunk, 0, to - from, from);
      const end = chunk.subarray(0, read).lastIndexOf(LINE_END);
      if (end >= 0) return from + end + 1;
    }
    return 0;
  } finally {
    closeSync(descriptor);
  }
}
