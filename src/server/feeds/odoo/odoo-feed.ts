import { dateOf, dayOfMonth, daysInMonth, fail, localDate, monthOf, ok, yearOf } from '../../../core';
import type { FeedProblem, Instant, LocalDate, Result } from '../../../core';
import { SETTLED_MONTHS } from '../feed';
import type { Feed, FeedAccount, FeedDebtor, FeedDocument, FeedFailure, FeedInvoice, FeedSettings } from '../feed';
import { readInvoicePdf } from './invoice-pdf';
import { OdooBooks } from './odoo-books';
import { OdooClient } from './odoo-client';
import { cursorIn } from './odoo-cursor';
import { openBooks } from './open-books';
import { changedPages } from './odoo-changes';
import { wholePages } from './odoo-whole';

export interface OdooSettings extends FeedSettings {
  /** Invoices asked for at once. Absent: a thousand. */
  readonly lot?: number;
  /** How far before its last look `changes` looks again, seconds. Absent: longer than Odoo lets a request run (limit_time_real, 120 s). */
  readonly overlap?: number;
  /** Absent: gently. */
  readonly callsASecond?: number;
}

const LOT = 1_000;
const OVERLAP = 150;
/** Who writes a note would follow the customer from then on, and get his mail (mail.thread: the second from Odoo 18 on, the first before). */
const NO_FOLLOWER = { mail_create_nosubscribe: true, mail_post_autofollow_author_skip: true };
const RECORD = /^[1-9]\d{0,14}$/;

/**
 * Odoo 17 to 19: posted customer invoices and credit notes of one company, an instalment for each receivable line, disputes
 * (`blocked`), money on account, and how what is settled was settled. Key of an ordinary user with the right to see invoices.
 */
export function odooFeed(settings: OdooSettings): Result<Feed, FeedProblem> {
  const { values, context, lot = LOT, overlap = OVERLAP } = settings;
  const feed = context.name;
  const made = OdooClient.of(settings);
  if (!made.ok) return made;
  const client = made.value;
  let opened: OdooBooks | null = null;

  const open = async (signal: AbortSignal): Promise<Result<OdooBooks, FeedFailure>> => {
    if (opened !== null) return ok(opened);
    const books = await openBooks(client, values.company ?? '', feed, signal);
    if (!books.ok) return books;
    opened = new OdooBooks(client, books.value, context, lot);
    return ok(opened);
  };
  /** Seconds of Odoo's clock; of ours where that is behind, or Odoo tells none: what was written since is rather read twice. */
  const moment = async (signal: AbortSignal): Promise<Result<number, FeedFailure>> => {
    const told = await client.clock(signal);
    const ours = Math.floor(Date.parse(context.now()) / 1000);
    return told.ok ? ok(told.value === null ? ours : Math.min(told.value, ours)) : told;
  };
  const settledSince = (): LocalDate => monthsBefore(context.now(), SETTLED_MONTHS);

  return ok({
    kind: 'odoo',
    check: async (signal) => {
      const books = await open(signal);
      if (!books.ok) return books;
      // A key that opens the door may still not show the invoices.
      const seen = await client.count('account.move', books.value.posted(), signal);
      if (!seen.ok) return seen;
      const version = await client.version(signal);
      return version.ok ? ok({ system: `Odoo ${version.value}`, company: books.value.books.company.name }) : version;
    },

    async *whole(from, signal) {
      const books = await open(signal);
      const now = books.ok ? await moment(signal) : books;
      if (!books.ok) yield books;
      else if (!now.ok) yield now;
      else yield* wholePages(books.value, { from: from === null ? null : cursorIn(from), now: now.value, settledSince: settledSince(), lot }, signal);
    },

    async *changes(from, signal) {
      const cursor = cursorIn(from);
      if (cursor === null || cursor.whole !== undefined) {
        yield fail({ code: 'feed/too-old', feed });
        return;
      }
      const books = await open(signal);
      const now = books.ok ? await moment(signal) : books;
      if (!books.ok) yield books;
      else if (!now.ok) yield now;
      else yield* changedPages({ books: books.value, client }, { from: cursor, text: from, now: now.value, overlap, settledSince: settledSince(), lot }, signal);
    },

    account: async (debtor, signal): Promise<Result<FeedAccount, FeedFailure>> => {
      if (!RECORD.test(debtor)) return ok({ debtor: null, invoices: [], unreadable: [] });
      const books = await open(signal);
      if (!books.ok) return books;
      return accountOf(books.value, Number(debtor), settledSince(), lot, signal);
    },

    document: async (reference, signal): Promise<Result<FeedDocument, FeedFailure>> => {
      if (!RECORD.test(reference)) return fail({ code: 'feed/not-found', feed, what: 'document' });
      const books = await open(signal);
      return books.ok ? readInvoicePdf(client, books.value, Number(reference), feed, signal) : books;
    },

    note: async (debtor, text, signal): Promise<Result<null, FeedFailure>> => {
      if (!RECORD.test(debtor)) return fail({ code: 'feed/not-found', feed, what: 'customer' });
      const books = await open(signal);
      if (!books.ok) return books;
      // A note of the staff: `mail.mt_note` goes to nobody by mail. The text is escaped by Odoo, which takes a string for plain text.
      const posted = await client.call('res.partner', 'message_post', { ids: [Number(debtor)], body: text, message_type: 'comment', subtype_xmlid: 'mail.mt_note' }, signal, NO_FOLLOWER, true);
      return posted.ok ? ok(null) : posted;
    },

    hasNote: async (debtor, word, signal): Promise<Result<boolean, FeedFailure>> => {
      if (!RECORD.test(debtor)) return fail({ code: 'feed/not-found', feed, what: 'customer' });
      const books = await open(signal);
      if (!books.ok) return books;
      const found = await client.count('mail.message', [['model', '=', 'res.partner'], ['res_id', '=', Number(debtor)], ['body', 'ilike', word]], signal);
      return found.ok ? ok(found.value > 0) : found;
    },
  });
}

async function accountOf(books: OdooBooks, debtor: number, settledSince: LocalDate, lot: number, signal: AbortSignal): Promise<Result<FeedAccount, FeedFailure>> {
  const owner = await books.commercial([debtor], signal);
  if (!owner.ok) return owner;
  if (owner.value.get(debtor) !== debtor) return ok({ debtor: null, invoices: [], unreadable: [] });
  const credits = await books.credits(debtor, signal);
  if (!credits.ok) return credits;
  const debtors = await books.debtors([debtor], credits.value.credits, signal);
  if (!debtors.ok) return debtors;
  const invoices: FeedInvoice[] = [];
  const unreadable: FeedProblem[] = [...credits.value.unreadable, ...debtors.value.unreadable];
  const known = new Set([debtor]);
  for (let after = 0; ;) {
    const page = await books.moves([...books.domain(settledSince), ['commercial_partner_id', '=', debtor], ['id', '>', after]], signal);
    if (!page.ok) return page;
    const told = await books.told(page.value.rows, page.value.ids, known, credits.value.credits, signal);
    if (!told.ok) return told;
    invoices.push(...told.value.invoices);
    unreadable.push(...told.value.unreadable);
    after = page.value.ids.at(-1) ?? after;
    if (page.value.ids.length < lot) break;
  }
  const found: FeedDebtor | null = debtors.value.debtors[0] ?? null;
  return ok({ debtor: found, invoices: found === null ? [] : invoices, unreadable });
}

/** The day of that many months before; the last of its month where it has no such day. */
function monthsBefore(now: Instant, months: number): LocalDate {
  const today = localDate(now.slice(0, 10));
  const month = yearOf(today) * 12 + monthOf(today) - 1 - months;
  const [year, of] = [Math.floor(month / 12), (month % 12) + 1];
  return dateOf(year, of, Math.min(dayOfMonth(today), daysInMonth(year, of))) as LocalDate;
}
