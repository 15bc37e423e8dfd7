import { describe, expect, it, test } from '@jest/globals';
import { MAX_MINOR, readPaymentRows } from '../../../src/core';
import type { PaymentRows, Row } from '../../../src/core';
import fc from '../../property';

const HEADER = ['N° facture', 'Date de paiement', 'Montant réglé', 'Code client', 'Client', 'Devise', 'Référence'];
const read = (rows: readonly Row[]): PaymentRows => {
  const answer = readPaymentRows(rows, 'paiements.csv', null);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
};
const problemOf = (rows: readonly Row[]): unknown => {
  const answer = readPaymentRows(rows, 'paiements.csv', null);
  return answer.ok ? null : answer.problem;
};

describe('a list of payments', () => {
  it('is read by its headers, its amounts and days as a ledger’s are', () => {
    const { payments, unreadable, rows } = read([HEADER, ['FA-1', '20/11/2026', '1 200,50 €', 'C-1', 'Garage', '', 'VIR 7'], ['FA-2', '05/11/2026', '-30,00', '', '', 'EUR', ''], ['FA-3', { day: '2026-11-06' as never }, 15, '', 'Peyron', 'CHF', null], ['', '', '', '', '', '', '']]);
    expect(unreadable).toEqual([]);
    expect(rows).toBe(3);
    expect(payments.map(({ external: _, ...rest }) => rest)).toEqual([
      { number: 'FA-1', on: '2026-11-20', minor: 120_050, currency: 'EUR', code: 'C-1', name: 'Garage', reference: 'VIR 7' },
      { number: 'FA-2', on: '2026-11-05', minor: -3_000, currency: 'EUR', code: null, name: null, reference: null },
      { number: 'FA-3', on: '2026-11-06', minor: 1_500, currency: 'CHF', code: null, name: 'Peyron', reference: null },
    ]);
  });

  it.each([
    ['English headers', ['Invoice number', 'Payment date', 'Amount paid', 'Customer']],
    ['the shortest', ['Facture', 'Date', 'Montant', 'Client']],
    ['in their own order of doubt', ['Facture', 'Date encaissement', 'Montant encaissé', 'Raison sociale']],
    ['a title above', ['Invoice', 'Paid on', 'Amount', 'Customer name']],
  ])('%s', (title, header) => {
    const rows: Row[] = [...(title === 'a title above' ? [['Encaissements du mois', '', '', ''], []] : []), header, ['FA-1', '2026-11-20', '100.00', 'Garage']];
    expect(read(rows).payments).toMatchObject([{ number: 'FA-1', on: '2026-11-20', minor: 10_000, name: 'Garage' }]);
  });

  it('the date and the amount of the payment win over those of the invoice', () => {
    expect(read([['N° facture', 'Date', 'Date de règlement', 'Montant', 'Montant réglé'], ['FA-1', '2026-10-01', '2026-11-20', '500,00', '100,00']]).payments).toMatchObject([{ on: '2026-11-20', minor: 10_000 }]);
  });

  it.each<readonly [string, readonly Row[], unknown]>([
    ['two columns of payments', [['Facture', 'Date', 'Montant réglé', 'Montant payé'], ['FA-1', '2026-11-20', '1', '2']], { code: 'ledger/column-twice', columns: ['C', 'D'] }],
    ['no number', [['Client', 'Date', 'Montant'], ['Garage', '2026-11-20', '1']], { code: 'ledger/column-missing', field: 'invoice-number' }],
    ['no amount', [['Facture', 'Date'], ['FA-1', '2026-11-20']], { code: 'ledger/column-missing', field: 'paid' }],
    ['no date', [['Facture', 'Montant'], ['FA-1', '1']], { code: 'ledger/column-missing', field: 'date' }],
    ['days that may be months', [['Facture', 'Date', 'Montant'], ['FA-1', '05/11/2026', '1']], { code: 'ledger/date-order-undecided', column: 'Date', example: '05/11/2026' }],
    ['days and months mixed', [['Facture', 'Date', 'Montant'], ['FA-1', '25/11/2026', '1'], ['FA-1', '11/25/2026', '1']], { code: 'ledger/date-orders-mixed' }],
    ['something else', [['Nom', 'Âge'], ['Paul', '40']], { code: 'ledger/no-usable-column' }],
    ['nothing', [['', ''], []], { code: 'ledger/empty' }],
  ])('%s: nothing is read, and it is said why', (_, rows, expected) => {
    expect(problemOf(rows)).toMatchObject(expected as Record<string, unknown>);
  });

  test('rows that cannot be read are named, and the others are read', () => {
    const bad: readonly (readonly [Row, string])[] = [
      [['', '2026-11-20', '1,00', '', '', '', ''], 'no-number'], [['FA-2', 'bientôt', '1,00', '', '', '', ''], 'date'], [['FA-3', '2026-11-20', '', '', '', '', ''], 'no-amount'], [['FA-4', '2026-11-20', 'cent', '', '', '', ''], 'amount'],
      [['FA-5', '2026-11-20', '1,00', '', '', 'écus', ''], 'currency'], [['1,2E+10', '2026-11-20', '1,00', '', '', '', ''], 'shortened'], [['#N/A', '2026-11-20', '1,00', '', '', '', ''], 'cell-error'], [['FA-6', '2026-11-20', '1,00 $', '', '', 'EUR', ''], 'currency'],
    ];
    const { payments, unreadable } = read([HEADER, ['FA-1', '2026-11-20', '10,00', '', '', '', ''], ...bad.map(([row]) => row)]);
    expect(payments.map(({ number }) => number)).toEqual(['FA-1']);
    expect(unreadable).toMatchObject(bad.map(([, why], at) => ({ code: 'ledger/row-unreadable', row: at + 3, why })));
  });

  it('each payment keeps its id whatever comes before it; twice under one reference is once, twice without one is twice', () => {
    const [one, same, other]: readonly Row[] = [['FA-1', '2026-11-20', '10,00', '', '', '', 'VIR 7'], ['FA-1', '2026-11-20', '10,00', '', '', '', ''], ['FA-0', '2026-11-19', '5,00', '', '', '', '']];
    const ids = (...rows: readonly (Row | undefined)[]): readonly string[] => read([HEADER, ...(rows as Row[])]).payments.map(({ external }) => external);
    expect(ids(one, one)).toHaveLength(1);
    expect(new Set(ids(same, same)).size).toBe(2);
    expect([...ids(other, one, same, same)].sort()).toEqual([...ids(same, one, same), ...ids(other)].sort());
  });

  it('never throws, counts every row, and has no amount that is none', () => {
    const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('FA-1', '20/11/2026', '1 200,50', '-3', '€', 'N° facture', 'Date', 'Montant', '=1+1', '#REF!'), fc.double(), fc.boolean(), fc.constant(null));
    fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }), fc.boolean(), (rows, headed) => {
      const answer = readPaymentRows(headed ? [HEADER, ...rows] : rows, 'p.csv', null);
      if (!answer.ok) return;
      expect(answer.value.payments.length + answer.value.unreadable.length).toBeLessThanOrEqual(answer.value.rows);
      for (const { minor, number, external } of answer.value.payments) expect(Number.isSafeInteger(minor) && Math.abs(minor) <= MAX_MINOR && number !== '' && external !== '').toBe(true);
    }));
  });
});
