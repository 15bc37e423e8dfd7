import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { beginConsent } from '../../src/server/feeds/oauth/consent';
import type { TokenKeeper, Tokens } from '../../src/server/feeds/oauth/consent';
import { authorisationUrl, exchangeCode } from '../../src/server/feeds/quickbooks/quickbooks-consent';
import { quickbooksFeed } from '../../src/server/feeds/quickbooks/quickbooks-feed';
import type { Feed } from '../../src/server/feeds/feed';
import type { MakeQuickbooks, QuickbooksWorld } from './fakes/quickbooks-world';
import { openQuickbooksWorld } from './fakes/quickbooks-world';
import type { Said } from './feed-contract';
import { describeFeed, open, whole } from './feed-contract';

type WorldKeeper = Parameters<MakeQuickbooks>[0]['tokens'];

/** One keeper for each of the world's: whoever shares it renews once. */
const keepers = new WeakMap<WorldKeeper, TokenKeeper>();
function keeperOf(kept: WorldKeeper): TokenKeeper {
  const found = keepers.get(kept) ?? {
    read: () => {
      const tokens = kept.read();
      return Promise.resolve(tokens === null ? null : { account: tokens.realmId, access: tokens.access, accessUntil: tokens.accessUntil, refresh: tokens.refresh });
    },
    write: (tokens: Tokens | null) => {
      kept.write(tokens === null ? null : { realmId: tokens.account, access: tokens.access, accessUntil: tokens.accessUntil, refresh: tokens.refresh, refreshUntil: Infinity });
      return Promise.resolve();
    },
  };
  keepers.set(kept, found);
  return found;
}

const makeQuickbooks: MakeQuickbooks = (given): Feed => {
  const feed = quickbooksFeed({ ...given, tokens: keeperOf(given.tokens), limit: { calls: 8, seconds: 1 } });
  if (!feed.ok) throw new Error(feed.problem.code);
  return feed.value;
};

const never = (): AbortSignal => new AbortController().signal;
const GARAGE = 'Garage du Canigou';
const bill = { customer: GARAGE, number: 'FA-7', issued: '2026-09-01', due: '2026-10-01', total: 120_005 };

describe('what QuickBooks alone does', () => {
  let world: QuickbooksWorld;
  beforeEach(async () => {
    world = await openQuickbooksWorld(makeQuickbooks);
  });
  afterEach(() => world.close());

  const after = async (said: Said, feed: Feed): Promise<Said> => {
    await world.tick();
    for await (const page of feed.changes(said.cursor as string, never())) {
      if (!page.ok) throw new Error(page.problem.code);
      said.take(page.value);
    }
    return said;
  };

  it('what a payment had paid is owed again once it is deleted', async () => {
    await world.invoice(bill);
    await world.pay('FA-7', 120_005, '2026-10-10');
    const feed = world.feed();
    const said = await whole(feed);
    expect(open(said.of('FA-7'))).toBe(0);
    world.unpay('FA-7');
    await after(said, feed);
    expect(open(said.of('FA-7'))).toBe(120_005);
    expect(said.of('FA-7').payments).toEqual([]);
  });

  it('a voided invoice is cancelled: gone, and counted', async () => {
    await world.invoice(bill);
    const feed = world.feed();
    const said = await whole(feed);
    world.void('FA-7');
    await after(said, feed);
    expect(said.has('FA-7')).toBe(false);
    expect((await whole(feed)).leftOut).toMatchObject({ cancelled: 1 });
  });

  it('an invoice without a number is named, not dropped', async () => {
    const id = world.unnumbered(bill);
    const problems = [];
    for await (const page of world.feed().whole(null, never())) if (page.ok) problems.push(...page.value.unreadable);
    expect(problems).toEqual([{ code: 'feed/record-unreadable', feed: 'QuickBooks', record: id, field: 'DocNumber', why: 'no-number' }]);
  });

  it('a sub-customer is paid for by the one above him, and one who was made inactive still owes', async () => {
    world.subCustomer(GARAGE, 'Atelier du Canigou');
    await world.invoice({ ...bill, customer: 'Atelier du Canigou' });
    await world.invoice({ ...bill, customer: 'Boulangerie Peyron', number: 'FA-8' });
    world.deactivate('Boulangerie Peyron');
    const said = await whole(world.feed());
    expect(said.debtor('Atelier du Canigou').payer).toBe(said.debtor(GARAGE).id);
    expect(open(said.of('FA-8'))).toBe(120_005);
  });

  it('a row that goes while a thousand are read shifts nothing; a thousand changes are too many to be told', async () => {
    const numbers = await world.many(1_010);
    const feed = world.feed();
    const begun = await whole(feed);
    const pages = feed.whole(null, never());
    const page = await pages.next();
    if (page.done === true || !page.value.ok) throw new Error('a first page');
    expect(page.value.value.invoices).toHaveLength(1_000);
    await pages.return();
    await world.remove(numbers[4] as string);
    const told = new Set<string>();
    for await (const next of feed.whole(page.value.value.cursor, never())) if (next.ok) for (const { invoice } of next.value.invoices) told.add(invoice.number);
    expect(numbers.slice(1_000).filter((number) => !told.has(number))).toEqual([]);
    expect(await feed.changes(begun.cursor as string, never()).next()).toMatchObject({ value: { ok: false, problem: { code: 'feed/too-old' } } });
  });

  it('changes of more than a month ago are told as such', async () => {
    const feed = world.feed();
    const said = await whole(feed);
    world.clock.move({ seconds: 31 * 86_400 });
    const pages = [];
    for await (const page of feed.changes(said.cursor as string, never())) pages.push(page);
    expect(pages).toEqual([{ ok: false, problem: { code: 'feed/too-old', feed: 'QuickBooks' } }]);
  });

  it('two pulls at once renew the token once; consent that was taken back is told', async () => {
    world.clock.move({ seconds: 4_000 });
    world.calls();
    const checks = await Promise.all([world.feed().check(never()), world.feed().check(never())]);
    expect(checks.map(({ ok }) => ok)).toEqual([true, true]);
    expect(world.calls()).toBe(3);
    world.disconnect();
    expect(await world.feed().check(never())).toEqual({ ok: false, problem: { code: 'feed/consent-over', feed: 'QuickBooks' } });
  });

  it('consent is asked for and given with PKCE, and taken back', async () => {
    const context = { name: 'QuickBooks', now: () => world.clock.instant };
    const app = { values: { 'client-id': world.client.id, 'client-secret': world.client.secret }, context, endpoints: world.endpoints };
    const pending = beginConsent('https://relance.example/api/v1/feeds/authorised');
    const address = authorisationUrl(app, pending);
    if (!address.ok) throw new Error(address.problem.code);
    const back = world.authorise(address.value);
    expect(back.state).toBe(pending.state);
    const stolen = world.authorise(address.value);
    expect(await exchangeCode(app, { ...pending, verifier: 'x'.repeat(64) }, stolen, never())).toEqual({ ok: false, problem: { code: 'feed/consent-over', feed: 'QuickBooks' } });
    const tokens = await exchangeCode(app, pending, back, never());
    if (!tokens.ok) throw new Error(tokens.problem.code);
    expect(tokens.value.account).toBe(world.realm);
    let kept: Tokens | null = tokens.value;
    const feed = quickbooksFeed({ ...app, context: { ...context, company: world.company }, tokens: { read: () => Promise.resolve(kept), write: (next) => { kept = next; return Promise.resolve(); } } });
    if (!feed.ok || feed.value.revoke === undefined) throw new Error('a feed that can be revoked');
    expect(await feed.value.check(never())).toEqual({ ok: true, value: { system: 'QuickBooks Online', company: 'Atelier Canigou' } });
    expect(await feed.value.revoke(never())).toEqual({ ok: true, value: null });
    expect(kept).toBeNull();
  });
});

describeFeed('QuickBooks Online, by the vendor’s text', () => openQuickbooksWorld(makeQuickbooks), ['draft', 'dispute', 'notes']);
