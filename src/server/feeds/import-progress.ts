/** checking: a first look through the file; reading: rows become invoices; sorting: indexes, and what the ledger before held; writing: into a database that is not a file of ours. */
export const IMPORT_PHASES = ['checking', 'reading', 'sorting', 'writing'] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];

/** How a long job is followed and stopped. */
export interface Following {
  told(phase: ImportPhase, done: number, of: number): void;
  /** @throws Stopped when nobody wants the result any more. */
  check(): void;
  /** From here on it is too late to stop: the new ledger is put in use. @throws Stopped when it was stopped before. */
  seal(): void;
}

export class Stopped extends Error {}

const [PHASE, DONE, OF, STOP] = [0, 1, 2, 3];
const [WANTED, STOPPED, SEALED] = [0, 1, 2];

/** Seen from both threads while neither has time for messages. */
export class SharedProgress implements Following {
  private readonly cells: Int32Array;

  constructor(readonly shared: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.cells = new Int32Array(shared);
  }

  told(phase: ImportPhase, done: number, of: number): void {
    Atomics.store(this.cells, PHASE, IMPORT_PHASES.indexOf(phase));
    Atomics.store(this.cells, DONE, done);
    Atomics.store(this.cells, OF, of);
  }

  check(): void {
    if (this.stopped) throw new Stopped();
  }

  /** Whichever comes first: stopped or sealed. */
  seal(): void {
    if (Atomics.compareExchange(this.cells, STOP, WANTED, SEALED) === STOPPED) throw new Stopped();
  }

  stop(): void {
    Atomics.compareExchange(this.cells, STOP, WANTED, STOPPED);
  }

  get stopped(): boolean {
    return Atomics.load(this.cells, STOP) === STOPPED;
  }

  now(): { readonly phase: ImportPhase; readonly done: number; readonly of: number } {
    return { phase: IMPORT_PHASES[Atomics.load(this.cells, PHASE)] ?? 'checking', done: Atomics.load(this.cells, DONE), of: Atomics.load(this.cells, OF) };
  }
}
