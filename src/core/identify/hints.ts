import type { Pack } from '../case-file';
import type { EmailAddress } from '../ledger/types';
import { domainOf } from './addresses';
import { withoutTag } from './automatic-mail';
import { natureOf } from './free-mail';
import { sighted } from './sighted';
import type { DebtorHints, MailThread } from './types';

/** The most hints of one kind that are sent; what stands nearest to the open message comes first. */
const MOST = { addresses: 60, domains: 40, numbers: 80, ids: 40, references: 20 } as const;
/** Longest conversation key that a host gives; a longer one is no key. */
const LONGEST_KEY = 1000;

/**
 * What may leave the client about a thread: addresses of the people in it who are not ours (of a machine's mail also those
 * that stand in its text: whom our mail did not reach, for whom a form was filled in; of a private mail those in its own words) and their company domains,
 * tokens that fit a shape of the ledger's numbers (invoices, customer codes, orders), valid SIREN and VAT numbers other than ours, references of
 * our reminders, the conversation's key. No name, no text, no phone, account, card, date or amount.
 */
export function hintsOf(thread: MailThread, pack: Pack): DebtorHints {
  const { reading, seen } = sighted(thread, pack);
  const addresses = distinct<EmailAddress>([...reading.correspondents, ...reading.addressed, ...reading.bystanders, ...reading.mentioned].flatMap(({ address }) => [address, withoutTag(address) ?? address]), MOST.addresses);
  const domains = addresses.map(domainOf).filter((domain) => natureOf(domain, pack.domainOverrides) === 'company' && !reading.own.isOurs(`x@${domain}`));
  return {
    addresses,
    domains: distinct(domains, MOST.domains),
    numbers: distinct(seen.numbers.map((s) => s.value.value), MOST.numbers),
    sirens: distinct(seen.sirens.map((s) => s.value), MOST.ids),
    vats: distinct(seen.vats.map((s) => s.value), MOST.ids),
    references: distinct(seen.references.map((s) => s.value), MOST.references),
    thread: thread.unsaved === true || thread.key.length > LONGEST_KEY ? '' : thread.key,
  };
}

const distinct = <T>(list: readonly T[], most: number): readonly T[] => [...new Set(list)].slice(0, most);
