export type * from './types';
export type { ThreadFacts } from './thread-facts';
export { STANDARD_POLICY } from './standard-policy';
export { PUBLIC_BUYER_POLICY } from './public-buyer-policy';
export { policyOf, validatePolicy } from './policy';
export type { PolicyFault } from './policy';
export { unknownDebtor } from './decide';
export { promiseHeldUntil } from './holds';
