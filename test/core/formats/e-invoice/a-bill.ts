/** An e-invoice as billing programs write it, with what tells who owes what; amounts as they stand in the XML. */
export interface Bill {
  readonly number?: string;
  readonly type?: string;
  readonly issued?: string;
  /** `null`: it has none. */
  readonly due?: string | null;
  readonly terms?: string;
  readonly parts?: readonly (readonly [due: string, amount: string])[];
  readonly total?: string;
  readonly prepaid?: string | null;
  readonly advances?: readonly (readonly [on: string, amount: string])[];
  readonly payable?: string | null;
  readonly currency?: string;
  readonly process?: string;
  readonly profile?: string;
  readonly corrects?: readonly string[];
  readonly notes?: readonly (readonly [code: string, text: string])[];
  readonly means?: string;
  readonly iban?: string;
  readonly payee?: string;
  readonly order?: string;
  readonly test?: boolean;
  readonly seller?: Party;
  readonly buyer?: Party;
}
export interface Party {
  readonly name?: string;
  readonly code?: string;
  readonly siren?: string;
  readonly siret?: string;
  readonly vat?: string;
  readonly mail?: string;
  readonly contact?: string;
  readonly lines?: readonly string[];
  readonly postcode?: string;
  readonly town?: string;
  readonly country?: string;
}

export const SELLER: Party = { name: 'Atelier Nord', siren: '732829320', vat: 'FR44732829320' };
export const BUYER: Party = { name: 'Garage du Canigou', siren: '404833048', mail: 'compta@garage-canigou.fr', lines: ['12 rue des Lilas'], postcode: '66500', town: 'Prades', country: 'FR' };

const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const when = (value: string | null | undefined, of: (value: string) => string): string => (value === undefined || value === null || value === '' ? '' : of(xml(value)));
const day = (element: string, date: string): string => `<ram:${element}><udt:DateTimeString format="102">${xml(date).replace(/-/g, '')}</udt:DateTimeString></ram:${element}>`;

/** What a field is when a test does not care. */
export const full = (bill: Bill): Required<Bill> => {
  const total = bill.total ?? '1200.00';
  return {
    number: 'FA-2026-0001', type: '380', issued: '2026-09-01', due: '2026-10-01', terms: '', parts: [], prepaid: null, advances: [], payable: total, currency: 'EUR', process: '', profile: 'urn:cen.eu:en16931:2017', corrects: [],
    notes: [], means: '', iban: '', payee: '', order: '', test: false, seller: SELLER, buyer: BUYER, ...bill, total,
  };
};

const party = (element: string, { name, code, siren, siret, vat, mail, contact, lines, postcode, town, country }: Party): string =>
  `<ram:${element}>${when(code, (id) => `<ram:ID>${id}</ram:ID>`)}${when(siret, (id) => `<ram:GlobalID schemeID="0009">${id}</ram:GlobalID>`)}${when(name, (text) => `<ram:Name>${text}</ram:Name>`)}` +
  `${when(siren, (id) => `<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">${id}</ram:ID></ram:SpecifiedLegalOrganization>`)}` +
  `${when(mail, (address) => `<ram:DefinedTradeContact>${when(contact, (text) => `<ram:PersonName>${text}</ram:PersonName>`)}<ram:EmailURIUniversalCommunication><ram:URIID>${address}</ram:URIID></ram:EmailURIUniversalCommunication></ram:DefinedTradeContact>`)}` +
  `<ram:PostalTradeAddress>${when(postcode, (text) => `<ram:PostcodeCode>${text}</ram:PostcodeCode>`)}${(lines ?? []).map((line, at) => `<ram:Line${['One', 'Two', 'Three'][at]}>${xml(line)}</ram:Line${['One', 'Two', 'Three'][at]}>`).join('')}${when(town, (text) => `<ram:CityName>${text}</ram:CityName>`)}${when(country, (text) => `<ram:CountryID>${text}</ram:CountryID>`)}</ram:PostalTradeAddress>` +
  `${when(vat, (id) => `<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${id}</ram:ID></ram:SpecifiedTaxRegistration>`)}</ram:${element}>`;

/** A Cross Industry Invoice (Factur-X 1, ZUGFeRD 2). */
export function aCii(bill: Bill): string {
  const of = full(bill);
  const terms = of.parts.length > 0
    ? of.parts.map(([due, amount]) => `<ram:SpecifiedTradePaymentTerms>${day('DueDateDateTime', due)}<ram:PartialPaymentAmount>${amount}</ram:PartialPaymentAmount></ram:SpecifiedTradePaymentTerms>`).join('')
    : `<ram:SpecifiedTradePaymentTerms>${when(of.terms, (text) => `<ram:Description>${text}</ram:Description>`)}${of.due === null ? '' : day('DueDateDateTime', of.due)}</ram:SpecifiedTradePaymentTerms>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100" xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100">
<rsm:ExchangedDocumentContext>${of.test ? '<ram:TestIndicator><udt:Indicator>true</udt:Indicator></ram:TestIndicator>' : ''}${when(of.process, (id) => `<ram:BusinessProcessSpecifiedDocumentContextParameter><ram:ID>${id}</ram:ID></ram:BusinessProcessSpecifiedDocumentContextParameter>`)}<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>${of.profile}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>${xml(of.number)}</ram:ID><ram:TypeCode>${of.type}</ram:TypeCode>${day('IssueDateTime', of.issued)}${of.notes.map(([code, text]) => `<ram:IncludedNote><ram:Content>${xml(text)}</ram:Content><ram:SubjectCode>${code}</ram:SubjectCode></ram:IncludedNote>`).join('')}</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement>${party('SellerTradeParty', of.seller)}${party('BuyerTradeParty', of.buyer)}${when(of.order, (text) => `<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>${text}</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>`)}</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement>${when(of.currency, (code) => `<ram:InvoiceCurrencyCode>${code}</ram:InvoiceCurrencyCode>`)}${when(of.payee, (name) => `<ram:PayeeTradeParty><ram:Name>${name}</ram:Name></ram:PayeeTradeParty>`)}${when(of.means, (code) => `<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>${code}</ram:TypeCode>${when(of.iban, (iban) => `<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>${iban}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>`)}</ram:SpecifiedTradeSettlementPaymentMeans>`)}
${terms}<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxTotalAmount currencyID="${of.currency}">0.00</ram:TaxTotalAmount><ram:GrandTotalAmount>${of.total}</ram:GrandTotalAmount>${of.prepaid === null ? '' : `<ram:TotalPrepaidAmount>${of.prepaid}</ram:TotalPrepaidAmount>`}${of.payable === null ? '' : `<ram:DuePayableAmount>${of.payable}</ram:DuePayableAmount>`}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
${of.corrects.map((number) => `<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>${xml(number)}</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>`).join('')}${of.advances.map(([on, amount]) => `<ram:SpecifiedAdvancePayment><ram:PaidAmount>${amount}</ram:PaidAmount><ram:FormattedReceivedDateTime><qdt:DateTimeString format="102">${on.replace(/-/g, '')}</qdt:DateTimeString></ram:FormattedReceivedDateTime></ram:SpecifiedAdvancePayment>`).join('')}
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
`;
}

/** The same under the names of ZUGFeRD 1.0. */
export const aZugferd1 = (bill: Bill): string =>
  aCii(bill)
    .replace(/urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100/g, 'urn:ferd:CrossIndustryDocument:invoice:1p0')
    .replace(/rsm:CrossIndustryInvoice/g, 'rsm:CrossIndustryDocument').replace(/rsm:ExchangedDocumentContext/g, 'rsm:SpecifiedExchangedDocumentContext').replace(/rsm:ExchangedDocument>/g, 'rsm:HeaderExchangedDocument>')
    .replace(/rsm:SupplyChain/g, 'rsm:SpecifiedSupplyChain').replace(/ram:ApplicableHeaderTrade(Agreement|Delivery|Settlement)/g, 'ram:ApplicableSupplyChainTrade$1').replace(/SettlementHeaderMonetary/g, 'SettlementMonetary');

const ublParty = (element: string, { name, code, siren, siret, vat, mail, contact, lines, postcode, town, country }: Party): string =>
  `<cac:${element}><cac:Party>${when(code, (id) => `<cac:PartyIdentification><cbc:ID>${id}</cbc:ID></cac:PartyIdentification>`)}${when(siret, (id) => `<cac:PartyIdentification><cbc:ID schemeID="0009">${id}</cbc:ID></cac:PartyIdentification>`)}` +
  `<cac:PostalAddress>${when(lines?.[0], (line) => `<cbc:StreetName>${line}</cbc:StreetName>`)}${when(lines?.[1], (line) => `<cbc:AdditionalStreetName>${line}</cbc:AdditionalStreetName>`)}${when(town, (text) => `<cbc:CityName>${text}</cbc:CityName>`)}${when(postcode, (text) => `<cbc:PostalZone>${text}</cbc:PostalZone>`)}${when(country, (text) => `<cac:Country><cbc:IdentificationCode>${text}</cbc:IdentificationCode></cac:Country>`)}</cac:PostalAddress>` +
  `${when(vat, (id) => `<cac:PartyTaxScheme><cbc:CompanyID>${id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`)}` +
  `<cac:PartyLegalEntity>${when(name, (text) => `<cbc:RegistrationName>${text}</cbc:RegistrationName>`)}${when(siren, (id) => `<cbc:CompanyID schemeID="0002">${id}</cbc:CompanyID>`)}</cac:PartyLegalEntity>` +
  `${when(mail, (address) => `<cac:Contact>${when(contact, (text) => `<cbc:Name>${text}</cbc:Name>`)}<cbc:ElectronicMail>${address}</cbc:ElectronicMail></cac:Contact>`)}</cac:Party></cac:${element}>`;

/** A UBL 2.1 Invoice, or CreditNote where the type is one of its own. */
export function aUbl(bill: Bill): string {
  const of = full(bill);
  const root = of.type === '381' ? 'CreditNote' : 'Invoice';
  const money = (element: string, amount: string): string => `<cbc:${element} currencyID="${of.currency}">${amount}</cbc:${element}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>${of.profile}</cbc:CustomizationID>${when(of.process, (id) => `<cbc:ProfileID>${id}</cbc:ProfileID>`)}<cbc:ID>${xml(of.number)}</cbc:ID><cbc:IssueDate>${of.issued}</cbc:IssueDate>${of.due === null || root === 'CreditNote' || of.parts.length > 0 ? '' : `<cbc:DueDate>${of.due}</cbc:DueDate>`}<cbc:${root}TypeCode>${of.type}</cbc:${root}TypeCode>
${of.notes.map(([code, text]) => `<cbc:Note>${code === '' ? '' : `#${code}#`}${xml(text)}</cbc:Note>`).join('')}${when(of.currency, (code) => `<cbc:DocumentCurrencyCode>${code}</cbc:DocumentCurrencyCode>`)}${when(of.order, (text) => `<cac:OrderReference><cbc:ID>${text}</cbc:ID></cac:OrderReference>`)}
${of.corrects.map((number) => `<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${xml(number)}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>`).join('')}
${ublParty('AccountingSupplierParty', of.seller)}${ublParty('AccountingCustomerParty', of.buyer)}${when(of.payee, (name) => `<cac:PayeeParty><cac:PartyName><cbc:Name>${name}</cbc:Name></cac:PartyName></cac:PayeeParty>`)}
${when(of.means === '' && root === 'Invoice' ? '' : of.means || '30', (code) => `<cac:PaymentMeans><cbc:PaymentMeansCode>${code}</cbc:PaymentMeansCode>${root === 'CreditNote' && of.due !== null ? `<cbc:PaymentDueDate>${of.due}</cbc:PaymentDueDate>` : ''}${when(of.iban, (iban) => `<cac:PayeeFinancialAccount><cbc:ID>${iban}</cbc:ID></cac:PayeeFinancialAccount>`)}</cac:PaymentMeans>`)}
${of.parts.length > 0 ? of.parts.map(([due, amount]) => `<cac:PaymentTerms>${money('Amount', amount)}<cbc:PaymentDueDate>${due}</cbc:PaymentDueDate></cac:PaymentTerms>`).join('') : when(of.terms, (text) => `<cac:PaymentTerms><cbc:Note>${text}</cbc:Note></cac:PaymentTerms>`)}
${of.advances.map(([on, amount]) => `<cac:PrepaidPayment>${money('PaidAmount', amount)}<cbc:ReceivedDate>${on}</cbc:ReceivedDate></cac:PrepaidPayment>`).join('')}
<cac:LegalMonetaryTotal>${money('TaxInclusiveAmount', of.total)}${of.prepaid === null ? '' : money('PrepaidAmount', of.prepaid)}${of.payable === null ? '' : money('PayableAmount', of.payable)}</cac:LegalMonetaryTotal></${root}>
`;
}

export const FORMS: readonly (readonly [name: string, of: (bill: Bill) => string])[] = [['Factur-X', aCii], ['ZUGFeRD 1', aZugferd1], ['UBL', aUbl]];
