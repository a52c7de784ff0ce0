/** Something the person at the keyboard can put right: one clear line and exit code 2, never a stack. */
export class UsageProblem extends Error {
  override readonly name = "UsageProblem";
}

/** What went wrong, for a line of text; never the stack. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The same for a failed call of the file system, without the code and path that Node puts around it. */
export function fileReasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  return FILE_REASONS[code] ?? reasonOf(thrown);
}

const FILE_REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of its path is not a folder",
  EISDIR: "it is a folder",
  EEXIST: "a file of that name is in the way",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
};
