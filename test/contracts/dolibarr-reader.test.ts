import { describe, expect, it } from '@jest/globals';
import type { CompanyId, Currency } from '../../src/core';
import { changedFrom, readCursor, writeCursor } from '../../src/server/feeds/dolibarr/dolibarr-cursor';
import type { Instant } from '../../src/core';
import { readCustomer } from '../../src/server/feeds/dolibarr/read-customer';
import { readInvoice, sortOfInvoice } from '../../src/server/feeds/dolibarr/read-invoice';
import type { AroundInvoice } from '../../src/server/feeds/dolibarr/read-invoice';
import { dayOf, minorOf } from '../../src/server/feeds/record-fields';
import type { Row } from '../../src/server/feeds/record-fields';
import fc from '../property';
import answers from '../fixtures/dolibarr/answers-19.0.2.json';

const AROUND: AroundInvoice = { company: 'main' as CompanyId, home: 'EUR', corrects: null, payments: [], creditLeft: 0 };
const OPEN = answers.open.body[0] as Row;
const read = (more: Row, around: Partial<AroundInvoice> = {}): ReturnType<typeof readInvoice> => readInvoice({ ...OPEN, ...more }, { ...AROUND, ...around });
const why = (more: Row, around: Partial<AroundInvoice> = {}): unknown => {
  const reading = read(more, around);
  return reading.ok ? 'read' : `${reading.fault.field}: ${reading.fault.why}`;
};
const left = (more: Row, around: Partial<AroundInvoice> = {}): unknown => {
  const reading = read(more, around);
  return reading.ok ? reading.invoice.instalments[0]?.outstanding.minor : reading.fault;
};

describe('a row of Dolibarr’s list of invoices', () => {
  it.each<[string, Row, number, Partial<AroundInvoice>]>([
    ['a consumed credit note keeps its remaintopay: nothing is left of it', answers['credit note, its credit used'].body[0] as Row, 0, {}],
    ['one whose credit waits', answers['credit note, its credit waits'].body[0] as Row, -12_000, { creditLeft: 12_000 }],
    ['one that is open', answers['credit note, open'].body[0] as Row, -12_000, {}],
    ['a bill written off: 84 remain, and nobody owes them', answers['written off'].body[0] as Row, 0, {}],
    ['one credited and paid in part', answers['credited and paid in part'].body[0] as Row, 74_000, {}],
    ['one that is paid', answers.paid.body[0] as Row, 0, {}],
    ['one paid too much that is still open', { remaintopay: '-10' }, -1_000, {}],
  ])('%s', (_, row, expected, around) => expect(left(row, around)).toBe(expected));

  it.each<[string, Row, Partial<AroundInvoice>]>([
    ['ref: no-number', { ref: '' }, {}], ['type: malformed', { type: '9' }, {}], ['status: malformed', { status: '7', statut: '7' }, {}], ['socid: no-customer', { socid: null }, {}], ['socid: no-customer', { socid: '0' }, {}],
    ['date: missing', { date: '' }, {}], ['date: malformed', { date: 1_788_213_601 }, {}], ['date_lim_reglement: no-due-date', { date_lim_reglement: '' }, {}], ['date_lim_reglement: malformed', { date_lim_reglement: '2026-10-01' }, {}],
    ['total_ttc: missing', { total_ttc: null }, {}], ['total_ttc: malformed', { total_ttc: '1 200,00' }, {}], ['remaintopay: missing', { remaintopay: null }, {}], ['remaintopay: missing', { remaintopay: undefined }, {}], ['remaintopay: malformed', { remaintopay: '12.345' }, {}],
    ['multicurrency_code: currency', { multicurrency_code: 'XPF' }, {}], ['multicurrency_code: missing', { multicurrency_code: null }, { home: null }], ['multicurrency_total_ttc: missing', { multicurrency_code: 'USD', multicurrency_total_ttc: null }, {}],
    ['retained_warranty: malformed', { retained_warranty: 'cinq' }, {}], ['retained_warranty_date_limit: malformed', { retained_warranty: '5', retained_warranty_date_limit: 'bientôt' }, {}],
    ['fixedamountdiscounts.amount_ttc: malformed', { ...(answers['credit note, its credit waits'].body[0] as Row) }, { creditLeft: null }],
  ])('what cannot be read is named: %s', (expected, more, around) => expect(why(more, around)).toBe(expected));

  it('without a due date a credit note is as good as with one', () => {
    const reading = read({ type: '2', total_ttc: '-5.00000000', remaintopay: '-5', date_lim_reglement: null });
    expect(reading.ok && reading.invoice.instalments).toMatchObject([{ due: '2026-09-01', dueBasis: 'computed', outstanding: { minor: -500 } }]);
  });

  it('a payment whose day cannot be read is named, and the bill stays', () => {
    const reading = read({}, { payments: [{ amount: '40.00000000', type: 'VIR', date: '0000-00-00 00:00:00', ref: 'PAY1', ref_ext: '' }, ...(answers['its payments'].body as Row[])] });
    expect(reading).toMatchObject({ ok: true, faults: [{ field: 'payments.date', why: 'malformed' }], invoice: { payments: [{ kind: 'payment', on: '2026-10-10', amount: { minor: 34_000 } }, { kind: 'credit', amount: { minor: 12_000 } }] } });
  });

  it('a number that is no file name has no PDF to ask for', () => {
    for (const ref of ['FA/2026/1', '../FA1', 'FA..1', 'FA 1', '']) expect(read({ ref, last_main_doc: null })).not.toMatchObject({ invoice: { document: expect.anything() } });
    expect(read({ ref: 'FA/2026/1', last_main_doc: 'facture/FA_2026_1/FA_2026_1.pdf' })).toMatchObject({ invoice: { document: 'FA_2026_1' } });
  });

  it('whatever stands in a row, it is read or refused by name, and what is read is whole cents', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constant(null), fc.constant(undefined), fc.boolean(), fc.array(fc.anything(), { maxLength: 2 }), fc.constantFrom('1200.00000000', '-120', '0', 'EUR', 'USD', '1', '2', '3', 1_788_213_600));
    const fields = Object.keys(OPEN);
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...fields), value), fc.array(fc.dictionary(fc.constantFrom('amount', 'date', 'ref', 'ref_ext', 'typeline'), value), { maxLength: 3 }), fc.constantFrom<Currency | null>('EUR', null), (more, payments, home) => {
      sortOfInvoice({ ...OPEN, ...more });
      const reading = read(more, { payments, home });
      if (!reading.ok) return expect(reading.fault.field).not.toBe('');
      for (const { amount, outstanding } of reading.invoice.instalments) expect([Number.isSafeInteger(amount.minor), Number.isSafeInteger(outstanding.minor)]).toEqual([true, true]);
    }), { numRuns: 500 });
  });
});

describe('a customer’s row', () => {
  const party = answers['third party'].body[0] as Row;
  it('identifiers count only where they are right, and SIREN only in France', () => {
    const ids = (more: Row): unknown => {
      const reading = readCustomer({ ...party, ...more }, []);
      return reading.ok ? reading.debtor.legalIds : reading.fault;
    };
    expect(ids({})).toEqual({ siren: '404833048', siret: '40483304800022', vat: 'FR83404833048' });
    expect(ids({ idprof1: '404833049', idprof2: '', tva_intra: '' })).toEqual({ siren: null, siret: null, vat: null });
    expect(ids({ country_code: 'BE', idprof2: '', tva_intra: '' })).toEqual({ siren: null, siret: null, vat: null });
    expect(ids({ country_code: 'RE', idprof2: '', tva_intra: '' })).toEqual({ siren: '404833048', siret: null, vat: null });
  });

  it('who left, and who stands in a private address book, is nobody to write to; an address that is none is named', () => {
    const person = { id: '7', statut: '1', priv: '0', firstname: 'Léa', lastname: 'Martin', email: 'lea@x.fr', roles: [] };
    const of = (...people: readonly Row[]): unknown => {
      const reading = readCustomer({ ...party, email: '' }, people);
      return reading.ok ? [reading.debtor.contacts.map(({ address, role }) => `${address} ${role}`), reading.faults] : reading.fault;
    };
    expect(of(person, { ...person, id: '8', email: 'b@x.fr', statut: '0' }, { ...person, id: '9', email: 'c@x.fr', priv: '1' })).toEqual([['lea@x.fr unknown'], []]);
    expect(of({ ...person, email: 'lea (at) x' })).toEqual([[], [{ field: 'contacts.7.email', why: 'malformed' }]]);
    expect(of({ ...person, roles: [{ element: 'facture', source: 'external', code: 'BILLING' }] })).toEqual([['lea@x.fr accounting'], []]);
    expect(of({ ...person, poste: 'Commercial' })).toEqual([['lea@x.fr unknown'], []]);
  });

  it('whatever stands in it, it is read or refused by name', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...Object.keys(party)), fc.anything()), fc.array(fc.dictionary(fc.constantFrom('id', 'email', 'mail', 'poste', 'roles', 'statut', 'firstname'), fc.anything()), { maxLength: 3 }), (more, people) => {
      const reading = readCustomer({ ...party, ...more }, people);
      expect(reading.ok ? reading.debtor.name : reading.fault.field).not.toBe('');
    }), { numRuns: 300 });
  });
});

describe('days and amounts as Dolibarr writes them', () => {
  it.each([
    [Date.UTC(2026, 8, 30, 22) / 1000, '2026-10-01'], [Date.UTC(2026, 9, 31, 23) / 1000, '2026-11-01'], [Date.UTC(2026, 9, 24, 22) / 1000, '2026-10-25'], [Date.UTC(2026, 9, 25, 23) / 1000, '2026-10-26'],
    [Date.UTC(2026, 9, 1) / 1000, '2026-10-01'], [Date.UTC(2026, 9, 1, 4) / 1000, '2026-10-01'], [Date.UTC(2026, 9, 1, 10) / 1000, '2026-10-01'], [Date.UTC(2026, 8, 30, 13) / 1000, '2026-10-01'], [Date.UTC(2026, 8, 30, 12) / 1000, '2026-10-01'],
    [String(Date.UTC(2026, 8, 30, 22) / 1000), '2026-10-01'], ['', null], [null, null], [undefined, null], ['2026-10-01', undefined], [1.5, undefined], [Date.UTC(2026, 8, 30, 22, 0, 1) / 1000, undefined], [-1, undefined], [1e15, undefined], [[], undefined],
  ])('%p is %p (Paris, UTC, Martinique, Polynesia, New Caledonia, Wallis)', (value, expected) => expect(dayOf(value)).toBe(expected));

  it.each([
    ['1200.00000000', 120_000], ['740', 74_000], ['-120.5', -12_050], ['0', 0], ['-0.00', 0], ['0.00000000', 0], ['12.34500000', null], ['1,200.00', null], ['1e3', null], ['', null], [' ', null],
    [700, 70_000], [0.1 + 0.2, 30], [1.005, null], [-4.35, -435], [NaN, null], [Infinity, null], [null, null], [{}, null], ['99999999999999999', null],
  ])('%p is %p cents', (value, expected) => expect(minorOf(value)).toBe(expected));
});

describe('where a pull stands', () => {
  it('is read again as it was written', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2_000_000_000 }), { maxLength: 200 });
    fc.assert(fc.property(fc.constantFrom('whole' as const, 'changes' as const), fc.nat(), ids, ids, (at, after, open, credits) => {
      const cursor = { at, after, since: '2026-11-05T09:00:00.000Z' as Instant, open: new Set(open.sort((a, b) => a - b)), credits: new Set(credits.sort((a, b) => a - b)) };
      expect(readCursor(writeCursor(cursor))).toEqual(cursor);
    }));
  });

  it('whatever else it is told, it says that it does not know', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.record({ at: fc.anything(), after: fc.anything(), since: fc.anything(), open: fc.string() }).map((value) => JSON.stringify(value) ?? '')), (text) => {
      expect(readCursor(text)).toBeNull();
    }));
  });

  it('changes are asked for from the day before, so that no zone and no clock hides one', () => {
    expect(changedFrom('2026-11-05T09:00:00.000Z' as Instant)).toBe('20261104');
    expect(changedFrom('2026-11-05T01:00:00.000Z' as Instant)).toBe('20261103');
    expect(changedFrom('2027-01-01T12:00:00.000Z' as Instant)).toBe('20261231');
  });
});
