import type { Execution } from '../execution';
import { SCOPES } from '../scopes';
import { ServiceError } from '../service-error';
import { BOOLEAN, BYTES, either, options, STRING, TEXTS } from '../signature';
import type { Plain } from '../signature';
import { counted, method, overloaded, signature, strictClass } from '../strict-class';
import type { FetchAnswer } from '../world';
import { blobOf, signed, unsigned } from './blob';

/** Source: "Quotas for Google Services": URL Fetch URL length 2 KB, POST size 50 MB, response size 50 MB. */
const LONGEST = { url: 2 * 1024, body: 50 * 1024 * 1024 } as const;

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

const utf8 = (bytes: Uint8Array, charset = 'utf-8'): string => new TextDecoder(charset).decode(bytes);

const HTTPResponse = strictClass<Answered>('UrlFetchApp.HTTPResponse', {
  getResponseCode: method<Answered, []>([], ({ status }) => status),
  getContentText: overloaded<Answered>(signature<Answered, []>([], ({ bytes }) => utf8(bytes)), signature<Answered, [string]>([STRING], ({ bytes }, [charset]) => utf8(bytes, charset))),
  getContent: method<Answered, []>([], ({ bytes }) => signed(bytes)),
  getBlob: method<Answered, []>([], ({ bytes, headers }, _args, at) => blobOf(at, bytes, headers['content-type'] ?? null)),
  getHeaders: method<Answered, []>([], ({ headers }) => headers),
  getAllHeaders: method<Answered, []>([], ({ headers }) => headers),
});

/** Source: reference of UrlFetchApp.fetch(url, params), "Advanced parameters". */
const PARAMS = options({ contentType: STRING, headers: TEXTS, method: STRING, payload: either(STRING, either(BYTES, TEXTS)), validateHttpsCertificates: BOOLEAN, followRedirects: BOOLEAN, muteHttpExceptions: BOOLEAN, escaping: BOOLEAN });
const METHODS = ['get', 'delete', 'patch', 'post', 'put'] as const;

function bodyOf(payload: unknown): { readonly body: Uint8Array | null; readonly contentType: string | null } {
  if (payload === undefined) return { body: null, contentType: null };
  const form = 'application/x-www-form-urlencoded';
  if (typeof payload === 'string') return { body: new TextEncoder().encode(payload), contentType: form };
  if (BYTES.accepts(payload)) return { body: unsigned(payload), contentType: form };
  return { body: new TextEncoder().encode(new URLSearchParams(payload as Record<string, string>).toString()), contentType: form };
}

function fetch(at: Execution, url: string, params: Plain = {}): object {
  const { world } = at;
  world.need('UrlFetchApp.fetch', SCOPES.fetch);
  if (url.length > LONGEST.url) throw new ServiceError('Limit Exceeded: URLFetch URL Length.');
  if (!/^https?:\/\/[^/]+/.test(url)) throw new ServiceError(`Invalid argument: ${url}`);
  if (world.fetchable !== null && !world.fetchable.some((prefix) => url.startsWith(prefix))) throw new ServiceError(`A request for ${url} isn't allowed. The urlFetchWhitelist of the manifest does not hold it.`);
  if (world.faults.take('fetch-quota')) throw new ServiceError('Service invoked too many times for one day: urlfetch.');
  const verb = String(params['method'] ?? 'get').toLowerCase();
  if (!METHODS.some((one) => one === verb)) throw new ServiceError(`Attribute provided with invalid value: method`);
  const { body, contentType } = bodyOf(params['payload']);
  if ((body?.length ?? 0) > LONGEST.body) throw new ServiceError('Limit Exceeded: URLFetch POST Size.');
  const type = typeof params['contentType'] === 'string' ? params['contentType'] : contentType;
  const given = Object.fromEntries(Object.entries((params['headers'] ?? {}) as Readonly<Record<string, string>>).map(([name, value]) => [name.toLowerCase(), value]));
  const headers = { ...(type === null ? {} : { 'content-type': type }), ...given };
  const answer = ask(at, { url, method: verb.toUpperCase(), headers, body });
  const bytes = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
  if (bytes.length > LONGEST.body) throw new ServiceError('Limit Exceeded: URLFetch Response Size.');
  if ((answer.status < 200 || answer.status > 299) && params['muteHttpExceptions'] !== true) {
    throw new ServiceError(`Request failed for ${new URL(url).origin} returned code ${answer.status}. Truncated server response: ${utf8(bytes).slice(0, 200)} (use muteHttpExceptions option to examine full response)`);
  }
  return HTTPResponse.make(at, { status: answer.status, headers: answer.headers, bytes });
}

function ask(at: Execution, request: Parameters<NonNullable<Execution['world']['fetch']>>[0]): FetchAnswer {
  const { world } = at;
  if (world.faults.take('server-slow')) {
    world.advance(60_000);
    throw new ServiceError(`Timeout: ${request.url}`);
  }
  if (world.fetch === null || world.faults.take('server-down')) throw new ServiceError(`Address unavailable: ${request.url}`);
  try {
    const answer = world.fetch(request);
    if (world.faults.take('server-answer-lost')) throw new Error('the answer is lost', { cause: 'ECONNRESET' });
    return answer;
  } catch (error) {
    throw new ServiceError(`Address unavailable: ${request.url}${error instanceof Error && error.cause !== undefined ? ` (${String(error.cause)})` : ''}`);
  }
}

export const UrlFetchApp = strictClass<object>('UrlFetchApp', {
  fetch: counted('fetch', overloaded<object>(
    signature<object, [string]>([STRING], (_self, [url], at) => fetch(at, url)),
    signature<object, [string, Plain]>([STRING, PARAMS], (_self, [url, params], at) => fetch(at, url, params)),
  )),
});
