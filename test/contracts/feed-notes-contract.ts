import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ok } from '../../src/core';
import type { DebtorId, EntryId, LogEntry, LogFact, RequestId } from '../../src/core';
import { openStore } from '../../src/server/store/open-store';
import type { SavedFeed } from '../../src/server/store/saved-feeds';
import type { Store } from '../../src/server/store/store';
import { COMPANY, MARIE, TODAY, aDebtor, aNewEntry, aProfile, anInvoice, at, deposited, drafted, noted, reference, sent, voided } from '../core/builders';

const NOW = at('2026-11-23T08:12:00.000Z');
const [GARAGE, BAKERY] = ['c-c-0412', 'c-c-0500'] as [DebtorId, DebtorId];
const NOBODY = { waiting: 0, written: 0, elsewhere: 0, refused: 0 };
const aSaved = (over: Partial<SavedFeed> = {}): SavedFeed => ({ id: 'f-odoo', kind: 'odoo', name: '', values: {}, sealed: {}, consent: null, identity: null, asOf: null, triedAt: null, wholeAt: null, problem: null, notes: true, ...over });

/** @param fresh the address of an empty database. */
export function feedNotesContract(name: string, fresh: () => Promise<string>): void {
  describe(`notes for connected systems, on ${name}`, () => {
    let store: Store;
    let requests = 0;
    beforeEach(async () => {
      store = await openStore(await fresh());
      await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
      await store.importLedger(COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: NOW }, debtors: [aDebtor(), aDebtor({ id: 'b' as DebtorId, code: 'C-0500', name: 'Boulangerie Peyron', legalIds: { siren: null, siret: null, vat: null } })], invoices: [anInvoice(), anInvoice({ number: 'FA-2026-0400', debtor: 'b' as DebtorId })], problems: [], rows: 2 }, NOW);
      await store.feeds.save(COMPANY, aSaved());
    }, 60_000);
    afterEach(() => store.close());

    const append = async (fact: LogFact, { debtor = GARAGE, when = NOW }: { readonly debtor?: DebtorId; readonly when?: typeof NOW } = {}): Promise<LogEntry> => {
      requests += 1;
      const appended = await store.append(COMPANY, aNewEntry(fact, { debtor, requestId: `request-${requests}` as RequestId }), null, { author: MARIE, at: when, on: TODAY, check: () => ok(null) });
      if (!appended.ok) throw new Error(appended.problem.code);
      return appended.value.entry;
    };
    const next = async (feed = 'f-odoo'): Promise<EntryId | null> => (await store.notes.next(COMPANY, feed, NOW))?.entry ?? null;
    const counts = async (feed = 'f-odoo'): Promise<unknown> => store.notes.counts(COMPANY, feed);
    const settle = (entry: LogEntry, state: Parameters<Store['notes']['settle']>[3], feed = 'f-odoo'): Promise<void> => store.notes.settle(COMPANY, feed, entry.id, state);

    test('whether a feed is written to is kept with it', async () => {
      await store.feeds.save(COMPANY, aSaved({ id: 'f-2', notes: false }));
      expect((await store.feeds.list(COMPANY)).map(({ id, notes }) => [id, notes])).toEqual([['f-odoo', true], ['f-2', false]]);
    });

    test('a reminder or a letter that went out waits for every feed that wants notes; nothing else does', async () => {
      await store.feeds.save(COMPANY, aSaved({ id: 'f-2', kind: 'dolibarr' }));
      await store.feeds.save(COMPANY, aSaved({ id: 'f-off', notes: false }));
      await append(drafted());
      await append(noted());
      expect(await counts()).toEqual(NOBODY);
      const went = await append(sent());
      await append(deposited(), { debtor: BAKERY });
      expect([await counts(), await counts('f-2'), await counts('f-off')]).toEqual([{ ...NOBODY, waiting: 2 }, { ...NOBODY, waiting: 2 }, NOBODY]);
      expect(await store.notes.next(COMPANY, 'f-odoo', NOW)).toEqual({ entry: went.id, debtor: GARAGE, tries: 0 });
    });

    test('the same request again is noted once', async () => {
      const one = aNewEntry(sent(), { debtor: GARAGE, requestId: 'twice' as RequestId });
      for (let time = 0; time < 2; time += 1) await store.append(COMPANY, one, null, { author: MARIE, at: NOW, on: TODAY, check: () => ok(null) });
      expect(await counts()).toEqual({ ...NOBODY, waiting: 1 });
    });

    test('an append that is refused leaves no note', async () => {
      await store.append(COMPANY, aNewEntry(sent(), { debtor: GARAGE, requestId: 'refused' as RequestId }), null, { author: MARIE, at: NOW, on: TODAY, check: () => ({ ok: false, problem: { code: 'log/request-id-reused' } }) });
      expect(await counts()).toEqual(NOBODY);
    });

    test('an undo is noted where the reminder was, and only there', async () => {
      const before = await append(sent());
      await store.feeds.save(COMPANY, aSaved({ id: 'f-late', kind: 'dolibarr' }));
      await store.feeds.save(COMPANY, aSaved({ id: 'f-other', kind: 'dolibarr' }));
      const after = await append(sent({ reference: reference('R-8888') }));
      await settle(after, 'elsewhere', 'f-other');
      await append(voided(before.id));
      expect([await counts(), await counts('f-late')]).toEqual([{ ...NOBODY, waiting: 3 }, { ...NOBODY, waiting: 1 }]);
      const undo = await append(voided(after.id));
      await append(voided(undo.id));
      expect([await counts(), await counts('f-late'), await counts('f-other')]).toEqual([{ ...NOBODY, waiting: 5 }, { ...NOBODY, waiting: 3 }, { ...NOBODY, elsewhere: 1 }]);
    });

    test('what was tried least comes first, and of one customer the log’s order is kept', async () => {
      const late = at('2026-11-23T09:00:00.000Z');
      const first = await append(sent(), { when: late });
      // A clock that was set back.
      const second = await append(voided(first.id));
      const other = await append(sent({ reference: reference('R-9999') }), { debtor: BAKERY, when: at('2026-11-23T09:30:00.000Z') });
      expect(await next()).toBe(first.id);
      await store.notes.takeOn(COMPANY, 'f-odoo', { entry: first.id, debtor: GARAGE, tries: 0 }, NOW);
      await store.notes.release(COMPANY, 'f-odoo', first.id);
      expect(await store.notes.next(COMPANY, 'f-odoo', NOW)).toEqual({ entry: other.id, debtor: BAKERY, tries: 0 });
      await settle(other, 'written');
      expect(await store.notes.next(COMPANY, 'f-odoo', NOW)).toEqual({ entry: first.id, debtor: GARAGE, tries: 1 });
      await settle(first, 'refused');
      expect(await next()).toBe(second.id);
      await settle(second, 'written');
      expect(await next()).toBeNull();
      expect(await counts()).toEqual({ waiting: 0, written: 2, elsewhere: 0, refused: 1 });
    });

    test('of several servers on one database one writes a note; when it ends in between, another does later', async () => {
      const entry = await append(sent());
      const second = await append(voided(entry.id));
      const [note, later] = [{ entry: entry.id, debtor: GARAGE, tries: 0 }, at('2026-11-23T08:22:00.000Z')];
      const taken = await Promise.all([store.notes.takeOn(COMPANY, 'f-odoo', note, later), store.notes.takeOn(COMPANY, 'f-odoo', note, later)]);
      expect([...taken].sort()).toEqual([false, true]);
      // Nor does the next one of this customer overtake it.
      expect(await next()).toBeNull();
      expect(await store.notes.next(COMPANY, 'f-odoo', at('2026-11-23T08:22:01.000Z'))).toEqual({ ...note, tries: 1 });
      await store.notes.release(COMPANY, 'f-odoo', entry.id);
      expect(await next()).toBe(entry.id);
      await settle(entry, 'written');
      expect(await store.notes.takeOn(COMPANY, 'f-odoo', { ...note, tries: 1 }, later)).toBe(false);
      expect(await next()).toBe(second.id);
    });

    test('switched off, nothing waits any more; switched on again, only what comes after is noted', async () => {
      const written = await append(sent());
      await settle(written, 'written');
      await append(sent({ reference: reference('R-8888') }));
      await store.feeds.save(COMPANY, aSaved({ notes: false }));
      expect(await counts()).toEqual({ ...NOBODY, written: 1 });
      await append(sent({ reference: reference('R-9999') }));
      await store.feeds.save(COMPANY, aSaved());
      expect(await counts()).toEqual({ ...NOBODY, written: 1 });
      // Saved for another reason.
      await append(sent({ reference: reference('R-AAAA') }));
      await store.feeds.save(COMPANY, aSaved({ asOf: NOW }));
      expect(await counts()).toEqual({ ...NOBODY, waiting: 1, written: 1 });
    });

    test('a feed that reads another ledger now: what waited is given up, and no undo is told of what was noted in the one before', async () => {
      const written = await append(sent());
      await settle(written, 'written');
      await append(sent({ reference: reference('R-8888') }));
      await store.notes.moved(COMPANY, 'f-odoo');
      expect(await counts()).toEqual({ ...NOBODY, elsewhere: 1, refused: 1 });
      await append(voided(written.id));
      expect(await next()).toBeNull();
    });

    test('a feed that is removed takes its notes with it, and another one keeps its own', async () => {
      await store.feeds.save(COMPANY, aSaved({ id: 'f-2' }));
      await append(sent());
      await store.feeds.remove(COMPANY, 'f-odoo');
      expect([await counts(), await counts('f-2'), await next()]).toEqual([NOBODY, { ...NOBODY, waiting: 1 }, null]);
      expect(await store.notes.counts('another-company', 'f-2')).toEqual(NOBODY);
    });
  });
}
