/**
 * `npm run bench`: how fast the engine is, beside the floor that generators set on this machine and
 * beside the same race under fast-check. Everything is measured in turns in one run: compare the
 * ratios, for the machine's own pace cancels out of them.
 */
import { availableParallelism } from "node:os";
import { basicNotification } from "../scenarios/atomic-waker/basic-notification.ts";
import { joinVsComplete } from "../scenarios/task/join-vs-complete.ts";
import { type Aim, aimRow } from "./aims.ts";
import { type Messages, messages } from "./channels.ts";
import type { Day } from "./day.ts";
import { dayAlone } from "./day-alone.ts";
import { type Echoes, echoes } from "./echo.ts";
import { ainc, casrot, type Exploration, exploration, fibBench, growing, lastzero, readers } from "./explorations.ts";
import { fastCheckRace } from "./fast-check-race.ts";
import { bareCall, resumeAt } from "./floor.ts";
import { allHistories, type Histories } from "./histories.ts";
import { measure, type Pace, type Subject } from "./measure.ts";
import { type Scaling, scaling } from "./processes.ts";
import { type Race, race } from "./race.ts";
import { type ManyTasks, manyTasks } from "./runtimes.ts";
import { lockAlone, stepAlone, stepContinuing, stepSwitching } from "./steps.ts";
import { type Row, ratio, table, whole } from "./table.ts";
import { type ManyTimers, manyTimers } from "./timers.ts";

const PACE = { rounds: 11, ms: 60 };
/** For executions of a million steps. */
const SLOW_PACE = { rounds: 2, ms: 60 };
/** Of each primitive. */
const HISTORIES = 200;

const call = bareCall();
const resume = resumeAt(1);
const floor = [call, resume, resumeAt(5), resumeAt(10)];
const continuing = stepContinuing();
const alone = stepAlone();
const steps = [alone, continuing, stepSwitching()];
const lock = lockAlone();
const quiet = race(basicNotification, "monitors off", false);
const races = [quiet, race(basicNotification, "monitors on", true)];
const quietTask = race(joinVsComplete, "monitors off", false);
const taskRaces = [
  quietTask,
  race(joinVsComplete, "monitors on", true),
  race(joinVsComplete, "monitors off, memory rc11", false, "rc11"),
];
const waitIdle = await fastCheckRace("waitIdle");
const waitAll = await fastCheckRace("waitAll");
const promised = [waitIdle, waitAll];

const explorations = [
  exploration("ainc(5)", ainc(5), 120),
  exploration("readers(8)", readers(8), 256),
  exploration("casrot(6)", casrot(6), 144),
  exploration("lastzero(5)", lastzero(5), 64),
  exploration("fib_bench(2)", fibBench(2)),
  exploration("atomic-waker/basic-notification", basicNotification),
];
const growth = [50, 100, 200, 400].map((events) =>
  exploration(`${events} events, few of them shared`, growing(events), 24),
);

const runtimes = [manyTasks(100), manyTasks(1_000), manyTasks(10_000)] as const;

const measured = await measure(
  [...floor, ...steps, lock, ...races, ...taskRaces, ...promised, ...explorations, ...growth],
  PACE,
);
await measureToo(runtimes, SLOW_PACE);
const timers = [manyTimers(1_000), manyTimers(10_000), manyTimers(100_000)] as const;
await measureToo(timers, SLOW_PACE);
const echoed = [echoes("monitors off", false), echoes("monitors on", true)];
const channels = [messages("monitors off", false), messages("monitors on", true)] as const;
await measureToo(channels, PACE);
const histories = allHistories(HISTORIES);
const days = { together: dayAlone("together"), apart: dayAlone("apart") };

/** Measured by themselves: of another length than what is above. */
async function measureToo(subjects: readonly Subject[], pace: Pace): Promise<void> {
  for (const [subject, result] of await measure(subjects, pace)) measured.set(subject, result);
}

/** ns per unit. */
function ns(subject: Subject): number {
  return measured.get(subject)?.ns ?? Number.NaN;
}

function perSecond(race: Race, count: number): number {
  return (count / (race.units * ns(race))) * 1e9;
}

function nsRow(subject: Subject): Row {
  return [subject.name, ns(subject).toFixed(1), ratio(ns(subject) / ns(call)), ratio(ns(subject) / ns(resume))];
}

function raceRow(race: Race): Row {
  const perPoint = perSecond(race, race.points);
  return [
    race.name,
    whole(perSecond(race, race.executions)),
    whole(perSecond(race, race.units)),
    whole(perPoint),
    ns(race).toFixed(0),
    (race.units / race.executions).toFixed(1),
    (race.points / race.executions).toFixed(1),
    ratio(perPoint / perSecond(waitIdle, waitIdle.points)),
    ratio(perPoint / perSecond(waitAll, waitAll.points)),
  ];
}

/** `quietTask` is what the cost of the monitors and of the memory model is told by. */
function taskRow(race: Race): Row {
  return [
    race.name,
    whole(perSecond(race, race.executions)),
    whole(perSecond(race, race.units)),
    ns(race).toFixed(0),
    (race.units / race.executions).toFixed(1),
    ratio(ns(race) / ns(quietTask)),
  ];
}

/** An execution beside a depth-1 resume of a generator, per event. */
function explorationRow(subject: Exploration): Row {
  const perEvent = ns(subject) / subject.events;
  return [
    subject.name,
    whole(subject.executions),
    whole(1e9 / ns(subject)),
    subject.events.toFixed(1),
    perEvent.toFixed(0),
    ratio(perEvent / ns(resume)),
  ];
}

/** The cost of a step beside that with the fewest tasks: 1 where the whole grows linearly in steps. */
function runtimeRow(subject: ManyTasks): Row {
  return [
    whole((subject.polls / (subject.units * ns(subject))) * 1e9),
    whole(1e9 / ns(subject)),
    ns(subject).toFixed(0),
    whole(subject.units),
    (subject.units / subject.polls).toFixed(1),
    ratio(ns(subject) / ns(runtimes[0])),
  ];
}

/** The cost of a timer beside that with the fewest: about 1 where it does not depend on the others. */
function timerRow(subject: ManyTimers): Row {
  return [
    whole(1e9 / ns(subject)),
    ns(subject).toFixed(0),
    (subject.steps / subject.units).toFixed(1),
    ratio(ns(subject) / ns(timers[0])),
  ];
}

function dayRow(name: string, { ticks, steps, virtualTimeNs, seconds }: Day): Row {
  return [
    `due ${name}`,
    seconds.toFixed(1),
    whole(virtualTimeNs / 1e9 / seconds),
    whole(ticks / seconds),
    ((seconds / steps) * 1e9).toFixed(0),
    (steps / ticks).toFixed(1),
  ];
}

function echoRow({ name, executions, steps, virtualTimeNs, seconds }: Echoes): Row {
  return [
    name,
    (virtualTimeNs / 1e9 / seconds).toFixed(2),
    (executions / seconds).toFixed(2),
    whole(steps / executions),
    ((seconds / steps) * 1e9).toFixed(0),
  ];
}

function channelRow(subject: Messages): Row {
  const stepsOfEach = subject.steps / subject.units;
  return [
    subject.name,
    whole(1e9 / ns(subject)),
    (ns(subject) / stepsOfEach).toFixed(0),
    stepsOfEach.toFixed(1),
    ratio(ns(subject) / ns(channels[0])),
  ];
}

function historyRow({ name, histories, medianMs, longestMs }: Histories): Row {
  return [name, whole(histories), medianMs.toFixed(3), longestMs.toFixed(1)];
}

const scaled = scaling();
const [byOne, byTwo] = scaled.map(({ executionsPerSecond }) => executionsPerSecond) as [number, number];

function scalingRow({ jobs, executionsPerSecond }: Scaling): Row {
  const name = jobs === 1 ? "one process" : `${jobs} processes`;
  return [name, whole(executionsPerSecond), ratio(executionsPerSecond / byOne)];
}

const aims: readonly Aim[] = [
  {
    name: "a continuing step / a bare yield* call",
    measured: ns(continuing) / ns(call),
    side: "below",
    limit: 3,
  },
  {
    name: "all in, ns per step / a depth-1 resume",
    measured: ns(quiet) / ns(resume),
    side: "below",
    limit: 20,
  },
  {
    name: "points/s / those of waitIdle",
    measured: perSecond(quiet, quiet.points) / perSecond(waitIdle, waitIdle.points),
    side: "from",
    limit: 8,
  },
  {
    name: "points/s / those of waitAll",
    measured: perSecond(quiet, quiet.points) / perSecond(waitAll, waitAll.points),
    side: "from",
    limit: 3,
  },
  {
    name: "a day of 1,000 timers, due together, on the wall",
    measured: days.together.seconds,
    side: "below",
    limit: 30,
    unit: "s",
  },
  {
    name: "a day of 1,000 timers, due apart, on the wall",
    measured: days.apart.seconds,
    side: "below",
    limit: 30,
    unit: "s",
  },
  {
    name: "a history checked, median of the slowest primitive",
    measured: Math.max(...histories.map(({ medianMs }) => medianMs)),
    side: "below",
    limit: 10,
    unit: "ms",
  },
  {
    name: "executions/s of a campaign by two processes / by one",
    measured: byTwo / byOne,
    side: "from",
    limit: 1.8,
  },
];

const sections = [
  `node ${process.version}, ${availableParallelism()} cores; medians of ${PACE.rounds} rounds in turns, ${PACE.ms} ms each`,
  table("the floor", ["ns", "/ call", "/ resume"], floor.map(nsRow)),
  table("one step", ["ns", "/ call", "/ resume"], steps.map(nsRow)),
  table("a lock", ["ns", "/ step"], [[lock.name, ns(lock).toFixed(1), ratio(ns(lock) / ns(alone))]]),
  table(
    "atomic-waker/basic-notification, random, one process",
    ["executions/s", "steps/s", "points/s", "ns/step", "steps", "points", "/ waitIdle", "/ waitAll"],
    [...races, ...promised].map(raceRow),
  ),
  [
    "A point is a step at which a switch is possible, under fast-check a scheduled task; ratios are of points/s.",
    "Our steps include the accesses to plain memory, which are checked and never switch.",
  ].join("\n"),
  table(
    "task/join-vs-complete, random, one process",
    ["executions/s", "steps/s", "ns/step", "steps", "time / off"],
    taskRaces.map(taskRow),
  ),
  table(
    "exhaustive, rc11, one process",
    ["executions", "executions/s", "events", "ns/event", "/ resume"],
    [...explorations, ...growth].map(explorationRow),
  ),
  table(
    "multi-thread runtime, 4 workers, 3 polls a task, random, one process",
    ["polls/s", "steps/s", "ns/step", "steps", "steps/poll", "ns / first"],
    runtimes.map((subject) => [subject.name, ...runtimeRow(subject)]),
  ),
  table(
    "timers of one runtime, each registered, fired and dropped, one process",
    ["timers/s", "ns/timer", "steps", "ns / first"],
    timers.map((subject) => [subject.name, ...timerRow(subject)]),
  ),
  table(
    "a virtual day, 1,000 interval timers of one minute",
    ["s", "virtual s/s", "ticks/s", "ns/step", "steps/tick"],
    [dayRow("together", days.together), dayRow("apart", days.apart)],
  ),
  table(
    "io/echo with 50 clients, faults as planned, random, one process",
    ["virtual s/s", "executions/s", "steps", "ns/step"],
    echoed.map(echoRow),
  ),
  table(
    "mpsc with room for 8, two senders, random, one process",
    ["messages/s", "ns/step", "steps", "time / off"],
    channels.map(channelRow),
  ),
  table(
    "histories of 12 calls on 4 threads, checked",
    ["histories", "median ms", "longest ms"],
    histories.map(historyRow),
  ),
  table("a campaign over task/*, random, monitors on", ["executions/s", "/ one process"], scaled.map(scalingRow)),
  table("aims", ["measured", "aim", ""], aims.map(aimRow)),
];
process.stdout.write(`${sections.join("\n\n")}\n`);
