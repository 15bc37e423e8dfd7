import { API_VERSION, fail, ok } from '../core';
import type {
  Appended, CaseFile, ColumnMapping, DebtorHints, DebtorId, DryRunPage, Forecast, FoundDebtor, HintHits, Instant, InvoiceSource, KeptAssignment, KeptText, LearnedChoice,
  LedgerPreview, LedgerState, LogEntry, LogProblem, NewLogEntry, OwnPolicy, Pack, PolicyBook, PolicyId, PolicyPreview, PolicyProblem, Problem, RateTable, RememberedChoices,
  KeptTemplate, OwnText, TemplateBook, TextProblem, ReminderLog, ReminderPolicy, Result, Routes, SessionInfo, Settings, SourceProblem, WorklistPage,
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
  readonly timeoutMs?: number;
  /** Waits before the second and the third try. */
  readonly waitsMs?: readonly number[];
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly form?: FormData;
  /** Twice is the same as once: by nature, or because the log knows the request id. Only such a call is tried again. */
  readonly again: boolean;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 8_000;
/** Reading a workbook of a million rows takes its time. */
const LEDGER_TIMEOUT_MS = 180_000;
const WAITS_MS: readonly number[] = [250, 1_000];
/** The server's limit per kind of hint; the first ones are the newest. */
const HINTS = 200;

type Tried<T> = { readonly result: Result<T, Problem>; readonly worthAgain: boolean };

/** The pane's records: the three ports over the server's HTTP. */
export function createHttpRecords(options: HttpRecordsOptions = {}): HttpRecords {
  const { baseUrl = '', timeoutMs = TIMEOUT_MS, waitsMs = WAITS_MS, secret = secretOfPage, renew = options.secret === undefined ? secretOfServer : () => Promise.resolve(false) } = options;
  const ask = options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init));
  let unreachableSince: Instant | null = null;

  const attempt = async <T>(call: Call, read: (response: Response) => Promise<Result<T, Problem>>): Promise<Tried<T>> => {
    const limit = call.timeoutMs ?? timeoutMs;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), limit);
    try {
      const session = secret();
      const headers: Record<string, string> = { accept: 'application/json', 'x-relance-api': String(API_VERSION) };
      if (session !== null) headers['x-relance-session'] = session;
      if (call.json !== undefined) headers['content-type'] = 'application/json';
      const body = call.form ?? (call.json === undefined ? null : JSON.stringify(call.json));
      const response = await ask(`${baseUrl}${call.path}`, { method: call.method, headers, body, signal: abort.signal, credentials: 'same-origin', cache: 'no-store', redirect: 'error' });
      const result = response.ok ? await read(response) : fail(await problemOf(response));
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

  const send = async <T>(call: Call, read: (response: Response) => Promise<Result<T, Problem>>): Promise<Result<T, Problem>> => {
    let tried = await attempt(call, read);
    // Refused before anything was done: the same request may be sent once more, whatever it does.
    if (!tried.result.ok && tried.result.problem.code === 'source/not-signed-in' && (await renew())) tried = await attempt(call, read);
    for (const wait of call.again ? waitsMs : []) {
      if (!tried.worthAgain) break;
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      tried = await attempt(call, read);
      // A server that was too slow twice is not helped by a third question.
      if (!tried.result.ok && tried.result.problem.code === 'source/timed-out') break;
    }
    return tried.result;
  };
  const call = <T>(request: Call): Promise<Result<T, Problem>> => send<T>(request, valueOf);

  /** The server answers these calls with problems of that family only; anything else would be its bug. */
  const source = <T>(request: Call): Promise<Result<T, SourceProblem>> => call<T>(request) as Promise<Result<T, SourceProblem>>;
  const log = <T>(request: Call): Promise<Result<T, LogProblem>> => call<T>(request) as Promise<Result<T, LogProblem>>;
  const part = (id: string): string => encodeURIComponent(id);

  return {
    lookUp: (hints) => source<HintHits>({ method: 'POST', path: '/api/v1/look-up', json: firstOf(hints), again: true }),
    lookUpWithFile: (hints) => source<Routes['POST /api/v1/look-up?file=true']['answer']>({ method: 'POST', path: '/api/v1/look-up?file=true', json: firstOf(hints), again: true }),
    caseFile: (debtor) => source<CaseFile>({ method: 'GET', path: `/api/v1/debtors/${part(debtor)}/case-file`, again: true }),
    search: (words) => source<readonly FoundDebtor[]>({ method: 'GET', path: `/api/v1/debtors?words=${part(words.slice(0, 200))}`, again: true }),

    worklistPage: ({ group, stage, amountFrom, daysFrom, segment, words, after, limit }) =>
      source<WorklistPage>({ method: 'GET', path: `/api/v1/worklist/page?group=${group}&stage=${part(stage ?? '')}&amountFrom=${amountFrom}&daysFrom=${daysFrom}&segment=${part(segment ?? '')}&words=${part(words.slice(0, 200))}&after=${part(after)}&limit=${limit}`, again: true }),
    forecast: () => source<Forecast>({ method: 'GET', path: '/api/v1/worklist/forecast', again: true }),

    entriesOf: (debtor) => log<readonly LogEntry[]>({ method: 'GET', path: `/api/v1/debtors/${part(debtor)}/entries`, again: true }),
    append: (entry: NewLogEntry, text: KeptText | null) => log<Appended>({ method: 'POST', path: '/api/v1/log', json: { entry, text }, again: true }),
    keptText: (debtor, entry) => log<KeptText | null>({ method: 'GET', path: `/api/v1/debtors/${part(debtor)}/entries/${part(entry)}/text`, again: true }),
    verify: (debtor) => log({ method: 'GET', path: `/api/v1/log/verify/${part(debtor)}`, again: true }),

    pack: () => source<Pack>({ method: 'GET', path: '/api/v1/pack', again: true }),
    rates: () => source<RateTable | null>({ method: 'GET', path: '/api/v1/rates', again: true }),
    learn: (choice) => source<LearnedChoice>({ method: 'PUT', path: '/api/v1/choices', json: choice, again: true }),
    forget: (choice) => source<null>({ method: 'DELETE', path: '/api/v1/choices', json: { scope: choice.scope, value: choice.value }, again: true }),
    choices: () => source<RememberedChoices>({ method: 'GET', path: '/api/v1/choices', again: true }),
    policies: () => source<PolicyBook>({ method: 'GET', path: '/api/v1/policies', again: true }),
    // Twice would be two versions, or a conflict with oneself.
    savePolicy: (policy) => call<OwnPolicy>({ method: 'POST', path: '/api/v1/policies', json: policy, again: false }) as Promise<Result<OwnPolicy, SourceProblem | PolicyProblem>>,
    removePolicy: (policy, version) => call<null>({ method: 'DELETE', path: '/api/v1/policies', json: { policy, version }, again: false }) as Promise<Result<null, SourceProblem | PolicyProblem>>,
    assignPolicy: (assignment) => call<KeptAssignment>({ method: 'PUT', path: '/api/v1/policies/assignments', json: assignment, again: true }) as Promise<Result<KeptAssignment, SourceProblem | PolicyProblem>>,
    previewPolicy: (policy, instead) => call<PolicyPreview>({ method: 'POST', path: '/api/v1/policies/preview', json: { policy, instead }, again: true, timeoutMs: 3 * timeoutMs }),
    dryRun: (offset) => call<DryRunPage>({ method: 'GET', path: `/api/v1/dry-run?offset=${offset}`, again: true, timeoutMs: 3 * timeoutMs }),
    templates: () => source<TemplateBook>({ method: 'GET', path: '/api/v1/templates', again: true }),
    saveTemplate: (text) => call<OwnText>({ method: 'POST', path: '/api/v1/templates', json: text, again: false }) as Promise<Result<OwnText, SourceProblem | TextProblem>>,
    resetTemplate: (text) => call<OwnText>({ method: 'POST', path: '/api/v1/templates/reset', json: text, again: false }) as Promise<Result<OwnText, SourceProblem | TextProblem>>,
    templateVersion: (version) => call<KeptTemplate>({ method: 'GET', path: `/api/v1/templates/versions/${part(version)}`, again: true }) as Promise<Result<KeptTemplate, SourceProblem | TextProblem>>,
    session: () => source<SessionInfo>({ method: 'GET', path: '/api/v1/session', again: true }),
    changeProfile: (change) => call<Pack>({ method: 'PUT', path: '/api/v1/profile', json: change, again: true }),

    document: (reference) => send({ method: 'GET', path: `/api/v1/documents/${part(reference)}`, again: true, timeoutMs: 3 * timeoutMs }, async (response) => ok(new Uint8Array(await response.arrayBuffer()))),
    startSample: () => call<LedgerPreview>({ method: 'POST', path: '/api/v1/sample', again: true }),
    removeSample: () => call<LedgerState>({ method: 'DELETE', path: '/api/v1/sample', again: true }),
    ledger: () => call<LedgerState>({ method: 'GET', path: '/api/v1/ledger', again: true }),
    refreshLedger: () => call<LedgerState>({ method: 'POST', path: '/api/v1/ledger/refresh', again: false, timeoutMs: LEDGER_TIMEOUT_MS }),
    uploadLedger: (fileName, bytes) => {
      const form = new FormData();
      form.append('file', bytes, fileName);
      return call<LedgerPreview>({ method: 'POST', path: '/api/v1/ledger/uploads', form, again: false, timeoutMs: LEDGER_TIMEOUT_MS });
    },
    previewLedger: (uploadId) => call<LedgerPreview>({ method: 'GET', path: `/api/v1/ledger/uploads/${part(uploadId)}`, again: true }),
    mapLedger: (uploadId, mapping) => call<LedgerPreview>({ method: 'PUT', path: `/api/v1/ledger/uploads/${part(uploadId)}/mapping`, json: mapping, again: true, timeoutMs: LEDGER_TIMEOUT_MS }),
    useLedger: (uploadId) => call<LedgerState>({ method: 'POST', path: `/api/v1/ledger/uploads/${part(uploadId)}/use`, again: false, timeoutMs: LEDGER_TIMEOUT_MS }),
    cancelImport: () => call<LedgerState>({ method: 'POST', path: '/api/v1/ledger/import/cancel', again: true, timeoutMs: LEDGER_TIMEOUT_MS }),
    answerAwaiting: (accept) => call<LedgerState>({ method: 'POST', path: '/api/v1/ledger/awaiting', json: { accept }, again: false, timeoutMs: LEDGER_TIMEOUT_MS }),
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

function firstOf(hints: DebtorHints): DebtorHints {
  const first = <T>(list: readonly T[]): readonly T[] => list.slice(0, HINTS);
  return {
    addresses: first(hints.addresses), domains: first(hints.domains), numbers: first(hints.numbers), sirens: first(hints.sirens), vats: first(hints.vats),
    references: first(hints.references), thread: hints.thread.slice(0, 1_000),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** null: the body is no JSON object (a proxy's page, cut off half-way). */
async function fieldsOf(response: Response): Promise<Fields | null> {
  const text = await response.text();
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function valueOf<T>(response: Response): Promise<Result<T, Problem>> {
  const fields = await fieldsOf(response);
  if (fields === null || !('value' in fields) || typeof fields['apiVersion'] !== 'number') return fail({ code: 'source/unreadable-answer' });
  if (fields['apiVersion'] !== API_VERSION) return fail({ code: 'source/version-not-served', asked: API_VERSION, served: [fields['apiVersion']] });
  return ok(fields['value'] as T);
}

async function problemOf(response: Response): Promise<Problem> {
  const fields = await fieldsOf(response);
  const problem = fields?.['problem'];
  if (typeof problem === 'object' && problem !== null && typeof (problem as Fields)['code'] === 'string') return problem as Problem;
  if (response.status === 401) return { code: 'source/not-signed-in' };
  if (response.status === 403) return { code: 'source/forbidden' };
  return { code: 'source/server-error', status: response.status, reference: null };
}
