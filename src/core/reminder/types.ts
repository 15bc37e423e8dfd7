import type { Brand } from '../result';
import type { Money } from '../money/types';
import type { Semester } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { ContactRole, DebtorKind, EmailAddress, InvoiceId, Language, OpenItem } from '../ledger/types';
import type { Announced, Channel, LetterClaim, ListedInvoice, ReminderReference, ReplyKind, TemplateUsed } from '../log/types';
import type { StageId, Tone } from '../dunning/types';

export type TemplateName = Brand<string, 'TemplateName'>;

/** A template as its file holds it: Liquid, front matter read by the loader. */
export interface Template {
  readonly name: TemplateName;
  readonly stage: StageId | null;
  readonly reply: ReplyKind | null;
  readonly language: Language;
  readonly tone: Tone | null;
  /** The kind of customer that it is for; absent: every one. */
  readonly audience?: DebtorKind;
  readonly subject: string;
  /** Body in the small markup of assets/templates/README.md; both parts, HTML and text, are made from it. */
  readonly body: string;
  readonly version: string;
}

export interface DraftAttachment {
  readonly name: string;
  /** Opaque document reference of the ledger. */
  readonly document: string;
}

/** A text ready for the mailbox. */
export interface ComposedText {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly language: Language;
  /** SHA-256, hex, over the UTF-8 of subject + "\n\n" + text. */
  readonly contentHash: string;
}

export interface ReminderDraft extends ComposedText {
  readonly channel: Channel;
  readonly to: readonly EmailAddress[];
  readonly cc: readonly EmailAddress[];
  readonly attachments: readonly DraftAttachment[];
}

/** A reminder and all that its log entry needs. */
export interface Reminder {
  readonly draft: ReminderDraft;
  readonly reference: ReminderReference;
  readonly stage: StageId;
  readonly tone: Tone;
  readonly listed: readonly ListedInvoice[];
  readonly items: readonly OpenItem[];
  readonly demanded: Money;
  readonly deadline: LocalDate;
  readonly announced: Announced;
  /** The text that it was written from. */
  readonly template?: TemplateUsed;
  /** What a letter demands beside the principal; null: nothing. */
  readonly letter: LetterStatement | null;
}

/** Of a formal letter. */
export interface LetterStatement {
  /** It may go by e-mail, and is then the step itself; a notice goes by registered post. */
  readonly byMail: boolean;
  /** null: no penalties were reckoned. */
  readonly claim: LetterClaim | null;
  /** The semester without a known rate, for which no penalties were reckoned; null: none is missing. */
  readonly rateUnknown: Semester | null;
  /** Every sum that the letter may state beside those of the ledger. */
  readonly sums: readonly Money[];
  /** HTML of the whole tables where the text holds only their first rows, to be printed behind it; null: the text holds all. */
  readonly annex: string | null;
}

/** An answer that is not a step. */
export interface OtherReply {
  readonly draft: ReminderDraft;
  readonly reply: ReplyKind;
  readonly invoices: readonly InvoiceId[];
  /** The text that it was written from. */
  readonly template?: TemplateUsed;
  /** Of a notice the words that it repeats: they were judged when it was written. */
  readonly quoted?: string;
}

export type LetterProblem =
  /** A hand-over follows a formal notice, and the log holds none for these invoices. */
  | { readonly code: 'letter/no-notice'; readonly stage: StageId }
  /** The figures of this invoice cannot be a claim (negative, two currencies, beyond all bounds). */
  | { readonly code: 'letter/claim-unusable'; readonly number: string };

/** Why a text cannot be written. */
export type TemplateProblem =
  | LetterProblem
  | { readonly code: 'template/missing'; readonly stage: StageId | null; readonly reply: ReplyKind | null; readonly language: Language; readonly tone: Tone | null }
  | { readonly code: 'template/syntax'; readonly template: string; readonly line: number | null; readonly detail: string }
  | { readonly code: 'template/unknown-variable'; readonly template: string; readonly variable: string }
  | { readonly code: 'template/too-long'; readonly template: string; readonly limit: number };

export interface RecipientChoice {
  readonly channel: Channel;
  readonly to: readonly EmailAddress[];
  /** Reply forms carry none: there the clerk is told whom to add. */
  readonly cc: readonly EmailAddress[];
  /** Why these: the sender is a contact; the sender was identified with the debtor; the ledger's contact. */
  readonly why: 'sender-is-contact' | 'sender-of-debtor' | 'ledger-contact' | 'chosen';
  /** How the choice came about; absent where nothing but the thread was asked. */
  readonly reasons?: RecipientReasons;
}

export interface RecipientReasons {
  /** Of the first recipient; null: no known contact. */
  readonly role: ContactRole | null;
  /** Who would have been written to, and why not. */
  readonly passedOver: readonly { readonly address: EmailAddress; readonly because: 'bounced' | 'removed' | 'sales'; readonly on: LocalDate | null }[];
  /** What the stage adds. `kept` false: the clerk took it out; it is not in `cc`. */
  readonly copies: readonly LadderCopy[];
}

/** A contact of a company who gets a copy because of how far the reminders have come. */
export interface LadderCopy {
  readonly address: EmailAddress;
  readonly role: 'payer' | 'accounting' | 'generic';
  readonly because: 'second-reminder' | 'no-answer';
  readonly kept: boolean;
}
