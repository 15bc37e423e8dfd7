import type { ColumnMapping, LedgerField } from './wire';
import { amountOf, inferDecimalMark } from './amounts';
import { foldHeader, isBlank, textOf } from './cell';
import type { Cell, Row } from './cell';
import { inferDateOrder } from './dates';
import type { DateOrder } from './dates';
import { fieldOfHeader } from './headers';
import { columnsBy, profileOf } from './profiles/known-export';

const HEADER_SEARCH = 30;
const HEADER_LENGTH = 60;

export interface RecognisedColumns {
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly columns: Readonly<Partial<Record<LedgerField, number>>>;
}

/**
 * Finds the header row (the row among the first 30 that names the most fields) and the column of each field.
 * A header over two rows ("Facture" above "N°", "Date", "Échéance") is taken as one when both together name more;
 * `headerRow` is then the lower one. The header of a program's known export says itself which column is which. Two columns of one name: the first counts; the clerk can correct it.
 */
export function recogniseColumns(rows: readonly Row[]): RecognisedColumns {
  let best: RecognisedColumns = { headerRow: 0, headers: (rows[0] ?? []).map(textOf), columns: {} };
  let most = 0;
  for (let at = 0; at < Math.min(rows.length, HEADER_SEARCH); at += 1) {
    const lower = (rows[at] ?? []).map(textOf);
    const profile = profileOf(lower);
    if (profile !== null) return { headerRow: at, headers: lower, columns: columnsBy(profile, lower) };
    const upper = at === 0 ? null : headerAbove(rows[at - 1] ?? []);
    const single = lower.map((header) => fieldOf(header));
    const double = upper === null ? single : paired(upper, lower);
    for (const [fields, depth] of [[single, 1], [double, 2]] as const) {
      const columns: Partial<Record<LedgerField, number>> = {};
      const width = secondTableIn(fields) ?? fields.length;
      fields.slice(0, width).forEach((field, column) => {
        if (field !== null && columns[field] === undefined) columns[field] = column;
      });
      preferInvoices(columns, fields.slice(0, width), lower);
      preferNames(columns, fields.slice(0, width), lower);
      // A "Niveau" alone may be one of anything: beside the last reminder it is that of reminders.
      const level = columns['reminder-level'];
      if (level !== undefined && columns['reminded-on'] === undefined && foldHeader(lower[level] ?? '') === 'niveau') delete columns['reminder-level'];
      // The only address of a file is its contact, whatever its header calls it; beside a plain one it has a field of its own.
      if (columns['contact-address'] === undefined && columns['accounting-address'] !== undefined) {
        columns['contact-address'] = columns['accounting-address'];
        delete columns['accounting-address'];
      }
      const found = Object.keys(columns).length;
      if (found > most) {
        most = found;
        best = { headerRow: at, headers: depth === 1 ? lower : headersAt(rows, at), columns };
      }
    }
  }
  return best;
}

/** Accounting programs number their pieces too: the customer quotes the invoice's number. */
function preferInvoices(columns: Partial<Record<LedgerField, number>>, fields: readonly (LedgerField | null)[], headers: readonly string[]): void {
  const of = (word: RegExp): number => fields.findIndex((field, column) => field === 'invoice-number' && word.test(foldHeader((headers[column] ?? '').replace(/[°º]/g, ' '))));
  const taken = columns['invoice-number'];
  if (taken === undefined || taken !== of(/piece|reference|^ref|document/)) return;
  const invoices = of(/fact|^n fac|^no fac|invoice/);
  if (invoices !== -1) columns['invoice-number'] = invoices;
}

/** "Tiers" or "Client" beside "Raison sociale" is the customer's code. */
function preferNames(columns: Partial<Record<LedgerField, number>>, fields: readonly (LedgerField | null)[], headers: readonly string[]): void {
  const taken = columns['debtor-name'];
  if (taken === undefined || columns['debtor-code'] !== undefined || !/^(?:tiers|client)$/.test(foldHeader(headers[taken] ?? ''))) return;
  const named = fields.findIndex((field, column) => field === 'debtor-name' && column !== taken && /^(?:raison sociale|nom\b|intitule|libelle|denomination)/.test(foldHeader(headers[column] ?? '')));
  if (named === -1) return;
  columns['debtor-code'] = taken;
  columns['debtor-name'] = named;
}

const DEBIT = /^(?:montant |mouvement |mvt )?(?:debit|debits|debiteur)$/;
const CREDIT = /^(?:montant |mouvement |mvt )?(?:credit|credits|crediteur)$/;

/**
 * The header of a column that is taken for what is open although it holds the debits, the credits or the balance that runs
 * on from row to row of an account, where paid invoices stand too; null: there is none, or each row's balance is its own.
 */
export function runningBalance(rows: readonly Row[], mapping: ColumnMapping): string | null {
  const headers = headersAt(rows, mapping.headerRow);
  const folded = headers.map(foldHeader);
  const [debit, credit] = [folded.findIndex((header) => DEBIT.test(header)), folded.findIndex((header) => CREDIT.test(header))];
  if (debit === -1 || credit === -1) return null;
  const { outstanding, amount } = mapping.columns;
  if (outstanding === undefined || outstanding === debit || outstanding === credit) {
    const column = outstanding ?? (amount === debit || amount === credit || amount === undefined ? (amount ?? debit) : null);
    return column === null ? null : (headers[column] as string);
  }
  const minorIn = (row: Row, column: number): number | null => {
    const read = isBlank(row[column]) ? null : amountOf(row[column] as Cell, mapping);
    return read === null ? 0 : read.kind === 'read' ? read.minor : null;
  };
  let [others, running, before, movedBefore] = [0, 0, 0, 0];
  for (let at = mapping.headerRow + 1; at < rows.length; at += 1) {
    const row = rows[at] as Row;
    const [is, owed, given] = [minorIn(row, outstanding), minorIn(row, debit), minorIn(row, credit)];
    if (is === null || owed === null || given === null || (owed === 0 && given === 0)) continue;
    const moved = owed - Math.abs(given);
    // What is left of an invoice may differ from its row's movement too; a balance that runs is the one before and the movement.
    if (is !== moved) others += 1;
    // Listed from the oldest movement or from the newest.
    if (is !== moved && (is === before + moved || is === before - movedBefore)) running += 1;
    [before, movedBefore] = [is, moved];
  }
  return running > 0 && running * 2 >= others ? (headers[outstanding] as string) : null;
}

/** The column where a second table begins beside the first; null: there is one table. */
export const secondTableBeside = (headers: readonly string[]): number | null => secondTableIn(headers.map(fieldOf));

/** A second number, a second due date and a second amount: no table of invoices has two of each. */
function secondTableIn(fields: readonly (LedgerField | null)[]): number | null {
  const seen = new Set<LedgerField>();
  for (let column = 0; column < fields.length; column += 1) {
    const field = fields[column] as LedgerField | null;
    if (field === null) continue;
    if (!seen.has(field)) {
      seen.add(field);
      continue;
    }
    const rest = new Set(fields.slice(column));
    const twice = (each: LedgerField): boolean => seen.has(each) && rest.has(each);
    if (!twice('invoice-number') || !twice('due') || !(twice('outstanding') || twice('amount'))) return null;
    // It begins behind the gap, where there is one: its first columns may have names that the first table has not.
    const gap = fields.lastIndexOf(null, column);
    return gap > Math.max(...[...seen].map((each) => fields.indexOf(each))) ? gap : column;
  }
  return null;
}

const fieldOf = (header: string): LedgerField | null => (header === '' || header.length > HEADER_LENGTH ? null : fieldOfHeader(header));

interface UpperHeader {
  readonly own: readonly string[];
  /** A merged cell holds its text in its first column only: it stands for the empty ones to its right. */
  readonly spread: readonly string[];
}

function headerAbove(row: Row): UpperHeader {
  const own = row.map(textOf);
  let last = '';
  const spread = own.map((text) => (last = text === '' ? last : text));
  return { own, spread };
}

function paired({ own, spread }: UpperHeader, lower: readonly string[]): (LedgerField | null)[] {
  const width = Math.max(own.length, lower.length);
  // A row of data or of one title above is no upper header: it must name something itself, in short words.
  return Array.from({ length: width }, (_, column): LedgerField | null => {
    const [above, below] = [spread[column] ?? spread[spread.length - 1] ?? '', lower[column] ?? ''];
    if (below === '') return fieldOf(own[column] ?? '');
    return fieldOf(`${below} ${above}`) ?? fieldOf(`${above} ${below}`) ?? fieldOf(below);
  });
}

/** The headers as the clerk reads them: a header that is empty in its own row stands in the row above. */
export function headersAt(rows: readonly Row[], headerRow: number): readonly string[] {
  const [own, above] = [(rows[headerRow] ?? []).map(textOf), (rows[headerRow - 1] ?? []).map(textOf)];
  return Array.from({ length: Math.max(own.length, fieldOf(above[above.length - 1] ?? '') === null ? 0 : above.length) }, (_, column) => {
    const text = own[column] ?? '';
    return text === '' && fieldOf(above[column] ?? '') !== null ? (above[column] as string) : text;
  });
}

/** A layout is what identifies a file's columns: remembered mappings are found by it. */
export const layoutOf = (headers: readonly string[]): string => headers.map((header) => header.toLowerCase().trim()).join('\u001f').slice(0, 4000);

/** The fields without which no invoice can be read. `headings`: the customers stand above their invoices. */
export function missingFields(columns: ColumnMapping['columns'], headings = false): readonly LedgerField[] {
  const missing: LedgerField[] = [];
  if (columns['invoice-number'] === undefined) missing.push('invoice-number');
  if (columns['debtor-name'] === undefined && columns['debtor-code'] === undefined && !headings) missing.push('debtor-name');
  if (columns.due === undefined) missing.push('due');
  if (columns.amount === undefined && columns.outstanding === undefined) missing.push('outstanding');
  return missing;
}

/** The cells of some columns below the header, one column after the other. */
function* columnsOf(rows: readonly Row[], mapping: ColumnMapping, fields: readonly LedgerField[]): Generator<Cell> {
  for (const field of fields) {
    const column = mapping.columns[field];
    if (column === undefined) continue;
    for (let at = mapping.headerRow + 1; at < rows.length; at += 1) {
      const cell = rows[at]?.[column];
      if (cell !== undefined && !isBlank(cell)) yield cell;
    }
  }
}

/** A mapping proposed from the headers and the whole columns; what cannot be decided is null. */
export function proposeMapping(rows: readonly Row[], sheet: string | null): { readonly mapping: ColumnMapping; readonly headers: readonly string[]; readonly dates: DateOrder } {
  const { headerRow, headers, columns } = recogniseColumns(rows);
  const found = completeMapping(rows, { columns, headerRow, sheet, dateOrder: null, decimal: null, defaultCurrency: 'EUR' });
  if (columns.outstanding === undefined || runningBalance(rows, found.mapping) === null) return { ...found, headers };
  const { outstanding: _running, ...others } = columns;
  return { ...found, mapping: { ...found.mapping, columns: others }, headers };
}

/** Fills what the columns themselves decide into a mapping that the clerk (or the memory) gave. */
export function completeMapping(rows: readonly Row[], mapping: ColumnMapping): { readonly mapping: ColumnMapping; readonly dates: DateOrder } {
  const dates = inferDateOrder(columnsOf(rows, mapping, ['due', 'issued']));
  return {
    mapping: {
      ...mapping,
      dateOrder: mapping.dateOrder ?? (dates.kind === 'decided' ? dates.order : null),
      decimal: mapping.decimal ?? inferDecimalMark(columnsOf(rows, mapping, ['outstanding', 'amount', 'paid'])),
    },
    dates,
  };
}
