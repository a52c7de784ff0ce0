/**
 * Two executors, each on its own thread, whose tasks wake each other: each is foreign to the other, and
 * home to itself, with the same wakers in use on both sides.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { Gate } from "./support/gate.ts";
import { Rendezvous } from "./support/rendezvous.ts";

function* playOn(name: string, serve: Gate, receive: Gate, done: Rendezvous): Op<void> {
  const first = name === "left";
  const executor = new LocalExecutor({ name });
  yield* executor.run(
    async_(function* () {
      if (first) yield* serve.open("by reference");
      yield* wait(yield* executor.spawn(receive.pass(), `receiver of ${name}`));
      if (!first) yield* serve.open("by value");
    }),
  );
  yield* done.arrive(); // wakers that are sent home after that would never be looked at
  yield* executor.drop();
}

export const twoExecutors = scenario({
  name: "local/two-executors",
  about: "Tasks of two executors on two threads wake each other, there and back.",
  source: "DataDog/glommio sys/mod.rs: SleepNotifier, one for each executor",
  bounds: { steps: 5_000 },
  *model() {
    const ping = new Gate("ping");
    const pong = new Gate("pong");
    const done = new Rendezvous(2);
    const left = yield* spawn(() => playOn("left", ping, pong, done), "left");
    yield* playOn("right", pong, ping, done);
    yield* left.join();
  },
});
