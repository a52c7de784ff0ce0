/** Which TCP ports of a host are taken: by listeners, by connections, and by the memory of connections. */
import { ambient } from "../../ambient.ts";
import { FIRST_EPHEMERAL, LAST_PORT } from "./address.ts";
import type { TcpEnd } from "./tcp-end.ts";
import type { SysTcpListener } from "./tcp-listener.ts";

/** How long Linux remembers a connection at the end that closed it first, and an end that waits to be closed. */
const TIME_WAIT_NS = 60_000_000_000;

export class TcpPorts {
  private readonly listeners = new Map<number, SysTcpListener>();
  /** Ends of connections that are not over. */
  private readonly ends = new Set<TcpEnd>();
  /** By port: until when it is in TIME-WAIT. */
  private readonly timeWait = new Map<number, number>();
  private nextPort = FIRST_EPHEMERAL;

  listenerAt(port: number): SysTcpListener | null {
    return this.listeners.get(port) ?? null;
  }

  /** Whether a listener may be bound there: `reuse` passes over connections and TIME-WAIT, not over listeners. */
  mayListen(port: number, reuse: boolean): boolean {
    return !this.listeners.has(port) && (reuse || !this.connected(port));
  }

  listen(port: number, listener: SysTcpListener): void {
    this.listeners.set(port, listener);
  }

  unlisten(port: number): void {
    this.listeners.delete(port);
  }

  /** A port that nobody uses; null where all are in use. */
  ephemeral(): number | null {
    for (let tries = FIRST_EPHEMERAL; tries <= LAST_PORT; tries++) {
      const port = this.nextPort;
      this.nextPort = port === LAST_PORT ? FIRST_EPHEMERAL : port + 1;
      if (this.mayListen(port, false)) return port;
    }
    return null;
  }

  add(end: TcpEnd): void {
    this.ends.add(end);
  }

  /** The connection is over at this end; `lingers`: its port is in TIME-WAIT from now on. */
  remove(end: TcpEnd, lingers: boolean): void {
    if (!this.ends.delete(end) || !lingers) return;
    this.timeWait.set(end.local.port, ambient().now + TIME_WAIT_NS);
  }

  /** The host goes down, and forgets all. */
  crash(): void {
    for (const end of this.ends) end.out.forgetWaiting();
    this.listeners.clear();
    this.ends.clear();
    this.timeWait.clear();
  }

  private connected(port: number): boolean {
    const { now } = ambient();
    if ((this.timeWait.get(port) ?? 0) > now) return true;
    for (const end of this.ends) {
      // One that was closed and whose peer never closes is forgotten after the same time (FIN-WAIT-2).
      if (end.local.port === port && now < end.closedAt + TIME_WAIT_NS) return true;
    }
    return false;
  }
}
