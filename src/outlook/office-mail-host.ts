import { fail } from '../core';
import type { AttachedFile, Channel, EmailAddress, MailHost, MailProblem, MailThread, Result } from '../core';
import { readXmlFiles } from './host/attached-xml';
import { darkTheme, watchItem, watchTheme } from './host/changes';
import type { FilesOnDraft } from './host/compose';
import type * as Drafts from './host/drafts';
import { attachesTo, begin, channelsFor, currentItem, keyOf } from './host/item';
import { readThread } from './host/read';

export type { FilesOnDraft, RefusedFile } from './host/compose';

/** What the pane needs of Outlook beyond the port. */
export interface OfficeMailHost extends MailHost<'async'> {
  /** False: the page was opened outside Outlook. */
  readonly inOutlook: boolean;
  readonly displayLanguage: 'fr' | 'en';
  /** The ways of inserting that this Outlook really has for such a thread (null: none), best first; nothing else may be offered. */
  channels(mode: 'read' | 'compose' | null): readonly Channel[];
  /** Whether a draft opened this way can carry a PDF that the pane holds. */
  attaches(channel: Channel): boolean;
  /** Puts files on the message that is being written; what is not in `attached` is not on it. */
  attachFiles(files: readonly AttachedFile[], thread: string): Promise<Result<FilesOnDraft, MailProblem>>;
  /** Puts somebody in copy of the message that is being written. */
  addCopy(address: EmailAddress, thread: string): Promise<Result<void, MailProblem>>;
  /** Fetches what writes. @throws ChunkLoadError when the server that holds it does not answer. */
  getReady(): Promise<void>;
  /** Outlook's own theme (Mailbox 1.14); null: not told, the browser's preference counts. */
  darkTheme(): boolean | null;
  onThemeChanged(listener: () => void): void;
  /** The pinned pane is shown another mail, or none; or the recipients of the open draft changed. */
  onItemChanged(listener: () => void): void;
  /** Reads the attached electronic invoices, which may say whose mail it is where the rest did not; true: the thread, read again, now says more. */
  readFiles(thread: MailThread, isInvoice: (text: string) => boolean): Promise<boolean>;
  /** Tells two open items apart; null: no item. */
  itemKey(): string | null;
}

/** All that writes comes after the card, like the texts themselves. */
const drafts = (): Promise<typeof Drafts> => import(/* webpackChunkName: "drafts" */ './host/drafts');

const outside = fail<MailProblem>({ code: 'mail/not-in-outlook' });
const OUTSIDE: OfficeMailHost = {
  inOutlook: false,
  displayLanguage: 'fr',
  channels: () => [],
  attaches: () => false,
  attachFiles: () => Promise.resolve(outside),
  addCopy: () => Promise.resolve(outside),
  getReady: () => Promise.resolve(),
  darkTheme: () => null,
  onThemeChanged: () => undefined,
  onItemChanged: () => undefined,
  readFiles: () => Promise.resolve(false),
  itemKey: () => null,
  openThread: () => Promise.resolve(outside),
  insertDraft: () => Promise.resolve(outside),
};

const READY_TIMEOUT_MS = 20_000;

/** Waits for office.js. A page outside Outlook gets a host that says so. */
export async function createOfficeMailHost(): Promise<OfficeMailHost> {
  if (typeof Office === 'undefined') return OUTSIDE;
  const info = await Promise.race([Office.onReady(), new Promise<null>((done) => setTimeout(() => done(null), READY_TIMEOUT_MS))]);
  if (info === null || info.host !== Office.HostType.Outlook) return OUTSIDE;
  begin(info.platform);
  return {
    inOutlook: true,
    displayLanguage: Office.context.displayLanguage.toLowerCase().startsWith('fr') ? 'fr' : 'en',
    channels: channelsFor,
    attaches: attachesTo,
    attachFiles: async (files, thread) => (await drafts()).attachFiles(files, thread),
    addCopy: async (address, thread) => (await drafts()).addCopy(address, thread),
    getReady: async () => { await drafts(); },
    darkTheme,
    onThemeChanged: watchTheme,
    onItemChanged: watchItem,
    readFiles: readXmlFiles,
    itemKey: () => keyOf(currentItem()),
    openThread: readThread,
    insertDraft: async (draft, thread, files) => (await drafts()).insertDraft(draft, thread, files),
  };
}
