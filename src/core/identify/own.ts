import type { CompanyProfile } from '../case-file';
import type { EmailAddress } from '../ledger/types';
import { domainOf, parseAddress, type QuotedPerson } from './addresses';
import { isFreeMail } from './free-mail';
import { parseVat, sirensOf } from './legal-ids';
import { foldWords } from './names';
import type { Mailbox, MailThread } from './types';

/** What is ours: it never names a customer. */
export interface Own {
  /** An address of our people, shared mailboxes and aliases, or one inside our mail system. */
  isOurs(address: string): boolean;
  /** A name as clients print it where they leave the address out. */
  isOurName(name: string): boolean;
  readonly sirens: ReadonlySet<string>;
  readonly vat: string | null;
  readonly iban: string | null;
}

const SHORTEST_NAME = 4;

export function ownOf(profile: CompanyProfile, thread: MailThread): Own {
  const addresses = new Set<string>(profile.addresses.map((address) => address.toLowerCase()));
  if (thread.mailbox !== null) addresses.add(thread.mailbox.toLowerCase());
  // A small firm may write from orange.fr: then its addresses are its own, the domain is everybody's.
  const domains = profile.domains.map((domain) => domain.toLowerCase()).filter((domain) => domain !== '' && !isFreeMail(domain));
  const isOurs = (raw: string): boolean => {
    const address = raw.trim().toLowerCase();
    if (addresses.has(address)) return true;
    // Exchange gives the people of one's own organisation as /O=.../CN=... where it has no SMTP address at hand.
    if (address.startsWith('/o=')) return true;
    const domain = domainOf(address);
    return domain !== '' && domains.some((own) => domain === own || domain.endsWith(`.${own}`));
  };
  const company = ` ${foldWords(profile.name).join(' ')} `;
  const names = new Set<string>();
  for (const message of thread.messages) {
    for (const box of [message.from, ...message.to, ...message.cc]) {
      if (box !== null && box.name !== null && box.name !== '' && isOurs(box.address)) names.add(foldWords(box.name).join(' '));
    }
  }
  const vat = profile.legalIds.vat === null ? null : (parseVat(profile.legalIds.vat)?.number ?? null);
  return {
    isOurs,
    isOurName: (name) => {
      const words = foldWords(name).join(' ');
      return words !== '' && (names.has(words) || (company.length - 2 >= SHORTEST_NAME && ` ${words} `.includes(company)));
    },
    sirens: new Set(sirensOf(profile.legalIds)),
    vat,
    iban: profile.iban === null ? null : profile.iban.replace(/\s/g, '').toUpperCase(),
  };
}

/** The address of a mailbox when it can be one of a stranger: well formed and not ours. */
export function strangersAddress(box: Mailbox | QuotedPerson | null, own: Own): EmailAddress | null {
  if (box === null || box.address === null) return null;
  const address = parseAddress(box.address);
  return address === null || own.isOurs(address) ? null : address;
}
