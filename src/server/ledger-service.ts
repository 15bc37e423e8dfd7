import { fail, ok } from '../core';
import type { ColumnMapping, ConfirmationProblem, LedgerPreview, LedgerProblem, LedgerState, Result, SourceProblem } from '../core';
import type { LedgerStore } from './store/ledger-content';
import type { StoreFailure } from './store/store-failure';

export type LedgerServiceProblem = LedgerProblem | ConfirmationProblem | SourceProblem | StoreFailure;

/** What the ledger routes ask of a feed; written by feeds/, one per kind of ledger. */
export interface LedgerService {
  state(): Promise<LedgerState>;
  /** Keeps the file aside and says how it would be read. */
  upload(fileName: string, bytes: Uint8Array): Promise<Result<LedgerPreview, LedgerServiceProblem>>;
  /** null: no such upload (forgotten after a restart). */
  preview(uploadId: string): Promise<LedgerPreview | null>;
  map(uploadId: string, mapping: ColumnMapping): Promise<Result<LedgerPreview, LedgerServiceProblem> | null>;
  /** `by` is told to whoever comes while it is read. A long file is read on after the answer: see `LedgerState.importing`. */
  use(uploadId: string, by: string | null): Promise<Result<LedgerState, LedgerServiceProblem> | null>;
  /** Ends the import that is under way; the ledger in use stays. */
  cancelImport(): Promise<Result<LedgerState, LedgerServiceProblem>>;
  /** Reads the file again now. */
  refresh(): Promise<Result<LedgerState, LedgerServiceProblem>>;
  /** The clerk's word on the newer file that waits. */
  answerAwaiting(accept: boolean): Promise<Result<LedgerState, LedgerServiceProblem>>;
}

/** The state as the store alone knows it. */
export async function stateOfStore(store: LedgerStore, tenant: string): Promise<LedgerState> {
  const facts = await store.ledgerFacts(tenant);
  if (facts === null) {
    const lost = await store.lostLedger(tenant);
    return { connected: false, name: null, readAt: null, asOf: null, rows: 0, unreadable: [], awaiting: null, waitingUpload: null, problem: lost === null ? null : { code: 'ledger/lost', file: lost } };
  }
  return { connected: true, name: facts.source.name, readAt: facts.readAt, asOf: facts.source.asOf, rows: facts.rows, unreadable: facts.problems, unreadableCount: facts.source.unreadableRows, remarks: facts.remarks?.first ?? [], remarkCount: facts.remarks?.count ?? 0, awaiting: null, waitingUpload: null, problem: null };
}

/** A server whose ledger is filled by someone else (tests, a seeded try-out): it reads no file. */
export function withoutFeed(store: LedgerStore, tenant: string): LedgerService {
  const refused = fail({ code: 'source/no-ledger' } as const);
  return {
    state: () => stateOfStore(store, tenant),
    upload: () => Promise.resolve(refused),
    preview: () => Promise.resolve(null),
    map: () => Promise.resolve(null),
    use: () => Promise.resolve(null),
    cancelImport: async () => ok(await stateOfStore(store, tenant)),
    refresh: async () => ok(await stateOfStore(store, tenant)),
    answerAwaiting: () => Promise.resolve(refused),
  };
}
