/** Which UDP ports of a host are taken. */
import { FIRST_EPHEMERAL, LAST_PORT } from "./address.ts";
import type { SysUdpSocket } from "./udp-socket.ts";

export class UdpPorts {
  private readonly sockets = new Map<number, SysUdpSocket>();

  at(port: number): SysUdpSocket | null {
    return this.sockets.get(port) ?? null;
  }

  /** Takes `port`, or any for 0; null where it is taken. */
  bind(port: number, socket: SysUdpSocket): number | null {
    const taken = port === 0 ? this.free() : port;
    if (taken === null || this.sockets.has(taken)) return null;
    this.sockets.set(taken, socket);
    return taken;
  }

  unbind(port: number): void {
    this.sockets.delete(port);
  }

  crash(): void {
    this.sockets.clear();
  }

  private free(): number | null {
    for (let port = FIRST_EPHEMERAL; port <= LAST_PORT; port++) if (!this.sockets.has(port)) return port;
    return null;
  }
}
