import type { Debtor, DebtorId, Instant, Invoice } from '../../../src/core';
import type { FeedInvoice, FeedPage } from '../../../src/server/feeds/feed';
import { feedPublisher } from '../../../src/server/feeds/mirror/feed-publisher';
import type { Publication, SourceMirror } from '../../../src/server/feeds/mirror';
import { UNFOLLOWED } from '../../../src/server/store/import-ledger';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, aDebtor, anInstalment, anInvoice, eur } from '../../core/builders';
import { NOW } from './a-store';

export type Publisher = ReturnType<typeof feedPublisher>;
export const publisherOf = (store: Store, folder: string): Publisher => feedPublisher({ store, tenant: COMPANY, clock: { now: () => NOW }, folder, worker: null });

export async function publish(publisher: Publisher): Promise<Extract<Publication, { kind: 'published' }>> {
  const answer = await publisher.publish([{ id: 'f-1', name: 'f-1', asOf: '2026-11-22T08:00:00.000Z' as Instant, mirror: publisher.open('f-1') }], true, UNFOLLOWED);
  if (!answer.ok || answer.value.kind !== 'published') throw new Error('not published');
  return answer.value;
}

export const WHO: readonly string[] = Array.from({ length: 14 }, (_, n) => String(11 + n));
const customer = (id: string): Debtor => aDebtor({ id: id as DebtorId, code: null, name: `C ${id}`, legalIds: { siren: null, siret: null, vat: null }, contacts: [], domains: [], town: null });
const bill = (who: string, number: string, open: number, over: Partial<Invoice> = {}): FeedInvoice => ({ external: `${who}-${number}`, invoice: anInvoice({ debtor: who as DebtorId, number, instalments: [anInstalment({ amount: eur(100), outstanding: eur(open) })], ...over }) });
const page = (debtors: readonly Debtor[], invoices: readonly FeedInvoice[], gone: readonly string[] = []): FeedPage => ({ debtors, invoices, gone: { debtors: [], invoices: gone }, unreadable: [], leftOut: {}, cursor: 'c-1', done: 1, of: null });

/** Fourteen customers with three invoices each. */
export function tellOfAll(mirror: SourceMirror): void {
  mirror.begin();
  mirror.take(page(WHO.map(customer), WHO.flatMap((who) => [1, 2, 3].map((n) => bill(who, `FA-${who}-${n}`, 100)))));
  mirror.finish();
}
/** Of each: one is paid in part, one is gone, and two are new whose numbers look like no other's. */
export function tellOfChanges(mirror: SourceMirror): void {
  mirror.take(page([], WHO.flatMap((who) => [bill(who, `FA-${who}-1`, 60), bill(who, `2026/${who}/AB`, 70), bill(who, `2026/${who}/AC`, 80)]), WHO.map((who) => `${who}-FA-${who}-2`)));
}
export const OLD = '100+100+100';
export const NEW = '0+100+60+70+80';

/** What is open of each customer, in euros, by the numbers of his invoices. */
export async function openOf(store: Store): Promise<readonly string[]> {
  const all: string[] = [];
  for (const who of WHO) {
    const invoices = (await store.account(COMPANY, `f-1-${who}`))?.invoices ?? [];
    all.push(invoices.map(({ missingSince, instalments }) => (missingSince === null ? instalments.reduce((sum, { outstanding }) => sum + outstanding.minor, 0) / 100 : 0)).sort((a, b) => a - b).map((open) => String(open)).sort().join('+'));
  }
  return all;
}
