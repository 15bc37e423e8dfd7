import { z } from 'zod';
import { amountOf, fail, isLocalDate, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';

/** How Odoo writes what its fields hold (addons of 17 to 19, as answered by JSON-2 and JSON-RPC): what is empty is `false`. */

export const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const text = z.union([z.string().max(100_000), z.literal(false)]).transform((value) => (value === false || value.trim() === '' ? null : value.trim()));
export const day = z.union([z.string().refine(isLocalDate), z.literal(false).transform(() => null)]);
export const flag = z.boolean();
/** A many2one: the record's id and what it is called. */
export const link = z.tuple([id, z.union([z.string(), z.literal(false)])]).transform(([of, name]) => ({ id: of, name: name === false ? '' : name }));
export const perhapsLink = z.union([link, z.literal(false).transform(() => null)]);

/** Minor units of an amount that is kept with two decimals and comes as a float (0.1 + 0.2 is 30); 12.345 is refused. */
export const minor = z.number().transform((value, context) => {
  const read = amountOf(value, { decimal: null, defaultCurrency: 'EUR' });
  if (read.kind === 'read') return read.minor;
  context.addIssue({ code: 'custom', message: 'no whole number of cents' });
  return z.NEVER;
});

/** A record as its shape describes it, or the first field that is not. @param record its number, or its id. */
export function shaped<T extends z.ZodType>(shape: T, row: Readonly<Record<string, unknown>>, feed: string, record: string): Result<z.infer<T>, FeedProblem> {
  const read = shape.safeParse(row);
  if (read.success) return ok(read.data);
  const field = String(read.error.issues[0]?.path[0] ?? 'id');
  return fail({ code: 'feed/record-unreadable', feed, record: record.slice(0, 60), field, why: row[field] === undefined || row[field] === false ? 'missing' : 'malformed' });
}
