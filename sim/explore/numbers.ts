/** Numbers for threads and locations by their identities, the same in all executions of an exploration. */
export class Numbers {
  readonly names: string[] = [];
  private readonly known = new Map<string, number>();

  of(name: string): number {
    const before = this.known.get(name);
    if (before !== undefined) return before;
    this.known.set(name, this.names.length);
    this.names.push(name);
    return this.names.length - 1;
  }

  /** Takes over the numbers of another exploration; only where there are none yet. */
  take(names: readonly string[]): void {
    if (this.names.length > 0) throw new Error("there are numbers already");
    for (const name of names) this.of(name);
  }
}
