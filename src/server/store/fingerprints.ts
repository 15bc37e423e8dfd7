import { hash } from 'node:crypto';
import type { Debtor, Invoice } from '../../core';

/** What tells whether a newer reading says anything else of a customer. The first part is of himself, the second of his invoices. */

const digest = (value: unknown): string => hash('sha256', JSON.stringify(value), 'base64');

/** Every fingerprint of a customer begins with it while nothing changes but his invoices. */
export const debtorMark = (debtor: Debtor): string => digest(debtor).slice(0, 22);

/** As tables hold it. */
export const fingerprintOf = (debtor: Debtor, invoices: readonly Invoice[]): string => `${debtorMark(debtor)}${digest(invoices).slice(0, 43)}`;

/** As an edition holds it. @param bills the hash of his invoices (bill-rows.ts). */
export const editionFingerprint = (debtor: Debtor, bills: number): string => `${debtorMark(debtor)}${bills.toString(36)}`;
