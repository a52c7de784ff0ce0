/** Text as XML 1.0 takes it, in elements and in attributes. */

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Line breaks and tabs would be read as blanks where they stand in an attribute. */
export function attribute(text: string): string {
  return escaped(text).replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** What XML cannot hold at all, such as colours of a terminal or half a surrogate pair, becomes U+FFFD. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (char) => ENTITIES[char] as string) // each of the four has one
    .replace(FORBIDDEN, "\uFFFD");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu;
