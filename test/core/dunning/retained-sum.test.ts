import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addDays, assess, claimsOfItems, money, statementOfAccount } from '../../../src/core';
import type { Invoice, LocalDate } from '../../../src/core';
import { aCreditNote, aDebtor, aListed, anInstalment, anInvoice, aNewEntry, aPack, day, daysAgo, drafted, eur, inDays, reference, TODAY, usd } from '../builders';
import type { InvoiceOver } from '../builders';
import { checkAppend } from '../../../src/core';
import { daysFrom, invoicesLife } from './lives';
import { essence } from './lives-laws';
import { assessed, beforeItLapses, expected, fileOf, inShort, reminded, withPolicy } from './standard';

/** A sum that the customer holds back until a year after the works were received (loi 71-584). */
const RELEASE = day('2027-05-03');
const held = (over: InvoiceOver = {}): Invoice => anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(12_000), retained: { amount: eur(600), releasedOn: RELEASE }, ...over });
const paidButFor = (minor: number, over: InvoiceOver = {}): Invoice => held({ outstanding: eur(minor), ...over });

describe('before its release', () => {
  test('the remainder is reminded without it, and the card says so', () => {
    const { proposal, arithmetic } = expected('remind', { invoices: [held()] });
    expect([proposal.stage.id, proposal.sum, proposal.demanded.map(({ item }) => [item.number, item.outstanding, item.instalments])]).toEqual(['R1', eur(11_400), [['FA-1', eur(11_400), 1]]]);
    expect(arithmetic).toContainEqual({ kind: 'retained-left-out', numbers: ['FA-1'], amount: eur(600), until: RELEASE });
  });
  test('it is an item of its own, due on that day, and not late', () => {
    const { items } = expected('remind', { invoices: [held()] }).statement;
    expect(items.map(({ due, outstanding, retained, bucket }) => [due, outstanding, retained, bucket])).toEqual([[daysAgo(32), eur(11_400), undefined, '31-60'], [RELEASE, eur(600), { releasedOn: RELEASE }, 'not-due']]);
  });
  test('alone it holds until that day, and is asked for after it', () => {
    const life = { invoices: [paidButFor(600)] };
    const { holds, until, recheckOn } = expected('held', life);
    expect([holds, until, recheckOn]).toEqual([[{ kind: 'retained', numbers: ['FA-1'], amount: eur(600), until: RELEASE }], RELEASE, RELEASE]);
    expect([RELEASE, addDays(RELEASE, 1)].map((today) => inShort(assessed(life, today)))).toEqual(['held retained', 'remind R1']);
    expect(expected('remind', life, addDays(RELEASE, 1)).proposal.sum).toEqual(eur(600));
  });
  test('it is not even announced', () => {
    expect(daysFrom(addDays(RELEASE, -10), 11).map((today) => inShort(assessed({ invoices: [paidButFor(600)] }, today)))).toEqual(Array.from({ length: 11 }, () => 'held retained'));
  });
  test('is no reason to call a debtor held whose next invoice is not due yet', () => {
    expect(inShort(assessed({ invoices: [paidButFor(600), anInvoice({ number: 'FA-2', due: inDays(40) })] }))).toBe('not-due');
  });
  test('less is open than is held back: nothing is asked', () => {
    expect(expected('held', { invoices: [paidButFor(200)] }).holds).toEqual([{ kind: 'retained', numbers: ['FA-1'], amount: eur(200), until: RELEASE }]);
  });
  test('no penalty runs on it', () => {
    const invoices = [held()];
    const { items } = statementOfAccount({ invoices, unallocatedCredits: [], disputes: [] }, TODAY);
    const terms = { view: 'ledger', noticeOn: null, contract: null, insolvency: null, interestStops: [] } as const;
    expect(claimsOfItems(items, invoices, terms as never, TODAY).map(({ claim, undated }) => [claim.due, claim.amount, undated])).toEqual([[daysAgo(32), eur(11_400), eur(0)], [RELEASE, eur(600), eur(0)]]);
    const unknown = [held({ retained: { amount: eur(600), releasedOn: null } })];
    expect(claimsOfItems(statementOfAccount({ invoices: unknown, unallocatedCredits: [], disputes: [] }, TODAY).items, unknown, terms as never, TODAY)).toHaveLength(1);
  });
});

describe('without a day', () => {
  const undated = (over: InvoiceOver = {}): Invoice => held({ retained: { amount: eur(600), releasedOn: null }, ...over });

  test('it is never late, and never asked for', () => {
    expect(expected('remind', { invoices: [undated()] }).proposal.sum).toEqual(eur(11_400));
    const { holds, until, recheckOn, arithmetic } = expected('held', { invoices: [undated({ outstanding: eur(600) })] });
    expect([holds, until, recheckOn]).toEqual([[{ kind: 'retained', numbers: ['FA-1'], amount: eur(600), until: null }], null, null]);
    expect(arithmetic).toEqual([{ kind: 'no-step-yet' }]);
  });
  test('it hides neither the age of another invoice nor its hold', () => {
    const other = anInvoice({ number: 'FA-2', due: daysAgo(9), disputed: eur(1200) });
    const { arithmetic, holds, recheckOn } = expected('held', { invoices: [undated({ outstanding: eur(600) }), other] });
    expect([arithmetic[0], holds.map(({ kind }) => kind), recheckOn]).toEqual([{ kind: 'days-late', number: 'FA-2', days: 9, due: daysAgo(9) }, ['dispute', 'retained'], beforeItLapses(daysAgo(9))]);
  });
});

describe('after its release', () => {
  test('the steps of the remainder are not its own: the first letter is courteous again', () => {
    const invoices = [paidButFor(600)];
    const log = [...reminded('R1', daysAgo(30), held()), ...reminded('R2', daysAgo(20), held())];
    expect(inShort(assessed({ invoices, log }, addDays(RELEASE, 1)))).toBe('remind R1');
  });
  test('a credit note goes to the remainder first', () => {
    const items = expected('remind', { invoices: [held(), aCreditNote({ corrects: 'FA-1', amount: eur(-400) })] }).statement.items;
    expect(items.map(({ outstanding }) => outstanding)).toEqual([eur(11_000), eur(600)]);
  });
  test('of an invoice in instalments it stands for the last one', () => {
    const instalments = [anInstalment({ due: daysAgo(40), amount: eur(6000) }), anInstalment({ due: daysAgo(10), amount: eur(500) })];
    const items = expected('remind', { invoices: [held({ instalments })] }).statement.items;
    expect(items.map(({ due, outstanding, instalment }) => [due, outstanding, instalment])).toEqual([[daysAgo(40), eur(5900), 1], [RELEASE, eur(600), 3]]);
  });
  test('a sum in another currency, or of a credit note, is none', () => {
    expect(expected('remind', { invoices: [held({ retained: { amount: usd(600), releasedOn: null } })] }).proposal.sum).toEqual(eur(12_000));
  });
});

describe('at insertion', () => {
  test('a text that asks for the retained part is refused by whoever keeps the log', () => {
    const invoice = held();
    const asks = (minor: number) => aNewEntry(drafted({ reference: reference('R-9Q2Z'), invoices: [aListed({ of: invoice, outstanding: eur(minor) })], demanded: eur(minor) }), { contentHash: 'a'.repeat(64) });
    const file = fileOf({ invoices: [invoice] });
    expect([checkAppend(file, withPolicy(), asks(11_400), TODAY).ok, checkAppend(file, withPolicy(), asks(12_000), TODAY)]).toEqual([true, { ok: false, problem: { code: 'log/no-longer-due' } }]);
  });
});

/** Lives in which sums are held back, some of them without a day. */
const invoicesHeldBack: fc.Arbitrary<readonly Invoice[]> = invoicesLife.chain((invoices) =>
  fc.array(fc.option(fc.record({ share: fc.constantFrom(0.05, 0.05, 0.3, 2), release: fc.option(fc.integer({ min: -40, max: 70 }), { freq: 3, nil: null }) })), { minLength: invoices.length, maxLength: invoices.length }).map((sums) =>
    invoices.map((invoice, at): Invoice => {
      const sum = sums[at] ?? null;
      const [first] = invoice.instalments;
      if (sum === null || first === undefined) return invoice;
      const amount = money(Math.max(1, Math.round(Math.abs(first.amount.minor) * sum.share)), first.amount.currency);
      return { ...invoice, retained: { amount, releasedOn: sum.release === null ? null : addDays(TODAY, sum.release) } };
    }),
  ),
);

describe('in random lives', () => {
  const releasedBy = ({ retained }: Invoice, today: LocalDate): boolean => retained?.releasedOn !== undefined && retained?.releasedOn !== null && retained.releasedOn < today;

  test('no letter asks for more than what is open, less what is disputed, less what is held back', () => {
    fc.assert(fc.property(invoicesHeldBack, fc.integer({ min: 0, max: 40 }), (invoices, ahead) => {
      const today = addDays(TODAY, ahead);
      const assessment = assess(fileOf({ invoices }), aPack({ policies: withPolicy().policies }), null, today);
      if (!('proposal' in assessment)) return;
      const { demanded } = assessment.proposal;
      for (const invoice of invoices) {
        const asked = demanded.filter(({ item }) => item.invoice === invoice.id).reduce((sum, { item }) => sum + item.outstanding.minor - item.disputed.minor, 0);
        const open = invoice.instalments.reduce((sum, { outstanding }) => sum + Math.max(0, outstanding.minor), 0);
        const kept = invoice.retained === null || releasedBy(invoice, today) ? 0 : invoice.retained.amount.minor;
        expect(asked).toBeLessThanOrEqual(Math.max(0, open - kept));
      }
    }), { numRuns: 400 });
  });
  test('the parts of an account are what the ledger has open, whatever is held back', () => {
    fc.assert(fc.property(invoicesHeldBack, (invoices) => {
      const open = (of: readonly Invoice[]) => statementOfAccount({ invoices: of, unallocatedCredits: [], disputes: [] }, TODAY).perCurrency.map(({ currency, open: sum }) => [currency, sum.minor] as const).sort();
      expect(open(invoices)).toEqual(open(invoices.map((invoice) => ({ ...invoice, retained: null }))));
    }), { numRuns: 200 });
  });
  test('nothing changes before the day on which a case is looked at again', () => {
    fc.assert(fc.property(invoicesHeldBack, fc.integer({ min: 0, max: 30 }), (invoices, ahead) => {
      const file = fileOf({ invoices });
      const today = addDays(TODAY, ahead);
      const first = assess(file, withPolicy(), null, today);
      for (const later of daysFrom(addDays(today, 1), 60)) {
        if (first.recheckOn !== null && later >= first.recheckOn) break;
        expect(essence(assess(file, withPolicy(), null, later))).toBe(essence(first));
      }
    }), { numRuns: 300 });
  });
});

describe('more is held back than the law allows', () => {
  const flagged = (over: InvoiceOver, lawCountry = 'FR') => {
    const assessment = assessed({ invoices: [held(over)], over: { debtor: aDebtor({ lawCountry }) } });
    return 'arithmetic' in assessment && assessment.arithmetic.some(({ kind }) => kind === 'retained-above-cap');
  };
  const of = (amount: number) => ({ retained: { amount: eur(amount), releasedOn: RELEASE } });

  test('it is told with the invoice, to the cent, and what is asked for stays', () => {
    expect([600, 600.01].map((amount) => flagged(of(amount)))).toEqual([false, true]);
    const { proposal, arithmetic } = expected('remind', { invoices: [held(of(1_200))] });
    expect([proposal.sum, arithmetic.filter(({ kind }) => kind === 'retained-above-cap')]).toEqual([eur(10_800), [{ kind: 'retained-above-cap', numbers: ['FA-1'] }]]);
  });
  test('five per cent of it may be rounded up to the cent', () => {
    expect([50.01, 50.02].map((amount) => flagged({ ...of(amount), amount: eur(1_000.1) }))).toEqual([false, true]);
  });
  test('also while nothing else of it is open, and of all instalments together', () => {
    expect(flagged({ ...of(1_200), outstanding: eur(1_200) })).toBe(true);
    expect(flagged({ ...of(600), instalments: [anInstalment({ due: daysAgo(40), amount: eur(6_000) }), anInstalment({ due: daysAgo(10), amount: eur(6_000) })] })).toBe(false);
  });
  test('not once it is paid, nor where another law holds', () => {
    expect(flagged({ ...of(1_200), outstanding: eur(0) })).toBe(false);
    expect(flagged(of(1_200), 'BE')).toBe(false);
  });
});
