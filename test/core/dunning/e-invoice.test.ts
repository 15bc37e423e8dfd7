import { describe, expect, test } from '@jest/globals';
import type { Invoice } from '../../../src/core';
import { aCreditNote, aListed, anInstalment, anInvoice, aPayment, daysAgo, day, disputeClosed, disputed, drafted, entryId, eur, promised, reference, TODAY } from '../builders';
import type { InvoiceOver } from '../builders';
import { assessed, beforeItLapses, expected, inShort, reminded } from './standard';

/** The life cycle of an e-invoice and what it does to reminders (law sheet, 1.16). */
const at = (status: number, over: InvoiceOver = {}): Invoice => anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000), eInvoiceStatus: status, ...over });
const holdsOf = (...invoices: readonly Invoice[]) => expected('held', { invoices }).holds;

describe('a status of the platform', () => {
  test.each([200, 201, 202, 203, 204, 205, 209])('%i goes on as if there were none', (status) => {
    expect(inShort(assessed({ invoices: [at(status)] }))).toBe('remind R1');
  });
  test.each([206, 207, 208, 210, 211, 212, 213])('%i stops that invoice, without an end of its own, and no other', (status) => {
    expect(holdsOf(at(status))).toEqual([{ kind: 'e-invoice', numbers: ['FA-1'], status, until: null }]);
    const other = anInvoice({ number: 'FA-2', due: daysAgo(5), amount: eur(50) });
    expect(expected('remind', { invoices: [at(status), other] }).proposal.sum).toEqual(eur(50));
  });
  test.each([199, 214, 299, 0])('%i, which the law sheet does not know, stops it too: it may say that the claim was sold', (status) => {
    expect(holdsOf(at(status))).toEqual([{ kind: 'e-invoice', numbers: ['FA-1'], status, until: null }]);
  });
});

describe('partly approved (206): only the approved part is asked for', () => {
  test('once the rest is disputed, by the ledger or by the clerk', () => {
    expect(expected('remind', { invoices: [at(206, { disputed: eur(200) })] }).proposal.sum).toEqual(eur(800));
    const log = [[disputed({ invoices: [at(206).id], amount: eur(300) }), { on: daysAgo(2) }]] as const;
    expect(expected('remind', { invoices: [at(206)], log }).proposal.sum).toEqual(eur(700));
    const closed = [...log, [disputeClosed(entryId('entry-1')), { on: daysAgo(1) }]] as const;
    expect(inShort(assessed({ invoices: [at(206)], log: closed }))).toBe('held e-invoice');
  });
  test('once it was credited: by a credit note, or in the ledger', () => {
    expect(expected('remind', { invoices: [at(206), aCreditNote({ corrects: 'FA-1', amount: eur(-200) })] }).proposal.sum).toEqual(eur(800));
    expect(expected('remind', { invoices: [at(206, { outstanding: eur(800), payments: [aPayment({ amount: eur(200), kind: 'credit' })] })] }).proposal.sum).toEqual(eur(800));
  });
  test('not because something was paid, nor because of another invoice’s dispute or credit', () => {
    expect(inShort(assessed({ invoices: [at(206, { outstanding: eur(800), payments: [aPayment({ amount: eur(200) })] })] }))).toBe('held e-invoice');
    const other = anInvoice({ number: 'FA-2', due: daysAgo(5), amount: eur(500), disputed: eur(100) });
    expect(expected('remind', { invoices: [at(206), other, aCreditNote({ corrects: 'FA-2', amount: eur(-50) })] }).proposal.sum).toEqual(eur(350));
  });
  test('of an invoice in instalments the word on one of them is a word on the invoice', () => {
    const parts = [anInstalment({ due: daysAgo(32), amount: eur(400) }), anInstalment({ due: daysAgo(12), amount: eur(600) })];
    expect(expected('remind', { invoices: [at(206, { instalments: parts, disputed: eur(100) })] }).proposal.sum).toEqual(eur(900));
  });
});

test.each([207, 208, 210, 211, 213])('%i stops the whole invoice, whatever is disputed or credited of it', (status) => {
  expect(inShort(assessed({ invoices: [at(status, { disputed: eur(200) })] }))).toBe('held e-invoice');
  expect(inShort(assessed({ invoices: [at(status), aCreditNote({ corrects: 'FA-1', amount: eur(-200) })] }))).toBe('held e-invoice');
});

describe('payment sent (211): five business days, counted from the status', () => {
  // Thursday 19 November; five business days later is the next Thursday.
  const sentOn = (on: string, over: InvoiceOver = {}) => at(211, { eInvoiceStatusOn: day(on), ...over });

  test('held through the fifth business day, asked for on the sixth', () => {
    const invoices = [sentOn('2026-11-19')];
    const { holds, until, recheckOn } = expected('held', { invoices });
    expect([holds, until, recheckOn]).toEqual([[{ kind: 'e-invoice', numbers: ['FA-1'], status: 211, until: '2026-11-26' }], '2026-11-26', '2026-11-27']);
    expect([day('2026-11-26'), day('2026-11-27')].map((today) => inShort(assessed({ invoices }, today)))).toEqual(['held e-invoice', 'remind R1']);
  });
  test('its steps so far count when it goes on', () => {
    const invoices = [sentOn('2026-11-19')];
    expect(inShort(assessed({ invoices, log: reminded('R1', daysAgo(10), invoices[0] as Invoice) }, day('2026-11-27')))).toBe('remind R2');
  });
  test('two that end on different days are two holds; the answer changes with the first', () => {
    const invoices = [sentOn('2026-11-19'), sentOn('2026-11-20', { number: 'FA-2' })];
    const held = expected('held', { invoices });
    expect(held.holds.map((hold) => [hold.kind === 'e-invoice' ? hold.numbers : [], 'until' in hold ? hold.until : null])).toEqual([[['FA-1'], '2026-11-26'], [['FA-2'], '2026-11-27']]);
    expect([held.until, held.recheckOn]).toEqual(['2026-11-27', '2026-11-27']);
    expect(expected('remind', { invoices }, day('2026-11-27')).proposal.demanded.map(({ item }) => item.number)).toEqual(['FA-1']);
  });
  test('two that end together are one', () => {
    expect(holdsOf(sentOn('2026-11-19'), sentOn('2026-11-19', { number: 'FA-2' }))).toEqual([{ kind: 'e-invoice', numbers: ['FA-1', 'FA-2'], status: 211, until: '2026-11-26' }]);
  });
  test('beside a letter that is possible already, the day is looked at again', () => {
    const other = anInvoice({ number: 'FA-2', due: daysAgo(3), amount: eur(50) });
    const log = reminded('R1', daysAgo(2), other);
    expect(expected('too-soon', { invoices: [sentOn('2026-11-17'), other], log }).recheckOn).toBe('2026-11-25');
  });
  test('behind a promise, and beside a draft, its end is a day to look again', () => {
    const promise = [promised({ promisedFor: day('2026-12-10'), invoices: [] }), { on: daysAgo(1) }] as const;
    expect(expected('held', { invoices: [sentOn('2026-11-19')], log: [promise] }).recheckOn).toBe('2026-11-27');
    expect(expected('held', { invoices: [at(211)], log: [promise] }).recheckOn).toBe('2026-12-15');
    // The earliest of several, whatever their order.
    const three = [sentOn('2026-11-20'), sentOn('2026-11-18', { number: 'FA-2' }), sentOn('2026-11-19', { number: 'FA-3' })];
    expect(expected('held', { invoices: three, log: [promise] }).recheckOn).toBe('2026-11-26');
    expect(expected('held', { invoices: [sentOn('2026-11-19'), at(207, { number: 'FA-2' })], log: [promise] }).recheckOn).toBe('2026-11-27');
    const other = anInvoice({ number: 'FA-9', due: daysAgo(3), amount: eur(50) });
    const draft = [drafted({ reference: reference('R-2345'), invoices: [aListed({ of: other, step: 'R1' })] }), { on: daysAgo(3) }] as const;
    expect(expected('draft-unconfirmed', { invoices: [other], log: [draft] }, day('2026-11-24')).recheckOn).toBe(beforeItLapses(daysAgo(3)));
    expect(expected('draft-unconfirmed', { invoices: [sentOn('2026-11-19'), other], log: [draft] }, day('2026-11-24')).recheckOn).toBe('2026-11-27');
  });
  test.each([207, 208, 210, 213])('the day of the status %i lets nothing go on', (status) => {
    expect(inShort(assessed({ invoices: [at(status, { eInvoiceStatusOn: day('2026-10-01') })] }, TODAY))).toBe('held e-invoice');
  });
});

describe('cashed (212): closed, as far as the ledger knows of money', () => {
  test('a ledger in which nothing came in lags behind: held', () => {
    expect(inShort(assessed({ invoices: [at(212)] }))).toBe('held e-invoice');
  });
  test('what the ledger shows as left after a part payment is asked for', () => {
    expect(expected('remind', { invoices: [at(212, { outstanding: eur(400) })] }).proposal.sum).toEqual(eur(400));
    const parts = [anInstalment({ due: daysAgo(32), amount: eur(400), outstanding: eur(0) }), anInstalment({ due: daysAgo(12), amount: eur(600) })];
    expect(expected('remind', { invoices: [at(212, { instalments: parts })] }).proposal.sum).toEqual(eur(600));
  });
});
