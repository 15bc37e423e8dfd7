import type { LocalDate } from './types';
import { dayOfMonth, monthOf, weekday, yearOf } from './local-date';

type Language = 'fr' | 'en';

const MONTHS = {
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const;
const SHORT_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = {
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;
const SHORT_WEEKDAYS = { fr: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] } as const;

const NO_BREAK = '\u00a0';

/** "22/10", "22/10/2025" when the year is not today's; "22 Oct", "22 Oct 2025". */
export function formatDayMonth(date: LocalDate, language: Language, today: LocalDate): string {
  const otherYear = yearOf(date) !== yearOf(today);
  if (language === 'fr') return `${date.slice(8, 10)}/${date.slice(5, 7)}${otherYear ? `/${yearOf(date)}` : ''}`;
  return `${dayOfMonth(date)}${NO_BREAK}${SHORT_MONTHS[monthOf(date) - 1]}${otherYear ? `${NO_BREAK}${yearOf(date)}` : ''}`;
}

/** For letters: "12 octobre 2026", "1er octobre 2026"; "12 October 2026". Does not break across lines. */
export function formatLongDate(date: LocalDate, language: Language): string {
  const day = dayOfMonth(date);
  const shown = language === 'fr' && day === 1 ? '1er' : String(day);
  return `${shown}${NO_BREAK}${MONTHS[language][monthOf(date) - 1]}${NO_BREAK}${yearOf(date)}`;
}

/** "jeudi 26/11"; "Thu 26 Nov". */
export function formatWeekdayDate(date: LocalDate, language: Language, today: LocalDate): string {
  const names = language === 'fr' ? WEEKDAYS.fr : SHORT_WEEKDAYS.en;
  return `${names[weekday(date) - 1]}${NO_BREAK}${formatDayMonth(date, language, today)}`;
}

/** "lun. 23/11"; "Mon 23 Nov". */
export function formatShortWeekdayDate(date: LocalDate, language: Language, today: LocalDate): string {
  return `${SHORT_WEEKDAYS[language][weekday(date) - 1]}${NO_BREAK}${formatDayMonth(date, language, today)}`;
}

/** For letters: "jeudi 26 novembre 2026"; "Thursday 26 November 2026". */
export function formatLongWeekdayDate(date: LocalDate, language: Language): string {
  return `${WEEKDAYS[language][weekday(date) - 1]}${NO_BREAK}${formatLongDate(date, language)}`;
}
