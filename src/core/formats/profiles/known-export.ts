import { foldHeader, isBlank, textOf } from '../cell';
import type { Cell, Row } from '../cell';
import type { ColumnMapping, LedgerField } from '../wire';
import { DOLIBARR } from './dolibarr';
import { OTHERWISE } from './import-profile';
import type { ImportProfile } from './import-profile';
import { ODOO } from './odoo';
import { QUICKBOOKS_ONLINE } from './quickbooks-online';
import { STRIPE } from './stripe';
import { XERO } from './xero';
import { ZOHO_BOOKS } from './zoho-books';

const PROFILES: readonly ImportProfile[] = [XERO, ZOHO_BOOKS, ...ODOO, ...DOLIBARR, STRIPE, ...QUICKBOOKS_ONLINE];
const FEWEST = Math.min(...PROFILES.map(({ signature }) => signature.length));

/** Whose export has these headers; null: nobody's whose file is known here. */
export function profileOf(headers: readonly string[]): ImportProfile | null {
  // A ledger of a million rows is asked once, a sheet at every row above its header: only rows of as many cells are worth the look.
  if (headers.length < FEWEST) return null;
  const folded = new Set(headers.map(foldHeader));
  return PROFILES.find(({ signature }) => signature.every((header) => (typeof header === 'string' ? folded.has(header) : header.some((each) => folded.has(each))))) ?? null;
}

export function columnsBy({ headers: wanted }: ImportProfile, headers: readonly string[]): ColumnMapping['columns'] {
  const folded = headers.map(foldHeader);
  const columnOf = (names: string | readonly string[]): number => folded.indexOf((typeof names === 'string' ? [names] : names).find((name) => folded.includes(name)) ?? '\u0000');
  const found = (Object.entries(wanted) as [LedgerField, string | readonly string[]][]).map(([field, names]) => [field, columnOf(names)] as const);
  return Object.fromEntries(found.filter(([, column]) => column !== -1));
}

type CellOfField = (field: LedgerField) => Cell | undefined;

/**
 * How cells are read in a known export: its figures and words as any ledger has them. Words are looked for only in the columns that
 * the profile itself names: where the clerk put another column in place of one, that one is read as it stands.
 */
export class KnownExport {
  private readonly own: ReadonlySet<LedgerField>;
  private readonly inOwnCurrency: boolean;
  private readonly words: ReadonlyMap<LedgerField, ReadonlyMap<string, string>>;

  private constructor(readonly profile: ImportProfile, private readonly mapping: ColumnMapping, headers: readonly string[]) {
    const columns = columnsBy(profile, headers);
    this.own = new Set((Object.keys(columns) as LedgerField[]).filter((field) => columns[field] === mapping.columns[field]));
    const words = Object.entries(profile.words ?? {}) as [LedgerField, Readonly<Record<string, string>>][];
    this.words = new Map(words.filter(([field]) => this.own.has(field)).map(([field, each]) => [field, new Map(Object.entries(each))]));
    this.inOwnCurrency = (['amount', 'outstanding', 'paid'] as const).some((field) => profile.inOwnCurrency?.includes(foldHeader(headers[mapping.columns[field] ?? -1] ?? '')));
  }

  static in(header: Row, mapping: ColumnMapping): KnownExport | null {
    const headers = header.map(textOf);
    const profile = profileOf(headers);
    return profile === null ? null : new KnownExport(profile, mapping, headers);
  }

  read(cell: CellOfField): CellOfField {
    return (field) => {
      const value = cell(field);
      if (isBlank(value)) return value;
      if (field === 'currency' && this.inOwnCurrency) return this.ownCurrency(value as Cell);
      if (field === 'outstanding' && this.own.has(field) && this.profile.closedIsSettled === true && !/^-/.test(textOf(value)) && this.word('status', cell('status')) === 'paid') return 0;
      // A text in several lines is one line there, with the sign that programs write for a new one.
      if (field === 'street' && typeof value === 'string') return value.replace(/\\n/g, '\n');
      return this.word(field, value) ?? value;
    };
  }

  /** The only text of a row that is neither a document nor a customer. */
  isAside(row: Row): boolean {
    const texts = row.filter((cell) => !isBlank(cell));
    return texts.length === 1 && this.profile.asides?.test(foldHeader(textOf(texts[0]))) === true;
  }

  private word(field: LedgerField, value: Cell | undefined): string | null {
    const words = this.words.get(field);
    return words === undefined || isBlank(value) ? null : (words.get(foldHeader(textOf(value))) ?? words.get(OTHERWISE) ?? null);
  }

  /** An amount in the company's currency beside the name of another is not what the customer owes: the row is refused for its currency. */
  private ownCurrency(value: Cell): Cell {
    return textOf(value).toUpperCase() === this.mapping.defaultCurrency ? value : `${textOf(value)}?`;
  }
}
