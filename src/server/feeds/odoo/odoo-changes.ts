import { ok } from '../../../core';
import type { LocalDate, Result } from '../../../core';
import type { FeedFailure, FeedPage } from '../feed';
import { commercialOf, KINDS } from './odoo-books';
import type { OdooBooks } from './odoo-books';
import type { OdooClient } from './odoo-client';
import { cursorText, noLongerThere, withPrints } from './odoo-cursor';
import type { OdooCursor } from './odoo-cursor';
import { momentText, secondsOf } from './odoo-moment';
import { creditsKept } from './told-credits';

interface Since {
  readonly from: OdooCursor;
  /** The same, as it was given. */
  readonly text: string;
  /** Seconds of Odoo's clock. */
  readonly now: number;
  readonly overlap: number;
  readonly settledSince: LocalDate;
  readonly lot: number;
}

/**
 * What was written since: invoices, their receivable lines (what is matched with them), customers and the persons below
 * them; money on account that is another sum than before; and invoices that are no longer among the posted ones, by the
 * whole list of ids: one that was set back to draft and deleted leaves no trace.
 */
export async function* changedPages({ books, client }: { readonly books: OdooBooks; readonly client: OdooClient }, { from, text, now, overlap, settledSince, lot }: Since, signal: AbortSignal): AsyncGenerator<Result<FeedPage, FeedFailure>, void> {
  const written = ['write_date', '>=', momentText(secondsOf(from.since) - overlap)];
  const domain = books.domain(settledSince);
  const [moves, lines, partners, there, credits] = await Promise.all([
    client.ids('account.move', [KINDS, ['company_id', '=', books.books.company.id], written], signal),
    books.movesOfLines([written], signal),
    client.rows('res.partner', { domain: [written], fields: ['commercial_partner_id'], archived: true }, signal),
    client.ids('account.move', domain, signal),
    books.credits(null, signal),
  ]);
  for (const each of [moves, lines, partners, there, credits]) {
    if (each.ok) continue;
    yield each;
    return;
  }
  if (!moves.ok || !lines.ok || !partners.ok || !there.ok || !credits.ok) throw new Error('an answer is missing');
  const kept = creditsKept(credits.value.credits);
  const people = new Set([...commercialOf(partners.value).values(), ...differing(from.credits, kept)]);
  // Two customers made one change their invoices' owner without a trace on the invoice: all of a changed customer's are read again.
  const owned = people.size === 0 ? ok([]) : await client.ids('account.move', [...domain, ['commercial_partner_id', 'in', [...people]]], signal);
  if (!owned.ok) {
    yield owned;
    return;
  }
  const changed = [...new Set([...moves.value, ...lines.value, ...owned.value])].sort((a, b) => a - b);
  const cursor = cursorText({ since: momentText(now), prints: withPrints({}, there.value), credits: kept });
  const gone = new Set([...noLongerThere(from.prints, there.value)].map(String));
  const known = new Set<number>();
  for (let at = 0; at === 0 || at < changed.length; at += lot) {
    const some = changed.slice(at, at + lot);
    const page = some.length === 0 ? ok({ rows: [], ids: [] }) : await books.moves([...domain, ['id', 'in', some]], signal);
    const told = page.ok ? await books.told(page.value.rows, page.value.ids, known, credits.value.credits, signal) : page;
    if (!told.ok) {
      yield told;
      return;
    }
    const found = new Set(told.value.ids);
    for (const id of some) if (!found.has(id)) gone.add(String(id));
    const last = at + lot >= changed.length;
    yield ok({
      debtors: told.value.debtors, invoices: told.value.invoices, gone: { debtors: [], invoices: last ? [...gone] : [] }, unreadable: last ? [...told.value.unreadable, ...credits.value.unreadable] : told.value.unreadable, leftOut: {},
      cursor: last ? cursor : text, done: Math.min(at + lot, changed.length), of: changed.length,
    });
  }
}

/** Customers whose money on account is another sum than it was. */
function differing(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): readonly number[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((customer) => before[customer] !== now[customer]).map(Number);
}
