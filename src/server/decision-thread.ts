import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CompanyId, DebtorId, Instant, LedgerSource, LocalDate, Pack } from '../core';
import type { Decider, Deciding } from './decide';
import type { Decided, Under } from './store/decisions';

/** The thread as it was built beside the server; null: not built, decisions are then made in the server's own. */
export function builtDecisionThread(folder: string): string | null {
  const path = join(folder, 'decision-worker.js');
  return existsSync(path) ? path : null;
}

/** `pack` null: the one that was sent before. The address of the database holds a password: it is never told. */
export interface DecisionTask {
  readonly turn: number;
  readonly debtors: readonly DebtorId[];
  readonly company: CompanyId;
  readonly pack: Pack | null;
  readonly source: LedgerSource;
  readonly under: Under;
  readonly today: LocalDate;
  readonly now: Instant;
}

export interface DecisionAnswer {
  readonly turn: number;
  readonly decided: readonly Decided[] | null;
}

const HEAP_MB = 256;

/** Decides in a thread with a connection of its own, so that the server goes on answering; it lives as long as one run. */
export class DecisionThread implements Decider {
  private worker: Worker | null = null;
  private pack: string | null = null;
  private turn = 0;
  private waiting: { readonly turn: number; readonly resolve: (answer: readonly Decided[] | null) => void; readonly reject: (error: unknown) => void } | null = null;

  constructor(private readonly path: string, private readonly url: string) {}

  decide(debtors: readonly DebtorId[], { company, pack, source, under, today, now }: Deciding): Promise<readonly Decided[] | null> {
    if (this.waiting !== null) throw new Error('one lot at a time');
    const worker = this.worker ?? this.begin();
    const turn = (this.turn += 1);
    return new Promise((resolve, reject) => {
      this.waiting = { turn, resolve, reject };
      worker.postMessage({ turn, debtors, company, pack: pack.id === this.pack ? null : pack, source, under, today, now } satisfies DecisionTask);
      this.pack = pack.id;
    });
  }

  /** Its connection and its memory are given back. */
  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    this.pack = null;
    await worker?.terminate();
    this.fail(new Error('the thread of decisions was ended'));
  }

  private begin(): Worker {
    const worker = new Worker(this.path, { workerData: { url: this.url }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    worker.unref();
    worker.on('message', ({ turn, decided }: DecisionAnswer) => {
      const { waiting } = this;
      if (waiting?.turn !== turn) return;
      this.waiting = null;
      waiting.resolve(decided);
    });
    const gone = (error: unknown): void => {
      if (this.worker === worker) {
        this.worker = null;
        this.pack = null;
      }
      this.fail(error);
    };
    worker.once('error', gone);
    worker.once('exit', () => gone(new Error('the thread of decisions ended without a word')));
    this.worker = worker;
    return worker;
  }

  private fail(error: unknown): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.reject(error);
  }
}
