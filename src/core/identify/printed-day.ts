import { dateOf } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { plainText } from './fold-text';

/** How the months begin in French, English, German, Spanish, Italian, Dutch and Portuguese, without accents. */
const MONTHS: readonly (readonly [string, number])[] = ['jan gen ene', 'feb fev', 'mar maa mrt', 'avr apr abr', 'mai may mei mag', 'juin jun giu', 'juil jul lug', 'aou aug ago', 'sep set', 'oct okt ott out', 'nov', 'dec dez dic']
  .flatMap((starts, month) => starts.split(' ').map((start): readonly [string, number] => [start, month + 1]));
const monthOf = (word: string): number => MONTHS.find(([start]) => word.toLowerCase().startsWith(start))?.[1] ?? 0;
const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

const DAY_MONTH = /\b(\d{1,2})(?:er|st|nd|rd|th)?\.? (?:de )?([a-z]{3,10})\.?,? (?:de )?(\d{4})\b/i;
const MONTH_DAY = /\b([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/i;
const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/;
const FIGURES = /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b/;
const DAY_FIRST = /^[\s>-]*(?:le|am|el|il|op|em)\b|\ba \d{1,2}\s?[:h]|\b\d{1,2}\.\d{1,2}\.\d{2}/i;

/**
 * The day in a quoted header ("Le lun. 16 nov. 2026 à 09:12", "Monday, November 16, 2026 9:12 AM", "16/11/2026"). Null when
 * there is none, or when figures leave open which is the day and which the month;
 * `isDayFirst`: the header around it tells.
 */
export function printedDay(text: string, isDayFirst = false): LocalDate | null {
  const plain = plainText(text.slice(0, 600));
  const iso = ISO.exec(plain);
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dayFirst = DAY_MONTH.exec(plain);
  if (dayFirst !== null && monthOf(dayFirst[2] ?? '') > 0) return dateOf(Number(dayFirst[3]), monthOf(dayFirst[2] ?? ''), Number(dayFirst[1]));
  const monthFirst = MONTH_DAY.exec(plain);
  if (monthFirst !== null && monthOf(monthFirst[1] ?? '') > 0) return dateOf(Number(monthFirst[3]), monthOf(monthFirst[1] ?? ''), Number(monthFirst[2]));
  const figures = FIGURES.exec(plain);
  if (figures === null) return null;
  const [a, b, year] = [Number(figures[1]), Number(figures[2]), fullYear(figures[3] ?? '')];
  if (isDayFirst || a > 12 || a === b || DAY_FIRST.test(plain)) return dateOf(year, b, a);
  return b > 12 ? dateOf(year, a, b) : null;
}
