/** What goes over the wire, both ways: who, from where on in the client's message, how many bytes, and these. */
import { type AsyncRead, type AsyncWrite, readExact, wait, writeAll } from "../../../../runtime/index.ts";
import type { IoResult, Op } from "../../../../sim/index.ts";

export interface Frame {
  readonly client: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const HEADER = 3;

export function writeFrame(to: AsyncWrite, { client, offset, bytes }: Frame): Op<IoResult<void>> {
  return wait(writeAll(to, Uint8Array.of(client, offset, bytes.length, ...bytes)));
}

export function* readFrame(from: AsyncRead): Op<IoResult<Frame>> {
  const header = new Uint8Array(HEADER);
  const head = yield* wait(readExact(from, header));
  if (!head.ok) return head;
  const [client = 0, offset = 0, length = 0] = header;
  const bytes = new Uint8Array(length);
  const body = yield* wait(readExact(from, bytes));
  return body.ok ? { ok: true, value: { client, offset, bytes } } : body;
}
