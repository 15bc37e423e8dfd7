import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { dueDateOf, localDate, readTerm } from '../../../src/core';
import type { PaymentTerm } from '../../../src/core';

const net = (days: number): PaymentTerm => ({ kind: 'net', days });
const a = (days: number): PaymentTerm => ({ kind: 'end-of-month-then-days', days });
const b = (days: number, thenDay?: number): PaymentTerm => ({ kind: 'days-then-end-of-month', days, ...(thenDay === undefined ? {} : { thenDay }) });
const months = (count: number, thenDay?: number): PaymentTerm => ({ kind: 'months-then-end-of-month', months: count, ...(thenDay === undefined ? {} : { thenDay }) });

describe('a term in words', () => {
  test.each<[string, readonly PaymentTerm[]]>([
    ['60 jours net', [net(60)]],
    ['60 jours nets', [net(60)]],
    ['30 jours', [net(30)]],
    ['à 30 jours', [net(30)]],
    ['30j', [net(30)]],
    ['30\u00a0jours date de facture', [net(30)]],
    ['45 jours à compter de la date d’émission de la facture', [net(45)]],
    ['Net 30', [net(30)]],
    ['30 days', [net(30)]],
    ['À réception', [{ kind: 'on-receipt' }]],
    ['Paiement à réception de facture', [{ kind: 'on-receipt' }]],
    ['Due upon receipt', [{ kind: 'on-receipt' }]],
    ['45 jours fin de mois', [a(45), b(45)]],
    ['45 j. F.D.M.', [a(45), b(45)]],
    ['45 jours FDM', [a(45), b(45)]],
    ['30 jours fin de mois', [a(30), b(30), months(1)]],
    ['60 days end of month', [a(60), b(60), months(2)]],
    ['30 jours fin de mois le 10', [b(30, 10), months(1, 10)]],
    ['45 jours, fin de mois le 15', [b(45, 15)]],
    ['fin de mois + 45 jours', [a(45)]],
    ['Fin de mois 45 jours', [a(45)]],
    ['fin de mois', [months(0)]],
    ['fin de mois le 10', [months(0, 10)]],
  ])('%s', (text, terms) => {
    expect(readTerm(text)).toEqual(terms);
  });

  test.each(['', 'comptant', '30', 'jours', '45 jours fin de mois ou 60 jours net', '30/60/90', '2 % 10, net 30', 'selon contrat', '-30 jours', '30,5 jours', 'x'.repeat(5000)])('%p is not understood, and asked for', (text) => {
    expect(readTerm(text)).toEqual([]);
  });

  test('whatever is written, each reading gives a date or is refused', () => {
    const word = fc.constantFrom('30', '45', '0', '999', 'jours', 'j', 'net', 'fin de mois', 'fdm', 'le', '10', '31', '99', 'à', 'réception', '+', '.', ' ');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), fc.constantFrom('', ' '), (words, between) => {
        for (const term of readTerm(words.join(between))) {
          const due = dueDateOf(term, { issued: localDate('2026-01-31'), received: localDate('2026-02-02'), delivered: null });
          expect(due.ok || due.problem.code === 'term/invalid').toBe(true);
        }
      }),
    );
  });
});
