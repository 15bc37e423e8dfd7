import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from '../property';
import Libsql from 'libsql';
import { Kysely } from 'kysely';
import { assignIds, invoiceId, keysOf, ok } from '../../src/core';
import type { CompanyId, Debtor, DebtorId, LegalIds, RequestId } from '../../src/core';
import { domainJudge } from '../../src/server/store/company-domains';
import { dialectOf, safeInteger } from '../../src/server/store/dialect';
import { migrate, unmigrate } from '../../src/server/store/migrations';
import { openStore } from '../../src/server/store/open-store';
import type { LedgerContent } from '../../src/server/store/ledger-content';
import type { Tables } from '../../src/server/store/schema';
import { COMPANY, MARIE, TODAY, aContact, aDebtor, aNewEntry, aProfile, address, anInvoice, at, eur, noted } from '../core/builders';

const NOW = at('2026-11-23T08:12:00.000Z');
const NO_IDS: LegalIds = { siren: null, siret: null, vat: null };
const debtor = (id: string, over: Partial<Debtor> = {}): Debtor => aDebtor({ id: id as DebtorId, code: null, name: id, legalIds: NO_IDS, contacts: [], domains: [], town: null, ...over });
const content = (debtors: readonly Debtor[], invoices: LedgerContent['invoices'], rows = invoices.length): LedgerContent => ({ source: { name: 'x.csv', kind: 'file', asOf: NOW }, debtors, invoices, problems: [], rows });
const keeper = { author: MARIE, at: NOW, on: TODAY, check: () => ok(null) };

describe('the file of the database', () => {
  test('an answered append survives a power cut: write-ahead log, every commit flushed, foreign keys kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relance-pragma-'));
    const { dialect } = dialectOf(`sqlite:${join(folder, 'deeper', 'x.db')}`);
    const db = new Kysely<Tables>({ dialect });
    const pragma = async (name: string) => Object.values((await db.executeQuery<Record<string, unknown>>({ sql: `pragma ${name}`, parameters: [], query: { kind: 'RawNode' }, queryId: { queryId: name } } as never)).rows[0] ?? {})[0];
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys'), await pragma('busy_timeout')]).toEqual(['wal', 2, 1, 5000]);
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the migrations go forward, back and forward again', async () => {
    const db = new Kysely<Tables>({ dialect: dialectOf('sqlite::memory:').dialect });
    await migrate(db);
    await unmigrate(db);
    await migrate(db);
    expect(await db.selectFrom('log_entries').selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  test('what was written is there after a restart, and an older store is opened again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relance-restart-'));
    const url = `sqlite:${join(folder, 'x.db')}`;
    const first = await openStore(url);
    await first.importLedger(COMPANY, content([debtor('a')], [anInvoice({ debtor: 'a' as DebtorId })]), NOW);
    await first.close();
    const second = await openStore(url);
    expect((await second.account(COMPANY, (await second.overdue(COMPANY, TODAY, 0, 9)).debtors[0] ?? ''))?.invoices.length).toBe(1);
    await second.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a file that is no database is refused', async () => {
    await expect(openStore(`sqlite:${__filename}`)).rejects.toMatchObject({ code: expect.stringMatching(/SQLITE/) });
    await expect(openStore('mysql://x')).rejects.toThrow('postgres');
  });

  test('a debtor with a log cannot be removed behind our back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relance-keys-'));
    const store = await openStore(`sqlite:${join(folder, 'x.db')}`);
    await store.importLedger(COMPANY, content([debtor('a', { code: 'A' })], []), NOW);
    await store.append(COMPANY, aNewEntry(noted(), { debtor: 'c-a' as DebtorId }), null, keeper);
    await store.close();
    const bare = new Libsql(join(folder, 'x.db'));
    bare.exec('PRAGMA foreign_keys = ON');
    expect(() => bare.exec('delete from debtors')).toThrow(/FOREIGN KEY/);
    bare.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('an integer that a number cannot hold is an error, never rounded', () => {
    expect([safeInteger('9007199254740991'), safeInteger('-5')]).toEqual([9_007_199_254_740_991, -5]);
    expect(() => safeInteger('9007199254740993')).toThrow(RangeError);
  });
});

test('one tenant sees nothing of another', async () => {
  const store = await openStore('sqlite::memory:');
  const other = 'other' as CompanyId;
  const theirs = anInvoice({ company: other, debtor: 'a' as DebtorId });
  await store.importLedger(COMPANY, content([debtor('a', { code: 'A', name: 'Garage', contacts: [aContact({ address: address('x@garage.fr') })] })], [anInvoice({ debtor: 'a' as DebtorId })]), NOW);
  await store.importLedger(other, content([debtor('a', { code: 'A', name: 'Boucherie' })], [{ ...theirs, id: invoiceId(other, theirs.number, 'invoice') }]), NOW);
  await store.append(COMPANY, aNewEntry(noted(), { debtor: 'c-a' as DebtorId }), null, keeper);
  await store.learn(COMPANY, { scope: 'thread', value: 't', debtor: null }, { id: 'x', name: 'X' }, NOW);
  expect((await store.account(other, 'c-a'))?.debtor.name).toBe('Boucherie');
  expect((await store.account(other, 'c-a'))?.entries).toEqual([]);
  expect(await store.search(other, 'garage')).toEqual([]);
  expect(await store.lookUp(other, { addresses: [address('x@garage.fr')], domains: ['garage.fr'], numbers: [], sirens: [], vats: [], references: [], thread: 't' })).toEqual([]);
  expect((await store.append(other, aNewEntry(noted(), { debtor: 'c-a' as DebtorId }), null, keeper)).ok).toBe(true);
  expect([await store.ledgerFacts('nobody'), await store.settings('nobody'), await store.overdue('nobody', TODAY, 0, 9)]).toEqual([null, null, { debtors: [], count: 0 }]);
  await store.close();
});

describe('under which id a debtor is kept', () => {
  const assign = (now: Debtor, known: Debtor, knownId = 'kept'): string | undefined => assignIds([now], [{ id: knownId, keys: keysOf(known) }]).get(now.id);
  const siren = { ...NO_IDS, siren: '404833048' };
  test.each<[string, Partial<Debtor>, Partial<Debtor>, boolean]>([
    ['the same code, another name', { code: 'C1', name: 'New' }, { code: 'c1 ', name: 'Old' }, true],
    ['another code, the same name and SIREN', { code: 'C2', name: 'Garage', legalIds: siren }, { code: 'C1', name: 'Garage', legalIds: siren }, false],
    ['a code for the first time, the same SIREN', { code: 'C1', legalIds: siren }, { legalIds: siren }, true],
    ['the code is gone from the file, the same SIREN', { legalIds: siren }, { code: 'C1', legalIds: siren }, true],
    ['SIREN where a SIRET was', { legalIds: siren }, { legalIds: { ...NO_IDS, siret: '40483304800022' } }, true],
    ['VAT where a SIREN was', { legalIds: { ...NO_IDS, vat: 'FR83404833048' } }, { legalIds: siren }, true],
    ['a foreign VAT number stays', { name: 'New', legalIds: { ...NO_IDS, vat: 'DE123456789' } }, { name: 'Old', legalIds: { ...NO_IDS, vat: 'DE123456789' } }, true],
    ['name and town in other letters', { name: 'SARL Éts Peyron', town: 'LYON' }, { name: 'Ets. PEYRON', town: 'Lyon' }, true],
    ['the same name in another town', { name: 'Peyron', town: 'Lille' }, { name: 'Peyron', town: 'Lyon' }, false],
  ])('%s', (_, now, before, kept) => {
    expect(assign(debtor('now', now), debtor('before', before)) === 'kept').toBe(kept);
  });

  test('a SIREN that two known debtors carry picks neither, nor does their name', () => {
    const now = debtor('now', { legalIds: siren, name: 'Groupe' });
    const known = ['one', 'two'].map((id) => ({ id, keys: keysOf(debtor(id, { legalIds: siren, name: id === 'one' ? 'Groupe' : 'Filiale' })) }));
    expect(['one', 'two']).not.toContain(assignIds([now], known).get(now.id));
  });

  test('whatever the file holds, each debtor gets an id of its own and reading it again changes none', () => {
    const some = fc.record({ code: fc.option(fc.constantFrom('A', 'B', 'C', ' a'), { nil: null }), name: fc.constantFrom('X', 'Y'), town: fc.option(fc.constantFrom('L', 'M'), { nil: null }), siren: fc.option(fc.constantFrom('404833048', '812345676'), { nil: null }) });
    fc.assert(fc.property(fc.array(some, { maxLength: 12 }), (rows) => {
      const debtors = rows.map((r, n) => debtor(`d${n}`, { code: r.code, name: r.name, town: r.town, legalIds: { ...NO_IDS, siren: r.siren } }));
      const first = assignIds(debtors, []);
      expect(new Set(first.values()).size).toBe(debtors.length);
      const codes = debtors.map((d) => d.code?.trim().toLowerCase() ?? null);
      const clear = codes.every((c, n) => c !== null && codes.indexOf(c) === n);
      const again = assignIds(debtors, debtors.map((d) => ({ id: first.get(d.id) ?? '', keys: keysOf(d) })));
      if (clear) expect([...again]).toEqual([...first]);
      expect(new Set(again.values()).size).toBe(debtors.length);
    }), { numRuns: 200 });
  });
});

describe('which domain stands for a company', () => {
  const judge = domainJudge({ providers: new Set(['tenlongmail.example.org', 'freebox.example']), own: ['atelier-nord.fr'], company: ['orange.fr'], freeMail: ['cabinet-expert.fr'] });
  test.each<[string, string | null]>([
    ['garage.fr', 'garage.fr'], ['MAIL.Garage.fr', 'garage.fr'], ['a.b.dupont.co.uk', 'dupont.co.uk'], ['mairie.lille.fr', 'lille.fr'], ['shop.github.io', 'shop.github.io'],
    ['gmail.com', null], ['wanadoo.fr', null], ['freebox.example', null], ['atelier-nord.fr', null], ['paris.atelier-nord.fr', null], ['orange.fr', 'orange.fr'], ['cabinet-expert.fr', null],
    ['co.uk', null], ['localhost', null], ['', null], ['192.168.0.1', null],
  ])('%s: %s', (domain, company) => {
    expect(judge.companyDomain(domain)).toBe(company);
  });
});

describe('a newer reading that needs the clerk\u2019s word', () => {
  const ten = Array.from({ length: 10 }, (_, n) => debtor(`d${n}`, { code: `D${n}`, name: `Client ${n}` }));
  const bills = (list: readonly Debtor[]) => list.map((d, n) => anInvoice({ number: `F-${d.code ?? ''}-${n}`, debtor: d.id }));
  const compare = async (next: LedgerContent, log: boolean = false) => {
    const store = await openStore('sqlite::memory:');
    await store.importLedger(COMPANY, content(ten, bills(ten), 100), NOW);
    if (log) await store.append(COMPANY, aNewEntry(noted(), { debtor: 'c-d0' as DebtorId, requestId: 'r' as RequestId }), null, keeper);
    const difference = await store.compareLedger(COMPANY, next);
    await store.close();
    return difference;
  };
  test.each([[71, null], [70, 'fewer-rows'], [69, 'fewer-rows'], [150, null]])('of 100 rows, %i are left: %s', async (rows, reason) => {
    expect((await compare(content(ten, bills(ten), rows)))?.reason ?? null).toBe(reason);
  });
  test.each([[8, null], [7, 'other-customers'], [0, 'other-customers']])('of ten customers, %i are left: %s', async (left, reason) => {
    const difference = await compare(content([...ten.slice(0, left), debtor('new', { code: 'NEW', name: 'Nouveau' })], bills(ten.slice(0, left)), 100));
    expect(difference?.reason ?? null).toBe(reason);
    if (difference !== null) expect(difference).toMatchObject({ rowsBefore: 100, rowsNow: 100, customersGoneCount: 10 - left, customersNewCount: 1, customersNew: ['Nouveau'] });
  });
  test('one customer with a log whose invoices stand under a new code would lose its log: asked', async () => {
    const renamed = [debtor('x', { code: 'NEW', name: 'Client 0' }), ...ten.slice(1)];
    const moved = content(renamed, [anInvoice({ number: 'F-D0-0', debtor: 'x' as DebtorId }), ...bills(ten).slice(1)], 100);
    expect(await compare(moved)).toBeNull();
    expect((await compare(moved, true))?.reason).toBe('other-customers');
  });
  test('the first ledger is never asked about', async () => {
    const store = await openStore('sqlite::memory:');
    expect(await store.compareLedger(COMPANY, content(ten, [], 0))).toBeNull();
    await store.close();
  });
});

test('a large ledger is written in short turns: a clerk\u2019s question in between is answered at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-import-'));
  const store = await openStore(`sqlite:${join(folder, 'x.db')}`);
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  const debtors = Array.from({ length: 1_500 }, (_, n) => debtor(`d${n}`, { code: `D${n}`, name: `Client ${n}` }));
  const invoices = debtors.flatMap((d) => Array.from({ length: 4 }, (_, i) => anInvoice({ number: `${d.code ?? ''}-${i}`, debtor: d.id, amount: eur(10 + i) })));
  let done = false;
  let answered = 0;
  const importing = store.importLedger(COMPANY, content(debtors, invoices), NOW).then((report) => { done = true; return report; });
  while (!done) {
    await store.header(COMPANY);
    answered += 1;
    await new Promise((resolve) => { setTimeout(resolve, 1); });
  }
  const report = await importing;
  expect(report).toMatchObject({ debtors: 1_500, invoices: 6_000, written: 1_500, missing: 0 });
  // One long transaction would let a single question in, at its end.
  expect(answered).toBeGreaterThan(8);
  expect((await store.importLedger(COMPANY, content(debtors, invoices), NOW)).written).toBe(0);
  expect((await store.importLedger(COMPANY, content(debtors, invoices.slice(1)), NOW))).toMatchObject({ written: 1, missing: 1, generation: 3 });
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a mapping is remembered per layout', async () => {
  const store = await openStore('sqlite::memory:');
  const mapping = { columns: { due: 3 }, headerRow: 0, sheet: null, dateOrder: 'day-first', decimal: 'comma', defaultCurrency: 'EUR' } as const;
  const layout = 'client;échéance;'.repeat(200);
  await store.rememberMapping(COMPANY, layout, mapping, NOW);
  await store.rememberMapping(COMPANY, layout, { ...mapping, headerRow: 2 }, NOW);
  expect([await store.mappingFor(COMPANY, layout), await store.mappingFor(COMPANY, `${layout}x`), await store.mappingFor('other', layout)]).toEqual([{ ...mapping, headerRow: 2 }, null, null]);
  await store.close();
});
