import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pennylaneFeed } from '../../src/server/feeds/pennylane/pennylane-feed';
import type { Feed } from '../../src/server/feeds/feed';
import type { MakePennylane, PennylaneWorld } from './fakes/pennylane-world';
import { openPennylaneWorld } from './fakes/pennylane-world';
import { Said, describeFeed, open, whole } from './feed-contract';

const makePennylane: MakePennylane = (given): Feed => {
  const feed = pennylaneFeed({ ...given, limit: { calls: 25, seconds: 5 }, isPlainFileAllowed: ({ hostname }) => hostname === '127.0.0.1' });
  if (!feed.ok) throw new Error(feed.problem.code);
  return feed.value;
};

const never = (): AbortSignal => new AbortController().signal;
const bill = { customer: 'Garage du Canigou', number: 'FA-7', issued: '2026-09-01', due: '2026-10-01', total: 120_000 };

describe('what Pennylane alone does', () => {
  let world: PennylaneWorld;
  beforeEach(async () => {
    world = await openPennylaneWorld(makePennylane);
  });
  afterEach(() => world.close());

  it('an invoice that is deleted without a credit note is gone by the changelog', async () => {
    await world.invoice(bill);
    const feed = world.feed();
    const said = await whole(feed);
    expect(said.has('FA-7')).toBe(true);
    world.erase('FA-7');
    await world.tick();
    for await (const page of feed.changes(said.cursor as string, never())) if (page.ok) said.take(page.value);
    expect(said.has('FA-7')).toBe(false);
  });

  it('changes that Pennylane no longer keeps are told as such', async () => {
    const feed = world.feed();
    const said = await whole(feed);
    world.clock.move({ seconds: 29 * 86_400 });
    const pages = [];
    for await (const page of feed.changes(said.cursor as string, never())) pages.push(page);
    expect(pages).toEqual([{ ok: false, problem: { code: 'feed/too-old', feed: 'Pennylane' } }]);
  });

  it('in another currency an invoice is told whole or settled; a part of it is named, for what remains is told in euros', async () => {
    world.foreign({ ...bill, number: 'US-1' }, 'USD', 0.9);
    world.foreign({ ...bill, number: 'US-2' }, 'USD', 0.9);
    world.foreign({ ...bill, number: 'US-3' }, 'USD', 0.9);
    await world.pay('US-2', 120_000, '2026-10-10');
    await world.pay('US-3', 50_000, '2026-10-10');
    const said = new Said();
    const problems = [];
    for await (const page of world.feed().whole(null, never())) {
      if (!page.ok) throw new Error(page.problem.code);
      said.take(page.value);
      problems.push(...page.value.unreadable);
    }
    expect(said.of('US-1').instalments).toMatchObject([{ amount: { minor: 120_000, currency: 'USD' }, outstanding: { minor: 120_000, currency: 'USD' } }]);
    expect(open(said.of('US-2'))).toBe(0);
    expect(problems).toEqual([{ code: 'feed/record-unreadable', feed: 'Pennylane', record: 'US-3', field: 'remaining_amount_with_tax', why: 'currency' }]);
  });

  it('a private person is a consumer', async () => {
    world.individual('Léa Martin', 'lea.martin@example.fr');
    await world.invoice({ ...bill, customer: 'Léa Martin' });
    expect((await whole(world.feed())).debtor('Léa Martin')).toMatchObject({ kind: 'consumer', legalIds: { siren: null, siret: null, vat: null } });
  });

  it('the PDF’s host is not told the token, and is asked over https only', async () => {
    await world.invoice(bill);
    const reference = (await whole(world.feed())).of('FA-7').document as string;
    expect(await world.feed().document(reference, never())).toMatchObject({ ok: true, value: { name: 'FA-7.pdf' } });
    expect(world.leaks()).toBe(0);
    const strict = pennylaneFeed({ values: { key: world.key }, context: { company: world.company, name: 'Pennylane', now: () => world.clock.instant }, endpoints: world.endpoints });
    if (!strict.ok) throw new Error(strict.problem.code);
    expect(await strict.value.document(reference, never())).toMatchObject({ ok: false, problem: { code: 'feed/address-refused', because: 'not-https' } });
  });
});

describeFeed('Pennylane, by the vendor’s text', () => openPennylaneWorld(makePennylane), ['payOnAccount', 'writeOff', 'dispute', 'notes']);
