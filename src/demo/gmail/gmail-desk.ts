import { answered, escapeHtml, longMoment } from '../outlook/mail/quoting';
import { sameAddress } from '../outlook/mail/mail-message';
import type { AddinManifest } from './addin-manifest';
import type { Asked, DeskCall } from './desk-call';
import { GmailHost, composeEvent, homepageEvent, messageEvent } from './host';
import type { CardAnswer, World, WorldMessage } from './host';
import { plainOf } from './host/mail/gmail-app';
import { peopleOf, peopleText } from './people';
import type { Labels, SampleWorld } from './sample-world';
import type { Folder, Mailbox, MailItem, MailPerson, TypedDraft } from './view/mailbox-json';

/** Gmail's page beside the add-on, without the page: one mailbox, what the clerk does in it, and what the add-on answers. */
export class GmailDesk {
  private readonly host: GmailHost;
  private readonly world: World;
  private readonly labels: Labels;

  constructor({ world, labels }: SampleWorld, code: string, private readonly manifest: AddinManifest) {
    this.world = world;
    this.labels = labels;
    this.host = new GmailHost(world, code);
  }

  /** @returns what goes to the page as JSON */
  answer(call: DeskCall): object {
    switch (call.method) {
      case 'mailbox':
        return this.mailbox();
      case 'card':
        return this.card(call.asked);
      case 'newDraft':
        return { id: this.newDraft(call.answers, call.all) };
      case 'save':
        return this.save(call.draft);
      case 'send':
        return this.send(call.draft);
      case 'discard':
        this.world.mailbox.discardDraft(call.draft);
        return {};
      case 'read':
        for (const { id } of this.world.mailbox.thread(call.thread)?.messages ?? []) this.labels.unread.delete(id);
        return {};
      case 'move':
        for (const { id, draft } of this.world.mailbox.thread(call.thread)?.messages ?? []) if (draft !== true && (call.to === 'trash' || this.folderOf(id) !== 'sent')) this.labels.folders.set(id, call.to);
        return {};
    }
  }

  private card(asked: Asked): CardAnswer | { readonly kind: 'broken'; readonly words: string } {
    const { onMessage, onHomepage } = this.manifest;
    try {
      switch (asked.kind) {
        case 'message':
          return this.host.call(onMessage, messageEvent(this.world, asked.message));
        case 'homepage':
          return onHomepage === null ? { kind: 'cards', cards: [] } : this.host.call(onHomepage, homepageEvent(this.world));
        case 'compose':
          return this.host.call(asked.runFunction, composeEvent(this.world));
        case 'action': {
          const clicked = { parameters: asked.parameters, inputs: asked.inputs };
          return this.host.call(asked.runFunction, asked.message === null ? homepageEvent(this.world, clicked) : messageEvent(this.world, asked.message, clicked));
        }
      }
    } catch (error) {
      // Thrown inside the script's realm, an error is none of this realm's.
      return { kind: 'broken', words: String((error as { readonly message?: unknown }).message ?? error) };
    }
  }

  private mailbox(): Mailbox {
    const { user, mailbox } = this.world;
    const drafts = new Map(mailbox.drafts.map(({ id, message }) => [message.id, id]));
    const messages = mailbox.threads.flatMap((thread) => thread.messages.map((message) => this.item(thread.id, message, drafts.get(message.id) ?? null)));
    return { user: { name: user.name ?? '', address: user.email }, addin: this.manifest.shown, messages: messages.sort((a, b) => a.at - b.at) };
  }

  private item(thread: string, message: WorldMessage, draft: string | null): MailItem {
    const [from = { name: '', address: message.from }] = peopleOf(message.from);
    return {
      id: draft ?? message.id, thread, from, to: peopleOf(message.to), cc: peopleOf(message.cc ?? ''), at: message.date, subject: message.subject, html: message.html,
      attachments: (message.attachments ?? []).filter(({ inline }) => inline !== true).map(({ name, size }) => ({ name, size })),
      folder: draft === null ? this.folderOf(message.id) : 'drafts', draft: draft !== null, unread: this.labels.unread.has(message.id),
    };
  }

  private folderOf(message: string): Folder {
    return this.labels.folders.get(message) ?? 'inbox';
  }

  private newDraft(answers: string | null, all: boolean): string {
    const { mailbox } = this.world;
    if (answers === null) return mailbox.createDraft(null, { to: '', subject: '', html: '' }).id;
    const found = mailbox.find(answers);
    if (found === null) throw new Error('a message is answered that the mailbox does not hold');
    const { message, thread } = found;
    const { to, cc } = this.answerees(message, all);
    return mailbox.createDraft(thread.id, { to: peopleText(to), cc: peopleText(cc), subject: answered(message.subject), html: `<p><br></p>${quoted(message)}` }).id;
  }

  /** One's own sent message is answered to those who got it. */
  private answerees(message: WorldMessage, all: boolean): { readonly to: readonly MailPerson[]; readonly cc: readonly MailPerson[] } {
    const own = (person: MailPerson): boolean => sameAddress(person.address, this.world.user.email);
    const others = (text: string | undefined): readonly MailPerson[] => peopleOf(text ?? '').filter((person) => !own(person));
    const sender = peopleOf(message.replyTo ?? message.from);
    const first = sender.some(own) ? peopleOf(message.to) : sender;
    return { to: first, cc: all ? [...others(message.to), ...others(message.cc)].filter(({ address }) => !first.some((taken) => sameAddress(taken.address, address))) : [] };
  }

  private save({ id, to, cc, subject, html }: TypedDraft): object {
    this.world.mailbox.editDraft(id, { to: peopleText(to), cc: peopleText(cc), subject, html, plain: plainOf(html) });
    return {};
  }

  /** The only way by which a message becomes a sent one. */
  private send(draft: TypedDraft): object {
    this.save(draft);
    this.labels.folders.set(this.world.mailbox.sendDraft(draft.id).id, 'sent');
    return {};
  }
}

/** The original below an answer, as Gmail writes it. */
function quoted({ from, date, html }: WorldMessage): string {
  return `<div class="gmail_quote"><div>Le ${longMoment(date)}, ${escapeHtml(from)} a écrit\u00a0:</div><blockquote>${html}</blockquote></div>`;
}
