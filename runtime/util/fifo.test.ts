import { expect, it } from "vitest";
import { Fifo } from "./fifo.ts";

it("gives out what was put in, in order, also when it has been long", () => {
  const fifo = new Fifo<number>();
  const out: (number | undefined)[] = [];
  for (let i = 0; i < 5_000; i++) {
    fifo.push(i);
    if (i % 3 === 0) out.push(fifo.shift());
  }
  expect(fifo.length).toBe(5_000 - out.length);
  while (fifo.length > 0) out.push(fifo.shift());
  expect(out).toEqual(Array.from({ length: 5_000 }, (_, i) => i));
  expect(fifo.shift()).toBeUndefined();
});
