import type { LogProblem, MailProblem, Problem } from '../problems';

/** Every problem that an insertion can meet; a new one does not compile until it is decided. */
const TRY_AGAIN: Readonly<Record<(LogProblem | MailProblem)['code'], boolean>> = {
  'source/unreachable': true,
  'source/timed-out': true,
  'source/server-error': true,
  'source/unreadable-answer': true,
  'mail/no-answer': true,
  'mail/host-refused': true,
  // The clerk opens the message again and asks again.
  'mail/no-item': true,
  'mail/item-changed': true,
  'store/busy': true,
  'store/disk-full': true,
  'store/not-answering': true,
  'store/damaged': false,
  'store/clock-behind': false,
  'source/not-signed-in': false,
  'source/forbidden': false,
  'source/unknown-debtor': false,
  'source/no-ledger': false,
  'source/choice-refused': false,
  'source/domain-refused': false,
  'source/version-not-served': false,
  'log/step-taken': false,
  'log/no-longer-due': false,
  'log/address-refused': false,
  'log/nothing-to-confirm': false,
  'log/entry-unknown': false,
  'log/cannot-be-undone': false,
  'log/invalid-entry': false,
  'log/request-id-reused': false,
  'log/read-only': false,
  'mail/unsupported': false,
  'mail/too-long': false,
  'mail/no-recipient': false,
  'mail/clipboard-closed': false,
  'mail/attachments-refused': false,
  'mail/subject-not-set': false,
  'mail/not-in-outlook': false,
};

/** Whether doing the same once more can end otherwise, without anything else being repaired first. */
export const canTryAgain = (problem: Problem): boolean => (TRY_AGAIN as Readonly<Record<string, boolean | undefined>>)[problem.code] ?? false;
