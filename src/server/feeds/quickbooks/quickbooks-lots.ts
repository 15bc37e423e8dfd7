import { isCurrency, ok } from '../../../core';
import type { CompanyId, Currency, Debtor, FeedProblem, LeftOut, LocalDate, Problem, Result, Totals } from '../../../core';
import { textIn } from '../record-fields';
import type { Fault, Row } from '../record-fields';
import type { FeedInvoice } from '../feed';
import { referred } from './quickbooks-api';
import type { QuickbooksApi } from './quickbooks-api';
import { readCustomer } from './read-customer';
import { externalOf, isSettledBefore, isVoided, paymentsOn, readInvoice } from './read-invoice';
import type { Document } from './read-invoice';
import { readPayment, unappliedOf } from './read-payment';
import type { PaymentRead } from './read-payment';

/** What rows of documents stand for, once their customers and payments were asked for. */
export interface QuickbooksLot {
  readonly debtors: readonly Debtor[];
  readonly invoices: readonly FeedInvoice[];
  readonly unreadable: readonly Problem[];
  /** Rows that are no invoices of ours, by `FeedInvoice.external`. */
  readonly others: readonly { readonly id: string; readonly why: LeftOut }[];
}

/** One pull: remembers what it asked for. */
export class QuickbooksLots {
  private readonly customers = new Map<string, Debtor | null>();
  private readonly payments = new Map<string, PaymentRead | null>();
  /** Of all customers, once every payment was read. */
  private credits: ReadonlyMap<string, Totals> | null = null;
  private home: Currency | null | undefined;

  /** @param first settled documents before it are left out. */
  constructor(private readonly api: QuickbooksApi, private readonly company: CompanyId, private readonly feed: string, private readonly first: LocalDate, private readonly signal: AbortSignal) {}

  /** Reads every payment of the company: nothing else tells what money stands on account. @returns customers with such money. */
  async readAllPayments(unreadable: Problem[]): Promise<Result<readonly string[], FeedProblem>> {
    const open: PaymentRead[] = [];
    for await (const page of this.api.pages('Payment', '', { position: 0, last: '' }, this.signal)) {
      if (!page.ok) return page;
      for (const payment of this.remembered(page.value.rows, unreadable)) if (payment.unapplied > 0) open.push(payment);
    }
    const credits = await this.creditsOf(open, unreadable);
    if (!credits.ok) return credits;
    this.credits = credits.value;
    return ok([...credits.value.keys()]);
  }

  async read(entity: Document, rows: readonly Row[]): Promise<Result<QuickbooksLot, FeedProblem>> {
    const unreadable: Problem[] = [];
    const others: QuickbooksLot['others'][number][] = [];
    const bills: Row[] = [];
    for (const row of rows) {
      const why = isVoided(row) ? 'cancelled' : isSettledBefore(row, entity, this.first) ? 'too-old' : null;
      if (why === null) bills.push(row);
      else others.push({ id: externalOf(entity, String(row['Id'])), why });
    }
    const debtors = await this.customersOf(bills.flatMap((row) => referred(row, 'CustomerRef') ?? []), unreadable);
    if (!debtors.ok) return debtors;
    const asked = await this.paymentsOf(entity === 'Invoice' ? bills.flatMap(paymentsOn) : [], unreadable);
    if (!asked.ok) return asked;
    const home = bills.every((row) => referred(row, 'CurrencyRef') !== null) ? ok(null) : await this.ownCurrency();
    if (!home.ok) return home;
    const invoices: FeedInvoice[] = [];
    for (const row of bills) {
      const reading = readInvoice(row, entity, { company: this.company, home: home.value, payments: [...new Set(paymentsOn(row))].flatMap((id) => this.payments.get(id) ?? []) });
      const name = textIn(row, 'DocNumber') ?? String(row['Id']);
      if (!reading.ok) unreadable.push(this.named(name, reading.fault));
      else if ((this.customers.get(reading.invoice.debtor) ?? null) === null) unreadable.push(this.named(name, { field: 'CustomerRef', why: 'customer-unknown' }));
      else invoices.push({ external: externalOf(entity, String(row['Id'])), invoice: reading.invoice });
    }
    return ok({ debtors: debtors.value, invoices, unreadable, others });
  }

  /** Customers that this pull has not told of yet, and who pays for them. */
  async customersOf(ids: readonly string[], unreadable: Problem[]): Promise<Result<readonly Debtor[], FeedProblem>> {
    const debtors: Debtor[] = [];
    for (let wanted = [...new Set(ids)]; ;) {
      const fresh = wanted.filter((id) => !this.customers.has(id));
      if (fresh.length === 0) return ok(debtors);
      const rows = await this.api.among('Customer', 'Id', fresh, this.signal);
      const credits = rows.ok ? await this.creditsFor(fresh, unreadable) : rows;
      if (!rows.ok || !credits.ok) return credits as Result<never, FeedProblem>;
      for (const id of fresh) this.customers.set(id, null);
      wanted = [];
      for (const row of rows.value) {
        const reading = readCustomer(row, credits.value.get(String(row['Id'])) ?? []);
        unreadable.push(...(reading.ok ? reading.faults : [reading.fault]).map((fault) => this.named(String(row['Id']), fault)));
        if (!reading.ok) continue;
        this.customers.set(reading.debtor.id, reading.debtor);
        debtors.push(reading.debtor);
        if (reading.debtor.payer !== null) wanted.push(reading.debtor.payer);
      }
    }
  }

  /** Rows of payments, read and kept. */
  remembered(rows: readonly Row[], unreadable: Problem[]): readonly PaymentRead[] {
    const read: PaymentRead[] = [];
    for (const row of rows) {
      const reading = readPayment(row);
      this.payments.set(String(row['Id']), reading.ok ? reading.payment : null);
      if (reading.ok) read.push(reading.payment);
      else unreadable.push(this.named(textIn(row, 'PaymentRefNum') ?? String(row['Id']), reading.fault));
    }
    return read;
  }

  private async paymentsOf(ids: readonly string[], unreadable: Problem[]): Promise<Result<null, FeedProblem>> {
    const rows = await this.api.among('Payment', 'Id', [...new Set(ids)].filter((id) => !this.payments.has(id)), this.signal);
    if (!rows.ok) return rows;
    this.remembered(rows.value, unreadable);
    return ok(null);
  }

  private async creditsFor(customers: readonly string[], unreadable: Problem[]): Promise<Result<ReadonlyMap<string, Totals>, FeedProblem>> {
    if (this.credits !== null) return ok(this.credits);
    const rows = await this.api.among('Payment', 'CustomerRef', customers, this.signal);
    return rows.ok ? this.creditsOf(this.remembered(rows.value, unreadable), unreadable) : rows;
  }

  private async creditsOf(payments: readonly PaymentRead[], unreadable: Problem[]): Promise<Result<ReadonlyMap<string, Totals>, FeedProblem>> {
    const home = payments.every(({ currency, unapplied }) => currency !== null || unapplied <= 0) ? ok(null) : await this.ownCurrency();
    if (!home.ok) return home;
    const { credits, faults } = unappliedOf(payments, home.value);
    unreadable.push(...faults.map((fault) => this.named(fault.record, fault)));
    return ok(credits);
  }

  private async ownCurrency(): Promise<Result<Currency | null, FeedProblem>> {
    if (this.home !== undefined) return ok(this.home);
    const told = await this.api.homeCurrency(this.signal);
    if (!told.ok) return told;
    this.home = told.value !== null && isCurrency(told.value) ? told.value : null;
    return ok(this.home);
  }

  private named(record: string, { field, why }: Fault): Problem {
    return { code: 'feed/record-unreadable', feed: this.feed, record, field, why };
  }
}
