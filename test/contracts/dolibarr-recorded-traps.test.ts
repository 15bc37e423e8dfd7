import { describe, expect, it } from '@jest/globals';
import type { CompanyId, FeedProblem, Instant, Result } from '../../src/core';
import { dolibarrFeed } from '../../src/server/feeds/dolibarr/dolibarr-feed';
import type { Feed } from '../../src/server/feeds/feed';
import type { DolibarrBookkeeper } from './dolibarr-bookkeeper';
import { RecordedDolibarr } from './dolibarr-recorded';
import type { RecordedVersion } from './dolibarr-recorded';
import { recordedWorld } from './dolibarr-recorded-world';
import type { RecordedWorld } from './dolibarr-recorded-world';
import { changesSince, describeTraps, never } from './dolibarr-traps';
import { TroubledDolibarr } from './dolibarr-troubled';
import type { Asked } from './dolibarr-troubled';
import { open as openOf, whole } from './feed-contract';

const VERSIONS: readonly RecordedVersion[] = ['19.0.2', '23.0.0-beta'];
const GARAGE = 'Garage du Canigou';

async function within(version: RecordedVersion, work: (world: RecordedWorld) => Promise<void>): Promise<void> {
  const world = await recordedWorld(version);
  try {
    await work(world);
  } finally {
    await world.books.close();
  }
}

const bill = (total: number, customer = GARAGE): Parameters<DolibarrBookkeeper['invoice']>[0] => ({ customer, number: '', issued: '2026-09-01', due: '2026-10-01', total });

for (const version of VERSIONS) {
  describeTraps(`Dolibarr ${version}, recorded answers: its traps`, async () => (await recordedWorld(version)).books);

  describe(`Dolibarr ${version}, recorded answers: what few ledgers have`, () => {
    it('a ledger without invoices is empty, not wrong', () => within(version, async ({ books }) => {
      const said = await whole(books.feed());
      expect([said.invoices.size, said.debtors.size, said.unreadable]).toEqual([0, 0, 0]);
      expect((await changesSince(books, said.cursor as string)).invoices.size).toBe(0);
    }));

    it('in another currency all of it or nothing of it is open; a part of it is named as unreadable', () => within(version, async ({ books, dolibarr }) => {
      const [none, part, all] = [await books.invoice(bill(10_000)), await books.invoice(bill(10_000)), await books.invoice(bill(10_000))];
      for (const number of [none, part, all]) dolibarr.amend(books.rowOf(number), { multicurrency_code: 'USD', multicurrency_total_ttc: '117.50000000' });
      await books.pay(part, 5_000, '2026-10-10');
      await books.pay(all, 10_000, '2026-10-10');
      const said = await whole(books.feed());
      expect(said.of(none).instalments).toMatchObject([{ amount: { minor: 11_750, currency: 'USD' }, outstanding: { minor: 11_750, currency: 'USD' } }]);
      expect(said.of(all).instalments).toMatchObject([{ amount: { minor: 11_750, currency: 'USD' }, outstanding: { minor: 0, currency: 'USD' } }]);
      expect([said.has(part), said.unreadable]).toEqual([false, 1]);
      const [unreadable] = await unreadableOf(books.feed());
      expect(unreadable).toEqual({ code: 'feed/record-unreadable', feed: 'Dolibarr', record: part, field: 'remaintopay', why: 'currency' });
    }));

    it('a retained sum is held until its day', () => within(version, async ({ books, dolibarr }) => {
      const number = await books.invoice(bill(100_010));
      dolibarr.amend(books.rowOf(number), { retained_warranty: '5', retained_warranty_date_limit: 1_822_428_000 });
      expect((await whole(books.feed())).of(number).retained).toEqual({ amount: { minor: 5_001, currency: 'EUR' }, releasedOn: '2027-10-02' });
    }));

    it('what another document replaced is cancelled; what replaces it, and a progress bill, are invoices', () => within(version, async ({ books, dolibarr }) => {
      const [replaced, replacing, progress, given] = [await books.invoice(bill(1)), await books.bill(bill(2), { type: 1 }, 2), await books.bill(bill(3), { type: 5 }, 3), await books.invoice(bill(4))];
      dolibarr.amend(books.rowOf(replaced), { status: '3', statut: '3', close_code: 'replaced' });
      dolibarr.amend(books.rowOf(given), { status: '3', statut: '3', close_code: 'abandon' });
      const said = await whole(books.feed());
      expect([said.has(replaced), said.leftOut['cancelled']]).toEqual([false, 1]);
      expect([openOf(said.of(replacing)), openOf(said.of(progress)), openOf(said.of(given))]).toEqual([2, 3, 0]);
    }));

    it('an invoice taken back to draft is gone, though it keeps its number', () => within(version, async ({ books, dolibarr }) => {
      const number = await books.invoice(bill(500));
      const before = await whole(books.feed());
      dolibarr.later();
      await books.ask('POST', `invoices/${books.rowOf(number)}/settodraft`, { idwarehouse: -1 });
      const gone: string[] = [];
      for await (const page of books.feed().changes(before.cursor as string, never())) if (page.ok) gone.push(...page.value.gone.invoices);
      expect(gone).toEqual([books.rowOf(number)]);
    }));

    it('an amount that is no whole number of cents is named, not rounded', () => within(version, async ({ books, dolibarr }) => {
      const number = await books.invoice(bill(500));
      dolibarr.amend(books.rowOf(number), { remaintopay: '5.005' });
      expect(await unreadableOf(books.feed())).toEqual([{ code: 'feed/record-unreadable', feed: 'Dolibarr', record: number, field: 'remaintopay', why: 'malformed' }]);
    }));

    it('nothing is asked for one invoice at a time but the days of payments', () => within(version, async ({ books, between }) => {
      await books.many(30);
      const paid = await books.invoice(bill(700));
      await books.pay(paid, 300, '2026-10-10');
      between.log.length = 0;
      const said = await whole(books.feed());
      expect(between.log.filter((line) => /invoices\/\d+/.test(line))).toEqual([`GET /api/index.php/invoices/${books.rowOf(paid)}/payments`]);
      expect(between.log.length).toBeLessThan(12);
      between.log.length = 0;
      await changesSince(books, said.cursor as string);
      expect(between.log.length).toBeLessThan(14);
    }));

    it('a right that is missing is named, though 401 is what the API says of it', () => within(version, async ({ dolibarr }) => {
      const closed = await TroubledDolibarr.start((asked) => Promise.resolve(/contacts/.test(asked.url) ? { status: 401, contentType: 'application/json', body: Buffer.from('{"error":{"code":401,"message":"Unauthorized: No permission to read contacts"}}') } : dolibarr.answer(asked)));
      expect(await feedAt(closed.address, dolibarr.key).check(never())).toEqual({ ok: false, problem: { code: 'feed/no-rights', feed: 'Dolibarr', what: 'contacts' } });
      await closed.close();
    }));

    it('a key that may only read customers and bills reads them all, without the company’s settings', () => within(version, async ({ books, dolibarr }) => {
      const number = await books.invoice(bill(4_200));
      const reader = await TroubledDolibarr.start((asked) => Promise.resolve(/\/setup\//.test(asked.url) ? { status: 403, contentType: 'application/json', body: Buffer.from('{"error":{"code":403,"message":"Forbidden: Error API open to admin users only"}}') } : dolibarr.answer(asked)));
      const feed = feedAt(reader.address, dolibarr.key);
      expect(await feed.check(never())).toEqual({ ok: true, value: { system: `Dolibarr ${version}`, company: null } });
      expect((await whole(feed)).of(number).instalments).toMatchObject([{ outstanding: { minor: 4_200, currency: 'EUR' } }]);
      await reader.close();
    }));

    it('a customer’s id that is none reaches no filter', () => within(version, async ({ books, between }) => {
      between.log.length = 0;
      expect(await books.feed().account("1) or (t.rowid:>:0", never())).toEqual({ ok: true, value: { debtor: null, invoices: [], unreadable: [] } });
      expect(between.log).toEqual([]);
    }));

    it('a cursor of another time or hand has the whole read again', () => within(version, async ({ books }) => {
      for (const cursor of ['', '{}', '{"at":"whole","after":3,"since":"2026-11-05T09:00:00.000Z","open":"","credits":""}', '{"at":"changes","after":0,"since":"2026-11-05T09:00:00.000Z","open":"1..2","credits":""}']) {
        expect((await books.feed().changes(cursor, never()).next()).value).toMatchObject({ ok: false, problem: { code: 'feed/too-old' } });
      }
    }));
  });
}

function feedAt(address: string, key: string): Feed {
  const made: Result<Feed, FeedProblem> = dolibarrFeed({ values: { address, key }, context: { company: 'main' as CompanyId, name: 'Dolibarr', now: () => '2026-11-05T09:00:00.000Z' as Instant }, patience: 2_000 });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value;
}

async function unreadableOf(feed: Feed): Promise<readonly unknown[]> {
  const named: unknown[] = [];
  for await (const page of feed.whole(null, never())) if (page.ok) named.push(...page.value.unreadable);
  return named;
}

describe('the address of a Dolibarr, as an admin copies it', () => {
  const dolibarr = new RecordedDolibarr('19.0.2');
  const below = (folder: string) => (asked: Asked): ReturnType<RecordedDolibarr['answer']> => dolibarr.answer({ ...asked, url: asked.url.startsWith(folder) ? asked.url.slice(folder.length - 1) : `/elsewhere${asked.url}` });

  it.each([
    ['/', ''], ['/', 'index.php?mainmenu=home'], ['/', 'compta/facture/card.php?facid=1'], ['/', 'api/index.php/explorer'], ['/htdocs/', ''], ['/htdocs/', 'htdocs'], ['/htdocs/', 'htdocs/index.php'], ['/dolibarr/htdocs/', 'dolibarr'],
    ['/dolibarr/', 'dolibarr/societe/card.php?socid=3'],
  ])('the API below %s is found from "%s"', async (folder, copied) => {
    const between = await TroubledDolibarr.start((asked) => Promise.resolve(below(folder)(asked)));
    expect(await feedAt(between.address + copied, dolibarr.key).check(never())).toEqual({ ok: true, value: { system: 'Dolibarr 19.0.2', company: 'Atelier du Vallespir' } });
    await between.close();
  });

  const said = async (status: number, contentType: string, body: string): Promise<unknown> => {
    const between = await TroubledDolibarr.start(() => Promise.resolve({ status, contentType, body: Buffer.from(body) }));
    const answer = await feedAt(between.address, dolibarr.key).check(never());
    await between.close();
    return answer.ok ? answer.value : answer.problem;
  };

  it('a module that is switched off is named', async () => {
    // What a Dolibarr 19.0.2 answers, in the language of its server.
    expect(await said(200, 'text/html', 'Module Api must be enabled.<br><br>To activate modules, go on setup Area (Home->Setup->Modules).')).toEqual({ code: 'feed/not-found', feed: 'Dolibarr', what: 'api' });
    expect(await said(200, 'text/html', 'Le module Api doit être activé.<br><br>Pour activer des modules, aller dans l’espace de configuration (Accueil->Configuration->Modules).')).toEqual({ code: 'feed/not-found', feed: 'Dolibarr', what: 'api' });
  });

  it('a version that is too old is named', async () => {
    expect(await said(200, 'application/json', '{"success":{"code":200,"dolibarr_version":"17.0.4","access_locked":"0"}}')).toEqual({ code: 'feed/version-not-read', feed: 'Dolibarr', found: 'Dolibarr 17.0.4', needs: 'Dolibarr 18' });
  });

  it('another system is not taken for one', async () => {
    for (const [type, body] of [['text/html', '<!doctype html><html><title>Bienvenue sur notre API</title></html>'], ['application/json', '{"success":{"version":"1"}}'], ['application/json', '[]'], ['application/json', '{"succ']] as const) {
      expect(await said(200, type, body)).toMatchObject({ code: expect.stringMatching(/^feed\/(not-found|unreadable-answer)$/) });
    }
  });

  it('no key, or one that cannot be sent, is refused before anything is asked', () => {
    const context = { company: 'main' as CompanyId, name: 'Dolibarr', now: (): Instant => '2026-11-05T09:00:00.000Z' as Instant };
    expect(dolibarrFeed({ values: { address: 'erp.example.fr' }, context })).toEqual({ ok: false, problem: { code: 'feed/setting-refused', feed: 'Dolibarr', field: 'key', because: 'missing' } });
    expect(dolibarrFeed({ values: { address: 'erp.example.fr', key: 'clé' }, context })).toEqual({ ok: false, problem: { code: 'feed/setting-refused', feed: 'Dolibarr', field: 'key', because: 'malformed' } });
    expect(dolibarrFeed({ values: { address: 'http://erp.example.fr', key: 'k' }, context })).toMatchObject({ ok: false, problem: { code: 'feed/address-refused', because: 'not-https' } });
  });
});
