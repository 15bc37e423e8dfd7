import { fail, ok } from '../../../core';
import type { FeedProblem, Instant, LeftOut, Problem, Result } from '../../../core';
import { SETTLED_MONTHS } from '../feed';
import type { Feed, FeedAccount, FeedContext, FeedDocument, FeedInvoice, FeedPage, FeedSettings } from '../feed';
import { DolibarrApi } from './dolibarr-api';
import { changedFrom, monthsBefore, readCursor, writeCursor } from './dolibarr-cursor';
import type { DolibarrCursor } from './dolibarr-cursor';
import { InvoiceLots } from './invoice-lots';
import type { InvoiceLot } from './invoice-lots';
import { isDocumentName, INVOICE_FIELDS } from './read-invoice';
import { idIn, isRow, textIn } from '../record-fields';
import type { Row } from '../record-fields';

/** Dolibarr loads each row by itself, about 2.5 ms: a quarter of a second a page. */
const PAGE = 100;
const ROWS = { properties: INVOICE_FIELDS.join(',') };
interface ReadPage {
  readonly rows: readonly Row[];
  /** The id behind which the next page begins. */
  readonly last: number;
  readonly lot: InvoiceLot;
}
type Pages = AsyncGenerator<Result<FeedPage, FeedProblem>, void>;
const NOTHING: InvoiceLot = { debtors: [], invoices: [], unreadable: [], others: [] };

/**
 * Dolibarr 18 and newer through its REST API (module "API/Web services REST"), as the owner of the key sees it: who may not
 * see every customer reads a part of the ledger.
 */
export function dolibarrFeed({ values, context, patience }: FeedSettings): Result<Feed, FeedProblem> {
  const api = DolibarrApi.below(values.address ?? '', values.key ?? '', context.name, patience);
  return api.ok ? ok(new DolibarrFeed(api.value, context)) : api;
}

class DolibarrFeed implements Feed {
  readonly kind = 'dolibarr';

  constructor(private readonly api: DolibarrApi, private readonly context: FeedContext) {}

  async check(signal: AbortSignal): ReturnType<Feed['check']> {
    const version = await this.api.version(signal);
    if (!version.ok) return version;
    for (const table of ['invoices', 'thirdparties', 'contacts']) {
      const rows = await this.api.list(table, { limit: 1, properties: 'id' }, signal);
      if (!rows.ok) return rows;
    }
    const company = await this.api.call({ method: 'GET', path: 'setup/company' }, signal);
    return ok({ system: `Dolibarr ${version.value}`, company: company.ok && isRow(company.value.body) ? textIn(company.value.body, 'name') : null });
  }

  async *whole(from: string | null, signal: AbortSignal): Pages {
    const begun = from === null ? null : readCursor(from);
    // It ended already.
    if (begun?.at === 'changes') return;
    const since = begun?.since ?? this.context.now();
    const lots = this.lots(signal, begun);
    let done = 0;
    const at = (after: number, finished: boolean): string => writeCursor({ at: finished ? 'changes' : 'whole', after: finished ? 0 : after, since, open: lots.open, credits: lots.credits });
    for await (const page of this.read(lots, {}, inWindow(since), begun?.after ?? 0, signal)) {
      if (!page.ok) {
        yield page;
        return;
      }
      done += page.value.rows.length;
      yield ok({ ...pageOf(page.value.lot, [], done), leftOut: counted(page.value.lot), cursor: at(page.value.last, false) });
    }
    yield ok({ ...pageOf(NOTHING, [], done), cursor: at(0, true) });
  }

  /**
   * What is open is read again every time: a part payment leaves no mark on its invoice, nor on anything else. What is not
   * open any more, and was, is looked up by its id.
   */
  async *changes(from: string, signal: AbortSignal): Pages {
    const before = readCursor(from);
    if (before === null || before.at !== 'changes') {
      yield fail({ code: 'feed/too-old', feed: this.context.name });
      return;
    }
    const since = this.context.now();
    const lots = this.lots(signal, null);
    const seen = new Set<number>();
    let done = 0;
    const day = changedFrom(before.since);
    const taken = (lot: InvoiceLot, rows: readonly Row[], deleted: readonly string[]): Result<FeedPage, FeedProblem> => {
      done += rows.length;
      for (const row of rows) seen.add(Number(idIn(row, 'id')));
      return ok({ ...pageOf(lot, [...lot.others.map(({ id }) => id), ...deleted], done), cursor: from });
    };
    const passes = [[{ status: 'unpaid' }, ''], [{}, `(t.fk_statut:!=:1) and (t.tms:>=:'${day}') and (${inWindow(since)})`]] as const;
    for (const [query, filter] of passes) {
      for await (const page of this.read(lots, query, filter, 0, signal)) {
        yield page.ok ? taken(page.value.lot, page.value.rows, []) : page;
        if (!page.ok) return;
      }
    }
    const missing = [...before.open, ...before.credits].filter((id) => !seen.has(id)).sort((a, b) => a - b);
    for (let at = 0; at < missing.length; at += PAGE) {
      const some = missing.slice(at, at + PAGE);
      const found = new Set<number>();
      for await (const page of this.read(lots, {}, `t.rowid:in:${some.join(',')}`, 0, signal)) {
        yield page.ok ? taken(page.value.lot, page.value.rows, []) : page;
        if (!page.ok) return;
        for (const row of page.value.rows) found.add(Number(idIn(row, 'id')));
      }
      yield taken(NOTHING, [], some.filter((id) => !found.has(id)).map(String));
    }
    const customers = await this.changedCustomers(lots, day, signal);
    if (!customers.ok) {
      yield customers;
      return;
    }
    yield ok({ ...pageOf({ ...NOTHING, ...customers.value }, [], done), cursor: writeCursor({ at: 'changes', after: 0, since, open: lots.open, credits: lots.credits }) });
  }

  async account(debtor: string, signal: AbortSignal): Promise<Result<FeedAccount, FeedProblem>> {
    if (!/^[1-9]\d{0,9}$/.test(debtor)) return ok({ debtor: null, invoices: [], unreadable: [] });
    const lots = this.lots(signal, null);
    const unreadable: Problem[] = [];
    const customers = await lots.customersOf([debtor], unreadable);
    if (!customers.ok) return customers;
    const [customer = null] = customers.value;
    const invoices: FeedInvoice[] = [];
    for await (const page of this.read(lots, { thirdparty_ids: debtor }, inWindow(this.context.now()), 0, signal)) {
      if (!page.ok) return page;
      invoices.push(...page.value.lot.invoices);
      unreadable.push(...page.value.lot.unreadable);
    }
    return ok({ debtor: customer, invoices, unreadable });
  }

  /** Built there where it was never asked for. */
  async document(reference: string, signal: AbortSignal): Promise<Result<FeedDocument, FeedProblem>> {
    const none = fail({ code: 'feed/not-found', feed: this.context.name, what: 'document' } as const);
    if (!isDocumentName(reference)) return none;
    const file = `${reference}/${reference}.pdf`;
    const asked = [
      { method: 'GET', path: 'documents/download', query: { modulepart: 'facture', original_file: file } },
      { method: 'PUT', path: 'documents/builddoc', json: { modulepart: 'invoice', original_file: file, doctemplate: '', langcode: 'fr_FR' } },
    ] as const;
    for (const request of asked) {
      const answer = await this.api.call(request, signal);
      if (!answer.ok) return answer;
      const content = isRow(answer.value.body) ? answer.value.body['content'] : null;
      if (answer.value.status !== 200 || typeof content !== 'string') continue;
      const bytes = Buffer.from(content, 'base64');
      return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? ok({ name: `${reference}.pdf`, bytes }) : fail({ code: 'feed/unreadable-answer', feed: this.context.name, at: request.path });
    }
    return none;
  }

  /** An event in the customer's agenda. `note_private` of the customer is one text: writing it would take away what stands there. */
  async note(debtor: string, text: string, signal: AbortSignal): Promise<Result<null, FeedProblem>> {
    const me = await this.api.call({ method: 'GET', path: 'users/info' }, signal);
    if (!me.ok) return me;
    const owner = isRow(me.value.body) ? idIn(me.value.body, 'id') : null;
    if (owner === null) return fail({ code: 'feed/unreadable-answer', feed: this.context.name, at: 'users/info.id' });
    if (!/^[1-9]\d{0,9}$/.test(debtor)) return fail({ code: 'feed/not-found', feed: this.context.name, what: 'customer' });
    const written = await this.api.call({
      method: 'POST', path: 'agendaevents', again: false,
      json: { userownerid: Number(owner), type_code: 'AC_OTH', label: 'Relance', note_private: asHtml(text), socid: Number(debtor), datep: Math.floor(Date.parse(this.context.now()) / 1000), percentage: -1 },
    }, signal);
    if (!written.ok) return written;
    return written.value.status === 200 && Number(written.value.body) > 0 ? ok(null) : fail({ code: 'feed/unreadable-answer', feed: this.context.name, at: 'agendaevents' });
  }

  async hasNote(debtor: string, word: string, signal: AbortSignal): Promise<Result<boolean, FeedProblem>> {
    if (!/^[1-9]\d{0,9}$/.test(debtor)) return fail({ code: 'feed/not-found', feed: this.context.name, what: 'customer' });
    // In the database `note_private` is called `note`.
    const found = await this.api.list('agendaevents', { limit: 1, sqlfilters: `(t.fk_soc:=:${debtor}) and (t.note:like:'%${word}%')` }, signal);
    return found.ok ? ok(found.value.length > 0) : found;
  }

  private lots(signal: AbortSignal, from: DolibarrCursor | null): InvoiceLots {
    const lots = new InvoiceLots(this.api, this.context.company, this.context.name, signal);
    for (const id of from?.open ?? []) lots.open.add(id);
    for (const id of from?.credits ?? []) lots.credits.add(id);
    return lots;
  }

  /** Rows of invoices page by page, with all that stands around them. */
  private async *read(lots: InvoiceLots, query: Readonly<Record<string, string>>, filter: string, after: number, signal: AbortSignal): AsyncGenerator<Result<ReadPage, FeedProblem>, void> {
    for await (const page of this.api.pages('invoices', { ...ROWS, ...query }, filter, { after, size: PAGE }, signal)) {
      if (!page.ok) {
        yield page;
        return;
      }
      const lot = await lots.read(page.value.rows);
      yield lot.ok ? ok({ ...page.value, lot: lot.value }) : lot;
      if (!lot.ok) return;
    }
  }

  /** Those who owe nothing at the moment: the others came with their invoices. Who changed is a customer, or a person of one. */
  private async changedCustomers(lots: InvoiceLots, day: string, signal: AbortSignal): Promise<Result<Pick<InvoiceLot, 'debtors' | 'unreadable'>, FeedProblem>> {
    const ids: string[] = [];
    for (const [table, query, field] of [['thirdparties', { mode: 1 }, 'id'], ['contacts', {}, 'socid']] as const) {
      for await (const page of this.api.pages(table, { ...query, properties: 'id,socid,fk_soc' }, `t.tms:>=:'${day}'`, { after: 0, size: PAGE }, signal)) {
        if (!page.ok) return page;
        ids.push(...page.value.rows.flatMap((row) => idIn(row, field) ?? []));
      }
    }
    const unreadable: Problem[] = [];
    const debtors = await lots.customersOf(ids, unreadable);
    return debtors.ok ? ok({ debtors: debtors.value, unreadable }) : debtors;
  }
}

/** Drafts (to be counted), what is open, and what was closed in the last months; before Dolibarr noted the day, by its own date. */
function inWindow(now: Instant): string {
  const first = monthsBefore(now, SETTLED_MONTHS);
  return `(t.fk_statut:<:2) or (t.date_closing:>=:'${first}') or ((t.date_closing:is:null) and (t.datef:>=:'${first}'))`;
}

const pageOf = ({ debtors, invoices, unreadable }: InvoiceLot, gone: readonly string[], done: number): Omit<FeedPage, 'cursor'> => ({ debtors, invoices, gone: { debtors: [], invoices: gone }, unreadable, leftOut: {}, done, of: null });

function counted({ others }: InvoiceLot): FeedPage['leftOut'] {
  const counts: Partial<Record<LeftOut, number>> = {};
  for (const { sort } of others) counts[sort] = (counts[sort] ?? 0) + 1;
  return counts;
}

/** The agenda shows notes as HTML. */
const asHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r?\n/g, '<br>');
