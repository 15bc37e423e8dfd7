import type { Brand } from '../result';
import type { Currency, Money, Totals } from '../money/types';
import type { Instant, LocalDate } from '../calendar/types';

export type DebtorId = Brand<string, 'DebtorId'>;
/** Stable within one ledger: company id + folded invoice number (+ kind for a credit note with the same number). */
export type InvoiceId = Brand<string, 'InvoiceId'>;
export type CompanyId = Brand<string, 'CompanyId'>;
/** Lower-cased, trimmed, without display name. */
export type EmailAddress = Brand<string, 'EmailAddress'>;
export type PolicyId = Brand<string, 'PolicyId'>;
export type Language = 'fr' | 'en';

export interface LegalIds {
  /** 9 digits, check digit verified. */
  readonly siren: string | null;
  /** 14 digits, check digit verified (La Poste, SIREN 356 000 000, has a rule of its own). */
  readonly siret: string | null;
  /** Country code and characters without spaces, e.g. `FR83404833048`. */
  readonly vat: string | null;
}

export type ContactRole = 'payer' | 'accounting' | 'generic' | 'management' | 'sales' | 'unknown';
export interface Contact {
  readonly name: string | null;
  readonly address: EmailAddress;
  readonly role: ContactRole;
}

export type DebtorKind = 'business' | 'consumer' | 'public';

export interface Debtor {
  readonly id: DebtorId;
  /** The customer code of the ledger, as written there. */
  readonly code: string | null;
  readonly name: string;
  readonly legalIds: LegalIds;
  readonly contacts: readonly Contact[];
  /** Registrable domains that belong to this debtor alone: no free-mail, no provider, none of our own. */
  readonly domains: readonly string[];
  readonly town: string | null;
  readonly phone: string | null;
  readonly language: Language;
  readonly kind: DebtorKind;
  readonly segment: string | null;
  /** ISO 3166 country whose law governs the debt. */
  readonly lawCountry: string;
  readonly policy: PolicyId | null;
  /** Another debtor who pays for this one. */
  readonly payer: DebtorId | null;
  readonly group: string | null;
  /** Money received and not allocated to an invoice; positive amounts. */
  readonly unallocatedCredits: Totals;
  readonly exclusion: { readonly reason: string; readonly until: LocalDate | null } | null;
  /** Accounts from which this debtor alone pays: no spaces, check digits right, at most 5. Absent: the ledger tells none. */
  readonly ibans?: readonly string[];
  /** Late-payment interest that the contract stipulates, a year, in millionths (10 % is 100 000). Absent: the ledger tells none. */
  readonly contractRate?: number;
  /** Where a letter is sent. Absent: the ledger tells none. */
  readonly postal?: PostalAddress;
  /** Where he stands in connected systems, the source and its own id for him (`f-2:1207`), at most one for each source. Absent: he was read from a file. */
  readonly places?: readonly string[];
}

/** As one row of the ledger writes it, never put together from several. At least one line, or a postcode. */
export interface PostalAddress {
  /** Street and what completes it, without the name of the debtor; at most 6. */
  readonly lines: readonly string[];
  readonly postcode: string | null;
  readonly town: string | null;
  /** As written ("Belgique", "BE"); null: France, or not told. */
  readonly country: string | null;
}

/** The reason of an exclusion that the ledger's own word gives: the company is no longer in the register. */
export const STRUCK_OFF = 'radiée';

export type InvoiceKind = 'invoice' | 'deposit' | 'credit-note';

export interface Instalment {
  readonly due: LocalDate;
  readonly dueBasis: 'printed' | 'computed';
  /** Negative for a credit note. */
  readonly amount: Money;
  /** What remains open of this instalment as the ledger says it; negative for a credit note still to be used. */
  readonly outstanding: Money;
}

export interface PaymentEvent {
  readonly on: LocalDate;
  /** Positive: reduces what is owed. */
  readonly amount: Money;
  readonly kind: 'payment' | 'credit' | 'write-off';
  readonly reference: string | null;
}

export type MeansOfPayment = 'transfer' | 'direct-debit-presented' | 'bill-in-hand' | 'cheque-in-hand' | 'other';

export interface Invoice {
  readonly id: InvoiceId;
  readonly company: CompanyId;
  readonly debtor: DebtorId;
  /** As printed by the ledger. */
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly issued: LocalDate | null;
  /** Public buyers: the day the invoice was received. */
  readonly receivedOn: LocalDate | null;
  /** At least one, by due date. */
  readonly instalments: readonly Instalment[];
  readonly payments: readonly PaymentEvent[];
  readonly means: MeansOfPayment;
  readonly retained: { readonly amount: Money; readonly releasedOn: LocalDate | null } | null;
  /** The factor to whom the claim was assigned, with the bank details to pay to. */
  readonly assignee: { readonly name: string; readonly iban: string | null } | null;
  /** Of a credit note: the number of the invoice it corrects, where the ledger says so. */
  readonly corrects: string | null;
  /** A dispute that the ledger itself marks; null when none. May be partial. */
  readonly disputed: Money | null;
  /** Life-cycle code of the French e-invoicing reform (200-213), null outside it. */
  readonly eInvoiceStatus: number | null;
  /** The day on which it got that status; absent or null: not known. */
  readonly eInvoiceStatusOn?: LocalDate | null;
  /** What the ledger tells of reminders of another program: their level (0: none was sent) and the day of the last; null: not told. Absent: neither. */
  readonly reminded?: { readonly level: number | null; readonly on: LocalDate | null };
  readonly orderNumber: string | null;
  /** Opaque reference under which the server finds the PDF; null when there is none. */
  readonly document: string | null;
  /** Set when a newer ledger no longer lists it: no longer open, reason unknown; never "paid". */
  readonly missingSince: LocalDate | null;
}

export type AgeingBucket = 'not-due' | '1-30' | '31-60' | '61-90' | '90+';
export const AGEING_BUCKETS: readonly AgeingBucket[] = ['not-due', '1-30', '31-60', '61-90', '90+'];

/** An open instalment as of a day. */
export interface OpenItem {
  readonly invoice: InvoiceId;
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly instalment: number;
  readonly instalments: number;
  readonly issued: LocalDate | null;
  readonly due: LocalDate;
  readonly dueBasis: 'printed' | 'computed';
  readonly amount: Money;
  /** After credit notes netted once; negative only for a credit that found nothing to reduce. */
  readonly outstanding: Money;
  /** Of `outstanding`, what is disputed (ledger or log). Zero when none. */
  readonly disputed: Money;
  /** Positive: days late as of the statement's day; zero or negative: not due. */
  readonly daysOverdue: number;
  readonly bucket: AgeingBucket;
  /** Credit notes that were netted into `outstanding`, by number. */
  readonly netted: readonly { readonly number: string; readonly amount: Money }[];
  readonly document: string | null;
  /** The sum held back of its invoice, an item of its own; `releasedOn` null: nobody knows when it is released. Absent: nothing of the kind. */
  readonly retained?: { readonly releasedOn: LocalDate | null };
}

export interface StatementOfCurrency {
  readonly currency: Currency;
  /** Everything open, credits included. */
  readonly open: Money;
  /** The overdue items alone, unused credits not deducted. */
  readonly overdue: Money;
  readonly notDue: Money;
  /** Unused credit notes and unallocated payments; positive. */
  readonly credits: Money;
  /** All five buckets, in order; sums of positive items. */
  readonly ageing: readonly { readonly bucket: AgeingBucket; readonly amount: Money; readonly items: number }[];
}

export interface StatementOfAccount {
  readonly asOf: LocalDate;
  /** By due date, then number. */
  readonly items: readonly OpenItem[];
  /** Currency with the largest number of overdue days first. */
  readonly perCurrency: readonly StatementOfCurrency[];
  /** Invoices that a newer ledger no longer lists. */
  readonly missing: readonly { readonly number: string; readonly since: LocalDate }[];
}

export interface PaymentBehaviour {
  readonly paidInvoices: number;
  /** Mean days from due date to full payment, rounded half up; null without a paid invoice. */
  readonly averageDaysLate: number | null;
}

/** Enough of a debtor to list and choose. */
export interface DebtorSummary {
  readonly id: DebtorId;
  readonly code: string | null;
  readonly name: string;
  readonly legalIds: LegalIds;
  readonly town: string | null;
  readonly overdue: Totals;
  readonly open: Totals;
  readonly oldestDaysOverdue: number;
  /** Of a look-up: his accounts, compared on the client with those that stand in the mail; none leaves it. */
  readonly ibans?: readonly string[];
}

export interface LedgerSource {
  /** "Sage 100", "clients.xlsx": shown to the clerk. */
  readonly name: string;
  readonly kind: 'file' | 'accounting-system' | 'google-sheet';
  /** The moment that the figures describe (file time, last pull). */
  readonly asOf: Instant;
  readonly unreadableRows: number;
}
