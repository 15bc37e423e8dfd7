import { describe, expect, test } from '@jest/globals';
import { debtorPenalties, EU_BUSINESS, FRANCE_BUSINESS, FRANCE_CONSUMER, FRANCE_PUBLIC, rateInForce, statementOfAccount } from '../../../src/core';
import type { ClaimTerms, Debtor, DebtorKind, LawPack, PenaltyClaim } from '../../../src/core';
import { aDebtor, anInvoice, day, eur, TODAY } from '../builders';
import { clause, percent, RATES } from './claims';

const TERMS: ClaimTerms = { view: 'ledger', noticeOn: null, contract: null, insolvency: null, interestStops: null };
const invoices = [anInvoice({ due: day('2026-09-30'), amount: eur(1000) }), anInvoice({ number: 'FA-2', due: TODAY, amount: eur(500) })];
const of = (over: Partial<Debtor>) => debtorPenalties(aDebtor(over), statementOfAccount({ invoices, unallocatedCredits: [], disputes: [] }, TODAY).items, invoices, TERMS, RATES, TODAY);

describe('what a debtor owes for late payment', () => {
  test.each<[DebtorKind, string, number, number]>([
    ['business', 'fr-business', 1835, 4000],
    ['public', 'fr-public', 1539, 4000],
    ['consumer', 'fr-consumer', 0, 0],
  ])('%s in France: by %s', (kind, pack, interest, charge) => {
    const found = of({ kind });
    if (!found.ok) throw new Error(found.problem.code);
    const { account } = found.value;
    expect([found.value.pack.id, account.interest.map(({ minor }) => minor), account.fixedCharges.map(({ minor }) => minor)]).toEqual([pack, [interest], charge === 0 ? [] : [charge]]);
    expect(account.lines.map(({ status }) => status)).toEqual(['late', 'not-due']);
  });

  // 1 000.00 x 10 % x 54 / 365 = 14.79.
  test.each<[DebtorKind, number]>([['business', 1479], ['public', 1539], ['consumer', 0]])('%s with a contract’s rate of 10 %: a clause counts between businesses alone', (kind, interest) => {
    expect(of({ kind, contractRate: 100_000 })).toMatchObject({ ok: true, value: { account: { interest: [{ minor: interest }] } } });
  });

  test('a law that we do not know claims nothing', () => {
    expect(of({ lawCountry: 'CH' })).toEqual({ ok: false, problem: { code: 'penalties/no-law', country: 'CH' } });
    expect(of({ lawCountry: 'BE', kind: 'consumer' })).toEqual({ ok: false, problem: { code: 'penalties/no-law', country: 'BE' } });
  });
});

describe('the rate in force, as a letter states it', () => {
  test.each<[string, LawPack, PenaltyClaim['contract'], string]>([
    ['2026-06-30', FRANCE_BUSINESS, null, '12.15'],
    ['2026-07-01', FRANCE_BUSINESS, null, '12.40'],
    ['2026-11-22', FRANCE_PUBLIC, null, '10.40'],
    ['2026-11-22', EU_BUSINESS, null, '10.40'],
    ['2026-11-22', FRANCE_CONSUMER, null, '2.75'],
    ['2026-11-22', FRANCE_BUSINESS, clause('15'), '15'],
    ['2027-01-01', FRANCE_BUSINESS, clause('15'), '15'],
  ])('on %s', (today, pack, contract, rate) => {
    expect(rateInForce(pack, contract, RATES, day(today))).toMatchObject({ ok: true, value: { rate: percent(rate) } });
  });

  test('is unknown from 1 January 2027, and no clause sets it for a consumer', () => {
    expect(rateInForce(FRANCE_BUSINESS, null, RATES, day('2027-01-01'))).toMatchObject({ ok: false, problem: { code: 'penalties/rate-unknown', semester: '2027-S1' } });
    expect(rateInForce(FRANCE_CONSUMER, clause('15'), RATES, day('2026-11-22'))).toMatchObject({ ok: false, problem: { code: 'penalties/no-contract-rate' } });
  });
});
