/** Spawning, joining, parking and unparking, each of them waiting for its turn. */
import type { Turn } from "./turn.ts";

export class Thread {
  private readonly turn: Turn;
  private token = false;
  private wakeUp: (() => void) | null = null;

  constructor(turn: Turn) {
    this.turn = turn;
  }

  async park(): Promise<void> {
    if (!this.token) {
      await new Promise<void>((resolve) => {
        this.wakeUp = resolve;
      });
    }
    await this.turn("park");
    this.token = false;
  }

  async unpark(): Promise<void> {
    await this.turn("unpark");
    this.token = true;
    this.wakeUp?.();
    this.wakeUp = null;
  }
}

export class JoinHandle {
  private readonly turn: Turn;
  private readonly end: Promise<void>;

  constructor(turn: Turn, end: Promise<void>) {
    this.turn = turn;
    this.end = end;
  }

  async join(): Promise<void> {
    await this.end;
    await this.turn("join");
  }
}

export async function spawn(turn: Turn, body: () => Promise<void>): Promise<JoinHandle> {
  await turn("spawn");
  return new JoinHandle(turn, body());
}
