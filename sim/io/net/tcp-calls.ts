/** Reading, writing and closing one end of a TCP connection, with the faults that can strike there. */
import { ambient } from "../../ambient.ts";
import type { Thread } from "../../engine/thread.ts";
import { faultDuration, faultStrikes } from "../../fault/strike.ts";
import { NO_BYTES } from "../byte-queue.ts";
import { EPOLLHUP, EPOLLIN, EPOLLOUT, EPOLLRDHUP } from "../epoll.ts";
import { IO_DONE, type IoError, type IoFailure, type IoResult, ioErr, ioOk } from "../io-error.ts";
import { acquireAt, releaseAt } from "../order.ts";
import { strikeCall, strikeSegment, withhold } from "./strikes.ts";
import type { TcpEnd } from "./tcp-end.ts";

export type ShutdownHow = "read" | "write" | "both";

/** Where a fault cuts: after the first byte up to after so many. */
const CUTS = 256;

export function readFrom(end: TcpEnd, max: number, keep: boolean, by: Thread): IoResult<Uint8Array> {
  const { inbox } = end;
  if (end.state === "opening") return ioErr("WouldBlock");
  if (inbox.length > 0) {
    // Once the end was told of, nothing would block: who hears of it does not wait for edges any more.
    if (!end.readEnded && (end.hidden.active || strikeCall(end.hidden))) return ioErr("WouldBlock");
    acquireAt(end, by);
    if (keep) return ioOk(inbox.peek(max));
    const bytes = inbox.take(max);
    end.readBytes(bytes.length);
    return ioOk(bytes);
  }
  if (end.error !== null) return takeFailure(end, end.error);
  if (!end.readEnded) return ioErr("WouldBlock");
  acquireAt(end, by);
  return ioOk(NO_BYTES);
}

export function writeTo(end: TcpEnd, bytes: Uint8Array, by: Thread): IoResult<number> {
  if (end.state === "opening") return ioErr("WouldBlock");
  if (end.error !== null) return takeFailure(end, end.error);
  if (end.writeEnded) return ioErr("BrokenPipe");
  if (bytes.length === 0) return ioOk(0);
  const room = end.squeezed.active ? 0 : end.room;
  if (room > 0 && faultStrikes("reset")) {
    end.cutOff();
    return takeFailure(end, "ConnectionReset");
  }
  const fits = strikeFits(end, Math.min(bytes.length, room));
  if (fits < bytes.length) end.starved = true;
  if (fits === 0) return ioErr("WouldBlock");
  end.room -= fits;
  releaseAt(end.peer, by);
  send(end, bytes.slice(0, fits));
  return ioOk(fits);
}

export function shutdown(end: TcpEnd, how: ShutdownHow, by: Thread): IoResult<void> {
  if (end.state !== "open") return ioErr("NotConnected");
  if (how !== "read") {
    releaseAt(end.peer, by);
    end.sendFin();
  }
  if (how !== "write") end.readShut = true;
  const bothWays = end.readEnded && end.writeEnded ? EPOLLHUP : 0;
  end.tell((how === "write" ? EPOLLOUT : EPOLLIN | EPOLLRDHUP) | bothWays);
  return IO_DONE;
}

/** `SO_ERROR`: why the connection failed, told once. */
export function takeError(end: TcpEnd): IoResult<IoError | null> {
  return ioOk(end.error === null ? null : takeFailure(end, end.error).error);
}

function takeFailure(end: TcpEnd, kind: NonNullable<TcpEnd["error"]>): IoFailure {
  end.error = null;
  return ioErr(kind);
}

/** One segment, or two where a fault cuts it: the rest is an arrival of its own. */
function send(end: TcpEnd, bytes: Uint8Array): void {
  const slower = strikeSegment(end.out.link);
  if (bytes.length < 2 || !faultStrikes("shortRead")) {
    end.out.send({ kind: "data", bytes }, slower);
    return;
  }
  const cut = drawCut(bytes.length);
  end.out.send({ kind: "data", bytes: bytes.subarray(0, cut) }, slower);
  end.out.send({ kind: "data", bytes: bytes.subarray(cut) }, slower + faultDuration("shortRead"));
}

/** How many of the bytes for which there is room go in, as faults will have it. */
function strikeFits(end: TcpEnd, fits: number): number {
  if (fits > 0 && strikeCall(end.squeezed)) return 0;
  if (fits < 2 || !faultStrikes("shortWrite")) return fits;
  withhold(end.squeezed, "shortWrite");
  return drawCut(fits);
}

/** A cut before which there is at least one byte, and after which too. */
function drawCut(length: number): number {
  return 1 + ambient().decide("delay", Math.min(length - 1, CUTS));
}
