/** The keys, in a dialog of the browser's own: it holds the focus and closes with Escape. */
import type { RefObject } from "preact";

const KEYS: readonly (readonly [keys: readonly string[], meaning: string])[] = [
  [["\u2193", "j"], "next step"],
  [["\u2191", "k"], "previous step"],
  [["\u2192", "\u2190"], "next, previous step on the same object"],
  [["PgDn", "PgUp"], "ten steps on, ten back"],
  [["Home", "End"], "first, last"],
  [["?"], "this"],
];

export function Help({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl class="keys">
        {KEYS.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p class="muted">
        The arrows, Home and End work once the timeline has the focus (click it, or Tab to it); j, k and ? everywhere.
      </p>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
