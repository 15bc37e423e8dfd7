import { randomBytes } from 'node:crypto';
import { Kysely } from 'kysely';
import { FIRST_HASH, addDays, invoiceId, stampEntry } from '../../../src/core';
import type { Debtor, DebtorId, EntryId, Invoice, LogEntry, LogFact, RequestId } from '../../../src/core';
import { BulkInsert } from '../../../src/server/store/bulk-insert';
import { dialectOf } from '../../../src/server/store/dialect';
import { MISSING, debtorRow, entryRow } from '../../../src/server/store/rows';
import { openStore } from '../../../src/server/store/open-store';
import type { Tables } from '../../../src/server/store/schema';
import { COMPANY, MARIE, TODAY, aDebtor, aListed, aNewEntry, aProfile, aReminderSent, address, anInvoice, at, called, daysAgo, disputed, eur, held, inDays, noted, promised, reference } from '../../core/builders';

export const NOW = at('2026-11-23T08:12:00.000Z');
export const INVOICES_EACH = 10;
/** To be raised when what is filled in changes. */
export const FILLING = 'v1';

/** The store's own id of the n-th. */
const idAt = (n: number): DebtorId => `c-c-${n}` as DebtorId;

const debtorAt = (n: number): Debtor => aDebtor({
  id: `C-${n}` as DebtorId, code: `C-${n}`, name: `Entreprise ${n.toString(36)} ${(n * 7919).toString(36)}`, legalIds: { siren: String(100_000_000 + n), siret: null, vat: null },
  contacts: [{ name: null, address: address(`compta@client-${n}.fr`), role: 'accounting' }], domains: [], kind: n % 20 === 7 ? 'public' : 'business',
});

/** All ten open; of every fifth customer none is due yet, those of the others are due from 150 days ago to in a fortnight. */
function invoicesAt(n: number): readonly Invoice[] {
  return Array.from({ length: INVOICES_EACH }, (_, i) => {
    const number = `FA-${2024 + (i % 3)}-${String(n * INVOICES_EACH + i).padStart(7, '0')}`;
    const due = n % 5 === 0 ? inDays(1 + ((n + i * 7) % 40)) : addDays(TODAY, 14 - ((n * 13 + i * 37) % 165));
    return anInvoice({ id: invoiceId(COMPANY, number, 'invoice'), number, debtor: `C-${n}` as DebtorId, due, amount: eur(100 + ((n * 31 + i * 17) % 9_000)) });
  });
}

/** Instalments that are overdue on the day of the bench. */
export function overdueLines(debtors: number): number {
  let lines = 0;
  for (let n = 0; n < debtors; n += 1) lines += invoicesAt(n).filter((i) => (i.instalments[0]?.due ?? TODAY) < TODAY).length;
  return lines;
}

/** What a year of reminding leaves behind, in seven ways; of the others nothing yet. */
function factsAt(n: number): readonly (readonly [LogFact, { readonly on?: LogEntry['on'] }])[] {
  const invoices = invoicesAt(n);
  const overdue = invoices.filter((i) => (i.instalments[0]?.due ?? TODAY) < daysAgo(15));
  const [first] = overdue;
  if (first === undefined) return n % 2 === 0 ? [[noted(), {}]] : [];
  const ids = [first.id];
  const mail = (stage: string, ago: number) => aReminderSent({ stage, on: daysAgo(ago), reference: reference(`R-${stage}A${n % 10}F`), invoices: overdue.map((of) => aListed({ of, step: stage })) });
  switch (n % 8) {
    case 1: return [...mail('R1', 13), [noted(), {}]];
    case 2: return [...mail('R1', 40), ...mail('R2', 20), [called({ invoices: ids, outcome: 'voicemail' }), { on: daysAgo(9) }]];
    case 3: return [...mail('R1', 9), [promised({ invoices: ids, promisedFor: inDays(n % 12) }), { on: daysAgo(2) }]];
    case 4: return [...mail('R1', 50), ...mail('R2', 30), [disputed({ invoices: ids }), { on: daysAgo(20) }]];
    case 5: return [[noted(), {}], [held({ until: inDays(n % 9) }), { on: daysAgo(4) }]];
    case 6: return [...mail('R1', 60), ...mail('R2', 45), [called({ invoices: ids }), { on: daysAgo(30) }], [noted(), {}]];
    case 7: return mail('R1', 12);
    default: return [];
  }
}

const logAt = (n: number): readonly LogEntry[] => {
  const entries: LogEntry[] = [];
  for (const [fact, { on = daysAgo(11) }] of factsAt(n)) {
    const seq = entries.length + 1;
    entries.push(stampEntry(aNewEntry(fact, { debtor: idAt(n), requestId: `filled-${n}-${seq}` as RequestId }), {
      id: `filled-${n}-${seq}` as EntryId, seq, author: MARIE, at: at(`${on}T09:15:00.000Z`), on, previousHash: entries[entries.length - 1]?.hash ?? FIRST_HASH, salt: randomBytes(16).toString('hex'),
    }));
  }
  return entries;
};

const DEBTORS_AT_ONCE = 2_000;

/** One reading of the ledger, and the log behind the store's back: a million appends, each with its own commit, would take an hour. */
export async function fillLedger(url: string, debtors: number, say: (fact: string) => void): Promise<void> {
  const from = performance.now();
  const store = await openStore(url);
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  const all = Array.from({ length: debtors }, (_, n) => debtorAt(n));
  const invoices: Invoice[] = [];
  for (let n = 0; n < debtors; n += 1) invoices.push(...invoicesAt(n));
  await store.importLedger(COMPANY, { source: { name: 'bench', kind: 'accounting-system', asOf: NOW }, debtors: all, invoices, problems: [], rows: invoices.length }, NOW);
  const { kind } = store;
  await store.close();

  const db = new Kysely<Tables>({ dialect: dialectOf(url).dialect });
  const bulk = new BulkInsert();
  let entries = 0;
  for (let begin = 0; begin < debtors; begin += DEBTORS_AT_ONCE) {
    const logs = Array.from({ length: Math.min(DEBTORS_AT_ONCE, debtors - begin) }, (_, k) => logAt(begin + k));
    await db.transaction().execute(async (trx) => {
      const heads = logs.flatMap((log) => log.slice(-1)).map(({ debtor, seq, hash }) => ({ tenant: COMPANY, debtor, seq, hash }));
      // In SQLite the database itself holds whoever has a log (append-entry.ts).
      if (kind === 'sqlite') await bulk.insert(trx, 'debtors', heads.map(({ debtor }) => debtorRow(COMPANY, { ...debtorAt(Number(debtor.slice(4))), id: debtor }, null, MISSING)));
      await bulk.insert(trx, 'log_head', heads);
      await bulk.insert(trx, 'log_entries', logs.flat().map((entry) => entryRow(COMPANY, entry)));
    });
    entries += logs.flat().length;
  }
  await db.destroy();
  say(`${kind}: ${debtors} debtors, ${invoices.length} open invoices, ${entries} log entries, filled in ${((performance.now() - from) / 1000).toFixed(0)} s`);
}
