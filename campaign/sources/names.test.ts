import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** In a process of its own, as vitest compiles the sources otherwise. */
function printed(program: string): string {
  const register = new URL("./register.mjs", import.meta.url).href;
  const flags = ["--allow-natives-syntax", "--import", register, "--input-type=module", "--eval", program];
  return execFileSync(process.execPath, flags, { encoding: "utf8", cwd: "/" });
}

const NOTIFIED = JSON.stringify(new URL("../../runtime/task/notified.ts", import.meta.url).href);

describe("the sources as the launcher runs them", () => {
  it("keep the names of classes, which stay fast objects: else V8 compiles their heirs' constructors in vain", () => {
    const program = `const { Notified } = await import(${NOTIFIED}); console.log(Notified.name, %HasFastProperties(Notified))`;
    expect(printed(program)).toBe("Notified true\n");
  });

  it("assign their fields rather than define them, wherever they are called from", () => {
    const program = `const { Notified } = await import(${NOTIFIED}); console.log(/this.sort *=/.test(Notified.toString()))`;
    expect(printed(program)).toBe("true\n");
  });
});
