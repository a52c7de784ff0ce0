import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runClean } from "../../future/testing/run.ts";
import { Entry } from "./entry.ts";
import { Storage } from "./storage.ts";

describe("the storage of a delay queue", () => {
  it("finds each item under its key, whatever was removed and compacted between", () => {
    const command = fc.oneof(
      fc.record({ call: fc.constant("insert" as const), value: fc.nat(99) }),
      fc.record({ call: fc.constant("remove" as const), which: fc.nat(20) }),
      fc.record({ call: fc.constantFrom("compact" as const, "shrink" as const) }),
    );
    const law = fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      const store = new Storage<number>(0);
      const held = new Map<number, number>();
      for (const command of commands) {
        if (command.call === "insert") {
          const key = store.insert(new Entry(command.value, 0));
          expect(held.has(key)).toBe(false);
          held.set(key, command.value);
        } else if (command.call === "remove") {
          const key = [...held.keys()][command.which % Math.max(1, held.size)];
          if (key === undefined) continue;
          expect(store.remove(key).value).toBe(held.get(key));
          held.delete(key);
          expect(store.contains(key)).toBe(false);
        } else if (command.call === "compact") {
          store.compact();
          expect(store.capacity).toBe(held.size);
        } else store.shrinkToFit();
        for (const [key, value] of held) expect(store.get(key).value).toBe(value);
        expect(store.length).toBe(held.size);
        expect(store.capacity).toBeGreaterThanOrEqual(held.size);
      }
    });
    fc.assert(law, { seed: 0x5eed, numRuns: 300 });
  });

  it("gives the place that became vacant last to the next item", () => {
    runClean(function* () {
      const store = new Storage<string>(2);
      const keys = ["a", "b", "c"].map((value) => store.insert(new Entry(value, 0)));
      expect(keys).toEqual([0, 1, 2]);
      expect(store.capacity).toBe(4);
      store.remove(0);
      store.remove(1);
      expect(store.insert(new Entry("d", 0))).toBe(1);
      expect(store.insert(new Entry("e", 0))).toBe(0);
      expect(store.clear().map(({ value }) => value)).toEqual(["e", "d", "c"]);
    });
  });
});
