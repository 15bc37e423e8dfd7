import type { sheets_v4 } from '@googleapis/sheets';
import { z } from 'zod';
import { columnLetter, fail, ok, rangeOfTab } from '../../../core';
import type { FeedProblem, MergedRange, Result, Row } from '../../../core';
import { FeedHttp } from '../http/feed-http';
import type { FeedHttpOptions } from '../http/feed-http';
import type { Table } from '../table';
import type { ServiceAccount } from './service-account';
import type { ColumnFormats } from './shown-cells';

/** Where Google answers; another place in tests only. */
export interface GoogleEnds {
  readonly sheets: URL;
  readonly token: URL;
}
const GOOGLE: GoogleEnds = { sheets: new URL('https://sheets.googleapis.com/'), token: new URL('https://oauth2.googleapis.com/token') };

/** "60 read requests per minute per user per project" (developers.google.com/workspace/sheets/api/limits); a service account is one user. */
const LIMIT: FeedHttpOptions['limit'] = { calls: 60, seconds: 60 };
const SCOPE = 'https://www.googleapis.com/auth/spreadsheets.readonly';
/** Tabs beyond these are not read: nobody keeps a ledger on the forty-first. */
const MOST_TABS = 40;
const FIELDS = 'properties(title),sheets(properties(sheetId,title,hidden,sheetType),merges)';

export interface Book {
  readonly title: string;
  readonly tables: readonly Table[];
  /** Of the tables, in their order: what Google names a tab by, whatever its title. */
  readonly sheetIds: readonly number[];
}

export interface GoogleBooksOptions {
  readonly feed: string;
  readonly account: ServiceAccount;
  readonly ends?: GoogleEnds;
  readonly limit?: FeedHttpOptions['limit'];
  readonly timeout?: number;
}

const PLACE = z.number().int().nonnegative().optional();
const LISTED = z.object({
  properties: z.object({ title: z.string() }),
  sheets: z.array(z.object({
    properties: z.object({ sheetId: z.number().int().default(0), title: z.string(), hidden: z.boolean().default(false), sheetType: z.string().default('GRID') }),
    merges: z.array(z.object({ startRowIndex: PLACE, startColumnIndex: PLACE, endRowIndex: PLACE, endColumnIndex: PLACE })).default([]),
  })),
});
/** Of the asked columns, in their order; Google leaves out what is empty, and a start of 0. */
const FORMATTED = z.object({
  sheets: z.array(z.object({
    data: z.array(z.object({
      startRow: PLACE, startColumn: PLACE,
      rowData: z.array(z.object({ values: z.array(z.object({
        effectiveValue: z.object({ numberValue: z.number().optional() }).optional(),
        effectiveFormat: z.object({ numberFormat: z.object({ pattern: z.string().optional() }).optional() }).optional(),
      })).default([]) })).default([]),
    })).default([]),
  })).default([]),
});
const CELL = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const VALUES = z.object({ valueRanges: z.array(z.object({ values: z.array(z.array(CELL)).default([]) })) });

/** A problem on its way through Google's client, which knows only errors. */
class Refused extends Error {
  constructor(readonly problem: FeedProblem) {
    super(problem.code);
  }
}

/**
 * Spreadsheets as a service account may read them, through Google's own client: it signs, renews its token and speaks the API;
 * every request of it goes out by FeedHttp, whose rate, retries, time limits and breaker apply. Three calls for a
 * spreadsheet: which tabs there are, the values of all of them, and how the numbers of some columns are shown.
 */
export class GoogleBooks {
  private readonly http: FeedHttp;
  private readonly ends: GoogleEnds;
  /** The access token, for the hour that it lasts. */
  private kept: object | null = null;

  constructor(private readonly options: GoogleBooksOptions) {
    const { feed, ends = GOOGLE, limit = LIMIT, timeout } = options;
    this.ends = ends;
    this.http = new FeedHttp({ feed, base: ends.sheets, headers: () => ({}), limit, ...(timeout === undefined ? {} : { timeout }) });
  }

  async title(spreadsheetId: string, signal: AbortSignal): Promise<Result<string, FeedProblem>> {
    const answer = await this.asked(signal, (sheets) => sheets.spreadsheets.get({ spreadsheetId, fields: 'properties(title)' }, { retry: false }));
    const title = answer.ok ? z.object({ properties: z.object({ title: z.string() }) }).safeParse(answer.value) : null;
    if (!answer.ok) return answer;
    return title?.success === true ? ok(title.data.properties.title) : this.unreadable('properties.title');
  }

  async read(spreadsheetId: string, signal: AbortSignal): Promise<Result<Book, FeedProblem>> {
    const first = await this.readOnce(spreadsheetId, signal);
    // A tab may be renamed between the two calls: then Google refuses its range, and the tabs are asked for once more.
    return first.ok || first.problem.code !== 'feed/setting-refused' ? first : this.readOnce(spreadsheetId, signal);
  }

  private async readOnce(spreadsheetId: string, signal: AbortSignal): Promise<Result<Book, FeedProblem>> {
    const listed = await this.asked(signal, (sheets) => sheets.spreadsheets.get({ spreadsheetId, fields: FIELDS }, { retry: false }));
    if (!listed.ok) return listed;
    const book = LISTED.safeParse(listed.value);
    if (!book.success) return this.unreadable(pathOf(book.error));
    const grids = book.data.sheets.filter(({ properties }) => properties.sheetType === 'GRID').slice(0, MOST_TABS);
    if (grids.length === 0) return ok({ title: book.data.properties.title, tables: [], sheetIds: [] });
    // Days as serial numbers and numbers as they are: what is shown depends on the spreadsheet's language.
    const ranges = grids.map(({ properties }) => rangeOfTab(properties.title));
    const answer = await this.asked(signal, (sheets) => sheets.spreadsheets.values.batchGet({ spreadsheetId, ranges, majorDimension: 'ROWS', valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'SERIAL_NUMBER' }, { retry: false }));
    if (!answer.ok) return answer;
    const values = VALUES.safeParse(answer.value);
    if (!values.success) return this.unreadable(pathOf(values.error));
    if (values.data.valueRanges.length !== grids.length) return this.unreadable('valueRanges');
    const tables = grids.map(({ properties, merges }, at): Table => ({
      sheet: properties.title,
      rows: (values.data.valueRanges[at]?.values ?? []) as readonly Row[],
      facts: { hidden: properties.hidden, hiddenRows: 0, hiddenColumns: [], merges: merges.map(merged), dates1904: false, columnsNotRead: false },
    }));
    return ok({ title: book.data.properties.title, tables, sheetIds: grids.map(({ properties }) => properties.sheetId) });
  }

  /** How the numbers of these columns are shown, and which numbers they are. */
  async formats(spreadsheetId: string, tab: string, columns: readonly number[], signal: AbortSignal): Promise<Result<readonly ColumnFormats[], FeedProblem>> {
    if (columns.length === 0) return ok([]);
    const ranges = columns.map((column) => `${rangeOfTab(tab)}!${columnLetter(column)}:${columnLetter(column)}`);
    const answer = await this.asked(signal, (sheets) => sheets.spreadsheets.get({ spreadsheetId, ranges, fields: 'sheets(data(startRow,startColumn,rowData(values(effectiveValue(numberValue),effectiveFormat(numberFormat(pattern))))))' }, { retry: false }));
    if (!answer.ok) return answer;
    const read = FORMATTED.safeParse(answer.value);
    if (!read.success) return this.unreadable(pathOf(read.error));
    return ok((read.data.sheets[0]?.data ?? []).map(({ startRow = 0, startColumn = 0, rowData }) => ({
      column: startColumn,
      patterns: [...new Array<undefined>(startRow).fill(undefined), ...rowData.map(({ values }) => values[0]?.effectiveFormat?.numberFormat?.pattern)],
      numbers: [...new Array<undefined>(startRow).fill(undefined), ...rowData.map(({ values }) => values[0]?.effectiveValue?.numberValue)],
    })));
  }

  /** A token that is refused before its hour is over is forgotten, and asked for once more. */
  private async asked(signal: AbortSignal, call: (sheets: sheets_v4.Sheets) => Promise<{ readonly data: unknown }>): Promise<Result<unknown, FeedProblem>> {
    const first = await this.once(signal, call);
    if (first.ok || first.problem.code !== 'feed/credential-refused' || this.kept === null) return first;
    this.kept = null;
    return this.once(signal, call);
  }

  private async once(signal: AbortSignal, call: (sheets: sheets_v4.Sheets) => Promise<{ readonly data: unknown }>): Promise<Result<unknown, FeedProblem>> {
    const { feed, account } = this.options;
    // Loaded when a spreadsheet is read: a server without one does not carry it.
    const { auth, sheets } = await import('@googleapis/sheets');
    const client = new auth.JWT({ email: account.email, key: account.key, scopes: [SCOPE], transporterOptions: { fetchImplementation: this.wayOut(signal), retryConfig: { shouldRetry: () => false } } });
    if (this.kept !== null) client.setCredentials(this.kept);
    try {
      const { data } = await call(sheets({ version: 'v4', auth: client, rootUrl: this.ends.sheets.href }));
      this.kept = client.credentials;
      return ok(data);
    } catch (error) {
      // The token may be good although the call was not.
      if (client.credentials.access_token !== undefined) this.kept = client.credentials;
      const problem = problemOf(error, feed);
      if (problem === null) throw error;
      return fail(problem);
    }
  }

  /** `fetch` for Google's client: the request goes out by FeedHttp. */
  private wayOut(signal: AbortSignal): typeof fetch {
    return async (input, init) => {
      const asked = new URL(input instanceof Request ? input.url : String(input));
      const isToken = asked.href === GOOGLE.token.href;
      const authorization = new Headers(init?.headers).get('authorization');
      const answer = await this.http.json({
        method: isToken ? 'POST' : 'GET',
        path: isToken ? this.ends.token.href : asked.href,
        ...(isToken ? { form: Object.fromEntries(new URLSearchParams(String(init?.body))) } : {}),
        ...(authorization === null ? {} : { headers: { authorization } }),
      }, signal);
      if (!answer.ok) throw new Refused(answer.problem);
      const { status, body } = answer.value;
      // What Google says of a request that it does not accept: the token's 400 is a key that it does not know, or that was deleted.
      if (isToken && status >= 400) throw new Refused({ code: 'feed/credential-refused', feed: this.options.feed });
      return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
    };
  }

  private unreadable(at: string): Result<never, FeedProblem> {
    return fail({ code: 'feed/unreadable-answer', feed: this.options.feed, at });
  }
}

/** Google leaves out an index of 0; the ends are exclusive. */
const merged = ({ startRowIndex = 0, startColumnIndex = 0, endRowIndex = 1, endColumnIndex = 1 }: z.infer<typeof LISTED>['sheets'][number]['merges'][number]): MergedRange => ({ top: startRowIndex, left: startColumnIndex, bottom: endRowIndex - 1, right: endColumnIndex - 1 });

const pathOf = (error: z.ZodError): string => error.issues[0]?.path.join('.').slice(0, 100) ?? '$';

/** What Google's client throws: ours within, or an answer that is a refusal. null: a bug. */
function problemOf(error: unknown, feed: string): FeedProblem | null {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    if (one instanceof Refused) return one.problem.code === 'feed/no-rights' ? { ...one.problem, what: 'spreadsheet' } : one.problem;
    const status = (one as { readonly response?: { readonly status?: unknown } }).response?.status;
    if (status === 404) return { code: 'feed/not-found', feed, what: 'spreadsheet' };
    // An XLSX file that Drive shows as if it were a spreadsheet, or a range that is gone since the tabs were listed.
    if (status === 400) return { code: 'feed/setting-refused', feed, field: 'spreadsheet', because: 'malformed' };
    if (typeof status === 'number') return { code: 'feed/server-error', feed, status };
  }
  return null;
}
