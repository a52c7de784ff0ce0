/** `reveille merge DIR...`: the parts of one campaign as one. */
import type { Command } from "commander";
import { conclude } from "../fuzz/conduct.ts";
import { mergeFolders } from "../fuzz/merge.ts";
import { assertWritable } from "../fuzz/out-folder.ts";
import { pastOf } from "../fuzz/past.ts";
import { Standing } from "../fuzz/standing.ts";
import { loadedFor, planOf } from "../fuzz/start.ts";
import { exitCodeOf } from "../fuzz/summary.ts";
import type { CommandLine } from "./command-line.ts";
import { contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";

const MERGED_FOLDER = "findings";

export function addMerge({ command, done, io }: CommandLine): void {
  command("merge <dirs...>", "joins the folders of `fuzz --shard`, and says what the campaign came to")
    .option("--out <dir>", `where the whole is written (default: ${MERGED_FOLDER})`)
    .action(async (folders: string[], _own, self: Command) => {
      const flags = self.optsWithGlobals<SharedOptions & { out?: string }>();
      const { out: folder = MERGED_FOLDER } = flags;
      const { out } = contextOf(flags, io);
      assertWritable(folder);
      const journal = mergeFolders(folders, folder);
      const loaded = await loadedFor(journal.header, folder);
      const standing = new Standing(planOf(journal.header, loaded, folder), pastOf(journal, folder));
      conclude(standing, folder, out);
      done(exitCodeOf(standing));
    });
}
