/** A file that cannot be loaded. */
throw new Error("this file fails on purpose");
