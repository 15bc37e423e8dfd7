/** Moments and days of Europe/Paris, where the try-out plays. Runs in the mailbox page and in its server. */

const ZONE = 'Europe/Paris';
const fields = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `2026-11-23T09:00:00`: what a clock in Paris shows at that moment. */
export function parisLocal(ms: number): string {
  const parts = new Map<string, string>(fields.formatToParts(ms).map((part) => [part.type, part.value]));
  const of = (type: string): string => parts.get(type) ?? '00';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}`;
}

export const parisDay = (ms: number): string => parisLocal(ms).slice(0, 10);

/** The moment (ms) at which a clock in Paris shows this local time; of two (autumn) the later. */
export function parisMoment(local: string): number {
  const wanted = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  if (Number.isNaN(wanted)) throw new Error(`not a local time: ${local}`);
  // The offset at the guess may differ from the one at the answer: a second look settles it.
  let moment = wanted;
  for (let look = 0; look < 2; look += 1) moment = wanted - offset(moment);
  return moment;
}

/** Milliseconds by which Paris is ahead of UTC. */
export const offset = (ms: number): number => Date.parse(`${parisLocal(ms)}Z`) - Math.floor(ms / 1000) * 1000;
