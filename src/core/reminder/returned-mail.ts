import type { CompanyProfile } from '../case-file';
import { isReturned } from '../identify/automatic-mail';
import { readThread } from '../identify/read-thread';
import type { MailThread } from '../identify';
import type { EmailAddress } from '../ledger';
import type { KnownContact } from './known-contacts';

/** Contacts to whom a mail of ours did not get, by the returned mail that is open. */
export interface Returned {
  readonly addresses: readonly EmailAddress[];
  /** It names one contact only: that one was refused. Of several it is not known which. */
  readonly certain: boolean;
}

const NOTHING: Returned = { addresses: [], certain: false };

/** Whether the open message is a mail that came back: nobody is answered there, whoever reports it. */
export const isReturnedThread = (thread: MailThread | null): boolean => {
  const open = thread?.messages[thread.open];
  return thread?.mode === 'read' && open !== undefined && isReturned(open);
};

/** What the open message says of this debtor's contacts; those already refused or taken out are not told again. */
export function returnedTo(thread: MailThread | null, contacts: readonly KnownContact[], profile: CompanyProfile): Returned {
  if (thread === null || !isReturnedThread(thread)) return NOTHING;
  const named = new Set(readThread(thread, profile).correspondents.map(({ address }) => address));
  const addresses = contacts.filter(({ address, state }) => state === 'usable' && named.has(address)).map(({ address }) => address);
  return { addresses, certain: addresses.length === 1 };
}
