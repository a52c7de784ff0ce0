/** The story as text: a paragraph for each part that there is something to say of. */
import type { Story } from "./story.ts";

const WIDTH = 118;

export function storyText(story: Story): string {
  const { kind, invariant, scenario, seed, strategy, memory } = story;
  const from = seed === null ? "from a tape" : `seed ${seed} (${strategy})`;
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ["What was found", story.found],
    ["Who took part", story.threads],
    ["What raced", story.raced],
    ["Who waits", story.waits],
    ["What was seen too late", story.stale],
    ["What happened to it", story.life],
    ["What goes round", story.rounds],
    ["What the system did", story.faults],
    ["What decides", story.deciding],
  ];
  return [
    `${invariant === null ? kind : `${kind} ${invariant}`} in ${scenario}, ${from}, memory ${memory}`,
    ...parts
      .filter(([, lines]) => lines.length > 0)
      .map(([title, lines]) => [title, ...lines.flatMap(wrapped)].join("\n")),
    `Again\n  ${story.again}`,
  ].join("\n\n");
}

/** Broken at blanks, the rest indented further. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "  ";
  for (const word of text.split(" ")) {
    if (line.trim() !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = "    ";
    }
    line += line.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, line];
}
