import { api, API_HEADERS, fail, ok, readAnswer } from '../core';
import type { ApiRequest, LogProblem, Pack, PolicyProblem, Problem, Result, SourceProblem, Template, TextProblem } from '../core';
import type { GmailRecords } from './gmail-records';
import { googleFailure } from './google-failure';
import { shippedTemplates } from './shipped';
import type { UserCache } from './user-cache';

/** Under which the pack of the server is kept; named when the user's cache is opened. */
export const PACK_KEY = 'server.pack';
/** Seconds. Every look-up says which pack is in force, so it may be long. */
const PACK_FOR = 6 * 60 * 60;
/** A callback is ended after 30 seconds, and one slow answer may take most of them: later than this nothing is asked twice. */
const RETRY_WITHIN_MS = 8_000;

export interface HttpRecordsOptions {
  /** `https://relance.company.fr`: no path, no slash at the end (server-address.ts). */
  readonly address: string;
  /** null: nothing is kept from one callback to the next. */
  readonly cache: UserCache | null;
  /** Milliseconds; default: the clock. */
  readonly now?: () => number;
}

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** One connection for one callback. */
export interface ServerConnection {
  /** Sends it once, and once more where that is harmless and may help. */
  call<T>(request: ApiRequest<T>): Result<T, Problem>;
  /** A text file, as the field `file` of a form. */
  upload<T>(request: ApiRequest<T>, file: TextFile): Result<T, Problem>;
}

/** Google's identity token is asked for once and stays in this callback: it is in no cache, no property, no card. */
export function connect({ address, now = Date.now }: Pick<HttpRecordsOptions, 'address' | 'now'>): ServerConnection {
  const began = now();
  let token: string | null = null;

  const attempt = <T>(request: ApiRequest<T>, file: TextFile | null): { readonly result: Result<T, Problem>; readonly worthAgain: boolean } => {
    const from = now();
    try {
      token ??= ScriptApp.getIdentityToken();
      if (!token) return { result: fail({ code: 'google/no-consent' }), worthAgain: false };
      const response = UrlFetchApp.fetch(`${address}${request.path}`, {
        method: METHODS[request.method], headers: { ...API_HEADERS, authorization: `Bearer ${token}` }, muteHttpExceptions: true, followRedirects: false,
        ...(file === null ? (request.json === undefined ? {} : { contentType: 'application/json', payload: JSON.stringify(request.json) }) : formOf(file)),
      });
      const status = response.getResponseCode();
      return { result: readAnswer<T>(status, response.getContentText()), worthAgain: status >= 500 };
    } catch (thrown) {
      const problem = fetchFailure(thrown, now() - from);
      if (problem === null) throw thrown;
      return { result: fail(problem), worthAgain: problem.code === 'source/timed-out' || problem.code === 'source/unreachable' };
    }
  };
  const call = <T>(request: ApiRequest<T>, file: TextFile | null): Result<T, Problem> => {
    const first = attempt(request, file);
    return first.worthAgain && request.again && now() - began < RETRY_WITHIN_MS ? attempt(request, file).result : first.result;
  };
  return { call: (request) => call(request, null), upload: call };
}

/** RFC 7578. A text holds no line that is the boundary: it has a random part. */
function formOf({ name, text }: TextFile): { readonly contentType: string; readonly payload: string } {
  const boundary = `relance-${Utilities.getUuid()}`;
  const fileName = name.replace(/["\\\r\n]/g, '_');
  return { contentType: `multipart/form-data; boundary=${boundary}`, payload: `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv; charset=utf-8\r\n\r\n${text}\r\n--${boundary}--\r\n` };
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const;

/** What UrlFetchApp throws: sentences. Google's list is not public; these are those of its issue tracker. null: none of them. */
function fetchFailure(thrown: unknown, afterMs: number): SourceProblem | null {
  const message = thrown !== null && typeof thrown === 'object' && typeof (thrown as { readonly message?: unknown }).message === 'string' ? (thrown as { readonly message: string }).message : '';
  if (/^(?:Exception: )?Timeout\b|timed? ?out/i.test(message)) return { code: 'source/timed-out', afterMs };
  if (/urlFetchWhitelist|isn't allowed|is not allowed/i.test(message)) return { code: 'source/address-not-allowed' };
  if (/address unavailable|dns error|unexpected error: http|ssl error|connection|bad request: http|bandwidth/i.test(message)) return { code: 'source/unreachable', since: null };
  return googleFailure(thrown);
}

/** The records of the company's server, for one callback. */
export function createHttpRecords(options: HttpRecordsOptions): GmailRecords {
  const { address, cache } = options;
  const { call } = connect(options);
  /** The server answers these requests with problems of that family only; anything else would be its bug. */
  const source = <T>(request: ApiRequest<T>): Result<T, SourceProblem> => call(request) as Result<T, SourceProblem>;
  const log = <T>(request: ApiRequest<T>): Result<T, LogProblem> => call(request) as Result<T, LogProblem>;
  const packs = keptPacks(address, cache);
  /** Of an answer that names the pack in force. */
  const naming = <T extends object>(answer: Result<T, SourceProblem>, idOf: (value: T) => string | undefined): Result<T, SourceProblem> => {
    if (answer.ok) packs.inForce(idOf(answer.value));
    return answer;
  };
  /** What changes the pack: the next look at it is a new one. */
  const changing = <T, P>(answer: Result<T, P>): Result<T, P> => {
    if (answer.ok) packs.forget();
    return answer;
  };
  const policy = <T>(request: ApiRequest<T>): Result<T, SourceProblem | PolicyProblem> => changing(call(request) as Result<T, SourceProblem | PolicyProblem>);
  const text = <T>(request: ApiRequest<T>): Result<T, SourceProblem | TextProblem> => call(request) as Result<T, SourceProblem | TextProblem>;

  return {
    lookUp: (hints) => source(api.lookUp(hints)),
    lookUpWithFile: (hints) => naming(source(api.lookUpWithFile(hints)), ({ pack, file }) => pack ?? file?.pack),
    caseFile: (debtor) => naming(source(api.caseFile(debtor)), ({ pack }) => pack),
    search: (words) => source(api.search(words)),
    worklistPage: (query) => source(api.worklistPage(query)),

    entriesOf: (debtor) => log(api.entriesOf(debtor)),
    append: (entry, kept) => log(api.append(entry, kept)),
    keptText: (debtor, entry) => log(api.keptText(debtor, entry)),
    verify: (debtor) => {
      const report = log(api.verify(debtor));
      return report.ok ? ok({ intact: report.value.intact, brokenAt: report.value.brokenAt, why: report.value.why }) : report;
    },

    pack: () => {
      const kept = packs.read();
      if (kept !== null) return ok(kept);
      const pack = source(api.pack());
      if (pack.ok) packs.keep(pack.value);
      return pack;
    },
    session: () => naming(source(api.session()), ({ packId }) => packId),
    changeProfile: (change) => {
      const changed = call(api.changeProfile(change));
      if (changed.ok) packs.keep(changed.value);
      return changed;
    },
    rates: () => source(api.rates()),
    learn: (choice) => source(api.learn(choice)),
    forget: (choice) => source(api.forget(choice)),
    choices: () => source(api.choices()),
    policies: () => source(api.policies()),
    savePolicy: (saved) => policy(api.savePolicy(saved)),
    removePolicy: (id, version) => policy(api.removePolicy(id, version)),
    assignPolicy: (assignment) => policy(api.assignPolicy(assignment)),
    templates: () => source(api.templates()),
    saveTemplate: (saved) => changing(text(api.saveTemplate(saved))),
    resetTemplate: (saved) => changing(text(api.resetTemplate(saved))),
    templateVersion: (version) => text(api.templateVersion(version)),
  };
}

/** As kept: a shipped text is in the bundle already, and its version is the hash of its words. */
interface KeptPack {
  readonly address: string;
  readonly pack: Omit<Pack, 'templates'> & { readonly templates: readonly (Template | string)[] };
}

interface Packs {
  /** null: to be read from the server. */
  read(): Pack | null;
  keep(pack: Pack): void;
  /** The server says which is in force; undefined: it did not say. */
  inForce(id: string | undefined): void;
  forget(): void;
}

/** The pack is the same for months and has 150 kB: read from the server once, then only when a look-up names another one. */
function keptPacks(address: string, cache: UserCache | null): Packs {
  let now: Pack | null = null;
  const forget = (): void => {
    now = null;
    cache?.drop(PACK_KEY);
  };
  return {
    read: () => {
      now ??= whole(cache?.read(PACK_KEY) ?? null, address);
      return now;
    },
    keep: (pack) => {
      now = pack;
      if (cache === null) return;
      const shipped = new Set(shippedTemplates().map(({ version }) => version));
      const kept: KeptPack = { address, pack: { ...pack, templates: pack.templates.map((text) => (shipped.has(text.version) ? text.version : text)) } };
      cache.put(PACK_KEY, kept, PACK_FOR);
    },
    inForce: (id) => {
      if (id === undefined) return;
      now ??= whole(cache?.read(PACK_KEY) ?? null, address);
      if (now !== null && now.id !== id) forget();
    },
    forget,
  };
}

/** null: nothing kept, of another server, or with texts that this version of the add-on does not bring along. */
function whole(value: unknown, address: string): Pack | null {
  const kept = value as Partial<KeptPack> | null;
  if (kept === null || typeof kept !== 'object' || kept.address !== address || kept.pack === undefined) return null;
  const shipped = new Map(shippedTemplates().map((text) => [text.version, text]));
  const templates: Template[] = [];
  for (const text of kept.pack.templates) {
    const found = typeof text === 'string' ? shipped.get(text) : text;
    if (found === undefined) return null;
    templates.push(found);
  }
  return { ...kept.pack, templates };
}
