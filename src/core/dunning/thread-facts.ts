import type { LocalDate } from '../calendar/types';
import type { ReminderReference } from '../log/types';

/** What the open thread proves beyond the log. Text stays in the client; only references and days come here. */
export interface ThreadFacts {
  /** Reminders seen in one of our own messages, or quoted in the debtor's answer, with the day of sending. */
  readonly provenSent: readonly { readonly reference: ReminderReference; readonly on: LocalDate; readonly proof: 'own-message' | 'quoted-in-answer' }[];
}
