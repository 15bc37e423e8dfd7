import { ok } from '../../../core';
import type { FeedProblem, LocalDate, Problem, Result } from '../../../core';
import type { FeedFailure, FeedPage } from '../feed';
import type { OdooBooks } from './odoo-books';
import { cursorText, withPrints } from './odoo-cursor';
import type { OdooCursor } from './odoo-cursor';
import { momentText } from './odoo-moment';
import { creditsIn, creditsKept } from './told-credits';

interface Whole {
  /** null: from the beginning. */
  readonly from: OdooCursor | null;
  /** Seconds of Odoo's clock. */
  readonly now: number;
  readonly settledSince: LocalDate;
  readonly lot: number;
}

/** Everything, by ascending ids: invoices that come or go between two pages shift nothing. */
export async function* wholePages(books: OdooBooks, { from, now, settledSince, lot }: Whole, signal: AbortSignal): AsyncGenerator<Result<FeedPage, FeedFailure>, void> {
  if (from !== null && from.whole === undefined) {
    yield ok({ ...nothing, cursor: cursorText(from), done: 0, of: 0 });
    return;
  }
  const begun = from === null ? await begin(books, now, settledSince, signal) : ok({ cursor: from, leftOut: {}, unreadable: [] });
  if (!begun.ok) {
    yield begun;
    return;
  }
  let { cursor } = begun.value;
  let [leftOut, unreadable]: [FeedPage['leftOut'], readonly Problem[]] = [begun.value.leftOut, begun.value.unreadable];
  const credits = creditsIn(cursor.credits);
  const known = new Set<number>();
  for (let within = cursor.whole; within !== undefined; within = cursor.whole) {
    const page = await books.moves([...books.domain(within.settledSince), ['id', '>', within.after]], signal);
    const told = page.ok ? await books.told(page.value.rows, page.value.ids, known, credits, signal) : page;
    if (!told.ok) {
      yield told;
      return;
    }
    const { ids } = told.value;
    const { whole: _, ...rest } = cursor;
    const prints = withPrints(cursor.prints, ids);
    const done = within.done + ids.length;
    cursor = ids.length < lot ? { ...rest, prints } : { ...rest, prints, whole: { ...within, after: ids.at(-1) as number, done } };
    yield ok({ debtors: told.value.debtors, invoices: told.value.invoices, gone: nothing.gone, unreadable: [...unreadable, ...told.value.unreadable], leftOut, cursor: cursorText(cursor), done, of: Math.max(within.of, done) });
    [leftOut, unreadable] = [{}, []];
  }
}

async function begin(books: OdooBooks, now: number, settledSince: LocalDate, signal: AbortSignal): Promise<Result<{ readonly cursor: OdooCursor; readonly leftOut: FeedPage['leftOut']; readonly unreadable: readonly FeedProblem[] }, FeedProblem>> {
  const counted = await books.leftOut(settledSince, signal);
  if (!counted.ok) return counted;
  const credits = await books.credits(null, signal);
  if (!credits.ok) return credits;
  return ok({ cursor: { since: momentText(now), prints: {}, credits: creditsKept(credits.value.credits), whole: { after: 0, done: 0, of: counted.value.of, settledSince } }, leftOut: counted.value.leftOut, unreadable: credits.value.unreadable });
}

const nothing = { debtors: [], invoices: [], gone: { debtors: [], invoices: [] }, unreadable: [], leftOut: {} };
