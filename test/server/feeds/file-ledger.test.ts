import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompanyId, Instant } from '../../../src/core';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { aProfile, COMPANY } from '../../core/builders';
import { aWorkbook } from './a-workbook';
import type { Written } from './a-workbook';
import { startedAndRead } from '../long-listing';

const NOW = '2026-11-23T08:00:00.000Z' as Instant;
const HEADERS = 'Code client;Client;N° facture;Échéance;Restant dû;PDF';
const line = (customer: number, invoice: number, due = '22/10/2026', pdf = ''): string => `C-${customer};Client ${customer};FA-${invoice};${due};100,00;${pdf}`;
const csv = (...lines: readonly string[]): string => [HEADERS, ...lines].join('\r\n');

let folder = '';
let store: Store;
let path = '';
let events: string[] = [];
/** From how many bytes a file is read as a long one: every rule holds for both ways of reading. */
let longFrom = 2 ** 21;
const ledgers: FileLedger[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-ledger-'));
  path = join(folder, 'clients.csv');
  store = await openStore(`sqlite:${join(folder, 'relance.db')}`);
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  events = [];
});
afterEach(async () => {
  for (const ledger of ledgers.splice(0)) ledger.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function ledgerOf(watched: string | null = path): FileLedger {
  const ledger = new FileLedger({ store, tenant: COMPANY, company: COMPANY as CompanyId, clock: { now: () => NOW }, path: watched, documentsFolder: null, report: (event) => void events.push(event.code), pollEvery: 30, longFrom });
  ledgers.push(ledger);
  return ledger;
}
async function opened(text: string): Promise<FileLedger> {
  writeFileSync(path, text);
  const ledger = ledgerOf();
  await startedAndRead(ledger);
  return ledger;
}
/** A file time that surely differs, as a save a second later would give. */
let tick = 0;
function save(text: string | Buffer): void {
  writeFileSync(path, text);
  tick += 1;
  utimesSync(path, new Date(), new Date(Date.now() + tick * 1000));
}
async function until(code: string, count = 1): Promise<void> {
  for (let waited = 0; events.filter((event) => event === code).length < count; waited += 20) {
    if (waited > 8000) throw new Error(`never ${code}: ${events.join()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
const open = async (): Promise<number> => {
  const found = await store.overdue(COMPANY, '2026-11-23' as never, 0, 50);
  return found.count;
};

describe.each([['at once', 2 ** 21], ['in lots, into an edition', 1]])('a ledger that is read %s', (_, from) => {
  beforeAll(() => { longFrom = from; });

  describe('a watched ledger', () => {
    test('is read at the start and again when the file changes', async () => {
      const ledger = await opened(csv(line(1, 1), line(2, 2)));
      expect(await ledger.state()).toMatchObject({ connected: true, name: 'clients.csv', rows: 2, problem: null, awaiting: null });
      save(csv(line(1, 1), line(2, 2), line(3, 3)));
      await until('ledger/read', 2);
      expect((await ledger.state()).rows).toBe(3);
      expect(await open()).toBe(3);
    });

    test('names the rows that it could not read and uses the others', async () => {
      const ledger = await opened(csv(line(1, 1), 'C-2;Client 2;FA-2;;100,00;', line(3, 3)));
      const state = await ledger.state();
      expect(state.unreadable).toMatchObject([{ code: 'ledger/row-unreadable', row: 3, column: 'Échéance', why: 'no-due-date' }]);
      expect(await open()).toBe(2);
    });

    test('with 30 % fewer rows waits for the clerk, who may refuse or accept', async () => {
      const ledger = await opened(csv(...Array.from({ length: 10 }, (_, at) => line(1 + (at % 2), at))));
      save(csv(...Array.from({ length: 7 }, (_, at) => line(1 + (at % 2), at))));
      await until('ledger/awaits-confirmation');
      expect(await ledger.state()).toMatchObject({ rows: 10, awaiting: { reason: 'fewer-rows', rowsBefore: 10, rowsNow: 7 } });
      await ledger.answerAwaiting(false);
      expect(await ledger.state()).toMatchObject({ rows: 10, awaiting: null });
      await ledger.refresh();
      expect((await ledger.state()).awaiting).not.toBeNull();
      await ledger.answerAwaiting(true);
      expect(await ledger.state()).toMatchObject({ rows: 7, awaiting: null });
    });

    test('of other customers waits, with their names', async () => {
      const ledger = await opened(csv(line(1, 1), line(2, 2), line(3, 3)));
      save(csv(line(7, 1), line(8, 2), line(9, 3)));
      await until('ledger/awaits-confirmation');
      expect((await ledger.state()).awaiting).toMatchObject({ reason: 'other-customers', customersGoneCount: 3, customersNewCount: 3, customersNew: ['Client 7', 'Client 8', 'Client 9'] });
      expect(await open()).toBe(3);
    });

    test.each<[string, string | Buffer, string]>([
      ['emptied', '', 'ledger/empty'],
      ['replaced by a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'ledger/not-a-workbook'],
      ['saved without its headers', 'foo;bar\r\n1;2\r\n', 'ledger/no-usable-column'],
      ['saved with a quote left open', csv('"C-1;Client;FA-1;22/10/2026;1,00;'), 'ledger/quote-not-closed'],
    ])('%s leaves the last good one in use and says why', async (_title, text, code) => {
      const ledger = await opened(csv(line(1, 1)));
      save(text);
      await until(code);
      expect(await ledger.state()).toMatchObject({ rows: 1, problem: { code } });
      save(csv(line(1, 1), line(1, 2)));
      await until('ledger/read', 2);
      expect(await ledger.state()).toMatchObject({ rows: 2, problem: null });
    });

    test('that is not there is told, not thrown', async () => {
      const ledger = ledgerOf(join(folder, 'nowhere.csv'));
      await startedAndRead(ledger);
      expect(await ledger.state()).toMatchObject({ connected: false, problem: { code: 'ledger/file-unreadable', because: 'missing' } });
    });

    test('whose dates are undecided waits for one answer, and remembers it for the layout', async () => {
      const ledger = await opened(csv(line(1, 1, '03/11/2026'), line(1, 2, '04/05/2026')));
      const state = await ledger.state();
      expect(state).toMatchObject({ connected: false, problem: { code: 'ledger/date-order-undecided', column: 'Échéance', example: '03/11/2026' } });
      const preview = await ledger.preview(state.waitingUpload ?? '');
      expect(preview).toMatchObject({ dateExample: { value: '03/11/2026', dayFirst: '2026-11-03', monthFirst: '2026-03-11' }, firstRows: [['C-1', 'Client 1', 'FA-1', '03/11/2026', '100,00', ''], expect.anything()] });
      if (preview === null) throw new Error('no preview');
      expect((await ledger.use(preview.uploadId))?.ok).toBe(false);
      const corrected = await ledger.map(preview.uploadId, { ...preview.mapping, dateOrder: 'day-first' });
      expect(corrected).toMatchObject({ ok: true, value: { dateExample: null, summary: { debtors: 1, invoices: 2, oldestDue: '2026-05-04' }, problemCount: 0 } });
      expect(await ledger.use(preview.uploadId)).toMatchObject({ ok: true, value: { connected: true, rows: 2, problem: null, waitingUpload: null } });
      save(csv(line(1, 1, '03/11/2026'), line(1, 2, '04/05/2026'), line(1, 3, '05/06/2026')));
      await until('ledger/read', 2);
      expect(await ledger.state()).toMatchObject({ rows: 3, problem: null });
    });
  });

  describe('an uploaded ledger', () => {
    test('is shown with its columns and first rows before it is used', async () => {
      const ledger = ledgerOf(null);
      await startedAndRead(ledger);
      const uploaded = await ledger.upload('C:\\exports\\clients.csv', Buffer.from(csv(line(1, 1), line(2, 2))));
      if (!uploaded.ok) throw new Error(uploaded.problem.code);
      expect(uploaded.value).toMatchObject({ recognised: 'by-headers', headers: HEADERS.split(';'), mapping: { columns: { 'invoice-number': 2, due: 3 } }, summary: { debtors: 2, invoices: 2, open: [{ minor: 20000, currency: 'EUR' }] } });
      expect((await ledger.state()).connected).toBe(false);
      expect(await ledger.use(uploaded.value.uploadId)).toMatchObject({ ok: true, value: { connected: true, rows: 2 } });
      expect(await ledger.use(uploaded.value.uploadId)).toBeNull();
    });

    test('without known headers can be mapped by hand', async () => {
      const ledger = ledgerOf(null);
      const uploaded = await ledger.upload('x.csv', Buffer.from('a;b;c;d\r\nDupont;F1;22/10/2026;5,00\r\n'));
      if (!uploaded.ok) throw new Error(uploaded.problem.code);
      expect(uploaded.value.problems).toMatchObject([{ code: 'ledger/no-usable-column' }]);
      const mapped = await ledger.map(uploaded.value.uploadId, { ...uploaded.value.mapping, headerRow: 0, columns: { 'debtor-name': 0, 'invoice-number': 1, due: 2, outstanding: 3 } });
      expect(mapped).toMatchObject({ ok: true, value: { problemCount: 0, summary: { invoices: 1 } } });
    });

    test('of several sheets is read by the headers of the sheet that the clerk chooses', async () => {
    const ledger = ledgerOf(null);
    const rows = (customer: string): readonly (readonly Written[])[] => [['Client', 'N° facture', 'Échéance', 'Restant dû'], [customer, 'F1', '22/10/2026', 5]];
    const uploaded = await ledger.upload('x.xlsx', aWorkbook({ sheets: [{ name: 'Clients', rows: rows('Dupont') }, { name: 'Export', rows: [['Export du 20/11/2026'], [], ...rows('Martin').map(([customer, number, due, amount]) => [due ?? null, amount ?? null, number ?? null, customer ?? null])] }] }));
    if (!uploaded.ok) throw new Error(uploaded.problem.code);
    expect(uploaded.value.mapping).toMatchObject({ sheet: 'Clients', headerRow: 0 });
    const mapped = await ledger.map(uploaded.value.uploadId, { ...uploaded.value.mapping, sheet: 'Export' });
    expect(mapped).toMatchObject({ ok: true, value: { mapping: { sheet: 'Export', headerRow: 2, columns: { due: 0, outstanding: 1, 'invoice-number': 2, 'debtor-name': 3 } }, summary: { invoices: 1 }, problemCount: 0 } });
  });

  test('that is no ledger is refused with a reason', async () => {
      expect(await ledgerOf(null).upload('photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]))).toEqual({ ok: false, problem: { code: 'ledger/not-a-workbook', file: 'photo.png' } });
    });
  });

  describe('invoice PDFs', () => {
    test('are found by the path in their row or by their number, and only inside the folder', async () => {
      mkdirSync(join(folder, 'factures', 'sous'), { recursive: true });
      for (const name of ['FA-2.pdf', 'sous/scan17.pdf']) writeFileSync(join(folder, 'factures', name), '%PDF-1.4');
      writeFileSync(join(folder, 'secret.pdf'), '%PDF-1.4');
      await opened(csv(line(1, 1, undefined, 'sous\\scan17.pdf'), line(1, 2), line(1, 3, undefined, '../secret.pdf'), line(1, 4, undefined, '/etc/passwd')));
      const found = (await store.overdue(COMPANY, '2026-11-23' as never, 0, 5)).debtors;
      const account = await store.account(COMPANY, found[0] ?? '');
      const documents = Object.fromEntries((account?.invoices ?? []).map((invoice) => [invoice.number, invoice.document !== null]));
      expect(documents).toEqual({ 'FA-1': true, 'FA-2': true, 'FA-3': false, 'FA-4': false });
    });
  });
});
