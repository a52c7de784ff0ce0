/**
 * The compact golden tables (`*.golden.txt`): lines of comment (`#`), and sections that begin with
 * `= title count`. What is in a line is each table's own business.
 */

/** The lines of each section by its title. Throws where a section does not hold the lines that it says. */
export function goldenSections(text: string): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  const counts = new Map<string, number>();
  let lines: string[] = [];
  for (const line of text.trimEnd().split("\n")) {
    if (line.startsWith("#")) continue;
    const header = /^= (\S+) (\d+)$/.exec(line);
    if (header === null) {
      lines.push(line);
      continue;
    }
    const [, title = "", count = ""] = header;
    if (sections.has(title)) throw new Error(`the golden table has two sections "${title}"`);
    lines = [];
    sections.set(title, lines);
    counts.set(title, Number(count));
  }
  for (const [title, count] of counts) {
    const { length } = sections.get(title) ?? [];
    if (length !== count) throw new Error(`section "${title}" of the golden table has ${length} lines, not ${count}`);
  }
  return sections;
}

/** The lines of one section. Throws where there are none. */
export function rowsOf(sections: ReadonlyMap<string, readonly string[]>, title: string): readonly string[] {
  const found = sections.get(title);
  if (found === undefined || found.length === 0) throw new Error(`the golden table has no rows "${title}"`);
  return found;
}
