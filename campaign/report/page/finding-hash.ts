/** The address of a finding within a campaign's report: by its file, as two scenarios may fail with one fingerprint. */
import type { FindingView } from "../data.ts";

export function findingHash({ file }: Pick<FindingView, "file">): string {
  return `#finding-${encodeURIComponent(file.replace(/\.json$/, ""))}`;
}
