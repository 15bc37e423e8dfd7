import { contentTypeOf, sameAddress } from '../outlook/mail/mail-message';
import { parisMoment } from '../paris-time';
import type { SampleMail, SampleMessage, SampleThread } from '../sample-mail';
import { World } from './host';
import type { WorldMessage, WorldOptions } from './host';
import { peopleText, personText } from './people';
import type { Folder } from './view/mailbox-json';

/** What Gmail knows of messages beside their content. */
export interface Labels {
  /** By message id; a message that is not there lies in the inbox. */
  readonly folders: Map<string, Folder>;
  readonly unread: Set<string>;
}

export interface SampleWorld {
  readonly world: World;
  readonly labels: Labels;
}

/** Google's ids are 64-bit numbers, written in hex. */
const idFrom = (base: bigint, at: number): string => (base + BigInt(at)).toString(16).padStart(16, '0');
const FIRST_THREAD = 0x19a0_0000_0000_0000n;
const FIRST_MESSAGE = 0x19a8_0000_0000_0000n;

/** The mail of the try-out as Gmail holds it: the same threads as in the Outlook mailbox. */
export function sampleWorld(mail: SampleMail, options: Omit<WorldOptions, 'user' | 'threads'>): SampleWorld {
  const labels: Labels = { folders: new Map(), unread: new Set() };
  let counter = 0;
  const kept = mail.threads.filter(({ folder }) => folder !== 'drafts').map((thread, at) => {
    const messages = thread.messages.map((message, place) => {
      const made = worldMessage(message, idFrom(FIRST_MESSAGE, (counter += 1)), subjectOf(thread, place));
      labels.folders.set(made.id, isOwn(mail, thread, message) && thread.folder !== 'trash' ? 'sent' : thread.folder);
      if (thread.unread && place === thread.messages.length - 1) labels.unread.add(made.id);
      return made;
    });
    return { id: idFrom(FIRST_THREAD, at), messages };
  });
  const { name, address } = mail.user;
  const world = new World({ ...options, user: { email: address, name, timeZone: 'Europe/Paris', locale: 'fr' }, threads: kept });
  for (const { subject, messages } of mail.threads.filter(({ folder }) => folder === 'drafts')) {
    for (const { to, cc, html } of messages) world.mailbox.createDraft(null, { to: peopleText(to), cc: peopleText(cc), subject, html });
  }
  return { world, labels };
}

function worldMessage({ from, to, cc, replyTo, date, html, attachments }: SampleMessage, id: string, subject: string): WorldMessage {
  return {
    id, from: personText(from), to: peopleText(to), date: parisMoment(date), subject, html,
    ...(cc.length === 0 ? {} : { cc: peopleText(cc) }),
    ...(replyTo === undefined || replyTo.length === 0 ? {} : { replyTo: peopleText(replyTo) }),
    attachments: attachments.map((file) => ({ name: file.name, contentType: contentTypeOf(file.name), size: file.size, ...(file.text === undefined ? {} : { text: file.text }) })),
  };
}

const isOwn = ({ user }: SampleMail, { sharedMailbox }: SampleThread, { from }: SampleMessage): boolean => sameAddress(from.address, user.address) || (sharedMailbox !== undefined && sameAddress(from.address, sharedMailbox.address));

/** The sample names the newest subject; the message that opened the thread had no "Re". */
const subjectOf = ({ subject, messages }: SampleThread, at: number): string => (at === 0 && messages.length > 1 ? subject.replace(/^\s*re\s*[\u00a0\u202f ]?:\s*/i, '') : subject);
