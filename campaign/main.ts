/** What the launcher runs. The exit code is set and never forced: output that is on its way still arrives. */
import { reveille } from "./cli.ts";

process.exitCode = await reveille(process.argv.slice(2), process);
