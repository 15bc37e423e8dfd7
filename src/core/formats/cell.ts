import type { LocalDate } from '../calendar';
import type { Currency } from '../money';

/** One cell of a sheet or a CSV file, as its reader gives it. Untrusted. */
export type Cell = string | number | boolean | null | { readonly day: LocalDate } | SheetMoney;
/** A number whose format shows a currency: "1 200,00 $" is not 1 200 €. */
export interface SheetMoney {
  readonly value: number;
  readonly currency: Currency;
}
export type Row = readonly Cell[];

/** Control characters and the marks that turn reading direction: never part of a name or a number. */
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell.replace(INVISIBLE, '').trim();
  if (typeof cell === 'number') return plainNumber(cell);
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  return 'day' in cell ? cell.day : `${plainNumber(cell.value)} ${cell.currency}`;
}

/** 4.1e11 typed as a customer code or an invoice number is shown by spreadsheets as its digits. */
function plainNumber(value: number): string {
  return Number.isSafeInteger(value) ? BigInt(value).toString() : String(value);
}

/** Arabic-Indic and Persian digits as 0 to 9. */
export function westernDigits(text: string): string {
  return ARABIC_DIGIT.test(text) ? text.replace(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf)) : text;
}
const ARABIC_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/;
const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** What stands in a cell instead of a value; null: a value, or nothing. */
export type CellFault = 'cell-error' | 'formula';
const ERROR = /^#(?:N\/[AD]|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\?|NULL?!|NUM!|NOMBRE!|SPILL!|PROPAGATION!|CALC!|CALCUL!|FIELD!|CHAMP!|BLOCKED!|BUSY!|CONNECT!|UNKNOWN!|GETTING_DATA|#+)$/i;
export function faultOf(cell: Cell | undefined): CellFault | null {
  if (typeof cell !== 'string') return null;
  const first = cell.charCodeAt(0);
  if (first === 61) return 'formula';
  return first === 35 && ERROR.test(cell.trim()) ? 'cell-error' : null;
}

/** `="00412"` and `'00412` are how exports keep a spreadsheet from changing a code: the code is what they hold. */
export function withoutGuard(cell: Cell | undefined): Cell | undefined {
  if (typeof cell !== 'string') return cell;
  const first = cell.charCodeAt(0);
  if (first === 61) return /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;
  return first === 39 && /^'[\d=+@-]/.test(cell) ? cell.slice(1) : cell;
}

export function isBlank(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined || cell === '') return true;
  if (typeof cell !== 'string') return false;
  const first = cell.charCodeAt(0);
  return (first <= 32 || first >= 127) && textOf(cell) === '';
}

const ACCENTS: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

let lastFolded: { readonly text: string; readonly folded: string } = { text: '', folded: '' };

/** Lower case, no accents, one space between words, no punctuation: how headers are compared. Several readers ask it of one cell in turn. */
export function foldHeader(text: string): string {
  if (text === '') return '';
  if (text !== lastFolded.text) lastFolded = { text, folded: folded(text) };
  return lastFolded.folded;
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[œæß]/g, (character) => ACCENTS[character] ?? character)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
