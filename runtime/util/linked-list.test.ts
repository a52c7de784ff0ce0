import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinkedList, Links } from "./linked-list.ts";

class Node {
  readonly links = new Links<Node>();
  readonly name: number;

  constructor(name: number) {
    this.name = name;
  }
}

describe("LinkedList", () => {
  it("does what an array does, whatever is pushed, popped and removed", () => {
    const command = fc.oneof(fc.constant("push"), fc.constant("pop"), fc.constant("popFront"), fc.nat(12));
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const list = new LinkedList<Node>((node) => node.links);
        const nodes: Node[] = [];
        let model: Node[] = [];
        for (const each of commands) {
          if (each === "push") {
            const node = new Node(nodes.length);
            nodes.push(node);
            list.pushFront(node);
            model.unshift(node);
          } else if (each === "pop") {
            expect(list.popBack()).toBe(model.pop() ?? null);
          } else if (each === "popFront") {
            expect(list.popFront()).toBe(model.shift() ?? null);
          } else {
            const node = nodes[Number(each)];
            if (node === undefined) continue;
            expect(list.remove(node)).toBe(model.includes(node));
            model = model.filter((one) => one !== node);
          }
          expect(list.isEmpty).toBe(model.length === 0);
        }
        while (model.length > 0) expect(list.popBack()).toBe(model.pop());
        expect(list.popBack()).toBeNull();
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
