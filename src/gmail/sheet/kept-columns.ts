import { LEDGER_FIELDS, foldHeader, headersAt, sheetWords, textOf } from '../../core';
import type { ColumnMapping, Language, LedgerField, Row } from '../../core';
import { cellJson, jsonOfCell } from './cell-text';
import { SETTING_COLUMNS, cellAt, layoutOfTab } from './tab-columns';

/** The row of Réglages that says where the invoices are: whoever connects to the spreadsheet finds the same. */
export const COLUMNS_KEY = 'ledger.columns';

export interface KeptColumns {
  readonly version: 1;
  /** Tab of the invoices. */
  readonly invoices: number;
  /** Tab of the customers; null: there is none. */
  readonly customers: number | null;
  /** As the clerk corrected it; null: as the headers say. */
  readonly mapping: ColumnMapping | null;
  /** What stood above each mapped column. */
  readonly headers: Readonly<Partial<Record<LedgerField, string>>>;
}

export function columnsToKeep(rows: readonly Row[], place: Pick<KeptColumns, 'invoices' | 'customers' | 'mapping'>): KeptColumns {
  const { mapping } = place;
  const headers = mapping === null ? [] : headersAt(rows, mapping.headerRow);
  return { version: 1, ...place, headers: Object.fromEntries((Object.entries(mapping?.columns ?? {}) as [LedgerField, number][]).map(([field, column]) => [field, headers[column] ?? ''])) };
}

/** The lowest row of that key; null: none, or one that somebody typed over. */
export function keptColumnsIn(settings: readonly Row[]): KeptColumns | null {
  const layout = layoutOfTab(settings, SETTING_COLUMNS);
  if (layout === null) return null;
  let kept: KeptColumns | null = null;
  for (const row of settings.slice(layout.headerRow + 1)) if (cellAt(row, layout, 'key').trim() === COLUMNS_KEY) kept = columnsOf(jsonOfCell(cellAt(row, layout, 'value'))) ?? kept;
  return kept;
}

/** The row of Réglages that keeps them, in the order of its columns as they stand; a new tab: as it is made. */
export function settingRow(kept: KeptColumns, settings: readonly Row[], by: string, at: string, language: Language): readonly string[] {
  const cells = { setting: sheetWords(language).keptColumns, subject: '', value: cellJson(kept), by, at, key: COLUMNS_KEY };
  const layout = layoutOfTab(settings, SETTING_COLUMNS);
  const row: string[] = [];
  (Object.keys(SETTING_COLUMNS) as (keyof typeof cells)[]).forEach((column, place) => { row[layout?.at[column] ?? place] = cells[column]; });
  return Array.from(row, (cell) => cell ?? '');
}

/** How far down a header is looked for. */
const LOOKED_AT = 30;

/**
 * The mapping as it applies to the rows of now: people insert and move columns, and a mapping by place alone would then
 * read the discount as the sum owed. A column is followed by its header; one whose header is gone is mapped no more.
 */
export function followed(rows: readonly Row[], { mapping, headers }: Pick<KeptColumns, 'mapping' | 'headers'>): ColumnMapping | null {
  if (mapping === null) return null;
  const fields = Object.entries(mapping.columns) as [LedgerField, number][];
  const name = (field: LedgerField): string => foldHeader(headers[field] ?? '');
  const found = (at: number): readonly string[] => (rows[at] ?? []).map((cell) => foldHeader(textOf(cell)));
  const known = new Set(fields.map(([field]) => name(field)).filter((each) => each !== ''));
  const score = (at: number): number => new Set(found(at).filter((each) => known.has(each))).size;
  let headerRow = mapping.headerRow;
  for (let at = 0; at < Math.min(rows.length, LOOKED_AT); at += 1) if (score(at) > score(headerRow)) headerRow = at;
  const now = found(headerRow);
  const columns: Partial<Record<LedgerField, number>> = {};
  for (const [field, column] of fields) {
    const header = name(field);
    const place = now[column] === header || header === '' ? column : now.indexOf(header);
    if (place !== -1) columns[field] = place;
  }
  return { ...mapping, columns, headerRow };
}

const FIELDS: ReadonlySet<string> = new Set(LEDGER_FIELDS);
const isPlace = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOneOf = <T extends string | null>(value: unknown, allowed: readonly T[]): value is T => (allowed as readonly unknown[]).includes(value);

/** Anybody with the right to edit may have typed into the cell. */
function columnsOf(value: unknown): KeptColumns | null {
  if (!isRecord(value) || value['version'] !== 1 || !isPlace(value['invoices'])) return null;
  const { customers, headers } = value;
  const mapping = value['mapping'] === null ? null : mappingOf(value['mapping']);
  if (mapping === undefined || (customers !== null && !isPlace(customers)) || !isRecord(headers)) return null;
  const texts = Object.entries(headers).filter((each): each is [LedgerField, string] => FIELDS.has(each[0]) && typeof each[1] === 'string');
  return { version: 1, invoices: value['invoices'], customers, mapping, headers: Object.fromEntries(texts) };
}

function mappingOf(value: unknown): ColumnMapping | undefined {
  if (!isRecord(value) || !isRecord(value['columns']) || !isPlace(value['headerRow'])) return undefined;
  const { columns, headerRow, dateOrder, decimal, defaultCurrency } = value;
  if (!isOneOf(dateOrder, ['day-first', 'month-first', 'year-first', null]) || !isOneOf(decimal, ['comma', 'point', null]) || !isOneOf(defaultCurrency, ['EUR', 'GBP', 'USD', 'CHF'])) return undefined;
  const places = Object.entries(columns as Readonly<Record<string, unknown>>);
  if (places.some(([field, column]) => !FIELDS.has(field) || !isPlace(column))) return undefined;
  return { columns: Object.fromEntries(places) as ColumnMapping['columns'], headerRow, sheet: null, dateOrder, decimal, defaultCurrency };
}
