/** After tokio's `util/error.rs`. */

/** What a resource's user is told once the driver is gone. */
export const RUNTIME_SHUTTING_DOWN = "A Tokio 1.x context was found, but it is being shutdown.";
