/**
 * Two senders fill blocks, grow the list and move its tail, while the receiver empties blocks and puts them back at
 * the end. Each sender's messages come in its order, and no block is used after it was given back.
 */
import { scenario } from "../../properties/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { openMpsc, receiveAll, sendAll } from "./support/mpsc-ends.ts";

export const mpscBlocks = scenario({
  name: "sync/mpsc-blocks",
  about: "Two threads send three messages each through blocks of one or two slots; main receives all of them.",
  source: "tokio sync/mpsc/list.rs: find_block, reclaim_blocks",
  options: { blockSlots: { oneOf: [1, 2] } },
  bounds: { steps: 3000 },
  *model({ blockSlots }) {
    const [first, receiver] = yield* openMpsc<string>(null, blockSlots);
    const second = yield* first.clone();
    const left = yield* spawn(() => sendAll(first, ["a1", "a2", "a3"]), "left");
    const right = yield* spawn(() => sendAll(second, ["b1", "b2", "b3"]), "right");
    const got = yield* receiveAll(receiver);
    const of = (sender: string): string => got.filter((message) => message.startsWith(sender)).join();
    assert(of("a") === "a1,a2,a3" && of("b") === "b1,b2,b3", `received ${got.join()}`);
    yield* receiver.drop();
    yield* left.join();
    yield* right.join();
  },
});
