/** Waits for the scheduler's leave to do what `label` says: the point at which another may come first. */
export type Turn = (label: string) => Promise<void>;
