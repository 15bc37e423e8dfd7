import type { Contact, ContactRole, Debtor, EmailAddress } from '../ledger';
import type { ContactChange, History } from '../log';

/** Whom the usual letter goes to, best first. Management is written to by letter; a salesperson is never asked for money. */
export const USUAL_ORDER: readonly ContactRole[] = ['payer', 'accounting', 'unknown', 'generic', 'management'];

/** A contact of the ledger or of the log, with what the log says of it. */
export interface KnownContact extends Contact {
  readonly state: 'usable' | 'bounced' | 'removed';
  /** The last word of the log; null: the ledger's alone. */
  readonly change: ContactChange | null;
}

const stateOf = (change: ContactChange | null): KnownContact['state'] => (change === null || change.change === 'added' ? 'usable' : change.change);

/**
 * Everybody by whom this debtor can be reached, or could: the ledger's contacts in its order, then those that the clerk
 * added, each with the last word on it. The clerk's role for an address wins over the ledger's.
 */
export function knownContacts({ contacts }: Debtor, changes: History['contacts']): readonly KnownContact[] {
  const listed = contacts.map((contact): KnownContact => {
    const change = changes.get(contact.address) ?? null;
    return { ...contact, role: change?.role ?? contact.role, state: stateOf(change), change };
  });
  const known = new Set(contacts.map(({ address }) => address));
  const others = [...changes].filter(([address, { added }]) => added && !known.has(address));
  return [...listed, ...others.map(([address, change]): KnownContact => ({ name: null, address, role: change.role ?? 'unknown', state: stateOf(change), change }))];
}

/** Better first; those of one role in the order of the ledger. Salespeople are left out: they are not asked for money. */
export function inUsualOrder(contacts: readonly KnownContact[]): readonly KnownContact[] {
  return USUAL_ORDER.flatMap((role) => contacts.filter((contact) => contact.role === role));
}

export const ofRole = (contacts: readonly KnownContact[], role: ContactRole, address: (address: EmailAddress) => boolean): KnownContact | null =>
  contacts.find((contact) => contact.role === role && contact.state === 'usable' && address(contact.address)) ?? null;

/** What a debtor's addresses are good for, and what is missing for it. */
export interface Completeness {
  readonly missing: readonly ('accounting' | 'generic' | 'any')[];
}

/**
 * A business is complete with somebody who deals with payments and with its general address: with them reminders can be
 * taken further. A consumer and a public buyer are written to at one address only, so one is enough.
 */
export function completenessOf(debtor: Debtor, contacts: readonly KnownContact[]): Completeness {
  const usable = contacts.filter(({ state, role }) => state === 'usable' && role !== 'sales');
  if (usable.length === 0) return { missing: ['any'] };
  if (debtor.kind !== 'business') return { missing: [] };
  const has = (...roles: readonly ContactRole[]): boolean => usable.some(({ role }) => roles.includes(role));
  return { missing: [...(has('payer', 'accounting') ? [] : ['accounting' as const]), ...(has('generic') ? [] : ['generic' as const])] };
}
