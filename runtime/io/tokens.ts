/** What the poller's events are called by; from 2 on they are registrations. */

/** Only to end the driver's poll. */
export const TOKEN_WAKEUP = 0;

/** Signals came in. */
export const TOKEN_SIGNAL = 1;

export const FIRST_TOKEN = 2;
