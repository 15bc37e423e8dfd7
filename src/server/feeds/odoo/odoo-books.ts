import { fail, isCurrency, money, ok, totalsOf } from '../../../core';
import type { FeedProblem, LeftOut, Result, Totals } from '../../../core';
import type { FeedContext, FeedDebtor, FeedInvoice } from '../feed';
import { FIELDS, PERHAPS } from './odoo-fields';
import type { AskedModel, Present } from './odoo-fields';
import type { Domain, OdooClient, OdooRow } from './odoo-client';
import { PAID, readMove } from './read-move';
import { readPartner } from './read-partner';
import { id, link, minor, perhapsLink, shaped } from './odoo-values';
import { z } from 'zod';

type Read<T> = Promise<Result<T, FeedProblem>>;

export const KINDS: Domain = ['move_type', 'in', ['out_invoice', 'out_refund']];
/** Neither is owed any more; every other state, known to us or not, is looked at. */
const SETTLED = ['paid', 'reversed'];
const RECEIVABLE: Domain = ['account_id.account_type', '=', 'asset_receivable'];

export interface Company {
  readonly id: number;
  readonly name: string;
}

export interface Books {
  readonly company: Company;
  readonly present: Present;
  /** French is installed there: else a customer's language is the one that everybody has, and says nothing. */
  readonly speaksFrench: boolean;
  readonly moneyJournals: ReadonlySet<number>;
}

/** Records as they are told, with what could not be read of them. */
export interface Told {
  readonly invoices: readonly FeedInvoice[];
  readonly debtors: readonly FeedDebtor[];
  readonly unreadable: readonly FeedProblem[];
  /** Ids of the records that were there, readable or not. */
  readonly ids: readonly number[];
}

const OPEN_CREDIT = z.object({ id, partner_id: perhapsLink, currency_id: link, amount_residual_currency: minor });
const MOVE_OF_LINE = z.object({ id, move_id: link });
const idOfLink = (value: unknown): number | null => (Array.isArray(value) && typeof value[0] === 'number' ? value[0] : null);

/** Reads one company's receivables out of Odoo, in lots. */
export class OdooBooks {
  constructor(private readonly client: OdooClient, readonly books: Books, private readonly context: FeedContext, private readonly lot: number) {}

  /** Posted customer invoices and credit notes that are open, or were settled since that day. */
  domain(settledSince: string): Domain {
    return [...this.posted(), '|', '|', ['payment_state', 'not in', SETTLED], ['invoice_date_due', '>=', settledSince], ['line_ids.full_reconcile_id.create_date', '>=', settledSince]];
  }

  posted(): Domain {
    return [KINDS, ['company_id', '=', this.books.company.id], ['state', '=', 'posted']];
  }

  /** The invoices of a domain, at most a lot of them, in the order of their ids. */
  async moves(domain: Domain, signal: AbortSignal): Read<{ readonly rows: readonly OdooRow[]; readonly ids: readonly number[] }> {
    const rows = await this.client.rows('account.move', { domain, fields: this.fields('account.move'), limit: this.lot }, signal);
    if (!rows.ok) return rows;
    const ids = rows.value.map((row) => row['id']);
    const wrong = ids.findIndex((each) => typeof each !== 'number');
    return wrong < 0 ? ok({ rows: rows.value, ids: ids as number[] }) : fail({ code: 'feed/unreadable-answer', feed: this.context.name, at: `account.move[${wrong}].id` });
  }

  /** What these invoices say, and their customers but those that are known. `known` is added to. */
  async told(moves: readonly OdooRow[], ids: readonly number[], known: Set<number>, credits: ReadonlyMap<number, Totals>, signal: AbortSignal): Read<Told> {
    const { client } = this;
    const customers = [...new Set(moves.map((row) => idOfLink(row['commercial_partner_id'])).filter((each) => each !== null))];
    const reversed = [...new Set(moves.map((row) => idOfLink(row['reversed_entry_id'])).filter((each) => each !== null))];
    const touched = moves.filter((row) => row['amount_residual'] !== row['amount_total']).map((row) => row['id']);
    const pending = moves.filter((row) => PAID.has(String(row['payment_state'])) && row['amount_residual'] !== 0).map((row) => row['id']);
    const [lines, partials, numbers, payments, debtors] = await Promise.all([
      moves.length === 0 ? ok([]) : client.rows('account.move.line', { domain: [['move_id', 'in', ids], RECEIVABLE], fields: this.fields('account.move.line') }, signal),
      touched.length === 0 ? ok([]) : client.rows('account.partial.reconcile', { domain: [['debit_move_id.move_id', 'in', touched], ['debit_move_id.account_id.account_type', '=', 'asset_receivable']], fields: FIELDS['account.partial.reconcile'] }, signal),
      reversed.length === 0 ? ok([]) : client.rows('account.move', { domain: [['id', 'in', reversed]], fields: ['name'] }, signal),
      pending.length === 0 || !this.books.present['account.payment'].has('invoice_ids') ? ok([]) : this.withoutEntry(pending, signal),
      this.debtors(customers.filter((each) => !known.has(each)), credits, signal),
    ]);
    if (!lines.ok) return lines;
    if (!partials.ok) return partials;
    if (!numbers.ok) return numbers;
    if (!payments.ok) return payments;
    if (!debtors.ok) return debtors;
    const others = [...new Set(partials.value.map((row) => idOfLink(row['credit_move_id'])).filter((each) => each !== null))];
    const counterparts = others.length === 0 ? ok([]) : await client.rows('account.move.line', { domain: [['id', 'in', others]], fields: ['date', 'move_type', 'move_name', 'statement_line_id', 'payment_id', 'journal_id'] }, signal);
    if (!counterparts.ok) return counterparts;
    const linesOf = groupedBy(lines.value, (row) => idOfLink(row['move_id']));
    const partialsOf = groupedBy(partials.value, (row) => idOfLink(row['debit_move_id']));
    const paymentsOf = groupedBy(payments.value.flatMap((row) => (Array.isArray(row['invoice_ids']) ? row['invoice_ids'] : []).map((of: unknown) => ({ ...row, of }))), (row) => (typeof row['of'] === 'number' ? row['of'] : null));
    const counterpartById = new Map(counterparts.value.map((row) => [Number(row['id']), row]));
    const numberById = new Map(numbers.value.map((row) => [Number(row['id']), typeof row['name'] === 'string' ? row['name'] : '']));
    for (const { id: of } of debtors.value.debtors) known.add(Number(of));
    const unreadable: FeedProblem[] = [...debtors.value.unreadable];
    const invoices: FeedInvoice[] = [];
    for (const move of moves) {
      const own = linesOf.get(Number(move['id'])) ?? [];
      const read = readMove({ move, lines: own, partials: own.flatMap((line) => partialsOf.get(Number(line['id'])) ?? []), counterparts: counterpartById, payments: paymentsOf.get(Number(move['id'])) ?? [], numbers: numberById, moneyJournals: this.books.moneyJournals }, this.context);
      if (!read.ok) unreadable.push(read.problem);
      else if (!known.has(Number(read.value.invoice.debtor))) unreadable.push({ code: 'feed/record-unreadable', feed: this.context.name, record: read.value.invoice.number.slice(0, 60), field: 'commercial_partner_id', why: 'customer-unknown' });
      else invoices.push(read.value);
    }
    return ok({ invoices, debtors: debtors.value.debtors, unreadable, ids });
  }

  /** Customers with the persons below them; who is archived still owes. */
  async debtors(ids: readonly number[], credits: ReadonlyMap<number, Totals>, signal: AbortSignal): Read<Pick<Told, 'debtors' | 'unreadable'>> {
    if (ids.length === 0) return ok({ debtors: [], unreadable: [] });
    const [partners, contacts] = await Promise.all([
      this.client.rows('res.partner', { domain: [['id', 'in', ids]], fields: this.fields('res.partner'), archived: true }, signal),
      this.client.rows('res.partner', { domain: [['commercial_partner_id', 'in', ids], ['id', 'not in', ids], ['email', '!=', false]], fields: ['name', 'email', 'function', 'type', 'commercial_partner_id'] }, signal),
    ]);
    if (!partners.ok) return partners;
    if (!contacts.ok) return contacts;
    const contactsOf = groupedBy(contacts.value, (row) => idOfLink(row['commercial_partner_id']));
    const debtors: FeedDebtor[] = [];
    const unreadable: FeedProblem[] = [];
    for (const partner of partners.value) {
      const read = readPartner({ partner, contacts: contactsOf.get(Number(partner['id'])) ?? [], credits: credits.get(Number(partner['id'])) ?? [], speaksFrench: this.books.speaksFrench }, this.context.name);
      if (read.ok) debtors.push(read.value.debtor);
      unreadable.push(...(read.ok ? read.value.unreadable : [read.problem]));
    }
    return ok({ debtors, unreadable });
  }

  /**
   * Money that came in and was matched with nothing, by customer: open credits of the receivable accounts in anything but
   * invoices and credit notes. @param of these customers alone; null: everybody's.
   */
  async credits(of: number | null, signal: AbortSignal): Read<{ readonly credits: ReadonlyMap<number, Totals>; readonly unreadable: readonly FeedProblem[] }> {
    const feed = this.context.name;
    const found = new Map<number, Totals>();
    const unreadable: FeedProblem[] = [];
    for (let after = 0; ;) {
      const domain = [RECEIVABLE, ['company_id', '=', this.books.company.id], ['parent_state', '=', 'posted'], ['reconciled', '=', false], ['amount_residual', '<', 0], ['move_id.move_type', 'not in', ['out_invoice', 'out_refund']], ['id', '>', after], ...(of === null ? [] : [['partner_id', 'child_of', of]])];
      const rows = await this.client.rows('account.move.line', { domain, fields: ['partner_id', 'currency_id', 'amount_residual_currency'], limit: this.lot }, signal);
      if (!rows.ok) return rows;
      const people = await this.commercial(rows.value.map((row) => idOfLink(row['partner_id'])).filter((each) => each !== null), signal);
      if (!people.ok) return people;
      for (const row of rows.value) {
        const line = shaped(OPEN_CREDIT, row, feed, `account.move.line ${String(row['id'])}`);
        if (!line.ok) unreadable.push(line.problem);
        else if (line.value.partner_id !== null) {
          const customer = people.value.get(line.value.partner_id.id) ?? line.value.partner_id.id;
          const currency = line.value.currency_id.name;
          if (isCurrency(currency)) found.set(customer, totalsOf([...(found.get(customer) ?? []), money(-line.value.amount_residual_currency, currency)]));
          else unreadable.push({ code: 'feed/record-unreadable', feed, record: `account.move.line ${line.value.id}`, field: 'currency_id', why: 'currency' });
        }
        after = Number(row['id']);
      }
      if (rows.value.length < this.lot) return ok({ credits: found, unreadable });
    }
  }

  /** What is not taken of these books, and why. */
  async leftOut(settledSince: string, signal: AbortSignal): Read<{ readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>; readonly of: number }> {
    const own: Domain = [KINDS, ['company_id', '=', this.books.company.id]];
    const of = (domain: Domain): Read<number> => this.client.count('account.move', domain, signal);
    const counts = await Promise.all([
      of(this.domain(settledSince)), of(this.posted()), of([...own, ['state', '=', 'draft']]), of([...own, ['state', '=', 'cancel']]),
      // Sales receipts, opening entries: owed by a customer, and no invoice of ours.
      this.client.count('account.move.line', [RECEIVABLE, ['company_id', '=', this.books.company.id], ['parent_state', '=', 'posted'], ['reconciled', '=', false], ['amount_residual', '>', 0], ['move_id.move_type', 'not in', ['out_invoice', 'out_refund']]], signal),
    ]);
    const [taken, posted, draft, cancelled, entries] = counts;
    for (const each of counts) if (!each.ok) return each;
    if (!taken.ok || !posted.ok || !draft.ok || !cancelled.ok || !entries.ok) throw new Error('a count is missing');
    const all: readonly (readonly [LeftOut, number])[] = [['draft', draft.value], ['cancelled', cancelled.value], ['too-old', posted.value - taken.value], ['not-an-invoice', entries.value]];
    return ok({ of: taken.value, leftOut: Object.fromEntries(all.filter(([, count]) => count > 0)) });
  }

  /** Ids of the invoices whose receivable lines were written since. */
  async movesOfLines(domain: Domain, signal: AbortSignal): Read<readonly number[]> {
    const rows = await this.client.rows('account.move.line', { domain: [['move_id.move_type', 'in', ['out_invoice', 'out_refund']], ['company_id', '=', this.books.company.id], RECEIVABLE, ...domain], fields: ['move_id'] }, signal);
    if (!rows.ok) return rows;
    const found: number[] = [];
    for (const row of rows.value) {
      const line = shaped(MOVE_OF_LINE, row, this.context.name, `account.move.line ${String(row['id'])}`);
      if (!line.ok) return fail({ code: 'feed/unreadable-answer', feed: this.context.name, at: 'account.move.line' });
      found.push(line.value.move_id.id);
    }
    return ok(found);
  }

  /** Who owes what stands in the name of each of these. */
  async commercial(ids: readonly number[], signal: AbortSignal): Read<ReadonlyMap<number, number>> {
    if (ids.length === 0) return ok(new Map());
    const rows = await this.client.rows('res.partner', { domain: [['id', 'in', [...new Set(ids)]]], fields: ['commercial_partner_id'], archived: true }, signal);
    return rows.ok ? ok(commercialOf(rows.value)) : rows;
  }

  private withoutEntry(moves: readonly unknown[], signal: AbortSignal): Read<readonly OdooRow[]> {
    return this.client.rows('account.payment', { domain: [['invoice_ids', 'in', moves], ['move_id', '=', false], ['state', 'in', ['in_process', 'paid']]], fields: ['invoice_ids', 'date', 'amount', 'currency_id', 'name', 'state'] }, signal);
  }

  private fields(model: Exclude<keyof typeof FIELDS, 'account.partial.reconcile'> & AskedModel): readonly string[] {
    return [...FIELDS[model], ...PERHAPS[model].filter((field) => this.books.present[model].has(field) && field !== 'invoice_pdf_report_id')];
  }
}

export const commercialOf = (rows: readonly OdooRow[]): ReadonlyMap<number, number> => new Map(rows.map((row) => [Number(row['id']), idOfLink(row['commercial_partner_id']) ?? Number(row['id'])]));

function groupedBy(rows: readonly OdooRow[], keyOf: (row: OdooRow) => number | null): ReadonlyMap<number, readonly OdooRow[]> {
  const groups = new Map<number, OdooRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
