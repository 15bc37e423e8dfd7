export type * from './types';
export { FIRST_HASH, hashEntry, stampEntry, verifyChain } from './chain';
export type { ChainBreak, ChainCheck, Stamp } from './chain';
export { eraseTexts } from './erasable-text';
export { foldHistory, isCallDone } from './fold-history';
export { findReferences, referenceOf } from './reminder-reference';
export { sha256Hex } from './sha256';
export { voidedIn } from './voided';
