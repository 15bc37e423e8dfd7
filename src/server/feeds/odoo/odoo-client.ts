import { fail, ok } from '../../../core';
import type { FeedProblem, FeedValues, Result } from '../../../core';
import type { FeedSettings } from '../feed';
import { feedAddress } from '../http/feed-address';
import { FeedHttp } from '../http/feed-http';
import type { FeedAnswer } from '../http/feed-http';
import { faultOfRpc, faultOfStatus } from './odoo-fault';

/** Odoo sets no limit of its own; a server that people work on is asked gently. */
const GENTLY = 15;
/** A page of a thousand invoices takes well under a second; a server that prints at the same time, longer. */
const PATIENCE = 60_000;
const OLDEST = 17;
/** The first with JSON-2 (`/json/2/<model>/<method>`). */
const JSON_2 = 19;

export type OdooRow = Readonly<Record<string, unknown>>;
export type Domain = readonly unknown[];

export interface Wanted {
  readonly domain: Domain;
  readonly fields: readonly string[];
  readonly limit?: number;
  readonly order?: string;
  /** Archived records too. */
  readonly archived?: boolean;
}

interface Opened {
  /** "19.0" */
  readonly version: string;
  readonly major: number;
  /** JSON-RPC: the number of the user; null: JSON-2. */
  readonly user: number | null;
}

/**
 * Calls of Odoo's external API: JSON-2 from version 19 on (documentation/19.0/developer/reference/external_api), JSON-RPC
 * before (documentation/17.0/developer/reference/external_api), which needs the name of the database and a login as well.
 */
export class OdooClient {
  private opened: Opened | null = null;
  /** The company whose books are read; null: not chosen yet. */
  company: number | null = null;

  private constructor(private readonly feed: string, private readonly http: FeedHttp, private readonly values: FeedValues) {}

  static of({ values, context, patience = PATIENCE, callsASecond = GENTLY }: FeedSettings & { readonly callsASecond?: number }): Result<OdooClient, FeedProblem> {
    const feed = context.name;
    const address = feedAddress(values.address ?? '', feed);
    if (!address.ok) return address;
    const key = (values.key ?? '').trim();
    if (key === '') return fail({ code: 'feed/setting-refused', feed, field: 'key', because: 'missing' });
    // What is no printable ASCII cannot stand in a header.
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) return fail({ code: 'feed/setting-refused', feed, field: 'key', because: 'malformed' });
    const database = (values.database ?? '').trim();
    if (!/^[\w.-]{0,100}$/.test(database)) return fail({ code: 'feed/setting-refused', feed, field: 'database', because: 'malformed' });
    const base = new URL(address.value);
    // What an admin copies is the page he sees: /web#action=…, /odoo/accounting, /web/login.
    base.pathname = base.pathname.replace(/\/(?:web|odoo)\/.*$/, '/');
    const headers = { authorization: `bearer ${key}`, ...(database === '' ? {} : { 'x-odoo-database': database }) };
    const http = new FeedHttp({ feed, base, headers: () => headers, limit: { calls: callsASecond, seconds: 1 }, timeout: patience, told: faultOfStatus(feed) });
    return ok(new OdooClient(feed, http, { ...values, key, database }));
  }

  /** The version ("19.0"), once somebody answered that is Odoo 17 or newer and lets us in. */
  async version(signal: AbortSignal): Promise<Result<string, FeedProblem>> {
    const opened = await this.open(signal);
    return opened.ok ? ok(opened.value.version) : opened;
  }

  /** What Odoo's clock says, seconds since 1970: `write_date` is compared with it. null: it tells no time. */
  async clock(signal: AbortSignal): Promise<Result<number | null, FeedProblem>> {
    const answer = await this.greet(signal);
    if (!answer.ok) return answer;
    const at = Date.parse(answer.value.headers.get('date') ?? '');
    return ok(Number.isNaN(at) ? null : Math.floor(at / 1000));
  }

  async rows(model: string, { domain, fields, limit, order = 'id', archived }: Wanted, signal: AbortSignal): Promise<Result<readonly OdooRow[], FeedProblem>> {
    const answer = await this.call(model, 'search_read', { domain, fields, order, ...(limit === undefined ? {} : { limit }) }, signal, archived === true ? { active_test: false } : {});
    if (!answer.ok) return answer;
    return isRows(answer.value) ? ok(answer.value) : fail({ code: 'feed/unreadable-answer', feed: this.feed, at: model });
  }

  async ids(model: string, domain: Domain, signal: AbortSignal): Promise<Result<readonly number[], FeedProblem>> {
    const answer = await this.call(model, 'search', { domain, order: 'id' }, signal);
    if (!answer.ok) return answer;
    return isIds(answer.value) ? ok(answer.value) : fail({ code: 'feed/unreadable-answer', feed: this.feed, at: model });
  }

  async count(model: string, domain: Domain, signal: AbortSignal): Promise<Result<number, FeedProblem>> {
    const answer = await this.call(model, 'search_count', { domain }, signal);
    if (!answer.ok) return answer;
    return typeof answer.value === 'number' ? ok(answer.value) : fail({ code: 'feed/unreadable-answer', feed: this.feed, at: model });
  }

  /**
   * One method of a model. `ids` among the arguments: the records that it is called on.
   * @param once a call that writes something is not made twice.
   */
  async call(model: string, method: string, args: OdooRow, signal: AbortSignal, context: OdooRow = {}, once = false): Promise<Result<unknown, FeedProblem>> {
    const opened = await this.open(signal);
    if (!opened.ok) return opened;
    const whole = { ...args, context: { lang: 'en_US', ...(this.company === null ? {} : { allowed_company_ids: [this.company] }), ...context } };
    const answer = await (opened.value.user === null ? this.json2(model, method, whole, once, signal) : this.rpc(opened.value.user, model, method, whole, once, signal));
    if (answer.ok) return answer;
    if (answer.problem.code === 'feed/no-rights') return fail({ ...answer.problem, what: model });
    return answer.problem.code === 'feed/unreadable-answer' ? fail({ ...answer.problem, at: model }) : answer;
  }

  /** A page of the portal, as anybody with its link sees it. @param link below the address, with its own query. */
  bytes(link: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Result<FeedAnswer<Uint8Array>, FeedProblem>> {
    const [path = '', given = ''] = link.split('?');
    return this.http.bytes({ method: 'GET', path: path.replace(/^\/+/, ''), query: { ...Object.fromEntries(new URLSearchParams(given)), ...query } }, signal);
  }

  private async json2(model: string, method: string, json: OdooRow, once: boolean, signal: AbortSignal): Promise<Result<unknown, FeedProblem>> {
    const answer = await this.http.json({ method: 'POST', path: `json/2/${model}/${method}`, json, again: !once }, signal);
    if (!answer.ok) return answer;
    return answer.value.status === 200 ? ok(answer.value.body) : fail({ code: 'feed/unreadable-answer', feed: this.feed, at: model });
  }

  private async rpc(user: number, model: string, method: string, { ids, ...named }: OdooRow, once: boolean, signal: AbortSignal): Promise<Result<unknown, FeedProblem>> {
    return this.service('object', 'execute_kw', [this.values.database, user, this.values.key, model, method, ids === undefined ? [] : [ids], named], model, once, signal);
  }

  private async service(service: string, method: string, args: readonly unknown[], asked: string, once: boolean, signal: AbortSignal): Promise<Result<unknown, FeedProblem>> {
    const answer = await this.http.json({ method: 'POST', path: 'jsonrpc', json: { jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } }, again: !once }, signal);
    if (!answer.ok) return answer;
    const { body } = answer.value;
    const fault = faultOfRpc(body, this.feed, asked);
    if (fault !== null) return fail(fault);
    // A method that returns nothing has no `result`.
    return typeof body === 'object' && body !== null ? ok('result' in body ? body.result : null) : fail({ code: 'feed/unreadable-answer', feed: this.feed, at: asked });
  }

  private greet(signal: AbortSignal): Promise<Result<FeedAnswer<unknown>, FeedProblem>> {
    return this.http.json({ method: 'POST', path: 'web/webclient/version_info', json: { jsonrpc: '2.0', method: 'call', id: 1, params: {} } }, signal);
  }

  private async open(signal: AbortSignal): Promise<Result<Opened, FeedProblem>> {
    if (this.opened !== null) return ok(this.opened);
    const { feed } = this;
    const greeting = await this.greet(signal);
    if (!greeting.ok) return greeting;
    const version = versionIn(greeting.value.body);
    if (version === null) return fail({ code: 'feed/not-found', feed, what: 'address' });
    const major = Number(/\d+/.exec(version)?.[0] ?? 0);
    if (major < OLDEST) return fail({ code: 'feed/version-not-read', feed, found: `Odoo ${version}`, needs: `Odoo ${OLDEST}` });
    const user = major >= JSON_2 ? ok(null) : await this.authenticate(signal);
    if (!user.ok) return user;
    this.opened = { version, major, user: user.value };
    return ok(this.opened);
  }

  private async authenticate(signal: AbortSignal): Promise<Result<number, FeedProblem>> {
    const { feed, values } = this;
    for (const field of ['database', 'login'] as const) if ((values[field] ?? '').trim() === '') return fail({ code: 'feed/setting-refused', feed, field, because: 'missing' });
    const user = await this.service('common', 'authenticate', [values.database, (values.login ?? '').trim(), values.key, {}], 'common', false, signal);
    if (!user.ok) return user;
    return typeof user.value === 'number' && user.value > 0 ? ok(user.value) : fail({ code: 'feed/credential-refused', feed });
  }
}

/** "19.0", "saas~18.3"; null: it is not Odoo that answered. */
function versionIn(body: unknown): string | null {
  const result = typeof body === 'object' && body !== null && 'result' in body ? body.result : null;
  const version = typeof result === 'object' && result !== null && 'server_serie' in result ? result.server_serie : null;
  return typeof version === 'string' && /^(?:saas~)?\d{1,3}(?:\.\d+)?/.test(version) ? version.slice(0, 20) : null;
}

const isRows = (value: unknown): value is readonly OdooRow[] => Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row));
const isIds = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every((id) => Number.isSafeInteger(id));
