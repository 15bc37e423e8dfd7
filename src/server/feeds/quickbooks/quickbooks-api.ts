import { fail, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';
import { isRow, textIn } from '../record-fields';
import type { Row } from '../record-fields';
import { FeedHttp } from '../http/feed-http';
import type { FeedAnswer, FeedRequest } from '../http/feed-http';
import { accessTo } from '../oauth/access';
import { revoke } from '../oauth/consent';
import type { OAuthClient, TokenKeeper } from '../oauth/consent';
import { isRealm } from './quickbooks-consent';

export type Entity = 'Invoice' | 'CreditMemo' | 'Payment' | 'Customer';
export const ENTITIES: readonly Entity[] = ['Invoice', 'CreditMemo', 'Payment', 'Customer'];

/** "The maximum number of entities that can be returned in a response is 1000" (queries); also of one answer about changes. */
export const MOST = 1_000;
/** Of a list of ids in a query, which stands in the address. */
export const IDS_A_CALL = 100;
/** "500 requests per minute per realm", ten a second; windows of ours and of theirs do not begin together. */
const LIMIT = { calls: 4, seconds: 1 };
const MINOR_VERSION = 75;

/** An id of QuickBooks: text of digits. */
export const isId = (text: string): boolean => /^\d{1,20}$/.test(text);
export function idOf(value: unknown): string | null {
  return typeof value === 'string' && isId(value) ? value : null;
}
/** "CustomerRef": { "value": "12", "name": "..." } */
export const referred = (row: Row, field: string): string | null => (isRow(row[field]) ? textIn(row[field], 'value') : null);
export const quoted = (ids: readonly string[]): string => `(${ids.map((id) => `'${id}'`).join(',')})`;

export interface QueryPage {
  readonly rows: readonly Row[];
  /** How many rows were read so far, and the id of the last of them. */
  readonly position: number;
  readonly last: string;
}

/** Calls of QuickBooks Online's API v3 for one company. */
export class QuickbooksApi {
  private readonly http: FeedHttp;
  private realm = '';
  private access = '';

  constructor(private readonly client: OAuthClient, private readonly keeper: TokenKeeper, base: URL, limit: { readonly calls: number; readonly seconds: number } = LIMIT) {
    const { feed, patience } = client;
    this.http = new FeedHttp({ feed, base, headers: () => ({ authorization: `Bearer ${this.access}` }), limit, ...(patience === undefined ? {} : { timeout: patience }) });
  }

  async one(path: string, name: string, signal: AbortSignal): Promise<Result<Row | null, FeedProblem>> {
    const answer = await this.call((request) => this.http.json(request, signal), { method: 'GET', path, query: { minorversion: MINOR_VERSION } });
    if (!answer.ok) return answer;
    if (answer.value.status === 404 || faultOf(answer.value.body) === '610') return ok(null);
    const found = isRow(answer.value.body) ? answer.value.body[name] : null;
    return answer.value.status === 200 && isRow(found) ? ok(found) : this.unreadable(path);
  }

  /** The company whose ledger it is. */
  async company(signal: AbortSignal): Promise<Result<string | null, FeedProblem>> {
    const entered = await this.enter(null);
    if (!entered.ok) return entered;
    const row = await this.one(`companyinfo/${this.realm}`, 'CompanyInfo', signal);
    return row.ok ? ok(row.value === null ? null : textIn(row.value, 'CompanyName')) : row;
  }

  /**
   * Rows of a table by ascending id. A place is a number of rows, and rows that go shift it: each page begins with the last
   * row of the one before, and where that is not so, the table is read again from its beginning.
   */
  async *pages(entity: Entity, where: string, from: { readonly position: number; readonly last: string }, signal: AbortSignal): AsyncGenerator<Result<QueryPage, FeedProblem>, void> {
    let { position, last } = from;
    for (let restarts = 0; restarts < 4;) {
      const page = await this.query(entity, `${where === '' ? '' : ` where ${where}`} orderby Id startposition ${Math.max(1, position)} maxresults ${MOST}`, signal);
      if (!page.ok) {
        yield page;
        return;
      }
      if (position > 0 && page.value[0]?.['Id'] !== last) {
        [position, last, restarts] = [0, '', restarts + 1];
        continue;
      }
      const rows = position > 0 ? page.value.slice(1) : page.value;
      position += rows.length;
      last = textIn(rows.at(-1) ?? {}, 'Id') ?? last;
      yield ok({ rows, position, last });
      if (page.value.length < MOST) return;
    }
    yield this.unreadable(`${entity}.Id`);
  }

  /** Those rows whose field is one of these ids. */
  async among(entity: Entity, field: 'Id' | 'CustomerRef', ids: readonly string[], signal: AbortSignal): Promise<Result<readonly Row[], FeedProblem>> {
    const rows: Row[] = [];
    for (let at = 0; at < ids.length; at += IDS_A_CALL) {
      // Customers who were made inactive may still owe; they are left out where nobody asks for them.
      const where = `${field} in ${quoted(ids.slice(at, at + IDS_A_CALL))}${entity === 'Customer' ? ' and Active in (true,false)' : ''}`;
      for await (const page of this.pages(entity, where, { position: 0, last: '' }, signal)) {
        if (!page.ok) return page;
        rows.push(...page.value.rows);
      }
    }
    return ok(rows);
  }

  /** What changed since then, deleted records with `status: Deleted`. `feed/too-old` where not all of it fits into an answer. */
  async changes(since: string, signal: AbortSignal): Promise<Result<Readonly<Record<Entity, readonly Row[]>>, FeedProblem>> {
    const answer = await this.call((request) => this.http.json(request, signal), { method: 'GET', path: 'cdc', query: { entities: ENTITIES.join(','), changedSince: since, minorversion: MINOR_VERSION } });
    if (!answer.ok) return answer;
    const { status, body } = answer.value;
    const [told] = status === 200 && isRow(body) && Array.isArray(body['CDCResponse']) ? (body['CDCResponse'] as readonly unknown[]) : [];
    if (!isRow(told) || !Array.isArray(told['QueryResponse'])) return this.unreadable('cdc');
    const found: Record<Entity, Row[]> = { Invoice: [], CreditMemo: [], Payment: [], Customer: [] };
    for (const part of told['QueryResponse'] as readonly unknown[]) {
      if (!isRow(part)) return this.unreadable('cdc.QueryResponse');
      for (const entity of ENTITIES) {
        const rows = this.rowsOf(part[entity] ?? [], `cdc.${entity}`);
        if (!rows.ok) return rows;
        found[entity].push(...rows.value);
      }
    }
    return ENTITIES.reduce((sum, entity) => sum + found[entity].length, 0) >= MOST ? fail({ code: 'feed/too-old', feed: this.client.feed }) : ok(found);
  }

  /** null: there is none. */
  async pdf(path: string, signal: AbortSignal): Promise<Result<Uint8Array | null, FeedProblem>> {
    const answer = await this.call((request) => this.http.bytes(request, signal), { method: 'GET', path, query: { minorversion: MINOR_VERSION }, headers: { accept: 'application/pdf' } });
    if (!answer.ok) return answer;
    return ok(answer.value.status === 200 ? answer.value.body : null);
  }

  /** The company's own currency, as its preferences tell it; null: they do not. */
  async homeCurrency(signal: AbortSignal): Promise<Result<string | null, FeedProblem>> {
    const row = await this.one('preferences', 'Preferences', signal);
    if (!row.ok) return row.problem.code === 'feed/unreadable-answer' ? ok(null) : row;
    const currencies = row.value === null ? null : row.value['CurrencyPrefs'];
    return ok(isRow(currencies) ? referred(currencies, 'HomeCurrency') : null);
  }

  async revoke(signal: AbortSignal): Promise<Result<null, FeedProblem>> {
    const kept = await this.keeper.read();
    const answer = kept === null ? ok(null) : await revoke(this.client, kept, signal);
    if (answer.ok) await this.keeper.write(null);
    return answer;
  }

  private async query(entity: Entity, rest: string, signal: AbortSignal): Promise<Result<readonly Row[], FeedProblem>> {
    const answer = await this.call((request) => this.http.json(request, signal), { method: 'GET', path: 'query', query: { query: `select * from ${entity}${rest}`, minorversion: MINOR_VERSION } });
    if (!answer.ok) return answer;
    const { status, body } = answer.value;
    const response = status === 200 && isRow(body) ? body['QueryResponse'] : null;
    return isRow(response) ? this.rowsOf(response[entity] ?? [], `query.${entity}`) : this.unreadable(`query.${entity}`);
  }

  private rowsOf(value: unknown, at: string): Result<readonly Row[], FeedProblem> {
    if (!Array.isArray(value)) return this.unreadable(at);
    const rows: readonly unknown[] = value;
    const wrong = rows.findIndex((row) => !isRow(row) || idOf(row['Id']) === null);
    return wrong < 0 ? ok(rows.filter(isRow)) : this.unreadable(`${at}[${wrong}].Id`);
  }

  /** A token that is refused is renewed once; a new one that is refused too says that the consent is over. */
  private async call<T>(ask: (request: FeedRequest) => Promise<Result<FeedAnswer<T>, FeedProblem>>, request: FeedRequest): Promise<Result<FeedAnswer<T>, FeedProblem>> {
    for (let refused: string | null = null; ;) {
      const entered = await this.enter(refused);
      if (!entered.ok) return entered;
      const used = this.access;
      const answer = await ask({ ...request, path: `${this.realm}/${request.path}` });
      if (answer.ok || answer.problem.code !== 'feed/credential-refused') return answer;
      if (refused !== null) return fail({ code: 'feed/consent-over', feed: this.client.feed });
      refused = used;
    }
  }

  private async enter(refused: string | null): Promise<Result<null, FeedProblem>> {
    const tokens = await accessTo(this.client, this.keeper, refused);
    if (!tokens.ok) return tokens;
    if (!isRealm(tokens.value.account)) return fail({ code: 'feed/consent-over', feed: this.client.feed });
    [this.realm, this.access] = [tokens.value.account, tokens.value.access];
    return ok(null);
  }

  private unreadable(at: string): Result<never, FeedProblem> {
    return fail({ code: 'feed/unreadable-answer', feed: this.client.feed, at });
  }
}

/** {"Fault": {"Error": [{"code": "610"}]}} */
function faultOf(body: unknown): string | null {
  const fault = isRow(body) ? body['Fault'] : null;
  const errors: readonly unknown[] = isRow(fault) && Array.isArray(fault['Error']) ? fault['Error'] : [];
  return isRow(errors[0]) ? textIn(errors[0], 'code') : null;
}
