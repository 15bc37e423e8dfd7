interface ClockAnswer {
  /** Milliseconds. */
  readonly now: number;
  /** Names this start of the server. */
  readonly run: string;
}

/** The day on which the try-out plays; kept by the server, time runs on from there. */
export class DemoClock {
  private constructor(private answer: ClockAnswer, private readAt: number) {}

  static async read(): Promise<DemoClock> {
    return new DemoClock(await read(await fetch('/demo/clock', { cache: 'no-store' })), performance.now());
  }

  get run(): string {
    return this.answer.run;
  }

  now(): number {
    return this.answer.now + (performance.now() - this.readAt);
  }

  /**
   * @param today `2026-12-01`
   * @returns 'back' when that day has passed: the date stays.
   */
  async move(today: string): Promise<'moved' | 'back'> {
    const response = await tell('/demo/clock', { today });
    if (response.status === 409) return 'back';
    await this.take(response);
    return 'moved';
  }

  /** A fault: the server's clock alone jumps. @param minutes negative: back */
  async shift(minutes: number): Promise<void> {
    await this.take(await tell('/demo/clock', { shiftMinutes: minutes }));
  }

  /** A fault: nothing answers for a moment, and so much time has passed. */
  async sleep(minutes: number): Promise<void> {
    await this.take(await tell('/demo/sleep', { minutes }));
  }

  private async take(response: Response): Promise<void> {
    this.answer = await read(response);
    this.readAt = performance.now();
  }
}

const tell = (path: string, body: object): Promise<Response> => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function read(response: Response): Promise<ClockAnswer> {
  if (!response.ok) throw new Error(`the try-out's server answered ${response.status}`);
  return (await response.json()) as ClockAnswer;
}
