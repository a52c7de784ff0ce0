/**
 * The ordering mutants: every ordering of the AtomicWaker, of the task's state word and of the list that
 * owns tasks, weakened alone. The exchange that most transitions share is weakened for all of them, and
 * for each of them by itself.
 */

export interface OrderingMutant {
  /** The patch is `<component>/<name>.patch`. */
  readonly component: "atomic-waker" | "task";
  readonly name: string;
  readonly file: string;
  /** Text behind which the ordering stands, the nearest one: the head of its method. */
  readonly behind: string;
  readonly from: string;
  readonly to: string;
  /** Where in `from` the ordering stands. */
  readonly orderingAt: number;
  /** For the patch's description: `takeWaker: fetch_or(AcqRel) is Acquire`. */
  readonly what: string;
}

type Weaker = "Acquire" | "Release" | "Relaxed";

interface Site {
  readonly component: OrderingMutant["component"];
  readonly name: string;
  readonly file: string;
  readonly behind: string;
  /** The call as it is written, up to the ordering that is weakened. */
  readonly call: string;
  readonly ordering: "Acquire" | "Release" | "AcqRel";
  /** What stands behind that ordering; the default closes the call. */
  readonly rest?: string;
  readonly what: string;
}

const WAKER = "runtime/sync/atomic-waker.ts";
const STATE = "runtime/task/state.ts";
const LIST = "runtime/task/list.ts";

const waker = { component: "atomic-waker", file: WAKER } as const;
const state = { component: "task", file: STATE } as const;
const list = { component: "task", file: LIST } as const;

const EXCHANGE = "this.word.compareExchange(seen, next, ";
const UNLOCK = "this.state.compareExchange(REGISTERING, WAITING, ";

const SITES: readonly Site[] = [
  {
    ...waker,
    name: "take-lock",
    behind: "*takeWaker()",
    call: "fetchOr(WAKING, ",
    ordering: "AcqRel",
    what: "takeWaker(), fetch_or(WAKING)",
  },
  {
    ...waker,
    name: "take-unlock",
    behind: "*takeWaker()",
    call: "fetchAnd(NOT_WAKING, ",
    ordering: "Release",
    what: "takeWaker(), fetch_and(!WAKING)",
  },
  {
    ...waker,
    name: "register-lock",
    behind: "*doRegister(",
    call: "compareExchange(WAITING, REGISTERING, ",
    ordering: "Acquire",
    rest: ', "Acquire")',
    what: "register(), the exchange that locks",
  },
  {
    ...waker,
    name: "register-lock-failure",
    behind: "*doRegister(",
    call: 'compareExchange(WAITING, REGISTERING, "Acquire", ',
    ordering: "Acquire",
    what: "register(), the exchange that locks, where it fails",
  },
  {
    ...waker,
    name: "register-unlock",
    behind: "*store(",
    call: UNLOCK,
    ordering: "AcqRel",
    rest: ', "Acquire")',
    what: "register(), the exchange that unlocks",
  },
  {
    ...waker,
    name: "register-unlock-failure",
    behind: "*store(",
    call: `${UNLOCK}"AcqRel", `,
    ordering: "Acquire",
    what: "register(), the exchange that unlocks, where it fails",
  },
  {
    ...waker,
    name: "hand-over",
    behind: "*wakeForTheNotifier(",
    call: "swap(WAITING, ",
    ordering: "AcqRel",
    what: "register(), the swap that unlocks when a wake came",
  },
  {
    ...state,
    name: "load",
    behind: "  load()",
    call: "this.word.load(",
    ordering: "Acquire",
    what: "load()",
  },
  {
    ...state,
    name: "complete",
    behind: "*transitionToComplete()",
    call: "fetchXor(LIFECYCLE_FLIP, ",
    ordering: "AcqRel",
    what: "transition_to_complete()",
  },
  {
    ...state,
    name: "terminal",
    behind: "*transitionToTerminal(",
    call: "fetchSub(count * REF_ONE, ",
    ordering: "AcqRel",
    what: "transition_to_terminal()",
  },
  {
    ...state,
    name: "join-drop-fast",
    behind: "*dropJoinHandleFast()",
    call: "compareExchangeWeak(INITIAL_STATE, next, ",
    ordering: "Release",
    rest: ', "Relaxed")',
    what: "drop_join_handle_fast()",
  },
  {
    ...state,
    name: "unset-waker-after-complete",
    behind: "*unsetWakerAfterComplete()",
    call: "fetchAnd(~JOIN_WAKER, ",
    ordering: "AcqRel",
    what: "unset_waker_after_complete()",
  },
  {
    ...state,
    name: "ref-dec",
    behind: "*refDec()",
    call: "fetchSub(REF_ONE, ",
    ordering: "AcqRel",
    what: "ref_dec()",
  },
  {
    ...state,
    name: "ref-dec-twice",
    behind: "*refDecTwice()",
    call: "fetchSub(2 * REF_ONE, ",
    ordering: "AcqRel",
    what: "ref_dec_twice()",
  },
  {
    ...state,
    name: "update",
    behind: "*fetchUpdateAction<",
    call: EXCHANGE,
    ordering: "AcqRel",
    rest: ', "Acquire")',
    what: "fetch_update_action(), the exchange of every transition",
  },
  {
    ...state,
    name: "update-failure",
    behind: "*fetchUpdateAction<",
    call: `${EXCHANGE}"AcqRel", `,
    ordering: "Acquire",
    what: "fetch_update_action(), the exchange of every transition, where it fails",
  },
  {
    ...list,
    name: "bind-closed",
    behind: "*bind<",
    call: "this.closed.load(",
    ordering: "Acquire",
    what: "OwnedTasks::bind(), the load of `closed`",
  },
  {
    ...list,
    name: "close",
    behind: "*closeAndShutdownAll(",
    call: "this.closed.store(true, ",
    ordering: "Release",
    what: "OwnedTasks::close_and_shutdown_all(), the store of `closed`",
  },
  {
    ...list,
    name: "is-closed",
    behind: "isClosed()",
    call: "this.closed.load(",
    ordering: "Acquire",
    what: "OwnedTasks::is_closed()",
  },
];

/** The transitions that share the exchange, by name in the patch, and as tokio calls them. */
const TRANSITIONS = [
  ["running", "transitionToRunning", "transition_to_running()"],
  ["idle", "transitionToIdle", "transition_to_idle()"],
  ["notified-by-val", "transitionToNotifiedByVal", "transition_to_notified_by_val()"],
  ["notified-by-ref", "transitionToNotifiedByRef", "transition_to_notified_by_ref()"],
  ["notified-and-cancel", "transitionToNotifiedAndCancel", "transition_to_notified_and_cancel()"],
  ["shutdown", "transitionToShutdown", "transition_to_shutdown()"],
  ["join-handle-dropped", "transitionToJoinHandleDropped", "transition_to_join_handle_dropped()"],
  ["set-join-waker", "setJoinWaker", "set_join_waker()"],
  ["unset-waker", "unsetWaker", "unset_waker()"],
] as const;

/** All of them, in the order of the table in `docs/ordering-mutants.md`. */
export const ORDERING_MUTANTS: readonly OrderingMutant[] = [
  ...SITES.flatMap(mutantsOf),
  ...TRANSITIONS.flatMap(([name, transition, what]) =>
    weakerThan("AcqRel").map((weaker) => ofTransition(name, transition, what, weaker)),
  ),
];

function mutantsOf({ component, name, file, behind, call, ordering, rest = ")", what }: Site): OrderingMutant[] {
  return weakerThan(ordering).map((weaker) => ({
    component,
    name: `ord-${name}-${weaker.toLowerCase()}`,
    file,
    behind,
    from: `${call}"${ordering}"${rest}`,
    to: `${call}"${weaker}"${rest}`,
    orderingAt: call.length,
    what: `${what}: ${ordering} is ${weaker}`,
  }));
}

/** One transition alone exchanges with another ordering than the rest. */
function ofTransition(name: string, transition: string, what: string, weaker: Weaker): OrderingMutant {
  return {
    ...state,
    name: `ord-${name}-${weaker.toLowerCase()}`,
    behind: "*fetchUpdateAction<",
    from: `${EXCHANGE}"AcqRel", "Acquire")`,
    to: `${EXCHANGE}name === "${transition}" ? "${weaker}" : "AcqRel", "Acquire")`,
    orderingAt: EXCHANGE.length,
    what: `${what} alone: AcqRel is ${weaker}`,
  };
}

function weakerThan(ordering: Site["ordering"]): readonly Weaker[] {
  return ordering === "AcqRel" ? ["Acquire", "Release", "Relaxed"] : ["Relaxed"];
}
