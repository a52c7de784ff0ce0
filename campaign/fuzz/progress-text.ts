/** How a campaign is getting on, in one line. */
import { counted, duration, grouped } from "../output/numbers.ts";
import { chanceText } from "./features-text.ts";
import type { Standing } from "./standing.ts";

const BAR = 20;

export function progressText(standing: Standing): string {
  const { executions, seconds, species } = standing;
  const part = partDone(standing);
  const chance = species.chanceOfNew();
  return [
    `${bar(part)} ${Math.floor(part * 100)} %`,
    counted(executions, "execution"),
    `${grouped(executions / Math.max(seconds, 0.001))}/s`,
    `seen ${grouped(species.size)}${chance === null ? "" : `, ${chanceText(chance)}`}`,
    counted(standing.discoveries.all.length, "finding"),
    part > 0 ? `${duration((seconds * (1 - part)) / part)} left` : "",
  ]
    .filter((text) => text !== "")
    .join("  ");
}

/** From 0 to 1. */
function partDone({ plan, executions, seconds }: Standing): number {
  const { budget, shard } = plan;
  const part =
    "seconds" in budget ? seconds / budget.seconds : executions / (budget.iterations / (shard === null ? 1 : shard.of));
  return Math.min(1, part);
}

function bar(part: number): string {
  const full = Math.round(part * BAR);
  return `[${"#".repeat(full)}${"-".repeat(BAR - full)}]`;
}
