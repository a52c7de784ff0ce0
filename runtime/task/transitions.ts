/**
 * The transitions of the task's state word and what each can come to: the types that callers handle,
 * and the names by which events, traces and coverage tell of them.
 */

/** `Failed` and `Dealloc`: somebody else runs the task or it is complete; the reference of the `Notified` is gone. */
export type TransitionToRunning = "Success" | "Cancelled" | "Failed" | "Dealloc";

/** `Ok` and `OkDealloc`: the reference of the `Notified` is gone. `OkNotified`: there is one more, to be scheduled. */
export type TransitionToIdle = "Ok" | "OkNotified" | "OkDealloc" | "Cancelled";

/** `Submit`: a reference was added for a new `Notified` and the caller keeps its own; otherwise the caller's is gone. */
export type TransitionToNotifiedByVal = "DoNothing" | "Submit" | "Dealloc";

/** `Submit`: a reference was added for a new `Notified`. */
export type TransitionToNotifiedByRef = "DoNothing" | "Submit";

/** What the `JoinHandle` that goes away has to drop itself. */
export interface TransitionToJoinHandleDrop {
  readonly dropWaker: boolean;
  readonly dropOutput: boolean;
}

/** tokio's `UpdateResult`: the word after the update or, where it was declined, the word that was seen. */
export interface UpdateResult {
  readonly ok: boolean;
  readonly snapshot: number;
}

/** By transition: the names of its outcomes. */
export interface Transitions {
  readonly transitionToRunning: TransitionToRunning;
  readonly transitionToIdle: TransitionToIdle;
  readonly transitionToComplete: "Snapshot";
  readonly transitionToTerminal: "true" | "false";
  readonly transitionToNotifiedByVal: TransitionToNotifiedByVal;
  readonly transitionToNotifiedByRef: TransitionToNotifiedByRef;
  readonly transitionToNotifiedForTracing: "true" | "false";
  readonly transitionToNotifiedAndCancel: "true" | "false";
  readonly transitionToShutdown: "true" | "false";
  readonly dropJoinHandleFast: "Ok" | "Err";
  readonly transitionToJoinHandleDropped: "dropWaker" | "dropOutput" | "dropWaker, dropOutput";
  readonly setJoinWaker: "Ok" | "Err";
  readonly unsetWaker: "Ok" | "Err";
  readonly unsetWakerAfterComplete: "Snapshot";
  readonly refInc: "Ok";
  readonly refDec: "true" | "false";
  readonly refDecTwice: "true" | "false";
}

export type TransitionName = keyof Transitions;
export type OutcomeName = Transitions[TransitionName];

/** What a transition gives back. */
export type Outcome = string | boolean | UpdateResult | TransitionToJoinHandleDrop;

/** The name of `outcome`, whichever transition's it is. */
export function outcomeName(outcome: Outcome): OutcomeName {
  if (typeof outcome === "boolean") return outcome ? "true" : "false";
  if (typeof outcome === "string") return outcome as OutcomeName; // their own names
  if ("ok" in outcome) return outcome.ok ? "Ok" : "Err";
  if (!outcome.dropOutput) return "dropWaker";
  return outcome.dropWaker ? "dropWaker, dropOutput" : "dropOutput";
}
