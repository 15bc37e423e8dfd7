import type { CallKind } from './calls';
import type { Realm } from './realm';
import { ScriptStopped, ServiceError, Slip } from './service-error';
import type { ConsentWanted } from './service-error';
import type { World } from './world';

/** Add-ons are stopped after this time. Source: "Quotas for Google Services", add-on runtime. */
export const LIMIT_MS = 30_000;

/** One run of the script: what it did outside V8, how long it took, and what Google would stop it for. */
export class Execution {
  readonly calls: { readonly kind: CallKind; readonly name: string }[] = [];
  /** What the script did wrong towards Google, though it may have caught the error. */
  readonly slips: Slip[] = [];
  /** Set by GmailApp.setCurrentMessageAccessToken. */
  messageToken: string | null = null;
  /** A consent that the script asked for. */
  consent: ConsentWanted | null = null;
  /** Real milliseconds inside services. */
  serviceMs = 0;
  private depth = 0;
  private stopped = false;
  private readonly startedAt: number;
  private realStart = performance.now();
  private realEnd: number | null = null;

  /** @param limitMs after which Google stops it; infinite for a test that calls functions one by one. */
  constructor(readonly world: World, readonly realm: Realm, private readonly limitMs = LIMIT_MS) {
    this.startedAt = world.now();
  }

  /** The script's own time counts from here. */
  start(): void {
    this.realStart = performance.now();
  }

  /** Real milliseconds since the start, without those inside services. */
  get scriptMs(): number {
    return (this.realEnd ?? performance.now()) - this.realStart - this.serviceMs;
  }

  /** The script has returned or thrown. */
  finish(): void {
    this.realEnd = performance.now();
  }

  /** Google stops it from outside: a loop without end calls no service. */
  stop(): void {
    this.stopped = true;
  }

  /** @returns whether Google stopped it. */
  get wasStopped(): boolean {
    return this.stopped;
  }

  /** A call from the script into a service. */
  enter(name: string, kind: CallKind | null, run: () => unknown): unknown {
    const began = performance.now();
    this.depth += 1;
    try {
      if (kind !== null) this.leaveV8(name, kind);
      this.stopWhenTooLong();
      const answer = this.realm.hand(run());
      this.stopWhenTooLong();
      return answer;
    } catch (error) {
      throw error instanceof ServiceError ? this.tell(error) : error;
    } finally {
      this.depth -= 1;
      if (this.depth === 0) this.serviceMs += performance.now() - began;
    }
  }

  /** The error as the script sees it. */
  tell(error: ServiceError): Error {
    if (error instanceof Slip) this.slips.push(error);
    return this.realm.failure(error);
  }

  private leaveV8(name: string, kind: CallKind): void {
    this.calls.push({ kind, name });
    this.world.passTime(kind);
  }

  private stopWhenTooLong(): void {
    if (this.world.now() - this.startedAt + this.scriptMs > this.limitMs) this.stopped = true;
    if (this.stopped) throw new ScriptStopped('Exceeded maximum execution time');
  }
}
