import type { LocalDate } from '../calendar/types';
import type { EmailAddress } from '../ledger/types';
import type { ReminderReference } from '../log/types';

/** What the open thread proves beyond the log. Text stays in the client; only references and days come here. */
export interface ThreadFacts {
  /** Reminders seen in one of our own messages, or quoted in the debtor's answer, with the day of sending. */
  readonly provenSent: readonly { readonly reference: ReminderReference; readonly on: LocalDate; readonly proof: 'own-message' | 'quoted-in-answer' }[];
  /** The day of the open message where it is the debtor's and says something that a reminder would cross (flow/answer-to-read); null or absent: it does not. */
  readonly answer?: LocalDate | null;
  /** Who writes the open message, when it is somebody outside and no machine that gives a mail back; null or absent: nobody. */
  readonly writes?: EmailAddress | null;
}
