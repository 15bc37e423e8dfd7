import { beforeEach, describe, expect, test } from '@jest/globals';
import { localDate, mergedCellsInWords, missingTabsInWords, parseBookAddress, shortAddress, twinColumnsInWords, wordProblem } from '../../src/core';
import type { Instant, Problem, Result } from '../../src/core';
import { SimulatedSpreadsheet, googleServices, serial } from '../../src/demo/gmail/host';
import type { Cell, NewSheet, World } from '../../src/demo/gmail/host';
import { connectBook, titlesOfMissing } from '../../src/gmail/sheet/connect-book';
import { createBook } from '../../src/gmail/sheet/create-book';
import { followed, keptColumnsIn } from '../../src/gmail/sheet/kept-columns';
import { ledgerTabs } from '../../src/gmail/sheet/ledger-tabs';
import { lookAtBook } from '../../src/gmail/sheet/look-at-book';
import type { SeenBook } from '../../src/gmail/sheet/look-at-book';
import { openBook } from '../../src/gmail/sheet/open-book';
import type { BookPlace } from '../../src/gmail/sheet/open-book';
import { previewBook } from '../../src/gmail/sheet/preview-book';
import type { BookPreview, LedgerChoice } from '../../src/gmail/sheet/preview-book';
import type { BookStart } from '../../src/gmail/sheet/tab-design';
import { CLAIRE, aWorld } from '../demo/gmail/a-world';

const TODAY = localDate('2026-11-23');
const AT = '2026-11-23T09:00:00.000Z' as Instant;
const START: BookStart = { language: 'fr', today: TODAY, settings: {} };
const AUTHOR = { id: 'claire', name: 'Claire Martin' };
const ID = '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcde';
const URL_OF = (id: string, rest = '/edit'): string => `https://docs.google.com/spreadsheets/d/${id}${rest}`;
const AS_PROPOSED: LedgerChoice = { sheetId: null, mapping: null };

const HEADER: readonly Cell[] = ['N° facture', 'Client', 'E-mail', 'Date facture', 'Échéance', 'Montant TTC', 'Restant dû', 'Devise'];
const line = (number: string, client: string, due: string, amount: number, currency = 'EUR'): readonly Cell[] => [number, client, `compta@${client.toLowerCase()}.test`, serial('2026-09-01'), serial(due), amount, amount, currency];
const LEDGER: readonly (readonly Cell[])[] = [HEADER, line('FA-1', 'Durand', '2026-10-01', 120.5), line('FA-2', 'Durand', '2026-10-31', 79.5), line('FA-3', 'Roy', '2026-11-30', 1000, 'USD')];

let world: World;
const given = (...sheets: readonly NewSheet[]): SimulatedSpreadsheet => {
  const file = new SimulatedSpreadsheet({ id: ID, title: 'Suivi clients', access: { [CLAIRE.email]: 'owner', 'paul@firm.test': 'writer', 'lea@firm.test': 'reader' }, sheets });
  world.files.set(ID, file);
  return file;
};
const as = (email: string): void => { Object.assign(globalThis, googleServices(email === CLAIRE.email ? world : world.colleague({ email, timeZone: 'Europe/Paris', locale: 'fr' }))); };
beforeEach(() => {
  world = aWorld({ files: [] });
  as(CLAIRE.email);
});

const value = <T>(result: Result<T, Problem>): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};
const problem = (result: Result<unknown, Problem>): Problem => {
  if (result.ok) throw new Error('it did not fail');
  return result.problem;
};
const look = (): SeenBook => value(lookAtBook(URL_OF(ID)));
const preview = (choice = AS_PROPOSED): BookPreview => value(previewBook(look(), choice));
const connect = (choice = AS_PROPOSED, addTabs = true): Result<BookPlace, Problem> => {
  const seen = look();
  return connectBook({ seen, preview: value(previewBook(seen, choice)), addTabs, start: START, author: AUTHOR, at: AT });
};
const callsOf = (act: () => void): number => {
  world.slow.set('sheets', 1);
  const before = world.now();
  act();
  world.slow.set('sheets', 0);
  return world.now() - before;
};

describe('the address of a spreadsheet', () => {
  test.each<[string, string, number | null]>([
    ['as the browser shows it', URL_OF(ID, '/edit#gid=123'), 123],
    ['with a query and a tab', URL_OF(ID, '/edit?gid=7#gid=7'), 7],
    ['of the second Google account', `https://docs.google.com/spreadsheets/u/1/d/${ID}/edit`, null],
    ['of an organisation', `https://docs.google.com/a/firm.test/spreadsheets/d/${ID}/edit?usp=sharing`, null],
    ['without https', `docs.google.com/spreadsheets/d/${ID}`, null],
    ['in pointed brackets of a mail', ` <${URL_OF(ID)}> `, null],
    ['the bare id', ID, null],
    ['as a button of ours carries it', shortAddress({ spreadsheet: ID, sheetId: 12 }), 12],
    ['from Drive', `https://drive.google.com/open?id=${ID}`, null],
  ])('%s', (_title, typed, sheetId) => {
    expect(parseBookAddress(typed)).toEqual({ ok: true, value: { spreadsheet: ID, sheetId } });
  });

  test.each<[string, string, Problem]>([
    ['nothing', '  ', { code: 'sheet/not-an-address', because: 'empty' }],
    ['a published page', 'https://docs.google.com/spreadsheets/d/e/2PACX-1vQabcdefghijklmnopqrstuvwxyz/pubhtml', { code: 'sheet/not-an-address', because: 'published' }],
    ['a text document', `https://docs.google.com/document/d/${ID}/edit`, { code: 'sheet/not-an-address', because: 'other-document' }],
    ['a folder', `https://drive.google.com/drive/folders/${ID}`, { code: 'sheet/not-an-address', because: 'other-document' }],
    ['another site', `https://evil.test/spreadsheets/d/${ID}/edit`, { code: 'sheet/not-an-address', because: 'unknown' }],
    ['a site that only ends like Google', `https://docs.google.com.evil.test/spreadsheets/d/${ID}`, { code: 'sheet/not-an-address', because: 'unknown' }],
    ['words', 'mon classeur de factures', { code: 'sheet/not-an-address', because: 'unknown' }],
    ['an Excel file that Google Sheets shows', URL_OF(ID, '/edit?usp=sharing&ouid=1&rtpof=true&sd=true'), { code: 'sheet/office-file' }],
  ])('%s is refused in words that say what to paste', (_title, typed, refused) => {
    expect(parseBookAddress(typed)).toEqual({ ok: false, problem: refused });
    for (const language of ['fr', 'en'] as const) expect(wordProblem(refused, language, TODAY).body).toMatch(/spreadsheets\/d|copi|copy|Google Sheets/);
  });
});

describe('a spreadsheet of the clerk’s own', () => {
  test('is looked at in two calls: its tabs, and which of them are the invoices and the customers', () => {
    given({ title: 'Notes', rows: [['à faire']] }, { title: 'Suivi', rows: LEDGER }, { title: 'Tiers', rows: [['Code client', 'Raison sociale', 'Téléphone'], ['C1', 'Durand', '0102030405']] }, { title: 'Ancien', hidden: true, rows: LEDGER });
    expect(callsOf(() => look())).toBe(2);
    expect(look().tabs.map(({ title, purpose, hidden }) => [title, purpose, hidden])).toEqual([['Notes', null, false], ['Suivi', 'invoices', false], ['Tiers', 'customers', false], ['Ancien', null, true]]);
  });

  test('the tab that the address names is taken when it lists invoices, and not when it merely happened to be open', () => {
    const file = given({ title: 'Suivi 2026', rows: LEDGER }, { title: 'Suivi 2025', rows: LEDGER.map((row) => row.slice(0, 7)) }, { title: 'Notes', rows: [['à faire']] });
    const taken = (tab: string): string => value(previewBook(value(lookAtBook(URL_OF(ID, `/edit#gid=${file.sheet(tab).sheetId}`))), AS_PROPOSED)).ledger.fileName;
    expect(['Suivi 2026', 'Suivi 2025', 'Notes'].map(taken)).toEqual(['Suivi 2026', 'Suivi 2025', 'Suivi 2026']);
  });

  test('shows, before it is connected, what would be read: counts, sums per currency, the oldest due date', () => {
    given({ title: 'Suivi', rows: LEDGER });
    const { ledger, place, twins, merged } = preview();
    expect(ledger).toMatchObject({ fileName: 'Suivi', recognised: 'by-headers', summary: { debtors: 2, invoices: 3, open: [{ minor: 20_000, currency: 'EUR' }, { minor: 100_000, currency: 'USD' }], oldestDue: '2026-10-01' }, problems: [], problemCount: 0 });
    expect([place.mapping, twins, merged.count]).toEqual([null, [], 0]);
    expect(place.tabs).toEqual({ invoices: { sheetId: 0, title: 'Suivi' } });
  });

  test('rows that cannot be read are named with their reason, and the others are counted', () => {
    given({ title: 'Suivi', rows: [...LEDGER, ['FA-4', 'Zola', null, serial('2026-09-01'), { error: '#REF!' }, 10, 10, 'EUR'], ['FA-5', 'Zola', null, serial('2026-09-01'), null, 10, 10, 'ZZZ']] });
    const { ledger } = preview();
    expect(ledger.problems).toMatchObject([{ code: 'ledger/row-unreadable', row: 5, column: 'Échéance', why: 'cell-error' }, { code: 'ledger/row-unreadable', row: 6 }]);
    expect(ledger.summary.invoices).toBe(3);
  });

  test('without a needed column nothing is connected, and the column is named', () => {
    given({ title: 'Suivi', rows: LEDGER.map((row) => row.filter((_, at) => at !== 4)) });
    expect(preview().ledger).toMatchObject({ recognised: 'partly', problems: [{ code: 'ledger/column-missing', field: 'due' }], summary: { invoices: 0 } });
    expect(problem(connect())).toMatchObject({ code: 'ledger/column-missing', field: 'due' });
    expect(world.files.get(ID)?.sheets).toHaveLength(1);
  });

  test('a column that the clerk points at is used, whatever its heading', () => {
    given({ title: 'Suivi', rows: [['Pièce maison', ...HEADER.slice(1)], ...LEDGER.slice(1)] });
    const proposed = preview();
    expect(proposed.ledger.problems).toMatchObject([{ code: 'ledger/column-missing', field: 'invoice-number' }]);
    const mapping = { ...proposed.ledger.mapping, columns: { ...proposed.ledger.mapping.columns, 'invoice-number': 0 } };
    expect(preview({ sheetId: null, mapping }).ledger.summary.invoices).toBe(3);
    expect(value(connect({ sheetId: null, mapping })).mapping?.columns['invoice-number']).toBe(0);
  });

  test('dates that can be read in two orders are asked about with the example', () => {
    given({ title: 'Suivi', rows: [HEADER, ['FA-1', 'Durand', 'a@b.test', '01/09/2026', '03/11/2026', 10, 10, 'EUR']] });
    expect(preview().ledger.dateExample).toEqual({ column: 'Échéance', value: '03/11/2026', dayFirst: '2026-11-03', monthFirst: '2026-03-11' });
    expect(problem(connect()).code).toBe('ledger/date-order-undecided');
  });

  test('two columns of one name: nothing is guessed; once the clerk has chosen one, which is read and which is not is said', () => {
    given({ title: 'Suivi', rows: LEDGER.map((row, at) => [...row, at === 0 ? 'Restant dû' : 5]) });
    const { obstacle, ledger: { mapping } } = preview();
    expect(obstacle).toEqual({ code: 'ledger/column-twice', file: 'Suivi', header: 'Restant dû', columns: ['G', 'I'] });
    expect(problem(connect())).toEqual(obstacle);
    const chosen = preview({ sheetId: null, mapping });
    expect([chosen.obstacle, chosen.ledger.summary.invoices]).toEqual([null, 3]);
    expect(chosen.twins).toEqual([{ header: 'Restant dû', used: 'G', other: 'I' }]);
    expect(twinColumnsInWords('Restant dû', 'G', 'I', 'fr')).toBe('Deux colonnes «\u00a0Restant dû\u00a0»\u00a0: G est utilisée, I ne l’est pas. Choisissez l’autre ci-dessous, ou renommez-en une.');
  });

  test('merged cells in columns that are read are told with their places; a merged title is not', () => {
    const file = given({ title: 'Suivi', rows: [['Suivi des factures'], ...LEDGER] });
    const tab = file.sheet('Suivi');
    tab.merge('A1:H1');
    expect(preview().merged.count).toBe(0);
    tab.merge('B3:B4');
    expect(preview().merged).toEqual({ ranges: ['B3:B4'], count: 1 });
    expect(preview().ledger.problems).toMatchObject([{ code: 'ledger/row-unreadable', row: 4, why: 'no-customer' }]);
    expect(mergedCellsInWords(['B3:B4'], 1, 'fr')).toContain('B3:B4');
  });

  test('nothing is added before the clerk agrees, and what would be added is named', () => {
    const file = given({ title: 'Suivi', rows: LEDGER });
    expect(problem(connect(AS_PROPOSED, false))).toEqual({ code: 'sheet/tabs-to-add', tabs: ['Journal', 'Modèles', 'Plan', 'Réglages', 'Balance âgée', 'À relancer'] });
    expect(file.sheets.map(({ title }) => title)).toEqual(['Suivi']);
    expect(missingTabsInWords(titlesOfMissing(look(), preview(), START), 'fr')).toContain('«\u00a0Journal\u00a0»');
  });

  test('the missing tabs are added in one call, the clerk’s own stay as they are', () => {
    const file = given({ title: 'Suivi', rows: LEDGER });
    const before = file.sheet('Suivi').state;
    let place: BookPlace | null = null;
    const seen = look();
    const shown = value(previewBook(seen, AS_PROPOSED));
    expect(callsOf(() => { place = value(connectBook({ seen, preview: shown, addTabs: true, start: START, author: AUTHOR, at: AT })); })).toBe(1);
    expect(file.sheets.map(({ title }) => title)).toEqual(['Suivi', 'Journal', 'Modèles', 'Plan', 'Réglages', 'Balance âgée', 'À relancer']);
    expect(file.sheet('Suivi').state).toEqual(before);
    expect(file.sheet('Journal').state.protections).toMatchObject([{ warningOnly: true }]);
    const tabs = (place as BookPlace | null)?.tabs ?? {};
    for (const { sheetId, title } of Object.values(tabs)) expect(file.byId(sheetId)?.title).toBe(title);
    expect(Object.keys(tabs)).toHaveLength(7);
  });

  test('a tab of customers is added only where the invoices tell nobody’s address', () => {
    given({ title: 'Suivi', rows: LEDGER.map((row) => row.filter((_, at) => at !== 2)) });
    expect(preview().missing).toContain('customers');
    given({ title: 'Suivi', rows: LEDGER });
    expect(preview().missing).not.toContain('customers');
  });

  test('an accountant’s own "Journal" is left alone: ours gets another name', () => {
    const file = given({ title: 'Suivi', rows: LEDGER }, { title: 'Journal', rows: [['Date', 'Compte', 'Débit', 'Crédit'], [serial('2026-01-01'), '411', 1, 0]] });
    const place = value(connect());
    expect(place.tabs.journal?.title).toBe('Journal Relance');
    expect(file.sheet('Journal').rows).toHaveLength(2);
  });

  test('its second colleague finds Journal, tab and columns by the address alone, and writes nothing', () => {
    const file = given({ title: 'Archives', rows: LEDGER }, { title: 'Suivi', rows: [['Pièce maison', ...HEADER.slice(1)], ...LEDGER.slice(1)] });
    const suivi = file.sheet('Suivi');
    const { ledger } = preview({ sheetId: suivi.sheetId, mapping: null });
    const mine = value(connect({ sheetId: suivi.sheetId, mapping: { ...ledger.mapping, columns: { ...ledger.mapping.columns, 'invoice-number': 0 } } }));
    const before = file.sheets.map(({ state }) => state);
    as('paul@firm.test');
    const theirs = preview();
    expect(theirs.ledger.recognised).toBe('remembered');
    expect(theirs.missing).toEqual([]);
    expect(value(connect())).toEqual(mine);
    expect(file.sheets.map(({ state }) => state)).toEqual(before);
  });

  test('renamed tabs are found by their headings', () => {
    const file = given({ title: 'Suivi', rows: LEDGER });
    value(connect());
    file.sheet('Journal').rename('Historique');
    file.sheet('Réglages').rename('Config');
    file.sheet('Suivi').rename('Compta');
    file.sheet('Balance âgée').rename('Âges');
    const { place, missing } = preview();
    expect(missing).toEqual([]);
    expect([place.tabs.journal?.title, place.tabs.settings?.title, place.tabs.invoices?.title, place.tabs.ageing?.title]).toEqual(['Historique', 'Config', 'Compta', 'Âges']);
  });

  test('not shared with this account, or no spreadsheet at all, is said as such', () => {
    given({ title: 'Suivi', rows: LEDGER });
    as('stranger@else.test');
    expect(problem(lookAtBook(URL_OF(ID)))).toEqual({ code: 'sheet/no-rights', to: 'read' });
    as(CLAIRE.email);
    expect(problem(lookAtBook(URL_OF('1Zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz')))).toEqual({ code: 'sheet/gone' });
  });

  test('who may only look at it cannot have tabs added, and learns why', () => {
    given({ title: 'Suivi', rows: LEDGER });
    as('lea@firm.test');
    expect(preview().ledger.summary.invoices).toBe(3);
    expect(problem(connect())).toEqual({ code: 'sheet/no-rights', to: 'write' });
  });

  test('a lost answer adds nothing twice: the second try finds what the first one made', () => {
    const file = given({ title: 'Suivi', rows: LEDGER });
    const seen = look();
    const shown = value(previewBook(seen, AS_PROPOSED));
    world.faults.failNext('answer-lost');
    expect(problem(connectBook({ seen, preview: shown, addTabs: true, start: START, author: AUTHOR, at: AT })).code).toBe('sheet/not-answering');
    value(connect());
    expect(file.sheets).toHaveLength(7);
  });

  test('a spreadsheet that Relance made is connected by a colleague as it is', () => {
    const made = value(createBook(START, 'Europe/Paris'));
    const seen = value(lookAtBook(made.url));
    expect(seen.tabs.map(({ purpose }) => purpose)).toEqual(['invoices', 'customers', 'journal', 'texts', 'plans', 'settings', 'ageing', 'to-remind']);
    const shown = value(previewBook(seen, AS_PROPOSED));
    expect([shown.missing, shown.ledger.summary.invoices]).toEqual([[], 0]);
    expect(value(connectBook({ seen, preview: shown, addTabs: false, start: START, author: AUTHOR, at: AT }))).toEqual(made.place);
  });
});

describe('the columns that everybody reads', () => {
  test('are those of every later reading, where they stand now, whatever this user remembers', () => {
    const file = given({ title: 'Suivi', rows: LEDGER });
    const { mapping } = preview().ledger;
    const place = value(connect({ sheetId: null, mapping }));
    const rows = file.sheet('Suivi').rows.map((row, at) => [row[0] ?? null, at === 0 ? 'Remise' : 3, ...row.slice(1)]);
    file.sheet('Suivi').write(0, 0, rows);
    for (const remembered of [place, { ...place, mapping: null }]) {
      const read = value(ledgerTabs(openBook(remembered)));
      expect(read.invoices.mapping.columns).toMatchObject({ due: 5, outstanding: 7 });
    }
  });

  const settingsOf = (place: BookPlace): ReturnType<typeof keptColumnsIn> => {
    const read = value(openBook(place).rows('settings', 'invoices'));
    return keptColumnsIn(read.settings ?? []);
  };

  test('are followed when a colleague inserts or moves a column, and one whose heading is gone is not guessed', () => {
    const file = given({ title: 'Suivi', rows: LEDGER });
    const { mapping } = preview().ledger;
    const kept = settingsOf(value(connect({ sheetId: null, mapping })));
    expect(kept?.mapping?.columns.outstanding).toBe(6);
    const rows = file.sheet('Suivi').rows.map((row, at) => [row[0], at === 0 ? 'Remise' : 3, ...row.slice(1)]) as never;
    expect(followed(rows, kept as NonNullable<typeof kept>)?.columns).toEqual({ 'invoice-number': 0, 'debtor-name': 2, 'contact-address': 3, issued: 4, due: 5, amount: 6, outstanding: 7, currency: 8 });
    const renamed = LEDGER.map((row, at) => row.map((cell, column) => (at === 0 && column === 6 ? 'Divers' : cell))) as never;
    expect(followed(renamed, kept as NonNullable<typeof kept>)?.columns.outstanding).toBeUndefined();
    const titled = [['Suivi 2026'], [], ...LEDGER] as never;
    expect(followed(titled, kept as NonNullable<typeof kept>)?.headerRow).toBe(2);
  });

  test.each(['{', '[]', '{"version":2}', '{"version":1,"invoices":0,"customers":null,"headers":{},"mapping":{"columns":{"due":-1},"headerRow":0}}', '{"version":1,"invoices":"0","customers":null,"headers":{},"mapping":null}'])('what somebody typed over them (%s) counts as if it were not there', (typed) => {
    const file = given({ title: 'Suivi', rows: LEDGER });
    const place = value(connect());
    expect(settingsOf(place)?.invoices).toBe(0);
    const tab = file.sheet('Réglages');
    tab.edit(`C${tab.rows.length}`, typed);
    expect(settingsOf(place)).toBeNull();
    expect(preview().ledger.recognised).toBe('by-headers');
  });
});
