import { addDays, formatWeekdayDate, isBusinessDay, isFrenchHoliday } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Language } from '../ledger/types';
import type { Forecast } from '../worklist/types';
import { counted, fr } from './plain';
import type { Pair } from './plain';
import { progressInWords } from './present-worklist-page';

/** A day on which something can be sent, with what comes then; or days on which nothing can, and why. */
export type ForecastRow =
  | { readonly kind: 'open'; readonly day: LocalDate; readonly text: string; readonly steps: number; /** Of the fullest day, in percent. */ readonly share: number }
  | { readonly kind: 'closed'; readonly day: LocalDate; readonly text: string };

export interface ForecastView {
  /** What is counted, and on what condition. */
  readonly caption: string;
  /** "112 relances, 14 appels" */
  readonly total: string;
  readonly rows: readonly ForecastRow[];
}

const PAIRS: Readonly<Record<'mails' | 'calls' | 'letters', Readonly<Record<Language, Pair>>>> = {
  mails: { fr: ['{n} relance', '{n} relances'], en: ['{n} reminder', '{n} reminders'] },
  calls: { fr: ['{n} appel', '{n} appels'], en: ['{n} call', '{n} calls'] },
  letters: { fr: ['{n} courrier', '{n} courriers'], en: ['{n} letter', '{n} letters'] },
};

function stepsInWords(counts: Readonly<Record<keyof typeof PAIRS, number>>, language: Language): string {
  const parts = (['mails', 'calls', 'letters'] as const).filter((kind) => counts[kind] > 0).map((kind) => counted(counts[kind], PAIRS[kind][language], language));
  return parts.length > 0 ? parts.join(', ') : language === 'fr' ? 'rien' : 'nothing';
}

/** "lundi 30/11 : 37 relances", with what it supposes; weekends and public holidays stand between as such. */
export function presentForecast({ days, today, progress }: Forecast, language: Language): ForecastView {
  const french = language === 'fr';
  const caption = french ? fr`Si personne ne paie : la prochaine étape de chaque client, aux jours ouvrés.` : 'If nobody pays: the next step of each customer, on business days.';
  const running = progressInWords(progress, language);
  const most = days.reduce((all, { mails, calls, letters }) => Math.max(all, mails + calls + letters), 1);
  const total = days.reduce((all, day) => ({ mails: all.mails + day.mails, calls: all.calls + day.calls, letters: all.letters + day.letters }), { mails: 0, calls: 0, letters: 0 });
  const rows: ForecastRow[] = [];
  let next = today;
  for (const day of days) {
    rows.push(...closedBefore(next, day.day, language, today));
    const steps = day.mails + day.calls + day.letters;
    const name = formatWeekdayDate(day.day, language, today);
    const said = stepsInWords(day, language);
    rows.push({ kind: 'open', day: day.day, text: french ? fr`${name} : ${said}` : `${name}: ${said}`, steps, share: steps === 0 ? 0 : Math.max(1, Math.round((100 * steps) / most)) });
    next = addDays(day.day, 1);
  }
  return { caption: running === null ? caption : `${caption} ${running}`, total: french ? fr`En tout : ${stepsInWords(total, language)}` : `In all: ${stepsInWords(total, language)}`, rows };
}

/** A weekend is one row; a public holiday has its own. */
function closedBefore(from: LocalDate, to: LocalDate, language: Language, today: LocalDate): readonly ForecastRow[] {
  const french = language === 'fr';
  const rows: ForecastRow[] = [];
  let weekend: LocalDate[] = [];
  const name = (day: LocalDate): string => formatWeekdayDate(day, language, today);
  const endWeekend = (): void => {
    const [first, second] = weekend;
    weekend = [];
    if (first === undefined) return;
    const days = second === undefined ? name(first) : french ? `${name(first)} et ${name(second)}` : `${name(first)} and ${name(second)}`;
    rows.push({ kind: 'closed', day: first, text: french ? fr`${days} : week-end` : `${days}: weekend` });
  };
  for (let day = from; day < to; day = addDays(day, 1)) {
    if (isBusinessDay(day)) continue;
    if (isFrenchHoliday(day)) {
      endWeekend();
      rows.push({ kind: 'closed', day, text: french ? fr`${name(day)} : jour férié` : `${name(day)}: public holiday` });
    } else weekend.push(day);
  }
  endWeekend();
  return rows;
}
