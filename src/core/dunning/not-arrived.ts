import type { EmailAddress } from '../ledger/types';
import { voidedIn } from '../log/voided';
import type { History, LogEntry } from '../log/types';

/**
 * To whom the last reminder did not get: it came back from every address that it was sent to, on the day of sending or later.
 * null: it left for somebody else too, nobody said that it came back, or the address is good again.
 */
export function notArrived(entries: readonly LogEntry[], { contacts }: Pick<History, 'contacts'>): EmailAddress | null {
  if (![...contacts.values()].some(({ change }) => change === 'bounced')) return null;
  const voided = voidedIn(entries);
  let last: LogEntry | null = null;
  for (const entry of entries) {
    const { fact } = entry;
    if (fact.kind !== 'reminder-drafted' || voided.has(entry.id) || (last !== null && last.seq > entry.seq)) continue;
    if (entries.some((other) => other.fact.kind === 'reminder-sent' && other.fact.reference === fact.reference && !voided.has(other.id))) last = entry;
  }
  if (last === null || last.fact.kind !== 'reminder-drafted') return null;
  const { fact, on } = last;
  const back = fact.to.filter((address) => {
    const change = contacts.get(address);
    return change !== undefined && change.change === 'bounced' && change.on >= on;
  });
  return back.length > 0 && back.length === fact.to.length ? (back[0] ?? null) : null;
}
