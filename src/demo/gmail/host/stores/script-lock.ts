/** The lock of one script: held by one run at a time. */
export class ScriptLock {
  private holder: object | null = null;
  private until = Number.POSITIVE_INFINITY;

  /** @param until milliseconds on the world's clock at which that other run lets go; without: when it is told to. */
  holdBy(other: object, until = Number.POSITIVE_INFINITY): void {
    this.holder = other;
    this.until = until;
  }

  heldBy(run: object): boolean {
    return this.holder === run;
  }

  /**
   * @param now milliseconds
   * @returns when this run can have it: now, later, or never as far as can be told.
   */
  freeAt(run: object, now: number): number {
    return this.holder === null || this.holder === run || this.until <= now ? now : this.until;
  }

  take(run: object): void {
    this.holder = run;
    this.until = Number.POSITIVE_INFINITY;
  }

  release(run: object): void {
    if (this.holder === run) this.holder = null;
  }
}
