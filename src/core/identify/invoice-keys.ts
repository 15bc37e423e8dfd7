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
  const bare = segments.map((segment) => (segment.startsWith('0') ? segment.replace(/^0+(?=\d)/, '') : segment));
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
  const text = number.trim().slice(0, LONGEST);
  return ofAscii(text) ?? plainText(text).replace(/\p{L}/gu, 'A').replace(/\d/g, '9');
}

/** A million numbers pass here, and nearly all are ASCII. null: this one is not. */
function ofAscii(text: string): string | null {
  let shape = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 126) return null;
    shape += code > 47 && code < 58 ? '9' : (code > 64 && code < 91) || (code > 96 && code < 123) ? 'A' : text.charAt(at);
  }
  return shape;
}

/** Whether two numbers of plain ASCII have one shape, letter by letter; false: they differ, or it cannot be told so quickly. */
function shapedAlike(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) {
    const one = a.charCodeAt(at);
    const other = b.charCodeAt(at);
    if (one > 126 || other > 126) return false;
    if (one !== other && (kindOfCode(one) === 0 || kindOfCode(one) !== kindOfCode(other))) return false;
  }
  return true;
}
const kindOfCode = (code: number): 0 | 9 | 65 => (code > 47 && code < 58 ? 9 : (code > 64 && code < 91) || (code > 96 && code < 123) ? 65 : 0);

const MOST_SHAPES = 64;

/** Of these, so many are kept for customer codes and as many for orders, where the ledger has them. */
const SHAPES_OF_CODES = 4;
/** A shorter code is everybody's: `C-12`, `0040`. */
const SHORTEST_CODE = 5;

/** Counts the shapes of numbers as they pass. */
export class ShapeCount {
  private readonly counts = new Map<string, { times: number }>();
  /** A ledger's numbers mostly follow each other in one shape: then no text is made of it. */
  private before: { readonly number: string; readonly count: { times: number } | null } | null = null;

  constructor(private readonly shortest = 1) {}

  add(number: string | null): void {
    if (number === null) return;
    if (this.before === null || !shapedAlike(this.before.number, number)) this.before = { number, count: this.countOf(shapeOf(number)) };
    if (this.before.count !== null) this.before.count.times += 1;
  }

  /** null: this shape is nobody's number. */
  private countOf(shape: string): { times: number } | null {
    if (!shape.includes('9') || shape.replace(/[^A9]/g, '').length < this.shortest) return null;
    const known = this.counts.get(shape);
    if (known !== undefined) return known;
    const made = { times: 0 };
    this.counts.set(shape, made);
    return made;
  }

  /** The most frequent first. */
  most(count: number): readonly string[] {
    return [...this.counts].sort(([a, { times: n }], [b, { times: m }]) => m - n || (a < b ? -1 : 1)).slice(0, count).map(([shape]) => shape);
  }
}

/** A count for customer codes or orders. */
export const codeShapes = (): ShapeCount => new ShapeCount(SHORTEST_CODE);

/** The shapes of a ledger's invoice numbers, then those of its customer codes and orders; at most 64 in all. */
export function shapesOfLedger(invoices: ShapeCount, codes: ShapeCount, orders: ShapeCount): readonly string[] {
  const others = [...codes.most(SHAPES_OF_CODES), ...orders.most(SHAPES_OF_CODES)];
  return [...new Set([...invoices.most(MOST_SHAPES - others.length), ...others])];
}

/** The shapes of a ledger's invoice numbers, the most frequent first, at most 64. */
export function shapesOf(numbers: Iterable<string>): readonly string[] {
  const shapes = new ShapeCount();
  for (const number of numbers) shapes.add(number);
  return shapes.most(MOST_SHAPES);
}
