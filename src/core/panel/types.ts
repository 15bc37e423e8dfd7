import type { LocalDate } from '../calendar/types';
import type { AgeingBucket, ContactRole, DebtorId, EmailAddress, InvoiceId, Language } from '../ledger/types';
import type { CallOutcome, Channel, EntryId, ReminderReference, ReplyKind } from '../log/types';
import type { StageId, Tone } from '../dunning/types';
import type { ProblemCode } from '../problems';

/**
 * What the clerk sees, as data. Every string is final text in the interface's language; renderers (React, cards)
 * hold no rule and no wording. Amounts and dates inside strings carry their no-break spaces.
 */

export type PillKind = 'due' | 'call' | 'letter' | 'waiting' | 'held' | 'question' | 'draft' | 'settled' | 'blocked' | 'none';
export interface PillView {
  readonly kind: PillKind;
  readonly label: string;
}

/** A thing that the clerk can do; the renderer maps kinds to handlers and nothing else. */
export type PanelAction =
  | { readonly kind: 'insert-reminder' }
  | { readonly kind: 'preview' }
  | { readonly kind: 'insert-reply'; readonly reply: ReplyKind }
  | { readonly kind: 'confirm-sent'; readonly reference: ReminderReference }
  | { readonly kind: 'discard-draft'; readonly reference: ReminderReference }
  | { readonly kind: 'record-promise' }
  | { readonly kind: 'open-dispute' }
  | { readonly kind: 'close-dispute'; readonly entry: EntryId }
  | { readonly kind: 'set-hold' }
  | { readonly kind: 'lift-hold'; readonly entry: EntryId }
  | { readonly kind: 'add-note' }
  | { readonly kind: 'record-call'; readonly outcome: CallOutcome | null }
  /** That the letter of this step was posted. */
  | { readonly kind: 'record-letter' }
  /** What the post says of a letter that was posted. */
  | { readonly kind: 'note-letter'; readonly letter: EntryId }
  | { readonly kind: 'skip-step'; readonly stage: StageId }
  | { readonly kind: 'void-entry'; readonly entry: EntryId }
  | { readonly kind: 'choose-debtor'; readonly debtor: DebtorId }
  | { readonly kind: 'change-debtor' }
  | { readonly kind: 'not-a-customer' }
  | { readonly kind: 'open-debtor'; readonly debtor: DebtorId }
  | { readonly kind: 'new-message'; readonly debtor: DebtorId }
  /** From the worklist: put off until a day. */
  | { readonly kind: 'pass-until'; readonly debtor: DebtorId }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'copy-text' }
  | { readonly kind: 'show-unreadable-rows' }
  /** Puts the documents of the reminder that stands in the open draft on that draft. */
  | { readonly kind: 'attach-documents'; readonly files: readonly { readonly name: string; readonly document: string }[] }
  /** Of a contact whom the stage adds in copy. */
  | { readonly kind: 'keep-copy'; readonly address: EmailAddress; readonly keep: boolean }
  /** To the message that is being written. */
  | { readonly kind: 'add-copy'; readonly address: EmailAddress }
  /** Reads the message that is being written again. */
  | { readonly kind: 'check-draft' }
  | { readonly kind: 'note-bounced'; readonly address: EmailAddress }
  | { readonly kind: 'add-contact' }
  /** The answer of that day was read, and nothing is to be noted of it. */
  | { readonly kind: 'answer-read'; readonly receivedOn: LocalDate }
  | { readonly kind: 'remove-contact'; readonly address: EmailAddress }
  | { readonly kind: 'restore-contact'; readonly address: EmailAddress; readonly role: ContactRole | null }
  | { readonly kind: 'save-document'; readonly document: string; readonly fileName: string }
  /** A page that computes; nothing is sent or recorded. */
  | { readonly kind: 'show-penalties' }
  /** Which plan decides for this customer. */
  | { readonly kind: 'change-plan' };

export interface ActionView {
  readonly action: PanelAction;
  readonly label: string;
  /** null: enabled. Otherwise the visible reason (disabledFocusable + aria-describedby). */
  readonly disabledBecause: string | null;
}

export interface DebtorView {
  readonly id: DebtorId;
  readonly name: string;
  /** Two letters for the avatar. */
  readonly initials: string;
  /** "C-0412 · SIREN 812 345 676 · Perpignan" */
  readonly meta: string;
}

export interface ClueView {
  readonly favours: boolean;
  /** It stands somewhere in the thread and can be shown there. */
  readonly inThread: boolean;
  /** "FA-2026-0297 dans l’objet"; the renderer adds the mark, this text already starts with "Contre :" if it must. */
  readonly text: string;
}
export interface EvidenceView {
  /** "Contact connu · facture FA-2026-0297 dans l’objet" */
  readonly summary: string;
  /** "3 indices" */
  readonly count: string;
  readonly clues: readonly ClueView[];
}

export interface AgeingSegmentView {
  readonly bucket: AgeingBucket;
  readonly label: string;
  readonly amount: string;
  /** 0..1 of the bar. */
  readonly share: number;
}
export interface BalanceView {
  readonly currency: string;
  readonly overdueLabel: string;
  readonly overdue: string;
  readonly openLabel: string;
  readonly open: string;
  /** "Avoirs non imputés : 120,00 €", null when none. */
  readonly credits: string | null;
  /** Oldest first, empty buckets absent. */
  readonly segments: readonly AgeingSegmentView[];
  /** The whole bar as one sentence (role=img). */
  readonly sentence: string;
}

export interface DataAgeView {
  /** "Grand livre du 23/11 à 08:12 · Sage 100" */
  readonly text: string;
  /** "3 lignes illisibles", null when none. */
  readonly unreadable: string | null;
  readonly stale: boolean;
}

export interface LadderMarkView {
  readonly stage: StageId;
  readonly name: string;
  /** "J+11" with the minus sign U+2212 where negative. */
  readonly day: string;
  readonly state: 'done' | 'now' | 'held' | 'later' | 'skipped';
}
export interface LadderView {
  readonly marks: readonly LadderMarkView[];
  /** "étape 3 sur 6" */
  readonly position: string;
  /** "étape 3 sur 6, Relance ferme, faites : Rappel d’échéance, Relance courtoise" */
  readonly sentence: string;
}

export interface ChoiceView<V> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
}

/** A contact whom the stage adds; the clerk takes them out and puts them back with one click. */
export interface CopyView {
  readonly address: EmailAddress;
  readonly why: string;
  readonly kept: boolean;
  readonly toggle: ActionView;
}

export interface RecipientView {
  readonly label: string;
  readonly to: readonly EmailAddress[];
  readonly why: string;
  /** `why` tells that somebody else would usually be written to: it is shown at any width. */
  readonly whyNotTheUsual: boolean;
  readonly copyLabel: string;
  readonly copies: readonly CopyView[];
  /** The mailbox cannot add the copy itself; null: it can, or there is none. */
  readonly copyHint: string | null;
  readonly channels: ChoiceView<Channel>;
}

export interface NoticeView {
  readonly intent: 'warning' | 'info';
  readonly text: string;
  readonly action?: ActionView;
}

export interface NextStepView {
  readonly pill: PillView;
  readonly title: string;
  readonly ladder: LadderView | null;
  /** The arithmetic, in sentences. */
  readonly reason: string;
  /** What to know before acting: of the draft that is being written. */
  readonly notices: readonly NoticeView[];
  readonly recipient: RecipientView | null;
  /** `label` says whether the host attaches them or the clerk must. */
  readonly attachments: { readonly label: string; readonly text: string } | null;
  readonly tone: ChoiceView<Tone> | null;
  readonly language: ChoiceView<Language> | null;
  /** At most one. */
  readonly primary: ActionView | null;
  readonly secondary: readonly ActionView[];
  /** "Date d’envoi" question of the draft card. */
  readonly sentOn: { readonly label: string; readonly value: string } | null;
}

export interface InvoiceRowView {
  readonly invoice: InvoiceId;
  readonly number: string;
  readonly issued: string | null;
  readonly due: string;
  /** "32 j", "à échoir" */
  readonly late: string;
  readonly amount: string;
  readonly bucket: AgeingBucket;
  /** "en litige", "avoir AV-12 déduit", "2e échéance sur 3"; empty when none. */
  readonly remarks: readonly string[];
  /** Its PDF in the ledger, for the clerk to add to a draft; null: there is none. */
  readonly document: ActionView | null;
  /** Lines of the popover: payments, credits, steps done. */
  readonly events: readonly string[];
}

export type LogIcon = 'sent' | 'draft' | 'discarded' | 'call' | 'promise' | 'dispute' | 'hold' | 'note' | 'reply' | 'letter' | 'voided' | 'blocked' | 'contact';
export interface LogRowView {
  readonly entry: EntryId;
  readonly icon: LogIcon;
  readonly what: string;
  readonly who: string;
  readonly when: string;
  readonly voided: boolean;
  readonly actions: readonly ActionView[];
}

export interface CandidateView {
  readonly debtor: DebtorView;
  readonly overdue: string;
  readonly overdueLabel: string;
  /** "5 210,00 € ouverts"; null: all that is open is overdue, or nothing is. */
  readonly open: string | null;
  /** What does not stand above the list for all; `at`: the clue's place among all of the candidate's. */
  readonly clues: readonly (ClueView & { readonly at: number })[];
  readonly choose: ActionView;
}

/** Clues that all candidates have. */
export interface CommonCluesView {
  readonly label: string;
  /** One of them: where his clue stands in the thread, that of all does. */
  readonly of: DebtorId;
  readonly clues: CandidateView['clues'];
}

export interface MessageView {
  readonly intent: 'error' | 'warning' | 'info';
  readonly code: ProblemCode | null;
  /** What happened. */
  readonly title: string;
  /** What to do. */
  readonly body: string;
  readonly action: ActionView | null;
}

/** Everything under the top bar for one known debtor. */
export interface DebtorPanel {
  readonly kind: 'debtor';
  readonly debtor: DebtorView;
  readonly evidence: EvidenceView | null;
  readonly balances: readonly BalanceView[];
  readonly dataAge: DataAgeView;
  readonly nextStep: NextStepView;
  readonly invoicesTitle: string;
  readonly invoices: readonly InvoiceRowView[];
  /** Below the table: rows that are not drawn, invoices that a newer ledger no longer lists ("motif inconnu"); null: nothing. */
  readonly invoicesNote: string | null;
  /** The statement of late-payment penalties; null: nothing is open. */
  readonly penalties: ActionView | null;
  readonly logTitle: string;
  readonly log: readonly LogRowView[];
  /** "Noter" menu: promise, dispute, hold, call, note. */
  readonly outcomes: readonly ActionView[];
  /** "Répondre" menu, whatever the state. */
  readonly replies: readonly ActionView[];
  /** For the polite live region. */
  readonly announcement: string;
}

export interface ChooserPanel {
  readonly kind: 'chooser';
  readonly pill: PillView;
  readonly title: string;
  readonly explanation: string;
  /** null: no clue is that of all, or the candidates are few. */
  readonly common: CommonCluesView | null;
  readonly candidates: readonly CandidateView[];
  /** "et 14 autres", null when all are shown. */
  readonly more: string | null;
  readonly remember: ChoiceView<'thread' | 'address' | 'domain'> & { readonly hint: string };
  readonly search: string;
  readonly notACustomer: ActionView;
  readonly announcement: string;
}

export interface UnknownPanel {
  readonly kind: 'unknown';
  readonly pill: PillView;
  readonly title: string;
  readonly explanation: string;
  readonly search: string;
  /** It is somebody's word that this is not a customer: it can be looked at and undone. */
  readonly remembered: boolean;
  readonly notACustomer: ActionView | null;
  readonly announcement: string;
}

export type PanelView = DebtorPanel | ChooserPanel | UnknownPanel;
