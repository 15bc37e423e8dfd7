import { appendFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ONLY_COMPANY } from '../../src/core';
import type { Instant } from '../../src/core';
import { pullInto } from '../../src/server/feeds/desk/pull-into';
import type { Feed, FeedFailure, FeedPayment } from '../../src/server/feeds/feed';
import { feedPublisher } from '../../src/server/feeds/mirror/feed-publisher';
import { paymentsFileFeed } from '../../src/server/feeds/payments-file/payments-file-feed';
import { UNFOLLOWED } from '../../src/server/store/import-ledger';
import { openStore } from '../../src/server/store/open-store';
import { aProfile, at } from '../core/builders';
import { aWorkbook } from '../server/feeds/a-workbook';
import { eInvoiceFolderWorld } from './e-invoice-folder-world';

const NOW = at('2026-11-23T08:00:00.000Z');
const HEADER = 'N° facture;Date de paiement;Montant réglé;Client;Référence';
const signal = (): AbortSignal => new AbortController().signal;

describe('a list of payments (real files: CSV and XLSX)', () => {
  let folder = '';
  let file = '';
  let clock = 0;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'relance-payments-'));
    file = join(folder, 'paiements.csv');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (content: string | Uint8Array): void => {
    writeFileSync(file, content);
    utimesSync(file, new Date(), new Date(Date.now() + (clock += 2_000)));
  };
  const list = (...rows: readonly string[]): void => write([HEADER, ...rows].join('\r\n'));
  const feedOf = (path = file): Feed => {
    const feed = paymentsFileFeed({ values: { file: path }, context: { company: ONLY_COMPANY, name: 'Paiements', now: () => NOW } });
    if (!feed.ok) throw new Error(feed.problem.code);
    return feed.value;
  };
  interface Pulled {
    readonly payments: readonly FeedPayment[];
    readonly unreadable: number;
    readonly pages: number;
    readonly cursor: string;
    readonly problem: FeedFailure | null;
  }
  const follow = async (pages: ReturnType<Feed['whole']>): Promise<Pulled> => {
    let said: Pulled = { payments: [], unreadable: 0, pages: 0, cursor: '', problem: null };
    for await (const page of pages) {
      if (!page.ok) return { ...said, problem: page.problem };
      said = { payments: [...said.payments, ...(page.value.payments ?? [])], unreadable: said.unreadable + page.value.unreadable.length, pages: said.pages + 1, cursor: page.value.cursor, problem: null };
      expect([page.value.debtors, page.value.invoices]).toEqual([[], []]);
    }
    return said;
  };
  const whole = (): Promise<Pulled> => follow(feedOf().whole(null, signal()));

  it('says who it is, and by name what is wrong with it', async () => {
    list('FA-1;20/11/2026;10,00;;');
    expect(await feedOf().check(signal())).toEqual({ ok: true, value: { system: 'paiements.csv', company: null } });
    rmSync(file);
    expect(await feedOf().check(signal())).toMatchObject({ ok: false, problem: { code: 'ledger/file-unreadable', because: 'missing' } });
    expect(paymentsFileFeed({ values: { file: 'paiements.csv' }, context: { company: ONLY_COMPANY, name: 'Paiements', now: () => NOW } })).toMatchObject({ ok: false, problem: { code: 'feed/setting-refused', because: 'malformed' } });
    for (const [content, code] of [['', 'ledger/empty'], [HEADER, 'ledger/empty'], [`${HEADER}\r\n;20/11/2026;1,00;;`, 'ledger/row-unreadable'], ['%PDF-1.7', 'ledger/other-format'], [`${HEADER}\r\n"FA-1;20/11/2026`, 'ledger/quote-not-closed'], ['Client;Téléphone\r\nGarage;04', 'ledger/no-usable-column']] as const) {
      write(content);
      expect(await feedOf().check(signal())).toMatchObject({ ok: false, problem: { code } });
    }
  });

  it('the same file twice says the same; one that did not change is not read again; one that did is read as a whole', async () => {
    list('FA-1;20/11/2026;10,00;Garage;V1', 'FA-2;21/11/2026;-5,00;;', 'FA-3;x;1,00;;');
    const [once, again] = [await whole(), await whole()];
    expect(again).toEqual(once);
    expect([once.payments.map(({ number, on, amount, name, reference }) => [number, on, amount.minor, name, reference]), once.unreadable]).toEqual([[['FA-1', '2026-11-20', 1_000, 'Garage', 'V1'], ['FA-2', '2026-11-21', -500, null, null]], 1]);
    expect(await follow(feedOf().changes(once.cursor, signal()))).toMatchObject({ payments: [], pages: 1, cursor: once.cursor, problem: null });
    list('FA-1;20/11/2026;10,00;Garage;V1');
    expect(await follow(feedOf().changes(once.cursor, signal()))).toMatchObject({ problem: { code: 'feed/too-old' } });
  });

  it('a workbook is read as a CSV file is', async () => {
    file = join(folder, 'payments.xlsx');
    write(aWorkbook({ sheets: [{ rows: [['Invoice', 'Paid on', 'Amount'], ['FA-1', '2026-11-20', 10.5]] }] }));
    expect((await whole()).payments).toMatchObject([{ number: 'FA-1', on: '2026-11-20', amount: { minor: 1_050, currency: 'EUR' } }]);
  });

  it('many payments come in pages, and a pull that is stopped says so', async () => {
    list(...Array.from({ length: 4_500 }, (_, n) => `FA-${n};20/11/2026;10,00;;`));
    expect(await whole()).toMatchObject({ pages: 3, problem: null });
    const stop = new AbortController();
    stop.abort();
    expect(await follow(feedOf().whole(null, stop.signal))).toMatchObject({ pages: 0, problem: { code: 'feed/cancelled' } });
  });

  it('makes a folder of e-invoices a ledger: part payments, payments taken back, and what is paid', async () => {
    const invoices = eInvoiceFolderWorld();
    const store = await openStore('sqlite::memory:');
    await store.saveSettings(ONLY_COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    const publisher = feedPublisher({ store, tenant: ONLY_COMPANY, clock: { now: () => NOW }, folder: join(folder, 'feeds'), worker: null });
    const pull = async (id: string, feed: Feed): Promise<void> => {
      const pulled = await pullInto(feed, publisher.open(id), { whole: false, signal: signal(), told: () => undefined });
      if (!pulled.ok) throw new Error(pulled.problem.code);
    };
    const put = async (): Promise<number> => {
      const answer = await publisher.publish(['f-1', 'f-2'].map((id) => ({ id, name: id, asOf: NOW as Instant, mirror: publisher.open(id) })), true, UNFOLLOWED);
      if (!answer.ok || answer.value.kind !== 'published') throw new Error('not published');
      return answer.value.touched;
    };
    const owed = async (): Promise<readonly string[]> => {
      const { debtors } = await store.overdue(ONLY_COMPANY, '2027-06-30' as never, 0, 100);
      return [...(await store.accounts(ONLY_COMPANY, debtors)).values()].flatMap(({ debtor, invoices: all }) => all.map(({ number, instalments }) => `${debtor.name} ${number} ${instalments.reduce((sum, { outstanding }) => sum + outstanding.minor, 0)}`)).sort();
    };
    try {
      for (const [number, customer] of [['FA-1', 'Garage du Canigou'], ['FA-2', 'Garage du Canigou'], ['FA-3', 'Boulangerie Peyron']] as const) await invoices.invoice({ customer, number, issued: '2026-09-01', due: '2026-10-01', total: 12_000 });
      list('fa-1;20/11/2026;120,00;;V1', 'FA-2;20/11/2026;45,50;;V2');
      await pull('f-1', invoices.feed());
      await pull('f-2', feedOf());
      await put();
      expect(await owed()).toEqual(['Boulangerie Peyron FA-3 12000', 'Garage du Canigou FA-1 0', 'Garage du Canigou FA-2 7450']);
      appendFileSync(file, '\r\nFA-3;21/11/2026;20,00;;V3\r\nFA-1;22/11/2026;-120,00;;V4');
      utimesSync(file, new Date(), new Date(Date.now() + (clock += 2_000)));
      await pull('f-2', feedOf());
      expect(await put()).toBe(2);
      expect(await owed()).toEqual(['Boulangerie Peyron FA-3 10000', 'Garage du Canigou FA-1 12000', 'Garage du Canigou FA-2 7450']);
      expect(publisher.open('f-2').summary().payments).toEqual({ read: 4, applied: 4, withoutInvoice: 0, undecided: 0, overpaid: 0, first: [] });
      // The invoice says the payment itself now: it is not deducted a second time.
      await invoices.pay('FA-2', 4_550, '2026-11-20');
      await pull('f-1', invoices.feed());
      await put();
      expect(await owed()).toContain('Garage du Canigou FA-2 7450');
    } finally {
      publisher.close();
      await store.close();
      await invoices.close();
    }
  }, 60_000);
});
