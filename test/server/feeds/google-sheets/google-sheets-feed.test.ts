import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ColumnMapping } from '../../../../src/core';
import { columnsShown } from '../../../../src/server/feeds/google-sheets/shown-cells';
import { readServiceAccount } from '../../../../src/server/feeds/google-sheets/service-account';
import { readCursor, written } from '../../../../src/server/feeds/google-sheets/sheet-cursor';
import { Said, whole } from '../../../contracts/feed-contract';
import { HEADERS, SPREADSHEET, keyFile, openGoogleSheetsWorld, serial } from '../../../contracts/google-sheets-world';
import type { GoogleSheetsWorld } from '../../../contracts/google-sheets-world';
import fc from '../../../property';

const never = (): AbortSignal => new AbortController().signal;
const GARAGE = 'Garage du Canigou';
const bill = (number: string, total = 100_000): Parameters<GoogleSheetsWorld['invoice']>[0] => ({ customer: GARAGE, number, issued: '2026-09-01', due: '2026-10-01', total });

describe('a ledger in Google Sheets', () => {
  let world: GoogleSheetsWorld;

  beforeEach(async () => { world = await openGoogleSheetsWorld(); });
  afterEach(() => world.close());

  it('is read in three calls and one for the token, which lasts', async () => {
    const feed = world.feed();
    await whole(feed);
    expect(world.calls()).toBe(4);
    await whole(feed);
    expect(world.calls()).toBe(3);
  });

  it('values that are the same change nothing; what was told and is gone is taken away', async () => {
    await world.invoice(bill('FA-1'));
    const feed = world.feed();
    const said = await whole(feed);
    for await (const page of feed.changes(said.cursor as string, never())) expect(page).toMatchObject({ ok: true, value: { debtors: [], invoices: [], cursor: said.cursor } });
    await world.remove('FA-1');
    const pages = [];
    for await (const page of feed.changes(said.cursor as string, never())) pages.push(page);
    expect(pages).toMatchObject([{ ok: true, value: { gone: { invoices: ['atelier:FA-1'], debtors: [] } } }]);
  });

  it('a pull that goes on while the sheet was changed leaves nothing behind of what is gone', async () => {
    await world.invoice(bill('FA-1'));
    const numbers = await world.many(400);
    const said = new Said();
    // Two pages of customers and one of invoices, so that some were told.
    for await (const page of world.feed().whole(null, never())) {
      if (!page.ok) throw new Error(page.problem.code);
      said.take(page.value);
      if (said.pages === 3) break;
    }
    expect(said.has('FA-1')).toBe(true);
    await world.remove('FA-1');
    for await (const page of world.feed().whole(said.cursor, never())) if (page.ok) said.take(page.value);
    expect(said.has('FA-1')).toBe(false);
    expect(said.plain()).toEqual((await whole(world.feed())).plain());
    expect(said.has(numbers.at(-1) as string)).toBe(true);
  });

  it('a dispute that a column marks is seen, a balance of nothing is no payment', async () => {
    for (const number of ['FA-1', 'FA-2']) await world.invoice(bill(number));
    await world.dispute?.('FA-1');
    await world.writeOff?.('FA-2');
    const said = await whole(world.feed());
    expect(said.of('FA-1')).toMatchObject({ disputed: { minor: 100_000, currency: 'EUR' }, instalments: [{ outstanding: { minor: 100_000 } }] });
    expect(said.of('FA-2')).toMatchObject({ payments: [], instalments: [{ outstanding: { minor: 0 } }] });
  });

  it('an amount that is shown in dollars is dollars, a code that is shown with its zeros has them', async () => {
    const tab = world.tabs[1];
    if (tab === undefined) throw new Error('no tab');
    tab.rows.push([412, 'Western Supply', null, 'ap@western.example', 7, serial('2026-09-01'), serial('2026-10-01'), 1_200, 1_200]);
    const at = tab.rows.length - 1;
    world.tabs[1] = { ...tab, patterns: { [`${String(at)}:0`]: '00000', [`${String(at)}:4`]: '000', [`${String(at)}:7`]: '[$$-409]#,##0.00', [`${String(at)}:8`]: '[$$-409]#,##0.00' } };
    const said = await whole(world.feed());
    expect(said.of('007').instalments).toMatchObject([{ outstanding: { minor: 120_000, currency: 'USD' } }]);
    expect(said.debtor('Western Supply').code).toBe('00412');
  });

  it('the tab that the address names wins where it can be read, a hidden one is not used by itself', async () => {
    const tab = world.tabs[1];
    if (tab === undefined) throw new Error('no tab');
    world.tabs.push({ sheetId: 2026, title: '2026', rows: [HEADERS, ['C9', 'Maison Roca', null, 'compta@roca.example', 'FB-1', serial('2026-09-01'), serial('2026-10-01'), 10, 10]] });
    const of = async (spreadsheet: string): Promise<Said> => {
      const made = world.made({ values: { spreadsheet } });
      if (!made.ok) throw new Error(made.problem.code);
      return whole(made.value);
    };
    const address = (gid: number): string => `https://docs.google.com/spreadsheets/d/${SPREADSHEET}/edit?gid=${String(gid)}#gid=${String(gid)}`;
    expect((await of(address(2026))).has('FB-1')).toBe(true);
    expect((await of(address(0))).has('FB-1')).toBe(false);
    world.tabs.pop();
    world.tabs[1] = { ...tab, hidden: true };
    world.tabs[0] = { sheetId: 0, title: 'Notes', hidden: true, rows: [] };
    for await (const page of world.feed().whole(null, never())) expect(page).toMatchObject({ ok: false, problem: { code: 'ledger/sheet-remark', what: 'hidden-sheet' } });
  });

  it('a tab that is renamed while it is read is found again', async () => {
    const feed = world.feed();
    world.meanwhile(() => { (world.tabs[1] as { title: string }).title = "L'année"; });
    expect((await whole(feed)).has('FA-2025-1')).toBe(true);
  });

  it('a file that Google only shows as a spreadsheet is refused by name', async () => {
    world.trouble({ kind: 'fails', calls: 2, status: 400 });
    for await (const page of world.feed().whole(null, never())) expect(page).toMatchObject({ ok: false, problem: { code: 'feed/setting-refused', field: 'spreadsheet' } });
  });

  it('a sheet that cannot be mapped says what is missing, a remembered mapping is used', async () => {
    const tab = world.tabs[1];
    if (tab === undefined) throw new Error('no tab');
    tab.rows[0] = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];
    for await (const page of world.feed().whole(null, never())) expect(page).toMatchObject({ ok: false, problem: { code: expect.stringMatching(/^ledger\/(no-usable-column|column-missing)$/) } });
    const columns: ColumnMapping['columns'] = { 'debtor-code': 0, 'debtor-name': 1, 'invoice-number': 4, issued: 5, due: 6, amount: 7, outstanding: 8 };
    const mapping: ColumnMapping = { columns, headerRow: 0, sheet: null, dateOrder: 'day-first', decimal: null, defaultCurrency: 'EUR' };
    const made = world.made({ values: { spreadsheet: `${SPREADSHEET}#gid=77` }, mappingFor: (layout) => Promise.resolve(/^a\u001fb/.test(layout) ? mapping : null) });
    expect(made.ok && (await whole(made.value)).has('FA-2025-1')).toBe(true);
    expect(columnsShown(mapping)).toEqual([0, 4, 7, 8]);
  });

  it('an empty sheet, and one with nothing but headers, are no ledger without customers', async () => {
    const tab = world.tabs[1];
    if (tab === undefined) throw new Error('no tab');
    tab.rows = [HEADERS];
    for await (const page of world.feed().whole(null, never())) expect(page).toMatchObject({ ok: false, problem: { code: 'ledger/empty' } });
  });

  it('a spreadsheet that does not exist is named', async () => {
    const made = world.made({ values: { spreadsheet: '1ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ' } });
    expect(made.ok && (await made.value.check(never()))).toMatchObject({ ok: false, problem: { code: 'feed/not-found', what: 'spreadsheet' } });
  });

  it.each([
    ['no address', { spreadsheet: ' ' }, 'spreadsheet', 'missing'], ['another document', { spreadsheet: 'https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit' }, 'spreadsheet', 'malformed'],
    ['no key file', { 'service-account': '' }, 'service-account', 'missing'], ['a key file cut off', { 'service-account': keyFile().slice(0, 200) }, 'service-account', 'malformed'],
    ['a key that is none', { 'service-account': keyFile('-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n') }, 'service-account', 'malformed'],
  ])('%s is refused before anything is asked', (_, values, field, because) => {
    expect(world.made({ values: { spreadsheet: SPREADSHEET, 'service-account': keyFile(), ...values } })).toMatchObject({ ok: false, problem: { code: 'feed/setting-refused', field, because } });
    expect(world.calls()).toBe(0);
  });

});

describe('what comes back from a disk or out of a form', () => {
  it('no text but a key file is one, no text but a cursor is one', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 400 }), fc.json()), (text) => {
      expect(readServiceAccount(text, 'x').ok).toBe(false);
      expect(readCursor(text)).toBeNull();
    }));
  });

  it('a cursor comes back as it was written', () => {
    fc.assert(fc.property(fc.record({ hash: fc.string(), debtors: fc.array(fc.string()), invoices: fc.array(fc.string()), next: fc.option(fc.nat()) }), (cursor) => {
      expect(readCursor(written(cursor))).toEqual(cursor);
    }));
  });
});
