import { createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { ColumnMapping, CompanyId } from '../../src/core';
import type { Feed, FeedContext, FeedFailure } from '../../src/server/feeds/feed';
import { googleSheetsFeed } from '../../src/server/feeds/google-sheets/google-sheets-feed';
import type { GoogleSheetsSettings } from '../../src/server/feeds/google-sheets/google-sheets-feed';
import { MovableClock } from './fakes/movable-clock';
import { StumblingServer, json } from './fakes/stumbling-server';
import type { Answered, Asked, Vendor } from './fakes/stumbling-server';
import type { FeedWorld, WorldInvoice } from './feed-subject';

/*
 * A spreadsheet of Google's, from its published description: [G1] @googleapis/sheets `build/v4.d.ts`, which Google makes from
 * the discovery document of the API (Schema$Spreadsheet, Schema$BatchGetValuesResponse, Schema$ValueRange: "empty trailing
 * rows and columns will not be included"); [G2] developers.google.com/identity/protocols/oauth2/service-account (the claims of
 * the assertion, the token's answer, `invalid_grant`); [G3] google.aip.dev/193 (the error `{code, message, status}`).
 */

export type SheetCell = string | number | boolean | null;
export interface Tab {
  readonly sheetId: number;
  title: string;
  hidden?: boolean;
  rows: SheetCell[][];
  readonly merges?: readonly object[];
  /** Patterns by "row:column" ([G1] Schema$NumberFormat.pattern). */
  readonly patterns?: Readonly<Record<string, string>>;
}

/** Days since 1899-12-30 ([G1] DateTimeRenderOption SERIAL_NUMBER). */
export const serial = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569;

export const SPREADSHEET = '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcd';
const EMAIL = 'relance@atelier.iam.gserviceaccount.com';
const PAIR = generateKeyPairSync('rsa', { modulusLength: 2048 });
const OTHER = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = ({ privateKey }: typeof PAIR): string => privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

/** The key file, as the console gives it ([G2]). */
export const keyFile = (key: string = pem(PAIR)): string => JSON.stringify({ type: 'service_account', project_id: 'atelier', private_key_id: 'a1', private_key: key, client_email: EMAIL, client_id: '1', auth_uri: 'https://accounts.google.com/o/oauth2/auth', token_uri: 'https://oauth2.googleapis.com/token' });

const refused = (code: number, status: string, message: string): Answered => json(code, { error: { code, message, status } });

class Google implements Vendor {
  private readonly tokens = new Set<string>();
  /** Somebody at work in the spreadsheet, once, after its tabs were listed. */
  afterListing: (() => void) | null = null;

  constructor(private readonly tabs: readonly Tab[], private readonly title: string) {}

  spared({ url }: Asked): boolean {
    return url.pathname === '/token';
  }

  /** Every token that was given is over. */
  expire(): void {
    this.tokens.clear();
  }

  answer(asked: Asked): Answered {
    const { pathname, searchParams } = asked.url;
    if (pathname === '/token') return this.token(asked);
    if (!this.tokens.has(/^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '')) return this.refuse('credential');
    const [, id, what] = /^\/v4\/spreadsheets\/([^/]+?)(\/values:batchGet)?$/.exec(pathname) ?? [];
    if (id !== SPREADSHEET) return refused(404, 'NOT_FOUND', 'Requested entity was not found.');
    if (what !== undefined) return this.values(searchParams);
    if (searchParams.has('ranges')) return this.formats(searchParams.getAll('ranges'));
    const listed = this.spreadsheet();
    this.afterListing?.();
    this.afterListing = null;
    return listed;
  }

  refuse(what: 'credential' | 'rights'): Answered {
    return what === 'credential' ? refused(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.') : refused(403, 'PERMISSION_DENIED', 'The caller does not have permission');
  }

  tooMany(seconds: number): Answered {
    return { ...refused(429, 'RESOURCE_EXHAUSTED', "Quota exceeded for quota metric 'Read requests'"), headers: { 'content-type': 'application/json', 'retry-after': String(seconds) } };
  }

  failing(status: number): Answered {
    return refused(status, 'UNAVAILABLE', 'The service is currently unavailable.');
  }

  private token({ body }: Asked): Answered {
    const form = new URLSearchParams(body);
    const [head = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.');
    const said = claims === '' ? {} : JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>;
    const signed = signature !== '' && createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(PAIR.publicKey, signature, 'base64url');
    const right = form.get('grant_type') === 'urn:ietf:params:oauth:grant-type:jwt-bearer' && said['iss'] === EMAIL && said['aud'] === 'https://oauth2.googleapis.com/token' && said['scope'] === 'https://www.googleapis.com/auth/spreadsheets.readonly';
    if (!signed || !right) return json(400, { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' });
    const token = randomBytes(20).toString('hex');
    this.tokens.add(token);
    return json(200, { access_token: token, expires_in: 3599, token_type: 'Bearer' });
  }

  private spreadsheet(): Answered {
    return json(200, { properties: { title: this.title }, sheets: this.tabs.map(({ sheetId, title, hidden, merges }) => ({ properties: { sheetId, title, sheetType: 'GRID', ...(hidden === true ? { hidden } : {}) }, ...(merges === undefined ? {} : { merges }) })) });
  }

  /** [G1] Schema$GridData: one for each range, its start left out where it is 0; only what `fields` asks for. */
  private formats(ranges: readonly string[]): Answered {
    const data = ranges.map((range) => {
      const [, title = '', letter = ''] = /^'(.*)'!([A-Z])+:[A-Z]+$/.exec(range) ?? [];
      const tab = this.tabs.find((each) => each.title.replace(/'/g, "''") === title);
      const column = letter.charCodeAt(0) - 65;
      return { ...(column === 0 ? {} : { startColumn: column }), rowData: (tab?.rows ?? []).map((cells, at) => {
        const pattern = tab?.patterns?.[`${String(at)}:${String(column)}`];
        const cell = cells[column];
        return { values: [{ ...(typeof cell === 'number' ? { effectiveValue: { numberValue: cell } } : {}), ...(pattern === undefined ? {} : { effectiveFormat: { numberFormat: { pattern } } }) }] };
      }) };
    });
    return json(200, { sheets: [{ data }] });
  }

  private values(query: URLSearchParams): Answered {
    if (query.get('valueRenderOption') !== 'UNFORMATTED_VALUE' || query.get('dateTimeRenderOption') !== 'SERIAL_NUMBER') return refused(400, 'INVALID_ARGUMENT', 'this fake keeps values, not what is shown of them');
    const found = query.getAll('ranges').map((range) => this.tabs.find(({ title }) => `'${title.replace(/'/g, "''")}'` === range));
    const missing = found.indexOf(undefined);
    if (missing >= 0) return refused(400, 'INVALID_ARGUMENT', `Unable to parse range: ${String(query.getAll('ranges')[missing])}`);
    return json(200, { spreadsheetId: SPREADSHEET, valueRanges: (found as readonly Tab[]).map(({ title, rows }) => ({ range: `'${title}'!A1:Z1000`, majorDimension: 'ROWS', ...(rows.length === 0 ? {} : { values: rows.map(trimmed) }) })) });
  }
}

/** [G1] Schema$ValueRange.values. */
function trimmed(row: readonly SheetCell[]): readonly SheetCell[] {
  let end = row.length;
  while (end > 0 && (row[end - 1] === null || row[end - 1] === '')) end -= 1;
  return row.slice(0, end).map((cell) => cell ?? '');
}

export interface GoogleSheetsWorld extends FeedWorld {
  readonly tabs: Tab[];
  /** Done once, between the listing of the tabs and the reading of their values. */
  meanwhile(work: () => void): void;
  made(more?: { readonly values?: GoogleSheetsSettings['values']; readonly mappingFor?: (layout: string) => Promise<ColumnMapping | null> }): ReturnType<typeof googleSheetsFeed>;
}

export const HEADERS = ['Code client', 'Client', 'SIREN', 'E-mail', 'N° facture', 'Date facture', 'Échéance', 'Montant TTC', 'Reste dû', 'Litige'];
const CUSTOMERS: Readonly<Record<string, readonly [string, number | null, string]>> = { 'Garage du Canigou': ['C001', 404833048, 'compta@garage-canigou.fr'], 'Boulangerie Peyron': ['C002', null, 'compta@boulangerie-peyron.fr'] };

/** Last year's invoice of each customer, paid: without a row, a sheet knows no customer. */
const row = (code: string, name: string, siren: SheetCell, mail: string, { number, issued, due, total }: Omit<WorldInvoice, 'customer'>, outstanding = total): SheetCell[] => [code, name, siren, mail, number, serial(issued), serial(due), total / 100, outstanding / 100];

export async function openGoogleSheetsWorld(): Promise<GoogleSheetsWorld> {
  const clock = new MovableClock();
  const old = { issued: '2026-01-05', due: '2026-02-04', total: 12_345 };
  const ledger: Tab = { sheetId: 77, title: "Factures de l'année", rows: [HEADERS, ...Object.entries(CUSTOMERS).map(([name, [code, siren, mail]], at) => row(code, name, siren, mail, { ...old, number: `FA-2025-${String(at + 1)}` }, 0))] };
  const tabs: Tab[] = [{ sheetId: 0, title: 'Notes', rows: [['À faire'], ['Appeler Peyron']] }, ledger];
  const google = new Google(tabs, 'Suivi clients');
  const server = new StumblingServer(google);
  const base = await server.open();
  const company = 'atelier' as CompanyId;
  const context: FeedContext = { company, name: 'Google Sheets', now: () => clock.instant };
  const find = (number: string): SheetCell[] => {
    const found = ledger.rows.find((cells) => cells[4] === number);
    if (found === undefined) throw new Error(`no row ${number}`);
    return found;
  };
  const add = ({ customer, ...bill }: WorldInvoice, outstanding = bill.total): void => {
    const known = ledger.rows.find((cells) => cells[1] === customer);
    const [code, siren, mail] = known === undefined ? [`C${String(1000 + ledger.rows.length)}`, null, `${customer.toLowerCase().replace(/\W/g, '')}@example.fr`] : [known[0] as string, known[2] ?? null, known[3] as string];
    ledger.rows.push(row(code, customer, siren, mail, bill, outstanding));
  };
  const take = (number: string, amount: number): void => {
    const cells = find(number);
    cells[8] = Math.round((cells[8] as number) * 100 - amount) / 100;
  };
  const make = (more: Parameters<GoogleSheetsWorld['made']>[0] = {}, patience?: number): ReturnType<typeof googleSheetsFeed> => googleSheetsFeed({
    values: { spreadsheet: `https://docs.google.com/spreadsheets/d/${SPREADSHEET}/edit#gid=0`, 'service-account': keyFile(), ...more.values }, context, mappingFor: more.mappingFor ?? (() => Promise.resolve(null)),
    endpoints: { sheets: base, token: new URL('token', base) }, limit: { calls: 1_000, seconds: 1 }, ...(patience === undefined ? {} : { patience }),
  });
  const opened = (made: ReturnType<typeof googleSheetsFeed>): Feed => {
    if (!made.ok) throw new Error((made.problem as FeedFailure).code);
    return made.value;
  };
  return {
    company, tabs, made: make, meanwhile: (work) => { google.afterListing = work; },
    feed: ({ credential = 'good', patience } = {}) => opened(make(credential === 'good' ? {} : { values: { 'service-account': keyFile(pem(OTHER)) } }, patience)),
    invoice: (invoice) => { add(invoice); return Promise.resolve(invoice.number); },
    pay: (number, amount) => { take(number, amount); return Promise.resolve(); },
    credit: (note, against) => {
      if (against !== null) take(against, note.total);
      add({ ...note, total: -note.total }, against === null ? -note.total : 0);
      return Promise.resolve(note.number);
    },
    dispute: (number) => { find(number)[9] = 'oui'; return Promise.resolve(); },
    writeOff: (number) => { find(number)[8] = 0; return Promise.resolve(); },
    remove: (number) => { ledger.rows.splice(ledger.rows.indexOf(find(number)), 1); return Promise.resolve(); },
    rename: (customer, name) => {
      for (const cells of ledger.rows) if (cells[1] === customer) cells[1] = name;
      return Promise.resolve();
    },
    many: (count) => Promise.resolve(Array.from({ length: count * 2 }, (_, at) => {
      const number = `FM-${String(at + 1).padStart(4, '0')}`;
      add({ customer: `Client ${String(at + 1)}`, number, issued: '2026-10-01', due: '2026-10-31', total: 10_000 + at });
      return number;
    }).slice(0, count)),
    trouble: (trouble) => {
      server.order(trouble.kind === 'expired' ? { kind: 'fails', calls: 0, status: 500 } : trouble);
      if (trouble.kind === 'expired') google.expire();
    },
    calls: () => server.calls(),
    tick: () => { clock.move({ seconds: 5 }); return Promise.resolve(); },
    close: () => server.close(),
  };
}
