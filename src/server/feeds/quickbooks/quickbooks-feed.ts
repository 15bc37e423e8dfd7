import { fail, fromDayNumber, ok } from '../../../core';
import type { FeedProblem, LeftOut, LocalDate, Problem, Result } from '../../../core';
import { isRow, textIn } from '../record-fields';
import type { Row } from '../record-fields';
import { SETTLED_MONTHS } from '../feed';
import type { Feed, FeedAccount, FeedContext, FeedDocument, FeedInvoice, FeedPage, FeedSettings } from '../feed';
import type { TokenKeeper } from '../oauth/consent';
import { QuickbooksApi, isId } from './quickbooks-api';
import { INTUIT, quickbooksClient } from './quickbooks-consent';
import type { QuickbooksEndpoints } from './quickbooks-consent';
import { changedFrom, readCursor, writeCursor } from './quickbooks-cursor';
import { QuickbooksLots } from './quickbooks-lots';
import type { QuickbooksLot } from './quickbooks-lots';
import { externalOf } from './read-invoice';
import type { Document } from './read-invoice';
import { documentsOf } from './read-payment';

export interface QuickbooksSettings extends FeedSettings {
  readonly tokens: TokenKeeper;
  /** Of a test: somewhere else than at Intuit's, and nearer to what it allows. */
  readonly endpoints?: QuickbooksEndpoints;
  readonly limit?: { readonly calls: number; readonly seconds: number };
}

type Pages = AsyncGenerator<Result<FeedPage, FeedProblem>, void>;
const NOTHING: QuickbooksLot = { debtors: [], invoices: [], unreadable: [], others: [] };
const DOCUMENTS: readonly Document[] = ['Invoice', 'CreditMemo'];
const START = { position: 0, last: '' };

/** A company on QuickBooks Online by its API v3, once somebody of it has said yes on Intuit's page. */
export function quickbooksFeed({ values, context, patience, tokens, endpoints = INTUIT, limit }: QuickbooksSettings): Result<Feed, FeedProblem> {
  const client = quickbooksClient({ values, context, endpoints, ...(patience === undefined ? {} : { patience }) });
  return client.ok ? ok(new QuickbooksFeed(new QuickbooksApi(client.value, tokens, endpoints.api, limit), context)) : client;
}

class QuickbooksFeed implements Feed {
  readonly kind = 'quickbooks';

  constructor(private readonly api: QuickbooksApi, private readonly context: FeedContext) {}

  async check(signal: AbortSignal): ReturnType<Feed['check']> {
    const company = await this.api.company(signal);
    return company.ok ? ok({ system: 'QuickBooks Online', company: company.value }) : company;
  }

  /** What is open, and what was settled and changed in the last months; of invoices, then of credit memos. */
  async *whole(from: string | null, signal: AbortSignal): Pages {
    const begun = from === null ? null : readCursor(from);
    // It ended already.
    if (begun?.at === 'changes') return;
    const since = begun?.since ?? this.context.now();
    const lots = this.lots(signal);
    const unreadable: Problem[] = [];
    const credits = await lots.readAllPayments(unreadable);
    if (!credits.ok) {
      yield credits;
      return;
    }
    const first = this.firstDay();
    const stages = DOCUMENTS.flatMap((entity) => [{ entity, where: "Balance > '0'" }, { entity, where: `Balance = '0' and MetaData.LastUpdatedTime >= '${first}T00:00:00Z'` }]);
    let done = 0;
    // An interrupted pull told of the payments already.
    let told: readonly Problem[] = begun === null ? unreadable : [];
    for (const [stage, { entity, where }] of stages.entries()) {
      if (stage < (begun?.stage ?? 0)) continue;
      for await (const page of this.api.pages(entity, where, begun?.stage === stage ? begun : START, signal)) {
        const lot = page.ok ? await lots.read(entity, page.value.rows) : page;
        if (!page.ok || !lot.ok) {
          yield lot as Result<never, FeedProblem>;
          return;
        }
        done += page.value.rows.length;
        const { position, last } = page.value;
        yield ok({ ...pageOf(lot.value, done), unreadable: [...told, ...lot.value.unreadable], leftOut: counted(lot.value), cursor: writeCursor({ at: 'whole', stage, position, last, since, credits: [] }) });
        told = [];
      }
    }
    yield ok({ ...pageOf(NOTHING, done), cursor: writeCursor({ at: 'changes', stage: 0, ...START, since, credits: credits.value }) });
  }

  async *changes(from: string, signal: AbortSignal): Pages {
    const before = readCursor(from);
    const since = this.context.now();
    const day = before === null || before.at !== 'changes' ? null : changedFrom(before.since, since);
    if (before === null || day === null) {
      yield fail({ code: 'feed/too-old', feed: this.context.name });
      return;
    }
    const changed = await this.api.changes(day, signal);
    if (!changed.ok) {
      yield changed;
      return;
    }
    const lots = this.lots(signal);
    const unreadable: Problem[] = [];
    const payments = lots.remembered(living(changed.value.Payment), unreadable);
    let done = 0;
    const debtors: QuickbooksLot['debtors'][number][] = [];
    for (const entity of DOCUMENTS) {
      const alive = new Map(living(changed.value[entity]).map((row) => [String(row['Id']), row]));
      const dead = new Set(deleted(changed.value[entity]));
      // A payment that changed changed what is left of what it is linked with; where that is not told with it, it is asked for.
      const linked = [...new Set(payments.flatMap((payment) => documentsOf(payment, entity)))].filter((id) => !alive.has(id) && !dead.has(id));
      const rows = await this.linkedRows(entity, linked, changed.value.Payment.some((row) => hidesWhatItPaid(row, day)), signal);
      const lot = rows.ok ? await lots.read(entity, [...alive.values(), ...rows.value.filter((row) => !alive.has(String(row['Id'])))]) : rows;
      if (!rows.ok || !lot.ok) {
        yield lot as Result<never, FeedProblem>;
        return;
      }
      done += alive.size + rows.value.length;
      debtors.push(...lot.value.debtors);
      const gone = [...lot.value.others.map(({ id }) => id), ...[...dead].map((id) => externalOf(entity, id))];
      yield ok({ ...pageOf(lot.value, done), gone: { debtors: [], invoices: gone }, cursor: from });
    }
    // Money on account came or went with payments: of those who have some, and of those who had.
    const touched = changed.value.Payment.length > 0 ? [...payments.flatMap(({ customer }) => customer ?? []), ...before.credits] : [];
    const customers = await lots.customersOf([...living(changed.value.Customer).map((row) => String(row['Id'])), ...touched].filter(isId), unreadable);
    if (!customers.ok) {
      yield customers;
      return;
    }
    debtors.push(...customers.value);
    const fresh = new Map<string, boolean>(debtors.map(({ id, unallocatedCredits }) => [id, unallocatedCredits.length > 0]));
    const credits = [...new Set([...before.credits.filter((id) => fresh.get(id) !== false), ...[...fresh].flatMap(([id, has]) => (has ? [id] : []))])];
    yield ok({
      ...pageOf({ ...NOTHING, debtors: customers.value, unreadable }, done), gone: { debtors: deleted(changed.value.Customer), invoices: [] },
      cursor: writeCursor({ at: 'changes', stage: 0, ...START, since, credits }),
    });
  }

  async account(debtor: string, signal: AbortSignal): Promise<Result<FeedAccount, FeedProblem>> {
    const unreadable: Problem[] = [];
    const nobody: FeedAccount = { debtor: null, invoices: [], unreadable };
    if (!isId(debtor)) return ok(nobody);
    const lots = this.lots(signal);
    const customers = await lots.customersOf([debtor], unreadable);
    if (!customers.ok) return customers;
    const customer = customers.value.find(({ id }) => id === debtor);
    if (customer === undefined) return ok(nobody);
    const invoices: FeedInvoice[] = [];
    for (const entity of DOCUMENTS) {
      const rows = await this.api.among(entity, 'CustomerRef', [debtor], signal);
      const lot = rows.ok ? await lots.read(entity, rows.value) : rows;
      if (!lot.ok) return lot;
      invoices.push(...lot.value.invoices);
      unreadable.push(...lot.value.unreadable);
    }
    return ok({ debtor: customer, invoices, unreadable });
  }

  async document(reference: string, signal: AbortSignal): Promise<Result<FeedDocument, FeedProblem>> {
    const none = fail({ code: 'feed/not-found', feed: this.context.name, what: 'document' } as const);
    const [, table, id] = /^(invoice|creditmemo)\/(\d{1,20})$/.exec(reference) ?? [];
    if (table === undefined || id === undefined) return none;
    const bytes = await this.api.pdf(`${table}/${id}/pdf`, signal);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) return none;
    return Buffer.from(bytes.value.subarray(0, 5)).toString('latin1') === '%PDF-' ? ok({ name: `${table}-${id}.pdf`, bytes: bytes.value }) : fail({ code: 'feed/unreadable-answer', feed: this.context.name, at: `${table}.pdf` });
  }

  revoke(signal: AbortSignal): Promise<Result<null, FeedProblem>> {
    return this.api.revoke(signal);
  }

  /** Those of these ids, or all that is open besides. */
  private async linkedRows(entity: Document, ids: readonly string[], all: boolean, signal: AbortSignal): Promise<Result<readonly Row[], FeedProblem>> {
    const rows = await this.api.among(entity, 'Id', ids, signal);
    if (!rows.ok || !all) return rows;
    const found = new Map(rows.value.map((row) => [String(row['Id']), row]));
    for await (const page of this.api.pages(entity, "Balance > '0'", START, signal)) {
      if (!page.ok) return page;
      for (const row of page.value.rows) found.set(String(row['Id']), row);
    }
    return ok([...found.values()]);
  }

  private lots(signal: AbortSignal): QuickbooksLots {
    return new QuickbooksLots(this.api, this.context.company, this.context.name, this.firstDay(), signal);
  }

  private firstDay(): LocalDate {
    const now = new Date(Date.parse(this.context.now()));
    // The 31st has no namesake in every month.
    return fromDayNumber(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - SETTLED_MONTHS, Math.min(now.getUTCDate(), 28)) / 86_400_000);
  }
}

/** A payment that was deleted, or edited later on: it does not say what it had paid before, which is owed again. */
function hidesWhatItPaid(row: Row, since: string): boolean {
  const created = Date.parse(isRow(row['MetaData']) ? (textIn(row['MetaData'], 'CreateTime') ?? '') : '');
  return row['status'] === 'Deleted' || !(created >= Date.parse(since));
}

const living = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => row['status'] !== 'Deleted');
const deleted = (rows: readonly Row[]): readonly string[] => rows.flatMap((row) => (row['status'] === 'Deleted' ? [String(row['Id'])] : []));

const pageOf = ({ debtors, invoices, unreadable }: QuickbooksLot, done: number): Omit<FeedPage, 'cursor'> => ({ debtors, invoices, gone: { debtors: [], invoices: [] }, unreadable, leftOut: {}, done, of: null });

function counted({ others }: QuickbooksLot): FeedPage['leftOut'] {
  const counts: Partial<Record<LeftOut, number>> = {};
  for (const { why } of others) counts[why] = (counts[why] ?? 0) + 1;
  return counts;
}
