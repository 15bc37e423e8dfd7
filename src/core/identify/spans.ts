import { passesLuhn, parseVat, isSiren, isSiret, VAT_COUNTRIES, type VatNumber } from './legal-ids';

/** A stretch of text, end exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface FoundId<V> extends Span {
  readonly value: V;
}

/** Everything in a text that looks like a number and is none of ours, and the legal identifiers among it. */
export interface Identifiers {
  /** By start; phones, IBANs, cards, dates, hours, amounts, addresses, links, labelled identifiers. */
  readonly spans: readonly Span[];
  readonly sirens: readonly FoundId<string>[];
  readonly vats: readonly FoundId<VatNumber>[];
  /** Without spaces, check digits right. */
  readonly ibans: readonly string[];
}

const LINK = /(?:https?:\/\/|www\.)[^\s<>"]{1,2000}/gi;
const DATES: readonly RegExp[] = [
  /\b\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\w]|[/.-]\d)/g,
  /\b(?:19|20)\d\d([/.-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\w]|[/.-]\d)/g,
  /\b(?:0?[1-9]|1[0-2])\/20\d\d(?![\w]|[/.-]\d)/g,
  /\b\d{1,2}(?:er|st|nd|rd|th)? (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|march|apr|may|june|july|aug)[a-z]{0,6}\.?,? (?:\d{4}|\d{2})\b/gi,
  /\b(?:jan|feb|march|apr|may|june|july|aug|sept|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b/gi,
  /\b\d{1,2} ?[h:] ?\d{2}(?::\d{2})?\b/g,
];
const CURRENCY = '(?:€|\\$|£|[kK]€|EUR\\b|[eE]uros?\\b|EUROS?\\b|USD\\b|GBP\\b|CHF\\b|%)';
const WHOLE = "(?:\\d{1,3}(?:[ .,']\\d{3}){1,4}|\\d{1,12})";
const AMOUNTS: readonly RegExp[] = [
  new RegExp(`\\b${WHOLE}(?:[.,]\\d{1,2})?\\s?${CURRENCY}`, 'g'),
  new RegExp(`(?:€|\\$|£|\\bEUR|\\bUSD|\\bGBP|\\bCHF) ?${WHOLE}(?:[.,]\\d{1,2})?(?!\\d)`, 'g'),
  /\b(?:\d{1,3}(?:[ .']\d{3}){1,4}|\d{1,12}),\d{2}(?![\d])/g,
  /\b(?:\d{1,3}(?:[ ,']\d{3}){1,4}|\d{1,12})\.\d{2}(?![\d.])/g,
];
const PHONES: readonly RegExp[] = [
  /(?:\+|\b00)[1-9]\d{0,2}[ .-]?(?:\(0\)[ .-]?)?\d(?:[ .-]?\d){6,12}/g,
  /\b0[1-9](?:[ ./-]?\d{2}){4}\b/g,
  /\b(?:tel|telephone|fax|telecopie|mobile|port|portable|gsm|phone|ligne directe|standard)\b[ .]{0,2}:?[ ]{0,2}[+(]?\d(?:[ .()/-]{0,2}\d){5,14}/gi,
];
/** Fifteen or sixteen digits; fourteen would be a SIRET, which passes the same check. */
const CARD = /\b\d{4}([ -]?)\d{4}\1\d{4}\1\d{3,4}\b/g;
const FRENCH_ACCOUNT = /\b\d{5}[ -]?\d{5}[ -]?[0-9A-Z]{11}[ -]?\d{2}\b/g;
/** A look ahead: a match must not swallow the IBAN that begins inside it. */
const IBAN = /\b(?=([A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}))/g;
const LABELLED_IBAN = /\bIBAN\b\s?:?\s?[A-Z]{2}\d{2}(?:[ .-]?\d{1,5}){3,8}/gi;
/** ISO 13616 registry: lengths of the countries that pay in the ledgers we read. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  AD: 24, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22, GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21,
  LT: 20, LU: 20, LV: 21, MA: 28, MC: 27, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, RS: 22, SE: 24, SI: 19, SK: 24, SM: 27, TN: 24, TR: 26,
};
const SIRET = /\b\d{3}[ .]?\d{3}[ .]?\d{3}[ .-]{0,2}(?:\d{5}|\d{3} ?\d{2}|\d{2} ?\d{3})(?!\d)/g;
const SIREN = /\b\d{3}([ .]?)\d{3}\1\d{3}(?!\d)/g;
const IDENTIFIER_LABEL = /\b(?:siren|siret|rcs|r\.c\.s|tva|vat|rm|naf|ape)\b[^\d\n]{0,30}$/i;
const FRENCH_VAT = /\bFR[ .]?[0-9A-HJ-NP-Z]{2}[ .-]?\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)/gi;
const FOREIGN_VAT =
  /\b(?:ATU ?\d{8}|BE[ .]?[01]\d{3}[ .]?\d{3}[ .]?\d{3}|CHE[- ]?\d{3}[. ]?\d{3}[. ]?\d{3}|DE ?\d{3} ?\d{3} ?\d{3}|ES ?[A-Z0-9]-?\d{7}-?[A-Z0-9]|GB ?\d{3} ?\d{4} ?\d{2}|IE ?\d[0-9A-Z]\d{5}[A-Z]{1,2}|IT ?\d{11}|LU ?\d{8}|NL ?\d{9} ?B ?\d{2}|PT ?\d{3} ?\d{3} ?\d{3}|PL ?\d{10}|SE ?\d{12}|(?:DK|FI|HU|MT|SI) ?\d{8}|(?:EE|EL|LT|XI|BG) ?\d{9}|(?:CZ|RO) ?\d{8,10}|SK ?\d{10}|(?:HR|LV) ?\d{11}|CY ?\d{8}[A-Z])(?![0-9A-Za-z])/g;

/** Reads a text that went through `plainText`. Linear: every pattern is bounded. */
export function readIdentifiers(text: string): Identifiers {
  const spans: Span[] = [...addressSpans(text)];
  if (!/\d/.test(text)) return { spans, sirens: [], vats: [], ibans: [] };
  const take = (pattern: RegExp, accept: (found: string, at: number) => boolean): void => {
    for (const match of text.matchAll(pattern)) if (accept(match[0], match.index)) spans.push({ from: match.index, to: match.index + match[0].length });
  };
  take(LINK, () => true);
  const ibans: string[] = [];
  for (const match of text.matchAll(IBAN)) {
    const candidate = match[1] ?? '';
    const length = ibanLength(candidate);
    if (length === 0) continue;
    spans.push({ from: match.index, to: match.index + length });
    ibans.push(compact(candidate.slice(0, length)));
  }
  take(LABELLED_IBAN, () => true);
  take(FRENCH_ACCOUNT, () => true);
  take(CARD, (found) => passesLuhn(found.replace(/\D/g, '')));
  for (const pattern of PHONES) take(pattern, () => true);
  const standsAlone = (_: string, at: number): boolean => !/[\w][-/._]$/.test(text.slice(Math.max(0, at - 2), at));
  for (const pattern of AMOUNTS) take(pattern, standsAlone);
  for (const pattern of DATES) take(pattern, standsAlone);

  const vats: FoundId<VatNumber>[] = [];
  const sirens: FoundId<string>[] = [];
  const taken = new Cover(spans);
  for (const pattern of [FRENCH_VAT, FOREIGN_VAT]) {
    for (const match of text.matchAll(pattern)) {
      const vat = parseVat(match[0]);
      if (vat !== null && VAT_COUNTRIES.includes(vat.country) && !taken.touches(match.index, match.index + match[0].length)) vats.push({ from: match.index, to: match.index + match[0].length, value: vat });
    }
  }
  spans.push(...vats);
  const beforeSirens = new Cover(spans);
  for (const [pattern, isOne] of [[SIRET, isSiret], [SIREN, isSiren]] as const) {
    for (const match of text.matchAll(pattern)) {
      const to = match.index + match[0].length;
      const digits = match[0].replace(/\D/g, '');
      if (!isOne(digits) || beforeSirens.touches(match.index, to) || sirens.some((s) => s.from < to && match.index < s.to)) continue;
      sirens.push({ from: match.index, to, value: digits.slice(0, 9) });
      if (sirens.length >= MOST_SIRENS) break;
      if (digits.length === 14 || IDENTIFIER_LABEL.test(text.slice(Math.max(0, match.index - 60), match.index))) spans.push({ from: match.index, to });
    }
  }
  return { spans: spans.sort((a, b) => a.from - b.from), sirens, vats, ibans };
}

/** A text with more is a list of companies, not a signature. */
const MOST_SIRENS = 50;

const compact = (text: string): string => text.replace(/[ .-]/g, '').toUpperCase();

/** How much of a match is the IBAN; 0 when the check digits (ISO 7064, mod 97) are wrong. */
function ibanLength(found: string): number {
  const wanted = IBAN_LENGTHS[found.slice(0, 2).toUpperCase()];
  if (wanted === undefined) return 0;
  let length = 0;
  let seen = 0;
  while (length < found.length && seen < wanted) {
    if (/[A-Za-z0-9]/.test(found.charAt(length))) seen += 1;
    length += 1;
  }
  return seen === wanted && isIban(compact(found.slice(0, length))) ? length : 0;
}

export function isIban(iban: string): boolean {
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(char, 36);
    if (Number.isNaN(value)) return false;
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest === 1;
}

const PART_OF_ADDRESS = /[^\s<>()[\],;:"@]/;

function* addressSpans(text: string): Iterable<Span> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at;
    let to = at + 1;
    while (from > 0 && at - from < 64 && PART_OF_ADDRESS.test(text.charAt(from - 1))) from -= 1;
    while (to < text.length && to - at < 255 && PART_OF_ADDRESS.test(text.charAt(to))) to += 1;
    if (from < at && to > at + 1) yield { from, to };
  }
}

/** Answers whether a stretch meets one of many, in logarithmic time. */
export class Cover {
  private readonly starts: readonly number[];
  /** Of all stretches that begin up to here, the farthest end. */
  private readonly ends: readonly number[];
  private readonly sorted: readonly Span[];

  constructor(spans: readonly Span[]) {
    this.sorted = [...spans].sort((a, b) => a.from - b.from);
    this.starts = this.sorted.map((span) => span.from);
    let far = 0;
    this.ends = this.sorted.map((span) => (far = Math.max(far, span.to)));
  }

  touches(from: number, to: number): boolean {
    const last = this.lastBefore(to);
    return last >= 0 && (this.ends[last] ?? 0) > from;
  }

  /** Whether one meets the stretch and is not wholly inside it. */
  cutsInto(from: number, to: number): boolean {
    for (let i = this.lastBefore(to); i >= 0 && (this.ends[i] ?? 0) > from; i -= 1) {
      const span = this.sorted[i];
      if (span !== undefined && span.to > from && (span.from < from || span.to > to)) return true;
    }
    return false;
  }

  /** The index of the last stretch that begins before `to`; -1 when none does. */
  private lastBefore(to: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
