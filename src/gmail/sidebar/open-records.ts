import type { Author, Instant } from '../../core';
import type { GmailRecords } from '../gmail-records';
import { createHttpRecords } from '../http-records';
import type { Kept, KeptPlace } from '../kept-place';
import { personName } from '../person-name';
import type { BookPlace } from '../sheet/open-book';
import { createSheetRecords } from '../sheet/sheet-records';
import type { SheetRecords } from '../sheet/sheet-records';
import { shippedRates, shippedTemplates } from '../shipped';
import type { UserCache } from '../user-cache';

/** Ledger and log where this user has them. Nothing is asked yet. */
export const openRecords = (place: KeptPlace, me: Author, cache: UserCache): GmailRecords => (place.kind === 'server' ? createHttpRecords({ address: place.address, cache }) : openSheet(place.book, me, cache));

/** Whoever is signed in to Google, under the name that he gave. */
export const authorOf = (account: string, { name }: Pick<Kept, 'name'>): Author => ({ id: account, name: name ?? personName(account) }) as Author;

/** Those of a spreadsheet, with what only a spreadsheet has. */
export function openSheet(place: BookPlace, author: Author, cache: UserCache): SheetRecords {
  return createSheetRecords({
    place,
    author,
    // Unpacked when a text is written, not for every card.
    get templates() { return shippedTemplates(); },
    get rates() { return shippedRates(); },
    now: () => new Date().toISOString() as Instant,
    cache,
  });
}
