import type {
  Channel, CompanyId, CompanyView, DebtorId, DisputableInvoice, EntryId, FindingView, FormKind, FormValues, Language, LedgerState, MessageView, PanelView, SearchRowView, Semester, StageId, WorklistPagePanel,
} from '../../core';
import type { Composed } from '../../core/writing';

/** A page over the tab, with a way back. */
export type Step =
  | { readonly kind: 'search' }
  | { readonly kind: 'form'; readonly form: FormKind; readonly values: FormValues; readonly errors: FormValues; readonly about: EntryId | StageId | null; readonly invoices: readonly DisputableInvoice[]; readonly today: string }
  | { readonly kind: 'preview'; readonly draft: PreviewDraft; readonly findings: readonly FindingView[]; readonly override: Override | null }
  | { readonly kind: 'settings' }
  | { readonly kind: 'penalties' }
  | { readonly kind: 'forecast' }
  | { readonly kind: 'message-texts' }
  | { readonly kind: 'feeds' }
  | { readonly kind: 'companies' }
  /** `debtor`: for whom one is chosen; null: the company's. */
  | { readonly kind: 'plans'; readonly debtor: DebtorId | null }
  /** `under`: the page that comes back after it. */
  | { readonly kind: 'shortcuts'; readonly under?: Step | null };

/** Asked for when something in the text blocks it: why it is inserted all the same. */
export interface Override {
  readonly reason: string;
  readonly error: string | null;
}

export interface PreviewDraft {
  /** Tells one text from another: a change of tone, language or figures makes a new one. */
  readonly key: string;
  readonly title: string;
  readonly about: Composed['kind'];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly language: Language;
  readonly subject: string;
  readonly channel: Channel;
  /** A reply keeps the thread's own subject, a draft the one that it has: Outlook lets nobody set another. */
  readonly ownSubject: boolean;
  readonly html: string;
  readonly attachments: readonly string[];
  readonly edited: boolean;
  /** The figures changed after the clerk edited this text. */
  readonly outdated: boolean;
  /** A formal letter: printed, not inserted, unless it may go by e-mail. `annex`: HTML printed behind it. */
  readonly letter: { readonly byMail: boolean; readonly annex: string | null; readonly rateUnknown: Semester | null; readonly toConsumer: boolean } | null;
}

/** Nothing to show, and why. */
export interface PlainPage {
  readonly kind: 'plain';
  readonly title: string;
  readonly text: string;
}

export interface BarView {
  readonly id: string;
  readonly message: MessageView;
  /** "et 1 autre", null when it is the only one. */
  readonly others: string | null;
  /** Milliseconds since the epoch of the next try by itself; null: none. */
  readonly nextTryAt: number | null;
}

/** What the mailbox did that was not asked, or not all of it; stands until it is closed or something else is done. */
export interface ToldView {
  readonly intent: 'info' | 'warning';
  readonly text: string;
}

export interface ToastView {
  readonly id: number;
  readonly text: string;
  readonly undo: boolean;
}

/** Where the keyboard goes next; `turn` tells two requests apart. */
export interface FocusRequest {
  readonly on: string;
  readonly turn: number;
}

export interface CompaniesView {
  readonly all: readonly CompanyView[];
  readonly shown: CompanyId;
}

/** The open message is this company's, the one before was on screen. */
export interface ArrivedView {
  /** Of the open message. */
  readonly item: string | null;
  readonly from: CompanyView;
}

export type Waiting = 'no' | 'quiet' | 'skeleton' | 'long';

export interface Snapshot {
  readonly phase: 'starting' | 'not-in-outlook' | 'first-run' | 'ready';
  readonly language: Language;
  readonly tab: 'message' | 'worklist';
  readonly step: Step | null;
  readonly waiting: Waiting;
  readonly view: PanelView | PlainPage | null;
  /** The debtor on the card was reached from the worklist or by search, not from the open message. */
  readonly fromWorklist: boolean;
  readonly worklist: WorklistPagePanel | null;
  /** Place in the worklist, kept while a debtor is open. */
  readonly worklistAt: number;
  /** The list was asked for and is not there: nothing, then its boxes. */
  readonly worklistWaiting: boolean;
  /** What is left of the day; `said`: how far the analysis is, when that is not all. */
  readonly due: { readonly count: string; readonly said: string | null } | null;
  readonly busy: boolean;
  /** Forms whose text waits to be recorded for the debtor on the card. */
  readonly unsaved: readonly FormKind[];
  readonly bar: BarView | null;
  /** The reference of a bug; null: none. */
  readonly broken: string | null;
  readonly toast: ToastView | null;
  readonly told: ToldView | null;
  readonly announcement: string;
  readonly focus: FocusRequest | null;
  readonly ledger: LedgerState | null;
  /** Customers and invoices are invented. */
  readonly sample: boolean;
  /** Where there are several: all of them, and the one whose screen this is. */
  readonly companies: CompaniesView | null;
  /** Why another company than before is on screen; stands until the next message, or until it is closed. */
  readonly arrived: ArrivedView | null;
  /** After "copy": the text is to be pasted. */
  readonly pasteHint: boolean;
}

export type Searched = { readonly kind: 'found'; readonly rows: readonly SearchRowView[] } | { readonly kind: 'failed'; readonly message: MessageView };
export type { DebtorId };
