import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { invoiceId } from '../../../src/core';
import type { Debtor, DebtorId, EmailAddress, Instant, Invoice } from '../../../src/core';
import type { FeedInvoice, FeedPage, FeedPayment } from '../../../src/server/feeds/feed';
import { feedPublisher } from '../../../src/server/feeds/mirror/feed-publisher';
import type { SourceMirror } from '../../../src/server/feeds/mirror';
import { UNFOLLOWED } from '../../../src/server/store/import-ledger';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, aDebtor, aNewEntry, aProfile, anInvoice, anInstalment, day, eur, noted, usd } from '../../core/builders';
import { NOW, keeper } from '../long-listing';

const AS_OF = '2026-11-22T08:00:00.000Z' as Instant;

const none = { siren: null, siret: null, vat: null };
const customer = (id: string, name: string, over: Partial<Debtor> = {}): Debtor => aDebtor({ id: id as DebtorId, code: null, name, legalIds: none, contacts: [], domains: [], town: null, ...over });
const bill = (external: string, debtor: string, number: string, open: number, over: Partial<Invoice> = {}): FeedInvoice =>
  ({ external, invoice: anInvoice({ debtor: debtor as DebtorId, number, instalments: [anInstalment({ amount: eur(100), outstanding: eur(open) })], ...over }) });
const page = (debtors: readonly Debtor[], invoices: readonly FeedInvoice[], over: Partial<FeedPage> = {}): FeedPage =>
  ({ debtors, invoices, gone: { debtors: [], invoices: [] }, unreadable: [], leftOut: {}, cursor: 'c-1', done: 1, of: null, ...over });

/** What a store with connected ledgers promises. @param openStore a fresh one each time. */
export function describePublishing(name: string, opened: () => Promise<{ readonly store: Store; close(): Promise<void> }>): void {
  describe(`connected ledgers in ${name}`, () => {
    let folder = '';
    let store: Store;
    let close: () => Promise<void>;
    let publisher: ReturnType<typeof feedPublisher>;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'relance-feeds-'));
      ({ store, close } = await opened());
      await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
      publisher = begin();
    });
    afterEach(async () => {
      publisher.close();
      await close();
      rmSync(folder, { recursive: true, force: true });
    });

    const begin = (): ReturnType<typeof feedPublisher> => feedPublisher({ store, tenant: COMPANY, clock: { now: () => NOW }, folder: join(folder, 'feeds'), worker: null });
    const pulled = (source: string, debtors: readonly Debtor[], invoices: readonly FeedInvoice[], over: Partial<FeedPage> = {}): SourceMirror => {
      const mirror = publisher.open(source);
      mirror.begin();
      mirror.take(page(debtors, invoices, over));
      mirror.finish();
      return mirror;
    };
    const put = async (sources: readonly string[], confirmed = false) => {
      const answer = await publisher.publish(sources.map((id) => ({ id, name: id === 'f-1' ? 'Odoo' : 'Dolibarr', asOf: AS_OF, mirror: publisher.open(id) })), confirmed, UNFOLLOWED);
      if (!answer.ok) throw new Error(answer.problem.code);
      return answer.value;
    };
    /** Whoever owes, as everybody reads it: name, and number: what is open. */
    const owed = async (): Promise<Readonly<Record<string, readonly string[]>>> => {
      const found: Record<string, readonly string[]> = {};
      const { debtors } = await store.overdue(COMPANY, '2027-06-30' as never, 0, 1_000);
      for (const [id, { debtor, invoices }] of await store.accounts(COMPANY, debtors)) found[`${debtor.name} ${id}`] = invoices.filter((i) => i.missingSince === null).map((i) => `${i.id.replace(`${COMPANY}:`, '')} ${i.instalments[0]?.outstanding.minor}`).sort();
      return found;
    };
    const logged = async (debtor: string): Promise<void> => {
      const answer = await store.append(COMPANY, aNewEntry(noted(), { debtor: debtor as DebtorId }), null, keeper);
      if (!answer.ok) throw new Error(answer.problem.code);
    };

    it('a ledger that was pulled is the one in use, as old as its source', async () => {
      pulled('f-1', [customer('12', 'Garage')], [bill('1', '12', 'FA-1', 100), bill('2', '12', 'FA-2', 0)]);
      expect(await put(['f-1'])).toMatchObject({ kind: 'published', report: { debtors: 1, invoices: 2 } });
      expect(await owed()).toEqual({ 'Garage f-1-12': ['FA-1 10000', 'FA-2 0'] });
      expect((await store.ledgerFacts(COMPANY))?.source).toEqual({ name: 'Odoo', kind: 'accounting-system', asOf: AS_OF, unreadableRows: 0 });
      expect(await publisher.whereIs('f-1-12')).toEqual([{ source: 'f-1', external: '12' }]);
    });

    it('nothing changed: nothing is written, and the figures are as new as the pull', async () => {
      const mirror = pulled('f-1', [customer('12', 'Garage')], [bill('1', '12', 'FA-1', 100)]);
      await put(['f-1']);
      const before = await store.ledgerFacts(COMPANY);
      mirror.take(page([customer('12', 'Garage')], [bill('1', '12', 'FA-1', 100)], { cursor: 'c-2' }));
      expect(mirror.cursor).toBe('c-2');
      expect(mirror.changed()).toEqual([]);
      const later = '2026-11-22T09:00:00.000Z' as Instant;
      expect(await publisher.publish([{ id: 'f-1', name: 'Odoo', asOf: later, mirror }], false, UNFOLLOWED)).toMatchObject({ ok: true, value: { kind: 'published', touched: 0 } });
      expect(await store.ledgerFacts(COMPANY)).toEqual({ ...before, source: { ...before?.source, asOf: later } });
    });

    it('a part payment, a new name, an invoice that is gone: each is seen', async () => {
      const mirror = pulled('f-1', [customer('12', 'Garage'), customer('13', 'Peyron')], [bill('1', '12', 'FA-1', 100), bill('2', '13', 'FA-2', 50), bill('3', '13', 'FA-3', 60)]);
      await put(['f-1']);
      await logged('f-1-13');
      mirror.take(page([customer('13', 'Peyron et Filles')], [bill('1', '12', 'FA-1', 40)], { gone: { debtors: [], invoices: ['3'] }, cursor: 'c-2' }));
      expect(mirror.changed()).toEqual(['12', '13']);
      expect(await put(['f-1'], true)).toMatchObject({ kind: 'published' });
      expect(await owed()).toEqual({ 'Garage f-1-12': ['FA-1 4000'], 'Peyron et Filles f-1-13': ['FA-2 5000'] });
      expect(await store.entries(COMPANY, 'f-1-13')).toHaveLength(1);
    });

    it('a pull that was interrupted goes on behind its last page, and what it never brought is gone at its end', async () => {
      const mirror = pulled('f-1', [customer('12', 'Garage'), customer('13', 'Peyron')], [bill('1', '12', 'FA-1', 100), bill('2', '13', 'FA-2', 50)]);
      await put(['f-1']);
      mirror.begin();
      mirror.take(page([customer('12', 'Garage')], [bill('1', '12', 'FA-1', 100)], { cursor: 'page-1' }));
      publisher.close();
      publisher = begin();
      const again = publisher.open('f-1');
      expect([again.cursor, again.unfinished]).toEqual(['c-1', 'page-1']);
      again.take(page([customer('14', 'Nord')], [bill('4', '14', 'FA-4', 70)], { cursor: 'page-2' }));
      again.finish();
      expect([again.cursor, again.unfinished, again.changed()]).toEqual(['page-2', null, ['13', '14']]);
      expect(await put(['f-1'], true)).toMatchObject({ kind: 'published' });
      expect(await owed()).toEqual({ 'Garage f-1-12': ['FA-1 10000'], 'Nord f-1-14': ['FA-4 7000'] });
    });

    it('a pull that changes much waits for the clerk, and can be accepted', async () => {
      pulled('f-1', Array.from({ length: 10 }, (_, n) => customer(String(n), `C ${n}`)), Array.from({ length: 10 }, (_, n) => bill(String(n), String(n), `FA-${n}`, 10)));
      await put(['f-1']);
      pulled('f-1', [customer('1', 'C 1')], [bill('1', '1', 'FA-1', 10)]);
      expect(await put(['f-1'])).toMatchObject({ kind: 'awaiting', difference: { reason: 'other-customers', customersGoneCount: 9 } });
      expect(Object.keys(await owed())).toHaveLength(10);
      expect(await put(['f-1'], true)).toMatchObject({ kind: 'published' });
      expect(Object.keys(await owed())).toEqual(['C 1 f-1-1']);
    });

    describe('two ledgers at once', () => {
      const SIREN = { ...none, siren: '404833048' };
      const both = async (first: Partial<Debtor>, second: Partial<Debtor>): Promise<readonly string[]> => {
        pulled('f-1', [customer('12', 'Garage', first)], [bill('1', '12', 'FA-1', 100)]);
        pulled('f-2', [customer('12', 'Garage', second)], [bill('1', '12', 'FB-1', 30)]);
        await put(['f-1', 'f-2']);
        return Object.entries(await owed()).map(([who, what]) => `${who}: ${what.join(', ')}`).sort();
      };
      const APART = ['Garage f-1-12: FA-1 10000', 'Garage f-2-12: FB-1 3000'];
      const ONE = ['Garage f-1-12: FA-1 10000, FB-1 3000'];
      it.each<readonly [string, Partial<Debtor>, Partial<Debtor>, readonly string[]]>([
        ['the same SIREN', { legalIds: SIREN }, { legalIds: SIREN }, ONE],
        ['a SIREN and the SIRET of one of its sites', { legalIds: SIREN }, { legalIds: { ...none, siret: '40483304800022' } }, ONE],
        ['a SIREN and its VAT number', { legalIds: SIREN }, { legalIds: { ...none, vat: 'FR83404833048' } }, ONE],
        ['the same foreign VAT number', { legalIds: { ...none, vat: 'BE0403170701' } }, { legalIds: { ...none, vat: 'BE0403170701' } }, ONE],
        ['the same name', {}, {}, APART],
        ['the same name, town and code', { code: 'C-1', town: 'Lille' }, { code: 'C-1', town: 'Lille' }, APART],
        ['the same name, another SIREN', { legalIds: SIREN }, { legalIds: { ...none, siren: '552032534' } }, APART],
      ])('%s', async (_, first, second, expected) => {
        expect(await both(first, second)).toEqual(expected);
        // Read again, they are who they were.
        publisher.open('f-1').take(page([], [bill('1', '12', 'FA-1', 90)]));
        await put(['f-1', 'f-2']);
        expect(Object.keys(await owed()).sort()).toEqual(expected.map((line) => line.slice(0, line.indexOf(':'))));
      });

      it('are united: contacts and identifiers of both, the first one’s name', async () => {
        const contact = (address: string) => ({ name: null, address: address as EmailAddress, role: 'accounting' as const });
        await both({ legalIds: SIREN, contacts: [contact('a@garage.fr')] }, { legalIds: { ...SIREN, vat: 'FR83404833048' }, name: 'GARAGE SARL', contacts: [contact('b@garage.fr')] });
        const account = await store.account(COMPANY, 'f-1-12');
        expect(account?.debtor).toMatchObject({ name: 'Garage', legalIds: { siren: '404833048', vat: 'FR83404833048' } });
        expect(account?.debtor.contacts.map(({ address }) => address)).toEqual(['a@garage.fr', 'b@garage.fr']);
        expect(await publisher.whereIs('f-1-12')).toEqual([{ source: 'f-1', external: '12' }, { source: 'f-2', external: '12' }]);
      });

      /** One number in both, customers joined by their SIREN or not; what is open of it at the end. */
      const twice = async (first: Partial<Invoice>, second: Partial<Invoice>, joined: boolean): Promise<readonly string[]> => {
        const who = (siren: string | null): Partial<Debtor> => ({ legalIds: { ...none, siren } });
        pulled('f-1', [customer('12', 'Garage', who(joined ? SIREN.siren : null))], [bill('1', '12', 'FA-1', 100, first), bill('2', '12', 'FA-2', 1)]);
        pulled('f-2', [customer('9', 'Peyron', who(joined ? SIREN.siren : null))], [bill('7', '9', 'FA-1', 20, second), bill('8', '9', 'FA-3', 5)]);
        await put(['f-1', 'f-2']);
        return Object.entries(await owed()).map(([whose, what]) => `${whose}: ${what.join(', ')}`).sort();
      };
      const part = (amount: number, open: number, due = day('2026-10-01')): Invoice['instalments'][number] => anInstalment({ due, amount: eur(amount), outstanding: eur(open) });

      it('one invoice that both list counts once, and what one of them calls paid is paid; the other is counted as such', async () => {
        const paid = [{ on: day('2026-11-20'), amount: eur(80), kind: 'payment' as const, reference: 'VIR' }];
        expect(await twice({ disputed: eur(3) }, { payments: paid, means: 'cheque-in-hand' }, true)).toEqual(['Garage f-1-12: FA-1 2000, FA-2 100, FA-3 500']);
        expect(publisher.open('f-2').summary().leftOut).toEqual([{ why: 'in-another-ledger', count: 1 }]);
        const invoice = (await store.account(COMPANY, 'f-1-12'))?.invoices.find(({ number }) => number === 'FA-1');
        expect(invoice).toMatchObject({ payments: paid, means: 'cheque-in-hand', disputed: eur(3) });
      });

      it('the first knows the payment: the other’s word opens nothing again', async () => {
        expect(await twice({ instalments: [part(100, 0)] }, { instalments: [part(100, 100)] }, true)).toEqual(['Garage f-1-12: FA-1 0, FA-2 100, FA-3 500']);
      });

      it('a part payment that the second knows fills the first’s earliest instalment', async () => {
        const dates = [day('2026-09-01'), day('2026-10-01'), day('2026-11-01')] as const;
        await twice({ instalments: dates.map((due) => part(100, 100, due)) }, { instalments: [part(300, 150)] }, true);
        const invoice = (await store.account(COMPANY, 'f-1-12'))?.invoices.find(({ number }) => number === 'FA-1');
        expect(invoice?.instalments.map(({ due, outstanding }) => [due, outstanding.minor])).toEqual([[dates[0], 0], [dates[1], 5_000], [dates[2], 10_000]]);
      });

      const APART_BOTH = ['Garage f-1-12: FA-1 10000, FA-2 100', 'Peyron f-2-9: FA-1@f-2 2000, FA-3 500'];
      it.each<readonly [string, Partial<Invoice>, boolean, readonly string[]]>([
        ['nothing joins the customers, but number, total and date are one: one invoice, at the first one’s customer', {}, false, ['Garage f-1-12: FA-1 2000, FA-2 100', 'Peyron f-2-9: FA-3 500']],
        ['another total: two invoices', { instalments: [part(90, 20)] }, false, APART_BOTH],
        ['another date: two invoices', { issued: day('2026-10-20') }, false, APART_BOTH],
        ['no date: two invoices', { issued: null }, false, APART_BOTH],
        ['another currency: two invoices', { instalments: [anInstalment({ amount: usd(100), outstanding: usd(20) })] }, false, APART_BOTH],
        ['one customer, another total: one invoice all the same', { instalments: [part(90, 20)] }, true, ['Garage f-1-12: FA-1 2000, FA-2 100, FA-3 500']],
        ['one customer, another currency: two invoices', { instalments: [anInstalment({ amount: usd(100), outstanding: usd(20) })] }, true, ['Garage f-1-12: FA-1 10000, FA-1@f-2 2000, FA-2 100, FA-3 500']],
      ])('%s', async (_, second, joined, expected) => {
        expect(await twice({}, second, joined)).toEqual(expected);
      });

      it('one number, total and date, but two SIRENs: two invoices', async () => {
        pulled('f-1', [customer('12', 'Garage', { legalIds: SIREN })], [bill('1', '12', 'FA-1', 100)]);
        pulled('f-2', [customer('9', 'Garage', { legalIds: { ...none, siren: '552032534' } })], [bill('7', '9', 'FA-1', 20)]);
        await put(['f-1', 'f-2']);
        expect(await owed()).toEqual({ 'Garage f-1-12': ['FA-1 10000'], 'Garage f-2-9': ['FA-1@f-2 2000'] });
      });

      it('a source with two invoices that fit does not say which of them is meant', async () => {
        pulled('f-1', [customer('12', 'Garage')], [bill('1', '12', 'FA-1', 100)]);
        pulled('f-2', [customer('8', 'Nord'), customer('9', 'Peyron')], [bill('6', '8', 'FA-1', 30), bill('7', '9', 'FA-1', 20)]);
        await put(['f-1', 'f-2']);
        expect(await owed()).toEqual({ 'Garage f-1-12': ['FA-1 10000'], 'Nord f-2-8': ['FA-1@f-2 3000'], 'Peyron f-2-9': ['FA-1@f-2-2 2000'] });
      });

      it('a credit that the second used on an invoice is deducted once; one whose use nobody sees is still there', async () => {
        const note = (open: number): FeedInvoice => bill('n', '12', 'AV-1', 0, { kind: 'credit-note', instalments: [part(-50, -open)] });
        pulled('f-1', [customer('12', 'Garage', { legalIds: SIREN })], [bill('1', '12', 'FA-1', 100), note(50)]);
        const second = pulled('f-2', [customer('12', 'Garage', { legalIds: SIREN })], [bill('1', '12', 'FA-1', 70), note(20)]);
        await put(['f-1', 'f-2']);
        expect(await owed()).toEqual({ 'Garage f-1-12': ['AV-1:credit-note -2000', 'FA-1 7000'] });
        second.take(page([], [bill('1', '12', 'FA-1', 100)]));
        await put(['f-1', 'f-2']);
        expect(await owed()).toEqual({ 'Garage f-1-12': ['AV-1:credit-note -5000', 'FA-1 10000'] });
      });

      it('a payment that the second source tells of reaches the customer of the first, and nobody else is written', async () => {
        await twice({}, { instalments: [anInstalment({ amount: eur(100), outstanding: eur(100) })] }, false);
        publisher.open('f-2').take(page([], [bill('7', '9', 'FA-1', 0)]));
        expect(await put(['f-1', 'f-2'])).toMatchObject({ kind: 'published', touched: 1 });
        expect(await owed()).toMatchObject({ 'Garage f-1-12': ['FA-1 0', 'FA-2 100'] });
        // Corrected there: open again, as far as the first says.
        publisher.open('f-2').take(page([], [], { gone: { debtors: [], invoices: ['7'] } }));
        expect(await put(['f-1', 'f-2'])).toMatchObject({ kind: 'published', touched: 1 });
        expect(await owed()).toMatchObject({ 'Garage f-1-12': ['FA-1 10000', 'FA-2 100'] });
      });

      it('a source that is taken away: its invoices are no longer listed, and never called paid', async () => {
        await both({}, {});
        publisher.forget('f-2');
        await put(['f-1'], true);
        const gone = await store.account(COMPANY, 'f-2-12');
        expect(gone?.invoices[0]).toMatchObject({ number: 'FB-1', missingSince: '2026-11-22', payments: [] });
        expect(await owed()).toEqual({ 'Garage f-1-12': ['FA-1 10000'] });
      });

      it('a source with two customers of one SIREN does not say which of them the other one means', async () => {
        pulled('f-1', [customer('12', 'Garage', { legalIds: SIREN }), customer('13', 'Garage, atelier', { legalIds: SIREN })], [bill('1', '12', 'FA-1', 100), bill('2', '13', 'FA-2', 10)]);
        pulled('f-2', [customer('9', 'Garage', { legalIds: SIREN })], [bill('7', '9', 'FB-1', 20)]);
        await put(['f-1', 'f-2']);
        expect(Object.keys(await owed()).sort()).toEqual(['Garage f-1-12', 'Garage f-2-9', 'Garage, atelier f-1-13']);
      });
    });

    describe('a ledger that knows no payments, and a list of them', () => {
      const paid = (external: string, number: string, amount: number, over: Partial<FeedPayment> = {}): FeedPayment =>
        ({ external, invoice: invoiceId(COMPANY, number, 'invoice'), number, on: day('2026-11-20'), amount: eur(amount), code: null, name: null, reference: null, ...over });
      const listed = (...payments: readonly FeedPayment[]): SourceMirror => pulled('f-2', [], [], { payments });
      const total = (source = 'f-2') => publisher.open(source).summary().payments;
      beforeEach(async () => {
        pulled('f-1', [customer('12', 'Garage'), customer('13', 'Peyron')], [bill('1', '12', 'FA-1', 100), bill('2', '12', 'FA-2', 100, { instalments: [anInstalment({ due: day('2026-10-01'), amount: eur(60), outstanding: eur(60) }), anInstalment({ due: day('2026-11-01'), amount: eur(60), outstanding: eur(60) })] }), bill('3', '13', 'FA-3', 100)]);
        listed(paid('a', 'FA-1', 100, { reference: 'VIR 7' }), paid('b', 'fa-2 ', 70), paid('c', 'FA-9', 10));
        await put(['f-1', 'f-2']);
      });
      const parts = async (number: string, who = 'f-1-12') => (await store.account(COMPANY, who))?.invoices.find((each) => each.number === number);

      it('what is paid is settled with its payment, a part fills the earliest instalment, and a payment of no invoice is named', async () => {
        expect(await owed()).toEqual({ 'Garage f-1-12': ['FA-1 0', 'FA-2 0'], 'Peyron f-1-13': ['FA-3 10000'] });
        expect((await parts('FA-1'))?.payments).toEqual([{ on: '2026-11-20', amount: eur(100), kind: 'payment', reference: 'VIR 7' }]);
        expect((await parts('FA-2'))?.instalments.map(({ outstanding }) => outstanding.minor)).toEqual([0, 5_000]);
        expect(total()).toEqual({ read: 3, applied: 2, withoutInvoice: 1, undecided: 0, overpaid: 0, first: ['FA-9'] });
        expect(total('f-1')).toBeUndefined();
      });

      it('a payment that comes later is written of its customer alone; one that is taken back opens the invoice again, and no more of it', async () => {
        listed(paid('a', 'FA-1', 100), paid('b', 'FA-2', 70), paid('c', 'FA-9', 10), paid('d', 'FA-3', 130));
        expect(await put(['f-1', 'f-2'], true)).toMatchObject({ kind: 'published', touched: 2 });
        expect((await parts('FA-3', 'f-1-13'))?.instalments.map(({ outstanding }) => outstanding.minor)).toEqual([0]);
        expect(total()).toMatchObject({ read: 4, applied: 3, overpaid: 1 });
        listed(paid('a', 'FA-1', 100), paid('b', 'FA-2', 70), paid('c', 'FA-9', 10), paid('d', 'FA-3', 130), paid('e', 'FA-3', -130), paid('f', 'FA-3', -500));
        expect(await put(['f-1', 'f-2'], true)).toMatchObject({ kind: 'published', touched: 1 });
        expect(await owed()).toMatchObject({ 'Peyron f-1-13': ['FA-3 10000'] });
        // The list no longer knows any of it.
        listed(paid('c', 'FA-9', 10));
        expect(await put(['f-1', 'f-2'], true)).toMatchObject({ kind: 'published', touched: 2 });
        expect(await owed()).toEqual({ 'Garage f-1-12': ['FA-1 10000', 'FA-2 6000'], 'Peyron f-1-13': ['FA-3 10000'] });
      });

      it('the same list again: nothing is written', async () => {
        listed(paid('a', 'FA-1', 100, { reference: 'VIR 7' }), paid('b', 'fa-2 ', 70), paid('c', 'FA-9', 10));
        expect(await put(['f-1', 'f-2'], true)).toMatchObject({ kind: 'published', touched: 0 });
      });

      it('an invoice that comes after its payment is written as paid', async () => {
        publisher.open('f-1').take(page([], [bill('9', '13', 'FA-9', 100)], { cursor: 'c-2' }));
        expect(await put(['f-1', 'f-2'], true)).toMatchObject({ kind: 'published', touched: 1 });
        expect(await owed()).toMatchObject({ 'Peyron f-1-13': ['FA-3 10000', 'FA-9 9000'] });
        expect(total()).toMatchObject({ applied: 3, withoutInvoice: 0, first: [] });
      });

      it('a number of two customers: the row must say whose payment it is', async () => {
        publisher.open('f-1').take(page([], [bill('9', '13', 'FA-1', 80, { instalments: [anInstalment({ amount: eur(80), outstanding: eur(80) })] })], { cursor: 'c-2' }));
        await put(['f-1', 'f-2'], true);
        expect(await owed()).toMatchObject({ 'Garage f-1-12': ['FA-1 10000', 'FA-2 0'], 'Peyron f-1-13': ['FA-1@f-1 8000', 'FA-3 10000'] });
        expect(total()).toMatchObject({ applied: 1, undecided: 1, first: ['FA-1', 'FA-9'] });
        listed(paid('a', 'FA-1', 80, { name: 'PEYRON' }), paid('b', 'FA-1', 25, { code: '12' }));
        await put(['f-1', 'f-2'], true);
        expect(await owed()).toMatchObject({ 'Garage f-1-12': ['FA-1 7500', 'FA-2 6000'], 'Peyron f-1-13': ['FA-1@f-1 0', 'FA-3 10000'] });
      });

      it('a payment in another currency pays nothing, and is told', async () => {
        listed(paid('a', 'FA-1', 0, { amount: usd(100) }));
        await put(['f-1', 'f-2'], true);
        expect(await owed()).toMatchObject({ 'Garage f-1-12': ['FA-1 10000', 'FA-2 6000'] });
        expect(total()).toMatchObject({ applied: 0, withoutInvoice: 1, first: ['FA-1'] });
      });
    });

    describe('a company whose ledger was a file', () => {
      const file = async (debtors: readonly Debtor[], invoices: readonly Invoice[]): Promise<void> => {
        await store.importLedger(COMPANY, { source: { name: 'clients.csv', kind: 'file', asOf: AS_OF }, debtors, invoices, problems: [], rows: invoices.length }, NOW);
        await logged('c-c-1');
      };
      const OF_FILE = aDebtor({ id: 'row' as DebtorId, code: 'C-1', name: 'Garage du Canigou', legalIds: { ...none, siren: '404833048' }, town: 'Lille' });
      const moved = async (over: Partial<Debtor>): Promise<readonly string[]> => {
        await file([OF_FILE], [anInvoice({ debtor: 'row' as DebtorId, number: 'FA-1' })]);
        pulled('f-1', [customer('12', 'Garage du Canigou', over)], [bill('1', '12', 'FA-1', 100)]);
        await put(['f-1'], true);
        return Object.keys(await owed());
      };
      it.each<readonly [string, Partial<Debtor>, string]>([
        ['the same SIREN: the log goes on', { legalIds: { ...none, siren: '404833048' }, code: 'ODOO-9' }, 'c-c-1'],
        ['the same code and name: the log goes on', { code: 'C-1' }, 'c-c-1'],
        ['the same code, another name and no number: somebody else', { code: 'C-1', name: 'Peyron' }, 'f-1-12'],
        ['the same name and town alone: nobody’s proof', { town: 'Lille' }, 'f-1-12'],
      ])('%s', async (_, over, expected) => {
        expect((await moved(over)).map((who) => who.split(' ').at(-1))).toEqual([expected]);
        expect(await store.entries(COMPANY, 'c-c-1')).toHaveLength(1);
      });

      it('is asked before a log would be left behind', async () => {
        await file([OF_FILE], [anInvoice({ debtor: 'row' as DebtorId, number: 'FA-1' })]);
        pulled('f-1', [customer('12', 'Autre nom')], [bill('1', '12', 'FA-1', 100)]);
        expect(await put(['f-1'])).toMatchObject({ kind: 'awaiting', difference: { reason: 'other-customers' } });
      });
    });

    it('what is left out, what cannot be read, and the totals are told as they stand', () => {
      const unreadable = (record: string) => ({ code: 'feed/record-unreadable', feed: 'Odoo', record, field: 'invoice_date_due', why: 'no-due-date' }) as const;
      const mirror = pulled('f-1', [customer('12', 'Garage')], [bill('1', '12', 'FA-1', 100), bill('2', '12', 'FA-2', 0), bill('3', '12', 'AV-1', -20, { kind: 'credit-note' })], { leftOut: { draft: 3 }, unreadable: [unreadable('FA-8'), unreadable('FA-9')] });
      expect(mirror.summary()).toMatchObject({ customers: 1, openInvoices: 2, settledInvoices: 1, open: [{ minor: 8_000, currency: 'EUR' }], leftOut: [{ why: 'draft', count: 3 }], unreadableCount: 2 });
      // Corrected in the system, it is no longer told.
      mirror.take(page([], [bill('9', '12', 'FA-9', 10)]));
      expect(mirror.summary()).toMatchObject({ openInvoices: 3, unreadable: [unreadable('FA-8')], unreadableCount: 1 });
    });

    it('one customer, read again live, is put in use; what did not change is not', async () => {
      const mirror = pulled('f-1', [customer('12', 'Garage'), customer('13', 'Peyron')], [bill('1', '12', 'FA-1', 100), bill('2', '12', 'FA-2', 10), bill('3', '13', 'FA-3', 5)]);
      await put(['f-1']);
      expect(mirror.takeAccount('12', { debtor: customer('12', 'Garage'), invoices: [bill('2', '12', 'FA-2', 10), bill('1', '12', 'FA-1', 100)], unreadable: [] })).toBe(false);
      expect(mirror.takeAccount('12', { debtor: customer('12', 'Garage'), invoices: [bill('1', '12', 'FA-1', 0)], unreadable: [] })).toBe(true);
      await put(['f-1'], true);
      expect(await owed()).toEqual({ 'Peyron f-1-13': ['FA-3 500'] });
    });
  });
}
