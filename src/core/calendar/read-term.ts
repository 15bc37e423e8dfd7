import type { PaymentTerm } from './terms';

const FOLDED: readonly (readonly [RegExp, string])[] = [
  [/[àâä]/g, 'a'], [/[éèêë]/g, 'e'], [/[îï]/g, 'i'], [/[ôö]/g, 'o'], [/[ûüù]/g, 'u'], [/ç/g, 'c'],
  [/[\u2019\u2018]/g, "'"],
  // "F.D.M.", "30 j.", "à 30 jours, fin de mois"
  [/[.,;:]/g, ' '],
  [/\s+/g, ' '],
];

const ON_RECEIPT = /^(?:(?:paiement |payable )?a (?:la )?reception(?: de (?:la )?facture)?|(?:due |payable )?(?:up)?on receipt(?: of (?:the )?invoice)?)$/;
const END = "(?:fin de mois|fin du mois|fin mois|f ?d ?m|end of (?:the )?month|eom)";
const DAYS = '(\\d{1,3}) ?(?:jours?|jrs?|j|days?)';
/** "à compter de la date d'émission de la facture": every term here counts from there. */
const FROM = "(?: (?:a compter de (?:la )?|de (?:la )?|from (?:the )?|after (?:the )?)?(?:date (?:de (?:la )?facture|d'emission(?: de (?:la )?facture)?|de facturation)|ddf|invoice date|date of (?:the )?invoice))?";
const THEN = '(?: (?:le|the|on the) (\\d{1,2})(?:er|st|nd|rd|th)?)?';

const NET = new RegExp(`^(?:paiement |payable )?(?:a |at )?(?:net )?${DAYS}(?: nets?)?${FROM}$|^net (\\d{1,3})$`);
const DAYS_AND_END = new RegExp(`^(?:paiement |payable )?(?:a |at )?${DAYS}(?: nets?)?${FROM} ${END}${THEN}$`);
const END_AND_DAYS = new RegExp(`^(?:paiement |payable )?(?:a |at )?${END} ?(?:\\+|plus|et|puis|a)? ?${DAYS}$`);
const END_ALONE = new RegExp(`^(?:paiement |payable )?(?:a |at |en )?${END}${THEN}$`);

/** Longer text is no term. */
const LONGEST = 80;

/**
 * What a term in words may mean: none (the words are not known: ask), one, or several. "45 jours fin de mois" has two accepted
 * readings, and trade often takes 30 days for a month; which one a contract means is asked once per customer and never guessed.
 *
 * Source: C. com. L441-10 I; Service-Public F23211 (both readings). No errors: unknown words give an empty list.
 */
export function readTerm(text: string): readonly PaymentTerm[] {
  if (text.length > LONGEST) return [];
  const words = FOLDED.reduce((folded, [from, to]) => folded.replace(from, to), text.toLowerCase()).trim();
  if (ON_RECEIPT.test(words)) return [{ kind: 'on-receipt' }];
  const net = NET.exec(words);
  if (net !== null) return [{ kind: 'net', days: Number(net[1] ?? net[2]) }];
  const explicit = END_AND_DAYS.exec(words);
  if (explicit !== null) return [{ kind: 'end-of-month-then-days', days: Number(explicit[1]) }];
  const alone = END_ALONE.exec(words);
  if (alone !== null) return [{ kind: 'months-then-end-of-month', months: 0, ...thenDay(alone[1]) }];
  const both = DAYS_AND_END.exec(words);
  return both === null ? [] : readingsOf(Number(both[1]), thenDay(both[2]));
}

const thenDay = (day: string | undefined): { readonly thenDay?: number } => (day === undefined ? {} : { thenDay: Number(day) });

function readingsOf(days: number, then: { readonly thenDay?: number }): readonly PaymentTerm[] {
  const readings: PaymentTerm[] = [{ kind: 'days-then-end-of-month', days, ...then }];
  if (then.thenDay === undefined) readings.unshift({ kind: 'end-of-month-then-days', days });
  if (days > 0 && days % 30 === 0) readings.push({ kind: 'months-then-end-of-month', months: days / 30, ...then });
  return readings;
}
