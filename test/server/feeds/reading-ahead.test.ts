import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { ColumnMapping, CompanyId } from '../../../src/core';
import { buildEdition } from '../../../src/server/feeds/build-edition';
import { SharedProgress } from '../../../src/server/feeds/import-progress';
import type { EditionJob, WrittenEdition } from '../../../src/server/feeds/long-file';
import { ReadingAhead } from '../../../src/server/feeds/reading-ahead';
import type { Table } from '../../../src/server/feeds/table';
import { COMPANY } from '../../core/builders';
import fc from '../../property';
import { NOW } from '../long-listing';
import { aWorkbook, columnName } from './a-workbook';
import type { AWorkbook, Written } from './a-workbook';

const WORKER = join(__dirname, '../../../dist/server/import-worker.js');
const noMemory = (): Promise<null> => Promise.resolve(null);

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'relance-ahead-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function jobOf(workbook: AWorkbook, edition: string): EditionJob {
  const path = join(folder, 'clients.xlsx');
  writeFileSync(path, aWorkbook(workbook));
  return { file: { path, name: 'clients.xlsx', asOf: NOW, documentsFolder: null }, company: COMPANY as CompanyId, mapping: null, order: { file: join(folder, edition), tenant: COMPANY, before: null }, rules: { own: [], company: [], freeMail: [], providers: new Set() } };
}

/** Says whether what was read ahead was kept. */
class Watched extends ReadingAhead {
  held = false;

  override async written(table: Table, mapping: ColumnMapping): Promise<WrittenEdition | null> {
    const written = await super.written(table, mapping);
    this.held = written !== null;
    return written;
  }
}
const SMALL = { heads: [12, 20], lot: 9 };
const ahead = (job: EditionJob, progress = new SharedProgress(), worker = WORKER): Watched => new Watched(worker, job, progress, noMemory, SMALL);

/** Every table of an edition, row by row in the order in which they were written; then the file is gone. */
function said(file: string): unknown {
  if (!existsSync(file)) return null;
  const db = new Libsql(file);
  const tables = (db.prepare("select name from sqlite_master where type = 'table' order by name").all([]) as { name: string }[]).map(({ name }) => [name, db.prepare(`select * from ${name} order by rowid`).all([])]);
  db.close();
  rmSync(file);
  return tables;
}

const HEADER: readonly Written[] = ['Code client', 'Client', 'E-mail', 'SIREN', 'N° facture', 'Date facture', 'Échéance', 'Montant TTC', 'Restant dû', 'Statut', 'Ville'];
const SERIAL = 46_300;
const DAY = (value: number): Written => ({ style: 1, value });

interface Drawn {
  readonly customer: number; readonly mail: string; readonly siren: string; readonly due: string; readonly issued: boolean; readonly amount: string; readonly status: string; readonly shared: boolean; readonly town: string;
}
const drawn = fc.record<Drawn>({
  customer: fc.integer({ min: 0, max: 12 }), mail: fc.constantFrom('', 'a@garage.fr', 'b@garage.fr;c@x.fr'), siren: fc.constantFrom('', '732829320', '73282'),
  due: fc.constantFrom('day', 'day', 'day', 'text', 'number', 'bad', 'none'), issued: fc.boolean(), amount: fc.constantFrom('number', 'number', 'text', 'text', 'point', 'euro', 'formula', 'no value', 'error', 'negative'),
  status: fc.constantFrom('', '', '', 'Annulée', 'Brouillon', 'Payée'), shared: fc.boolean(), town: fc.constantFrom('', 'Lille', 'Lyon'),
});

const TOTAL_ROWS: readonly (readonly Written[])[] = [['Total client', null, null, null, null, null, null, null, 200], [null, 'Total général', null, null, null, null, null, 400, 400], ['C-1', 'Total Client 1', null, null, 'Total', null, null, null, 100], ['C-1', 'Client 1', null, null, 'Total client 411DUP', null, DAY(SERIAL), null, 100], [null, null, null, null, null, null, null, null, 300]];
/** What stands in a sheet besides rows of invoices. */
const OTHER_ROWS: Readonly<Record<string, readonly (readonly Written[])[]>> = {
  total: TOTAL_ROWS,
  header: [HEADER, ['N° facture', 'Échéance', 'Montant TTC', 'Restant dû']],
  heading: [['Client : C-3 - Client 3'], ['C-4', 'Client 4'], ['Dupont SA'], ['Client : X', 'Client 9', null, null, 'FA-9']],
  lines: [['C-1', 'Client 1', null, null, 'FA-3', null, DAY(SERIAL), 100, 100], ['C-1', 'Client 1', null, null, 'FA 3', null, DAY(SERIAL + 5), 50, 50], ['C-2', 'Client 2', null, null, 'FA-3', null, DAY(SERIAL), 100, 100]],
  blank: [[], [null, ' '], ['']],
  note: [['Édité le 22/11/2026'], ['C-1', null, null, null, null, null, null, null, 100], ['', '', '', '', 'FA-77', null, DAY(SERIAL), 10, 10]],
};

interface Sheet {
  readonly titles: number;
  readonly rows: readonly Drawn[];
  readonly others: readonly { readonly kind: string; readonly which: number; readonly at: number }[];
  readonly beside: string;
  readonly dates1904: boolean;
  readonly about: string;
}
const sheet = fc.record<Sheet>({
  titles: fc.integer({ min: 0, max: 3 }), rows: fc.array(drawn, { minLength: 25, maxLength: 70 }),
  others: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: fc.array(fc.record({ kind: fc.constantFrom(...Object.keys(OTHER_ROWS)), which: fc.nat({ max: 4 }), at: fc.nat({ max: 70 }) }), { minLength: 1, maxLength: 3 }) }),
  beside: fc.constantFrom('', '', '', 'table', 'stray'), dates1904: fc.boolean(),
  about: fc.constantFrom('', '', '', '', '', 'merged title', 'merged down', 'merged across', 'hidden row', 'hidden column', 'hidden mapped column', 'hidden', 'other sheet', 'better sheet', 'hidden other', 'american', 'late american'),
});

function cellOf(text: string, shared: boolean, strings: string[]): Written {
  if (!shared || text === '') return text === '' ? null : text;
  if (!strings.includes(text)) strings.push(text);
  return { xml: `<c t="s"><v>${strings.indexOf(text)}</v></c>` };
}

function amountIn(kind: string, at: number): Written {
  switch (kind) {
    case 'text': return `${at},50`;
    case 'point': return at % 2 === 0 ? `${at}.50` : `1,${String(at).padStart(3, '0')}`;
    case 'euro': return { style: 2, value: at + 0.25 };
    case 'formula': return { xml: `<c><f>H${at + 2}*1</f><v>${at}.75</v></c>` };
    case 'no value': return { xml: '<c><f>H2*1</f></c>' };
    case 'error': return { xml: '<c t="e"><v>#REF!</v></c>' };
    case 'negative': return -at;
    default: return at + 0.1;
  }
}

function dueIn({ due }: Drawn, at: number, about: string): Written {
  switch (due) {
    case 'text': return about === 'order told late' && at < 14 ? '05/10/2026' : about === 'american' || (about === 'late american' && at > 40) ? '10/22/2026' : '22/10/2026';
    case 'number': return SERIAL + at;
    case 'bad': return 'demain';
    case 'none': return null;
    default: return DAY(SERIAL + at);
  }
}

function workbookOf({ titles, rows, others, beside, dates1904, about }: Sheet): AWorkbook {
  const strings: string[] = [];
  const body = rows.map((row, at): readonly Written[] => [
    cellOf(`C-${row.customer}`, row.shared, strings), cellOf(`Client ${row.customer}`, row.shared, strings), cellOf(row.mail, row.shared, strings), cellOf(row.siren, false, strings), cellOf(`FA-${at}`, row.shared, strings),
    row.issued ? DAY(SERIAL - 30) : null, dueIn(row, at, about), amountIn(row.amount === 'no value' || row.amount === 'error' ? 'number' : row.amount, at + 1), amountIn(row.amount, at + 1), row.status, row.town,
    ...(beside === 'table' ? [null, `FO-${at}`, DAY(SERIAL), 12] : beside === 'stray' && at % 7 === 0 ? [null, 'à voir'] : []),
  ]);
  for (const { kind, which, at } of others) body.splice(at, 0, (OTHER_ROWS[kind] as readonly (readonly Written[])[])[which % (OTHER_ROWS[kind] as readonly unknown[]).length] as readonly Written[]);
  const above = Array.from({ length: titles }, (_, at): readonly Written[] => (at === 0 ? ['Balance âgée au 22/11/2026'] : [null]));
  const header = beside === 'table' ? [...HEADER, null, 'N° facture', 'Échéance', 'Restant dû'] : HEADER;
  const behind = above.length + 15;
  const merges = about === 'merged title' ? ['A1:D2'] : about === 'merged down' ? [`B${behind}:B${behind + 2}`] : about === 'merged across' ? [`${columnName(9)}${behind}:${columnName(10)}${behind}`] : [];
  const first = {
    name: 'Balance', rows: [...above, header, ...body], merges,
    ...(about === 'hidden row' ? { rowAttributes: { [behind]: 'hidden="1"' } } : {}),
    ...(about === 'hidden column' || about === 'hidden mapped column' ? { before: `<cols><col min="${about === 'hidden column' ? 20 : 9}" max="${about === 'hidden column' ? 20 : 9}" hidden="1"/></cols>` } : {}),
    ...(about === 'hidden' ? { state: 'hidden' as const } : {}),
  };
  const other = { name: 'Autre', rows: [['Code client', 'Client', 'N° facture', 'Échéance', 'Restant dû'], ['C-1', 'Client 1', 'FB-1', DAY(SERIAL), 12]] as const, ...(about === 'hidden other' ? { state: 'hidden' as const } : {}) };
  const better = { name: 'Mieux', rows: [[...HEADER, 'Téléphone', 'Devise', 'IBAN'], ['C-1', 'Client 1', 'a@garage.fr', '', 'FB-1', DAY(SERIAL), DAY(SERIAL), 12, 12]] };
  const sheets = [first, ...(about === 'other sheet' || about === 'hidden other' ? [other] : about === 'better sheet' ? [better] : [])];
  return { sheets, formats: ['dd/mm/yyyy', '#,##0.00 "€"'], strings: strings.map((text) => `<si><t>${text}</t></si>`), dates1904, packed: true };
}

/** Both ways of reading it; whether what was read ahead was kept. */
async function readTwice(workbook: AWorkbook): Promise<{ readonly held: boolean; readonly ok: boolean }> {
  const job = jobOf(workbook, 'x.db.ledger-a');
  const { file } = job.order;
  const [whole, wholly] = [await buildEdition(job, new SharedProgress(), noMemory), said(file)];
  const reader = ahead(job);
  const [sooner, soonerly] = [await buildEdition(job, new SharedProgress(), noMemory, reader), said(file)];
  expect(sooner).toEqual(whole);
  expect(soonerly).toEqual(wholly);
  return { held: reader.held, ok: whole.ok };
}

test('a workbook that is read ahead gives the very ledger that it gives when it is read as a whole: customers, invoices, problems, remarks, counts', async () => {
  let [kept, dropped] = [0, 0];
  await fc.assert(fc.asyncProperty(sheet, async (made) => {
    if ((await readTwice(workbookOf(made))).held) kept += 1;
    else dropped += 1;
  }), { numRuns: 100 });
  // Neither way is there for show.
  expect([kept > 20, dropped > 20]).toEqual([true, true]);
}, 240_000);

const plainRow = (at: number): Drawn => ({ customer: at % 7, mail: 'a@garage.fr', siren: '', due: at % 3 === 0 ? 'text' : 'day', issued: true, amount: at % 4 === 0 ? 'text' : 'number', status: '', shared: true, town: '' });
const PLAIN: Sheet = { titles: 0, rows: Array.from({ length: 60 }, (_, at) => plainRow(at)), others: [], beside: '', dates1904: false, about: '' };
const rowsWith = (change: (at: number) => Partial<Drawn>): Partial<Sheet> => ({ rows: PLAIN.rows.map((row, at) => ({ ...row, ...change(at) })) });

test.each<readonly [string, Partial<Sheet>]>([
  ['one row per invoice', {}],
  ['titles above the table', { titles: 3 }],
  ['a title in merged cells', { titles: 2, about: 'merged title' }],
  ['cells merged side by side', { about: 'merged across' }],
  ['days counted from 1904', { dates1904: true }],
  ['blank rows', { others: [{ kind: 'blank', which: 0, at: 30 }, { kind: 'blank', which: 1, at: 50 }] }],
  ['formulas with their values', rowsWith(() => ({ amount: 'formula' }))],
  ['a column that is hidden and not read', { about: 'hidden column' }],
  ['a second table beside', { beside: 'table' }],
  ['a second, poorer sheet', { about: 'other sheet' }],
  ['days whose order is told by a row below the first ones', { ...rowsWith(() => ({ due: 'text' })), about: 'order told late' }],
  ['cancelled, drafted and paid rows in several lots', rowsWith((at) => ({ status: ['Annulée', 'Brouillon', 'Payée', ''][at % 4] as string }))],
  ['rows that cannot be read', rowsWith((at) => ({ due: at % 5 === 0 ? 'bad' : 'day', siren: at % 6 === 0 ? '73282' : '' }))],
])('read ahead and kept: %s', async (_, over) => {
  expect(await readTwice(workbookOf({ ...PLAIN, ...over }))).toEqual({ held: true, ok: true });
});

test.each<readonly [string, Partial<Sheet>]>([
  ['a total at the end', { others: [{ kind: 'total', which: 1, at: 60 }] }],
  ['a total that bears a number and a day', { others: [{ kind: 'total', which: 3, at: 55 }] }],
  ['the header again', { others: [{ kind: 'header', which: 0, at: 45 }] }],
  ['the header of another table', { others: [{ kind: 'header', which: 1, at: 45 }] }],
  ['a customer above his invoices', { others: [{ kind: 'heading', which: 0, at: 45 }] }],
  ['a number that comes again far below', { others: [{ kind: 'lines', which: 1, at: 58 }] }],
  ['a number that comes again at another customer', { others: [{ kind: 'lines', which: 2, at: 58 }] }],
  ['a customer merged down his rows', { about: 'merged down' }],
  ['a hidden row', { about: 'hidden row' }],
  ['a hidden column that is read', { about: 'hidden mapped column' }],
  ['a second sheet with more columns', { about: 'better sheet' }],
  ['amounts whose mark is decided further down', rowsWith((at) => ({ amount: at < 20 ? (at === 5 ? 'text' : 'number') : 'point' }))],
])('read ahead and thrown away: %s', async (_, over) => {
  expect(await readTwice(workbookOf({ ...PLAIN, ...over }))).toEqual({ held: false, ok: true });
});
