import { beforeEach, describe, expect, test } from '@jest/globals';
import { sha256Hex, verifyChain, wordHandChange } from '../../src/core';
import type { Author, DebtorId, HandChange, KeptText, LogFact, NewLogEntry, RequestId } from '../../src/core';
import type { SimulatedSheet } from '../../src/demo/gmail/host';
import { createRecords } from '../../src/server/records';
import { openStore } from '../../src/server/store/open-store';
import { headOf } from '../../src/gmail/sheet/journal-head';
import { markMoved } from '../../src/gmail/sheet/moved-mark';
import { JOURNAL_COLUMNS } from '../../src/gmail/sheet/tab-columns';
import type { JournalColumn } from '../../src/gmail/sheet/tab-columns';
import type { SheetRecords } from '../../src/gmail/sheet/sheet-records';
import { COMPANY, MARIE, PAUL, aDebtor, aNewEntry, anInvoice, at, daysAgo, noted, promised } from '../core/builders';
import { SheetCompany } from '../contracts/sheet-subject';
import { MORNING, idOfDebtor, problem, reminderDue, value } from '../contracts/subject';

let CANIGOU: DebtorId;
let PEYRON: DebtorId;
const SECOND = aDebtor({ id: 'C-0500' as DebtorId, code: 'C-0500', name: 'Peyron', legalIds: { siren: null, siret: null, vat: null }, contacts: [], domains: [] });

let company: SheetCompany;
let journal: SimulatedSheet;
beforeEach(async () => {
  company = new SheetCompany();
  company.setNow(MORNING);
  await company.read({ debtors: [aDebtor(), SECOND], invoices: [anInvoice({ due: daysAgo(2) }), anInvoice({ number: 'P-1', debtor: SECOND.id })] });
  journal = company.tab('journal');
  [CANIGOU, PEYRON] = [await idOfDebtor(company.desk(MARIE), 'canigou'), await idOfDebtor(company.desk(MARIE), 'peyron')];
});

const records = (author: Author = MARIE): SheetRecords => {
  company.desk(author);
  return company.records(author);
};
const entry = (fact: LogFact, request: string, debtor = CANIGOU): NewLogEntry => aNewEntry(fact, { debtor, requestId: request as RequestId });
const note = (words: string, debtor = CANIGOU, author: Author = MARIE) => value(records(author).append(entry(noted(words), `r-${words}`, debtor), null)).entry;
const columnOf = (column: JournalColumn): number => (journal.rows[0] ?? []).indexOf(JOURNAL_COLUMNS[column].fr);
const cell = (row: number, column: JournalColumn): string => String(journal.cell(row - 1, columnOf(column)) ?? '');
const touch = (row: number, column: JournalColumn, text: string): void => journal.write(row - 1, columnOf(column), [[text]]);
const told = (found: readonly HandChange[]): readonly (readonly [HandChange['what'], number | null, number])[] => found.map((one) => [one.what, one.row, 'count' in one ? one.count : 1]);
const findings = () => told(value(records().findings()));
const words = (debtor = CANIGOU): readonly string[] => value(records().entriesOf(debtor)).map(({ fact }) => (fact.kind === 'note' ? fact.text : fact.kind));
const head = () => headOf(company.world.scriptProperties.get(`journal.${company.place.spreadsheet}`));

describe('a row of the Journal', () => {
  test('tells a clerk what happened, and holds the entry for the machine', async () => {
    const asked = await reminderDue(company.desk(MARIE), CANIGOU, 'R-7K3F', 'r1');
    const { entry: written } = value(records().append(asked, null));
    const said = (['day', 'time', 'customer', 'what', 'who', 'reference', 'sum', 'row', 'debtor', 'seq', 'request'] as const).map((column) => cell(2, column));
    expect(said).toEqual(['2026-11-23', '09:12', 'Garage du Canigou', 'Relance courtoise insérée', 'Marie Lefèvre', 'R-7K3F', '1\u202f200,00\u00a0€', '1', CANIGOU, '1', 'r1']);
    expect(JSON.parse(cell(2, 'content'))).toEqual(written);
    expect(head()?.rows).toBe(1);
  });

  test.each(['=HYPERLINK("http://evil.test","ici")', '+33 4 68 00 00 00', '@somebody', '-1', "'quoted", '=1+1\n=2', '0412'])('the note %p is text, in the tab and in the log', (text) => {
    note(text);
    expect(words()).toEqual([text]);
    for (const row of journal.rows) for (const one of row) expect(one === null || typeof one === 'string').toBe(true);
    expect(findings()).toEqual([]);
  });

  test('a customer whose name begins like a formula stays that name', async () => {
    await company.read({ debtors: [aDebtor({ name: '+Plus SARL' })], invoices: [anInvoice({ due: daysAgo(2) })] });
    note('a');
    expect(cell(2, 'customer')).toBe('+Plus SARL');
    expect(findings()).toEqual([]);
  });

  test('our own text is kept behind the row, cell by cell, wider than the tab was, and found again when columns were put in and rows sorted', async () => {
    const text: KeptText = { subject: 'Rappel', html: `<p>${'é'.repeat(60_000)}</p>`, text: 'Bonjour \ud83d\ude00' };
    const asked = { ...(await reminderDue(company.desk(MARIE), CANIGOU, 'R-7K3F', 'r1')), contentHash: sha256Hex(`${text.subject}\n\n${text.text}`) };
    const { entry: written } = value(records().append(asked, text));
    note('b');
    expect(value(records().keptText(CANIGOU, written.id))).toEqual(text);
    expect(Math.max(...journal.rows.map((row) => row.length))).toBeGreaterThan(26);
    journal.state = { ...journal.state, rows: journal.state.rows.map((row) => [...row.slice(0, 3), null, ...row.slice(3)]) };
    journal.state = { ...journal.state, rows: [journal.state.rows[0] ?? [], ...journal.state.rows.slice(1).reverse()] };
    expect(value(records().keptText(CANIGOU, written.id))).toEqual(text);
    const place = journal.state.rows.findIndex((row) => row.includes(written.id));
    const first = (journal.state.rows[place] ?? []).findIndex((one) => typeof one === 'string' && one.startsWith('{"keptFor"'));
    journal.write(place, first, [[String(journal.cell(place, first)).replace('Rappel', 'Menace')]]);
    expect(problem(records().keptText(CANIGOU, written.id)).code).toBe('log/changed-by-hand');
  });
});

describe('what people do to the Journal', () => {
  beforeEach(() => {
    note('a');
    note('b', PEYRON);
    note('c');
    note('d', PEYRON, PAUL);
    note('e');
  });
  const rowsAfter = (change: (rows: SimulatedSheet['state']['rows']) => SimulatedSheet['state']['rows']): void => { journal.state = { ...journal.state, rows: change(journal.state.rows) }; };

  test('untouched it is whole', () => {
    expect([findings(), words(), words(PEYRON)]).toEqual([[], ['a', 'c', 'e'], ['b', 'd']]);
    expect(value(records().verify(CANIGOU))).toEqual({ intact: true, brokenAt: null, why: null });
  });

  test.each<[string, () => void]>([
    ['rows sorted', () => rowsAfter(([top = [], ...rows]) => [top, ...rows.reverse()])],
    ['a title above, and an empty row', () => rowsAfter((rows) => [['Journal de la société'], [], ...rows])],
    ['a column of their own in between', () => rowsAfter((rows) => rows.map((row, at) => [...row.slice(0, 2), at === 0 ? 'Vu' : 'x', ...row.slice(2)]))],
    ['columns moved', () => rowsAfter((rows) => rows.map((row) => [row[19] ?? null, ...row.slice(0, 19)]))],
    ['the tab renamed', () => journal.rename('Historique')],
    ['headings in capitals', () => rowsAfter(([top = [], ...rows]) => [top.map((one) => (typeof one === 'string' ? one.toUpperCase() : one)), ...rows])],
  ])('%s: nothing is lost, nothing is wrong, and the next entry stands', (_, change) => {
    change();
    expect([findings(), words()]).toEqual([[], ['a', 'c', 'e']]);
    note('f');
    expect([findings(), words(), verifyChain(value(records().entriesOf(CANIGOU))).intact]).toEqual([[], ['a', 'c', 'e', 'f'], true]);
  });

  test.each<[string, JournalColumn, (was: string) => string]>([
    ['its content', 'content', (was) => was.replace('"c"', '"payé"')],
    ['its content, so that it is no JSON', 'content', () => '{'],
    ['its content, so that it is no entry', 'content', () => 'null'],
    ['its hash', 'hash', () => 'f'.repeat(64)],
    ['its place in the chain', 'seq', () => '7'],
    ['the customer it is about', 'debtor', () => CANIGOU.replace('4', '5')],
  ])('an entry of which somebody changed %s does not count, and its row is told', (_, column, change) => {
    touch(4, column, change(cell(4, column)));
    expect(words()).toEqual(['a', 'e']);
    expect(findings()).toEqual([['content', 4, 1]]);
    expect(value(records().verify(CANIGOU))).toMatchObject({ intact: false, brokenAt: 2 });
  });

  test('nothing is chained to a changed entry; once it says again what was written, everything goes on', () => {
    const was = cell(4, 'content');
    touch(4, 'content', was.replace('"c"', '"payé"'));
    expect(problem(records().append(entry(noted('f'), 'r-f'), null))).toEqual({ code: 'log/changed-by-hand', row: 4 });
    expect(told(value(records().handChanges(CANIGOU)))).toEqual([['content', 4, 1]]);
    expect(told(value(records().handChanges(PEYRON)))).toEqual([]);
    note('g', PEYRON);
    touch(4, 'content', was);
    note('f');
    expect([findings(), words(), words(PEYRON)]).toEqual([[], ['a', 'c', 'e', 'f'], ['b', 'd', 'g']]);
  });

  test('what people read in a row can be touched up; it is told, and the entry counts', () => {
    touch(4, 'who', 'Somebody else');
    expect([findings(), words()]).toEqual([[['cells', 4, 1]], ['a', 'c', 'e']]);
    expect(told(value(records().handChanges(CANIGOU)))).toEqual([['cells', 4, 1]]);
  });

  test('a row that was taken out is missed, in the middle and at the end, and never numbered anew', () => {
    journal.deleteRows(3);
    expect([findings(), words(PEYRON)]).toEqual([[['missing', null, 1]], ['d']]);
    journal.deleteRows(4, 2);
    expect(findings()).toEqual([['missing', null, 1], ['cut', null, 2]]);
    note('f');
    expect(cell(4, 'row')).toBe('6');
    expect(findings()).toEqual([['missing', null, 3]]);
  });

  test('a row that is a copy counts once, also when the copy was changed', () => {
    rowsAfter((rows) => [...rows, [...(rows[3] ?? [])]]);
    expect([findings(), words()]).toEqual([[['twice', 7, 1]], ['a', 'c', 'e']]);
    touch(4, 'content', '{}');
    expect([findings(), words()]).toEqual([[['twice', 4, 1]], ['a', 'c', 'e']]);
  });

  test('a row that somebody wrote himself does not count', () => {
    const [, , , row = []] = journal.rows;
    const forged = [...row];
    for (const [column, text] of Object.entries({ row: '6', seq: '4', entry: 'forged', request: 'forged' })) forged[columnOf(column as JournalColumn)] = text;
    rowsAfter((rows) => [...rows, forged, ['2026-11-24', '', 'Garage du Canigou', 'payé']]);
    expect(words()).toEqual(['a', 'c', 'e']);
    expect(findings()).toEqual([['content', 7, 1], ['foreign', 7, 2]]);
  });

  test('a tab without its headings is not a log: the missing ones are named', () => {
    journal.write(0, columnOf('hash'), [['Tampon']]);
    expect(problem(records().entriesOf(CANIGOU))).toEqual({ code: 'sheet/columns-gone', tab: 'Journal', columns: ['Empreinte'] });
    expect(problem(records().append(entry(noted('f'), 'r-f'), null)).code).toBe('sheet/columns-gone');
    expect(journal.rows).toHaveLength(6);
  });

  test.each(['content', 'cells', 'missing', 'cut', 'twice', 'foreign'] as const)('a card says of %s what happened and what to do', (what) => {
    for (const language of ['fr', 'en'] as const) {
      expect(wordHandChange({ row: 12, what, count: 3 }, language).text).toMatch(what === 'missing' || what === 'cut' ? /3/ : /12/);
    }
  });
});

describe('writing to the Journal', () => {
  test('while a colleague writes, nothing is written and it is said; the same request then stands once', () => {
    const other = {};
    company.world.lock.holdBy(other);
    const before = company.world.now();
    expect(problem(records().append(entry(noted('a'), 'r1'), null))).toEqual({ code: 'google/busy' });
    expect([company.world.now() - before, journal.rows.length]).toEqual([10_000, 1]);
    company.world.lock.release(other);
    expect(value(records().append(entry(noted('a'), 'r1'), null)).outcome).toBe('appended');
    expect(value(records().append(entry(noted('a'), 'r1'), null)).outcome).toBe('already-there');
    expect(journal.rows).toHaveLength(2);
  });

  test('a colleague who needs nine seconds is waited for', () => {
    company.world.lock.holdBy({}, company.world.now() + 9_000);
    expect(value(records().append(entry(noted('a'), 'r1'), null)).outcome).toBe('appended');
  });

  test('a colleague who wrote since the card was drawn wins: the step is decided under the lock', async () => {
    const mine = await reminderDue(company.desk(MARIE), CANIGOU, 'R-7K3F', 'r1');
    const his = await reminderDue(company.desk(PAUL), CANIGOU, 'R-2222', 'r2');
    const drawn = records();
    value(drawn.caseFile(CANIGOU));
    company.as(PAUL);
    value(company.records(PAUL).append(his, null));
    company.as(MARIE);
    expect(problem(drawn.append(mine, null))).toMatchObject({ code: 'log/step-taken', by: 'Paul Garnier' });
    expect(journal.rows).toHaveLength(2);
    value(company.records(MARIE).append(entry(promised(), 'r3'), null));
    expect(value(company.records(PAUL).entriesOf(CANIGOU)).map(({ author }) => author.name)).toEqual(['Paul Garnier', 'Marie Lefèvre']);
  });

  test('a colleague who wants to write in the middle of it is told to wait; nothing is doubled, and both stand in the end', () => {
    const mine = records();
    let his: unknown = null;
    company.desk(PAUL);
    company.as(MARIE);
    company.world.beforeNext('sheets', () => {
      company.as(PAUL);
      his = problem(company.records(PAUL).append(entry(noted('paul'), 'r-paul'), null));
      company.as(MARIE);
    });
    value(mine.append(entry(noted('marie'), 'r-marie'), null));
    expect(his).toEqual({ code: 'google/busy' });
    expect(words()).toEqual(['marie']);
    note('paul', CANIGOU, PAUL);
    expect([words(), findings(), head()?.rows]).toEqual([['marie', 'paul'], [], 2]);
  });

  test('a row that is gone before it was read back is not called written: the head stays, and the same request is written then', () => {
    const of = records();
    for (const act of [() => undefined, () => undefined, () => { journal.deleteRows(2); }]) company.world.beforeNext('sheets', act);
    expect(problem(of.append(entry(noted('a'), 'r1'), null)).code).toBe('sheet/not-answering');
    expect([journal.rows.length, head()]).toEqual([1, null]);
    expect(value(records().append(entry(noted('a'), 'r1'), null)).outcome).toBe('appended');
    expect([words(), findings()]).toEqual([['a'], []]);
  });

  test('an answer that is lost on its way: asked again, the entry that was written is there, once', () => {
    const of = records();
    company.world.faults.failNext('answer-lost');
    expect(problem(of.append(entry(noted('a'), 'r1'), null)).code).toBe('sheet/not-answering');
    expect(value(records().append(entry(noted('a'), 'r1'), null)).outcome).toBe('already-there');
    note('b');
    expect([journal.rows.length, findings(), words(), head()?.rows]).toEqual([3, [], ['a', 'b'], 2]);
  });

  test('a run that ends between the row and the head loses nothing: the row that follows is taken in', () => {
    note('a');
    const of = records();
    const crash = (): never => { throw new Error('stopped'); };
    // The mark of a log that has moved, the head, and then the head again.
    for (const act of [() => undefined, () => undefined, crash]) company.world.beforeNext('properties', act);
    expect(() => of.append(entry(noted('b'), 'r-b'), null)).toThrow('stopped');
    expect([journal.rows.length, head()?.rows, company.world.lock.freeAt({}, 0)]).toEqual([3, 1, 0]);
    expect([findings(), words()]).toEqual([[], ['a', 'b']]);
    note('c');
    expect([findings(), words(), head()?.rows]).toEqual([[], ['a', 'b', 'c'], 3]);
  });

  test('a row behind the head that does not follow it is told, and is not numbered over', () => {
    note('a');
    const kept = company.world.scriptProperties.get(`journal.${company.place.spreadsheet}`) ?? '';
    note('b');
    company.world.scriptProperties.set(`journal.${company.place.spreadsheet}`, kept);
    touch(3, 'link', '0'.repeat(64));
    expect(findings()).toEqual([['cells', 3, 1], ['foreign', 3, 1]]);
    note('c');
    expect(cell(4, 'row')).toBe('3');
  });

  test('whoever may only look is told so, and nothing is written', () => {
    const of = records(PAUL);
    company.file.share(`${PAUL.id}@atelier-nord.fr`, 'reader');
    expect(problem(of.append(entry(noted('a'), 'r1'), null))).toEqual({ code: 'sheet/no-rights', to: 'write' });
    expect(journal.rows).toHaveLength(1);
  });

  test('a log that is the server’s now is read, and nothing is written to it any more', () => {
    note('a');
    markMoved(company.place.spreadsheet, { address: 'https://relance.firm.test', at: MORNING, entries: 1 });
    expect(problem(records().append(entry(noted('b'), 'r-b'), null))).toEqual({ code: 'log/read-only' });
    expect([journal.rows.length, words()]).toEqual([2, ['a']]);
  });

  test('a log that another copy of the script wrote is gone on with', () => {
    note('a');
    note('b');
    company.world.scriptProperties.clear();
    note('c');
    expect([findings(), words(), head()?.rows]).toEqual([[], ['a', 'b', 'c'], 3]);
  });

  test('its time is that of the sheet’s zone', () => {
    company.setNow(at('2026-11-23T23:05:00.000Z'));
    note('a');
    expect([cell(2, 'day'), cell(2, 'time')]).toEqual(['2026-11-24', '00:05']);
  });
});

describe('a log that moves to the server', () => {
  const text: KeptText = { subject: 'Rappel', html: '<p>Bonjour</p>', text: 'Bonjour' };
  beforeEach(async () => {
    const asked = { ...(await reminderDue(company.desk(MARIE), CANIGOU, 'R-7K3F', 'r1')), contentHash: sha256Hex('Rappel\n\nBonjour') };
    value(records().append(asked, text));
    note('b', PEYRON);
    note('c');
  });

  test('goes as it was written, one chain per customer, with its texts, and the server takes it', async () => {
    const chains = value(records().movableLog());
    expect(chains.map(({ name, listed, entries, texts }) => [name, listed, entries.length, texts.length])).toEqual([['Garage du Canigou', true, 2, 1], ['Peyron', true, 1, 0]]);
    expect(chains[0]?.texts[0]?.text).toEqual(text);
    const store = await openStore('sqlite::memory:');
    const server = createRecords({ store, clock: { now: () => MORNING }, company: COMPANY, author: MARIE, templates: [], rates: null });
    await store.importLedger(COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: MORNING }, debtors: [aDebtor(), SECOND], invoices: [anInvoice()], problems: [], rows: 1 }, MORNING);
    expect(value(await server.importLog(chains))).toEqual({ debtors: 2, entries: 3, alreadyThere: 0 });
    expect(value(await server.entriesOf(CANIGOU))).toEqual(value(records().entriesOf(CANIGOU)));
    expect(value(await server.verify(CANIGOU))).toMatchObject({ intact: true, entries: 2 });
    await store.close();
  });

  test.each<[string, () => void, number | null]>([
    ['an entry was changed', () => touch(3, 'content', cell(3, 'content').replace('"b"', '"x"')), 3],
    ['a row was taken out', () => journal.deleteRows(3), null],
    ['its end was cut off', () => journal.deleteRows(4), null],
    ['a kept text was changed', () => journal.write(1, 26, [[String(journal.cell(1, 26)).replace('Bonjour', 'Adieu').replace('"text":"Bonjour"', '"text":"Adieu"')]]), 2],
  ])('does not go when %s', (_, damage, row) => {
    damage();
    expect(problem(records().movableLog())).toEqual({ code: 'log/changed-by-hand', row });
  });

  test('goes with what was touched up in words for readers alone', () => {
    touch(3, 'who', 'Somebody');
    expect(value(records().movableLog())).toHaveLength(2);
  });
});
