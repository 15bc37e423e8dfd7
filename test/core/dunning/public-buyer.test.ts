import { describe, expect, test } from '@jest/globals';
import { addDays, assess, policyOf, PUBLIC_BUYER_POLICY, STANDARD_POLICY, validatePolicy } from '../../../src/core';
import type { Assessment, DebtorKind, Invoice, LocalDate, PolicyId } from '../../../src/core';
import { aDebtor, anInvoice, aPack, daysAgo, day, eur, TODAY } from '../builders';
import { fileOf, inShort, noticed, phoned, reminded } from './standard';
import type { Life } from './standard';

/** The preset "Acheteur public" (law sheet, 1.14): a schedule of its own, chosen by what the ledger says the customer is. */
const PACK = aPack({ policies: [STANDARD_POLICY, PUBLIC_BUYER_POLICY], defaultPolicy: STANDARD_POLICY.id });
const buyer = (kind: DebtorKind = 'public', policy: PolicyId | null = null) => aDebtor({ kind, policy });
const answer = (life: Life, today: LocalDate): Assessment => assess(fileOf({ ...life, over: { debtor: buyer() } }), PACK, null, today);
function firstDayOf(stage: string, life: Life, from: LocalDate): LocalDate {
  for (let today = from; today < addDays(from, 200); today = addDays(today, 1)) {
    const assessment = answer(life, today);
    if ('proposal' in assessment && assessment.proposal.stage.id === stage) return today;
  }
  throw new Error(`${stage} never`);
}

describe('the plan “Acheteur public”', () => {
  test('may be saved, has its own name and version', () => {
    expect(validatePolicy(PUBLIC_BUYER_POLICY)).toEqual({ ok: true, value: PUBLIC_BUYER_POLICY });
    expect([PUBLIC_BUYER_POLICY.id, PUBLIC_BUYER_POLICY.version, PUBLIC_BUYER_POLICY.name]).toEqual(['public-buyer', 'public-buyer-1', { fr: 'Acheteur public', en: 'Public buyer' }]);
  });
  test('goes no faster than the plan for companies, step by step, and gives more time', () => {
    for (const { id, days, minimumGap } of PUBLIC_BUYER_POLICY.stages) {
      const standard = STANDARD_POLICY.stages.find((stage) => stage.id === id);
      if (standard === undefined) throw new Error(id);
      expect(days).toBeGreaterThanOrEqual(standard.days);
      expect(minimumGap).toBeGreaterThanOrEqual(standard.minimumGap);
    }
    expect(PUBLIC_BUYER_POLICY.deadlineBusinessDays).toBeGreaterThan(STANDARD_POLICY.deadlineBusinessDays);
  });
  test('never hands a public body over to debt collection', () => {
    expect(PUBLIC_BUYER_POLICY.stages.map(({ channel }) => channel)).toEqual(['mail', 'mail', 'mail', 'call', 'letter']);
  });
  test('asks for the same texts as the plan for companies', () => {
    expect(PUBLIC_BUYER_POLICY.stages.map(({ id, template, tones }) => [id, template, tones])).toEqual(
      STANDARD_POLICY.stages.filter(({ id }) => id !== 'R5').map(({ id, template, tones }) => [id, template, tones]),
    );
  });
});

describe('it is chosen', () => {
  test('for a public buyer, and for nobody else', () => {
    expect((['public', 'business', 'consumer'] as const).map((kind) => policyOf(PACK, buyer(kind)).id)).toEqual(['public-buyer', 'standard', 'standard']);
  });
  test('unless the customer has a plan of his own that the company knows', () => {
    expect(policyOf(PACK, buyer('public', 'standard' as PolicyId)).id).toBe('standard');
    expect(policyOf(PACK, buyer('public', 'gone' as PolicyId)).id).toBe('public-buyer');
    expect(policyOf(PACK, buyer('business', 'public-buyer' as PolicyId)).id).toBe('public-buyer');
  });
  test('wherever it stands among the company’s plans, and only when it is one of them', () => {
    expect(policyOf({ ...PACK, policies: [PUBLIC_BUYER_POLICY, STANDARD_POLICY] }, buyer()).id).toBe('public-buyer');
    expect(policyOf({ ...PACK, policies: [PUBLIC_BUYER_POLICY, STANDARD_POLICY] }, buyer('business')).id).toBe('standard');
    expect(policyOf({ ...PACK, policies: [STANDARD_POLICY] }, buyer()).id).toBe('standard');
    expect(policyOf({ ...PACK, policies: [] }, buyer()).id).toBe('standard');
  });
});

describe('a public buyer who does not pay', () => {
  const due = day('2026-09-30'); // a Wednesday
  const invoice: Invoice = anInvoice({ number: 'FA-1', due, amount: eur(5000) });

  test('is reminded on J+7, J+21, called on J+28, written to on J+45, and that is all', () => {
    const invoices = [invoice];
    const none = { invoices };
    expect(firstDayOf('R1', none, due)).toBe('2026-10-07');
    const one = { invoices, log: reminded('R1', day('2026-10-07'), invoice) };
    expect(firstDayOf('R2', one, due)).toBe('2026-10-21');
    const two = { invoices, log: [...one.log, ...reminded('R2', day('2026-10-21'), invoice)] };
    expect(firstDayOf('R3', two, due)).toBe('2026-10-28');
    const three = { invoices, log: [...two.log, ...phoned(day('2026-10-28'), invoice)] };
    expect(firstDayOf('R4', three, due)).toBe('2026-11-16'); // 14 November is a Saturday
    const four = { invoices, log: [...three.log, ...noticed(day('2026-11-16'), invoice)] };
    expect(inShort(answer(four, addDays(TODAY, 150)))).toBe('exhausted R4');
  });
  test('is given ten business days, and the answer says which plan decided', () => {
    const assessment = answer({ invoices: [anInvoice({ due: daysAgo(10) })] }, TODAY);
    expect(assessment.kind === 'remind' ? [assessment.proposal.stage.id, assessment.proposal.deadline, assessment.policyVersion] : inShort(assessment)).toEqual(['R1', '2026-12-07', 'public-buyer-1']);
  });
});
