import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from '../../../property';
import type { Invoice } from '../../../../src/core';
import { ONLY_COMPANY } from '../../../../src/core';
import { LONGEST_E_INVOICE, parseEInvoice } from '../../../../src/core/e-invoices';
import type { EInvoiceReading } from '../../../../src/core/e-invoices';
import { aCii, aUbl, aZugferd1, BUYER, FORMS, SELLER } from './a-bill';
import type { Bill, Party } from './a-bill';

const US = { name: 'Atelier Nord', legalIds: { siren: '732829320', siret: null, vat: null } };
const READER = { company: ONLY_COMPANY, profile: US };
type Read = Extract<EInvoiceReading, { kind: 'invoice' }>;
function read(xml: string): Read {
  const reading = parseEInvoice(xml, READER);
  expect(reading).toMatchObject({ kind: 'invoice' });
  return reading as Read;
}
const fault = (xml: string): unknown => {
  const reading = parseEInvoice(xml, READER);
  return reading.kind === 'unreadable' ? `${reading.field} ${reading.why}` : reading.kind === 'left-out' ? reading.why : reading.invoice;
};
const sums = ({ instalments }: Invoice): unknown => instalments.map(({ due, amount, outstanding }) => [due, amount.minor, outstanding.minor]);

describe.each(FORMS)('%s', (_, of) => {
  it('says who owes what, and when', () => {
    const { debtor, invoice } = read(of({ order: 'BC-77', means: '58', buyer: { ...BUYER, siret: '40483304800014', vat: 'FR83404833048', contact: 'Anne Rey', code: 'C0042' } }));
    expect(debtor).toMatchObject({
      id: 'siren 404833048', code: null, name: 'Garage du Canigou', legalIds: { siren: '404833048', vat: 'FR83404833048' }, contacts: [{ address: 'compta@garage-canigou.fr', name: 'Anne Rey', role: 'accounting' }],
      town: 'Prades', language: 'fr', postal: { lines: ['12 rue des Lilas'], postcode: '66500', town: 'Prades', country: null },
    });
    expect(invoice).toMatchObject({ number: 'FA-2026-0001', kind: 'invoice', debtor: debtor.id, issued: '2026-09-01', orderNumber: 'BC-77', means: 'transfer', assignee: null, payments: [], disputed: null, missingSince: null });
    expect(invoice.instalments).toEqual([{ due: '2026-10-01', dueBasis: 'printed', amount: { minor: 120_000, currency: 'EUR' }, outstanding: { minor: 120_000, currency: 'EUR' } }]);
  });

  it('the amount due is owed, not the total', () => expect(sums(read(of({ total: '1200.00', prepaid: '200.00', payable: '1000.00' })).invoice)).toEqual([['2026-10-01', 120_000, 100_000]]));
  it('what was paid before has its day where the document tells it', () => {
    const { invoice } = read(of({ prepaid: '200.00', payable: '1000.00', advances: [['2026-08-20', '150.00'], ['2026-08-25', '50.00']] }));
    expect(invoice.payments.map(({ on, amount }) => [on, amount.minor])).toEqual([['2026-08-20', 15_000], ['2026-08-25', 5_000]]);
    // Parts that do not come to the sum say nothing that can be relied on.
    expect(read(of({ prepaid: '200.00', payable: '1000.00', advances: [['2026-08-20', '150.00']] })).invoice.payments).toEqual([]);
  });
  it('a total, a sum paid and an amount due that do not fit are not used', () => {
    expect(fault(of({ prepaid: '200.00', payable: '1200.00' }))).toBe('BT-115 malformed');
    expect(fault(of({ payable: '1000.00' }))).toBe('BT-115 malformed');
    expect(fault(of({ payable: '1200.005' }))).toBe('BT-115 malformed');
    expect(fault(of({ total: '1.200,00', payable: '1200.00' }))).toBe('BT-112 malformed');
  });

  it.each(['381', '261', '262', '396', '503'])('type %s is a credit: its figures are turned', (type) => {
    const { invoice } = read((type === '381' ? of : (bill: Bill) => of(bill))({ type, number: 'AV-1', corrects: ['FA-2026-0001'] }));
    expect(invoice).toMatchObject({ kind: 'credit-note', corrects: 'FA-2026-0001' });
    expect(sums(invoice)).toEqual([['2026-10-01', -120_000, -120_000]]);
    expect(invoice.id).toMatch(/:credit-note$/);
  });
  it('an invoice of a negative sum is a credit', () => expect(read(of({ total: '-1200.00' })).invoice).toMatchObject({ kind: 'credit-note', instalments: [{ amount: { minor: -120_000 }, outstanding: { minor: -120_000 } }] }));
  it('a credit of a negative sum may mean either: it is not used', () => expect(fault(of({ type: '381', total: '-1200.00' }))).toBe('BT-115 malformed'));
  it('a credit without a due date counts from its own day', () => expect(sums(read(of({ type: '381', due: null })).invoice)).toEqual([['2026-09-01', -120_000, -120_000]]));
  it('a deposit is one; several invoices corrected by one credit name none', () => {
    expect(read(of({ type: '386' })).invoice.kind).toBe('deposit');
    expect(read(of({ type: '381', corrects: ['A', 'B'] })).invoice.corrects).toBeNull();
  });
  it('a corrected invoice names the one whose place it takes', () => {
    expect(read(of({ type: '384', number: 'FA-2', corrects: ['FA-1'] })).replaces).toEqual(['FA-1']);
    expect(read(of({ type: '380', number: 'FA-2', corrects: ['FA-1'] })).replaces).toEqual([]);
  });

  it('no due date is said, and never invented', () => {
    expect(fault(of({ due: null }))).toBe('BT-9 no-due-date');
    expect(fault(of({ due: null, terms: 'Zahlbar innerhalb 30 Tagen netto' }))).toBe('BT-9 no-due-date');
    // Two accepted readings (Service-Public F23211), and receipt on a day that nobody knows.
    expect(fault(of({ due: null, terms: '45 jours fin de mois' }))).toBe('BT-9 no-due-date');
    expect(fault(of({ due: null, terms: 'à réception de facture' }))).toBe('BT-9 no-due-date');
  });
  it('terms whose words have one meaning give it, marked as computed', () => {
    expect(read(of({ due: null, terms: '30 jours nets' })).invoice.instalments[0]).toMatchObject({ due: '2026-10-01', dueBasis: 'computed' });
    expect(read(of({ due: '2026-10-15', terms: '30 jours nets' })).invoice.instalments[0]).toMatchObject({ due: '2026-10-15', dueBasis: 'printed' });
  });
  it('nothing is owed any more: no due date is needed', () => expect(sums(read(of({ due: null, prepaid: '1200.00', payable: '0.00' })).invoice)).toEqual([['2026-09-01', 120_000, 0]]));
  it('several parts, each with its day', () => {
    expect(sums(read(of({ parts: [['2026-11-01', '700.00'], ['2026-10-01', '500.00']] })).invoice)).toEqual([['2026-10-01', 50_000, 50_000], ['2026-11-01', 70_000, 70_000]]);
    expect(fault(of({ parts: [['2026-10-01', '500.00'], ['2026-11-01', '500.00']] }))).toBe('PartialPaymentAmount malformed');
  });
  it('a day that is none is not read', () => expect(fault(of({ due: '2026-02-30' }))).toBe('BT-9 malformed'));

  it('paid when it was written, yet due: it is not used', () => {
    expect(fault(of({ process: 'B2' }))).toBe('BT-23 malformed');
    expect(sums(read(of({ process: 'S2', prepaid: '1200.00', payable: '0.00' })).invoice)).toEqual([['2026-10-01', 120_000, 0]]);
  });
  it.each<[string, Bill, string]>([
    ['no number', { number: ' ' }, 'BT-1 no-number'],
    ['a currency that is not kept', { currency: 'JPY' }, 'BT-5 currency'],
    ['no currency', { currency: '' }, 'BT-5 missing'],
    ['a type nobody knows', { type: '999' }, 'BT-3 malformed'],
    ['no amount due', { payable: null }, 'BT-115 missing'],
    ['no customer', { buyer: { siren: '404833048' } }, 'BT-44 no-customer'],
    ['a customer who is two', { buyer: { ...BUYER, siret: '73282932000074' } }, 'BT-47 malformed'],
  ])('%s: named', (_name, bill, expected) => {
    // ZUGFeRD 1 need not say what is due: it is what the total and the sum paid leave.
    if (of === aZugferd1 && bill.payable === null) return expect(sums(read(of(bill)).invoice)).toEqual([['2026-10-01', 120_000, 120_000]]);
    expect(fault(of(bill))).toBe(expected);
  });

  it('another’s invoice is a supplier’s bill; without his numbers he is asked for', () => {
    expect(fault(of({ seller: { name: 'Imprimerie Roux', siren: '356000000' } }))).toBe('vendor-bill');
    expect(fault(of({ seller: { name: 'Imprimerie Roux' } }))).toBe('BT-30 missing');
    expect(read(of({ seller: { name: 'ATELIER NORD' } })).invoice.number).toBe('FA-2026-0001');
    expect(parseEInvoice(of({ seller: { name: 'X', siren: '356000000' } }), { ...READER, profile: { name: '', legalIds: { siren: null, siret: null, vat: null } } }).kind).toBe('invoice');
  });
  it('a factor is told, with his own account', () => {
    expect(read(of({ payee: 'Factor SA', means: '30', iban: 'FR76 3000 6000 0112 3456 7890 189', type: '393' })).invoice.assignee).toEqual({ name: 'Factor SA', iban: 'FR7630006000011234567890189' });
    expect(read(of({ payee: 'Atelier Nord' })).invoice.assignee).toBeNull();
  });
  it('a pro forma is nobody’s debt', () => expect(fault(of({ type: '325' }))).toBe('not-an-invoice'));
  it('a direct debit is presented by us', () => expect(read(of({ means: '59' })).invoice.means).toBe('direct-debit-presented'));

  it('the three notes of the reform are read; a certain rate is the contract’s', () => {
    const notes: Bill['notes'] = [['PMT', 'Indemnité forfaitaire : 40 €'], ['PMD', 'Pénalités de retard au taux annuel de 12,5 %'], ['AAB', 'Pas d’escompte'], ['', 'Merci']];
    const { debtor, notes: told } = read(of({ notes }));
    expect(told.map(({ code }) => code)).toEqual(['PMT', 'PMD', 'AAB', '']);
    expect(debtor.contractRate).toBe(125_000);
  });
  it.each(['3 fois le taux d’intérêt légal', 'taux BCE majoré de 10 points, soit 12,15 % par an', '1,5 % par mois', '10 %', 'entre 10 % et 12 % par an', '12 % par an, minimum 15 %', 'Pénalités au taux annuel de 10 % par mois'])('not certain, and no rate: %s', (text) => {
    expect(read(of({ notes: [['PMD', text]] })).debtor.contractRate).toBeUndefined();
  });
});

describe('who the customer is', () => {
  const idOf = (buyer: Party): string => read(aCii({ buyer })).debtor.id;
  it('SIREN, else VAT number, else his code with his name, else name and place', () => {
    expect(idOf({ name: 'A', siret: '40483304800014', vat: 'FR44732829320' })).toBe('siren 404833048');
    expect(idOf({ name: 'Bäckerei', vat: 'DE136695976' })).toBe('vat DE136695976');
    expect(idOf({ name: 'Mme Blanc', code: 'DIVERS' })).not.toBe(idOf({ name: 'M. Noir', code: 'DIVERS' }));
    expect(idOf({ name: 'Mme Blanc', postcode: '75001', town: 'Paris' })).not.toBe(idOf({ name: 'Mme Blanc', postcode: '69001', town: 'Lyon' }));
  });
  it('a wrong SIREN is none', () => expect(read(aCii({ buyer: { name: 'A', siren: '404833049' } })).debtor.legalIds.siren).toBeNull());
  it('a contact’s name stands beside one address only', () => {
    const xml = aCii({ buyer: { ...BUYER, contact: 'Anne Rey' } }).replace('<ram:BuyerTradeParty>', '<ram:BuyerTradeParty><ram:URIUniversalCommunication><ram:URIID schemeID="EM">Factures@garage-canigou.fr</ram:URIID></ram:URIUniversalCommunication>');
    expect(read(xml).debtor.contacts).toEqual([{ address: 'compta@garage-canigou.fr', name: null, role: 'accounting' }, { address: 'factures@garage-canigou.fr', name: null, role: expect.any(String) }]);
  });
});

describe('what is no e-invoice, or a hostile one', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "lol">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1};`.repeat(10)}">`).join('')}]>`;
  it.each<[string, string, string]>([
    ['an order', readFileSync(join('test', 'fixtures', 'e-invoices', 'order-x-basic.xml'), 'utf8'), 'not-an-invoice'],
    ['a page', '<html><body/></html>', 'not-an-invoice'],
    ['nothing', '', 'XML malformed'],
    ['a billion laughs', aCii({}).replace('?>', `?>${bomb}`).replace('Garage du Canigou', '&a19;'), 'XML malformed'],
    ['an entity from outside', aCii({}).replace('?>', '?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>').replace('Garage du Canigou', '&a;'), 'XML malformed'],
    ['cut off', aCii({}).slice(0, -60), 'XML malformed'],
    ['deeper than any', aCii({}).replace('<ram:ApplicableHeaderTradeDelivery/>', '<a>'.repeat(100_000) + '</a>'.repeat(100_000)), 'XML malformed'],
    ['an attribute of a megabyte', aCii({}).replace('<ram:ApplicableHeaderTradeDelivery/>', `<ram:ApplicableHeaderTradeDelivery a="${'x'.repeat(1_000_000)}"/>`), 'XML malformed'],
    ['longer than any', aCii({}) + ' '.repeat(LONGEST_E_INVOICE), 'XML malformed'],
  ])('%s', (_, xml, expected) => expect(fault(xml)).toBe(expected));

  it('an entity that nobody declared is text', () => expect(read(aCii({}).replace('Garage du Canigou', '&secret;')).debtor.name).toBe('&secret;'));
  it('timesheets inside do not matter', () => expect(read(aCii({}).replace('<ram:ApplicableHeaderTradeDelivery/>', `<ram:X>${'QUJD'.repeat(1_000_000)}</ram:X>`)).invoice.number).toBe('FA-2026-0001'));
  it('a thousand terms or notes are not gathered without end', () => {
    const started = performance.now();
    const xml = aCii({ due: null }).replace('<ram:SpecifiedTradePaymentTerms>', '<ram:SpecifiedTradePaymentTerms><ram:Description>x</ram:Description></ram:SpecifiedTradePaymentTerms>'.repeat(50_000) + '<ram:SpecifiedTradePaymentTerms>');
    expect(fault(xml)).toBe('BT-9 no-due-date');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('any text comes to one of the three answers, and an invoice is whole', () => {
    const sample = [aCii({}), aUbl({ type: '381' }), aZugferd1({})];
    fc.assert(
      fc.property(fc.constantFrom(...sample), fc.array(fc.tuple(fc.nat(6_000), fc.nat(40), fc.constantFrom('', '<', '>', '&', '"', '-', '9', '</', '<!--', ']]>', '1e9', '\u0000', 'é')), { maxLength: 6 }), (xml, cuts) => {
        const torn = cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), xml);
        const reading = parseEInvoice(torn, READER);
        if (reading.kind !== 'invoice') return;
        const { invoice, debtor } = reading;
        expect(invoice.debtor).toBe(debtor.id);
        expect(invoice.instalments.length).toBeGreaterThan(0);
        for (const { amount, outstanding } of invoice.instalments) {
          expect(Number.isSafeInteger(amount.minor)).toBe(true);
          expect(Math.abs(outstanding.minor)).toBeLessThanOrEqual(Math.abs(amount.minor));
          if (invoice.kind === 'credit-note') expect(amount.minor).toBeLessThanOrEqual(0);
          else expect(outstanding.minor).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
  it('any text at all is read without a throw', () => fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void parseEInvoice(`<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">${text}</Invoice>`, READER))));
  it('the seller of these tests is us', () => expect(SELLER.siren).toBe(US.legalIds.siren));
});
