/** For the tests of the rules: what a rule says of a snippet. */
import { snippet } from "./project.ts";
import type { Rule } from "./rule.ts";

/** The problems that `rule` has with `text`, as `line: text`. */
export function saysOf(rule: Rule, text: string, path?: string): string[] {
  return [...rule.check(snippet(text, path))].map((found) => `${found.line}: ${found.text}`);
}
