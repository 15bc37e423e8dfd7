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
    return new DemoClock(await ask('/demo/clock'), performance.now());
  }

  get run(): string {
    return this.answer.run;
  }

  now(): number {
    return this.answer.now + (performance.now() - this.readAt);
  }

  /** @param today `2026-12-01` */
  async move(today: string): Promise<void> {
    this.answer = await ask('/demo/clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ today }) });
    this.readAt = performance.now();
  }
}

async function ask(path: string, init: RequestInit = {}): Promise<ClockAnswer> {
  const response = await fetch(path, { cache: 'no-store', ...init });
  if (!response.ok) throw new Error(`the try-out's server answered ${response.status}`);
  return (await response.json()) as ClockAnswer;
}
