import { fail, ok, parseAddress } from '../../core';
import type { Author, DebtorId, FormValues, Language, LocalDate, Pack, Problem, Result } from '../../core';
import { createAppsScriptMailHost } from '../apps-script-mail-host';
import type { AppsScriptMailHost } from '../apps-script-mail-host';
import type { CardContext } from '../cards/card-context';
import type { GmailRecords } from '../gmail-records';
import type { CardEvent } from '../guard';
import { KEPT_KEY, readKept } from '../kept-place';
import type { Kept } from '../kept-place';
import { NOWHERE } from '../sidebar-action';
import type { Standing } from '../sidebar-action';
import { PACK_KEY } from '../http-records';
import { hexId } from '../mail/message-ids';
import { ledgerCacheKeys } from '../sheet/ledger-slice';
import { SHEET_CACHE_KEYS } from '../sheet/sheet-records';
import { openUserCache } from '../user-cache';
import type { UserCache } from '../user-cache';
import { fieldsOf } from '../card-fields';
import { localeOf } from './event';
import { authorOf, openRecords } from './open-records';

/** What lies on the clerk's desk during one callback, before any ledger is asked. */
export interface Desk {
  readonly language: Language;
  /** The Google account of this window; '' when Google does not tell. */
  readonly account: string;
  readonly kept: Kept;
  readonly cache: UserCache;
  readonly mail: AppsScriptMailHost;
  /** Whether a message is open beside the card. */
  readonly message: boolean;
  readonly typed: FormValues;
}

/** With the ledger and the log that this user works with. */
export interface Office extends Desk {
  readonly records: GmailRecords;
  readonly pack: Pack;
  readonly me: Author;
  readonly today: LocalDate;
}

/** `debtor`: whose card was pressed; null: not known. */
export function openDesk(event: CardEvent, debtor: DebtorId | null = null): Desk {
  const cache = openUserCache([KEPT_KEY, PACK_KEY, ...SHEET_CACHE_KEYS, ...ledgerCacheKeys({ thread: hexId(event.gmail?.threadId ?? ''), debtor })]);
  const kept = readKept(cache);
  const account = Session.getActiveUser().getEmail();
  const mail = createAppsScriptMailHost(event.gmail ?? null, parseAddress(account));
  return { language: kept.language ?? localeOf(event), account, kept, cache, mail, message: (event.gmail?.messageId ?? '') !== '', typed: fieldsOf(event) };
}

/** Refused with `source/no-ledger` as long as no sheet and no server is connected. */
export function openOffice(desk: Desk): Result<Office, Problem> {
  const { place } = desk.kept;
  if (place === null) return fail({ code: 'source/no-ledger' });
  const records = openRecords(place, authorOf(desk.account, desk.kept), desk.cache);
  const session = records.session();
  if (!session.ok) return session;
  const pack = records.pack();
  if (!pack.ok) return pack;
  return ok({ ...desk, records, pack: pack.value, me: session.value.user as Author, today: session.value.today as LocalDate });
}

export const cardContext = ({ language, account, message }: Desk, on: Standing = NOWHERE): CardContext => ({ language, account, on, thread: message });
