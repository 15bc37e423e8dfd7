import { api, API_HEADERS, COMPANY_HEADER, fail, ok, readAnswer } from '../core';
import type {
  ApiRequest, ColumnMapping, CompanyId, DebtorHints, DebtorId, DryRunPage, Forecast, Instant, InvoiceSource, LedgerPreview, LedgerState, LogProblem, Pack, PolicyId, PolicyPreview,
  PolicyProblem, Problem, ReminderLog, ReminderPolicy, Result, Routes, SessionInfo, Settings, SourceProblem, TextProblem,
} from '../core';

/** What the settings and the first run need beyond the three ports. */
export interface HttpRecords extends InvoiceSource<'async'>, ReminderLog<'async'>, Settings<'async'> {
  session(): Promise<Result<SessionInfo, SourceProblem>>;
  /** `lookUp`, with the case file when one debtor is all that the hints hit: one journey to the server less. */
  lookUpWithFile(hints: DebtorHints): Promise<Result<Routes['POST /api/v1/look-up?file=true']['answer'], SourceProblem>>;
  forecast(): Promise<Result<Forecast, SourceProblem>>;
  verify(debtor: DebtorId): Promise<Result<Routes['GET /api/v1/log/verify/:id']['answer'], LogProblem>>;
  previewPolicy(policy: ReminderPolicy, instead: PolicyId): Promise<Result<PolicyPreview, Problem>>;
  dryRun(offset: number): Promise<Result<DryRunPage, Problem>>;
  changeProfile(change: Routes['PUT /api/v1/profile']['body']): Promise<Result<Pack, Problem>>;
  /** Invented customers, to try: looked at like a file. */
  startSample(): Promise<Result<LedgerPreview, Problem>>;
  removeSample(): Promise<Result<LedgerState, Problem>>;
  /** The PDF of an invoice. */
  document(reference: string): Promise<Result<Uint8Array, Problem>>;
  ledger(): Promise<Result<LedgerState, Problem>>;
  refreshLedger(): Promise<Result<LedgerState, Problem>>;
  uploadLedger(fileName: string, bytes: Blob): Promise<Result<LedgerPreview, Problem>>;
  previewLedger(uploadId: string): Promise<Result<LedgerPreview, Problem>>;
  mapLedger(uploadId: string, mapping: ColumnMapping): Promise<Result<LedgerPreview, Problem>>;
  useLedger(uploadId: string): Promise<Result<LedgerState, Problem>>;
  answerAwaiting(accept: boolean): Promise<Result<LedgerState, Problem>>;
  /** What a page that is fetched later asks of the server by itself. */
  ask<T>(request: ApiRequest<T>): Promise<Result<T, Problem>>;
  /** Ends the import that is under way; the ledger in use stays. */
  cancelImport(): Promise<Result<LedgerState, Problem>>;
}

export interface HttpRecordsOptions {
  /** Without a trailing slash; default: the page's own origin. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
  /** The secret of the page; default: what the server wrote into the page's head. */
  readonly secret?: () => string | null;
  /** After a restart the server knows another secret: fetches it anew. false: it is the same, or cannot be had. */
  readonly renew?: () => Promise<boolean>;
  /** Whose ledger is asked about; absent or null: the server's first company. */
  readonly company?: CompanyId | null;
  readonly timeoutMs?: number;
  /** Waits before the second and the third try. */
  readonly waitsMs?: readonly number[];
}

const TIMEOUT_MS = 8_000;
/** Reading a workbook of a million rows takes its time. */
const LEDGER_TIMEOUT_MS = 180_000;
const WAITS_MS: readonly number[] = [250, 1_000];
type Tried<T> = { readonly result: Result<T, Problem>; readonly worthAgain: boolean };

/** The pane's records: the three ports over the server's HTTP. */
export function createHttpRecords(options: HttpRecordsOptions = {}): HttpRecords {
  const { company = null, baseUrl = '', timeoutMs = TIMEOUT_MS, waitsMs = WAITS_MS, secret = secretOfPage, renew = options.secret === undefined ? secretOfServer : () => Promise.resolve(false) } = options;
  const ask = options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init));
  let unreachableSince: Instant | null = null;

  const limitOf = ({ takes }: ApiRequest<unknown>): number => (takes === 'minutes' ? LEDGER_TIMEOUT_MS : takes === 'seconds' ? 3 * timeoutMs : timeoutMs);

  const attempt = async <T>(request: ApiRequest<unknown>, form: FormData | null, read: (response: Response) => Promise<Result<T, Problem>>): Promise<Tried<T>> => {
    const limit = limitOf(request);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), limit);
    try {
      const session = secret();
      const headers: Record<string, string> = { ...API_HEADERS };
      if (session !== null) headers['x-relance-session'] = session;
      if (company !== null) headers[COMPANY_HEADER] = company;
      if (request.json !== undefined) headers['content-type'] = 'application/json';
      const body = form ?? (request.json === undefined ? null : JSON.stringify(request.json));
      const response = await ask(`${baseUrl}${request.path}`, { method: request.method, headers, body, signal: abort.signal, credentials: 'same-origin', cache: 'no-store', redirect: 'error' });
      const result = response.ok ? await read(response) : readAnswer<T>(response.status, await response.text());
      unreachableSince = null;
      return { result, worthAgain: response.status >= 500 };
    } catch (error) {
      if (abort.signal.aborted) return { result: fail({ code: 'source/timed-out', afterMs: limit }), worthAgain: true };
      // fetch rejects with a TypeError whatever kept it from the server: no network, stopped, certificate. By name: it may come from another frame.
      if ((error as { readonly name?: unknown }).name !== 'TypeError') throw error;
      unreachableSince ??= new Date().toISOString() as Instant;
      return { result: fail({ code: 'source/unreachable', since: unreachableSince }), worthAgain: true };
    } finally {
      clearTimeout(timer);
    }
  };

  const send = async <T>(request: ApiRequest<unknown>, form: FormData | null, read: (response: Response) => Promise<Result<T, Problem>>): Promise<Result<T, Problem>> => {
    let tried = await attempt(request, form, read);
    // Refused before anything was done: the same request may be sent once more, whatever it does.
    if (!tried.result.ok && tried.result.problem.code === 'source/not-signed-in' && (await renew())) tried = await attempt(request, form, read);
    for (const wait of request.again ? waitsMs : []) {
      if (!tried.worthAgain) break;
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      tried = await attempt(request, form, read);
      // A server that was too slow twice is not helped by a third question.
      if (!tried.result.ok && tried.result.problem.code === 'source/timed-out') break;
    }
    return tried.result;
  };
  const call = <T>(request: ApiRequest<T>, form: FormData | null = null): Promise<Result<T, Problem>> => send<T>(request, form, async (response) => readAnswer<T>(response.status, await response.text()));

  /** The server answers these requests with problems of that family only; anything else would be its bug. */
  const source = <T>(request: ApiRequest<T>): Promise<Result<T, SourceProblem>> => call(request) as Promise<Result<T, SourceProblem>>;
  const log = <T>(request: ApiRequest<T>): Promise<Result<T, LogProblem>> => call(request) as Promise<Result<T, LogProblem>>;
  const policy = <T>(request: ApiRequest<T>): Promise<Result<T, SourceProblem | PolicyProblem>> => call(request) as Promise<Result<T, SourceProblem | PolicyProblem>>;
  const text = <T>(request: ApiRequest<T>): Promise<Result<T, SourceProblem | TextProblem>> => call(request) as Promise<Result<T, SourceProblem | TextProblem>>;

  return {
    lookUp: (hints) => source(api.lookUp(hints)),
    lookUpWithFile: (hints) => source(api.lookUpWithFile(hints)),
    caseFile: (debtor) => source(api.caseFile(debtor)),
    search: (words) => source(api.search(words)),
    worklistPage: (query) => source(api.worklistPage(query)),
    forecast: () => source(api.forecast()),

    entriesOf: (debtor) => log(api.entriesOf(debtor)),
    append: (entry, kept) => log(api.append(entry, kept)),
    keptText: (debtor, entry) => log(api.keptText(debtor, entry)),
    verify: (debtor) => log(api.verify(debtor)),

    pack: () => source(api.pack()),
    rates: () => source(api.rates()),
    learn: (choice) => source(api.learn(choice)),
    forget: (choice) => source(api.forget(choice)),
    choices: () => source(api.choices()),
    policies: () => source(api.policies()),
    savePolicy: (saved) => policy(api.savePolicy(saved)),
    removePolicy: (id, version) => policy(api.removePolicy(id, version)),
    assignPolicy: (assignment) => policy(api.assignPolicy(assignment)),
    previewPolicy: (draft, instead) => call(api.previewPolicy(draft, instead)),
    dryRun: (offset) => call(api.dryRun(offset)),
    templates: () => source(api.templates()),
    saveTemplate: (saved) => text(api.saveTemplate(saved)),
    resetTemplate: (saved) => text(api.resetTemplate(saved)),
    templateVersion: (version) => text(api.templateVersion(version)),
    session: () => source(api.session()),
    changeProfile: (change) => call(api.changeProfile(change)),

    ask: (request) => call(request),
    document: (reference) => send(api.document(reference), null, async (response) => ok(new Uint8Array(await response.arrayBuffer()))),
    startSample: () => call(api.startSample()),
    removeSample: () => call(api.removeSample()),
    ledger: () => call(api.ledger()),
    refreshLedger: () => call(api.refreshLedger()),
    uploadLedger: (fileName, bytes) => {
      const form = new FormData();
      form.append('file', bytes, fileName);
      return call(api.uploadLedger(), form);
    },
    previewLedger: (uploadId) => call(api.previewLedger(uploadId)),
    mapLedger: (uploadId, mapping) => call(api.mapLedger(uploadId, mapping)),
    useLedger: (uploadId) => call(api.useLedger(uploadId)),
    cancelImport: () => call(api.cancelImport()),
    answerAwaiting: (accept) => call(api.answerAwaiting(accept)),
  };
}

/**
 * The server makes a new secret at each start and writes it into its page alone, which no other origin can read. A pane
 * that outlives the server reads that page again: reloading would lose what the clerk wrote, and the ids that keep a
 * request from being done twice.
 */
async function secretOfServer(): Promise<boolean> {
  const known = document.querySelector('meta[name="relance-session"]');
  if (known === null) return false;
  try {
    const page = await fetch(location.pathname, { credentials: 'same-origin', cache: 'no-store', redirect: 'error' });
    const fresh = page.ok ? (/<meta name="relance-session" content="([\w-]{20,200})">/.exec(await page.text())?.[1] ?? null) : null;
    if (fresh === null || fresh === known.getAttribute('content')) return false;
    known.setAttribute('content', fresh);
    return true;
  } catch (error) {
    if ((error as { readonly name?: unknown }).name !== 'TypeError') throw error;
    return false;
  }
}

function secretOfPage(): string | null {
  const content = document.querySelector('meta[name="relance-session"]')?.getAttribute('content') ?? '';
  return content === '' ? null : content;
}
