import { isCurrency, ok } from '../../../core';
import type { CompanyId, Currency, Debtor, FeedProblem, LeftOut, Problem, Result } from '../../../core';
import type { FeedInvoice } from '../feed';
import type { DolibarrApi } from './dolibarr-api';
import { CONTACT_FIELDS, CUSTOMER_FIELDS, readCustomer } from './read-customer';
import { hasSettlement, isOpenInvoice, mayHoldCredit, readInvoice, sortOfInvoice } from './read-invoice';
import { idIn, minorOf, textIn } from '../record-fields';
import type { Fault, Row } from '../record-fields';

/** What rows of invoices stand for, once everything around them was asked for. */
export interface InvoiceLot {
  readonly debtors: readonly Debtor[];
  readonly invoices: readonly FeedInvoice[];
  readonly unreadable: readonly Problem[];
  /** Rows that are no invoices, by id. */
  readonly others: readonly { readonly id: string; readonly sort: Extract<LeftOut, 'draft' | 'cancelled' | 'not-an-invoice'> }[];
}

const AT_ONCE = 4;
const IDS_A_CALL = 100;

/** One pull: remembers what it asked for, so that a customer of many invoices is asked for once. */
export class InvoiceLots {
  private readonly customers = new Map<string, Debtor | null>();
  private readonly discounts = new Map<string, readonly Row[]>();
  private home: Currency | null | undefined;
  readonly open = new Set<number>();
  readonly credits = new Set<number>();

  constructor(private readonly api: DolibarrApi, private readonly company: CompanyId, private readonly feed: string, private readonly signal: AbortSignal) {}

  async read(rows: readonly Row[]): Promise<Result<InvoiceLot, FeedProblem>> {
    const unreadable: Problem[] = [];
    const others: InvoiceLot['others'][number][] = [];
    const bills: Row[] = [];
    for (const row of rows) {
      const sort = sortOfInvoice(row);
      if (sort === 'invoice') bills.push(row);
      else others.push({ id: idIn(row, 'id') as string, sort });
    }
    const home = await this.ownCurrency();
    if (!home.ok) return home;
    const debtors = await this.customersOf(bills.flatMap((row) => idIn(row, 'socid') ?? []), unreadable);
    if (!debtors.ok) return debtors;
    const numbers = await this.correctedBy(bills);
    if (!numbers.ok) return numbers;
    const invoices: FeedInvoice[] = [];
    for (let at = 0; at < bills.length; at += AT_ONCE) {
      const some = bills.slice(at, at + AT_ONCE);
      const around = await Promise.all(some.map((row) => this.settlementOf(row)));
      for (const [index, row] of some.entries()) {
        const settled = around[index] as (typeof around)[number];
        if (!settled.ok) return settled;
        const id = idIn(row, 'id') as string;
        const reading = readInvoice(row, { company: this.company, home: home.value, corrects: numbers.value.get(idIn(row, 'fk_facture_source') ?? '') ?? null, ...settled.value });
        this.note(Number(id), row, settled.value.creditLeft);
        unreadable.push(...(reading.ok ? reading.faults : [reading.fault]).map((fault) => this.named(textIn(row, 'ref') ?? id, fault)));
        if (!reading.ok) continue;
        if ((this.customers.get(reading.invoice.debtor) ?? null) === null) unreadable.push(this.named(reading.invoice.number, { field: 'socid', why: 'customer-unknown' }));
        else invoices.push({ external: id, invoice: reading.invoice });
      }
    }
    return ok({ debtors: debtors.value, invoices, unreadable, others });
  }

  /** Customers that this pull has not told of yet. */
  async customersOf(ids: readonly string[], unreadable: Problem[]): Promise<Result<readonly Debtor[], FeedProblem>> {
    const fresh = [...new Set(ids)].filter((id) => !this.customers.has(id));
    const debtors: Debtor[] = [];
    for (let at = 0; at < fresh.length; at += IDS_A_CALL) {
      const some = fresh.slice(at, at + IDS_A_CALL);
      const rows = await this.api.list('thirdparties', { sqlfilters: `(t.rowid:in:${some.join(',')})`, sortfield: 't.rowid', limit: IDS_A_CALL, properties: CUSTOMER_FIELDS.join(',') }, this.signal);
      if (!rows.ok) return rows;
      const people = await this.peopleOf(some);
      if (!people.ok) return people;
      for (const id of some) this.customers.set(id, null);
      for (const row of rows.value) {
        const reading = readCustomer(row, people.value.get(idIn(row, 'id') ?? '') ?? []);
        unreadable.push(...(reading.ok ? reading.faults : [reading.fault]).map((fault) => this.named(textIn(row, 'code_client') ?? idIn(row, 'id') ?? '?', fault)));
        if (!reading.ok) continue;
        this.customers.set(reading.debtor.id, reading.debtor);
        debtors.push(reading.debtor);
      }
    }
    return ok(debtors);
  }

  private async peopleOf(customers: readonly string[]): Promise<Result<ReadonlyMap<string, readonly Row[]>, FeedProblem>> {
    const people = new Map<string, Row[]>();
    // No limit: so many customers have few hundred persons, and every page would cost a second call to know that it is the last.
    const rows = await this.api.list('contacts', { thirdparty_ids: customers.join(','), sortfield: 't.rowid', limit: 0, properties: CONTACT_FIELDS.join(',') }, this.signal);
    if (!rows.ok) return rows;
    for (const row of rows.value) {
      const of = idIn(row, 'socid') ?? idIn(row, 'fk_soc') ?? '';
      people.set(of, [...(people.get(of) ?? []), row]);
    }
    return ok(people);
  }

  /** The numbers of the invoices that credit notes of this lot correct, by id. */
  private async correctedBy(bills: readonly Row[]): Promise<Result<ReadonlyMap<string, string>, FeedProblem>> {
    const sources = [...new Set(bills.filter((row) => textIn(row, 'type') === '2').flatMap((row) => idIn(row, 'fk_facture_source') ?? []))];
    const numbers = new Map<string, string>();
    for (let at = 0; at < sources.length; at += IDS_A_CALL) {
      const rows = await this.api.list('invoices', { sqlfilters: `(t.rowid:in:${sources.slice(at, at + IDS_A_CALL).join(',')})`, sortfield: 't.rowid', limit: IDS_A_CALL, properties: 'id,ref' }, this.signal);
      if (!rows.ok) return rows;
      for (const row of rows.value) numbers.set(idIn(row, 'id') ?? '', textIn(row, 'ref') ?? '');
    }
    numbers.delete('');
    return ok(numbers);
  }

  /** Days of payments, and credits that wait: asked for where the row says that there are some. */
  private async settlementOf(row: Row): Promise<Result<{ readonly payments: readonly Row[]; readonly creditLeft: number | null }, FeedProblem>> {
    const id = idIn(row, 'id') as string;
    const payments = hasSettlement(row) ? await this.api.list(`invoices/${id}/payments`, {}, this.signal) : ok([]);
    if (!payments.ok) return payments;
    const customer = idIn(row, 'socid');
    if (customer === null || !mayHoldCredit(row)) return ok({ payments: payments.value, creditLeft: 0 });
    let discounts = this.discounts.get(customer);
    if (discounts === undefined) {
      const asked = await this.api.list(`thirdparties/${customer}/fixedamountdiscounts`, { filter: 'available' }, this.signal);
      if (!asked.ok) return asked;
      discounts = asked.value;
      this.discounts.set(customer, discounts);
    }
    const left = discounts.filter((discount) => idIn(discount, 'fk_facture_source') === id).map((discount) => minorOf(discount['amount_ttc']));
    const creditLeft = left.reduce<number | null>((sum, minor) => (sum === null || minor === null ? null : sum + minor), 0);
    return ok({ payments: payments.value, creditLeft });
  }

  private note(id: number, row: Row, creditLeft: number | null): void {
    if (isOpenInvoice(row)) this.open.add(id);
    else if (creditLeft !== 0) this.credits.add(id);
  }

  /** null: only an administrator's key may ask for it. */
  private async ownCurrency(): Promise<Result<Currency | null, FeedProblem>> {
    if (this.home !== undefined) return ok(this.home);
    const answer = await this.api.call({ method: 'GET', path: 'setup/conf/MAIN_MONNAIE' }, this.signal);
    if (!answer.ok && answer.problem.code !== 'feed/no-rights') return answer;
    const told = answer.ok ? answer.value.body : null;
    this.home = typeof told === 'string' && isCurrency(told) ? told : null;
    return ok(this.home);
  }

  private named(record: string, { field, why }: Fault): Problem {
    return { code: 'feed/record-unreadable', feed: this.feed, record, field, why };
  }
}
