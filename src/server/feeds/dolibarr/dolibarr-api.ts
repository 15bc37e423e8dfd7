import { fail, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';
import { feedAddress } from '../http/feed-address';
import { FeedHttp } from '../http/feed-http';
import type { FeedAnswer, FeedRequest } from '../http/feed-http';
import { idIn, isRow, textIn } from '../record-fields';
import type { Row } from '../record-fields';

/** Asked of a server that a whole company works on. */
const GENTLY = { calls: 100, seconds: 1 };
const OLDEST = 18;
const ENTRY = 'api/index.php/';

interface Opened {
  /** Before `status`, `invoices` and so on. */
  readonly entry: string;
  readonly version: string;
}

/** Calls of Dolibarr's REST API, found below whatever page of it the admin copied. */
export class DolibarrApi {
  private opened: Opened | null = null;

  private constructor(private readonly feed: string, private readonly http: FeedHttp, private readonly entries: readonly string[]) {}

  static below(address: string, key: string, feed: string, patience: number | undefined): Result<DolibarrApi, FeedProblem> {
    const home = feedAddress(address, feed);
    if (!home.ok) return home;
    if (key.trim() === '') return fail({ code: 'feed/setting-refused', feed, field: 'key', because: 'missing' });
    // What is no printable ASCII cannot stand in a header.
    if (!/^[\x21-\x7e]{1,200}$/.test(key.trim())) return fail({ code: 'feed/setting-refused', feed, field: 'key', because: 'malformed' });
    const http = new FeedHttp({ feed, base: new URL('/', home.value), headers: () => ({ DOLAPIKEY: key.trim() }), limit: GENTLY, ...(patience === undefined ? {} : { timeout: patience }) });
    return ok(new DolibarrApi(feed, http, entriesOf(home.value.pathname)));
  }

  /** The version, once somebody answered that is Dolibarr 18 or newer. */
  async version(signal: AbortSignal): Promise<Result<string, FeedProblem>> {
    const opened = await this.open(signal);
    return opened.ok ? ok(opened.value.version) : opened;
  }

  /**
   * A list. One without entries is 200 with `[]`, or 404, by table and version.
   * @param path also the name of it in problems.
   */
  async list(path: string, query: FeedRequest['query'], signal: AbortSignal): Promise<Result<readonly Row[], FeedProblem>> {
    const answer = await this.call({ method: 'GET', path, query: query ?? {} }, signal);
    if (!answer.ok) return answer;
    const { status, body } = answer.value;
    if (status === 404) return isNothingFound(body) ? ok([]) : fail({ code: 'feed/not-found', feed: this.feed, what: 'address' });
    if (status !== 200 || !Array.isArray(body)) return fail({ code: 'feed/unreadable-answer', feed: this.feed, at: path });
    const rows: readonly unknown[] = body;
    const at = rows.findIndex((row) => !isRow(row));
    return at < 0 ? ok(rows.filter(isRow)) : fail({ code: 'feed/unreadable-answer', feed: this.feed, at: `${path}[${at}]` });
  }

  /** Every row of a table that fits, by ascending id: rows that come or go between two pages shift nothing. */
  async *pages(path: string, query: Readonly<Record<string, string | number>>, filter: string, options: { readonly after: number; readonly size: number }, signal: AbortSignal): AsyncGenerator<Result<{ readonly rows: readonly Row[]; readonly last: number }, FeedProblem>, void> {
    for (let after = options.after; ;) {
      const behind = `(t.rowid:>:${after})`;
      const page = await this.list(path, { ...query, sortfield: 't.rowid', sortorder: 'ASC', limit: options.size, sqlfilters: filter === '' ? behind : `${behind} and (${filter})` }, signal);
      if (!page.ok) {
        yield page;
        return;
      }
      // Not by the count: a row that Dolibarr itself cannot load is missing from a full page.
      if (page.value.length === 0) return;
      const ids = page.value.map((row) => Number(idIn(row, 'id') ?? NaN));
      const wrong = ids.findIndex((id, at) => !(id > (ids[at - 1] ?? after)));
      if (wrong >= 0) {
        yield fail({ code: 'feed/unreadable-answer', feed: this.feed, at: `${path}[${wrong}].id` });
        return;
      }
      after = ids[ids.length - 1] as number;
      yield ok({ rows: page.value, last: after });
    }
  }

  async call(request: FeedRequest, signal: AbortSignal): Promise<Result<FeedAnswer<unknown>, FeedProblem>> {
    const opened = await this.open(signal);
    if (!opened.ok) return opened;
    const answer = await this.http.json({ ...request, path: opened.value.entry + request.path }, signal);
    if (answer.ok || (answer.problem.code !== 'feed/credential-refused' && answer.problem.code !== 'feed/no-rights')) return answer;
    if (answer.problem.code === 'feed/credential-refused') {
      // Up to version 19 a missing right is called 401, as a wrong key is: the door tells which of them it is.
      const door = await this.http.bytes({ method: 'GET', path: `${opened.value.entry}status` }, signal);
      if (!door.ok) return door;
    }
    return fail({ code: 'feed/no-rights', feed: this.feed, what: request.path.split('/')[0] as string });
  }

  private async open(signal: AbortSignal): Promise<Result<Opened, FeedProblem>> {
    if (this.opened !== null) return ok(this.opened);
    let first: FeedProblem | null = null;
    for (const entry of this.entries) {
      const answer = await this.http.bytes({ method: 'GET', path: `${entry}status` }, signal);
      const found = answer.ok ? this.greeted(entry, answer.value) : answer;
      if (found.ok) {
        if (Number.parseInt(found.value.version, 10) < OLDEST) return fail({ code: 'feed/version-not-read', feed: this.feed, found: `Dolibarr ${found.value.version.slice(0, 20)}`, needs: `Dolibarr ${OLDEST}` });
        this.opened = found.value;
        return found;
      }
      // Another page of that host may well lead elsewhere or be closed; Dolibarr may still be the next one.
      if (!['feed/not-found', 'feed/no-rights', 'feed/address-refused'].includes(found.problem.code)) return found;
      if (found.problem.code === 'feed/not-found' && found.problem.what === 'api') return found;
      if (first === null || first.code === 'feed/not-found') first = found.problem;
    }
    return fail(first ?? { code: 'feed/not-found', feed: this.feed, what: 'address' });
  }

  private greeted(entry: string, { status, headers, body }: FeedAnswer<Uint8Array>): Result<Opened, FeedProblem> {
    const text = Buffer.from(body.subarray(0, 20_000)).toString('utf8');
    const greeting = status === 200 ? parsed(text) : null;
    const success = isRow(greeting) && isRow(greeting['success']) ? greeting['success'] : null;
    const version = success === null ? null : textIn(success, 'dolibarr_version');
    if (version !== null && /^\d/.test(version)) return ok({ entry, version });
    // "Le module Api doit être activé": a line of text instead of JSON, in the server's own language.
    if (status === 200 && text.length < 1_000 && /\bapi\b/i.test(text) && !/<html/i.test(text)) return fail({ code: 'feed/not-found', feed: this.feed, what: 'api' });
    // A JSON answer that breaks off is no other system.
    if (status === 200 && /json/i.test(headers.get('content-type') ?? '')) return fail({ code: 'feed/unreadable-answer', feed: this.feed, at: 'status' });
    return fail({ code: 'feed/not-found', feed: this.feed, what: 'address' });
  }
}

const MOST_ENTRIES = 8;

/** Where the API may lie, seen from the page that was copied: beside it or above it, or in the folder `htdocs` of any of those. */
function entriesOf(pathname: string): readonly string[] {
  const known = pathname.indexOf('/api/index.php/');
  if (known >= 0) return [pathname.slice(1, known + 1) + ENTRY];
  const parts = pathname.split('/').filter((part) => part !== '' && !/\.php$/i.test(part));
  const folders = parts.map((_, at) => `${parts.slice(0, parts.length - at).join('/')}/`);
  return [...new Set([...folders, ''].flatMap((folder) => (/(?:^|\/)htdocs\/$/.test(folder) ? [folder + ENTRY] : [folder + ENTRY, `${folder}htdocs/${ENTRY}`])))].slice(0, MOST_ENTRIES);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** "Not Found: Thirdparties not found", "Not Found: No customers found"; without anything behind the colon there is no such list. */
function isNothingFound(body: unknown): boolean {
  const error = isRow(body) ? body['error'] : null;
  return isRow(error) && /^Not Found: *\S/i.test(textIn(error, 'message') ?? '');
}
