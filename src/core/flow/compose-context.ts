import type { Author, Channel } from '../log/types';
import type { Pack } from '../case-file';
import type { Subject } from './subject';
import { recipientOf } from './text-choices';
import type { Choices, ComposeContext } from './text-choices';

/** What a mail client can really do for the card that is shown. */
export interface HostMeans {
  /** The ways of inserting, best first; nothing else may be offered. */
  readonly channels: readonly Channel[];
  /** Whether a draft opened this way can carry a PDF. */
  attaches(channel: Channel): boolean;
}

/** All that a text for this subject is written from. `unattachable`: documents that the mailbox or the ledger did not give; no text speaks of them. */
export function composeContext(subject: Subject, pack: Pack, me: Author, choices: Choices, means: HostMeans, unattachable: ReadonlySet<string>): ComposeContext {
  const { channel: wanted } = choices;
  const { channels: offered } = means;
  // Where copying is all there is, it is what the clerk gets without asking.
  const channel = wanted !== null && offered.includes(wanted) ? wanted : offered.every((each) => each === 'copied') ? 'copied' : null;
  const context: ComposeContext = { subject, pack, me, choices: { ...choices, channel }, attach: [] };
  const recipient = recipientOf(context, 'reminder');
  const attaches = recipient !== null && means.attaches(recipient.channel);
  const documents = attaches ? (subject.file?.invoices ?? []).flatMap(({ document }) => (document === null || unattachable.has(document) ? [] : [document])) : [];
  return { ...context, attach: documents };
}
