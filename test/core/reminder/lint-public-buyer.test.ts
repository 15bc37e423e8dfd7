import { describe, expect, test } from '@jest/globals';
import { PUBLIC_BUYER_POLICY, STANDARD_POLICY } from '../../../src/core';
import type { ReminderPolicy } from '../../../src/core';
import { lint } from '../../../src/core/reminder/lint';
import type { LintDraft, LintFacts } from '../../../src/core/reminder/lint';
import { daysAgo } from '../builders';
import { aShippedPack } from './shipped';
import { aCase, found, saying } from './lint-drafts';
import type { Case } from './lint-drafts';

const written = (kind: 'public' | 'business', policy: ReminderPolicy, language: 'fr' | 'en' = 'fr'): Case =>
  aCase({ stage: 'R2', tone: 'firm', language, debtor: { kind, policy: policy.id }, request: { pack: aShippedPack({ policies: [policy], defaultPolicy: policy.id }) } });
/** A public buyer for whom somebody chose the plan of companies: what that plan holds is not open against him. */
const asCompany = written('public', STANDARD_POLICY);
const own = written('public', PUBLIC_BUYER_POLICY);
const english = written('public', PUBLIC_BUYER_POLICY, 'en');
const company = written('business', STANDARD_POLICY);

type Planted = readonly [sentence: string, said: string];
const MEASURES_FR: readonly Planted[] = [
  ['À défaut, nous suspendrons nos prestations.', 'blocks public-buyer: suspendrons nos prestations'],
  ['Nous appliquerons la clause pénale de notre contrat.', 'blocks public-buyer: clause pénale'],
  ['À défaut, un commissaire de justice se présentera dans vos locaux.', 'blocks public-buyer: commissaire de justice'],
  ['Nous confierons ce dossier à une société de recouvrement.', 'blocks public-buyer: confierons ce dossier à une société de recouvrement'],
  ['Nous déposerons une requête en injonction de payer.', 'blocks public-buyer: injonction de payer'],
  ['Nous saisirons le tribunal administratif.', 'blocks public-buyer: saisirons le tribunal'],
  ['À défaut, une mise en demeure vous sera adressée.', 'warns public-buyer: mise en demeure'],
];

describe('what is not open against a public buyer is found where the clerk types it', () => {
  test.each(MEASURES_FR)('%s', (sentence, said) => {
    for (const one of [own, asCompany]) expect(found(saying(one, sentence), one.facts)).toEqual([said]);
  });
  test.each<Planted>([
    ['Failing that, we will suspend our services.', 'blocks public-buyer: suspend our services'],
    ['The penalty clause of our contract will apply.', 'blocks public-buyer: penalty clause'],
    ['This file will go to a bailiff.', 'blocks public-buyer: bailiff'],
    ['We will refer this file to a debt collection agency.', 'blocks public-buyer: refer this file to a debt collection'],
    ['We will apply for an order for payment.', 'blocks public-buyer: order for payment'],
    ['Failing that, we will send you a formal notice.', 'warns public-buyer: formal notice'],
  ])('%s', (sentence, said) => expect(found(saying(english, sentence), english.facts)).toEqual([said]));

  test('in a draft that stands open in the mailbox, and in a mail of the clerk’s own', () => {
    const mail: LintFacts = { ...own.facts, step: null };
    expect(found(saying(own, 'Nous suspendrons nos prestations.'), mail)).toEqual(['blocks public-buyer: suspendrons nos prestations']);
    expect(found(saying(own, 'Vous recevrez une lettre recommandée.'), mail)).toEqual([]);
  });
  test('said with a no, it is no threat', () => {
    expect(found(saying(own, 'Nous ne suspendrons pas nos prestations.'), own.facts)).toEqual([]);
  });
  test('the notice itself, at its step, is none either', () => {
    const formal: LintFacts = { ...own.facts, step: own.facts.step === null ? null : { ...own.facts.step, stage: 'R4', place: 'formal' } };
    expect(found(saying(own, 'La présente mise en demeure vous est adressée en recommandé.'), formal).filter((said) => said.includes('public-buyer'))).toEqual([]);
  });
  test('a company is told what its own plan does not hold', () => {
    expect(found(saying(company, 'Nous suspendrons nos livraisons.'), company.facts)).toEqual(['blocks measure-not-enabled: suspendrons nos livraisons']);
    expect(found(saying(company, 'À défaut, une mise en demeure vous sera adressée.'), company.facts)).toEqual([]);
    expect(found(saying(company, 'Nous appliquerons la clause pénale de notre contrat.'), company.facts)).toEqual([]);
  });
});

describe('what was announced, once more', () => {
  const announced = (one: Case): LintFacts => ({ ...one.facts, announced: [{ measure: 'formal-notice', by: daysAgo(4) }] });
  const codes = (draft: LintDraft, facts: LintFacts): readonly string[] => lint(draft, facts).map(({ code }) => code);

  test('an empty repeat is found', () => {
    expect(codes(saying(company, 'À défaut, une mise en demeure vous sera adressée.'), announced(company))).toEqual(['measure-repeated']);
  });
});
