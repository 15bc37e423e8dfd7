import type { WorldInvoice } from '../feed-subject';
import type { MovableClock } from './movable-clock';
import type { Listed } from './pennylane-listing';

/*
 * What a company's Pennylane holds. Fields and their meaning: [P1] pennylane-sdk `specs/firm_v1.json`, schemas of GET
 * .../customer_invoices and .../customers; [P2] pennylane-mock `contracts/pennylane.openapi.yaml` FactureClient, TiersClient
 * (the company API: `contacts`, `mandates`, `factur_x`, `e_invoicing` besides); [P4] pennylane-sdk
 * `src/pennylane_sdk/types/company/customer_invoices.py` MatchedTransaction.
 */

export type Operation = 'insert' | 'update' | 'delete';

export interface Change {
  readonly resource: 'customer_invoices' | 'customers';
  readonly id: number;
  readonly operation: Operation;
  /** Milliseconds. */
  readonly at: number;
  readonly created: number;
}

interface Bill {
  readonly id: number;
  readonly customer: number;
  readonly number: string;
  readonly draft: boolean;
  readonly issued: string;
  readonly due: string;
  /** Minor units of `currency`. */
  readonly total: number;
  readonly currency: string;
  /** "used to convert the invoice to euros" [P1 exchange_rate]. */
  readonly rate: number;
  remaining: number;
  credited: number;
  /** Of a credit note: the invoice it is linked to. */
  readonly credits: number | null;
  readonly payments: { readonly id: number; readonly on: string; readonly amount: number }[];
  readonly created: number;
  updated: number;
}

export interface Party {
  readonly id: number;
  name: string;
  readonly kind: 'company' | 'individual';
  readonly siren: string;
  readonly vat: string;
  readonly emails: readonly string[];
  readonly created: number;
  updated: number;
}

/** "230.32", "34.0", "20.0": the examples of [P1] are text, without a trailing zero beyond the first decimal. */
export function decimal(minor: number): string {
  const cents = String(Math.abs(minor) % 100).padStart(2, '0').replace(/0$/, '');
  return `${minor < 0 ? '-' : ''}${String(Math.floor(Math.abs(minor) / 100))}.${cents}`;
}

/** "2023-08-30T10:08:08.146343Z" [P1 created_at]: microseconds. */
export const moment = (at: number): string => `${new Date(at).toISOString().slice(0, -1)}343Z`;

export class PennylaneBooks {
  readonly parties: Party[] = [];
  readonly changes: Change[] = [];
  private readonly bills = new Map<number, Bill>();
  private last = 41;

  constructor(private readonly clock: MovableClock) {}

  party(name: string, more: Partial<Pick<Party, 'kind' | 'siren' | 'vat' | 'emails'>> = {}): Party {
    const { now } = this.clock;
    const party: Party = { id: this.next(), name, kind: 'company', siren: '', vat: '', emails: [], ...more, created: now, updated: now };
    this.parties.push(party);
    this.tell('customers', party.id, 'insert', now);
    return party;
  }

  named(name: string): Party {
    const found = this.parties.find((party) => party.name === name);
    if (found === undefined) throw new Error(`no customer ${name}`);
    return found;
  }

  rename(name: string, to: string): void {
    const party = this.named(name);
    party.name = to;
    party.updated = this.clock.now;
    this.tell('customers', party.id, 'update', party.created);
  }

  bill({ customer, number, issued, due, total }: WorldInvoice, more: Partial<Pick<Bill, 'draft' | 'credits' | 'currency' | 'rate'>> = {}): number {
    const { now } = this.clock;
    const id = this.next();
    this.bills.set(id, { id, customer: this.named(customer).id, number, issued, due, total, remaining: total, credited: 0, draft: false, credits: null, currency: 'EUR', rate: 1, ...more, payments: [], created: now, updated: now });
    this.tell('customer_invoices', id, 'insert', now);
    return id;
  }

  numbered(number: string): Bill {
    const found = [...this.bills.values()].find((bill) => bill.number === number && !bill.draft);
    if (found === undefined) throw new Error(`no invoice ${number}`);
    return found;
  }

  /** A bank transaction that is matched with the invoice ([P4], and pennylane.readme.io "Automate Payment Matching"). */
  pay(number: string, amount: number, on: string): void {
    const bill = this.numbered(number);
    bill.remaining -= amount;
    bill.payments.push({ id: this.next(), on, amount });
    this.touch(bill);
  }

  /** "The proper way to link a credit note to a customer invoice is to use the dedicated endpoint" (readme.io changelog, 2025-06-06). */
  credit(note: WorldInvoice, against: string | null): void {
    const invoice = against === null ? null : this.numbered(against);
    const id = this.bill({ ...note, total: -note.total }, { credits: invoice?.id ?? null });
    if (invoice === null) return;
    (this.bills.get(id) as Bill).remaining = 0;
    invoice.remaining -= note.total;
    invoice.credited += note.total;
    this.touch(invoice);
  }

  delete(number: string): void {
    const bill = this.numbered(number);
    this.bills.delete(bill.id);
    this.tell('customer_invoices', bill.id, 'delete', bill.created);
  }

  invoices(base: URL, files: (bill: { readonly id: number }) => string): readonly Listed[] {
    return [...this.bills.values()].map((bill) => this.shown(bill, base, files));
  }

  customers(base: URL): readonly Listed[] {
    return this.parties.map((party) => shownParty(party, base));
  }

  /** [P4]; `date` is the day of the bank, `amount` in euros. */
  transactionsOf(id: number): readonly Listed[] {
    const bill = this.bills.get(id);
    return (bill?.payments ?? []).map(({ id: transaction, on, amount }) => ({
      id: transaction, label: `VIR SEPA ${String(bill?.number)}`, attachment_required: false, date: on, outstanding_balance: '0.0', currency: 'EUR', currency_amount: decimal(amount), amount: decimal(amount),
      currency_fee: null, fee: null, journal: { id: 7 }, bank_account: { id: 9, url: '' }, pro_account_expense: null, customer: null, categories: [], archived_at: null,
      created_at: moment(bill?.updated ?? 0), updated_at: moment(bill?.updated ?? 0),
    }));
  }

  private shown(bill: Bill, base: URL, files: (bill: Bill) => string): Listed {
    const link = (part: string): object => ({ url: new URL(`customer_invoices/${String(bill.id)}/${part}`, base).href });
    const inEuros = (minor: number): number => Math.round(minor * bill.rate);
    const tax = Math.round(bill.total / 6);
    return {
      id: bill.id, label: null, invoice_number: bill.draft ? '' : bill.number, currency: bill.currency,
      amount: decimal(inEuros(bill.total)), currency_amount: decimal(bill.total), currency_amount_before_tax: decimal(bill.total - tax), exchange_rate: bill.rate === 1 ? '1.0' : String(bill.rate),
      date: bill.issued, deadline: bill.due, currency_tax: decimal(tax), tax: decimal(inEuros(tax)), language: 'fr_FR',
      // [P1] paid: "set to True if the invoice is paid".
      paid: !bill.draft && bill.remaining === 0, status: this.statusOf(bill), discount: { type: 'absolute', value: '0.0' }, ledger_entry: bill.draft ? null : { id: bill.id + 100_000 },
      // [P1] "The URL will expire after 30 minutes."
      public_file_url: bill.draft ? null : files(bill), filename: bill.draft ? null : `${bill.number}.pdf`,
      // [P1] "The remaining amount with VAT to pay for the invoice to be considered paid"; readme.io/discuss: "for non EUR currencies, the remaining_amount_with_tax is the converted amount in EUR".
      remaining_amount_with_tax: bill.draft ? null : decimal(inEuros(bill.remaining)), remaining_amount_without_tax: bill.draft ? null : decimal(inEuros(Math.round((bill.remaining * 5) / 6))),
      draft: bill.draft, special_mention: null, customer: { id: bill.customer, url: new URL(`customers/${String(bill.customer)}`, base).href },
      invoice_line_sections: link('invoice_line_sections'), invoice_lines: link('invoice_lines'), custom_header_fields: link('custom_header_fields'), categories: link('categories'),
      pdf_invoice_free_text: '', pdf_invoice_subject: '', pdf_description: null, billing_subscription: null,
      credited_invoice: bill.credits === null ? null : { id: bill.credits, url: new URL(`customer_invoices/${String(bill.credits)}`, base).href },
      customer_invoice_template: null, transaction_reference: null, payments: link('payments'), matched_transactions: link('matched_transactions'), appendices: link('appendices'),
      quote: null, external_reference: `ref-${String(bill.id)}`, e_invoicing: null, factur_x: false, archived_at: null, created_at: moment(bill.created), updated_at: moment(bill.updated),
    };
  }

  /** [P1] enum of `status`; readme.io/reference/invoice-filtering: late "not paid and for which deadline is passed", cancelled "linked with credit_note and credit_note covers all the currency_amount". */
  private statusOf(bill: Bill): string {
    if (bill.draft) return 'draft';
    if (bill.total < 0) return 'credit_note';
    if (bill.credited >= bill.total) return 'cancelled';
    if (bill.remaining === 0) return 'paid';
    if (bill.credited > 0) return 'partially_cancelled';
    if (bill.payments.length > 0) return 'partially_paid';
    return bill.due < this.clock.day ? 'late' : 'upcoming';
  }

  private touch(bill: Bill): void {
    bill.updated = this.clock.now;
    this.tell('customer_invoices', bill.id, 'update', bill.created);
  }

  private tell(resource: Change['resource'], id: number, operation: Operation, created: number): void {
    this.changes.push({ resource, id, operation, at: this.clock.now, created });
  }

  private next(): number {
    this.last += 1;
    return this.last;
  }
}

/** [P1] "Company customer" and "Individual customer": the fields differ by `customer_type`. */
function shownParty(party: Party, base: URL): Listed {
  const address = { address: '12 rue des Lilas', postal_code: '66000', city: 'Perpignan', country_alpha2: 'FR' };
  const link = (part: string): object => ({ url: new URL(`customers/${String(party.id)}/${part}`, base).href });
  const [first, ...rest] = party.name.split(' ');
  return {
    id: party.id, name: party.name, billing_iban: null, payment_conditions: '30_days', recipient: '', phone: '', reference: null, notes: null,
    ...(party.kind === 'company' ? { vat_number: party.vat, reg_no: party.siren } : { first_name: first, last_name: rest.join(' ') }),
    ledger_account: null, emails: party.emails, billing_address: address, delivery_address: address, customer_type: party.kind, external_reference: `client-${String(party.id)}`, billing_language: 'fr_FR',
    mandates: link('mandates'), pro_account_mandates: link('pro_account_mandates'), contacts: link('contacts'), created_at: moment(party.created), updated_at: moment(party.updated),
  };
}
