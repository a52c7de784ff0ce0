/**
 * An operation: something that can be interrupted, run with `yield*`.
 *
 * A generator method returning `Op<T>` is an operation made of others; the leaves are the
 * announced steps of `engine/operation.ts`, one reusable iterator per thread.
 */
import type { Operation } from "./engine/operation.ts";

/** What a thread says it will do next, before it happens: kind, object, ordering, operands. */
export type Step = Readonly<Operation>;

/** Something that can be interrupted; run it with `yield*`. */
export type Op<T> = Generator<Step, T, void>;
