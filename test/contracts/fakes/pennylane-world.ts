import type { CompanyId, FeedValues } from '../../../src/core';
import type { Feed, FeedContext } from '../../../src/server/feeds/feed';
import type { FeedWorld, Trouble, WorldInvoice } from '../feed-subject';
import { MovableClock } from './movable-clock';
import { PennylaneBooks, moment } from './pennylane-books';
import type { Change } from './pennylane-books';
import { CUSTOMER_RULES, INVOICE_RULES, PART_RULES, limitOf, list, page, placeOf, refusal } from './pennylane-listing';
import { StumblingServer, json } from './stumbling-server';
import type { Answered, Asked, Vendor } from './stumbling-server';

/*
 * Pennylane's company API v2, from the vendor's text (test/fixtures/pennylane/SOURCES.md). [P1] pennylane-sdk
 * `specs/firm_v1.json`; [P2] pennylane-mock `contracts/pennylane.openapi.yaml`; [P3] pages of pennylane.readme.io/docs.
 */

export interface PennylaneEnds {
  /** "https://app.pennylane.com/api/external/v2/" */
  readonly api: URL;
}

/** Given to the feed under test by the test that knows it: this file knows no feed. */
export type MakePennylane = (given: { readonly endpoints: PennylaneEnds; readonly values: FeedValues; readonly context: FeedContext; readonly patience?: number }) => Feed;

/** What the suite does not ask for, and Pennylane does. */
export interface PennylaneWorld extends FeedWorld {
  readonly clock: MovableClock;
  readonly endpoints: PennylaneEnds;
  readonly key: string;
  /** Another currency: `amount` and what remains are told in euros, `rate` times as much. */
  foreign(invoice: WorldInvoice, currency: string, rate: number): string;
  individual(name: string, email: string): void;
  /** Gone without a trace but the changelog's; `remove` cancels by a credit note, as Pennylane does with what is final. */
  erase(number: string): void;
  /** Requests for a PDF that carried the key to the other host. */
  leaks(): number;
}

const KEY = 'pk_good_company_token';
const PREFIX = '/api/external/v2/';
/** [P3] rate-limiting-1: "up to 25 requests every 5 seconds", "applied at the token level". */
const LIMIT = { requests: 25, ms: 5_000 };
/** [P1] changelogs, start_date: "Changes for the last 4 weeks are retained". */
const KEPT_MS = 28 * 86_400_000;
/** [P1] public_file_url. */
const FILE_MS = 30 * 60_000;
/** [P1] processed_at: "when the event arrived in the change log pipeline", which is after the change itself. */
const PIPELINE_MS = 800;
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

class Pennylane implements Vendor {
  private readonly windows = new Map<string, { readonly from: number; requests: number }>();
  base = new URL('http://fake/');
  files = new URL('http://fake/');

  constructor(private readonly books: PennylaneBooks, private readonly clock: MovableClock) {}

  answer(asked: Asked): Answered {
    // [P2] 401: "Jeton absent, invalide ou expiré, les trois cas sont indistincts".
    const token = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '';
    const { limited, headers } = this.count(token);
    const answered = limited === null ? token === KEY ? this.routed(asked) : refusal(401, 'The access token is invalid') : limited;
    // [P3] rate-limiting-1: "All API requests that are not rate-limited return rate limit headers."
    return { ...answered, headers: { ...headers, ...answered.headers } };
  }

  refuse(what: 'credential' | 'rights'): Answered {
    // [P2] 403: "Le message NOMME le scope manquant."
    return what === 'credential' ? refusal(401, 'The access token is invalid') : refusal(403, 'Access to this resource requires scope "customer_invoices:readonly".');
  }

  /** [P3] rate-limiting-1: plain text, `retry-after`. */
  tooMany(seconds: number): Answered {
    return { status: 429, headers: { 'content-type': 'text/plain', 'retry-after': String(seconds), 'ratelimit-remaining': '0' }, body: `Rate limit exceeded. Please retry in ${String(seconds)} seconds.` };
  }

  failing(status: number): Answered {
    return refusal(status, 'Internal Server Error');
  }

  /** A window of real seconds for each token. */
  private count(token: string): { readonly limited: Answered | null; readonly headers: Readonly<Record<string, string>> } {
    const now = Date.now();
    const open = this.windows.get(token);
    const window = open !== undefined && now - open.from < LIMIT.ms ? open : { from: now, requests: 0 };
    window.requests += 1;
    this.windows.set(token, window);
    const headers = { 'ratelimit-limit': String(LIMIT.requests), 'ratelimit-remaining': String(Math.max(0, LIMIT.requests - window.requests)), 'ratelimit-reset': String(Math.ceil((window.from + LIMIT.ms) / 1000)) };
    return { limited: window.requests > LIMIT.requests ? this.tooMany(Math.max(1, Math.ceil((window.from + LIMIT.ms - now) / 1000))) : null, headers };
  }

  private routed({ method, url }: Asked): Answered {
    if (method !== 'GET' || !url.pathname.startsWith(PREFIX)) return refusal(404, 'Not Found');
    const [resource, id, part, ...more] = url.pathname.slice(PREFIX.length).split('/');
    if (more.length > 0) return refusal(404, 'Not Found');
    const invoices = (): ReturnType<PennylaneBooks['invoices']> => this.books.invoices(this.base, (bill) => this.fileOf(bill.id));
    // [P2] /me: user, company, scopes; "Aucun scope requis".
    if (resource === 'me' && id === undefined) return json(200, { user: { id: 1, first_name: 'Léa', last_name: 'Martin', email: 'lea@example.fr', locale: 'fr' }, company: { id: 39, name: 'Atelier Canigou', reg_no: '732829320', accounting_logic: 'engagement' }, scopes: ['customer_invoices:readonly', 'customers:readonly', 'transactions:readonly'] });
    if (resource === 'changelogs' && part === undefined) return this.changes(id ?? '', url.searchParams);
    const all = resource === 'customer_invoices' ? invoices() : resource === 'customers' ? this.books.customers(this.base) : null;
    if (all === null) return refusal(404, 'Not Found');
    if (id === undefined) return list(all, url.searchParams, resource === 'customers' ? CUSTOMER_RULES : INVOICE_RULES);
    const one = all.find((item) => String(item.id) === id);
    if (one === undefined) return refusal(404, 'Not Found');
    if (part === undefined) return json(200, one);
    if (resource === 'customer_invoices' && part === 'matched_transactions') return list(this.books.transactionsOf(one.id), url.searchParams, PART_RULES);
    const empty = resource === 'customers' ? ['contacts'] : ['payments', 'invoice_lines', 'invoice_line_sections', 'custom_header_fields', 'categories', 'appendices', 'installments'];
    return empty.includes(part) ? list([], url.searchParams, PART_RULES) : refusal(404, 'Not Found');
  }

  /** [P1] GET .../changelogs/customer_invoices; items "using `processed_at` in ASC order (oldest first)". */
  private changes(resource: string, query: URLSearchParams): Answered {
    if (!['customer_invoices', 'customers', 'transactions'].includes(resource)) return refusal(404, 'Not Found');
    const limit = limitOf(query, 1_000);
    if (limit === null) return refusal(400, 'limit must be between 1 and 1000');
    const start = query.get('start_date');
    const cursor = query.get('cursor');
    // [P1] "Providing both `start_date` and `cursor` parameters will result in a 400 response."
    if (start !== null && cursor !== null) return refusal(400, 'start_date and cursor cannot be used together');
    // [P1] "The date should follow RFC3339 format."
    if (start !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(start)) return refusal(400, 'start_date is invalid');
    const from = start === null ? 0 : Date.parse(start);
    // [P1] "a `start_date` older than that will result in a 422 response".
    if (start !== null && from < this.clock.now - KEPT_MS) return refusal(422, 'start_date must be within the last 4 weeks');
    const place = cursor === null ? -1 : placeOf(cursor);
    if (typeof place !== 'number') return refusal(400, 'cursor is invalid');
    const processed = ({ at }: Change): number => at + PIPELINE_MS;
    const known = this.books.changes.map((change, order) => ({ change, order })).filter(({ change, order }) => change.resource === resource && order > place && processed(change) <= this.clock.now && processed(change) >= from && change.at >= this.clock.now - KEPT_MS);
    const items = known.slice(0, limit);
    return page(items.map(({ change }) => ({ id: change.id, operation: change.operation, processed_at: moment(processed(change)), updated_at: moment(change.at), created_at: moment(change.created) })), known.length > limit ? items.at(-1)?.order ?? null : null);
  }

  private fileOf(id: number): string {
    const url = new URL('public/invoice/pdf', this.files);
    url.searchParams.set('encrypted_id', Buffer.from(`${String(id)}:${String(this.clock.now)}`).toString('base64url'));
    return url.href;
  }
}

/** The host of the PDFs, which is another one than the API's: it knows the address it gave, and no key. */
class PennylaneFiles implements Vendor {
  leaks = 0;

  constructor(private readonly clock: MovableClock) {}

  answer({ url, headers }: Asked): Answered {
    if (headers.authorization !== undefined) this.leaks += 1;
    const [, at] = Buffer.from(url.searchParams.get('encrypted_id') ?? '', 'base64url').toString('utf8').split(':');
    const fresh = url.pathname === '/public/invoice/pdf' && at !== undefined && this.clock.now - Number(at) <= FILE_MS;
    return fresh ? { status: 200, headers: { 'content-type': 'application/pdf' }, body: PDF } : { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not found</h1>' };
  }

  refuse(): Answered {
    return { status: 404, body: '' };
  }

  tooMany(): Answered {
    return { status: 429, body: '' };
  }

  failing(status: number): Answered {
    return { status, body: '' };
  }
}

/** A company on Pennylane, with the two customers of the suite. */
export async function openPennylaneWorld(makeFeed: MakePennylane): Promise<PennylaneWorld> {
  const clock = new MovableClock();
  const books = new PennylaneBooks(clock);
  books.party('Garage du Canigou', { siren: '404833048', vat: 'FR83404833048', emails: ['compta@garage-canigou.fr'] });
  books.party('Boulangerie Peyron', { emails: ['compta@boulangerie-peyron.fr'] });
  const vendor = new Pennylane(books, clock);
  const host = new PennylaneFiles(clock);
  const [server, files] = [new StumblingServer(vendor), new StumblingServer(host)];
  const api = new URL(PREFIX.slice(1), await server.open());
  vendor.base = api;
  vendor.files = await files.open();
  const company = 'atelier' as CompanyId;
  const context: FeedContext = { company, name: 'Pennylane', now: () => clock.instant };
  return {
    clock, company, endpoints: { api }, key: KEY,
    feed: ({ credential = 'good', patience } = {}) => makeFeed({ endpoints: { api }, values: { key: credential === 'good' ? KEY : 'pk_no_such_token' }, context, ...(patience === undefined ? {} : { patience }) }),
    invoice: (invoice) => { books.bill(invoice); return Promise.resolve(invoice.number); },
    draft: (invoice) => { books.bill(invoice, { draft: true }); return Promise.resolve(); },
    foreign: (invoice, currency, rate) => { books.bill(invoice, { currency, rate }); return invoice.number; },
    individual: (name, email) => { books.party(name, { kind: 'individual', emails: [email] }); },
    pay: (number, amount, on) => { books.pay(number, amount, on); return Promise.resolve(); },
    credit: (note, against) => { books.credit(note, against); return Promise.resolve(note.number); },
    remove: (number) => {
      const bill = books.numbered(number);
      const customer = books.parties.find(({ id }) => id === bill.customer)?.name ?? '';
      books.credit({ customer, number: `AV-${number}`, issued: clock.day, due: clock.day, total: bill.total }, number);
      return Promise.resolve();
    },
    erase: (number) => { books.delete(number); },
    rename: (customer, name) => { books.rename(customer, name); return Promise.resolve(); },
    many: (count) => Promise.resolve(Array.from({ length: count }, (_, at) => {
      const customer = `Client ${String(at + 1)}`;
      books.party(customer, { emails: [`client${String(at + 1)}@example.fr`] });
      const number = `FM-${String(at + 1).padStart(4, '0')}`;
      books.bill({ customer, number, issued: '2026-10-01', due: '2026-10-31', total: 10_000 + at });
      return number;
    })),
    trouble: (trouble: Trouble) => { server.order(trouble); },
    calls: () => server.calls(),
    leaks: () => host.leaks,
    tick: () => { clock.move({ seconds: 5 }); return Promise.resolve(); },
    close: async () => { await Promise.all([server.close(), files.close()]); },
  };
}
