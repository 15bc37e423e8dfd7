import type { LocalDate } from '../calendar/types';
import type { Debtor, EmailAddress } from '../ledger/types';
import { voidedIn } from '../log/voided';
import type { History, LogEntry } from '../log/types';
import type { ThreadFacts } from './thread-facts';
import type { Hold } from './types';

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

/**
 * Why no mail can be written: an address was refused, and none is left but a salesperson's. Who never had an address is asked
 * for one on the card; who writes just now can be answered.
 */
export function noAddressLeft({ contacts: listed }: Debtor, { contacts }: Pick<History, 'contacts'>, thread: ThreadFacts | null): Extract<Hold, { readonly kind: 'no-address-left' }> | null {
  let last: { readonly address: EmailAddress; readonly on: LocalDate } | null = null;
  for (const [address, { change, on }] of contacts) if (change === 'bounced' && (last === null || on >= last.on)) last = { address, on };
  if (last === null) return null;
  const good = (address: EmailAddress): boolean => (contacts.get(address)?.change ?? 'added') === 'added';
  if (listed.some(({ address, role }) => (contacts.get(address)?.role ?? role) !== 'sales' && good(address))) return null;
  if ([...contacts].some(([, { change, added, role }]) => change === 'added' && added && role !== 'sales')) return null;
  if (thread?.writes !== undefined && thread.writes !== null && good(thread.writes)) return null;
  return { kind: 'no-address-left', ...last };
}
