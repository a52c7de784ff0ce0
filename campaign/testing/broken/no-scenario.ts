/** A file that the globs match by mistake. */
export const helper = 1;
