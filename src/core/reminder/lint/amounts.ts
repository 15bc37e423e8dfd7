import type { Currency, Money } from '../../money';

export interface WrittenAmount {
  readonly from: number;
  readonly to: number;
  readonly currency: Currency;
  /** Minor units. Two where a comma or a point before three digits leaves open what it parts. */
  readonly readings: readonly number[];
}

const SIGN = /€|£|\$|\b(?:eur|euros?|gbp|usd|chf)\b/gi;
const CURRENCY: Readonly<Record<string, Currency>> = { '€': 'EUR', EUR: 'EUR', EURO: 'EUR', EUROS: 'EUR', '£': 'GBP', GBP: 'GBP', $: 'USD', USD: 'USD', CHF: 'CHF' };
/** No sum of a ledger has more characters. */
const LONGEST = 24;
const NUMBER_AT_END = /(\d{1,3}(?:[ .,']\d{3})+|\d{1,13})(?:[.,](\d{1,2}))?$/;
const NUMBER_AT_START = /^(\d{1,3}(?:[ .,']\d{3})+|\d{1,13})(?:[.,](\d{1,2}))?(?!\d)/;

function readingsOf(whole: string, cents: string | undefined): readonly number[] {
  const tail = Number((cents ?? '').padEnd(2, '0').slice(0, 2));
  const minor = Number(whole.replace(/\D/g, '')) * 100 + tail;
  const readings = [minor];
  // "1,200 €": a thousand in English, one and a fifth in French.
  const [, units, thousandths] = cents === undefined ? (/^(\d{1,3})[.,](\d{3})$/.exec(whole) ?? []) : [];
  if (units !== undefined && thousandths !== undefined) readings.push(Number(units) * 100 + Math.round(Number(thousandths) / 10));
  return readings.filter((value) => Number.isSafeInteger(value));
}

/** The sums in an even text (`evenText`), with a currency before or behind. */
export function amountsOf(text: string): readonly WrittenAmount[] {
  const found: WrittenAmount[] = [];
  let end = 0;
  for (const match of text.matchAll(SIGN)) {
    const sign = match[0].toUpperCase();
    const currency = CURRENCY[sign];
    if (currency === undefined || match.index < end) continue;
    const behind = match.index + match[0].length;
    const before = text.slice(Math.max(end, match.index - LONGEST - 1), match.index);
    const number = NUMBER_AT_END.exec(before.replace(/ {1,2}$/, ''));
    const from = number === null ? 0 : Math.max(end, match.index - LONGEST - 1) + number.index;
    // Not the end of a longer number, nor of "FA-2026-0297".
    if (number !== null && !/[\w.,/-]/.test(text.charAt(from - 1).replace(/[-.,]/, (at) => (/\d/.test(text.charAt(from - 2)) || at !== '-' ? at : ' ')))) {
      found.push({ from, to: behind, currency, readings: readingsOf(number[1] ?? '', number[2]) });
      end = behind;
      continue;
    }
    const space = text.charAt(behind) === ' ' ? 1 : 0;
    const after = NUMBER_AT_START.exec(text.slice(behind + space, behind + space + LONGEST + 1));
    if (after === null) continue;
    end = behind + space + after[0].length;
    found.push({ from: match.index, to: end, currency, readings: readingsOf(after[1] ?? '', after[2]) });
  }
  return found.filter(({ readings }) => readings.length > 0);
}

/** The sums by which a written one can be known. */
export class KnownSums {
  private readonly keys = new Set<string>();
  add(amount: Money): void {
    this.keys.add(`${Math.abs(amount.minor)} ${amount.currency}`);
  }
  holds({ readings, currency }: Pick<WrittenAmount, 'readings' | 'currency'>): boolean {
    return readings.some((minor) => this.keys.has(`${minor} ${currency}`));
  }
}
