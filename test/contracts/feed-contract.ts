import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Invoice, Result } from '../../src/core';
import type { Feed, FeedDebtor, FeedFailure, FeedInvoice, FeedPage } from '../../src/server/feeds/feed';
import type { FeedWorld, Trouble, WorldInvoice } from './feed-subject';

const PATIENCE = 1_500;
const MANY = 130;

/** What a feed said, as one who only keeps the newest record of each id would hold it. */
export class Said {
  readonly debtors = new Map<string, FeedDebtor>();
  readonly invoices = new Map<string, FeedInvoice>();
  readonly leftOut: Record<string, number> = {};
  unreadable = 0;
  pages = 0;
  cursor: string | null = null;

  take(page: FeedPage): void {
    for (const debtor of page.debtors) this.debtors.set(debtor.id, debtor);
    for (const invoice of page.invoices) this.invoices.set(invoice.external, invoice);
    for (const id of page.gone.invoices) this.invoices.delete(id);
    for (const id of page.gone.debtors) this.debtors.delete(id);
    for (const [why, count] of Object.entries(page.leftOut)) this.leftOut[why] = (this.leftOut[why] ?? 0) + count;
    this.unreadable += page.unreadable.length;
    this.pages += 1;
    this.cursor = page.cursor;
  }

  /** A whole pull begins: what it does not tell is gone. */
  forget(): void {
    this.debtors.clear();
    this.invoices.clear();
  }

  of(number: string): Invoice {
    const found = [...this.invoices.values()].filter(({ invoice }) => invoice.number === number);
    expect(found.map(({ invoice }) => invoice.number)).toEqual([number]);
    return (found[0] as FeedInvoice).invoice;
  }

  has(number: string): boolean {
    return [...this.invoices.values()].some(({ invoice }) => invoice.number === number);
  }

  debtor(name: string): FeedDebtor {
    const found = [...this.debtors.values()].filter((debtor) => debtor.name === name);
    expect(found.map((debtor) => debtor.name)).toEqual([name]);
    return found[0] as FeedDebtor;
  }

  /** What a customer owes in all, minor units: every document once, money on account deducted. */
  owedBy(name: string): number {
    const { id, unallocatedCredits } = this.debtor(name);
    const open = [...this.invoices.values()].filter(({ invoice }) => invoice.debtor === id).flatMap(({ invoice }) => invoice.instalments).reduce((sum, { outstanding }) => sum + outstanding.minor, 0);
    return open - unallocatedCredits.reduce((sum, { minor }) => sum + minor, 0);
  }

  /** Without order, to be compared. Customers count once they have an invoice: some systems tell of them earlier. */
  plain(): unknown {
    const withInvoice = new Set([...this.invoices.values()].map(({ invoice }) => String(invoice.debtor)));
    return {
      debtors: [...this.debtors.values()].filter(({ id }) => withInvoice.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1)),
      invoices: [...this.invoices.values()].sort((a, b) => (a.external < b.external ? -1 : 1)),
    };
  }
}

export const open = (invoice: Invoice): number => invoice.instalments.reduce((sum, { outstanding }) => sum + outstanding.minor, 0);

async function follow(pages: AsyncGenerator<Result<FeedPage, FeedFailure>, void>, said: Said, most = Infinity): Promise<FeedFailure | null> {
  let taken = 0;
  for await (const page of pages) {
    if (!page.ok) {
      expect((await pages.next()).done).toBe(true);
      return page.problem;
    }
    said.take(page.value);
    taken += 1;
    if (taken >= most) break;
  }
  return null;
}

const never = (): AbortSignal => new AbortController().signal;

export async function whole(feed: Feed): Promise<Said> {
  const said = new Said();
  expect(await follow(feed.whole(null, never()), said)).toBeNull();
  expect(said.cursor).not.toBeNull();
  return said;
}

/** @param byWhole the feed tells that something changed, and the whole must be asked what, as the desk does. */
async function changesOf(feed: Feed, said: Said, byWhole: boolean): Promise<Said> {
  const before = said.pages;
  const problem = await follow(feed.changes(said.cursor as string, never()), said);
  if (byWhole && problem?.code === 'feed/too-old') {
    said.forget();
    expect(await follow(feed.whole(null, never()), said)).toBeNull();
  } else expect(problem).toBeNull();
  expect(said.pages).toBeGreaterThan(before);
  return said;
}

/** The suite that every feed passes. `left`: what this system has no word for, so that nothing is left out without being named; `changes`: it tells them by the whole. */
export function describeFeed(name: string, openWorld: () => Promise<FeedWorld>, left: readonly ('draft' | 'payOnAccount' | 'writeOff' | 'dispute' | 'notes' | 'credential' | 'network' | 'changes')[] = []): void {
  describe(name, () => {
    let world: FeedWorld;
    let feed: Feed;
    let said: Said;
    const GARAGE = 'Garage du Canigou';
    let next = 0;
    const bill = (total: number, more: Partial<WorldInvoice> = {}): WorldInvoice => ({ customer: GARAGE, number: `FA-2026-${String(1000 + (next += 1))}`, issued: '2026-09-01', due: '2026-10-01', total, ...more });
    const changed = (of: Feed, known: Said): Promise<Said> => changesOf(of, known, left.includes('changes'));
    const after = async (work: () => Promise<unknown>): Promise<Said> => {
      await world.tick();
      await work();
      await world.tick();
      return changed(feed, said);
    };

    beforeAll(async () => {
      world = await openWorld();
      feed = world.feed();
      said = await whole(feed);
    });
    afterAll(() => world.close());

    it('leaves out only what it names', () => {
      const missing = (['draft', 'payOnAccount', 'writeOff', 'dispute', 'notes'] as const).filter((action) => world[action] === undefined);
      expect(missing).toEqual(left.filter((each) => each !== 'credential' && each !== 'network' && each !== 'changes'));
    });

    it('says who answers', async () => {
      const identity = await feed.check(never());
      expect(identity).toMatchObject({ ok: true, value: { system: expect.stringMatching(/\w/) } });
    });

    it('a wrong credential is named as such, also in the middle of a pull', async () => {
      // A folder asks for none.
      if (left.includes('credential')) return;
      const wrong = world.feed({ credential: 'wrong' });
      for (const problem of [await wrong.check(never()), ...(await Promise.all([follow(wrong.whole(null, never()), new Said())])).map((problem) => ({ ok: false, problem }))]) {
        expect(problem).toMatchObject({ ok: false, problem: { code: expect.stringMatching(/^feed\/(credential-refused|consent-over)$/) } });
      }
    });

    it('a new invoice comes with its customer, its days and its amounts', async () => {
      const number = await world.invoice(bill(120_000));
      await after(() => Promise.resolve());
      const invoice = said.of(number);
      expect(invoice).toMatchObject({ kind: 'invoice', company: world.company, issued: '2026-09-01', payments: [], corrects: null, disputed: null, missingSince: null });
      expect(invoice.instalments).toEqual([{ due: '2026-10-01', dueBasis: 'printed', amount: { minor: 120_000, currency: 'EUR' }, outstanding: { minor: 120_000, currency: 'EUR' } }]);
      const debtor = said.debtor(GARAGE);
      expect(invoice.debtor).toBe(debtor.id);
      expect(debtor.legalIds.siren).toBe('404833048');
      expect(debtor.contacts.map(({ address }) => address)).toContain('compta@garage-canigou.fr');
    });

    it('a draft is nobody’s debt, and is counted', async () => {
      if (world.draft === undefined) return expect(left).toContain('draft');
      const before = said.invoices.size;
      await world.draft(bill(5_000));
      const again = await whole(feed);
      expect(again.invoices.size).toBe(before);
      expect(again.leftOut['draft']).toBeGreaterThanOrEqual(1);
    });

    it('every part payment is seen, the second as well as the first', async () => {
      const number = await world.invoice(bill(100_000));
      await after(() => Promise.resolve());
      expect(open(said.of(number))).toBe(100_000);
      await after(() => world.pay(number, 30_000, '2026-10-10'));
      expect(open(said.of(number))).toBe(70_000);
      await after(() => world.pay(number, 4_000, '2026-10-20'));
      expect(open(said.of(number))).toBe(66_000);
      await after(() => world.pay(number, 66_000, '2026-11-02'));
      expect(open(said.of(number))).toBe(0);
    });

    it('what was paid is told with its day, where the system tells it', async () => {
      const { payments } = [...said.invoices.values()].map(({ invoice }) => invoice).find((invoice) => open(invoice) === 0 && invoice.kind === 'invoice') as Invoice;
      const sum = payments.reduce((all, { amount }) => all + amount.minor, 0);
      expect([0, 100_000]).toContain(sum);
      for (const payment of payments) expect(['2026-10-10', '2026-10-20', '2026-11-02']).toContain(payment.on);
    });

    it('a credit note is deducted once, used or not', async () => {
      const customer = 'Boulangerie Peyron';
      const number = await world.invoice(bill(50_000, { customer }));
      await after(() => world.credit(bill(20_000, { customer, issued: '2026-09-15', due: '2026-09-15' }), number));
      expect(said.owedBy(customer)).toBe(30_000);
      const free = await world.credit(bill(10_000, { customer, issued: '2026-09-16', due: '2026-09-16' }), null);
      await after(() => Promise.resolve());
      expect(said.owedBy(customer)).toBe(20_000);
      expect(said.of(free)).toMatchObject({ kind: 'credit-note' });
      expect(open(said.of(free))).toBe(-10_000);
      expect((await whole(feed)).owedBy(customer)).toBe(20_000);
    });

    it('money that came for no invoice is the customer’s', async () => {
      if (world.payOnAccount === undefined) return expect(left).toContain('payOnAccount');
      const owed = said.owedBy(GARAGE);
      await after(() => (world.payOnAccount as NonNullable<FeedWorld['payOnAccount']>)(GARAGE, 7_500, '2026-11-03'));
      expect(said.owedBy(GARAGE)).toBe(owed - 7_500);
      expect(said.debtor(GARAGE).unallocatedCredits).toEqual([{ minor: 7_500, currency: 'EUR' }]);
    });

    it('what was written off is no longer owed, and was not paid', async () => {
      if (world.writeOff === undefined) return expect(left).toContain('writeOff');
      const number = await world.invoice(bill(9_900));
      await after(() => (world.writeOff as NonNullable<FeedWorld['writeOff']>)(number));
      expect(open(said.of(number))).toBe(0);
      expect(said.of(number).payments.filter(({ kind }) => kind === 'payment')).toEqual([]);
    });

    it('a dispute that the system marks is seen', async () => {
      if (world.dispute === undefined) return expect(left).toContain('dispute');
      const number = await world.invoice(bill(60_000));
      await after(() => (world.dispute as NonNullable<FeedWorld['dispute']>)(number));
      expect(said.of(number).disputed).toEqual({ minor: 60_000, currency: 'EUR' });
      expect(open(said.of(number))).toBe(60_000);
    });

    it('an invoice that is gone is gone, by changes as by the whole', async () => {
      const number = await world.invoice(bill(8_000));
      await after(() => Promise.resolve());
      expect(said.has(number)).toBe(true);
      await after(() => world.remove(number));
      expect(said.has(number)).toBe(false);
      expect((await whole(feed)).has(number)).toBe(false);
    });

    it('a customer’s new name is seen', async () => {
      await after(() => world.rename('Boulangerie Peyron', 'Boulangerie Peyron et Filles'));
      expect(said.debtor('Boulangerie Peyron et Filles').contacts.length).toBeGreaterThan(0);
    });

    it('nothing happened: the changes change nothing', async () => {
      await world.tick();
      await changed(feed, said);
      const before = JSON.stringify(said.plain());
      await world.tick();
      await changed(feed, said);
      expect(JSON.stringify(said.plain())).toBe(before);
    });

    it('more than a page: each once, and what changes told is what the whole tells', async () => {
      const numbers = await world.many(MANY);
      expect(new Set(numbers).size).toBe(MANY);
      await after(() => Promise.resolve());
      const full = await whole(feed);
      for (const number of numbers) full.of(number);
      expect(said.plain()).toEqual(full.plain());
    });

    it('an interrupted pull goes on where it stopped', async () => {
      const full = await whole(feed);
      const stopped = new Said();
      expect(await follow(feed.whole(null, never()), stopped, 1)).toBeNull();
      expect(stopped.pages).toBe(1);
      expect(await follow(world.feed().whole(stopped.cursor, never()), stopped)).toBeNull();
      expect(stopped.plain()).toEqual(full.plain());
      await changed(feed, stopped);
      expect(stopped.plain()).toEqual(full.plain());
    });

    it('one customer, read again now, is what the whole says of him', async () => {
      const full = await whole(feed);
      const { id } = full.debtor(GARAGE);
      const account = await feed.account(id, never());
      expect(account).toMatchObject({ ok: true });
      if (!account.ok) return;
      expect(account.value.debtor).toEqual(full.debtor(GARAGE));
      const mine = [...full.invoices.values()].filter(({ invoice }) => invoice.debtor === id);
      const byId = (list: readonly FeedInvoice[]): readonly FeedInvoice[] => [...list].sort((a, b) => (a.external < b.external ? -1 : 1));
      expect(byId(account.value.invoices)).toEqual(byId(mine));
    });

    it('a customer that nobody knows is told as unknown', async () => {
      const account = await feed.account('999999999', never());
      expect(account.ok ? account.value.debtor : account.problem.code).toEqual(account.ok ? null : 'feed/not-found');
    });

    it('an invoice’s PDF is a PDF, or its absence is said', async () => {
      const withDocument = [...(await whole(feed)).invoices.values()].find(({ invoice }) => invoice.document !== null);
      if (withDocument === undefined) return;
      const found = await feed.document(withDocument.invoice.document as string, never());
      if (found.ok) {
        expect(Buffer.from(found.value.bytes.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
        expect(found.value.name).toMatch(/\.pdf$/i);
      } else expect(found.problem.code).toBe('feed/not-found');
      expect(await feed.document('../../etc/passwd', never())).toMatchObject({ ok: false });
    });

    it('a note stands beside the customer, once, whatever the network did', async () => {
      if (feed.note === undefined || world.notes === undefined) return expect(left).toContain('notes');
      expect(await feed.note(said.debtor(GARAGE).id, 'Relance R1 : FA-1 <b>&</b>', never())).toMatchObject({ ok: true });
      const notes = (await world.notes(GARAGE)).filter((note) => /Relance R1/.test(note));
      expect(notes).toHaveLength(1);
      expect(notes[0]).not.toMatch(/<b>/);
    });

    it('whether a note stands beside the customer can be asked', async () => {
      if (feed.note === undefined) return expect(left).toContain('notes');
      const garage = said.debtor(GARAGE).id;
      const other = [...said.debtors.keys()].find((id) => id !== garage) as string;
      expect(other).toBeDefined();
      expect(await feed.hasNote?.(garage, '1a2b3c4d', never())).toEqual({ ok: true, value: false });
      expect(await feed.note(garage, 'Relance ferme envoyée par L’Étoile & Cie.\nFactures : FA-1 (1\u202f200,00\u00a0€).\nConsigné par Relance, note 1a2b3c4d.', never())).toMatchObject({ ok: true });
      expect(await feed.hasNote?.(garage, '1a2b3c4d', never())).toEqual({ ok: true, value: true });
      expect(await feed.hasNote?.(garage, '1a2b3c4e', never())).toEqual({ ok: true, value: false });
      expect(await feed.hasNote?.(other, '1a2b3c4d', never())).toEqual({ ok: true, value: false });
      expect((await world.followers?.(GARAGE)) ?? 0).toBe(0);
    });

    // Nothing stands between a feed and a folder of the same machine; what can go wrong there has tests of its own.
    if (left.includes('network')) return;
    describe('when the other side stumbles', () => {
      const TROUBLES: readonly (readonly [string, Trouble, RegExp | null])[] = [
        ['too many calls: it waits as it is told, and goes on', { kind: 'too-many', calls: 2, retryAfter: 1 }, null],
        ['fails twice: it is asked again', { kind: 'fails', calls: 2, status: 502 }, null],
        ['always fails: it is told', { kind: 'fails', calls: 1_000, status: 500 }, /^feed\/(server-error|paused|unreadable-answer)$/],
        ['takes too long', { kind: 'slow', ms: PATIENCE * 3 }, /^feed\/timed-out$/],
        ['half an answer', { kind: 'half-written' }, /^feed\/(unreadable-answer|unreachable|paused)$/],
        ['hangs up', { kind: 'hangs-up' }, /^feed\/(unreachable|paused)$/],
        ['a page of a proxy instead of an answer', { kind: 'not-json' }, /^feed\/(not-found|unreadable-answer|paused)$/],
        ['rights are missing', { kind: 'no-rights' }, /^feed\/no-rights$/],
        ['the token expired: renewed, or told', { kind: 'expired' }, /^(renewed|feed\/(credential-refused|consent-over))$/],
      ];
      it.each(TROUBLES)('%s', async (_, trouble, expected) => {
        const full = await whole(feed);
        const patient = world.feed({ patience: PATIENCE });
        const seen = new Said();
        world.trouble(trouble);
        const problem = await follow(patient.whole(null, never()), seen);
        if (expected === null) expect(problem).toBeNull();
        else expect(problem?.code ?? 'renewed').toMatch(expected);
        world.trouble({ kind: 'fails', calls: 0, status: 500 });
        if (problem === null) expect(seen.plain()).toEqual(full.plain());
        // Nothing of it sticks: another feed on the same ledger reads on.
        expect(await follow(world.feed().whole(seen.cursor, never()), seen)).toBeNull();
        expect(seen.plain()).toEqual(full.plain());
      }, 60_000);

      it('a pull that nobody wants any more ends at once', async () => {
        world.trouble({ kind: 'slow', ms: 20_000 });
        const wanted = new AbortController();
        const asked = world.feed();
        const since = performance.now();
        setTimeout(() => wanted.abort(), 200);
        expect(await follow(asked.whole(null, wanted.signal), new Said())).toMatchObject({ code: 'feed/cancelled' });
        expect(performance.now() - since).toBeLessThan(5_000);
        world.trouble({ kind: 'fails', calls: 0, status: 500 });
      });
    });
  });
}
