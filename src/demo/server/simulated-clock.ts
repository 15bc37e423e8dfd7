import type { Clock, Instant } from '../../core';
import { parisDay, parisLocal, parisMoment } from '../paris-time';

/** Just after the newest message of the sample mailbox came in. */
const FIRST_HOUR = 'T09:05:00';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The try-out's clock: starts on a given morning in Paris, runs on, and moves to a later day when told. */
export class SimulatedClock implements Clock {
  private ahead: number;

  /**
   * @param today null: the real date.
   * @param notBefore a moment (ms) that an earlier start of the same try-out has reached.
   */
  constructor(today: string | null, private readonly real: () => number = Date.now, notBefore = 0) {
    this.ahead = today === null ? 0 : Math.max(parisMoment(`${today}${FIRST_HOUR}`), notBefore) - real();
  }

  ms(): number {
    return this.real() + this.ahead;
  }

  now(): Instant {
    return new Date(this.ms()).toISOString() as Instant;
  }

  today(): string {
    return parisDay(this.ms());
  }

  /** A fault: the machine's clock alone is set anew, or has run on while it slept. @param ms negative: back */
  shift(ms: number): void {
    this.ahead += ms;
  }

  /** Same time of day, later day. A log in which time goes back would be false. */
  move(today: string): 'moved' | 'no-date' | 'back' {
    if (!DAY.test(today) || Number.isNaN(Date.parse(`${today}T00:00:00Z`)) || new Date(`${today}T00:00:00Z`).toISOString().slice(0, 10) !== today) return 'no-date';
    if (today < this.today()) return 'back';
    this.ahead = parisMoment(`${today}${parisLocal(this.ms()).slice(10)}`) - this.real();
    return 'moved';
  }
}
