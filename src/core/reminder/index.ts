export type * from './types';
export { documentsToAttach } from './attachments';
export { draftWarnings, recipientsFor } from './recipients';
export type { DraftWarning } from './recipients';
