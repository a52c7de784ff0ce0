/** Text in lines of a given width. */

/** Breaks at blanks; a word longer than the width has its own line and stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** For columns: nothing is wider than `width`, and all lines but the first are set in. */
export function wrapCell(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  for (let room = width; rest.length > room; room = width - SET_IN.length) {
    const at = breakBefore(rest, room);
    lines.push((lines.length === 0 ? "" : SET_IN) + rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...lines, (lines.length === 0 ? "" : SET_IN) + rest];
}

const SET_IN = "  ";

/** At a blank, or after a dot or a bracket; within a word where there is none of them. */
function breakBefore(text: string, room: number): number {
  const joint = Math.max(text.lastIndexOf(".", room - 1), text.lastIndexOf("(", room - 1)) + 1;
  const at = Math.max(text.lastIndexOf(" ", room), joint);
  return at > room / 3 ? at : room;
}

export function indent(lines: readonly string[], by: string): string[] {
  return lines.map((line) => (line === "" ? "" : by + line));
}
