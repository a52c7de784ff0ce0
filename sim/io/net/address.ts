/** Where a socket is: a host's name and a port. The names of hosts are their addresses. */
export interface SocketAddr {
  readonly host: string;
  readonly port: number;
}

/** Where none is asked for, a port from here on is given, up to the last. */
export const FIRST_EPHEMERAL = 49_152;
export const LAST_PORT = 65_535;

/** Names that mean "this host", wherever they are said. */
const LOOPBACK: readonly string[] = ["localhost", "127.0.0.1", "::1"];

/** Names that mean "whichever address of this host", for binding. */
const ANY: readonly string[] = ["0.0.0.0", "::", ""];

/** Whether `host`, said on the host called `own`, means that one. */
export function meansOwn(host: string, own: string): boolean {
  return host === own || LOOPBACK.includes(host) || ANY.includes(host);
}

/** `server:80`. */
export function showAddr(addr: SocketAddr): string {
  return `${addr.host}:${addr.port}`;
}

export function sameAddr(a: SocketAddr, b: SocketAddr): boolean {
  return a.host === b.host && a.port === b.port;
}
