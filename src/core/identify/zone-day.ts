import { dateOf, weekday } from '../calendar';
import type { Instant, LocalDate } from '../calendar/types';

/** Minutes east of Greenwich in winter of the zones with the European Union's summer time (directive 2000/84/EC) and Switzerland's and the United Kingdom's, which keep the same days. */
const EUROPE: ReadonlyMap<string, number> = new Map([
  ...['London', 'Dublin', 'Lisbon', 'Jersey', 'Guernsey'].map((city) => [`Europe/${city}`, 0] as const),
  ...('Paris Monaco Brussels Luxembourg Amsterdam Berlin Vienna Zurich Vaduz Madrid Andorra Rome San_Marino Vatican Malta Copenhagen Stockholm Oslo Prague Warsaw Budapest Bratislava Ljubljana ' +
    'Zagreb Belgrade Sarajevo Skopje Podgorica Tirane Gibraltar').split(' ').map((city) => [`Europe/${city}`, 60] as const),
  ...['Athens', 'Helsinki', 'Sofia', 'Bucharest', 'Vilnius', 'Riga', 'Tallinn', 'Kiev', 'Kyiv'].map((city) => [`Europe/${city}`, 120] as const),
]);
/** French territories without summer time. */
const OVERSEAS: ReadonlyMap<string, number> = new Map([
  ['America/Martinique', -240], ['America/Guadeloupe', -240], ['America/Marigot', -240], ['America/St_Barthelemy', -240], ['America/Cayenne', -180], ['Indian/Reunion', 240], ['Indian/Mayotte', 180],
  ['Pacific/Noumea', 660], ['Pacific/Tahiti', -600], ['Pacific/Wallis', 720],
]);

const MINUTE = 60_000;

const lastSundays = new Map<number, number>();

/** One in the morning, Greenwich time, of a month's last Sunday. Reckoned once a month: it is asked for every customer of a ledger. */
function lastSunday(year: number, month: number): number {
  const known = lastSundays.get(year * 12 + month);
  if (known !== undefined) return known;
  const end = dateOf(year, month, 31);
  const found = end === null ? 0 : Date.parse(`${end}T01:00:00.000Z`) - (weekday(end) % 7) * 1440 * MINUTE;
  lastSundays.set(year * 12 + month, found);
  return found;
}

/**
 * The calendar day of a moment in a company's time zone, where no host is at hand to say it (core has no `Intl`). A zone
 * that is not listed counts in Greenwich days.
 */
export function zoneDay(at: Instant, zone: string): LocalDate {
  const time = Date.parse(at);
  const european = EUROPE.get(zone);
  const year = Number(at.slice(0, 4));
  const summer = european !== undefined && time >= lastSunday(year, 3) && time < lastSunday(year, 10) ? 60 : 0;
  const offset = (european ?? OVERSEAS.get(zone) ?? 0) + summer;
  return new Date(time + offset * MINUTE).toISOString().slice(0, 10) as LocalDate;
}
