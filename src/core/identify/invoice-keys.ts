import { plainText } from './fold-text';

const SEGMENTS = /\p{L}+|\d+/gu;
const isDigits = (segment: string): boolean => segment >= '0' && segment < ':';

/** Longer than any number a system prints; what is longer is cut, so that hostile text costs nothing. */
const LONGEST = 64;

/** Three ways in which people write one invoice number, strictest first. */
export interface InvoiceKeys {
  /** Capitals and digits only: `FA-2026-0297`, `fa 2026/0297` -> `FA20260297`. Empty for a number without either. */
  readonly folded: string;
  /** Segments without leading zeros, joined by a dash: `INV/2026/05/0720`, `INV/2026/5/720` -> `INV-2026-5-720`. */
  readonly withoutZeros: string;
  /** The same without the letters in front: `VT26000778` -> `26000778`. Empty for a number without digits. */
  readonly withoutPrefix: string;
}

/**
 * The keys under which a ledger stores an invoice number and under which a look-up searches it. Segments keep their
 * borders in the two loose keys: without them 2026-1-11 and 2026-11-1 would be one number.
 */
export function invoiceKeys(number: string): InvoiceKeys {
  const segments = plainText(number.slice(0, LONGEST)).toUpperCase().match(SEGMENTS) ?? [];
  const bare = segments.map((segment) => (isDigits(segment) ? segment.replace(/^0+(?=\d)/, '') : segment));
  const firstDigits = bare.findIndex(isDigits);
  return { folded: segments.join(''), withoutZeros: bare.join('-'), withoutPrefix: firstDigits < 0 ? '' : bare.slice(firstDigits).join('-') };
}

/** How closely a written number fits a number of the ledger. */
export type MatchLevel = 'as-written' | 'without-zeros' | 'without-prefix';
/** Strictest first. */
export const MATCH_LEVELS: readonly MatchLevel[] = ['as-written', 'without-zeros', 'without-prefix'];

/**
 * How a number found in a mail fits a number of the ledger; null when it does not. Letters that were written are never
 * dropped: `BC-778` is somebody's order, not our `VT-778`. A look-up answers with the invoices of the strictest level
 * that hits at all.
 */
export function matchLevel(written: string, ofLedger: string): MatchLevel | null {
  const [mail, ledger] = [invoiceKeys(written), invoiceKeys(ofLedger)];
  if (mail.folded === '' || ledger.folded === '') return null;
  if (mail.folded === ledger.folded) return 'as-written';
  if (mail.withoutZeros === ledger.withoutZeros) return 'without-zeros';
  return mail.withoutPrefix === mail.withoutZeros && mail.withoutPrefix === ledger.withoutPrefix ? 'without-prefix' : null;
}

/** The shape of a number: digits as 9, letters as A, the rest as it is. `FA-2026-0297` -> `AA-9999-9999`. */
export function shapeOf(number: string): string {
  return plainText(number.trim().slice(0, LONGEST)).replace(/\p{L}/gu, 'A').replace(/\d/g, '9');
}

const MOST_SHAPES = 64;

/** The shapes of a ledger's numbers, the most frequent first, at most 64. */
export function shapesOf(numbers: Iterable<string>): readonly string[] {
  const counts = new Map<string, number>();
  for (const number of numbers) {
    const shape = shapeOf(number);
    if (shape.includes('9')) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, MOST_SHAPES).map(([shape]) => shape);
}
