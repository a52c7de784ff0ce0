/** `npm run hashes:check` and `npm run hashes:write`: the golden trace hashes of the scenarios. */
import { counted } from "./output/numbers.ts";
import { committedHashes, differences, presentHashes, writeHashes } from "./trace-hashes.ts";

const [mode] = process.argv.slice(2);
const present = await presentHashes();
if (mode === "--write") {
  writeHashes(present);
  process.stdout.write(`${counted(Object.keys(present).length, "scenario")}: hashes written\n`);
} else if (mode === "--check") {
  const found = differences(committedHashes(), present);
  const remedy = "if that is meant: npm run hashes:write, and say why in the commit";
  const lines =
    found.length === 0
      ? [`${counted(Object.keys(present).length, "scenario")}: all hashes as committed`]
      : [...found, remedy];
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
} else {
  process.stderr.write("usage: hashes.ts --check | --write\n");
  process.exitCode = 2;
}
