export { fecText } from './fec-cells';
export { fecColumnsOf } from './fec-columns';
export type { FecColumns } from './fec-columns';
export { FecLedger } from './fec-ledger';
export type { FecCustomer } from './fec-ledger';
export { FecReading } from './fec-reading';
