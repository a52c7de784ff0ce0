import fc from "fast-check";
import { expect, it } from "vitest";
import { hasPath, pathsOf, withoutPath, withPath } from "./paths.ts";

/** Many begin or end as others do, which is what searching a string gets wrong. */
const path = fc.constantFrom("0", "0.1", "0.2", "0.12", "0.1.1", "0.2.1", "0.1.12", "0.12.1");
const paths = fc.array(path, { maxLength: 6 });

it("gives back the paths as they arrived", () => {
  fc.assert(
    fc.property(paths, (all) => {
      expect(pathsOf(all.reduce(withPath, ""))).toEqual(all);
    }),
  );
});

it("knows a path only as a whole", () => {
  fc.assert(
    fc.property(paths, path, (all, one) => {
      expect(hasPath(all.join(" "), one)).toBe(all.includes(one));
    }),
  );
});

it("takes out the first of equal paths and leaves the others in their order", () => {
  fc.assert(
    fc.property(paths, path, (all, one) => {
      const at = all.indexOf(one);
      const left = at < 0 ? all : all.toSpliced(at, 1);
      expect(pathsOf(withoutPath(all.join(" "), one))).toEqual(left);
    }),
  );
});
