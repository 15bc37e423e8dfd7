import { fail, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';
import { isRow } from '../record-fields';
import type { Row } from '../record-fields';
import { FeedHttp } from '../http/feed-http';

export interface PennylaneEndpoints {
  /** With a trailing slash. */
  readonly api: URL;
}
export const PENNYLANE: PennylaneEndpoints = { api: new URL('https://app.pennylane.com/api/external/v2/') };

/**
 * "Up to 25 requests every 5 seconds" for each token (Pennylane's guide on rate limits). Windows of ours and of theirs do not
 * begin together, so that it is kept for every second.
 */
const LIMIT = { calls: 4, seconds: 1 };
export const PAGE = 100;
/** Of the changelogs. */
const CHANGES_PAGE = 1_000;

export interface PennylaneApiOptions {
  readonly feed: string;
  readonly key: string;
  readonly endpoints: PennylaneEndpoints;
  readonly patience: number | undefined;
  readonly limit?: { readonly calls: number; readonly seconds: number } | undefined;
}

export type Listed = 'customer_invoices' | 'customers';
export interface Condition {
  readonly field: string;
  readonly operator: 'eq' | 'gt' | 'in';
  readonly value: string | readonly string[];
}
export interface LoggedChange {
  readonly id: string;
  readonly deleted: boolean;
}

/** An id of Pennylane: a JSON integer. */
export function idOf(value: unknown): string | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : null;
}

/** Calls of Pennylane's company API, version 2. */
export class PennylaneApi {
  private readonly http: FeedHttp;

  private constructor(private readonly options: PennylaneApiOptions) {
    const { feed, key, endpoints, patience, limit = LIMIT } = options;
    this.http = new FeedHttp({ feed, base: endpoints.api, headers: () => ({ authorization: `Bearer ${key}` }), limit, ...(patience === undefined ? {} : { timeout: patience }) });
  }

  static with(options: PennylaneApiOptions): Result<PennylaneApi, FeedProblem> {
    const key = options.key.trim().replace(/^Bearer\s+/i, '');
    const refused = (because: 'missing' | 'malformed'): Result<PennylaneApi, FeedProblem> => fail({ code: 'feed/setting-refused', feed: options.feed, field: 'key', because });
    if (key === '') return refused('missing');
    // What is no printable ASCII cannot stand in a header.
    return /^[\x21-\x7e]{1,4000}$/.test(key) ? ok(new PennylaneApi({ ...options, key })) : refused('malformed');
  }

  /** One object; null: there is none of that id. */
  async one(path: string, signal: AbortSignal): Promise<Result<Row | null, FeedProblem>> {
    const answer = await this.http.json({ method: 'GET', path }, signal);
    if (!answer.ok) return answer;
    if (answer.value.status === 404) return ok(null);
    return answer.value.status === 200 && isRow(answer.value.body) ? ok(answer.value.body) : this.unreadable(path);
  }

  /**
   * Everything that fits, by ascending id. Each page is asked for by the id before it instead of by the vendor's cursor:
   * a pull that stopped goes on tomorrow, and a filter cannot get lost (the cursor does not carry it).
   */
  async *pages(path: Listed, conditions: readonly Condition[], after: number, signal: AbortSignal): AsyncGenerator<Result<{ readonly rows: readonly Row[]; readonly last: number }, FeedProblem>, void> {
    for (let last = after; ;) {
      const page = await this.page(path, { limit: PAGE, sort: 'id', filter: JSON.stringify([...conditions, { field: 'id', operator: 'gt', value: String(last) }]) }, signal);
      if (!page.ok) {
        yield page;
        return;
      }
      const ids = page.value.rows.map((row) => Number(idOf(row['id']) ?? NaN));
      const wrong = ids.findIndex((id, at) => !(id > (ids[at - 1] ?? last)));
      if (wrong >= 0) {
        yield this.unreadable(`${path}.items[${wrong}].id`);
        return;
      }
      last = ids.at(-1) ?? last;
      yield ok({ rows: page.value.rows, last });
      if (page.value.next === null || ids.length === 0) return;
    }
  }

  /** Those of these ids that exist. */
  async byIds(path: Listed, ids: readonly string[], signal: AbortSignal): Promise<Result<readonly Row[], FeedProblem>> {
    const rows: Row[] = [];
    for (let at = 0; at < ids.length; at += PAGE) {
      for await (const page of this.pages(path, [{ field: 'id', operator: 'in', value: ids.slice(at, at + PAGE) }], 0, signal)) {
        if (!page.ok) return page;
        rows.push(...page.value.rows);
      }
    }
    return ok(rows);
  }

  /** Which ids changed since then, the last word on each. `feed/too-old`: changes are kept for four weeks. */
  async changes(path: Listed, since: string, signal: AbortSignal): Promise<Result<readonly LoggedChange[], FeedProblem>> {
    const last = new Map<string, boolean>();
    const asked = new Set<string>();
    for (let cursor: string | null = null; ;) {
      const page: Result<Page, FeedProblem> = await this.page(`changelogs/${path}`, { limit: CHANGES_PAGE, ...(cursor === null ? { start_date: since } : { cursor }) }, signal);
      if (!page.ok) return page;
      for (const [at, row] of page.value.rows.entries()) {
        const id = idOf(row['id']);
        const operation = row['operation'];
        if (id === null || typeof operation !== 'string') return this.unreadable(`changelogs/${path}.items[${at}].${id === null ? 'id' : 'operation'}`);
        last.set(id, operation === 'delete');
      }
      cursor = page.value.next;
      if (cursor === null) return ok([...last].map(([id, deleted]) => ({ id, deleted })));
      if (asked.has(cursor)) return this.unreadable(`changelogs/${path}.next_cursor`);
      asked.add(cursor);
    }
  }

  private async page(path: string, query: Readonly<Record<string, string | number>>, signal: AbortSignal): Promise<Result<Page, FeedProblem>> {
    const answer = await this.http.json({ method: 'GET', path, query }, signal);
    if (!answer.ok) return answer;
    const { status, body } = answer.value;
    if (status === 422 && path.startsWith('changelogs/')) return fail({ code: 'feed/too-old', feed: this.options.feed });
    if (status === 404) return fail({ code: 'feed/not-found', feed: this.options.feed, what: 'api' });
    if (status !== 200 || !isRow(body) || !Array.isArray(body['items'])) return this.unreadable(path);
    const rows: readonly unknown[] = body['items'];
    const wrong = rows.findIndex((row) => !isRow(row));
    if (wrong >= 0) return this.unreadable(`${path}.items[${wrong}]`);
    const next = body['next_cursor'] ?? null;
    if ((next !== null && typeof next !== 'string') || body['has_more'] !== (next !== null)) return this.unreadable(`${path}.next_cursor`);
    return ok({ rows: rows.filter(isRow), next });
  }

  private unreadable(at: string): Result<never, FeedProblem> {
    return fail({ code: 'feed/unreadable-answer', feed: this.options.feed, at });
  }
}

interface Page {
  readonly rows: readonly Row[];
  /** null: the last one. */
  readonly next: string | null;
}
