/** What goes over a TCP connection. Acknowledgements are left out, but for the room that they give back. */
export type TcpPacket =
  | { readonly kind: "syn" | "synAck" | "fin" | "reset" | "window" }
  | { readonly kind: "data"; readonly bytes: Uint8Array };

export const SYN: TcpPacket = { kind: "syn" };
export const SYN_ACK: TcpPacket = { kind: "synAck" };
export const FIN: TcpPacket = { kind: "fin" };
export const RESET: TcpPacket = { kind: "reset" };
/** What was read since the last one may be sent again. */
export const WINDOW: TcpPacket = { kind: "window" };
