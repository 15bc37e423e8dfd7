import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { wordProblem } from '../../../src/core';
import type { Instant, Problem } from '../../../src/core';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, TODAY } from '../../core/builders';
import { aWorkbook } from './a-workbook';
import type { ASheet } from './a-workbook';
import { startedAndRead } from '../long-listing';

let folder = '';
let store: Store;
let ledger: FileLedger;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-hidden-'));
  store = await openStore('sqlite::memory:');
});
afterEach(async () => {
  ledger.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const LISTING: ASheet['rows'] = [['Code client', 'Client', 'N° facture', 'Échéance', 'Restant dû'], ['C1', 'Garage du Canigou', 'FA-1', '15/10/2026', 1200], ['C2', 'Boulangerie Mas', 'FA-2', '16/10/2026', 300]];
const path = (): string => join(folder, 'clients.xlsx');
/** `long`: as if the file were long, and read into an edition. */
const feed = (watched: boolean, long = false): FileLedger => new FileLedger({ store, tenant: COMPANY, company: COMPANY, clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant }, path: watched ? path() : null, documentsFolder: null, report: () => undefined, ...(long ? { longFrom: 1 } : {}) });
const watch = async (sheets: readonly ASheet[], long = false): Promise<void> => {
  writeFileSync(path(), aWorkbook({ sheets }));
  ledger = feed(true, long);
  await startedAndRead(ledger);
};
const said = (problem: Problem | null | undefined): readonly string[] => (['fr', 'en'] as const).map((language) => {
  const { title, body } = problem === null || problem === undefined ? { title: '', body: '' } : wordProblem(problem, language, TODAY);
  return `${title}. ${body}`.replace(/[\u00a0\u202f]/g, ' ');
});

test.each<[string, readonly ASheet[], boolean]>([
  ['whose only sheet is hidden', [{ name: 'Export', state: 'hidden', rows: LISTING }], false],
  ['whose visible sheet is empty', [{ name: 'Accueil', rows: [] }, { name: 'Export', state: 'veryHidden', rows: LISTING }], false],
  ['that is long and whose only sheet is hidden', [{ name: 'Export', state: 'hidden', rows: LISTING }], true],
])('a watched workbook %s is not used before the clerk has seen it: the sheet is named, and what to do', async (_, sheets, long) => {
  await watch(sheets, long);
  if (long) await ledger.refresh();
  const state = await ledger.state();
  expect(state).toMatchObject({ connected: false, problem: { code: 'ledger/sheet-remark', sheet: 'Export', what: 'hidden-sheet' } });
  const [french, english] = said(state.problem);
  expect(french).toMatch(/Feuille masquée : Export.*clients\.xlsx.*affichez-la.*Afficher/);
  expect(english).toMatch(/Hidden sheet: Export.*clients\.xlsx.*unhide it/i);
  // The clerk opens it, sees its rows, uses it; the next save of the same layout is read by itself.
  const seen = await ledger.preview(state.waitingUpload ?? '');
  expect(seen).toMatchObject({ summary: { invoices: 2 }, problems: [{ code: 'ledger/sheet-remark', what: 'hidden-sheet' }] });
  await ledger.use(state.waitingUpload ?? '');
  expect(await ledger.state()).toMatchObject({ connected: true, rows: 2, problem: null });
  writeFileSync(path(), aWorkbook({ sheets: sheets.map((sheet) => (sheet.rows.length === 0 ? sheet : { ...sheet, rows: [...LISTING, ['C3', 'Transports Vidal', 'FA-3', '17/10/2026', 50]] })) }));
  utimesSync(path(), new Date(), new Date(Date.now() + 5_000));
  await ledger.refresh();
  expect(await ledger.state()).toMatchObject({ rows: 3, problem: null, remarks: [{ what: 'hidden-sheet', sheet: 'Export' }] });
});

test('made visible, the sheet is read by itself', async () => {
  await watch([{ name: 'Export', state: 'hidden', rows: LISTING }]);
  writeFileSync(path(), aWorkbook({ sheets: [{ name: 'Export', rows: LISTING }] }));
  utimesSync(path(), new Date(), new Date(Date.now() + 5_000));
  await ledger.refresh();
  expect(await ledger.state()).toMatchObject({ connected: true, rows: 2, problem: null, waitingUpload: null });
});

test('a sheet whose rows are all hidden is read, and it is said of which sheet, how many, and what to do where they do not count', async () => {
  await watch([{ name: 'Export', rows: LISTING, rowAttributes: { 2: 'hidden="1"', 3: 'hidden="1"' } }]);
  const state = await ledger.state();
  expect(state).toMatchObject({ connected: true, rows: 2, remarks: [{ what: 'hidden-rows', sheet: 'Export', count: 2 }] });
  expect(said(state.remarks?.[0])).toEqual([expect.stringMatching(/^2 lignes masquées ou filtrées, lues aussi\. clients\.xlsx, Export\. Si elles ne comptent pas, supprimez-les/), expect.stringMatching(/^2 hidden or filtered rows, read too\. clients\.xlsx, Export\. If they do not count, delete them/)]);
});
