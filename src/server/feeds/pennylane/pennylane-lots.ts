import { ok } from '../../../core';
import type { CompanyId, Debtor, FeedProblem, LeftOut, LocalDate, Problem, Result } from '../../../core';
import type { Fault, Row } from '../record-fields';
import { textIn } from '../record-fields';
import type { FeedInvoice } from '../feed';
import { idOf } from './pennylane-api';
import type { PennylaneApi } from './pennylane-api';
import { readCustomer } from './read-customer';
import { creditedBy, isSettledBefore, readInvoice, sortOfInvoice } from './read-invoice';

/** What rows of invoices stand for, once their customers were asked for. */
export interface PennylaneLot {
  readonly debtors: readonly Debtor[];
  readonly invoices: readonly FeedInvoice[];
  readonly unreadable: readonly Problem[];
  /** Rows that are no invoices of ours, by id. */
  readonly others: readonly { readonly id: string; readonly why: LeftOut }[];
}

/** One pull: remembers what it asked for, so that a customer of many invoices is asked for once. */
export class PennylaneLots {
  private readonly customers = new Map<string, Debtor | null>();
  readonly open = new Set<string>();

  /** @param first settled invoices before it are left out. */
  constructor(private readonly api: PennylaneApi, private readonly company: CompanyId, private readonly feed: string, private readonly first: LocalDate, private readonly signal: AbortSignal) {}

  async read(rows: readonly Row[]): Promise<Result<PennylaneLot, FeedProblem>> {
    const unreadable: Problem[] = [];
    const others: PennylaneLot['others'][number][] = [];
    const bills: Row[] = [];
    for (const row of rows) {
      const sort = sortOfInvoice(row);
      if (sort === 'invoice') bills.push(row);
      else if (sort === null) unreadable.push(this.named(nameOf(row), { field: 'status', why: 'malformed' }));
      else others.push({ id: idOf(row['id']) as string, why: sort });
    }
    const credited = await this.creditedBy(bills);
    if (!credited.ok) return credited;
    const read: { readonly id: string; readonly reading: Extract<ReturnType<typeof readInvoice>, { ok: true }> }[] = [];
    for (const row of bills) {
      const id = idOf(row['id']) as string;
      const reading = readInvoice(row, this.company, credited.value.get(creditedBy(row) ?? '') ?? null);
      if (!reading.ok) unreadable.push(this.named(nameOf(row), reading.fault));
      else if (isSettledBefore(row, reading.invoice, this.first)) others.push({ id, why: 'too-old' });
      else read.push({ id, reading });
      // What cannot be read is looked up again too: somebody may put it right.
      if (!reading.ok || reading.invoice.instalments.some(({ outstanding }) => outstanding.minor !== 0)) this.open.add(id);
    }
    const debtors = await this.customersOf(read.map(({ reading }) => reading.invoice.debtor), unreadable);
    if (!debtors.ok) return debtors;
    const invoices: FeedInvoice[] = [];
    for (const { id, reading: { invoice } } of read) {
      if ((this.customers.get(invoice.debtor) ?? null) === null) unreadable.push(this.named(invoice.number, { field: 'customer', why: 'customer-unknown' }));
      else invoices.push({ external: id, invoice });
    }
    return ok({ debtors: debtors.value, invoices, unreadable, others });
  }

  /** Customers that this pull has not told of yet. */
  async customersOf(ids: readonly string[], unreadable: Problem[]): Promise<Result<readonly Debtor[], FeedProblem>> {
    const fresh = [...new Set(ids)].filter((id) => !this.customers.has(id));
    const rows = await this.api.byIds('customers', fresh, this.signal);
    if (!rows.ok) return rows;
    for (const id of fresh) this.customers.set(id, null);
    const debtors: Debtor[] = [];
    for (const row of rows.value) {
      const reading = readCustomer(row);
      unreadable.push(...(reading.ok ? reading.faults : [reading.fault]).map((fault) => this.named(textIn(row, 'reference') ?? String(row['id']), fault)));
      if (!reading.ok) continue;
      this.customers.set(reading.debtor.id, reading.debtor);
      debtors.push(reading.debtor);
    }
    return ok(debtors);
  }

  /** The invoices that credit notes of this lot correct, by id. */
  private async creditedBy(bills: readonly Row[]): Promise<Result<ReadonlyMap<string, Row>, FeedProblem>> {
    const found = new Map<string, Row>(bills.map((row) => [String(row['id']), row]));
    const missing = [...new Set(bills.flatMap((row) => creditedBy(row) ?? []))].filter((id) => !found.has(id));
    const rows = await this.api.byIds('customer_invoices', missing, this.signal);
    if (!rows.ok) return rows;
    for (const row of rows.value) found.set(String(row['id']), row);
    return ok(found);
  }

  private named(record: string, { field, why }: Fault): Problem {
    return { code: 'feed/record-unreadable', feed: this.feed, record, field, why };
  }
}

const nameOf = (row: Row): string => textIn(row, 'invoice_number') ?? String(row['id']);
