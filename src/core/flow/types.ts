import type { Problem } from '../problems';
import type { DebtorId } from '../ledger/types';
import type { KeptText, LogFact, NewLogEntry, RequestId } from '../log/types';
import type { Inserted } from '../ports';
import type { Assessment } from '../dunning/types';
import type { OtherReply, Reminder, ReminderDraft } from '../reminder/types';

/**
 * Inserting a text, as a pure machine: (state, event) -> (state, commands). Hosts only execute commands and feed
 * events back. Order: append reminder-drafted, insert, on failure append draft-discarded (design: ports).
 */
export type InsertState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reserving'; readonly what: Insertable; readonly thread: string | null; readonly request: RequestId }
  | { readonly kind: 'opening'; readonly what: Insertable; readonly request: RequestId }
  | { readonly kind: 'releasing'; readonly what: Insertable; readonly problem: Problem; readonly request: RequestId }
  | { readonly kind: 'done'; readonly what: Insertable; readonly inserted: Inserted; readonly assessment: Assessment | null }
  /** `kept`: the text is not lost and can be copied. `retry` tells whether trying again can help. */
  | { readonly kind: 'failed'; readonly what: Insertable; readonly problem: Problem; readonly retry: boolean };

export type Insertable =
  | { readonly kind: 'reminder'; readonly reminder: Reminder; readonly debtor: DebtorId }
  | { readonly kind: 'reply'; readonly reply: OtherReply; readonly debtor: DebtorId };

export type InsertEvent =
  | { readonly kind: 'asked'; readonly what: Insertable; readonly thread: string | null; readonly request: RequestId; readonly releaseRequest: RequestId }
  | { readonly kind: 'appended'; readonly assessment: Assessment | null }
  | { readonly kind: 'append-failed'; readonly problem: Problem }
  | { readonly kind: 'inserted'; readonly inserted: Inserted }
  | { readonly kind: 'insert-failed'; readonly problem: Problem }
  | { readonly kind: 'released' }
  | { readonly kind: 'release-failed'; readonly problem: Problem }
  | { readonly kind: 'dismissed' };

export type InsertCommand =
  | { readonly kind: 'append'; readonly entry: NewLogEntry; readonly text: KeptText | null }
  | { readonly kind: 'insert'; readonly draft: ReminderDraft; readonly thread: string | null };

/** An outcome that the clerk records from the card: one append, undoable. */
export interface OutcomeToRecord {
  readonly debtor: DebtorId;
  readonly fact: LogFact;
}
