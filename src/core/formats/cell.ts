import type { LocalDate } from '../calendar';

/** One cell of a sheet or a CSV file, as its reader gives it. Untrusted. */
export type Cell = string | number | boolean | null | { readonly day: LocalDate };
export type Row = readonly Cell[];

/** Control characters and the marks that turn reading direction: never part of a name or a number. */
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell.replace(INVISIBLE, '').trim();
  if (typeof cell === 'number') return plainNumber(cell);
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  return cell.day;
}

/** 4.1e11 typed as a customer code or an invoice number is shown by spreadsheets as its digits. */
function plainNumber(value: number): string {
  return Number.isSafeInteger(value) ? BigInt(value).toString() : String(value);
}

export const isBlank = (cell: Cell | undefined): boolean => textOf(cell) === '';

const ACCENTS: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Lower case, no accents, one space between words, no punctuation: how headers are compared. */
export function foldHeader(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[œæß]/g, (character) => ACCENTS[character] ?? character)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
