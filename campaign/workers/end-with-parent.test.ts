import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const MODULE = pathToFileURL(path.join(import.meta.dirname, "end-with-parent.ts")).href;
/** Says which process it is, and then nothing any more. */
const LOOPS = `
  import { endWithParent } from ${JSON.stringify(MODULE)};
  import { writeSync } from "node:fs";
  endWithParent();
  writeSync(1, process.pid + "\\n");
  for (;;);
`;
const STARTS = `
  const args = ["--import", "tsx", "--input-type=module", "--eval", ${JSON.stringify(LOOPS)}];
  require("node:child_process").spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
`;

it("ends a process that loops for ever when the one that started it is killed", async () => {
  const parent = spawn(process.execPath, ["--eval", STARTS], { stdio: ["ignore", "pipe", "inherit"] });
  const [text] = (await once(parent.stdout, "data")) as [Buffer];
  const child = Number(text.toString());
  // Its end of the pipe is closed with it.
  const gone = once(parent.stdout, "close");
  parent.kill("SIGKILL");
  expect(await Promise.race([gone.then(() => true), pause(5_000, false)])).toBe(true);
  expect(child).toBeGreaterThan(0);
});
