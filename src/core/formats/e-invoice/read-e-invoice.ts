import { fail, ok } from '../../result';
import type { Result } from '../../result';
import type { CompanyProfile } from '../../case-file';
import type { LocalDate } from '../../calendar';
import { accountsIn, foldName, parseVat, sirensOf } from '../../identify';
import { isOurs } from '../../identify/attached-invoices';
import { walkXml } from '../../identify/xml-walk';
import { foldNumber, invoiceId } from '../../ledger';
import type { CompanyId, Debtor, Instalment, Invoice, InvoiceKind, PaymentEvent } from '../../ledger';
import { isCurrency, money } from '../../money';
import type { Currency } from '../../money';
import type { LeftOut } from '../feeds';
import { buyerOf } from './buyer';
import { CII, ZUGFERD_1 } from './cii-elements';
import type { Element } from './cii-elements';
import { dueOf } from './due-dates';
import type { Due } from './due-dates';
import { kindOfCode, meansOfCodes, replacesOther, wasPaid } from './invoice-codes';
import { noText } from './invoice-text';
import type { InvoiceText } from './invoice-text';
import { penaltyRateIn } from './penalty-rate';
import type { EInvoiceNote } from './penalty-rate';
import { UBL } from './ubl-elements';
import { amountOf, dayOf } from './written-figures';
import type { FieldTrouble } from './written-figures';

/** What an e-invoice comes to. `number`: as it is printed, empty where none is. */
export type EInvoiceReading =
  /** `replaces`: numbers of the invoices whose place it takes; `notes`: BG-1, with the three that France asks for (PMT, PMD, AAB). */
  | { readonly kind: 'invoice'; readonly debtor: Debtor; readonly invoice: Invoice; readonly replaces: readonly string[]; readonly notes: readonly EInvoiceNote[] }
  | { readonly kind: 'left-out'; readonly why: Extract<LeftOut, 'vendor-bill' | 'not-an-invoice' | 'draft'>; readonly number: string }
  | ({ readonly kind: 'unreadable'; readonly number: string } & FieldTrouble);

/** Whose invoices are read. */
export interface EInvoiceReader {
  readonly company: CompanyId;
  /** By which a seller is known to be us; without identifiers in it, every seller is taken for us. */
  readonly profile: Pick<CompanyProfile, 'name' | 'legalIds'>;
}

/** Characters: an invoice may carry its timesheets inside, as base64 (BT-125). */
export const LONGEST_E_INVOICE = 16 * 1024 * 1024;

const ROOTS: readonly (readonly [root: string, vocabulary: string, syntax: InvoiceText['syntax'], wanted: Element])[] = [
  ['CrossIndustryInvoice', 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:', 'cii', CII],
  ['CrossIndustryDocument', 'urn:ferd:CrossIndustryDocument:invoice:1p0', 'zugferd-1', ZUGFERD_1],
  ['Invoice', 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', 'ubl', UBL],
  ['CreditNote', 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2', 'ubl-credit-note', UBL],
];

/**
 * Reads one e-invoice: Cross Industry Invoice (Factur-X, ZUGFeRD 2, XRechnung), ZUGFeRD 1, UBL 2, with France's extension
 * (EXTENDED-CTC-FR). What is owed is the amount due (BT-115), not the total; fields are named by their business terms
 * (EN 16931-1). Never throws, whatever the text; a DOCTYPE is refused, so that no entity is ever resolved.
 */
export function parseEInvoice(xml: string, reader: EInvoiceReader): EInvoiceReading {
  const read = noText();
  let root: 'none' | 'other' | 'invoice' = 'none';
  const whole = walkXml(xml, read, (name, tag) => {
    const found = ROOTS.find(([local, vocabulary]) => local === name && tag.includes(vocabulary));
    root = found === undefined ? 'other' : 'invoice';
    if (found !== undefined) read.syntax = found[2];
    return found?.[3] ?? null;
  }, LONGEST_E_INVOICE);
  if ((root as string) === 'other') return { kind: 'left-out', why: 'not-an-invoice', number: '' };
  if (!whole) return { kind: 'unreadable', number: '', field: 'XML', why: 'malformed' };
  const number = read.number.slice(0, 100);
  const kind = kindOf(read);
  if (kind === 'pro-forma') return { kind: 'left-out', why: 'not-an-invoice', number };
  if (read.test) return { kind: 'left-out', why: 'draft', number };
  const seller = sellerOf(read, reader.profile);
  if (seller === 'other') return { kind: 'left-out', why: 'vendor-bill', number };
  const found = kind === null ? fail<FieldTrouble>({ field: 'BT-3', why: read.type === '' ? 'missing' : 'malformed' }) : seller === null ? fail<FieldTrouble>({ field: 'BT-30', why: 'missing' }) : receivable(read, kind, reader.company);
  return found.ok ? { kind: 'invoice', ...found.value, notes: read.notes.filter(({ text }) => text !== '') } : { kind: 'unreadable', number, ...found.problem };
}

function kindOf({ syntax, type }: InvoiceText): InvoiceKind | 'pro-forma' | null {
  if (syntax !== 'ubl-credit-note') return kindOfCode(type);
  return type === '' || kindOfCode(type) === 'credit-note' ? 'credit-note' : null;
}

/** null: he has no identifier to compare, and another name than ours. */
function sellerOf({ seller }: InvoiceText, profile: EInvoiceReader['profile']): 'ours' | 'other' | null {
  const own = { sirens: new Set(sirensOf(profile.legalIds)), vat: profile.legalIds.vat === null ? null : (parseVat(profile.legalIds.vat)?.number ?? null) };
  if (own.sirens.size === 0 && own.vat === null) return 'ours';
  if (isOurs(seller, own, profile) === true) return 'ours';
  return (seller.sirens.length > 0 && own.sirens.size > 0) || (seller.vats.length > 0 && own.vat !== null) ? 'other' : null;
}

type Receivable = Pick<Extract<EInvoiceReading, { kind: 'invoice' }>, 'debtor' | 'invoice' | 'replaces'>;

function receivable(read: InvoiceText, coded: InvoiceKind, company: CompanyId): Result<Receivable, FieldTrouble> {
  if (foldNumber(read.number) === '') return fail({ field: 'BT-1', why: 'no-number' });
  if (!isCurrency(read.currency)) return fail({ field: 'BT-5', why: read.currency === '' ? 'missing' : 'currency' });
  const issued = read.issued === null ? null : dayOf(read.issued);
  if (issued === null) return fail({ field: 'BT-2', why: read.issued === null ? 'missing' : 'malformed' });
  const buyer = buyerOf(read);
  if (!buyer.ok) return buyer;
  const sums = sumsOf(read);
  if (!sums.ok) return sums;
  const signed = signOf(sums.value, coded);
  if (!signed.ok) return signed;
  const { kind, total, payable } = signed.value;
  if (wasPaid(read.process) && payable !== 0) return fail({ field: 'BT-23', why: 'malformed' });
  const instalments = instalmentsOf(read, signed.value, issued, read.currency);
  if (!instalments.ok) return instalments;
  const number = read.number.slice(0, 100);
  const rate = penaltyRateIn(read.notes);
  const debtor: Debtor = rate === null ? buyer.value : { ...buyer.value, contractRate: rate };
  const [corrected] = read.preceding;
  return ok({
    debtor,
    replaces: replacesOther(read.type) ? [...new Set(read.preceding)] : [],
    invoice: {
      id: invoiceId(company, number, kind),
      company,
      debtor: debtor.id,
      number,
      kind,
      issued,
      receivedOn: null,
      instalments: instalments.value,
      payments: kind === 'credit-note' ? [] : advancesOf(read, total - payable, read.currency),
      means: meansOfCodes(read.means),
      retained: null,
      assignee: assigneeOf(read),
      corrects: kind === 'credit-note' && read.preceding.length === 1 ? (corrected ?? null) : null,
      disputed: null,
      eInvoiceStatus: null,
      orderNumber: read.order === '' ? null : read.order,
      document: null,
      missingSince: null,
    },
  });
}

interface Sums {
  /** BT-112, BT-115; minor units. */
  readonly total: number;
  readonly payable: number;
}

/** What is due must be the total less what was paid before (BR-CO-16); only MINIMUM has no place for what was paid. ZUGFeRD 1 may leave out what is due. */
function sumsOf(read: InvoiceText): Result<Sums, FieldTrouble> {
  const total = amountOf(read.total, read.currency, 'BT-112');
  const prepaid = amountOf(read.prepaid, read.currency, 'BT-113');
  const rounding = amountOf(read.rounding, read.currency, 'BT-114');
  const payable = amountOf(read.payable, read.currency, 'BT-115');
  if (!total.ok) return total;
  if (!prepaid.ok) return prepaid;
  if (!rounding.ok) return rounding;
  if (!payable.ok) return payable;
  const due = payable.value ?? (read.syntax === 'zugferd-1' && total.value !== null ? total.value - (prepaid.value ?? 0) : null);
  if (due === null) return fail({ field: 'BT-115', why: 'missing' });
  // UBL need not say the total: what is due and what was paid make it.
  const whole = total.value === null ? due + (prepaid.value ?? 0) : total.value + (rounding.value ?? 0);
  const fits = prepaid.value === null && /:minimum$/.test(read.profile) ? Math.abs(due) <= Math.abs(whole) : whole - (prepaid.value ?? 0) === due;
  return fits ? ok({ total: whole, payable: due }) : fail({ field: 'BT-115', why: 'malformed' });
}

/** Credit notes are written with positive figures, or as invoices with negative ones; both at once may mean either. */
function signOf({ total, payable }: Sums, coded: InvoiceKind): Result<Sums & { readonly kind: InvoiceKind }, FieldTrouble> {
  const malformed = fail<FieldTrouble>({ field: 'BT-115', why: 'malformed' });
  if (coded === 'credit-note') return total < 0 || payable < 0 ? malformed : ok({ kind: 'credit-note', total: 0 - total, payable: 0 - payable });
  if (total < 0) return payable > 0 ? malformed : ok({ kind: 'credit-note', total, payable });
  return payable < 0 || payable > total ? malformed : ok({ kind: coded, total, payable });
}

function instalmentsOf(read: InvoiceText, { kind, total, payable }: Sums & { readonly kind: InvoiceKind }, issued: LocalDate, currency: Currency): Result<readonly Instalment[], FieldTrouble> {
  const one = (due: LocalDate, dueBasis: Instalment['dueBasis']): readonly Instalment[] => [{ due, dueBasis, amount: money(total, currency), outstanding: money(payable, currency) }];
  const due: Result<Due, FieldTrouble> = dueOf(read, issued, kind === 'credit-note' ? [] : [payable]);
  // Nobody is reminded of a credit, nor of what is settled: it counts from the day it was written.
  if (!due.ok) return due.problem.why === 'no-due-date' && (kind === 'credit-note' || payable === 0) ? ok(one(issued, 'computed')) : due;
  if (due.value.kind === 'day') return ok(one(due.value.due, due.value.basis));
  return ok(due.value.parts.map(({ due: day, minor }) => ({ due: day, dueBasis: 'printed', amount: money(minor, currency), outstanding: money(minor, currency) })));
}

/** What was paid before, where each part has its day (EXTENDED) and they come to the sum; without a day it is no event, only less that is owed. */
function advancesOf(read: InvoiceText, paid: number, currency: Currency): readonly PaymentEvent[] {
  const events: PaymentEvent[] = [];
  for (const { amounts, days } of read.advances) {
    const minor = amountOf(amounts, currency, 'BT-113');
    const [on] = days.map(dayOf);
    if (!minor.ok || minor.value === null || minor.value <= 0 || on === undefined || on === null) return [];
    events.push({ on, amount: money(minor.value, currency), kind: 'payment', reference: null });
  }
  return events.reduce((sum, { amount }) => sum + amount.minor, 0) === paid ? events : [];
}

/** Somebody else is to be paid (BG-10): the claim was assigned, and the account is his. */
function assigneeOf({ payee, seller, ibans }: InvoiceText): Invoice['assignee'] {
  if (payee === '' || seller.names.some((name) => foldName(name) === foldName(payee))) return null;
  const accounts = [...new Set(ibans.flatMap((iban) => accountsIn(iban)))];
  return { name: payee, iban: accounts.length === 1 ? (accounts[0] ?? null) : null };
}
