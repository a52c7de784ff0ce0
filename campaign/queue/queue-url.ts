/** `--queue`: the address of a Redis, read strictly, and never shown with its password. */
import { InvalidArgumentError, Option } from "commander";

export interface QueueUrl {
  readonly href: string;
  /** For people: without user and password. */
  readonly shown: string;
}

const EXPECTED = "Give the address of a Redis: redis://host:6379, with /1 for its database 1, or rediss:// for TLS.";

export function readQueueUrl(text: string): QueueUrl {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === "" || !/^(\/\d*)?$/.test(url.pathname)) {
    throw new InvalidArgumentError(EXPECTED);
  }
  return { href: url.href, shown: `${url.protocol}//${url.host}${url.pathname === "/" ? "" : url.pathname}` };
}

export function queueOption(about: string): Option {
  return new Option("--queue <url>", about).argParser(readQueueUrl);
}
