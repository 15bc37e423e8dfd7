import { dateOf, daysBetween, yearOf } from '../../calendar';
import type { LocalDate } from '../../calendar';
import type { Token } from './tokens';

export interface WrittenDate {
  readonly date: LocalDate;
  /** Indices of tokens; `from` is the day's name when there is one. */
  readonly from: number;
  readonly to: number;
  /** 1 (Monday) to 7: the name that stands before it. */
  readonly weekday: number | null;
}

const MONTHS = new Map<string, number>();
for (const [month, names] of [
  'janvier janv january jan', 'fevrier fevr fev february feb', 'mars march mar', 'avril avr april apr', 'mai may', 'juin june jun', 'juillet juil july jul', 'aout august aug',
  'septembre sept september sep', 'octobre oct october', 'novembre nov november', 'decembre dec december',
].entries()) for (const name of names.split(' ')) MONTHS.set(name, month + 1);

const WEEKDAYS = new Map<string, number>();
for (const [at, names] of ['lundi monday lun mon', 'mardi tuesday tue', 'mercredi wednesday mer wed', 'jeudi thursday jeu thu', 'vendredi friday ven fri', 'samedi saturday sam sat', 'dimanche sunday dim sun'].entries()) for (const name of names.split(' ')) WEEKDAYS.set(name, at + 1);

const DAY = /^(\d{1,2})(?:er|st|nd|rd|th)?$/;
const NUMBER = /^\d{1,2}$/;
const YEAR = /^(?:19|20)\d{2}$/;
const SIGNS = /^[/.-]$/;

/** Without a year: the one that lies nearest. */
function nearest(month: number, day: number, today: LocalDate): LocalDate | null {
  const year = yearOf(today);
  let best: LocalDate | null = null;
  for (const each of [year, year - 1, year + 1]) {
    const date = dateOf(each, month, day);
    if (date !== null && (best === null || Math.abs(daysBetween(today, date)) < Math.abs(daysBetween(today, best)))) best = date;
  }
  return best;
}

const CUES = new Set('le du au des by on before until since from'.split(' '));

/** Days as mails write them: "1er décembre 2026", "lundi 30 novembre", "30/11/2026", "2026-11-30", "November 30, 2026". */
export function datesOf(text: string, tokens: readonly Token[], today: LocalDate): readonly WrittenDate[] {
  const found: WrittenDate[] = [];
  const at = (k: number): string => tokens[k]?.text ?? '';
  const between = (k: number): string => text.slice(tokens[k]?.to ?? 0, tokens[k + 1]?.from ?? 0);
  const isNear = (k: number): boolean => between(k).length <= 3 && tokens[k]?.sentence === tokens[k + 1]?.sentence;
  for (let k = 0; k < tokens.length; k += 1) {
    const one = readAt(k);
    if (one === null) continue;
    const named = k > 0 && isNear(k - 1) ? (WEEKDAYS.get(at(k - 1)) ?? null) : null;
    found.push({ date: one.date, from: named === null ? k : k - 1, to: one.to, weekday: named });
    k = one.to;
  }
  return found;

  function readAt(k: number): { readonly date: LocalDate; readonly to: number } | null {
    if (tokens[k]?.masked === true) return null;
    const day = Number(DAY.exec(at(k))?.[1] ?? 0);
    const month = MONTHS.get(at(k + 1)) ?? 0;
    if (day > 0 && month > 0 && isNear(k)) return withYear(k + 1, month, day);
    const named = MONTHS.get(at(k)) ?? 0;
    if (named > 0 && isNear(k) && DAY.test(at(k + 1)) && isNear(k + 1) && YEAR.test(at(k + 2))) return dated(Number(at(k + 2)), named, Number(DAY.exec(at(k + 1))?.[1] ?? 0), k + 2);
    const sign = between(k).trim();
    if (!SIGNS.test(sign) || between(k).length > 1) return null;
    const isWhole = (last: number): boolean => !(/^[/-]/.test(between(last)) && /^\d/.test(at(last + 1))) && !(k > 0 && /[/.-]$/.test(between(k - 1)) && between(k - 1).length === 1);
    if (between(k + 1) === sign && isWhole(k + 2)) {
      if (YEAR.test(at(k)) && NUMBER.test(at(k + 1)) && NUMBER.test(at(k + 2))) return dated(Number(at(k)), Number(at(k + 1)), Number(at(k + 2)), k + 2);
      if (NUMBER.test(at(k)) && NUMBER.test(at(k + 1)) && (YEAR.test(at(k + 2)) || NUMBER.test(at(k + 2)))) {
        const year = Number(at(k + 2));
        return dated(year < 100 ? 2000 + year : year, Number(at(k + 1)), Number(at(k)), k + 2);
      }
      return null;
    }
    // "le 30/11": elsewhere it is a fraction, or a score.
    if (sign === '/' && /^\d{2}$/.test(at(k)) && /^\d{2}$/.test(at(k + 1)) && isWhole(k + 1) && k > 0 && (CUES.has(at(k - 1)) || WEEKDAYS.has(at(k - 1)))) {
      const date = nearest(Number(at(k + 1)), Number(at(k)), today);
      return date === null ? null : { date, to: k + 1 };
    }
    return null;
  }
  function withYear(k: number, month: number, day: number): { readonly date: LocalDate; readonly to: number } | null {
    if (YEAR.test(at(k + 1)) && isNear(k)) return dated(Number(at(k + 1)), month, day, k + 1);
    const date = nearest(month, day, today);
    return date === null ? null : { date, to: k };
  }
  function dated(year: number, month: number, day: number, to: number): { readonly date: LocalDate; readonly to: number } | null {
    const date = dateOf(year, month, day);
    return date === null ? null : { date, to };
  }
}
