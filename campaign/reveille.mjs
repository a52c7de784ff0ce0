#!/usr/bin/env node
// The launcher. In a clone the sources run through tsx, so that an edit shows at once; in an
// installed package the built files run. Plain JavaScript, because it must speak on any Node.
import { existsSync } from "node:fs";

const NODE_MIN = [20, 19];

async function launch() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1])) {
    return fail(
      `reveille needs Node ${NODE_MIN.join(".")} or newer, and this is ${process.versions.node}: upgrade Node`,
    );
  }
  if (!existsSync(new URL("./main.ts", import.meta.url))) {
    const built = new URL("../dist/campaign/main.js", import.meta.url);
    if (!existsSync(built)) return fail(`${built.pathname} is missing: install reveille again`);
    return import(built.href);
  }
  try {
    const { registerVariantHooks } = await import("./known-bugs/register-hooks.mjs");
    registerVariantHooks();
    await import("./sources/register.mjs");
    await import("./main.ts");
  } catch (thrown) {
    // Ours that is missing is "Cannot find module" and a defect; a package that is, has not been installed.
    const [, name] = /^Cannot find package '([^']+)'/.exec(thrown?.message) ?? [];
    if (thrown?.code !== "ERR_MODULE_NOT_FOUND" || name === undefined) throw thrown;
    fail(`the package ${name} is not installed: run \`npm ci\` in the clone first`);
  }
}

function fail(line) {
  process.stderr.write(`error: ${line}\n`);
  process.exitCode = 2;
}

await launch();
