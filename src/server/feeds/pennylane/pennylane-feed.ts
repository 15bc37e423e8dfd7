import { fail, fromDayNumber, ok } from '../../../core';
import type { FeedProblem, LeftOut, LocalDate, Problem, Result } from '../../../core';
import { isRow, textIn } from '../record-fields';
import { SETTLED_MONTHS } from '../feed';
import type { Feed, FeedAccount, FeedContext, FeedDocument, FeedInvoice, FeedPage, FeedSettings } from '../feed';
import { PAGE, PENNYLANE, PennylaneApi, idOf } from './pennylane-api';
import type { LoggedChange, PennylaneEndpoints } from './pennylane-api';
import { changedFrom, readCursor, writeCursor } from './pennylane-cursor';
import type { PennylaneCursor } from './pennylane-cursor';
import { PennylaneLots } from './pennylane-lots';
import type { PennylaneLot } from './pennylane-lots';
import { publicFile } from './public-file';

export interface PennylaneSettings extends FeedSettings {
  /** Of a test: somewhere else than at Pennylane's, faster than it allows, and files without https. */
  readonly endpoints?: PennylaneEndpoints;
  readonly limit?: { readonly calls: number; readonly seconds: number };
  readonly isPlainFileAllowed?: (url: URL) => boolean;
}

type Pages = AsyncGenerator<Result<FeedPage, FeedProblem>, void>;
const NOTHING: PennylaneLot = { debtors: [], invoices: [], unreadable: [], others: [] };
const NOBODY: FeedPage['gone'] = { debtors: [], invoices: [] };

/** A company on Pennylane by its company API, version 2, with a token that may read invoices and customers. */
export function pennylaneFeed({ values, context, patience, endpoints = PENNYLANE, limit, isPlainFileAllowed = () => false }: PennylaneSettings): Result<Feed, FeedProblem> {
  const api = PennylaneApi.with({ feed: context.name, key: values.key ?? '', endpoints, patience, limit });
  return api.ok ? ok(new PennylaneFeed(api.value, context, (address, signal) => publicFile(address, { feed: context.name, patience, isAllowed: isPlainFileAllowed }, signal))) : api;
}

class PennylaneFeed implements Feed {
  readonly kind = 'pennylane';

  constructor(private readonly api: PennylaneApi, private readonly context: FeedContext, private readonly file: (address: string, signal: AbortSignal) => ReturnType<typeof publicFile>) {}

  async check(signal: AbortSignal): ReturnType<Feed['check']> {
    const me = await this.api.one('me', signal);
    if (!me.ok) return me;
    if (me.value === null) return fail({ code: 'feed/not-found', feed: this.context.name, what: 'api' });
    // A token has rights of its own for each table.
    for (const table of ['customer_invoices', 'customers'] as const) {
      const rows = await this.api.byIds(table, ['1'], signal);
      if (!rows.ok) return rows;
    }
    return ok({ system: 'Pennylane', company: isRow(me.value['company']) ? textIn(me.value['company'], 'name') : null });
  }

  async *whole(from: string | null, signal: AbortSignal): Pages {
    const begun = from === null ? null : readCursor(from);
    // It ended already.
    if (begun?.at === 'changes') return;
    const since = begun?.since ?? this.context.now();
    const lots = this.lots(signal, begun);
    let done = 0;
    for await (const page of this.api.pages('customer_invoices', [], begun?.after ?? 0, signal)) {
      const lot = page.ok ? await lots.read(page.value.rows) : page;
      if (!page.ok || !lot.ok) {
        yield lot as Result<never, FeedProblem>;
        return;
      }
      done += page.value.rows.length;
      yield ok({ ...told(lot.value, done), gone: NOBODY, leftOut: counted(lot.value), cursor: writeCursor({ at: 'whole', after: page.value.last, since, open: lots.open }) });
    }
    yield ok({ ...told(NOTHING, done), gone: NOBODY, leftOut: {}, cursor: writeCursor({ at: 'changes', after: 0, since, open: lots.open }) });
  }

  /** What the changelogs tell, and what was open: see `PennylaneCursor.open`. */
  async *changes(from: string, signal: AbortSignal): Pages {
    const before = readCursor(from);
    if (before === null || before.at !== 'changes') {
      yield fail({ code: 'feed/too-old', feed: this.context.name });
      return;
    }
    const since = this.context.now();
    const lots = this.lots(signal, null);
    const customers = await this.api.changes('customers', changedFrom(before.since), signal);
    const invoices = customers.ok ? await this.api.changes('customer_invoices', changedFrom(before.since), signal) : customers;
    if (!customers.ok || !invoices.ok) {
      yield invoices as Result<never, FeedProblem>;
      return;
    }
    const unreadable: Problem[] = [];
    const debtors = await lots.customersOf(living(customers.value), unreadable);
    if (!debtors.ok) {
      yield debtors;
      return;
    }
    yield ok({ ...told({ ...NOTHING, debtors: debtors.value, unreadable }, 0), gone: { debtors: customers.value.flatMap(({ id, deleted }) => (deleted ? [id] : [])), invoices: [] }, leftOut: {}, cursor: from });
    const deleted = new Set(invoices.value.flatMap((change) => (change.deleted ? [change.id] : [])));
    const ids = [...new Set([...living(invoices.value), ...before.open])].filter((id) => !deleted.has(id)).sort((a, b) => Number(a) - Number(b));
    for (let at = 0; at < ids.length; at += PAGE) {
      const some = ids.slice(at, at + PAGE);
      const rows = await this.api.byIds('customer_invoices', some, signal);
      const lot = rows.ok ? await lots.read(rows.value) : rows;
      if (!rows.ok || !lot.ok) {
        yield lot as Result<never, FeedProblem>;
        return;
      }
      const there = new Set(rows.value.map((row) => idOf(row['id'])));
      const gone = [...lot.value.others.map(({ id }) => id), ...some.filter((id) => !there.has(id))];
      yield ok({ ...told(lot.value, at + some.length, ids.length), gone: { debtors: [], invoices: gone }, leftOut: {}, cursor: from });
    }
    yield ok({ ...told(NOTHING, ids.length, ids.length), gone: { debtors: [], invoices: [...deleted] }, leftOut: {}, cursor: writeCursor({ at: 'changes', after: 0, since, open: lots.open }) });
  }

  async account(debtor: string, signal: AbortSignal): Promise<Result<FeedAccount, FeedProblem>> {
    const nobody: FeedAccount = { debtor: null, invoices: [], unreadable: [] };
    if (!/^[1-9]\d{0,15}$/.test(debtor)) return ok(nobody);
    const lots = this.lots(signal, null);
    const unreadable: Problem[] = [];
    const customers = await lots.customersOf([debtor], unreadable);
    if (!customers.ok) return customers;
    const [customer = null] = customers.value;
    if (customer === null) return ok({ ...nobody, unreadable });
    const invoices: FeedInvoice[] = [];
    for await (const page of this.api.pages('customer_invoices', [{ field: 'customer_id', operator: 'eq', value: debtor }], 0, signal)) {
      const lot = page.ok ? await lots.read(page.value.rows) : page;
      if (!lot.ok) return lot;
      invoices.push(...lot.value.invoices);
      unreadable.push(...lot.value.unreadable);
    }
    return ok({ debtor: customer, invoices, unreadable });
  }

  /** Its address is asked for anew: it is good for half an hour. The file lies on another host, which is not told the token. */
  async document(reference: string, signal: AbortSignal): Promise<Result<FeedDocument, FeedProblem>> {
    const none = fail({ code: 'feed/not-found', feed: this.context.name, what: 'document' } as const);
    if (!/^[1-9]\d{0,15}$/.test(reference)) return none;
    const row = await this.api.one(`customer_invoices/${reference}`, signal);
    if (!row.ok) return row;
    const address = row.value === null ? null : textIn(row.value, 'public_file_url');
    if (row.value === null || address === null) return none;
    const file = await this.file(address, signal);
    // What that host refuses has nothing to do with our token.
    if (!file.ok) return file.problem.code === 'feed/credential-refused' || file.problem.code === 'feed/no-rights' ? none : file;
    if (file.value.status !== 200) return none;
    const bytes = file.value.body;
    if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') return fail({ code: 'feed/unreadable-answer', feed: this.context.name, at: 'public_file_url' });
    return ok({ name: `${(textIn(row.value, 'invoice_number') ?? reference).replace(/[^\p{L}\p{N}.-]+/gu, '-').slice(0, 80)}.pdf`, bytes });
  }

  private lots(signal: AbortSignal, from: PennylaneCursor | null): PennylaneLots {
    const lots = new PennylaneLots(this.api, this.context.company, this.context.name, this.firstDay(), signal);
    for (const id of from?.open ?? []) lots.open.add(id);
    return lots;
  }

  private firstDay(): LocalDate {
    const now = new Date(Date.parse(this.context.now()));
    // The 31st has no namesake in every month.
    return fromDayNumber(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - SETTLED_MONTHS, Math.min(now.getUTCDate(), 28)) / 86_400_000);
  }
}

const living = (changes: readonly LoggedChange[]): readonly string[] => changes.flatMap(({ id, deleted }) => (deleted ? [] : [id]));

const told = ({ debtors, invoices, unreadable }: PennylaneLot, done: number, of: number | null = null): Omit<FeedPage, 'cursor' | 'gone' | 'leftOut'> => ({ debtors, invoices, unreadable, done, of });

function counted({ others }: PennylaneLot): FeedPage['leftOut'] {
  const counts: Partial<Record<LeftOut, number>> = {};
  for (const { why } of others) counts[why] = (counts[why] ?? 0) + 1;
  return counts;
}
