/**
 * Where results and remarks go. Results are text for people, or with `--json` one object a line;
 * both on stdout. All else (progress, notes) goes to stderr, so that stdout can be piped.
 */
import { styleText } from "node:util";
import type { Io } from "./io.ts";

type Style = Parameters<typeof styleText>[0];

export class Output {
  readonly io: Io;
  readonly #json: boolean;
  /** Set when whoever read our stdout has gone: there is nobody left to work for. */
  abandoned = false;

  constructor(io: Io, json: boolean) {
    this.io = io;
    this.#json = json;
    io.stdout.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      this.abandoned = true;
    });
  }

  /** A line (or more) of the result, for people. */
  text(lines = ""): void {
    if (!this.#json) this.io.stdout.write(`${lines}\n`);
  }

  /** An object of the result, for programs. */
  record(value: object): void {
    if (this.#json) this.io.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** A remark beside the result. */
  note(line: string): void {
    this.io.stderr.write(`${line}\n`);
  }

  /** `text` in colour where stdout shows colours; `NO_COLOR` and the like are respected. */
  paint(style: Style, text: string): string {
    const { stdout } = this.io;
    const colours = stdout.isTTY === true && stdout.hasColors?.() === true;
    return colours ? styleText(style, text, { validateStream: false }) : text;
  }
}
