import type { Clock, CompanyId, DebtorId, Template } from '../core';
import { dayIn } from './company-day';
import { decideLedger } from './decision-run';
import type { Deciding } from './decide';
import { PackKeeper } from './pack-keeper';
import type { Store } from './store/store';
import { problemOfFailure } from './store/store-failure';

export interface DecisionKeeperDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly company: CompanyId;
  readonly templates: readonly Template[];
  /** Told of what a run did, or why it could not; codes and numbers only. */
  readonly report: (event: Readonly<Record<string, unknown>>) => void;
  /** How often it looks whether there is something to decide, in ms. */
  readonly lookEvery?: number;
}

const LOOK_EVERY_MS = 20_000;
/** Between two lots: the requests that came meanwhile are answered. */
const PAUSE_MS = 1;

/**
 * Keeps the decisions near to what is so: after a ledger was read, at the start of a day, after entries and changed
 * policies. Nothing depends on it: without it a worklist is slower (read-worklist.ts).
 */
export class DecisionKeeper {
  private readonly packs: PackKeeper;
  private readonly doubted = new Set<DebtorId>();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private running: Promise<void> | null = null;

  constructor(private readonly deps: DecisionKeeperDeps) {
    this.packs = new PackKeeper(deps.store, deps.company, deps.templates);
  }

  start(): void {
    this.timer = setInterval(() => void this.look(), this.deps.lookEvery ?? LOOK_EVERY_MS);
    this.timer.unref();
    void this.look();
  }

  /** The lot that is being decided is ended; the next start goes on from there. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
  }

  doubt(debtors: readonly DebtorId[]): void {
    for (const debtor of debtors) this.doubted.add(debtor);
  }

  /** Decides what there is to decide; one run at a time. */
  look(): Promise<void> {
    this.running ??= this.decide().finally(() => { this.running = null; });
    return this.running;
  }

  private async decide(): Promise<void> {
    const { store, report } = this.deps;
    const from = performance.now();
    try {
      const decided = await decideLedger({
        store, doubted: this.doubted, inForce: () => this.inForce(), stopped: () => this.stopped,
        breathe: () => new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); }),
      });
      if (decided > 0) report({ code: 'decided', debtors: decided, ms: Math.round(performance.now() - from) });
    } catch (error) {
      // Told, and tried again at the next look: no worklist needs it.
      report({ code: problemOfFailure(error)?.code ?? `decisions/bug ${error instanceof Error ? error.name : 'unknown'}` });
    }
  }

  private async inForce(): Promise<Deciding | null> {
    const { pack, source, key } = await this.packs.inForce();
    const now = this.deps.clock.now();
    return source === null || key === null ? null : { company: this.deps.company, pack, source, key, today: dayIn(pack.profile.timeZone, now), now };
  }
}
