export type * from './types';
export { isBlocking, lint } from './lint';
export { lintFactsOf, stepOfDraft, stepOfReminder } from './facts-of';
export type { LintContext } from './facts-of';
