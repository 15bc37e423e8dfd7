export type * from './types';
export { domainOf, parseAddress } from './addresses';
export { invoiceKeys, MATCH_LEVELS, matchLevel, shapeOf, shapesOf } from './invoice-keys';
export type { InvoiceKeys, MatchLevel } from './invoice-keys';
export { isFreeMail, isProvider } from './free-mail';
export { isSiren, isSiret, parseVat, sirensOf } from './legal-ids';
export type { VatNumber } from './legal-ids';
export { foldName, nameTokens, trigramsOf } from './names';
