import type { Problem } from '../problems';
import type { CompanyId, DebtorId } from '../ledger/types';
import type { KeptText, NewLogEntry, RequestId } from '../log/types';
import type { Inserted } from '../ports';
import type { Assessment } from '../dunning/types';
import type { OtherReply, Reminder, ReminderDraft } from '../reminder/types';

/**
 * Inserting a text, as a pure machine: (state, event) -> (state, commands). Hosts only execute commands and feed
 * events back.
 * A reminder: append reminder-drafted (the step is reserved), insert, on failure append draft-discarded (design: ports); where
 * it went another way than was asked for, append draft-rerouted.
 * Another reply reserves nothing: insert, then append reply-inserted.
 */
export type InsertState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reserving'; readonly what: Insertable; readonly thread: string | null; readonly request: RequestId; readonly releaseRequest: RequestId }
  | { readonly kind: 'opening'; readonly what: Insertable; readonly request: RequestId; readonly releaseRequest: RequestId;
      /** What the log's keeper said when it reserved the step; null for a reply. */
      readonly assessment: Assessment | null }
  /** The draft is in the mailbox; the entry that notes a reply, or a reminder's other way, is under way. `assessment` as in `opening`. */
  | { readonly kind: 'noting'; readonly what: Insertable; readonly inserted: Inserted; readonly assessment: Assessment | null; readonly request: RequestId }
  | { readonly kind: 'releasing'; readonly what: Insertable; readonly problem: Problem; readonly request: RequestId }
  /** `notNoted`: the text is in the mailbox but the log does not hold it (a reply), or holds it with the way that was asked for (a reminder). */
  | { readonly kind: 'done'; readonly what: Insertable; readonly inserted: Inserted; readonly assessment: Assessment | null; readonly notNoted: Problem | null }
  /**
   * The text is not lost and can be copied. `retry` tells whether trying again can help.
   * `again`: the ids to ask again with, because the log may hold this request already; null: use fresh ones.
   * `stillReserved`: why the step could not be given back; the pane then shows the draft to be settled.
   */
  | { readonly kind: 'failed'; readonly what: Insertable; readonly problem: Problem; readonly retry: boolean;
      readonly again: { readonly request: RequestId; readonly releaseRequest: RequestId } | null; readonly stillReserved: Problem | null };

export type Insertable =
  | { readonly kind: 'reminder'; readonly reminder: Reminder; readonly company: CompanyId; readonly debtor: DebtorId; readonly policyVersion: string }
  | { readonly kind: 'reply'; readonly reply: OtherReply; readonly company: CompanyId; readonly debtor: DebtorId };

export type InsertEvent =
  /** `request` and `releaseRequest` are two fresh ids, or those that `failed` names under `again`. */
  | { readonly kind: 'asked'; readonly what: Insertable; readonly thread: string | null; readonly request: RequestId; readonly releaseRequest: RequestId }
  | { readonly kind: 'appended'; readonly assessment: Assessment | null }
  | { readonly kind: 'append-failed'; readonly problem: Problem }
  | { readonly kind: 'inserted'; readonly inserted: Inserted }
  | { readonly kind: 'insert-failed'; readonly problem: Problem }
  | { readonly kind: 'released' }
  | { readonly kind: 'release-failed'; readonly problem: Problem }
  | { readonly kind: 'dismissed' };

export type InsertCommand =
  /** `purpose` tells which event answers: 'release' is answered by released / release-failed, the others by appended / append-failed. */
  | { readonly kind: 'append'; readonly purpose: 'reserve' | 'note' | 'release'; readonly entry: NewLogEntry; readonly text: KeptText | null }
  | { readonly kind: 'insert'; readonly draft: ReminderDraft; readonly thread: string | null };
