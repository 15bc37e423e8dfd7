import type { UniversalAction } from './card-panel';

/** The mailbox as the try-out's server tells it to the page; everything that came by mail is untrusted. */

/** Where the sidebar has its ledger and log. */
export const MODES = ['sheet', 'server'] as const;
export type Mode = (typeof MODES)[number];
export type Folder = 'inbox' | 'drafts' | 'sent' | 'archive' | 'trash';

export interface MailPerson {
  readonly name: string;
  readonly address: string;
}

export interface MailItem {
  /** Hex, as GmailApp gives it; of a draft the draft's id, which stays when it is saved. */
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
