import { fail, ok } from '../result';
import type { Result } from '../result';
import type { ReminderPolicy } from '../dunning/types';
import type { DryRunPage, PolicyPreview } from '../dunning/foreseen';
import type { KeptAssignment, OwnPolicy, PolicyAssignment, PolicyBook, PolicyToSave } from '../dunning/policy-book';
import type { RememberedChoices } from '../identify/choice-scopes';
import type { DebtorHints, HintHits, LearnedChoice } from '../identify/types';
import type { CompanyId, DebtorId, PolicyId } from '../ledger/types';
import type { EntryId, KeptText, LogEntry, NewLogEntry } from '../log/types';
import type { RateTable } from '../penalties/types';
import type { Appended, FoundDebtor } from '../ports';
import type { KeptTemplate, OwnText, TemplateBook, TextToReset, TextToSave } from '../reminder/template-book';
import type { Forecast, WorklistPage, WorklistQuery } from '../worklist/types';
import type { CaseFile, Pack } from '../case-file';
import type { Problem } from '../problems';
import { API_VERSION } from './wire';
import type { FeedIdentity, FeedToSave, FeedView } from './feeds';
import type { ColumnMapping, CompanyView, LedgerPreview, LedgerState, LogImported, MovedChain, Routes, SessionInfo } from './wire';

/** One request of the wire, whatever host sends it. `T`: what the server answers. */
export interface ApiRequest<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Sent as JSON; undefined: no body. */
  readonly json?: unknown;
  /** Twice is the same as once: by nature, or because the log knows the request id. Only such a request is tried again. */
  readonly again: boolean;
  /** The server has more to do than a look into its books: minutes for a ledger, some seconds for a trial of rules. */
  readonly takes?: 'seconds' | 'minutes';
  /** Never there: it only ties the answer's type to the request. */
  readonly answers?: T;
}

/** The header in which a client says which version of the wire it speaks. */
export const API_HEADERS: Readonly<Record<string, string>> = { accept: 'application/json', 'x-relance-api': String(API_VERSION) };

/** The header in which a client says which company's ledger it asks about; absent: the first one's. */
export const COMPANY_HEADER = 'x-relance-company';

/** The server's limit per kind of hint; the first ones are the newest. */
const HINTS = 200;

function firstOf(hints: DebtorHints): DebtorHints {
  const first = <T>(list: readonly T[]): readonly T[] => list.slice(0, HINTS);
  return {
    addresses: first(hints.addresses), domains: first(hints.domains), numbers: first(hints.numbers), sirens: first(hints.sirens), vats: first(hints.vats),
    references: first(hints.references), thread: hints.thread.slice(0, 1_000),
  };
}

/** Half of a pair of signs has no UTF-8: encodeURIComponent throws. */
const part = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
const get = <T>(path: string): ApiRequest<T> => ({ method: 'GET', path: `/api/v1${path}`, again: true });
const send = <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, json: unknown, again: boolean): ApiRequest<T> => ({ method, path: `/api/v1${path}`, ...(json === undefined ? {} : { json }), again });
const long = <T>(request: ApiRequest<T>, takes: 'seconds' | 'minutes'): ApiRequest<T> => ({ ...request, takes });

/** What a client of the server asks, request by request. */
export const api = {
  lookUp: (hints: DebtorHints) => send<HintHits>('POST', '/look-up', firstOf(hints), true),
  lookUpWithFile: (hints: DebtorHints) => send<Routes['POST /api/v1/look-up?file=true']['answer']>('POST', '/look-up?file=true', firstOf(hints), true),
  caseFile: (debtor: DebtorId) => get<CaseFile>(`/debtors/${part(debtor)}/case-file`),
  search: (words: string) => get<readonly FoundDebtor[]>(`/debtors?words=${part(words.slice(0, 200))}`),
  worklistPage: ({ group, stage, amountFrom, daysFrom, segment, words, after, limit }: WorklistQuery) =>
    get<WorklistPage>(`/worklist/page?group=${group}&stage=${part(stage ?? '')}&amountFrom=${amountFrom}&daysFrom=${daysFrom}&segment=${part(segment ?? '')}&words=${part(words.slice(0, 200))}&after=${part(after)}&limit=${limit}`),
  forecast: () => get<Forecast>('/worklist/forecast'),

  entriesOf: (debtor: DebtorId) => get<readonly LogEntry[]>(`/debtors/${part(debtor)}/entries`),
  append: (entry: NewLogEntry, text: KeptText | null) => send<Appended>('POST', '/log', { entry, text }, true),
  keptText: (debtor: DebtorId, entry: EntryId) => get<KeptText | null>(`/debtors/${part(debtor)}/entries/${part(entry)}/text`),
  importLog: (chains: readonly MovedChain[]) => long(send<LogImported>('POST', '/log/import', { chains }, true), 'seconds'),
  verify: (debtor: DebtorId) => get<Routes['GET /api/v1/log/verify/:id']['answer']>(`/log/verify/${part(debtor)}`),

  session: () => get<SessionInfo>('/session'),
  pack: () => get<Pack>('/pack'),
  rates: () => get<RateTable | null>('/rates'),
  changeProfile: (change: Routes['PUT /api/v1/profile']['body']) => send<Pack>('PUT', '/profile', change, true),
  learn: (choice: LearnedChoice) => send<LearnedChoice>('PUT', '/choices', choice, true),
  forget: ({ scope, value }: Pick<LearnedChoice, 'scope' | 'value'>) => send<null>('DELETE', '/choices', { scope, value }, true),
  choices: () => get<RememberedChoices>('/choices'),

  policies: () => get<PolicyBook>('/policies'),
  // Twice would be two versions, or a conflict with oneself.
  savePolicy: (policy: PolicyToSave) => send<OwnPolicy>('POST', '/policies', policy, false),
  removePolicy: (policy: PolicyId, version: string) => send<null>('DELETE', '/policies', { policy, version }, false),
  assignPolicy: (assignment: PolicyAssignment) => send<KeptAssignment>('PUT', '/policies/assignments', assignment, true),
  previewPolicy: (policy: ReminderPolicy, instead: PolicyId) => long(send<PolicyPreview>('POST', '/policies/preview', { policy, instead }, true), 'seconds'),
  dryRun: (offset: number) => long(get<DryRunPage>(`/dry-run?offset=${offset}`), 'seconds'),
  templates: () => get<TemplateBook>('/templates'),
  saveTemplate: (text: TextToSave) => send<OwnText>('POST', '/templates', text, false),
  resetTemplate: (text: TextToReset) => send<OwnText>('POST', '/templates/reset', text, false),
  templateVersion: (version: string) => get<KeptTemplate>(`/templates/versions/${part(version)}`),

  document: (reference: string) => long(get<never>(`/documents/${part(reference)}`), 'seconds'),
  startSample: () => send<LedgerPreview>('POST', '/sample', undefined, true),
  removeSample: () => send<LedgerState>('DELETE', '/sample', undefined, true),
  ledger: () => get<LedgerState>('/ledger'),
  refreshLedger: () => long(send<LedgerState>('POST', '/ledger/refresh', undefined, false), 'minutes'),
  /** Its body is a form: the host's own. */
  uploadLedger: () => long(send<LedgerPreview>('POST', '/ledger/uploads', undefined, false), 'minutes'),
  previewLedger: (uploadId: string) => get<LedgerPreview>(`/ledger/uploads/${part(uploadId)}`),
  mapLedger: (uploadId: string, mapping: ColumnMapping) => long(send<LedgerPreview>('PUT', `/ledger/uploads/${part(uploadId)}/mapping`, mapping, true), 'minutes'),
  useLedger: (uploadId: string) => long(send<LedgerState>('POST', `/ledger/uploads/${part(uploadId)}/use`, undefined, false), 'minutes'),
  cancelImport: () => long(send<LedgerState>('POST', '/ledger/import/cancel', undefined, true), 'minutes'),
  answerAwaiting: (accept: boolean) => long(send<LedgerState>('POST', '/ledger/awaiting', { accept }, false), 'minutes'),

  addCompany: (name: string) => send<CompanyView>('POST', '/companies', { name }, false),
  removeCompany: (id: CompanyId) => send<null>('DELETE', `/companies/${part(id)}`, undefined, true),
  feeds: () => get<readonly FeedView[]>('/feeds'),
  testFeed: (feed: Routes['POST /api/v1/feeds/test']['body']) => long(send<FeedIdentity>('POST', '/feeds/test', feed, true), 'seconds'),
  connectFeed: (feed: FeedToSave) => long(send<FeedView>('POST', '/feeds', feed, false), 'seconds'),
  changeFeed: (id: string, feed: FeedToSave) => long(send<FeedView>('PUT', `/feeds/${part(id)}`, feed, true), 'seconds'),
  removeFeed: (id: string) => long(send<null>('DELETE', `/feeds/${part(id)}`, undefined, true), 'minutes'),
  pullFeed: (id: string, whole: boolean) => send<FeedView>('POST', `/feeds/${part(id)}/pull`, { whole }, true),
  cancelPull: (id: string) => long(send<FeedView>('POST', `/feeds/${part(id)}/cancel`, undefined, true), 'seconds'),
  answerFeed: (id: string, accept: boolean) => long(send<FeedView>('POST', `/feeds/${part(id)}/awaiting`, { accept }, false), 'minutes'),
  authoriseFeed: (id: string) => long(send<Routes['POST /api/v1/feeds/:id/authorise']['answer']>('POST', `/feeds/${part(id)}/authorise`, undefined, true), 'seconds'),
  reread: (debtor: DebtorId) => long(send<Routes['POST /api/v1/debtors/:id/reread']['answer']>('POST', `/debtors/${part(debtor)}/reread`, undefined, true), 'seconds'),
} as const;

type Fields = Readonly<Record<string, unknown>>;

/** null: the body is no JSON object (a proxy's page, cut off half-way). */
function fieldsOf(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What the server said: `Answer` under a status of success, else `Refusal`; anything else is not our server's word. */
export function readAnswer<T>(status: number, body: string): Result<T, Problem> {
  const fields = fieldsOf(body);
  if (status >= 200 && status < 300) {
    if (fields === null || !('value' in fields) || typeof fields['apiVersion'] !== 'number') return fail({ code: 'source/unreadable-answer' });
    if (fields['apiVersion'] !== API_VERSION) return fail({ code: 'source/version-not-served', asked: API_VERSION, served: [fields['apiVersion']] });
    return ok(fields['value'] as T);
  }
  const problem = fields?.['problem'];
  if (typeof problem === 'object' && problem !== null && typeof (problem as Fields)['code'] === 'string') return fail(problem as Problem);
  if (status === 401) return fail({ code: 'source/not-signed-in' });
  if (status === 403) return fail({ code: 'source/forbidden' });
  return fail({ code: 'source/server-error', status, reference: null });
}
