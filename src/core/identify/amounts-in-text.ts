import type { Money, Currency } from '../money/types';

const SIGNS: Readonly<Record<string, Currency>> = { '€': 'EUR', EUR: 'EUR', EURO: 'EUR', EUROS: 'EUR', '£': 'GBP', GBP: 'GBP', $: 'USD', USD: 'USD', CHF: 'CHF' };
const WHOLE = "\\d{1,3}(?:[ .']\\d{3}){1,4}|\\d{1,12}";
const BEHIND = new RegExp(`(${WHOLE})(?:[.,](\\d{1,2}))? ?(€|£|\\$|EUROS?|EUR|GBP|USD|CHF)(?![A-Za-z])`, 'gi');
const BEFORE = new RegExp(`(€|£|\\$|\\bEUR|\\bGBP|\\bUSD|\\bCHF) ?(${WHOLE})(?:[.,](\\d{1,2}))?(?!\\d)`, 'gi');
const MOST = 100;

/** The amounts with their currency that a text (through `plainText`) states. */
export function amountsIn(text: string): readonly Money[] {
  const found: Money[] = [];
  const put = (whole: string, cents: string | undefined, sign: string): void => {
    const currency = SIGNS[sign.toUpperCase()];
    const minor = Number(whole.replace(/\D/g, '')) * 100 + Number((cents ?? '0').padEnd(2, '0'));
    if (currency !== undefined && minor > 0 && Number.isSafeInteger(minor)) found.push({ minor, currency });
  };
  for (const match of text.matchAll(BEHIND)) {
    if (found.length === MOST) return found;
    // The end of a longer number. No lookbehind: older WebKit refuses the whole script for one.
    if (!/[\d.,]/.test(text.charAt(match.index - 1))) put(match[1] ?? '', match[2], match[3] ?? '');
  }
  for (const match of text.matchAll(BEFORE)) {
    if (found.length === MOST) return found;
    put(match[2] ?? '', match[3], match[1] ?? '');
  }
  return found;
}
