import { ciiParty } from '../../identify/e-invoice';
import type { SidesRead } from '../../identify/e-invoice';
import type { Wanted } from '../../identify/xml-walk';
import { keep, noteBuyersId } from './invoice-text';
import type { AdvanceText, AmountText, BuyerText, DayText, InvoiceText, TermText } from './invoice-text';

export type Element = Wanted<InvoiceText>;

/** An address or a note may be longer than a name. */
const LONG_TEXT = 2_000;

type Plain = 'profile' | 'process' | 'number' | 'type' | 'currency' | 'order' | 'payee';
/** The first one counts: what a document repeats deeper down is another thing. */
export const firstText = (field: Plain): Element => ({ takes: (read, text) => { if (read[field] === '') read[field] = text; } });
export const listed = (listOf: (read: InvoiceText) => string[]): Element => ({ takes: (read, text) => { if (text !== '') keep(listOf(read), text); } });
export const amountIn = (listOf: (read: InvoiceText) => AmountText[] | undefined): Element => ({ meaning: 'currencyID', takes: (read, text, currency) => { const list = listOf(read); if (list !== undefined) keep(list, { text, currency }); } });
export const dayIn = (listOf: (read: InvoiceText) => DayText[] | undefined): Element => ({ meaning: 'format', takes: (read, text, format) => { const list = listOf(read); if (list !== undefined) keep(list, { text, format }); } });
const dateTime = (listOf: (read: InvoiceText) => DayText[] | undefined): Element => ({ inside: { DateTimeString: dayIn(listOf), DateTime: dayIn(listOf), Date: dayIn(listOf) } });

export const ofBuyer = (take: (buyer: BuyerText, text: string) => void): Element => ({ takes: (read, text) => { if (text !== '') take(read.buyerText, text); } });
export const addressLine: Element = { longest: LONG_TEXT, takes: (read, text) => { if (text !== '') keep(read.buyerText.lines, text); } };
/** A legal or electronic identifier of the buyer, noted beside what tells whose the document is. */
export const andBuyersId = (shared: Wanted<SidesRead> | undefined, unnamed: boolean): Element => ({ takes: (read, text, scheme) => { shared?.takes?.(read, text, scheme); noteBuyersId(read.buyerText, text, scheme, unnamed); } });

const newTerm = (read: InvoiceText): void => keep<TermText>(read.terms, { description: '', days: [], amounts: [], discount: false });
const newAdvance = (read: InvoiceText): void => keep<AdvanceText>(read.advances, { amounts: [], days: [] });
export const lastTerm = (read: InvoiceText): TermText | undefined => read.terms[read.terms.length - 1];
export const lastAdvance = (read: InvoiceText): AdvanceText | undefined => read.advances[read.advances.length - 1];
export const describedTerm: Element = { longest: LONG_TEXT, takes: (read, text) => { const term = lastTerm(read); if (term !== undefined && text !== '') term.description = term.description === '' ? text : `${term.description} ${text}`; } };
export const discounted: Element = { opens: (read) => { const term = lastTerm(read); if (term !== undefined) term.discount = true; } };
export const eachTerm = (inside: Readonly<Record<string, Element>>): Element => ({ opens: newTerm, inside });
export const eachAdvance = (inside: Readonly<Record<string, Element>>): Element => ({ opens: newAdvance, inside });

const lastNote = (read: InvoiceText): InvoiceText['notes'][number] | undefined => read.notes[read.notes.length - 1];

const shared = ciiParty('buyer').inside ?? {};
const BUYER: Element = {
  inside: {
    ...shared,
    ID: { takes: (read, text, scheme) => { shared['ID']?.takes?.(read, text, scheme); noteBuyersId(read.buyerText, text, scheme, false); if (scheme === '' && read.buyerText.code === '') read.buyerText.code = text; } },
    GlobalID: andBuyersId(shared['GlobalID'], false),
    SpecifiedLegalOrganization: { inside: { ...shared['SpecifiedLegalOrganization']?.inside, ID: andBuyersId(shared['SpecifiedLegalOrganization']?.inside?.['ID'], true) } },
    URIUniversalCommunication: { inside: { URIID: andBuyersId(shared['URIUniversalCommunication']?.inside?.['URIID'], false) } },
    PostalTradeAddress: {
      inside: {
        LineOne: addressLine, LineTwo: addressLine, LineThree: addressLine,
        PostcodeCode: ofBuyer((buyer, text) => { buyer.postcode = text; }),
        CityName: ofBuyer((buyer, text) => { buyer.town = text; }),
        CountryID: ofBuyer((buyer, text) => { buyer.country = text; }),
      },
    },
    DefinedTradeContact: {
      inside: {
        PersonName: ofBuyer((buyer, text) => { buyer.contact ||= text; }),
        TelephoneUniversalCommunication: { inside: { CompleteNumber: ofBuyer((buyer, text) => { buyer.phone ||= text; }) } },
        EmailURIUniversalCommunication: { inside: { URIID: ofBuyer((buyer, text) => { buyer.mails.unshift(text); }) } },
      },
    },
  },
};

const CONTEXT: Element = {
  inside: {
    TestIndicator: { inside: { Indicator: { takes: (read, text) => { read.test = text.toLowerCase() === 'true' || text === '1'; } } } },
    BusinessProcessSpecifiedDocumentContextParameter: { inside: { ID: firstText('process') } },
    GuidelineSpecifiedDocumentContextParameter: { inside: { ID: firstText('profile') } },
  },
};

const setIssued = (read: InvoiceText, text: string, format: string): void => { read.issued ??= { text, format }; };
const DOCUMENT: Element = {
  inside: {
    ID: firstText('number'),
    TypeCode: firstText('type'),
    IssueDateTime: { inside: { DateTimeString: { meaning: 'format', takes: setIssued }, DateTime: { meaning: 'format', takes: setIssued } } },
    IncludedNote: {
      opens: (read) => keep(read.notes, { code: '', text: '' }),
      inside: {
        Content: { longest: LONG_TEXT, takes: (read, text) => { const note = lastNote(read); if (note !== undefined) note.text = text; } },
        SubjectCode: { takes: (read, text) => { const note = lastNote(read); if (note !== undefined) note.code = text; } },
      },
    },
  },
};

const AGREEMENT: Element = { inside: { SellerTradeParty: ciiParty('seller'), BuyerTradeParty: BUYER, BuyerOrderReferencedDocument: { inside: { IssuerAssignedID: firstText('order'), ID: firstText('order') } } } };

const SUMS: Element = {
  inside: {
    GrandTotalAmount: amountIn((read) => read.total),
    TotalPrepaidAmount: amountIn((read) => read.prepaid),
    RoundingAmount: amountIn((read) => read.rounding),
    DuePayableAmount: amountIn((read) => read.payable),
  },
};

const SETTLEMENT: Element = {
  inside: {
    InvoiceCurrencyCode: firstText('currency'),
    PayeeTradeParty: { inside: { Name: firstText('payee') } },
    SpecifiedTradeSettlementPaymentMeans: { inside: { TypeCode: listed((read) => read.means), PayeePartyCreditorFinancialAccount: { inside: { IBANID: listed((read) => read.ibans) } } } },
    SpecifiedTradePaymentTerms: eachTerm({
      Description: describedTerm,
      DueDateDateTime: dateTime((read) => lastTerm(read)?.days),
      PartialPaymentAmount: amountIn((read) => lastTerm(read)?.amounts),
      ApplicableTradePaymentDiscountTerms: discounted,
    }),
    SpecifiedTradeSettlementHeaderMonetarySummation: SUMS,
    SpecifiedTradeSettlementMonetarySummation: SUMS,
    InvoiceReferencedDocument: { inside: { IssuerAssignedID: listed((read) => read.preceding), ID: listed((read) => read.preceding) } },
    SpecifiedAdvancePayment: eachAdvance({ PaidAmount: amountIn((read) => lastAdvance(read)?.amounts), FormattedReceivedDateTime: dateTime((read) => lastAdvance(read)?.days) }),
  },
};

/** UN/CEFACT Cross Industry Invoice D16B and later (Factur-X 1, ZUGFeRD 2, XRechnung). */
export const CII: Element = {
  inside: {
    ExchangedDocumentContext: CONTEXT,
    ExchangedDocument: DOCUMENT,
    SupplyChainTradeTransaction: { inside: { ApplicableHeaderTradeAgreement: AGREEMENT, ApplicableHeaderTradeSettlement: SETTLEMENT } },
  },
};

/** ZUGFeRD 1.0, whose elements have other names around the same ones. */
export const ZUGFERD_1: Element = {
  inside: {
    SpecifiedExchangedDocumentContext: CONTEXT,
    HeaderExchangedDocument: DOCUMENT,
    SpecifiedSupplyChainTradeTransaction: { inside: { ApplicableSupplyChainTradeAgreement: AGREEMENT, ApplicableSupplyChainTradeSettlement: SETTLEMENT } },
  },
};
