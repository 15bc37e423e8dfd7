export type * from './types';
export { documentsToAttach } from './attachments';
export { draftWarnings, recipientsFor } from './recipients';
export type { DraftWarning, Standing } from './recipients';
export { completenessOf, inUsualOrder, knownContacts } from './known-contacts';
export type { Completeness, KnownContact } from './known-contacts';
export { isFar, rungOf } from './ladder';
export { returnedTo } from './returned-mail';
export type { Returned } from './returned-mail';
