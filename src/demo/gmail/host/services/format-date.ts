import { ServiceError, notSimulated } from '../service-error';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  /** Minutes east of Greenwich. */
  readonly offset: number;
}

/** @throws ServiceError for a zone that nobody knows. */
function partsIn(ms: number, zone: string): Parts {
  let told: Map<string, number>;
  try {
    told = new Map(new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  } catch (error) {
    throw new ServiceError(`Invalid argument: timeZone. Should be of type: String (${error instanceof Error ? error.message : zone})`);
  }
  const of = (name: string): number => told.get(name) ?? 0;
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute'), second: of('second'), weekday: new Date(local).getUTCDay(), offset: Math.round((local - Math.floor(ms / 1000) * 1000) / 60_000) };
}

/** Milliseconds east of Greenwich. */
export const offsetOf = (zone: string, ms: number): number => partsIn(ms, zone).offset * 60_000;

/**
 * Utilities.formatDate: SimpleDateFormat's letters, as far as they are simulated.
 * @param ms milliseconds; @param zone `Europe/Paris`; @param pattern `yyyy-MM-dd'T'HH:mm:ssXXX`
 */
export function formatDate(ms: number, zone: string, pattern: string): string {
  const parts = partsIn(ms, zone);
  return pattern.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (run, quoted: string | undefined) => (quoted === undefined ? letters(run, parts, ms) : quoted === '' ? "'" : quoted.replaceAll("''", "'")));
}

function letters(run: string, { year, month, day, hour, minute, second, weekday, offset }: Parts, ms: number): string {
  const padded = (value: number): string => String(value).padStart(run.length, '0');
  switch (run[0]) {
    case 'y': return run.length === 2 ? String(year % 100).padStart(2, '0') : padded(year);
    case 'M': return run.length > 3 ? (MONTHS[month - 1] ?? '') : run.length === 3 ? (MONTHS[month - 1] ?? '').slice(0, 3) : padded(month);
    case 'd': return padded(day);
    case 'H': return padded(hour);
    case 'm': return padded(minute);
    case 's': return padded(second);
    case 'S': return padded(((ms % 1000) + 1000) % 1000);
    case 'E': return run.length > 3 ? (DAYS[weekday] ?? '') : (DAYS[weekday] ?? '').slice(0, 3);
    case 'u': return padded(weekday === 0 ? 7 : weekday);
    case 'X': return zoneWord(offset, run.length === 3 ? ':' : '', 'Z');
    case 'Z': return zoneWord(offset, '', null);
    default: throw notSimulated(`the letter ${run} of Utilities.formatDate`);
  }
}

function zoneWord(offset: number, between: string, zero: string | null): string {
  if (offset === 0 && zero !== null) return zero;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${between}${two(Math.abs(offset) % 60)}`;
}
