import type { EmailAddress, MailMessage } from '../../core';

/** Where an answer to this message would go. */
const answered = ({ replyTo, from }: MailMessage): readonly EmailAddress[] => (replyTo.length > 0 ? replyTo.map(({ address }) => address) : from === null ? [] : [from.address]);

/**
 * The newest message whose answer goes to exactly these people, as an index; null: none. Gmail's reply goes to the sender of
 * the message that it answers, though that be ourselves, and no option changes that (createDraftReply takes cc, bcc and
 * reply-to, no recipient): so the message is chosen by where its answer goes.
 */
export function messageToReplyTo(messages: readonly MailMessage[], to: readonly EmailAddress[]): number | null {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (message === undefined || message.sentAt === null) continue;
    const goes = new Set(answered(message));
    if (goes.size > 0 && goes.size === new Set(to).size && to.every((address) => goes.has(address))) return at;
  }
  return null;
}
