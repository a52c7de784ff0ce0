/**
 * Tasks of one executor that wait for each other: a parent joins a child, which gives way once, so that
 * the parent is asleep with its waker in the child's head when that completes.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { assert } from "../../sim/index.ts";
import { Resource } from "../task/support/resource.ts";
import { GivesWay } from "./support/futures.ts";

export const spawnAndJoin = scenario({
  name: "local/spawn-and-join",
  about: "A task of a local executor joins others, some of which are complete by then and some are not.",
  source: "DataDog/glommio executor/mod.rs tests: spawn_without_handle, task_with_latency_requirements",
  options: { children: { from: 1, to: 3 }, waits: { oneOf: [true, false] } },
  *model({ children, waits }) {
    const executor = new LocalExecutor();
    let ran = 0;
    const child = function* () {
      if (waits) yield* wait(new GivesWay());
      ran++;
      return new Resource("output");
    };
    yield* executor.run(
      async_(function* () {
        const handles = [];
        for (let i = 0; i < children; i++) handles.push(yield* executor.spawn(async_(child), `child ${i}`));
        for (const handle of handles) {
          const output = yield* wait(handle);
          assert(output !== null, "a task that nobody cancels has an output");
          yield* output.value.drop();
        }
      }),
    );
    assert(ran === children, "a child was not run to its end");
    yield* executor.drop();
  },
});
