import type { LocalDate } from '../calendar/types';
import type { EmailAddress } from '../ledger/types';
import type { EntryId, LogEntry } from './types';

interface SentMail {
  readonly entry: LogEntry;
  readonly to: readonly EmailAddress[];
  readonly sentOn: LocalDate | null;
}

/**
 * The reminders that reached nobody: each of their addresses was noted as refused on the day of sending or later, and nobody
 * quoted the text in an answer. One refusal tells of one reminder, the last that was sent to that address before it was
 * noted; what was sent there weeks earlier may well have arrived. An address that is good again brings no mail back; taking
 * the refusal back does.
 */
export function returnedMails(inOrder: readonly LogEntry[], voided: ReadonlySet<EntryId>, sent: ReadonlyMap<EntryId, { readonly entry: LogEntry; readonly sentOn: LocalDate | null }>): ReadonlySet<EntryId> {
  const returned = new Set<EntryId>();
  if (!inOrder.some(({ id, fact }) => isRefusal(fact) && !voided.has(id))) return returned;
  const arrived = new Set<string>();
  for (const { id, fact } of inOrder) if (fact.kind === 'reminder-sent' && fact.proof === 'quoted-in-answer' && !voided.has(id)) arrived.add(fact.reference);
  const lastTo = new Map<EmailAddress, SentMail>();
  const backFrom = new Map<EntryId, Set<EmailAddress>>();
  for (const { id, seq, on, fact } of inOrder) {
    if (voided.has(id)) continue;
    if (fact.kind === 'reminder-drafted') {
      const { sentOn = null, entry } = sent.get(id) ?? {};
      if (entry === undefined || sentOn === null) continue;
      for (const address of fact.to) lastTo.set(address, { entry, to: fact.to, sentOn });
    } else if (fact.kind === 'contact-changed' && fact.change === 'bounced') {
      const mail = lastTo.get(fact.address);
      if (mail === undefined || mail.sentOn === null || mail.sentOn > on || mail.entry.seq > seq) continue;
      const back = (backFrom.get(mail.entry.id) ?? new Set()).add(fact.address);
      backFrom.set(mail.entry.id, back);
      const drafted = mail.entry.fact;
      if (mail.to.every((address) => back.has(address)) && !(drafted.kind === 'reminder-drafted' && arrived.has(drafted.reference))) returned.add(mail.entry.id);
    }
  }
  return returned;
}

const isRefusal = (fact: LogEntry['fact']): boolean => fact.kind === 'contact-changed' && fact.change === 'bounced';
