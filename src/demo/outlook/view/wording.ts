import { parisLocal } from '../../paris-time';

const SHORT_DAYS = ['dim.', 'lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.'];
const LONG_DAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const DAY = 86_400_000;

const utc = (ms: number): Date => new Date(`${parisLocal(ms)}Z`);
const two = (n: number): string => String(n).padStart(2, '0');
const dayMonth = (date: Date): string => `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}`;
const dayNumber = (date: Date): number => Math.floor(date.getTime() / DAY);

export const clockTime = (ms: number): string => parisLocal(ms).slice(11, 16);

/** `09:02` today, `ven. 20/11` in the week before, `12/10` in this year, `12/10/2025` else. */
export function listDate(ms: number, now: number): string {
  const [then, today] = [utc(ms), utc(now)];
  const days = dayNumber(today) - dayNumber(then);
  if (days === 0) return clockTime(ms);
  if (days > 0 && days < 7) return `${SHORT_DAYS[then.getUTCDay()] ?? ''} ${dayMonth(then)}`;
  return then.getUTCFullYear() === today.getUTCFullYear() ? dayMonth(then) : `${dayMonth(then)}/${then.getUTCFullYear()}`;
}

/** `09:02` today, `jeu. 12/11 10:32` in this year, `12/10/2025 10:32` else. */
export function messageDate(ms: number, now: number): string {
  const [then, today] = [utc(ms), utc(now)];
  if (dayNumber(then) === dayNumber(today)) return clockTime(ms);
  const day = then.getUTCFullYear() === today.getUTCFullYear() ? `${SHORT_DAYS[then.getUTCDay()] ?? ''} ${dayMonth(then)}` : listDate(ms, now);
  return `${day} ${clockTime(ms)}`;
}

/** `lundi 23/11/2026` */
export function todayInWords(ms: number): string {
  const date = utc(ms);
  return `${LONG_DAYS[date.getUTCDay()] ?? ''} ${dayMonth(date)}/${date.getUTCFullYear()}`;
}

export const initials = (name: string): string => name.split(/[\s.@-]+/).filter((word) => word !== '').slice(0, 2).map((word) => (word[0] ?? '').toUpperCase()).join('');

export function fileSize(bytes: number): string {
  return bytes < 1024 ? `${bytes}\u00a0o` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)}\u00a0Ko` : `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')}\u00a0Mo`;
}
