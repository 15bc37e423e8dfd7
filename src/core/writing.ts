/**
 * The second door of core: writing texts. It alone brings the template engine, so that a host can load it after the
 * card is drawn; everything else comes through index.ts.
 */
export { composeReminder } from './reminder/compose-reminder';
export type { ReminderRequest } from './reminder/compose-reminder';
export { composeReply } from './reminder/compose-reply';
export { lastNotice, stillOpen } from './reminder/told-of';
export type { ReplyRequest } from './reminder/compose-reply';
export { parseTemplate } from './reminder/template-file';
export { draftOf, repeatedEntry, withChanges, writeReminder, writeReply } from './flow/write-text';
export type { Composed } from './flow/write-text';
export { checkOpenDraft, checkText, NOTHING_FOUND } from './panel/check-text';
export type { Checked } from './panel/check-text';
export { contactFact } from './panel/forms/contact-fact';
export type { ContactContext } from './panel/forms/contact-fact';
export { letterFact } from './panel/forms/letter-fact';
export { letterFateFact } from './panel/forms/letter-fate';
export { announcedIn } from './reminder/announced';
export { withEdits } from './reminder/edited-draft';
export { cleanHtml } from './reminder/clean-html';
export { isBlocking, lintOpenDraft, lintReminder, lintReply } from './reminder/lint';
export { findingView } from './panel/word-lint';
export { checkTemplate } from './reminder/check-template';
export { snippetsFor } from './reminder/snippets';
export { sampleCases } from './reminder/sample-cases';
export type { SampleCase } from './reminder/sample-cases';
export { heldBack, judgeText, tryText } from './reminder/try-text';
export type { TextVerdict, TriedOn, TriedText, Trying } from './reminder/try-text';
export { namesIn } from './reminder/variables';
export { catalogueOf } from './reminder/template-file';
export { textDifference } from './reminder/text-difference';
export type { DifferingLine } from './reminder/text-difference';
