export type * from './types';
export { isBlocking, lint } from './lint';
export { lintOpenDraft, lintReminder, lintReply } from './read-draft';
export type { LintedDraft } from './read-draft';
export { lintFactsOf, stepOfDraft, stepOfReminder } from './facts-of';
export type { LintContext } from './facts-of';
