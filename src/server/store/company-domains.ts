import { getDomain } from 'tldts';
import { isFreeMail, isProvider } from '../../core';
import type { Contact, Debtor } from '../../core';

/** Decides which domains may stand for a company. The public suffix list works here, never in a client. */
export interface DomainJudge {
  /** The registrable domain, or null when it can stand for nobody: free-mail, provider, our own, no domain at all. */
  companyDomain(domain: string): string | null;
  /** What the store keeps of an address, whoever it may stand for: the owner's word on a domain counts at once, not when the ledger is next read. */
  registrable(domain: string): string | null;
}

export interface DomainRules {
  /** Free-mail and provider domains beyond the core's own list. */
  readonly providers: ReadonlySet<string>;
  readonly own: readonly string[];
  /** The ledger owner's word, both ways; wins over the lists. */
  readonly company: readonly string[];
  readonly freeMail: readonly string[];
}

/** Customers mostly have a domain of their own: more of them would only fill the memory of a long import. */
const MOST_REMEMBERED = 10_000;

/** Private suffixes count (`shop.example.github.io`): their customers are strangers to one another. */
export const registrable = (domain: string): string | null => getDomain(domain, { allowPrivateDomains: true });

export function domainJudge(rules: DomainRules): DomainJudge {
  const own = new Set(rules.own.map((d) => registrable(d) ?? d.toLowerCase()));
  const company = new Set(rules.company.map((d) => d.toLowerCase()));
  const freeMail = new Set(rules.freeMail.map((d) => d.toLowerCase()));
  const remembered = (of: (domain: string) => string | null): ((raw: string) => string | null) => {
    const seen = new Map<string, string | null>();
    return (raw) => {
      const domain = raw.trim().toLowerCase();
      let answer = seen.get(domain);
      if (answer === undefined) {
        answer = of(domain);
        if (seen.size < MOST_REMEMBERED) seen.set(domain, answer);
      }
      return answer;
    };
  };
  const judge = (domain: string): string | null => {
    const name = registrable(domain);
    if (name === null || own.has(name)) return null;
    if (company.has(name) || company.has(domain)) return name;
    if (freeMail.has(name) || freeMail.has(domain)) return null;
    if (isFreeMail(domain) || isFreeMail(name) || isProvider(domain) || isProvider(name) || rules.providers.has(name) || rules.providers.has(domain)) return null;
    return name;
  };
  return { companyDomain: remembered(judge), registrable: remembered(registrable) };
}

/** Those who belong to the debtor. The salesperson in charge is one of us, or an agent who has other customers too: neither address nor domain names this one. */
export const ownContacts = ({ contacts }: Debtor): readonly Contact[] => (contacts.some(({ role }) => role === 'sales') ? contacts.filter(({ role }) => role !== 'sales') : contacts);
