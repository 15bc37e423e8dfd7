import type { CompanyId, EmailAddress } from '../ledger/types';
import { domainOf } from './addresses';
import { isFreeMail } from './free-mail';
import type { MailThread } from './types';

/** What tells whose side of a conversation is ours. */
export interface OwnSide {
  readonly id: CompanyId;
  readonly addresses: readonly EmailAddress[];
  readonly domains: readonly string[];
}

/**
 * Of several companies that are served here, the one whose thread it is: the only one that takes part, by an address or, where
 * none does, by a domain of its own; else the one whose mailbox is in view. What several of them claim (the clerk who works for
 * all, the holding's domain) tells nothing. null: none or several take part, and nothing is guessed: a reminder in the name of
 * the wrong creditor claims a debt that is not his.
 */
export function companyOfThread({ mailbox, messages }: Pick<MailThread, 'mailbox' | 'messages'>, companies: readonly OwnSide[]): CompanyId | null {
  const lower = (text: string): string => text.trim().toLowerCase();
  const present = new Set(messages.flatMap(({ from, to, cc, replyTo }) => [...(from === null ? [] : [from]), ...to, ...cc, ...replyTo].map(({ address }) => lower(address))));
  const claimed = (of: (company: OwnSide) => readonly string[]): ReadonlyMap<string, readonly CompanyId[]> => {
    const by = new Map<string, CompanyId[]>();
    for (const company of companies) for (const value of new Set(of(company).map(lower))) by.set(value, [...(by.get(value) ?? []), company.id]);
    return by;
  };
  const addresses = claimed((company) => company.addresses);
  const domains = claimed((company) => company.domains.filter((domain) => domain !== '' && !isFreeMail(lower(domain))));
  const owner = (owners: readonly CompanyId[] | undefined): readonly CompanyId[] => (owners?.length === 1 ? owners : []);
  const ownersOfDomain = (address: string): readonly CompanyId[] => [...domains].flatMap(([domain, owners]) => (domainOf(address) === domain || domainOf(address).endsWith(`.${domain}`) ? owner(owners) : []));
  const takePart = [
    new Set([...present].flatMap((address) => owner(addresses.get(address)))),
    new Set([...present].flatMap(ownersOfDomain)),
    new Set(mailbox === null ? [] : owner(addresses.get(lower(mailbox)))),
  ].find(({ size }) => size > 0);
  return takePart?.size === 1 ? ([...takePart][0] as CompanyId) : null;
}
