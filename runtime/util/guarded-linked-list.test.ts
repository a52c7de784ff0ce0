import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GuardedLinkedList } from "./guarded-linked-list.ts";
import { LinkedList, Links } from "./linked-list.ts";

class Node {
  readonly links = new Links<Node>();
}

const linksOf = (node: Node): Links<Node> => node.links;

describe("GuardedLinkedList", () => {
  it("gives out what was in the list, but for what the list was asked to remove", () => {
    const command = fc.oneof(fc.constant("pop"), fc.nat(8));
    fc.assert(
      fc.property(fc.nat(8), fc.array(command, { maxLength: 20 }), (count, commands) => {
        const list = new LinkedList(linksOf);
        const nodes = Array.from({ length: count }, () => new Node());
        for (const node of nodes) list.pushFront(node);
        const guarded = new GuardedLinkedList(list, new Node(), linksOf);
        const model = [...nodes];
        expect(list.isEmpty).toBe(true);
        for (const each of commands) {
          if (each === "pop") {
            expect(guarded.popBack()).toBe(model.shift() ?? null);
            continue;
          }
          const node = nodes[Number(each)];
          if (node === undefined) continue;
          const at = model.indexOf(node);
          expect(list.remove(node)).toBe(at >= 0);
          if (at >= 0) model.splice(at, 1);
        }
        for (const node of model) expect(guarded.popBack()).toBe(node);
        expect(guarded.popBack()).toBeNull();
      }),
    );
  });

  it("leaves the list to others", () => {
    const list = new LinkedList(linksOf);
    const [before, after] = [new Node(), new Node()];
    list.pushFront(before);
    const guarded = new GuardedLinkedList(list, new Node(), linksOf);
    list.pushFront(after);
    expect(guarded.popBack()).toBe(before);
    expect(guarded.popBack()).toBeNull();
    expect(list.popBack()).toBe(after);
  });
});
