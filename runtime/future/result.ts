/** `std::result::Result`. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** `Ok(())`. */
export const OK = { ok: true, value: undefined } as const;

/** An error that says no more than that: of semaphores and channels. */
export const IS_CLOSED = { ok: false, error: "closed" } as const;
