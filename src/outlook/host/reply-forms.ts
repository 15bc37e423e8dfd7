import { fail, ok } from '../../core';
import type { AttachedFile, Channel, EmailAddress, Inserted, MailProblem, ReminderDraft, Result } from '../../core';
import { ask, thrown, WRITE_TIMEOUT_MS } from './calls';
import { copyText } from './clipboard';
import type { OpenItem } from './item';
import { attachesTo, currentItem, isAsRead, isMessage, isMobile, isReading, mailboxOf, supports } from './item';

/** Reply forms and new message forms: office.js throws beyond 32 KB of htmlBody. */
const FORM_LIMIT = 32 * 1024;

/** One way to open the draft. */
interface Way {
  readonly as: Channel;
  readonly call: string;
  /** The older forms say nothing, whether they opened or not. */
  readonly silent: boolean;
  open(item: Office.MessageRead | null): Promise<Result<void, MailProblem>>;
}

/** The open message, if it is still the one that the draft was written for, and its reply goes to whom the clerk was shown. `to` null: it is not answered, so its sender does not matter. */
function messageFor(thread: string, to: readonly EmailAddress[] | null): Result<Office.MessageRead, MailProblem> {
  const item: OpenItem | null = currentItem();
  if (item === null || !isMessage(item)) return fail({ code: 'mail/no-item' });
  if (!isReading(item) || item.conversationId !== thread || !isAsRead(thread, item)) return fail({ code: 'mail/item-changed' });
  const sender = mailboxOf(item.from)?.address;
  if (to !== null && sender !== undefined && !to.includes(sender)) return fail({ code: 'mail/item-changed' });
  return ok(item as Office.MessageRead);
}

const sync = (call: string, open: () => void): Promise<Result<void, MailProblem>> => {
  try {
    open();
    return Promise.resolve(ok(undefined));
  } catch (error) {
    return Promise.resolve(fail(thrown(call, error)));
  }
};

function replies(all: boolean, html: string, files: readonly AttachedFile[]): readonly Way[] {
  const as = all ? 'reply-all' : 'reply';
  const name = all ? 'displayReplyAllForm' : 'displayReplyForm';
  const attachments = files.map(({ name: file, base64 }): Office.ReplyFormAttachment => ({ type: Office.MailboxEnums.AttachmentType.Base64, name: file, base64file: base64, inLine: false }));
  const form: Office.ReplyFormData = attachments.length === 0 ? { htmlBody: html } : { htmlBody: html, attachments };
  const item = currentItem() as Partial<Office.MessageRead> | null;
  const ways: Way[] = [];
  if (supports('1.9') && typeof item?.[`${name}Async`] === 'function') {
    ways.push({ as, call: `${name}Async`, silent: false, open: (message) => ask<void>(`${name}Async`, WRITE_TIMEOUT_MS, (callback) => message?.[`${name}Async`](form, callback)) });
  }
  if (typeof item?.[name] === 'function') ways.push({ as, call: name, silent: true, open: (message) => sync(name, () => message?.[name](form)) });
  return ways;
}

function newMessages({ to, cc, subject, html }: ReminderDraft): readonly Way[] {
  const mailbox: Partial<Office.Mailbox> = Office.context.mailbox;
  const form = { toRecipients: [...to], ccRecipients: [...cc], subject, htmlBody: html };
  const ways: Way[] = [];
  if (supports('1.9') && typeof mailbox.displayNewMessageFormAsync === 'function') {
    ways.push({ as: 'new-message', call: 'displayNewMessageFormAsync', silent: false, open: () => ask<void>('displayNewMessageFormAsync', WRITE_TIMEOUT_MS, (callback) => mailbox.displayNewMessageFormAsync?.(form, callback)) });
  }
  if (typeof mailbox.displayNewMessageForm === 'function') ways.push({ as: 'new-message', call: 'displayNewMessageForm', silent: true, open: () => sync('displayNewMessageForm', () => mailbox.displayNewMessageForm?.(form)) });
  return ways;
}

/**
 * Opens the draft by the first way that works: reply form with an answer, reply form without one, new message to the same
 * people, the clipboard. Refusals are common: displayReplyFormAsync fails in new Outlook with several accounts
 * (ErrorNonExistentMailbox, OfficeDev/office-js 6905).
 *
 * A way that never answers ends the chain: its form may stand open behind the pane, and a second one would invite the
 * clerk to send the same reminder twice. It is told as what was asked, with `because: mail/no-answer`; only the clerk can see.
 *
 * The older forms say nothing at all, not even that they were refused: behind a refusal they too are told as unanswered.
 *
 * A text that speaks of a PDF is opened with that PDF or not at all: the caller writes it again without.
 */
export async function openForm(draft: ReminderDraft, thread: string | null, files: readonly AttachedFile[]): Promise<Result<Inserted, MailProblem>> {
  const { channel } = draft;
  const answers = channel === 'reply' || channel === 'reply-all';
  const speaksOf = draft.attachments.map(({ document }) => document);
  if (speaksOf.length > 0 && (!attachesTo(channel) || !speaksOf.every((document) => files.some((file) => file.document === document)))) return fail({ code: 'mail/attachments-refused', hostCode: null });
  if (channel === 'new-message' && draft.to.length === 0) return fail({ code: 'mail/no-recipient' });

  let because: MailProblem | undefined;
  const length = new TextEncoder().encode(draft.html).length;
  if (isMobile()) because = { code: 'mail/unsupported', call: channel };
  else if (length > FORM_LIMIT) because = { code: 'mail/too-long', limit: FORM_LIMIT, length };
  else {
    const first = answers && thread !== null ? replies(channel === 'reply-all', draft.html, attachesTo(channel) ? files : []) : [];
    // Only to whom the card names; and no form of this kind takes a PDF that the text speaks of.
    const then = draft.to.length > 0 && speaksOf.length === 0 ? newMessages(draft) : [];
    for (const way of [...first, ...then]) {
      const message = thread === null ? ok(null) : messageFor(thread, answers ? draft.to : null);
      if (!message.ok) return message;
      const opened = await way.open(message.value);
      const attached = way.as === channel ? speaksOf : [];
      if (opened.ok && way.silent && because !== undefined) return ok({ as: way.as, attached, because: { code: 'mail/no-answer', call: way.call, afterMs: 0 } });
      if (opened.ok) return ok({ as: way.as, attached, ...(because === undefined ? {} : { because }) });
      if (opened.problem.code === 'mail/item-changed') return opened;
      if (opened.problem.code === 'mail/no-answer') return ok({ as: way.as, attached: [], because: opened.problem });
      because ??= opened.problem;
    }
    because ??= { code: 'mail/unsupported', call: channel };
    if (speaksOf.length > 0) return fail({ code: 'mail/attachments-refused', hostCode: because.code === 'mail/host-refused' ? because.hostCode : null });
  }
  const message = thread === null ? ok(null) : messageFor(thread, answers ? draft.to : null);
  if (!message.ok) return message;
  const copied = await copyText(draft);
  return copied.ok ? ok({ as: 'copied', attached: [], because }) : fail(because);
}
