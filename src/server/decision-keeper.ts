import type { Clock, CompanyId, Template } from '../core';
import { decideLot, decidingWith } from './decide';
import type { Decider, Deciding } from './decide';
import { decideLedger } from './decision-run';
import { DecisionThread } from './decision-thread';
import { PackKeeper } from './pack-keeper';
import type { Alone } from './store/deciding-alone';
import type { Store } from './store/store';
import { problemOfFailure } from './store/store-failure';

export interface DecisionKeeperDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly company: CompanyId;
  readonly templates: readonly Template[];
  /** The built thread and the database it reads; null: decisions are made in this thread. */
  readonly thread: { readonly path: string; readonly url: string } | null;
  /** A long ledger is being read: it wants the processor and the disk, and what is decided meanwhile is of the ledger before. */
  readonly importing: () => boolean;
  /** Told of what a run did, or why it could not; codes and numbers only. */
  readonly report: (event: Readonly<Record<string, unknown>>) => void;
  /** How often it looks whether there is something to decide, in ms. */
  readonly lookEvery?: number;
}

const LOOK_EVERY_MS = 3_000;
/** Between two lots: the requests that came meanwhile are answered, and no append waits for the next one. */
const PAUSE_MS = 1;

/**
 * Keeps the decisions near to what is so: after a ledger was read, at the start of a day, after changed policies. Nothing
 * depends on it: without it a worklist is slower or says how far it is (read-worklist.ts).
 */
export class DecisionKeeper {
  private readonly packs: PackKeeper;
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

  /** Decides what there is to decide; one run at a time. */
  look(): Promise<void> {
    if (this.running === null && this.deps.importing()) return Promise.resolve();
    this.running ??= this.decide().finally(() => { this.running = null; });
    return this.running;
  }

  private async decide(): Promise<void> {
    const { store, company, report, thread } = this.deps;
    const from = performance.now();
    const decider: Decider = thread === null
      ? { decide: (ids, of) => decideLot((debtors) => store.ruled(of.company, debtors), ids, of), close: () => Promise.resolve() }
      : new DecisionThread(thread.path, thread.url);
    let alone: Alone | null = null;
    try {
      // Of several servers on one database one decides; the others read what it keeps.
      const given = await store.decisions.alone(company);
      if (given === null) return;
      alone = given;
      const decided = await decideLedger({
        store, decider, inForce: () => inForceNow(this.packs, this.deps), stopped: () => this.stopped || this.deps.importing() || !given.held,
        breathe: () => new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); }),
      });
      if (decided > 0) report({ code: 'decided', debtors: decided, ms: Math.round(performance.now() - from) });
    } catch (error) {
      // Told, and tried again at the next look: no worklist needs it.
      report({ code: problemOfFailure(error)?.code ?? `decisions/bug ${error instanceof Error ? error.name : 'unknown'}` });
    } finally {
      await decider.close();
      await alone?.release().catch((error: unknown) => report({ code: problemOfFailure(error)?.code ?? 'decisions/not-released' }));
    }
  }
}

/** What decisions are made under at this moment; null: no ledger. */
export async function inForceNow(packs: PackKeeper, { clock, company }: Pick<DecisionKeeperDeps, 'clock' | 'company'>): Promise<Deciding | null> {
  const { pack, source, ledger } = await packs.inForce();
  return decidingWith({ pack, source, ledger, company, now: clock.now() });
}
