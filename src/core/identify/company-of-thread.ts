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
 * Of several companies that are served here, the one whose thread it is: the one whose mailbox is in view, else the only one
 * that takes part, by its own addresses before its domains. null: none or several do (a holding that shares one domain, a mail
 * between two of them), and nothing is guessed: a reminder in the name of the wrong creditor claims a debt that is not his.
 */
export function companyOfThread({ mailbox, messages }: Pick<MailThread, 'mailbox' | 'messages'>, companies: readonly OwnSide[]): CompanyId | null {
  const present = new Set(messages.flatMap(({ from, to, cc, replyTo }) => [...(from === null ? [] : [from]), ...to, ...cc, ...replyTo].map(({ address }) => address.trim().toLowerCase())));
  const inView = mailbox?.trim().toLowerCase() ?? '';
  const only = (takesPart: (company: OwnSide) => boolean): CompanyId | null | 'several' => {
    const found = companies.filter(takesPart);
    return found.length === 1 ? (found[0] as OwnSide).id : found.length === 0 ? null : 'several';
  };
  const own = ({ addresses }: OwnSide): readonly string[] => addresses.map((address) => address.toLowerCase());
  const within = ({ domains }: OwnSide, address: string): boolean => domains.some((domain) => domain !== '' && !isFreeMail(domain) && (domainOf(address) === domain.toLowerCase() || domainOf(address).endsWith(`.${domain.toLowerCase()}`)));
  const answers = [
    only((company) => own(company).includes(inView)),
    only((company) => own(company).some((address) => present.has(address))),
    only((company) => [...present].some((address) => within(company, address))),
  ];
  const answer = answers.find((each) => each !== null) ?? null;
  return answer === 'several' ? null : answer;
}
