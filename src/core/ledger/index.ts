export * from './types';
export { foldNumber, invoiceId } from './invoice-id';
