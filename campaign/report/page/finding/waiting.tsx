/** Who waits for what at the end. */
import type { RunView } from "../../data.ts";

export function Waiting({ run, onJump }: { readonly run: RunView; readonly onJump: (number: number) => void }) {
  if (run.waiting.length === 0) return null;
  return (
    <section>
      <h2>Who waits for what at the end</h2>
      <ul class="plain">
        {run.waiting.map(({ thread, call, waitsFor }, at) => (
          <li key={run.threads[thread]?.path}>
            <i class="dot" data-thread={thread % 8} aria-hidden="true" /> <strong>{run.threads[thread]?.name}</strong>{" "}
            {waitsFor}, in{" "}
            <button type="button" class="link mono" onClick={() => onJump(run.stepCount + 1 + at)}>
              {call}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
