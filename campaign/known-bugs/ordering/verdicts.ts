/**
 * What became of each ordering mutant under rc11, by name: the scenario that tells it from the original,
 * or the one in all of whose executions it does not, with the reason why it cannot.
 */

export interface Verdict {
  readonly scenario: string;
  /** As `Breaks` in the patch. */
  readonly breaks: string;
  /** What goes wrong, or why nothing can. */
  readonly why: readonly string[];
}

const verdict =
  (scenario: string, breaks: string) =>
  (...why: string[]): Verdict => ({ scenario, breaks, why });

const race = (scenario: string) => verdict(scenario, "data-race");
const lost = (scenario: string) => verdict(scenario, "lost-wakeup I1");
const equal = (scenario: string) => verdict(scenario, "nothing");

const BOTH = "Already one half of the ordering is missed: see its two neighbours.";

const ATOMIC_WAKER: Readonly<Record<string, Verdict>> = {
  "ord-take-lock-acquire": lost("atomic-waker/re-register")(
    "What the notifier did before its wake is not released, so the look after a registration that met the",
    "wake may miss it, and no other wake will come.",
  ),
  "ord-take-lock-release": race("atomic-waker/wake-before-register")(
    "The notifier takes the waker out of the cell without having seen the registrar put it there.",
  ),
  "ord-take-lock-relaxed": lost("atomic-waker/wake-before-register")(BOTH),
  "ord-take-unlock-relaxed": race("atomic-waker/wake-before-register")(
    "The next owner of the cell does not see that it was emptied.",
  ),
  "ord-register-lock-relaxed": race("atomic-waker/wake-before-register")(
    "The registrar writes the cell without having seen what its last owner did to it. The stale look that",
    "syn-aw-relaxed-register speaks of always comes with this race, which is found first.",
  ),
  "ord-register-lock-failure-relaxed": race("atomic-waker/publish-then-wake")(
    "A registrar that meets a wake wakes itself; its task does not see what the notifier did before. Tasks",
    "that register again before they look do not mind: that registration acquires.",
  ),
  "ord-register-unlock-acquire": race("atomic-waker/wake-before-register")(
    "The notifier does not see that the waker was put into the cell.",
  ),
  "ord-register-unlock-release": equal("atomic-waker/publish-then-wake")(
    "Equivalent: where the exchange succeeds it reads the registrar's own REGISTERING, an exchange that",
    "acquired all that the word had to tell; where it fails, the other ordering holds. Until 1.64 Rust",
    "let no failure ordering be stronger than that of success.",
  ),
  "ord-register-unlock-relaxed": race("atomic-waker/wake-before-register")(
    "Its Release is missed: see its neighbour that has Acquire alone.",
  ),
  "ord-register-unlock-failure-relaxed": equal("atomic-waker/publish-then-wake")(
    "Equivalent: in between the registrar touches only the cell, which is still its own, and the swap that",
    "unlocks acquires what this read would have. With a relaxed swap it would be missed.",
  ),
  "ord-hand-over-acquire": race("atomic-waker/two-registrars")(
    "The next owner does not see that the cell was emptied.",
  ),
  "ord-hand-over-release": race("atomic-waker/publish-then-wake")(
    "The failed exchange saw the first of two wakes; the second one was over in time, and what its notifier",
    "did before is not seen by the task that is woken for both. Tasks that register again do not mind.",
  ),
  "ord-hand-over-relaxed": race("atomic-waker/two-registrars")(BOTH),
};

const WORD: Readonly<Record<string, Verdict>> = {
  "ord-load-relaxed": race("task/join-waker-set")("Who finds COMPLETE takes an output that it does not see stored."),
  "ord-complete-acquire": race("task/is-finished")("The output is not released to whoever finds COMPLETE."),
  "ord-complete-release": race("task/join-waker-set")("The runtime wakes a join waker that it does not see stored."),
  "ord-complete-relaxed": race("task/join-waker-set")(BOTH),
  "ord-terminal-acquire": race("task/notified-dropped")(
    "What the worker did to the task is not ordered before the freeing by another.",
  ),
  "ord-terminal-release": race("task/is-finished")(
    "The worker frees the task without having seen what others did by their references.",
  ),
  "ord-terminal-relaxed": race("task/is-finished")(BOTH),
  "ord-join-drop-fast-relaxed": race("task/join-drop-vs-complete")(
    "The handle's use of the task is not ordered before the freeing: task-drop-join-handle-fast-relaxed.",
  ),
  "ord-unset-waker-after-complete-acquire": race("task/join-waker-unset")(
    "The handle drops the waker without having seen that the runtime is through with it.",
  ),
  "ord-unset-waker-after-complete-release": race("task/join-polled-again")(
    "The handle is gone; the runtime drops the waker without having seen the handle's last look at it.",
  ),
  "ord-unset-waker-after-complete-relaxed": race("task/join-waker-unset")(BOTH),
  "ord-ref-dec-acquire": race("task/last-reference")("A use of the task is not ordered before its freeing by another."),
  "ord-ref-dec-release": race("task/last-reference")("The task is freed without having seen the uses by others."),
  "ord-ref-dec-relaxed": race("task/last-reference")(BOTH),
  "ord-ref-dec-twice-acquire": race("task/unowned-not-run")("As in ref_dec()."),
  "ord-ref-dec-twice-release": race("task/unowned-not-run")("As in ref_dec()."),
  "ord-ref-dec-twice-relaxed": race("task/unowned-not-run")(BOTH),
  "ord-update-acquire": lost("task/flag-then-wake")(
    "No wake releases what came before it: a stale poll, and no other comes.",
  ),
  "ord-update-release": race("task/publish-vs-poll")(
    "A load that acquires is not enough where the exchange reads a newer write of the same word:",
    "transition_to_running() and transition_to_shutdown() need it, see there.",
  ),
  "ord-update-relaxed": race("task/join-waker-set")(BOTH),
  "ord-update-failure-relaxed": race("task/join-waker-set")(
    "set_join_waker() finds COMPLETE at its second try, and the handle takes an output that it does not see stored.",
  ),
};

const LISTS: Readonly<Record<string, Verdict>> = {
  "ord-bind-closed-relaxed": equal("task/shutdown-vs-spawn")(
    "Equivalent: the lock of the shard orders who binds and who closes, and nothing else is read on account of `closed`.",
  ),
  "ord-close-relaxed": equal("task/shutdown-vs-spawn")("Equivalent: as ord-bind-closed-relaxed, its other end."),
  "ord-is-closed-relaxed": equal("task/shutdown-vs-spawn")("Equivalent, and in this model trivially: nobody asks."),
};

/** Each transition that shares the exchange, weakened alone. */
const TRANSITIONS: Readonly<Record<string, Verdict>> = {
  "ord-running-acquire": race("task/poll-inside-shutdown")(
    "A notification that comes too late gives its reference back here, and its use of the task is not ordered",
    "before the freeing by another.",
  ),
  "ord-running-release": lost("task/flag-then-wake")(
    "A wake of a queued task wrote the word as it was: the load may see the one before, and the poll misses what",
    "the wake was about. The other side of task-wake-by-ref-no-release-when-notified.",
  ),
  "ord-running-relaxed": lost("task/flag-then-wake")(BOTH),
  "ord-idle-acquire": race("task/shutdown-after-poll")(
    "The poll's effects are not released to whoever has the future next.",
  ),
  "ord-idle-release": equal("task/publish-vs-poll")(
    "Equivalent: whoever polls next acquires anew; CANCELLED is seen by the load or by a failed exchange, which",
    "acquire; and the last reference finds the count of one only after it saw the others end.",
  ),
  "ord-idle-relaxed": race("task/shutdown-after-poll")(
    "Its Release is missed: see its neighbour that has Acquire alone.",
  ),
  "ord-notified-by-val-acquire": race("task/publish-vs-poll")("The poll does not see what came before its wake."),
  "ord-notified-by-val-release": equal("task/wake-by-value-last-reference")(
    "Equivalent: a wake reads nothing on account of the word, and the last reference finds the count of one only",
    "after it saw, by the load or a failed exchange, the others end.",
  ),
  "ord-notified-by-val-relaxed": race("task/publish-vs-poll")(
    "Its Release is missed: see its neighbour that has Acquire alone.",
  ),
  "ord-notified-by-ref-acquire": race("task/publish-vs-poll")("The poll does not see what came before its wake."),
  "ord-notified-by-ref-release": equal("task/publish-vs-poll")(
    "Equivalent: a wake reads nothing on account of the word; the poll acquires for itself.",
  ),
  "ord-notified-by-ref-relaxed": race("task/publish-vs-poll")(
    "Its Release is missed: see its neighbour that has Acquire alone.",
  ),
  "ord-notified-and-cancel-acquire": race("task/publish-vs-poll")(
    "The future is dropped on account of an abort and does not see what came before that.",
  ),
  "ord-notified-and-cancel-release": equal("task/publish-vs-poll")(
    "Equivalent: an abort reads nothing on account of the word; whoever cancels the task acquires for itself.",
  ),
  "ord-notified-and-cancel-relaxed": race("task/publish-vs-poll")(
    "Its Release is missed: see its neighbour that has Acquire alone.",
  ),
  "ord-shutdown-acquire": race("task/publish-vs-poll")(
    "The future is dropped on account of a shutdown and does not see what came before that.",
  ),
  "ord-shutdown-release": race("task/shutdown-after-poll")(
    "The task was polled meanwhile and has the same word again: the load may have seen the one before, and the",
    "shutdown drops a future without having seen its last poll.",
  ),
  "ord-shutdown-relaxed": race("task/shutdown-after-poll")(BOTH),
  "ord-join-handle-dropped-acquire": race("task/join-polled-again")(
    "The runtime drops the waker that the handle left, without having seen the handle's last look at it.",
  ),
  "ord-join-handle-dropped-release": equal("task/join-polled-again")(
    "Equivalent: COMPLETE, and that JOIN_WAKER is unset again, are seen by the load or by a failed exchange, which",
    "acquire; no word comes back that was there before them.",
  ),
  "ord-join-handle-dropped-relaxed": race("task/join-polled-again")(
    "Its Release is missed: see its neighbour that has Acquire alone.",
  ),
  "ord-set-join-waker-acquire": race("task/join-waker-set")(
    "The runtime wakes a join waker that it does not see stored.",
  ),
  "ord-set-join-waker-release": equal("task/join-waker-replaced")(
    "Equivalent: COMPLETE is seen by the load or by a failed exchange, which acquire; nothing else is read after it.",
  ),
  "ord-set-join-waker-relaxed": race("task/join-waker-set")(
    "Its Release is missed: see its neighbour that has Acquire alone.",
  ),
  "ord-unset-waker-acquire": equal("task/join-waker-replaced")(
    "Equivalent: the handle takes back what is its own. Before COMPLETE nobody else uses the waker, and the Release of",
    "set_join_waker(), or of the handle's end, tells the others what it did.",
  ),
  "ord-unset-waker-release": equal("task/join-waker-replaced")(
    "Equivalent: before COMPLETE nobody but the handle has used the waker, so there is nothing to have seen.",
  ),
  "ord-unset-waker-relaxed": equal("task/join-waker-replaced")("Equivalent: for the reasons of its two neighbours."),
};

export const VERDICTS: Readonly<Record<string, Verdict>> = { ...ATOMIC_WAKER, ...WORD, ...LISTS, ...TRANSITIONS };
