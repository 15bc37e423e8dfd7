export * from './wire';
export { foldHeader, isBlank, textOf } from './cell';
export type { Cell, Row } from './cell';
export { completeMapping, dateOfCell, inferDateOrder, inferDecimalMark, layoutOf, missingFields, proposeMapping, recogniseColumns } from './columns';
export type { DateOrder, RecognisedColumns } from './columns';
export { readLedgerRows } from './ledger-rows';
export type { LedgerRows } from './ledger-rows';
