import { isSiren, isSiret, parseVat } from './legal-ids';
import { walkXml, type Wanted } from './xml-walk';

/** Who sells or buys on an electronic invoice. */
export interface EInvoiceParty {
  readonly names: readonly string[];
  /** With right check digits; of a SIRET or a French VAT number the SIREN in it. */
  readonly sirens: readonly string[];
  readonly vats: readonly string[];
}

/** What an electronic invoice or credit note says of whose it is; EN 16931's BT-1, BT-13, BG-4, BG-7. Empty where it says nothing. */
export interface EInvoice {
  readonly number: string;
  readonly order: string;
  readonly seller: EInvoiceParty;
  readonly buyer: EInvoiceParty;
}

interface PartyRead {
  readonly names: string[];
  readonly sirens: string[];
  readonly vats: string[];
}
/** Both sides of an invoice while it is read. */
export interface SidesRead {
  readonly seller: PartyRead;
  readonly buyer: PartyRead;
}
interface Read extends SidesRead {
  number: string;
  order: string;
}
type Side = 'seller' | 'buyer';
type Element = Wanted<Read>;
type OfSide = Wanted<SidesRead>;

export const noSides = (): SidesRead => ({ seller: { names: [], sirens: [], vats: [] }, buyer: { names: [], sirens: [], vats: [] } });

/** The lists of ISO/IEC 6523 and of electronic addresses under which France's numbers stand: SIREN, SIRET, SIREN with the reform's suffix; European VAT, French VAT. */
const FRENCH_SCHEMES = ['0002', '0009', '0225'];
const VAT_SCHEMES = ['0223', '9957', 'VA'];
const MOST_IDS = 10;

const note = (list: string[], value: string): void => {
  if (value !== '' && list.length < MOST_IDS && !list.includes(value)) list.push(value);
};

/**
 * The SIREN or SIRET that an identifier is; null: it is another one, or a wrong one.
 * @param unnamed one without its list is believed where the check digits bear it out: the two legal numbers have no other form
 */
export function frenchId(text: string, scheme: string, unnamed: boolean): string | null {
  if (!FRENCH_SCHEMES.includes(scheme) && !(scheme === '' && unnamed)) return null;
  const digits = text.replace(/[\s.]/g, '').split('_')[0] ?? '';
  return isSiren(digits) || isSiret(digits) ? digits : null;
}

function noteId(party: PartyRead, text: string, scheme: string, unnamed: boolean): void {
  const digits = frenchId(text, scheme, unnamed);
  if (digits !== null) note(party.sirens, digits.slice(0, 9));
  if (VAT_SCHEMES.includes(scheme) || scheme === '') noteVat(party, text);
}

function noteVat(party: PartyRead, text: string): void {
  const vat = parseVat(text);
  if (vat === null) return;
  note(party.vats, vat.number);
  if (vat.siren !== null) note(party.sirens, vat.siren);
}

const nameOf = (side: Side): OfSide => ({ takes: (read, text) => note(read[side].names, text) });
const idOf = (side: Side, unnamed: boolean): OfSide => ({ takes: (read, text, scheme) => noteId(read[side], text, scheme, unnamed) });
const vatOf = (side: Side): OfSide => ({ takes: (read, text, scheme) => { if (scheme === '' || VAT_SCHEMES.includes(scheme)) noteVat(read[side], text); } });
const NUMBER: Element = { takes: (read, text) => { if (read.number === '') read.number = text; } };
const ORDER: Element = { takes: (read, text) => { if (read.order === '') read.order = text; } };

/** A party of the UN/CEFACT Cross Industry Invoice (Factur-X, ZUGFeRD, XRechnung). */
export const ciiParty = (side: Side): OfSide => ({
  inside: {
    Name: nameOf(side),
    ID: idOf(side, false),
    GlobalID: idOf(side, false),
    SpecifiedLegalOrganization: { inside: { ID: idOf(side, true), TradingBusinessName: nameOf(side) } },
    SpecifiedTaxRegistration: { inside: { ID: vatOf(side) } },
    URIUniversalCommunication: { inside: { URIID: idOf(side, false) } },
  },
});
const CII: Element = {
  inside: {
    ExchangedDocument: { inside: { ID: NUMBER } },
    SupplyChainTradeTransaction: {
      inside: {
        ApplicableHeaderTradeAgreement: {
          inside: { SellerTradeParty: ciiParty('seller'), BuyerTradeParty: ciiParty('buyer'), BuyerOrderReferencedDocument: { inside: { IssuerAssignedID: ORDER } } },
        },
      },
    },
  },
};

export const ublParty = (side: Side): OfSide => ({
  inside: {
    Party: {
      inside: {
        EndpointID: idOf(side, false),
        PartyIdentification: { inside: { ID: idOf(side, false) } },
        PartyName: { inside: { Name: nameOf(side) } },
        PartyTaxScheme: { inside: { CompanyID: vatOf(side) } },
        PartyLegalEntity: { inside: { RegistrationName: nameOf(side), CompanyID: idOf(side, true) } },
      },
    },
  },
});
const UBL: Element = { inside: { ID: NUMBER, OrderReference: { inside: { ID: ORDER } }, AccountingSupplierParty: ublParty('seller'), AccountingCustomerParty: ublParty('buyer') } };

/** By the name of the root and the vocabulary that it declares. */
const KINDS: readonly (readonly [root: string, vocabulary: string, wanted: Element])[] = [
  ['CrossIndustryInvoice', 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:', CII],
  ['Invoice', 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', UBL],
  ['CreditNote', 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2', UBL],
];

/**
 * Reads an electronic invoice or credit note: Cross Industry Invoice and UBL 2, with France's extension (EXTENDED-CTC-FR).
 * Null for any other XML, for what is not well-formed, has a DOCTYPE or is longer than 500 000 characters. One pass, whatever the text.
 */
export function readEInvoice(xml: string): EInvoice | null {
  const read: Read = { number: '', order: '', ...noSides() };
  const whole = walkXml(xml, read, (root, tag) => KINDS.find(([name, vocabulary]) => name === root && tag.includes(vocabulary))?.[2] ?? null);
  return whole ? read : null;
}
