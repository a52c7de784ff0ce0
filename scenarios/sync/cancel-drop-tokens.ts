/** Tokens of one node, or of a parent and its children, are dropped at once: the tree comes apart without a leak. */
import { scenario } from "../../properties/index.ts";
import { CancellationToken } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";

function* threeTokens(areChildren: boolean): Op<CancellationToken[]> {
  const token = new CancellationToken();
  if (!areChildren) return [token, yield* token.clone(), yield* token.clone()];
  return [token, yield* token.childToken("one"), yield* token.childToken("two")];
}

export const cancelDropTokens = scenario({
  name: "sync/cancel-drop-tokens",
  about: "Three threads drop a token each: clones of one, or a parent and its two children.",
  source: "tokio-util sync/tests/loom_cancellation_token.rs: drop_token_no_child, drop_token_with_children",
  options: { children: { oneOf: [false, true] } },
  *model({ children }) {
    const [last, ...others] = yield* threeTokens(children);
    const threads = [];
    for (const token of others) threads.push(yield* spawn(() => token.drop(), "dropper"));
    if (last !== undefined) yield* last.drop();
    for (const thread of threads) yield* thread.join();
  },
});
