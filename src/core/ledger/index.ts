export * from './types';
export { bucketOf } from './ageing';
export { roleOfAddress } from './contact-roles';
export type { OpenDispute } from './disputes';
export { foldNumber, invoiceId } from './invoice-id';
export { paymentBehaviour } from './payment-behaviour';
export { statementOfAccount, summaryOf } from './statement';
export type { StatementInput } from './statement';
