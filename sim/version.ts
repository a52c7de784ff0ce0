/**
 * The version of this package, for the header of a tape: the engine cannot read package.json. A
 * test keeps the two equal.
 */
export const VERSION = "0.1.0";
