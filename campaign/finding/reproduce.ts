/** The command lines that do something again; what they print must be valid to paste. */

/** The execution of `seed`, as the search saw it. */
export function runLine(scenario: string, seed: string, strategy: string, memory: string): string {
  const options = [
    `--seed ${quoted(seed)}`,
    ...(strategy === "portfolio" ? [] : [`--strategy ${quoted(strategy)}`]),
    ...(memory === "sc" ? [] : [`--memory ${memory}`]),
  ];
  return `npx reveille run ${quoted(scenario)} ${options.join(" ")}`;
}

/** A word as a POSIX shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
