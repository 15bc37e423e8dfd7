import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompanyId, CompanyProfile, DebtorId, Instant, UsualTerm } from '../../../src/core';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { fecOfText, writeFec } from '../../../src/server/feeds/fec-file';
import { bytesOfFile, fecTextOf } from '../../../src/server/feeds/fec-text';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { aProfile, COMPANY } from '../../core/builders';
import { aFec, aReceipt, aSale, fecCells, FEC_HEADER } from './a-fec';
import type { FecLine } from './a-fec';
import { aWorkbook } from './a-workbook';
import { startedAndRead } from '../long-listing';

const NOW = '2026-11-23T08:00:00.000Z' as Instant;
const LINES: readonly FecLine[] = [
  ...aSale('DUP', 'FA-1', '20260105', 1000),
  ...aSale('DUP', 'FA-2', '20260210', 500, { letter: 'A' }),
  ...aReceipt('DUP', 'VIR 12', '20260301', '600,00', { letter: 'A' }),
  ...aSale('MAR', 'FA-3', '20260115', 100),
  ...aReceipt('MAR', 'VIR 13', '20260301', '20,00'),
];

/** Fails the test when anything is written into it. */
const refused = (): never => { throw new Error('something was written'); };
const NOTHING_WRITTEN = { addDebtor: refused, debtor: refused, addInvoice: refused, finish: refused, close: refused };

let folder = '';
let store: Store;
const ledgers: FileLedger[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-fec-'));
  store = await openStore(`sqlite:${join(folder, 'relance.db')}`);
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
});
afterEach(async () => {
  for (const ledger of ledgers.splice(0)) ledger.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function ledgerOf(watched: string | null, longFrom: number): FileLedger {
  const profile = async (): Promise<CompanyProfile> => (await store.settings(COMPANY))?.profile ?? aProfile();
  const ledger = new FileLedger({ profile, store, tenant: COMPANY, company: COMPANY as CompanyId, clock: { now: () => NOW }, path: watched, documentsFolder: null, report: () => undefined, pollEvery: 20, longFrom });
  ledgers.push(ledger);
  return ledger;
}

async function readBack(): Promise<unknown> {
  const rows = (await store.ledgerFacts(COMPANY))?.rows;
  const dup = await store.account(COMPANY, 'c-dup' as DebtorId);
  const mar = await store.account(COMPANY, 'c-mar' as DebtorId);
  return { rows, dup, mar };
}

/** As it is kept, whichever way it was read. */
const WHOLE = {
  rows: LINES.length,
  dup: { debtor: { code: 'DUP', name: 'Client DUP' }, invoices: [{ number: 'FA-1', instalments: [{ due: '2026-02-04', dueBasis: 'computed', outstanding: { minor: 120_000 } }] }, { number: 'FA-2', instalments: [{ outstanding: { minor: 0 } }], payments: [{ on: '2026-03-01', amount: { minor: 60_000 } }] }] },
  mar: { debtor: { unallocatedCredits: [{ minor: 2_000, currency: 'EUR' }] }, invoices: [{ number: 'FA-3' }] },
};

test('a file that is replaced while it is read is not put in use: its halves make no ledger', async () => {
  const path = join(folder, 'replaced.txt');
  writeFileSync(path, aFec(LINES));
  const bytes = bytesOfFile(path);
  const text = fecTextOf(bytes);
  if (text === null) throw new Error('no FEC');
  writeFileSync(path, aFec(LINES.slice(0, 3)));
  const read = writeFec(fecOfText(text), { name: 'replaced.txt', asOf: NOW, documentsFolder: null }, COMPANY as CompanyId, NOTHING_WRITTEN, { told: () => undefined, check: () => undefined, seal: () => undefined });
  expect(read).toEqual({ ok: false, problem: { code: 'ledger/file-unreadable', file: 'replaced.txt', because: 'changing' } });
});

describe.each([['short', 2 ** 21], ['long', 1]])('a FEC that is read as a %s file', (_, longFrom) => {
  test('is uploaded, shown as what it is with nothing to map, and used', async () => {
    const ledger = ledgerOf(null, longFrom);
    const seen = await ledger.upload('404833048FEC20261231.txt', Buffer.from(aFec(LINES)));
    if (!seen.ok) throw new Error(JSON.stringify(seen.problem));
    expect(seen.value).toMatchObject({
      standard: 'fec', headers: FEC_HEADER, dateExample: null, mapping: { columns: {} },
      summary: { debtors: 2, invoices: 2, open: [{ minor: 132_000, currency: 'EUR' }], oldestDue: '2026-02-04' },
      fec: { columns: 18, amounts: 'debit-credit', due: 'computed', lines: 13, entries: 5, from: '2026-01-05', to: '2026-03-01', debit: 254_000, credit: 254_000, unbalanced: 0 },
    });
    expect(seen.value.problems.map((each) => 'what' in each && each.what)).toEqual(['due-computed', 'unallocated']);
    expect(await ledger.use(seen.value.uploadId)).toMatchObject({ ok: true, value: { connected: true, unreadable: [], remarkCount: 2 } });
    expect(await readBack()).toMatchObject(WHOLE);
  });

  test('is watched, and read again when it changes', async () => {
    const path = join(folder, '404833048FEC20261231.txt');
    writeFileSync(path, aFec(LINES));
    const ledger = ledgerOf(path, longFrom);
    await startedAndRead(ledger);
    expect(await readBack()).toMatchObject(WHOLE);
    const paid = aReceipt('DUP', 'FA-1', '20260601', '1200,00');
    writeFileSync(path, aFec([...LINES, ...paid]));
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    for (let waited = 0; waited < 5_000 && (await store.ledgerFacts(COMPANY))?.rows !== 15; waited += 20) await new Promise((done) => setTimeout(done, 20));
    expect(await readBack()).toMatchObject({ rows: 15, dup: { invoices: [{ number: 'FA-1', instalments: [{ outstanding: { minor: 0 } }] }, { number: 'FA-2' }] } });
  });

  const agreed = (usualTerm: UsualTerm | null): Promise<void> => store.saveSettings(COMPANY, { profile: aProfile({ usualTerm }), overrides: { company: [], freeMail: [] } });
  const dueOf = async (): Promise<string | undefined> => (await store.account(COMPANY, 'c-dup' as DebtorId))?.invoices.find(({ number }) => number === 'FA-1')?.instalments[0]?.due;

  test('has due dates by the term that the company agrees with its customers, and is read again when that changes', async () => {
    await agreed({ kind: 'end-of-month-then-days', days: 45 });
    const path = join(folder, '404833048FEC20261231.txt');
    writeFileSync(path, aFec(LINES));
    const ledger = ledgerOf(path, longFrom);
    await startedAndRead(ledger);
    // 5 January: 31 January and 45 days.
    expect(await dueOf()).toBe('2026-03-17');
    await agreed({ kind: 'net', days: 60 });
    for (let waited = 0; waited < 5_000 && (await dueOf()) !== '2026-03-06'; waited += 20) await new Promise((done) => setTimeout(done, 20));
    expect(await dueOf()).toBe('2026-03-06');
    await agreed(null);
    for (let waited = 0; waited < 5_000 && (await dueOf()) !== '2026-02-04'; waited += 20) await new Promise((done) => setTimeout(done, 20));
    expect(await dueOf()).toBe('2026-02-04');
  });

  test('is shown and used with that term when it is uploaded, and says so', async () => {
    await agreed({ kind: 'net', days: 45 });
    const ledger = ledgerOf(null, longFrom);
    const seen = await ledger.upload('fec.txt', Buffer.from(aFec(LINES)));
    if (!seen.ok) throw new Error(JSON.stringify(seen.problem));
    expect(seen.value).toMatchObject({ summary: { oldestDue: '2026-02-19' }, fec: { due: 'computed', term: 'net-45' } });
    expect(seen.value.problems[0]).toMatchObject({ what: 'due-computed', value: 'net-45' });
    await ledger.use(seen.value.uploadId);
    expect(await dueOf()).toBe('2026-02-19');
  });

  test('that somebody saved as a workbook is read as the same', async () => {
    const day = (text: string): number => Date.UTC(+text.slice(0, 4), +text.slice(4, 6) - 1, +text.slice(6)) / 86_400_000 + 25_569;
    const rows = LINES.map((line) => fecCells(line).map((cell, column) => (column === 11 || column === 12 ? Number(cell.replace(',', '.')) : column === 3 ? Number(cell) : column === 9 ? { style: 1, value: day(cell) } : cell)));
    const bytes = aWorkbook({ sheets: [{ name: 'FEC', rows: [[...FEC_HEADER], ...rows] }], formats: ['dd/mm/yyyy'] });
    const ledger = ledgerOf(null, longFrom);
    const seen = await ledger.upload('fec.xlsx', bytes);
    if (!seen.ok) throw new Error(JSON.stringify(seen.problem));
    expect(seen.value).toMatchObject({ standard: 'fec', fec: { unbalanced: 0, debit: 254_000 } });
    await ledger.use(seen.value.uploadId);
    expect(await readBack()).toMatchObject(WHOLE);
  });

  test('that holds nothing but a header leaves the last good ledger in use', async () => {
    const ledger = ledgerOf(null, longFrom);
    const good = await ledger.upload('a.txt', Buffer.from(aFec(LINES)));
    if (good.ok) await ledger.use(good.value.uploadId);
    const path = join(folder, 'watched.txt');
    writeFileSync(path, aFec([]));
    const watching = ledgerOf(path, longFrom);
    await startedAndRead(watching);
    expect((await watching.state()).problem).toMatchObject({ code: 'ledger/empty' });
    expect(await readBack()).toMatchObject(WHOLE);
  });
});
