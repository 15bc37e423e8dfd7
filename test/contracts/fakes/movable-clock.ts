import type { Instant } from '../../../src/core';

/** The clock of a fake: it stands still until it is moved. */
export class MovableClock {
  constructor(private at = Date.parse('2026-11-23T08:00:00Z')) {}

  /** Milliseconds. */
  get now(): number {
    return this.at;
  }

  get instant(): Instant {
    return new Date(this.at).toISOString() as Instant;
  }

  /** The day in UTC. */
  get day(): string {
    return this.instant.slice(0, 10);
  }

  move(by: { readonly seconds?: number; readonly minutes?: number; readonly days?: number }): void {
    this.at += (by.seconds ?? 0) * 1_000 + (by.minutes ?? 0) * 60_000 + (by.days ?? 0) * 86_400_000;
  }
}
