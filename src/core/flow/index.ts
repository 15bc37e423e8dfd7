export type * from './types';
export { canTryAgain } from './can-try-again';
export { checkAppend } from './check-append';
export { insertFlow, NOT_INSERTING } from './insert';
export type { InsertStep } from './insert';
export { draftToTakeBack, oneClick } from './one-click';
export type { OneClick, OneClickInput, WhyPane } from './one-click';
export { undoOf } from './undo';
