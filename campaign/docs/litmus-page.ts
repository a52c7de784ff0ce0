/**
 * docs/litmus.md: the outputs on the page are those of the files on the page. A block of text behind
 * `<!-- file: NAME -->` is a file; one behind `<!-- output: ARGUMENTS -->` is what the command prints.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";
import { inProcess } from "../testing/cli.ts";

export const LITMUS_PAGE = path.join(PACKAGE_ROOT, "docs", "litmus.md");

const FILE = /<!-- file: (\S+) -->\n```text\n([\s\S]*?)```/g;
const OUTPUT = /(<!-- output: (.+) -->\n```text\n)[\s\S]*?(```)/g;

/** The page with its outputs as they are now. Throws where a command on it does not end with 0. */
export async function withOutputs(page: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "reveille-page-"));
  try {
    const files = [...page.matchAll(FILE)].map(([, name = "", text = ""]) => ({
      name,
      at: path.join(folder, name),
      text,
    }));
    for (const { at, text } of files) writeFileSync(at, text);
    const outputs: string[] = [];
    for (const [, , args = ""] of page.matchAll(OUTPUT)) {
      const { code, stdout, stderr } = await inProcess(
        args.split(" ").map((arg) => files.find(({ name }) => name === arg)?.at ?? arg),
      );
      if (code !== 0) throw new Error(`docs/litmus.md: reveille ${args} ends with ${code}: ${stderr}`);
      outputs.push(`${stdout.trimEnd()}\n`);
    }
    return page.replace(
      OUTPUT,
      (_block, head: string, _args: string, end: string) => `${head}${outputs.shift()}${end}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
