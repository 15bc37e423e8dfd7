import type { Message, Thread } from '../mail/mail-message';
import { textOfHtml } from '../mail/safe-html';
import type { Answerer } from './channel';
import { CODES, DISPATCH, HTML, fieldsOf } from './protocol';
import type { Fields } from './protocol';

/** Delegate may read, write and delete. */
const DELEGATE = 7;

/** Calls about the message in the reading pane. */
export class ItemCalls {
  private readonly properties = new Map<string, Fields>();

  /** @param contentOf base64 of a file, null where nobody has told what stands in it. */
  constructor(private readonly contentOf: (attachment: string) => string | null) {}

  /** @returns false when the id is none of these. */
  answer(id: number, params: Fields, message: Message, thread: Thread, answer: Answerer): boolean {
    switch (id) {
      case DISPATCH.bodyType:
        answer.ok('html');
        return true;
      case DISPATCH.bodyGet:
        answer.ok(params['coercionType'] === HTML ? pageOf(renamed(message.html)) : textOfHtml(message.html));
        return true;
      case DISPATCH.loadCustomProperties:
        answer.raw({ wasSuccessful: true, customProperties: JSON.stringify(this.properties.get(message.id) ?? {}) });
        return true;
      case DISPATCH.saveCustomProperties:
        this.properties.set(message.id, fieldsOf(params['customProperties']));
        answer.ok(undefined);
        return true;
      case DISPATCH.categories:
        answer.ok([]);
        return true;
      case DISPATCH.internetHeaders:
        answer.ok(headersOf(message));
        return true;
      case DISPATCH.attachmentContent: {
        const attachment = message.attachments.find(({ id: each }) => each === params['id']);
        const content = attachment === undefined ? null : this.contentOf(attachment.id);
        if (attachment === undefined) answer.fail(CODES.invalidAttachmentId);
        else if (content === null) return false;
        else answer.ok({ content, format: 'base64' });
        return true;
      }
      case DISPATCH.sharedProperties:
        if (thread.sharedMailbox === null) return false;
        answer.ok(sharedProperties(thread.sharedMailbox.address));
        return true;
      default:
        return false;
    }
  }
}

export const sharedProperties = (address: string): Fields => ({ owner: address, targetMailbox: address, remoteUrl: 'https://outlook.office.com', delegatePermissions: DELEGATE });

/** Names are left out: on the wire they are encoded, and nobody here reads them. */
function headersOf({ internetMessageId, from, to, cc, replyTo }: Message): string {
  const people = (list: Message['to']): string => list.map(({ address }) => `<${address}>`).join(', ');
  const lines: readonly (readonly [string, string])[] = [['Message-ID', internetMessageId], ['From', people([from])], ['To', people(to)], ['Cc', people(cc)], ['Reply-To', people(replyTo)]];
  return lines.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}\r\n`).join('');
}

/** Outlook on the web puts `x_` before the names in a mail that it shows. */
const renamed = (html: string): string =>
  html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s(?:class|id)=)"([^"]*)"/gi, (_, attribute: string, names: string) => `${attribute}"${names.replace(/[^\s]+/g, 'x_$&')}"`));

/** Outlook on the web gives a whole page. */
export const pageOf = (html: string): string => (/<body[\s>]/i.test(html) ? html : `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>${html}</body></html>`);
