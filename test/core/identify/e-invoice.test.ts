import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { readEInvoice } from '../../../src/core';
import { aFacturX, aUblInvoice, FORMS, US } from './an-e-invoice';

const sample = (name: string): string => readFileSync(join('test', 'fixtures', 'e-invoices', name), 'utf8');
const BUYER = { name: 'Garage du Canigou', siren: '732829320', siret: '73282932000074', vat: 'FR44732829320' };
const INVOICE = { number: 'FA-2026-0297', order: 'BC-77', seller: US, buyer: BUYER };

describe('an electronic invoice says who sells, who buys, its number and the order', () => {
  test.each(FORMS)('%s', (_, of) => {
    expect(readEInvoice(of(INVOICE))).toEqual({
      number: 'FA-2026-0297', order: 'BC-77', seller: { names: ['Atelier Nord'], sirens: ['404833048'], vats: ['FR83404833048'] }, buyer: { names: ['Garage du Canigou'], sirens: ['732829320'], vats: ['FR44732829320'] },
    });
  });

  test.each([
    ['factur-x-minimum.xml', 'F20260023', 'PO201925478', ['LE FOURNISSEUR'], ['123456782'], ['LE CLIENT'], []],
    ['factur-x-extended.xml', 'F20260023', 'PO201925478', ['LE FOURNISSEUR', 'SELLER TRADE NAME'], ['123456782'], ['LE CLIENT'], ['FR05987654321']],
    ['ubl-21-extended-ctc-fr.xml', 'F124212', 'PO1242', ['L\'huile d\'olive en folie', 'Au bon moulin'], ['999999998'], ['Ma jolie Trading Brand', 'Ma jolie boutique SARL'], ['FR19787878784']],
    ['en16931-germany.xml', '471102', '2013-471331', ['Lieferant GmbH'], [], ['Kunden AG Mitte'], []],
  ])('as published: %s', (name, number, order, sellers, sellersSirens, buyers, buyersVats) => {
    const read = readEInvoice(sample(name));
    expect([read?.number, read?.order, read?.seller.names, read?.seller.sirens, read?.buyer.names, read?.buyer.vats]).toEqual([number, order, sellers, sellersSirens, buyers, buyersVats]);
  });

  test('prefixes, order of attributes, spaces, comments and marked sections are the writer’s choice', () => {
    const odd = aFacturX(INVOICE).replace(/ram:/g, 'a:').replace(/:ram=/g, ':a=').replace(/schemeID="(\w+)"/g, "x='1>2' schemeID = '$1' ").replace(/<a:Name>Garage du Canigou/, '<!-- a > b --><a:Name >\n  <![CDATA[Garage du]]> Cani&#103;ou\n').replace('FA-2026-0297', ' FA-2026-0297\n').replace(/<\/a:Name>/g, '</a:Name\n>');
    expect(readEInvoice(`\ufeff${odd}`)).toEqual(readEInvoice(aFacturX(INVOICE)));
  });

  test('a number that is no identifier is none: neither check digits that are wrong nor a number of another list', () => {
    const read = readEInvoice(aFacturX({ seller: { name: 'X', siren: '732829321', vat: 'FR45732829320' }, buyer: BUYER }).replace('schemeID="0002">732829320', 'schemeID="0060">732829320').replace('schemeID="0009">73282932000074', 'schemeID="0088">73282932000074').replace('FR44732829320', 'DGFIP_12'));
    expect([read?.seller.sirens, read?.seller.vats, read?.buyer.sirens, read?.buyer.vats]).toEqual([[], [], [], []]);
  });

  test('identifiers of agents, payees, delivery and lines are not the buyer’s', () => {
    const beside = aUblInvoice(INVOICE).replace('</Invoice>', '<cac:PayeeParty><cac:PartyLegalEntity><cbc:CompanyID schemeID="0002">356000000</cbc:CompanyID></cac:PartyLegalEntity></cac:PayeeParty><cac:InvoiceLine><cbc:ID>1</cbc:ID><cac:OrderReference><cbc:ID>Z</cbc:ID></cac:OrderReference></cac:InvoiceLine></Invoice>')
      .replace('</cac:Party></cac:AccountingCustomerParty>', '<cac:AgentParty><cac:PartyLegalEntity><cbc:CompanyID schemeID="0002">356000000</cbc:CompanyID></cac:PartyLegalEntity></cac:AgentParty></cac:Party></cac:AccountingCustomerParty>');
    expect(readEInvoice(beside)).toEqual(readEInvoice(aUblInvoice(INVOICE)));
  });
});

describe('what is no electronic invoice is not read', () => {
  const doctype = '<!DOCTYPE x [<!ENTITY n "FA-2026-0297"><!ENTITY nn "&n;&n;&n;&n;&n;&n;&n;&n;">]>';
  test.each<[string, string]>([
    ['an order', sample('order-x-basic.xml')],
    ['nothing', ''],
    ['a letter', 'Bonjour, 1 < 2'],
    ['a page', '<html><body><p>Facture</p></body></html>'],
    ['another document of the same name', aUblInvoice(INVOICE).replace('xsd:Invoice-2', 'xsd:Invoice-9')],
    ['one with a DOCTYPE', aFacturX(INVOICE).replace('?>', `?>${doctype}`)],
    ['one that declares an entity inside', aFacturX(INVOICE).replace('<ram:TypeCode>', '<!ENTITY a "b"><ram:TypeCode>')],
    ['one that ends too early', aFacturX(INVOICE).slice(0, -40)],
    ['one whose elements cross', aUblInvoice(INVOICE).replace('</cac:PartyLegalEntity></cac:Party>', '</cac:Party></cac:PartyLegalEntity>')],
    ['two in one file', aUblInvoice(INVOICE) + aUblInvoice(INVOICE)],
    ['a comment without an end', `<!-- ${aUblInvoice(INVOICE)}`],
    ['one that is too long', aFacturX(INVOICE) + ' '.repeat(500_000)],
  ])('%s', (_, text) => expect(readEInvoice(text)).toBeNull());

  test('names of JavaScript’s own are elements like any other', () => {
    const inside = ['constructor', '__proto__', 'toString', 'hasOwnProperty'].map((name) => `<ram:${name}><ram:ID>9</ram:ID></ram:${name}>`).join('');
    expect(readEInvoice(aFacturX(INVOICE).replace('<ram:TypeCode>', `${inside}<ram:TypeCode>`))).toEqual(readEInvoice(aFacturX(INVOICE)));
  });
});

describe('whatever an attachment holds', () => {
  const piece = fc.constantFrom('<', '>', '</', '/>', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '<!DOCTYPE', '&amp;', '&#0;', '&#x1F600;', '&#xD800;', '"', "'", 'ram:ID', 'FA-1', ' ', '=', '\u0000', '\ud800', aFacturX(INVOICE), '<a>', '</a>');
  test('it is read or refused, never more', () => {
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, at) => {
      const good = aFacturX(INVOICE);
      const cut = at % good.length;
      expect(() => readEInvoice(pieces.join(''))).not.toThrow();
      const read = readEInvoice(good.slice(0, cut) + pieces.join('') + good.slice(cut));
      expect(read === null || (read.number.length <= 300 && read.buyer.names.length <= 10)).toBe(true);
    }), { numRuns: 3_000 });
  });

  // Counted in steps of the text, not in time: each hostile text is as long as the longest that is read.
  const open = aFacturX(INVOICE).slice(0, aFacturX(INVOICE).indexOf('<ram:ID>'));
  test.each<[string, string]>([
    ['tags that never end', `${open}${'<a '.repeat(160_000)}`], ['quotes that never end', `${open}<a b="${'x'.repeat(480_000)}`], ['a stair', `${open}${'<a>'.repeat(160_000)}`], ['ampersands', `${open}<ram:ID>${'&'.repeat(480_000)}`],
    ['comments', `${open}${'<!---->'.repeat(60_000)}`], ['empty elements', `${open}${'<ram:ID/>'.repeat(50_000)}`], ['spaces in a tag', `${open}<a${' '.repeat(480_000)}>`], ['values by the piece', `${open}<ram:ID>${'<b/>x'.repeat(90_000)}`],
    ['an attribute half written', `${open}<ram:ID${' schemeID   '.repeat(650)}>`],
  ])('half a megabyte of %s is gone through once', (_, text) => {
    const before = process.cpuUsage().user;
    for (let i = 0; i < 5; i += 1) readEInvoice(text);
    // A second turn of each letter for each letter would take minutes.
    expect(process.cpuUsage().user - before).toBeLessThan(5_000_000);
  });
});
