/** `reveille worker --queue`: works until it is told to stop. */
import { availableParallelism } from "node:os";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { counted } from "../output/numbers.ts";
import type { Output } from "../output/output.ts";
import { Progress } from "../output/progress.ts";
import { Catalogue } from "../scenarios/catalogue.ts";
import { Listener } from "./listener.ts";
import type { QueueUrl } from "./queue-url.ts";

const TICK_MS = 250;

/** Without `jobs` one for each core. */
export async function listen(
  url: QueueUrl,
  jobs: number | undefined,
  config: string | undefined,
  out: Output,
): Promise<ExitCode> {
  // Read at once: a configuration that is wrong is this machine's matter, not the campaign's.
  const catalogue = new Catalogue(config);
  const scenarios = new Map<string, ReturnType<Catalogue["named"]>>();
  const slots = jobs ?? availableParallelism();
  const listener = await Listener.open(url, {
    jobs: slots,
    config: config ?? null,
    scenarioOf: (name) => {
      const known = scenarios.get(name) ?? catalogue.named(name);
      scenarios.set(name, known);
      return known;
    },
    note: (line) => out.note(line),
  });
  out.text(`worker ${listener.name} listens to ${url.shown}, ${counted(slots, "process", "processes")}`);
  out.record({ worker: listener.name, queue: url.shown, jobs: slots });
  const progress = new Progress(out.io);
  const timer = setInterval(() => progress.tick(() => counted(listener.done, "order")), TICK_MS);
  const signal = await stopped();
  clearInterval(timer);
  progress.clear();
  await listener.close();
  out.text(`worker ${listener.name} did ${counted(listener.done, "order")}`);
  out.record({ summary: true, worker: listener.name, orders: listener.done });
  // SIGTERM is how services are stopped when all is well; Ctrl-C is an interruption, as everywhere.
  return signal === "SIGTERM" ? EXIT.nothingFound : EXIT.interrupted;
}

/** By which signal; a second one ends the process at once. */
function stopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const onSignal = (signal: NodeJS.Signals): void => {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
      resolve(signal);
    };
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
  });
}
