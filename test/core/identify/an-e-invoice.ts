/** Electronic invoices as accounting programs write them, short: only what tells whose they are. */
export interface PartyOf {
  readonly name?: string;
  readonly siren?: string;
  readonly siret?: string;
  readonly vat?: string;
}

export interface InvoiceOf {
  readonly number?: string;
  readonly order?: string;
  readonly seller: PartyOf;
  readonly buyer: PartyOf;
}

/** The company of these tests. */
export const US: PartyOf = { name: 'Atelier Nord', siren: '404833048', vat: 'FR83404833048' };

const when = (value: string | undefined, xml: (value: string) => string): string => (value === undefined ? '' : xml(value));

const ciiParty = (element: string, { name, siren, siret, vat }: PartyOf): string =>
  `<ram:${element}>${when(siret, (id) => `<ram:GlobalID schemeID="0009">${id}</ram:GlobalID>`)}${when(name, (text) => `<ram:Name>${text}</ram:Name>`)}${when(siren, (id) => `<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">${id}</ram:ID></ram:SpecifiedLegalOrganization>`)}` +
  `${when(vat, (id) => `<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${id}</ram:ID></ram:SpecifiedTaxRegistration>`)}</ram:${element}>`;

/** A Cross Industry Invoice, as it stands in a Factur-X file. */
export const aFacturX = ({ number, order, seller, buyer }: InvoiceOf): string =>
  '<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100">' +
  `<rsm:ExchangedDocument>${when(number, (text) => `<ram:ID>${text}</ram:ID>`)}<ram:TypeCode>380</ram:TypeCode></rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement>` +
  `${ciiParty('SellerTradeParty', seller)}${ciiParty('BuyerTradeParty', buyer)}${when(order, (text) => `<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>${text}</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>`)}` +
  '</ram:ApplicableHeaderTradeAgreement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>\n';

const ublParty = (element: string, { name, siren, siret, vat }: PartyOf): string =>
  `<cac:${element}><cac:Party>${when(siret, (id) => `<cac:PartyIdentification><cbc:ID schemeID="0009">${id}</cbc:ID></cac:PartyIdentification>`)}` +
  `${when(vat, (id) => `<cac:PartyTaxScheme><cbc:CompanyID>${id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`)}` +
  `<cac:PartyLegalEntity>${when(name, (text) => `<cbc:RegistrationName>${text}</cbc:RegistrationName>`)}${when(siren, (id) => `<cbc:CompanyID schemeID="0002">${id}</cbc:CompanyID>`)}</cac:PartyLegalEntity></cac:Party></cac:${element}>`;

export const aUblInvoice = ({ number, order, seller, buyer }: InvoiceOf, root: 'Invoice' | 'CreditNote' = 'Invoice'): string =>
  `<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">` +
  `${when(number, (text) => `<cbc:ID>${text}</cbc:ID>`)}${when(order, (text) => `<cac:OrderReference><cbc:ID>${text}</cbc:ID></cac:OrderReference>`)}${ublParty('AccountingSupplierParty', seller)}${ublParty('AccountingCustomerParty', buyer)}</${root}>`;

export const FORMS: readonly (readonly [name: string, of: (invoice: InvoiceOf) => string])[] = [
  ['Factur-X', aFacturX],
  ['UBL', aUblInvoice],
  ['a UBL credit note', (invoice) => aUblInvoice(invoice, 'CreditNote')],
];
