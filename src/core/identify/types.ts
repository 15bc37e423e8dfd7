import type { Instant } from '../calendar/types';
import type { DebtorId, DebtorSummary, EmailAddress } from '../ledger/types';
import type { ReminderReference } from '../log/types';
import type { MailLine } from './mail-line';

export interface Mailbox {
  readonly name: string | null;
  readonly address: EmailAddress;
}

/** One message as the host gives it. Text is untrusted and never leaves the client. */
export interface MailMessage {
  /** Opaque host id. */
  readonly id: string;
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  readonly sentAt: Instant | null;
  readonly subject: string;
  /** Plain text, the quoted part included where the host includes it. */
  readonly text: string;
  /** The lines of its HTML body, read by `HtmlLines` with the host's own parser; absent where the host gives none. */
  readonly html?: readonly MailLine[];
  readonly attachmentNames: readonly string[];
  /** Texts of the attached XML files, where the host has read them: they may be electronic invoices. Never sent. */
  readonly xmlFiles?: readonly AttachedXml[];
}

export interface AttachedXml {
  readonly name: string;
  readonly text: string;
}

/** Host-neutral copy of the open thread; at least the open message, newest last. */
export interface MailThread {
  /** Opaque key of the conversation. */
  readonly key: string;
  readonly mode: 'read' | 'compose';
  /** A message in the making without a conversation yet: its key holds for this window only, nothing can be remembered for it. */
  readonly unsaved?: boolean;
  /** Index into `messages` of the message that is open. */
  readonly open: number;
  readonly messages: readonly MailMessage[];
  /** The address of the mailbox in view (may be a shared one); never an identity. */
  readonly mailbox: EmailAddress | null;
  /** False: the host gives only the open message and what it quotes. */
  readonly wholeThread: boolean;
  /** What a host that can give the whole thread left out: all but the newest `read` of `of` messages, or all but the open one, which was refused. Absent: nothing. */
  readonly leftOut?: { readonly kind: 'older'; readonly read: number; readonly of: number } | { readonly kind: 'refused' };
  /** What is written in this thread and not sent yet, beside `messages`. Absent: the host cannot tell. */
  readonly drafts?: readonly MailMessage[];
}

/** What leaves the client: no text, only tokens of these shapes. */
export interface DebtorHints {
  readonly addresses: readonly EmailAddress[];
  /** Domains of those addresses that are neither ours nor free-mail. */
  readonly domains: readonly string[];
  /** Tokens that fit one of the pack's number shapes. */
  readonly numbers: readonly string[];
  readonly sirens: readonly string[];
  readonly vats: readonly string[];
  readonly references: readonly ReminderReference[];
  /** The conversation key, for a choice that was remembered for this thread. */
  readonly thread: string;
}

export type HintKind = 'address' | 'domain' | 'number' | 'siren' | 'vat' | 'reference' | 'thread';

/** A hint that hits nothing has no hit, except a remembered "not a customer": a hit without debtors, count 0. A choice that was learned is a hit of its own. */
export interface HintHit {
  readonly hint: HintKind;
  readonly value: string;
  /** The first 20. */
  readonly debtors: readonly { readonly debtor: DebtorId; readonly via: 'contact' | 'company-domain' | 'invoice' | 'legal-id' | 'reminder' | 'learned' | 'look-alike' | 'customer-code' | 'order-number' | 'namesake';
      /** Of an invoice, a customer code, an order: as the ledger writes it; of an invoice whether it is still open. Of a look-alike: the debtor's own domain, which it resembles. */
      readonly number: string | null; readonly open: boolean | null; readonly contactRole: string | null }[];
  /** How many debtors this hint hits in all. */
  readonly count: number;
}

export interface HintHits {
  readonly hits: readonly HintHit[];
  /** Summaries of every debtor named in `hits`. */
  readonly debtors: readonly DebtorSummary[];
}

/** Where in the thread a clue stands. */
export type CluePlace = 'sender' | 'recipient' | 'copy' | 'reply-to' | 'subject' | 'message' | 'quoted' | 'quoted-sender' | 'attachment' | 'signature' | 'thread';

/** One clue; core/panel says it in words. The value of an amount is minor units and currency: `123456 EUR`. */
export interface Clue {
  readonly kind: 'contact-address' | 'learned' | 'company-domain' | 'invoice-number' | 'siren' | 'vat' | 'reference' | 'name'
    | 'customer-code' | 'order-number' | 'amount' | 'iban'
    | 'not-a-contact' | 'cites-nothing' | 'shared-address' | 'shared-domain' | 'other-debtors-invoice' | 'look-alike-domain';
  readonly value: string;
  readonly place: CluePlace;
  readonly favours: boolean;
  /** Of an invoice number: still open in the ledger. */
  readonly open: boolean | null;
  /** Of a shared address or domain: how many debtors. */
  readonly count: number | null;
  /** Of what stands inside an attachment: the name of the file. */
  readonly file?: string;
}

export interface Candidate {
  readonly debtor: DebtorSummary;
  readonly clues: readonly Clue[];
  /** 0..1; used for order and threshold, never shown. */
  readonly score: number;
}

export type Identification =
  | { readonly kind: 'one'; readonly candidate: Candidate; readonly others: readonly Candidate[]; readonly invoices: readonly string[] }
  | { readonly kind: 'several'; readonly candidates: readonly Candidate[];
      /** More than the 20 shown may exist. */
      readonly count: number; readonly why: 'contradiction' | 'shared' | 'weak'; readonly invoices: readonly string[] }
  | { readonly kind: 'none';
      /** look-alike: the sender's domain could be taken for a customer's. supplier: somebody unknown asks us to pay. */
      readonly why: 'own-mail' | 'nothing-found' | 'marked-not-a-customer' | 'look-alike' | 'supplier' };

/** A choice the clerk made, remembered. */
export interface LearnedChoice {
  readonly scope: 'thread' | 'address' | 'domain';
  /** The conversation key, the address or the domain. */
  readonly value: string;
  /** null: "not a customer". */
  readonly debtor: DebtorId | null;
}
