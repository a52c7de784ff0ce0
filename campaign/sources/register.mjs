// Runs the TypeScript sources of this clone: `node --import ./campaign/sources/register.mjs FILE.ts`, or an import
// of this file before the first of a source. What else lies below tsx must have been registered before.
import { register } from "node:module";
import { fileURLToPath } from "node:url";
import { register as registerTsx } from "tsx/esm/api";

// By its path: tsx would look for the settings in the folder that it is called from.
registerTsx({ tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)) });
register("./names-hooks.mjs", import.meta.url);
