/** Bytes as text that survives shells, links and chats: base64 with `-` and `_`, without padding. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function toBase64Url(bytes: readonly number[]): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    const characters = Math.min(bytes.length - i, 3) + 1;
    for (let k = 0; k < characters; k++) text += ALPHABET[(group >> (18 - 6 * k)) & 63];
  }
  return text;
}

/** Null where `text` holds any other character, or stops in the middle of a byte. */
export function fromBase64Url(text: string): number[] | null {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 4) {
    const characters = Math.min(text.length - i, 4);
    if (characters === 1) return null;
    let group = 0;
    for (let k = 0; k < characters; k++) {
      const digit = ALPHABET.indexOf(text.charAt(i + k));
      if (digit < 0) return null;
      group |= digit << (18 - 6 * k);
    }
    for (let k = 0; k < characters - 1; k++) bytes.push((group >> (16 - 8 * k)) & 255);
    // Bits beyond the last byte are zero in what we write; others would be a second spelling.
    if ((group & ((1 << (8 * (4 - characters))) - 1)) !== 0) return null;
  }
  return bytes;
}
