import { expect, test } from '@jest/globals';
import { USUAL_TERMS, dueDateOf, presentUsualTerm, termKey, termOfKey, wordProblem } from '../../../src/core';
import type { LocalDate, PaymentTerm, UsualTerm } from '../../../src/core';

test('every usual term is told by its key and back, and gives a due date from the invoice’s own', () => {
  for (const term of USUAL_TERMS) {
    expect(termOfKey(termKey(term))).toEqual(term);
    expect(dueDateOf(term satisfies PaymentTerm, { issued: '2026-01-05' as LocalDate, received: null, delivered: null })).toMatchObject({ ok: true });
  }
  for (const key of ['', 'net', 'net-', 'net-1000', 'months-then-end-of-month-2', 'net-45; drop', 'on-receipt']) expect(termOfKey(key)).toBeNull();
});

test('the form says which reading of "fin de mois" is meant, and keeps a term that is not among its own', () => {
  const { choices, chosen, label } = presentUsualTerm({ kind: 'end-of-month-then-days', days: 45 }, 'fr');
  expect([label, chosen, choices.length]).toEqual(['Délai de paiement habituel', 'end-of-month-then-days-45', USUAL_TERMS.length + 1]);
  expect(choices.map((each) => each.label)).toEqual(expect.arrayContaining(['30 jours (la loi, à défaut d’accord)', '60 jours', 'fin de mois, puis 45 jours', '45 jours, puis fin de mois']));
  const own: UsualTerm = { kind: 'net', days: 10 };
  expect(presentUsualTerm(own, 'en').choices.at(-1)).toEqual({ key: 'net-10', label: '10 days', term: own });
  expect(presentUsualTerm(null, 'en')).toMatchObject({ chosen: '' });
  expect(presentUsualTerm(null, 'en').choices[0]).toEqual({ key: '', label: '30 days (the law, where nothing is agreed)', term: null });
});

test('that due dates were computed is said with the term by which they were', () => {
  const said = (value: string): string => wordProblem({ code: 'ledger/fec-remark', file: 'fec.txt', what: 'due-computed', count: 3, row: 0, value, amount: null }, 'fr', '2026-11-23' as LocalDate).body ?? '';
  expect(said('')).toContain('30 jours après la date de pièce');
  expect(said('days-then-end-of-month-45')).toContain('votre délai habituel, 45 jours, puis fin de mois, compté de la date de pièce');
});
