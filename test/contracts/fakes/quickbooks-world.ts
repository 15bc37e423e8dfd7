import type { CompanyId, FeedValues } from '../../../src/core';
import type { Feed, FeedContext } from '../../../src/server/feeds/feed';
import type { FeedWorld, WorldInvoice } from '../feed-subject';
import { MovableClock } from './movable-clock';
import { QuickbooksBooks, californian } from './quickbooks-books';
import type { Bill } from './quickbooks-books';
import { CLIENT, QuickbooksConsent, REALM } from './quickbooks-consent';
import type { Consented, GrantedTokens } from './quickbooks-consent';
import { select } from './quickbooks-query';
import type { Entity } from './quickbooks-query';
import { StumblingServer, json } from './stumbling-server';
import type { Answered, Asked, Vendor } from './stumbling-server';

/*
 * QuickBooks Online's API v3, from the vendor's text (test/fixtures/quickbooks/SOURCES.md). [Q3] developer.intuit.com,
 * "Change data capture operation"; [Q9] "API call limits and throttles"; [Q10] "Review QuickBooks Online Accounting API
 * error codes"; [Q11] python-quickbooks `tests/unit/test_cdc.py`, `quickbooks/client.py` (paths, JSON answers).
 */

export interface QuickbooksEnds {
  /** "https://appcenter.intuit.com/connect/oauth2" */
  readonly authorise: URL;
  /** "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer" */
  readonly token: URL;
  /** "https://developer.api.intuit.com/v2/oauth2/tokens/revoke" */
  readonly revoke: URL;
  /** "https://quickbooks.api.intuit.com/v3/company/" */
  readonly api: URL;
}

/** Where the app keeps what the token endpoint gave; every good feed of one world has the same. */
export interface TokenKeeper {
  read(): GrantedTokens | null;
  write(tokens: GrantedTokens | null): void;
}

export type MakeQuickbooks = (given: { readonly endpoints: QuickbooksEnds; readonly values: FeedValues; readonly context: FeedContext; readonly tokens: TokenKeeper; readonly patience?: number }) => Feed;

/** What the suite does not ask for, and QuickBooks does. */
export interface QuickbooksWorld extends FeedWorld {
  readonly clock: MovableClock;
  readonly endpoints: QuickbooksEnds;
  readonly client: { readonly id: string; readonly secret: string };
  readonly realm: string;
  readonly tokens: TokenKeeper;
  consent(asked: { readonly state: string; readonly challenge: string | null; readonly redirect: string }): Consented;
  authorise(address: URL): Consented;
  /** The clerk takes the consent back in QuickBooks. */
  disconnect(): void;
  /** Amounts are zeroed, the record stays; `remove` deletes. */
  void(number: string): void;
  /** The last payment on this invoice is deleted. */
  unpay(number: string): void;
  deactivate(customer: string): void;
  subCustomer(parent: string, name: string): void;
  /** Without a DocNumber, which is optional. */
  unnumbered(invoice: WorldInvoice): string;
}

const ENTITY: Readonly<Record<string, Entity>> = { invoice: 'Invoice', creditmemo: 'CreditMemo', payment: 'Payment', customer: 'Customer', companyinfo: 'CompanyInfo' };
/** [Q3] "CDC operations can track changes within the last 30 days. Server responses can handle a maximum of 1,000 objects." */
const CDC = { ms: 30 * 86_400_000, objects: 1_000 };
/** [Q9] "500 requests per minute per realm ID. 10 requests per second, per realm ID and app." */
const LIMITS = [{ requests: 10, ms: 1_000 }, { requests: 500, ms: 60_000 }];
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

class Quickbooks implements Vendor {
  private readonly times: number[] = [];

  constructor(private readonly books: QuickbooksBooks, private readonly consent: QuickbooksConsent, private readonly clock: MovableClock) {}

  /** The ledger stumbles; the door does not. */
  spared({ url }: Asked): boolean {
    return !url.pathname.startsWith('/v3/');
  }

  answer(asked: Asked): Answered {
    const { pathname } = asked.url;
    if (asked.method === 'POST' && pathname === '/oauth2/v1/tokens/bearer') return this.consent.token(asked);
    if (asked.method === 'POST' && pathname === '/v2/oauth2/tokens/revoke') return this.consent.revoke(asked);
    const [, version, company, realm, resource = '', id, part] = pathname.split('/');
    if (version !== 'v3' || company !== 'company') return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' };
    if (!this.consent.knows(/^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '')) return this.refuse('credential');
    if (this.throttled()) return this.tooMany(null);
    if (realm !== REALM) return this.refuse('rights');
    // An answer is XML unless JSON is asked for ([Q2] are recorded answers of that kind).
    if (part !== 'pdf' && !(asked.headers.accept ?? '').includes('application/json')) return { status: 200, headers: { 'content-type': 'application/xml' }, body: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3"/>' };
    if (resource === 'query') return this.query(asked);
    if (resource === 'cdc') return this.changes(asked.url.searchParams);
    return asked.method === 'GET' ? this.read(resource, id ?? '', part) : this.fault(400, 'ValidationFault', '2010', 'Request has invalid or unsupported property', 'this fake is only read');
  }

  /** [Q10] 401 "expired or revoked"; [Q6] and recorded logs: in lower case, unlike the other faults. 403: the realm is another app's. */
  refuse(what: 'credential' | 'rights'): Answered {
    if (what === 'rights') return this.fault(403, 'AUTHORIZATION', '3100', 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403', 'Authorization failed');
    return json(401, {
      warnings: null, intuitObject: null, fault: { error: [{ message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401', detail: 'Token expired', code: '3200', element: null }], type: 'AUTHENTICATION' },
      report: null, queryResponse: null, batchItemResponse: [], attachableResponse: [], syncErrorResponse: null, requestId: null, time: this.clock.now, status: null, cdcresponse: [],
    });
  }

  /** [Q2] too_many_requests_error.xml. [Q9] speaks of 60 seconds and of no header: only an ordered trouble says how long. */
  tooMany(seconds: number | null): Answered {
    const answered = this.fault(429, 'SERVICE', '3001', 'message=ThrottleExceeded; errorCode=003001; statusCode=429', 'The request limit was reached.  Try again later');
    return seconds === null ? answered : { ...answered, headers: { ...answered.headers, 'retry-after': String(seconds) } };
  }

  /** [Q2] generic_error.xml. */
  failing(status: number): Answered {
    return this.fault(status, 'SystemFault', '10000', 'An application error has occurred while processing your request', 'System Failure Error');
  }

  /** [Q10] Fault and error elements; `time` as in [Q2]. */
  private fault(status: number, type: string, code: string, Message: string, Detail: string): Answered {
    return json(status, { Fault: { Error: [{ Message, Detail, code, element: '' }], type }, time: californian(this.clock.now) });
  }

  private throttled(): boolean {
    const now = Date.now();
    this.times.push(now);
    if (this.times.length > 1_000) this.times.splice(0, 400);
    return LIMITS.some(({ requests, ms }) => this.times.filter((time) => now - time < ms).length > requests);
  }

  /** [Q1] GET with `query`, or POST with the statement as application/text. */
  private query({ method, url, body }: Asked): Answered {
    const found = select(method === 'POST' ? body : url.searchParams.get('query') ?? '', (entity) => this.books.rows(entity));
    const time = californian(this.clock.now);
    if ('code' in found) return this.fault(400, 'ValidationFault', found.code, found.message, found.detail);
    if ('count' in found) return json(200, { QueryResponse: { totalCount: found.count }, time });
    return json(200, { QueryResponse: found.rows.length === 0 ? {} : { [found.entity]: found.rows, startPosition: found.start, maxResults: found.rows.length }, time });
  }

  /** [Q3]; the JSON of [Q11] test_cdc.py, an entity without changes `{}`; what is deleted as in [Q2] invoice_changes.xml. */
  private changes(query: URLSearchParams): Answered {
    const since = Date.parse(query.get('changedSince') ?? '');
    const entities = (query.get('entities') ?? '').split(',').map((name) => ENTITY[name.trim().toLowerCase()]);
    if (Number.isNaN(since) || entities.includes(undefined)) return this.fault(400, 'ValidationFault', '2010', 'Request has invalid or unsupported property', 'entities, changedSince');
    if (since < this.clock.now - CDC.ms) return this.fault(400, 'ValidationFault', '4001', 'Invalid query', 'changedSince must be within the last 30 days');
    let left = CDC.objects;
    // What is told is told to the second; what is compared is not.
    const answers = (entities as readonly Entity[]).map((entity) => {
      const alive = this.books.rows(entity).filter((row) => Date.parse((row['MetaData'] as { readonly LastUpdatedTime: string }).LastUpdatedTime) >= since - 999);
      const dead = this.books.deleted.filter((each) => each.entity === entity && each.at >= since).map(({ id, at }) => ({ domain: 'QBO', status: 'Deleted', Id: id, MetaData: { LastUpdatedTime: californian(at) } }));
      const rows = [...alive, ...dead].slice(0, left);
      left -= rows.length;
      return rows.length === 0 ? {} : { [entity]: rows, startPosition: 1, maxResults: rows.length, totalCount: rows.length };
    });
    return json(200, { CDCResponse: [{ QueryResponse: answers }], time: californian(this.clock.now) });
  }

  private read(resource: string, id: string, part: string | undefined): Answered {
    const entity = ENTITY[resource];
    // [Q11] client.py; companyinfo is asked for by the realm (oauth-pythonclient user guide, step 4).
    const found = entity === 'CompanyInfo' ? this.books.rows(entity)[0] : entity === undefined ? undefined : this.books.one(entity, id);
    // [Q10] 610.
    if (entity === undefined || found === undefined) return this.fault(400, 'ValidationFault', '610', 'Object Not Found', "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.");
    if (part === 'pdf' && (entity === 'Invoice' || entity === 'CreditMemo')) return { status: 200, headers: { 'content-type': 'application/pdf' }, body: PDF };
    return json(200, { [entity]: found, time: californian(this.clock.now) });
  }
}

/** A company on QuickBooks Online, with the two customers of the suite, that has said yes to our app. */
export async function openQuickbooksWorld(makeFeed: MakeQuickbooks): Promise<QuickbooksWorld> {
  const clock = new MovableClock();
  const books = new QuickbooksBooks(clock);
  const consent = new QuickbooksConsent(clock);
  const server = new StumblingServer(new Quickbooks(books, consent, clock));
  const base = await server.open();
  const endpoints: QuickbooksEnds = { authorise: new URL('connect/oauth2', base), token: new URL('oauth2/v1/tokens/bearer', base), revoke: new URL('v2/oauth2/tokens/revoke', base), api: new URL('v3/company/', base) };
  // [Q4] PrimaryTaxIdentifier "primary Tax ID of the Person or Organization", ResaleNum "or some additional info about the customer".
  books.customer('Garage du Canigou', { PrimaryEmailAddr: { Address: 'compta@garage-canigou.fr' }, PrimaryTaxIdentifier: 'FR83404833048', ResaleNum: '404833048', BillAddr: { Id: '4', Line1: '3 rue du Four', City: 'Prades', PostalCode: '66500', Country: 'France' } });
  books.customer('Boulangerie Peyron', { PrimaryEmailAddr: { Address: 'compta@boulangerie-peyron.fr' } });
  let kept: GrantedTokens | null = consent.grant();
  const tokens: TokenKeeper = { read: () => kept, write: (next) => { kept = next; } };
  const stale: GrantedTokens = { realmId: REALM, access: 'no-such-token', accessUntil: clock.now + 3_600_000, refresh: 'AB1no-such-token', refreshUntil: clock.now + 8_726_400_000 };
  const company = 'atelier' as CompanyId;
  const context: FeedContext = { company, name: 'QuickBooks', now: () => clock.instant };
  const partyOf = (bill: Bill): Bill['CustomerRef'] => bill.CustomerRef;
  const cents = (amount: number): number => Math.round(amount * 100);
  return {
    clock, endpoints, client: CLIENT, realm: REALM, tokens, company,
    feed: ({ credential = 'good', patience } = {}) => {
      const values: FeedValues = { 'client-id': CLIENT.id, 'client-secret': CLIENT.secret };
      return makeFeed({ endpoints, values, context, tokens: credential === 'good' ? tokens : { read: () => stale, write: () => undefined }, ...(patience === undefined ? {} : { patience }) });
    },
    consent: (asked) => consent.consent(asked),
    authorise: (address) => consent.authorise(address),
    disconnect: () => { consent.disconnect(); },
    invoice: (invoice) => { books.bill('Invoice', invoice); return Promise.resolve(invoice.number); },
    unnumbered: (invoice) => books.bill('Invoice', { ...invoice, number: '' }).Id,
    pay: (number, amount, on) => {
      const bill = books.numbered(number);
      books.pay(partyOf(bill), amount, on, [{ bill, type: 'Invoice', amount }]);
      return Promise.resolve();
    },
    // A credit is used by a payment of nothing that is linked with both ([Q8]; developer.intuit.com, payment, sample with a CreditMemo line).
    credit: (note, against) => {
      const memo = books.bill('CreditMemo', note);
      if (against !== null) {
        const bill = books.numbered(against);
        books.pay(partyOf(bill), 0, note.issued, [{ bill, type: 'Invoice', amount: note.total }, { bill: memo, type: 'CreditMemo', amount: note.total }]);
      }
      return Promise.resolve(note.number);
    },
    payOnAccount: (customer, amount, on) => { books.pay({ value: books.named(customer).Id, name: customer }, amount, on, []); return Promise.resolve(); },
    // How QuickBooks writes off what is lost: a credit memo over an item of bad debts, used on the invoice.
    writeOff: (number) => {
      const bill = books.numbered(number);
      const amount = cents(bill.Balance);
      const memo = books.bill('CreditMemo', { customer: bill.CustomerRef.name, number: `BD-${number}`, issued: clock.day, due: clock.day, total: amount });
      memo['PrivateNote'] = 'Bad debt';
      books.pay(partyOf(bill), 0, clock.day, [{ bill, type: 'Invoice', amount }, { bill: memo, type: 'CreditMemo', amount }]);
      return Promise.resolve();
    },
    remove: (number) => { books.delete('Invoice', books.numbered(number).Id); return Promise.resolve(); },
    void: (number) => { books.void(number); },
    unpay: (number) => { books.unpay(books.numbered(number).LinkedTxn.at(-1)?.TxnId ?? ''); },
    rename: (customer, name) => { books.change(customer, { DisplayName: name, FullyQualifiedName: name, CompanyName: name }); return Promise.resolve(); },
    deactivate: (customer) => { books.change(customer, { Active: false, DisplayName: `${customer} (deleted)` }); },
    subCustomer: (parent, name) => { books.customer(name, { FullyQualifiedName: `${parent}:${name}`, Job: true, BillWithParent: true, ParentRef: { value: books.named(parent).Id }, Level: 1 }); },
    many: (count) => Promise.resolve(Array.from({ length: count }, (_, at) => {
      const customer = `Client ${String(at + 1)}`;
      books.customer(customer, { PrimaryEmailAddr: { Address: `client${String(at + 1)}@example.fr` } });
      const number = `FM-${String(at + 1).padStart(4, '0')}`;
      books.bill('Invoice', { customer, number, issued: '2026-10-01', due: '2026-10-31', total: 10_000 + at });
      return number;
    })),
    trouble: (trouble) => {
      server.order(trouble.kind === 'expired' ? { kind: 'fails', calls: 0, status: 500 } : trouble);
      if (trouble.kind === 'expired') consent.expire();
    },
    calls: () => server.calls(),
    tick: () => { clock.move({ seconds: 5 }); return Promise.resolve(); },
    close: () => server.close(),
  };
}
