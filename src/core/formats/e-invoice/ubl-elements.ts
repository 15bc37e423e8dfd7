import { ublParty } from '../../identify/e-invoice';
import { addressLine, amountIn, andBuyersId, dayIn, describedTerm, discounted, eachAdvance, eachTerm, firstText, lastAdvance, lastTerm, listed, ofBuyer } from './cii-elements';
import type { Element } from './cii-elements';
import { keep, noteBuyersId } from './invoice-text';
import type { InvoiceText } from './invoice-text';

const shared = ublParty('buyer').inside?.['Party']?.inside ?? {};
const BUYER: Element = {
  inside: {
    Party: {
      inside: {
        ...shared,
        EndpointID: andBuyersId(shared['EndpointID'], false),
        PartyIdentification: {
          inside: { ID: { takes: (read, text, scheme) => { shared['PartyIdentification']?.inside?.['ID']?.takes?.(read, text, scheme); noteBuyersId(read.buyerText, text, scheme, false); if (scheme === '' && read.buyerText.code === '') read.buyerText.code = text; } } },
        },
        PartyLegalEntity: {
          inside: {
            RegistrationName: { takes: (read, text, scheme) => { shared['PartyLegalEntity']?.inside?.['RegistrationName']?.takes?.(read, text, scheme); read.buyerText.legalName ||= text; } },
            CompanyID: andBuyersId(shared['PartyLegalEntity']?.inside?.['CompanyID'], true),
          },
        },
        PostalAddress: {
          inside: {
            StreetName: addressLine, AdditionalStreetName: addressLine, AddressLine: { inside: { Line: addressLine } },
            PostalZone: ofBuyer((buyer, text) => { buyer.postcode = text; }),
            CityName: ofBuyer((buyer, text) => { buyer.town = text; }),
            Country: { inside: { IdentificationCode: ofBuyer((buyer, text) => { buyer.country = text; }) } },
          },
        },
        Contact: {
          inside: {
            Name: ofBuyer((buyer, text) => { buyer.contact ||= text; }),
            Telephone: ofBuyer((buyer, text) => { buyer.phone ||= text; }),
            ElectronicMail: ofBuyer((buyer, text) => { buyer.mails.unshift(text); }),
          },
        },
      },
    },
  },
};

/** "#PMD#Tout retard ...": how a note tells its subject where the schema has no place for it (EN 16931-3-2, BT-21). */
const SUBJECT = /^#([A-Z0-9]{2,5})#\s*(.*)$/s;
function takeNote(read: InvoiceText, text: string): void {
  const [, code, said] = SUBJECT.exec(text) ?? [];
  keep(read.notes, { code: code ?? '', text: said ?? text });
}

/** UBL 2 Invoice and CreditNote, with France's extension (EXTENDED-CTC-FR). */
export const UBL: Element = {
  inside: {
    CustomizationID: firstText('profile'),
    ProfileID: firstText('process'),
    ID: firstText('number'),
    IssueDate: { takes: (read, text) => { read.issued ??= { text, format: '' }; } },
    DueDate: dayIn((read) => read.due),
    InvoiceTypeCode: firstText('type'),
    CreditNoteTypeCode: firstText('type'),
    Note: { longest: 2_000, takes: takeNote },
    DocumentCurrencyCode: firstText('currency'),
    OrderReference: { inside: { ID: firstText('order') } },
    BillingReference: { inside: { InvoiceDocumentReference: { inside: { ID: listed((read) => read.preceding) } } } },
    AccountingSupplierParty: ublParty('seller'),
    AccountingCustomerParty: BUYER,
    PayeeParty: { inside: { PartyName: { inside: { Name: firstText('payee') } } } },
    PaymentMeans: { inside: { PaymentMeansCode: listed((read) => read.means), PaymentDueDate: dayIn((read) => read.due), PayeeFinancialAccount: { inside: { ID: listed((read) => read.ibans) } } } },
    PaymentTerms: eachTerm({
      Note: describedTerm,
      PaymentDueDate: dayIn((read) => lastTerm(read)?.days),
      InstallmentDueDate: dayIn((read) => lastTerm(read)?.days),
      Amount: amountIn((read) => lastTerm(read)?.amounts),
      SettlementDiscountPercent: discounted,
      SettlementPeriod: discounted,
    }),
    PrepaidPayment: eachAdvance({ PaidAmount: amountIn((read) => lastAdvance(read)?.amounts), ReceivedDate: dayIn((read) => lastAdvance(read)?.days), PaidDate: dayIn((read) => lastAdvance(read)?.days) }),
    LegalMonetaryTotal: {
      inside: {
        TaxInclusiveAmount: amountIn((read) => read.total),
        PrepaidAmount: amountIn((read) => read.prepaid),
        PayableRoundingAmount: amountIn((read) => read.rounding),
        PayableAmount: amountIn((read) => read.payable),
      },
    },
  },
};
