/** Drawing a scenario's options: questions to `decide` like any other, so they are on the tape. */
import type { Execution } from "./engine/execution.ts";
import { UsageError } from "./finding/usage-error.ts";
import type { Drawn, OptionSpec, OptionSpecs } from "./scenario.ts";

/** One value per option, in order of declaration. */
export function drawOptions<S extends OptionSpecs>(specs: S, execution: Execution): Drawn<S> {
  const drawn: Record<string, string | number | boolean> = {};
  for (const [name, spec] of Object.entries(specs)) drawn[name] = drawOption(name, spec, execution);
  return drawn as Drawn<S>;
}

function drawOption(name: string, spec: OptionSpec, execution: Execution): string | number | boolean {
  if ("oneOf" in spec) {
    const value = spec.oneOf[execution.decide("option", spec.oneOf.length)];
    if (value === undefined) throw new UsageError(`option "${name}" has an empty oneOf: give it at least one value`);
    return value;
  }
  if (!Number.isSafeInteger(spec.from) || !Number.isSafeInteger(spec.to) || spec.to < spec.from) {
    throw new UsageError(`option "${name}" has the range ${spec.from}..${spec.to}: give whole numbers, from <= to`);
  }
  return spec.from + execution.decide("option", spec.to - spec.from + 1);
}
