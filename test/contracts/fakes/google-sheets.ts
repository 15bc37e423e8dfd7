import type { CompanyId, FeedValues } from '../../../src/core';
import type { Feed, FeedContext } from '../../../src/server/feeds/feed';
import type { FeedWorld, WorldInvoice } from '../feed-subject';
import { GoogleAnswers } from './google-answers';
import type { Spreadsheet } from './google-answers';
import { serialOf } from './google-grid';
import type { GoogleCell, GoogleFormat, GoogleSheet } from './google-grid';
import { GoogleToken } from './google-token';
import { MovableClock } from './movable-clock';
import { StumblingServer } from './stumbling-server';

/** Two hosts, as at Google: "https://sheets.googleapis.com/" and "https://oauth2.googleapis.com/token". */
export interface GoogleEndpoints {
  readonly sheets: URL;
  readonly token: URL;
}

/** Given to the feed under test by the test that knows it: this file knows no feed. */
export type MakeGoogleSheets = (given: { readonly endpoints: GoogleEndpoints; readonly values: FeedValues; readonly context: FeedContext; readonly patience?: number }) => Feed;

export interface GoogleWorld extends FeedWorld {
  readonly endpoints: GoogleEndpoints;
  readonly spreadsheet: Spreadsheet;
  readonly token: GoogleToken;
  /** The sheet with the invoices. */
  readonly ledger: GoogleSheet;
  /** Done once, between the reading of the values and what is asked after it. */
  meanwhile(work: () => void): void;
}

const DAY: GoogleFormat = { type: 'DATE', pattern: 'dd/mm/yyyy' };
const EURO: GoogleFormat = { type: 'CURRENCY', pattern: '#,##0.00\\ [$€-40C]' };
const HEADERS = ['Client', 'N° facture', 'Date', 'Échéance', 'Montant TTC', 'Reste dû', 'E-mail', 'SIREN'];
const [CLIENT, NUMBER, REST, MAIL, SIREN] = [0, 1, 5, 6, 7];

const text = (value: string): GoogleCell => ({ value });
const day = (value: string): GoogleCell => ({ value: serialOf(value), format: DAY });
/** `minor`: cents. */
const euros = (minor: number): GoogleCell => ({ value: minor / 100, format: EURO });

function rowOf({ customer, number, issued, due, total }: WorldInvoice, rest: number, mail: GoogleCell, siren: GoogleCell): GoogleCell[] {
  const cells = [text(customer), text(number), day(issued), day(due), euros(total), euros(rest), mail];
  return siren === null ? cells : [...cells, siren];
}

/**
 * A bookkeeper's spreadsheet: a sheet of explanations, an empty one, a chart, a hidden list, and the invoices. A sheet knows no
 * customer without a row, so both begin with an invoice of last year that was paid.
 */
function openingBooks(): { readonly spreadsheet: Spreadsheet; readonly ledger: GoogleSheet } {
  const old = { issued: '2026-01-05', due: '2026-02-04', total: 12_345 };
  const sheet = (sheetId: number, title: string, rows: GoogleCell[][], more: Partial<GoogleSheet> = {}): GoogleSheet => ({ sheetId, title, rows, sheetType: 'GRID', hidden: false, ...more });
  const ledger = sheet(1_404_833_048, "Suivi d'encours 2026", [
    HEADERS.map(text),
    rowOf({ customer: 'Garage du Canigou', number: 'FA-2025-0001', ...old }, 0, text('compta@garage-canigou.fr'), { value: 404_833_048, format: { type: 'NUMBER', pattern: '000000000' } }),
    rowOf({ customer: 'Boulangerie Peyron', number: 'FA-2025-0002', ...old }, 0, text('compta@boulangerie-peyron.fr'), null),
    [],
  ]);
  return {
    ledger,
    spreadsheet: {
      id: '1qPz0E3mYb7TnK5dXhR2sVwLgUaCj8oFi4uNtB6xMe9k', title: 'Atelier – encours clients', shared: true,
      sheets: [
        sheet(0, "Mode d'emploi", [[text('Une ligne par facture')], [], [text('Mise à jour'), { value: true }]]), sheet(512, 'Feuille 2', []), sheet(77, 'Graphique', [], { sheetType: 'OBJECT' }),
        sheet(78, 'Listes', [[text('Virement')], [text('Chèque')]], { hidden: true }), ledger,
      ],
    },
  };
}

/** `fakes/google-answers.ts` and `fakes/google-token.ts`, each on a server of its own; what is ordered to go wrong goes wrong at the first. */
export async function openGoogleSheetsWorld(makeFeed: MakeGoogleSheets): Promise<GoogleWorld> {
  const clock = new MovableClock();
  const { spreadsheet, ledger } = openingBooks();
  const token = new GoogleToken();
  const answers = new GoogleAnswers(spreadsheet, token);
  const [sheets, tokens] = [new StumblingServer(answers), new StumblingServer(token)];
  const endpoints: GoogleEndpoints = { sheets: await sheets.open(), token: new URL('token', await tokens.open()) };
  const company = 'atelier' as CompanyId;
  const context: FeedContext = { company, name: 'Google Sheets', now: () => clock.instant };

  const holds = (cells: readonly GoogleCell[], column: number, value: string): boolean => cells[column]?.value === value;
  const find = (number: string): GoogleCell[] => {
    const found = ledger.rows.find((cells) => holds(cells, NUMBER, number));
    if (found === undefined) throw new Error(`no row ${number}`);
    return found;
  };
  const add = (invoice: WorldInvoice, rest = invoice.total): void => {
    const known = ledger.rows.find((cells) => holds(cells, CLIENT, invoice.customer));
    ledger.rows.push(rowOf(invoice, rest, known === undefined ? text(`compta@${invoice.customer.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example.fr`) : known[MAIL] ?? null, known?.[SIREN] ?? null));
  };
  /** As a spreadsheet takes away: in binary fractions, which are not made whole. */
  const take = (number: string, amount: number): void => {
    const cells = find(number);
    cells[REST] = { value: Number(cells[REST]?.value) - amount / 100, format: EURO };
  };

  return {
    company, endpoints, spreadsheet, token, ledger,
    meanwhile: (work) => { answers.afterValues = work; },
    feed: ({ credential = 'good', patience } = {}) => makeFeed({
      endpoints, context, ...(patience === undefined ? {} : { patience }),
      values: { spreadsheet: `https://docs.google.com/spreadsheets/d/${spreadsheet.id}/edit?gid=0#gid=0`, 'service-account': token.keyFile(credential === 'good' ? 'good' : 'deleted') },
    }),
    invoice: (invoice) => { add(invoice); return Promise.resolve(invoice.number); },
    pay: (number, amount) => { take(number, amount); return Promise.resolve(); },
    credit: (note, against) => {
      if (against !== null) take(against, note.total);
      add({ ...note, total: -note.total }, against === null ? -note.total : 0);
      return Promise.resolve(note.number);
    },
    remove: (number) => { ledger.rows.splice(ledger.rows.indexOf(find(number)), 1); return Promise.resolve(); },
    rename: (customer, name) => {
      for (const cells of ledger.rows) if (holds(cells, CLIENT, customer)) cells[CLIENT] = text(name);
      return Promise.resolve();
    },
    // As many rows as make more than one page of any sensible size; the first `count` are asked after.
    many: (count) => {
      const numbers = Array.from({ length: count * 3 }, (_, at) => `FM-${String(at + 1).padStart(4, '0')}`);
      numbers.forEach((number, at) => add({ customer: `Atelier n° ${String(at + 1)}`, number, issued: '2026-10-01', due: '2026-10-31', total: 10_010 + at }));
      return Promise.resolve(numbers.slice(0, count));
    },
    trouble: (trouble) => {
      sheets.order(trouble.kind === 'expired' ? { kind: 'fails', calls: 0, status: 500 } : trouble);
      if (trouble.kind === 'expired') token.expire();
    },
    calls: () => sheets.calls() + tokens.calls(),
    tick: () => { clock.move({ seconds: 5 }); return Promise.resolve(); },
    close: async () => { await Promise.all([sheets.close(), tokens.close()]); },
  };
}
