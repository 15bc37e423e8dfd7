import type { UniversalAction } from './card-panel';

/** The mailbox as the try-out's server tells it to the page; everything that came by mail is untrusted. */

export type Mode = 'sheet' | 'server';
export type Folder = 'inbox' | 'drafts' | 'sent' | 'archive' | 'trash';

export interface MailPerson {
  readonly name: string;
  readonly address: string;
}

export interface MailItem {
  /** As Gmail names messages in events: `msg-f:...`; drafts by the id of the draft. */
  readonly id: string;
  readonly thread: string;
  readonly from: MailPerson;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  /** Milliseconds. */
  readonly at: number;
  readonly subject: string;
  readonly html: string;
  readonly attachments: readonly { readonly name: string; readonly size: number }[];
  readonly folder: Folder;
  readonly draft: boolean;
  readonly unread: boolean;
}

export interface Mailbox {
  readonly user: MailPerson;
  /** As the manifest describes it. */
  readonly addin: { readonly name: string; readonly universal: readonly UniversalAction[]; readonly compose: readonly { readonly text: string; readonly runFunction: string }[] };
  /** Oldest first. */
  readonly messages: readonly MailItem[];
}

/** A draft as it is typed. */
export interface TypedDraft {
  readonly id: string;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  readonly subject: string;
  readonly html: string;
}

/** What the page asks of the add-on; the server runs its function and answers a CardAnswer. */
export type Asked =
  | { readonly kind: 'message'; readonly message: string }
  | { readonly kind: 'homepage' }
  | { readonly kind: 'compose'; readonly draft: string; readonly runFunction: string }
  | {
    readonly kind: 'action'; readonly runFunction: string; readonly parameters: Readonly<Record<string, string>>; readonly inputs: object;
    /** Open beside the card. */
    readonly message: string | null;
    /** The answer is to be a draft. */
    readonly compose: string | null;
  };
