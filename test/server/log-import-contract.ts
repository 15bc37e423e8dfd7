import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FIRST_HASH, canonicalJson, eraseTexts, sha256Hex, stampEntry, verifyChain } from '../../src/core';
import type { DebtorId, EntryId, KeptText, LogEntry, LogFact, MovedChain, Problem, RequestId } from '../../src/core';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { COMPANY, MARIE, PAUL, aDebtor, aNewEntry, anInvoice, at, day, drafted, held, noted, promised, sent } from '../core/builders';
import { anApp } from './an-app';
import type { AnApp } from './an-app';

const GARAGE = 'c-c-0412' as DebtorId;
const BAKERY = 'c-c-0500' as DebtorId;
const GONE = 'c-c-0999' as DebtorId;
const TEXT: KeptText = { subject: 'Facture FA-2026-0297', html: '<p>Bonjour</p>', text: 'Bonjour' };
const HASH = createHash('sha256').update(`${TEXT.subject}\n\n${TEXT.text}`, 'utf8').digest('hex');

/** A chain as a sheet's keeper writes it, under the sheet's own ids. */
export function chainOf(debtor: DebtorId, facts: readonly LogFact[], name = 'sheet'): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  facts.forEach((fact, index) => {
    entries.push(stampEntry(aNewEntry(fact, { debtor, requestId: `${name}-${debtor}-${index}` as RequestId, contentHash: fact.kind === 'reminder-drafted' ? HASH : null }), {
      id: `${name}-${debtor}-e${index}` as EntryId, seq: index + 1, author: index % 2 === 0 ? PAUL : { id: 'google-7', name: 'karim@atelier-nord.fr' }, at: at(`2026-11-${String(10 + index).padStart(2, '0')}T09:00:00.000Z`), on: day(`2026-11-${String(10 + index).padStart(2, '0')}`),
      previousHash: entries[index - 1]?.hash ?? FIRST_HASH, salt: sha256Hex(`${name} ${index}`).slice(0, 32),
    }));
  });
  return entries;
}
const FACTS: readonly LogFact[] = [drafted(), sent(), promised({ quotation: 'vendredi' }), noted('à rappeler'), held()];
const moved = (debtor: DebtorId, entries: readonly LogEntry[], over: Partial<MovedChain> = {}): MovedChain => ({ debtor, name: debtor === GARAGE ? 'Garage du Canigou' : 'Boulangerie Peyron', listed: true, entries, texts: [], ...over });
type Imported = { readonly value: unknown; readonly problem: Problem };

/** A sheet's log moves to the server: the same over every store. */
export function logImportContract(name: string, fresh: () => Promise<string>): void {
  describe(`a log that moves here, over ${name}`, () => {
    let store: Store;
    let desk: AnApp;
    beforeEach(async () => {
      store = await openStore(await fresh());
      desk = await anApp({ store });
      await store.importLedger(COMPANY, { source: { name: 'clients.xlsx', kind: 'google-sheet', asOf: at('2026-11-23T07:12:00.000Z') }, debtors: [aDebtor(), aDebtor({ id: 'b' as DebtorId, code: 'C-0500', name: 'Boulangerie Peyron', legalIds: { siren: null, siret: null, vat: null } })], invoices: [anInvoice(), anInvoice({ number: 'FA-2026-0400', debtor: 'b' as DebtorId })], problems: [], rows: 2 }, at('2026-11-23T07:13:00.000Z'));
    }, 60_000);
    afterEach(() => store.close());

    const send = async (...chains: readonly MovedChain[]): Promise<{ readonly status: number; readonly json: Imported }> => desk.ask('POST', '/api/v1/log/import', { chains });
    const there = async (debtor: DebtorId): Promise<readonly LogEntry[] | null> => store.entries(COMPANY, debtor);
    const intact = async (debtor: DebtorId): Promise<unknown> => ((await desk.ask('GET', `/api/v1/log/verify/${debtor}`)).json as Imported).value;

    test('entries stand as they were written, with their texts, and the chain holds', async () => {
      const garage = chainOf(GARAGE, FACTS);
      const bakery = chainOf(BAKERY, [noted('ok')]);
      const answer = await send(moved(GARAGE, garage, { texts: [{ entry: garage[0]?.id as EntryId, text: TEXT }] }), moved(BAKERY, bakery));
      expect(answer).toMatchObject({ status: 200, json: { value: { debtors: 2, entries: 6, alreadyThere: 0 } } });
      expect((await there(GARAGE))?.map((entry) => canonicalJson(entry))).toEqual(garage.map((entry) => canonicalJson(entry)));
      expect(await there(BAKERY)).toEqual(bakery);
      expect(await intact(GARAGE)).toMatchObject({ entries: 5, intact: true, brokenAt: null, why: null });
      expect(await store.keptText(COMPANY, garage[0]?.id as string)).toEqual(TEXT);
      expect(await store.logHead(COMPANY, GARAGE)).toEqual({ seq: 5, hash: garage[4]?.hash });
    });

    test('what is noted here afterwards goes on with the same chain, and the reference finds its customer', async () => {
      await send(moved(GARAGE, chainOf(GARAGE, FACTS)));
      const noteHere = { entry: aNewEntry(noted('du serveur'), { debtor: GARAGE, requestId: 'here' as RequestId }), text: null };
      expect((await desk.ask('POST', '/api/v1/log', noteHere)).status).toBe(200);
      expect((await there(GARAGE))?.map(({ seq, author }) => [seq, author.name])).toEqual([[1, PAUL.name], [2, 'karim@atelier-nord.fr'], [3, PAUL.name], [4, 'karim@atelier-nord.fr'], [5, PAUL.name], [6, MARIE.name]]);
      expect(await intact(GARAGE)).toMatchObject({ entries: 6, intact: true });
      expect((await store.lookUp(COMPANY, { addresses: [], domains: [], numbers: [], sirens: [], vats: [], references: ['R-7K3F' as never], thread: '' })).flatMap(({ debtors }) => debtors.map(({ debtor }) => debtor))).toEqual([GARAGE]);
    });

    test('erased texts stay erased, and their entry still verifies', async () => {
      const entries = chainOf(GARAGE, FACTS).map((entry) => (entry.seq >= 3 ? eraseTexts(entry) : entry));
      expect((await send(moved(GARAGE, entries))).json.value).toEqual({ debtors: 1, entries: 5, alreadyThere: 0 });
      expect((await there(GARAGE))?.slice(2).map(({ erased, salt }) => [erased === null, salt])).toEqual([[false, null], [false, null], [false, null]]);
      expect(await intact(GARAGE)).toMatchObject({ intact: true });
    });

    test('twice changes nothing, also when something was noted here meanwhile', async () => {
      const entries = chainOf(GARAGE, FACTS);
      const chain = moved(GARAGE, entries, { texts: [{ entry: entries[0]?.id as EntryId, text: TEXT }] });
      await send(chain);
      await desk.ask('POST', '/api/v1/log', { entry: aNewEntry(noted('du serveur'), { debtor: GARAGE, requestId: 'here' as RequestId }), text: null });
      const before = await there(GARAGE);
      expect((await send(chain)).json.value).toEqual({ debtors: 1, entries: 0, alreadyThere: 5 });
      expect(await there(GARAGE)).toEqual(before);
    });

    test('an interrupted move goes on: chain after chain, and a long chain part after part', async () => {
      const garage = chainOf(GARAGE, FACTS);
      const bakery = chainOf(BAKERY, FACTS, 'second');
      await send(moved(GARAGE, garage.slice(0, 2)));
      expect((await send(moved(GARAGE, garage.slice(2, 4)))).json.value).toEqual({ debtors: 1, entries: 2, alreadyThere: 0 });
      expect((await send(moved(GARAGE, garage.slice(1)), moved(BAKERY, bakery))).json.value).toEqual({ debtors: 2, entries: 6, alreadyThere: 3 });
      expect([await there(GARAGE), await there(BAKERY)]).toEqual([garage, bakery]);
      expect(verifyChain((await there(GARAGE)) ?? [], await store.logHead(COMPANY, GARAGE)).intact).toBe(true);
    });

    test.each<[string, (entries: readonly LogEntry[]) => readonly LogEntry[], number, string]>([
      ['a changed word', (entries) => entries.map((entry) => (entry.seq === 4 ? { ...entry, fact: noted('autre chose') } : entry)), 4, 'hash'],
      ['another author', (entries) => entries.map((entry) => (entry.seq === 2 ? { ...entry, author: MARIE } : entry)), 2, 'hash'],
      ['an entry that is missing', (entries) => entries.filter(({ seq }) => seq !== 3), 3, 'gap'],
      ['a beginning that is missing', (entries) => entries.slice(1), 1, 'gap'],
      ['an entry of another chain', (entries) => entries.map((entry) => (entry.seq === 3 ? (chainOf(GARAGE, FACTS, 'other')[2] ?? entry) : entry)), 3, 'previous'],
      ['an entry of another customer', (entries) => [...entries.slice(0, 4), ...chainOf(BAKERY, FACTS).slice(4)], 5, 'foreign'],
    ])('%s: refused with the entry named, and nothing of the request is written', async (_, spoil, seq, why) => {
      const answer = await send(moved(BAKERY, chainOf(BAKERY, [noted()])), moved(GARAGE, spoil(chainOf(GARAGE, FACTS))));
      expect(answer).toMatchObject({ status: 422, json: { problem: { code: 'move/chain-broken', debtor: GARAGE, name: 'Garage du Canigou', seq, why } } });
      expect([await there(GARAGE), await there(BAKERY), await store.logHead(COMPANY, BAKERY)]).toEqual([[], [], null]);
    });

    test('a log that began here takes no other: it says how much is there', async () => {
      await desk.ask('POST', '/api/v1/log', { entry: aNewEntry(noted('du serveur'), { debtor: GARAGE, requestId: 'here' as RequestId }), text: null });
      const before = await there(GARAGE);
      for (const entries of [chainOf(GARAGE, FACTS), chainOf(GARAGE, FACTS).slice(1)]) expect(await send(moved(GARAGE, entries))).toMatchObject({ status: 409, json: { problem: { code: 'move/log-not-empty', debtor: GARAGE, entries: 1 } } });
      expect(await there(GARAGE)).toEqual(before);
    });

    test('a second spreadsheet with another log of the same customers is refused', async () => {
      await send(moved(GARAGE, chainOf(GARAGE, FACTS)));
      expect((await send(moved(GARAGE, chainOf(GARAGE, FACTS, 'copy')))).json.problem).toMatchObject({ code: 'move/log-not-empty', entries: 5 });
    });

    test('a customer of the sheet’s ledger must be in the server’s; one whom only the log still knows keeps it', async () => {
      expect((await send(moved(GONE, chainOf(GONE, [noted()])))).json.problem).toEqual({ code: 'move/customer-unknown', debtor: GONE, name: 'Boulangerie Peyron' });
      const entries = chainOf(GONE, FACTS);
      expect((await send(moved(GONE, entries, { listed: false }))).json.value).toEqual({ debtors: 1, entries: 5, alreadyThere: 0 });
      expect(await there(GONE)).toEqual(entries);
      expect(await intact(GONE)).toMatchObject({ intact: true });
      // His name comes back with a later ledger: the same customer, the same log.
      await store.importLedger(COMPANY, { source: { name: 'plus-tard.xlsx', kind: 'file', asOf: at('2026-11-24T07:12:00.000Z') }, debtors: [aDebtor({ code: 'C-0999', name: 'Revenu SARL' })], invoices: [anInvoice()], problems: [], rows: 1 }, at('2026-11-24T07:13:00.000Z'));
      expect((await store.account(COMPANY, GONE))?.entries).toEqual(entries);
      expect((await store.account(COMPANY, GONE))?.debtor.name).toBe('Revenu SARL');
    });

    test.each<[string, (chain: MovedChain) => unknown, string]>([
      ['a text that is not the one that was hashed', (chain) => ({ ...chain, texts: [{ entry: chain.entries[0]?.id, text: { ...TEXT, text: 'Autre' } }] }), 'entry.contentHash'],
      ['a text of no entry', (chain) => ({ ...chain, texts: [{ entry: 'e-none', text: TEXT }] }), 'texts.entry'],
      ['another company', (chain) => ({ ...chain, entries: chain.entries.map((entry) => ({ ...entry, company: 'evil' })) }), 'entry.company'],
      ['a fact that the log does not know', (chain) => ({ ...chain, entries: chain.entries.map((entry) => ({ ...entry, fact: { kind: 'paid' } })) }), 'chains.0.entries.0.fact.kind'],
      ['a fact with a field too many', (chain) => ({ ...chain, entries: chain.entries.map((entry) => ({ ...entry, fact: { ...entry.fact, more: 1 } })) }), 'chains.0.entries.0.fact'],
      ['an empty note that was never erased', (chain) => ({ ...chain, entries: chain.entries.map((entry) => ({ ...entry, fact: { kind: 'note', text: '' } })) }), 'chains.0.entries.0.fact.text'],
      ['no entries', (chain) => ({ ...chain, entries: [] }), 'chains.0.entries'],
    ])('%s is refused at the door', async (_, spoil, field) => {
      const answer = await desk.ask('POST', '/api/v1/log/import', { chains: [spoil(moved(GARAGE, chainOf(GARAGE, FACTS)))] });
      expect(answer).toMatchObject({ status: 400, json: { problem: { code: 'log/invalid-entry', field: expect.stringContaining(field) } } });
      expect(await there(GARAGE)).toEqual([]);
    });

    test('an id that another log bears is refused', async () => {
      await send(moved(GARAGE, chainOf(GARAGE, [noted()])));
      const [stolen] = chainOf(GARAGE, [noted()]);
      const entry = stampEntry({ ...aNewEntry(noted(), { debtor: BAKERY }), requestId: stolen?.requestId as RequestId }, { id: 'x' as EntryId, seq: 1, author: PAUL, at: at('2026-11-10T09:00:00.000Z'), on: day('2026-11-10'), previousHash: FIRST_HASH, salt: 'a'.repeat(32) });
      expect((await send(moved(BAKERY, [entry]))).json.problem).toEqual({ code: 'log/request-id-reused' });
      expect(await there(BAKERY)).toEqual([]);
    });

    test('the worklist knows the log that moved', async () => {
      await send(moved(GARAGE, chainOf(GARAGE, [held({ until: null })])));
      const groups = async (): Promise<unknown> => ((await desk.ask('GET', '/api/v1/worklist/page?group=held')).json as Imported).value;
      expect(await groups()).toMatchObject({ rows: [{ debtor: { id: GARAGE } }] });
    });
  });
}
