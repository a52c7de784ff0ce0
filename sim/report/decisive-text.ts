/** What came of trying the decisive switch, the same wherever it is told. */
import type { Decisive } from "./report.ts";

/** As in `with it 200 of 200 runs fail, without it none`. */
export function decisiveText({ failedWith, failedWithout, of }: Decisive): string {
  return `with it ${failedWith} of ${of} runs fail, without it ${failedWithout === 0 ? "none" : failedWithout}`;
}
