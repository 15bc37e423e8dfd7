/**
 * The second door of core: writing texts. It alone brings the template engine, so that a host can load it after the
 * card is drawn; everything else comes through index.ts.
 */
export { composeReminder } from './reminder/compose-reminder';
export type { ReminderRequest } from './reminder/compose-reminder';
export { composeReply } from './reminder/compose-reply';
export type { ReplyRequest } from './reminder/compose-reply';
export { parseTemplate } from './reminder/template-file';
export { announcedIn } from './reminder/announced';
export { withEdits } from './reminder/edited-draft';
export { cleanHtml } from './reminder/clean-html';
export { isBlocking, lintOpenDraft, lintReminder, lintReply } from './reminder/lint';
export { findingView } from './panel/word-lint';
