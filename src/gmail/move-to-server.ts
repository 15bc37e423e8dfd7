import { ONLY_COMPANY, api, fail, ok } from '../core';
import type { CompanyId, DebtorId, Instant, LedgerPreview, LedgerState, LogEntry, MovedChain, Problem, Result } from '../core';
import type { ServerConnection } from './http-records';
import { ledgerCsv } from './sheet/ledger-csv';
import { movableLog } from './sheet/movable-log';
import { markMoved, movedMark } from './sheet/moved-mark';
import { openBook } from './sheet/open-book';
import type { BookPlace } from './sheet/open-book';
import { underLock } from './sheet/script-lock';
import { SheetLedger } from './sheet/sheet-ledger';

/**
 * A sheet's ledger and log move to the company's server, once. One step per callback, since each has 30 seconds; a step that
 * failed or never answered may be asked again, and a move that was given up begins anew: what is there already stays as it is.
 */
export type MoveCursor =
  /** The beginning: is the Journal whole, does the server let us in, has it a ledger? */
  | { readonly step: 'ledger' }
  /** The server reads the ledger on. */
  | { readonly step: 'reading' }
  /** Entries of the log from this one on, of so many. */
  | { readonly step: 'log'; readonly from: number; readonly of: number }
  /** Nobody writes: when nothing was added meanwhile, the log is the server's from here on. */
  | { readonly step: 'close'; readonly of: number };

export interface MoveProgress {
  /** null: it has moved. */
  readonly next: MoveCursor | null;
  /** Entries that are on the server. */
  readonly done: number;
  readonly of: number;
}

export interface MoveDeps {
  readonly place: BookPlace;
  readonly address: string;
  readonly connection: ServerConnection;
  readonly now: () => Instant;
  readonly company?: CompanyId;
}

/** Of one request: with their texts some hundred kB, about a second of the server. */
const ENTRIES = 200;

export const FIRST_STEP: MoveCursor = { step: 'ledger' };

/** As a button carries it. */
export const cursorText = (cursor: MoveCursor): string => [cursor.step, ...('from' in cursor ? [cursor.from] : []), ...('of' in cursor ? [cursor.of] : [])].join('.');
/** null: not one of ours. */
export function readCursor(text: string): MoveCursor | null {
  const [, step, first, second] = /^(ledger|reading|log|close)(?:\.(\d{1,7}))?(?:\.(\d{1,7}))?$/.exec(text) ?? [];
  if (step === 'log' && first !== undefined && second !== undefined) return { step, from: Number(first), of: Number(second) };
  if (step === 'close' && first !== undefined && second === undefined) return { step, of: Number(first) };
  return (step === 'ledger' || step === 'reading') && first === undefined ? { step } : null;
}

export function moveStep(cursor: MoveCursor, deps: MoveDeps): Result<MoveProgress, Problem> {
  const mark = movedMark(deps.place.spreadsheet);
  if (mark !== null) return ok({ next: null, done: mark.entries, of: mark.entries });
  switch (cursor.step) {
    case 'ledger':
      return moveLedger(deps);
    case 'reading':
      return afterLedger(deps.connection.call(api.ledger()));
    case 'log':
      return moveLog(cursor, deps);
    case 'close':
      return underLock<MoveProgress, Problem>(() => close(cursor.of, deps));
  }
}

/** The whole log as it is now, or what of it was changed by hand. */
function logOf({ place, company = ONLY_COMPANY }: MoveDeps): Result<readonly MovedChain[], Problem> {
  const chains = movableLog(place, (debtors) => {
    const ledger = SheetLedger.open(openBook(place), company);
    if (!ledger.ok) return ledger;
    const people = new Map(ledger.value.all().accounts.map(({ debtor, invoices }) => [debtor.id, { name: debtor.name, owes: invoices.some(({ instalments }) => instalments.some(({ outstanding }) => outstanding.minor !== 0)) }]));
    // Who owes nothing may have left the server's ledger by now: his log stays all the same.
    return ok(new Map(debtors.flatMap((debtor): [DebtorId, string][] => (people.get(debtor)?.owes === true ? [[debtor, people.get(debtor)?.name ?? debtor]] : []))));
  });
  return chains.ok ? ok(chains.value.map((chain) => (chain.name === '' ? { ...chain, name: chain.debtor } : chain))) : chains;
}

function moveLedger(deps: MoveDeps): Result<MoveProgress, Problem> {
  const { place, connection, company = ONLY_COMPANY } = deps;
  const log = logOf(deps);
  if (!log.ok) return log;
  const session = connection.call(api.session());
  if (!session.ok) return session;
  // A server that has its ledger keeps it: the sheet's is another view of the same invoices, or the log is refused by name.
  if (session.value.ledger.connected) return ok({ next: { step: 'log', from: 0, of: 0 }, done: 0, of: 0 });
  const ledger = SheetLedger.open(openBook(place), company);
  if (!ledger.ok) return ledger;
  const { text, mapping } = ledgerCsv(ledger.value);
  const uploaded = connection.upload<LedgerPreview>(api.uploadLedger(), { name: `${ledger.value.tabs.invoices.title}.csv`, text });
  if (!uploaded.ok) return uploaded;
  const mapped = connection.call(api.mapLedger(uploaded.value.uploadId, mapping));
  return mapped.ok ? afterLedger(connection.call(api.useLedger(uploaded.value.uploadId))) : mapped;
}

function afterLedger(state: Result<LedgerState, Problem>): Result<MoveProgress, Problem> {
  if (!state.ok) return state;
  const { connected, importing, problem } = state.value;
  if ((importing ?? null) !== null) return ok({ next: { step: 'reading' }, done: 0, of: 0 });
  if (connected) return ok({ next: { step: 'log', from: 0, of: 0 }, done: 0, of: 0 });
  return fail(problem ?? { code: 'source/no-ledger' });
}

const inOrder = (entries: readonly LogEntry[]): readonly LogEntry[] => [...entries].sort((a, b) => a.seq - b.seq);
/** In one order for every callback: by customer, each from his first entry on. */
const placesIn = (log: readonly MovedChain[]): readonly { readonly chain: MovedChain; readonly entry: LogEntry }[] =>
  [...log].sort((a, b) => (a.debtor < b.debtor ? -1 : 1)).flatMap((chain) => inOrder(chain.entries).map((entry) => ({ chain, entry })));

function moveLog({ from, of }: { readonly from: number; readonly of: number }, deps: MoveDeps): Result<MoveProgress, Problem> {
  const log = logOf(deps);
  if (!log.ok) return log;
  const places = placesIn(log.value);
  // Something was added since the last step: the places are others.
  const start = of === places.length ? from : 0;
  const part = places.slice(start, start + ENTRIES);
  const reached = { done: start + part.length, of: places.length };
  const next: MoveCursor = reached.done < places.length ? { step: 'log', from: reached.done, of: places.length } : { step: 'close', of: places.length };
  if (part.length === 0) return ok({ next, ...reached });
  const imported = deps.connection.call(api.importLog([...new Set(part.map(({ chain }) => chain))].map((chain): MovedChain => {
    const entries = part.flatMap((place) => (place.chain === chain ? [place.entry] : []));
    return { ...chain, entries, texts: chain.texts.filter(({ entry }) => entries.some(({ id }) => id === entry)) };
  })));
  return imported.ok ? ok({ next, ...reached }) : imported;
}

function close(of: number, deps: MoveDeps): Result<MoveProgress, Problem> {
  const log = logOf(deps);
  if (!log.ok) return log;
  const entries = placesIn(log.value).length;
  if (entries !== of) return ok({ next: { step: 'log', from: 0, of: entries }, done: 0, of: entries });
  markMoved(deps.place.spreadsheet, { address: deps.address, at: deps.now(), entries });
  return ok({ next: null, done: entries, of: entries });
}
