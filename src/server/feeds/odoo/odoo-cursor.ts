import { z } from 'zod';

/** Ids of records are compared in groups of so many. */
export const GROUP = 1024;

/** A fingerprint of which ids there are, by group (`id / GROUP`): a few characters for a thousand records. */
export type Prints = Readonly<Record<string, string>>;

/** Where a whole pull stands. */
interface Within {
  /** The last id that was read. */
  readonly after: number;
  readonly done: number;
  readonly of: number;
  /** Invoices settled before are not read: the first day that is. */
  readonly settledSince: string;
}

export interface OdooCursor {
  /** Everything that was written before is known; `YYYY-MM-DD HH:MM:SS` of Odoo's clock, UTC. */
  readonly since: string;
  /** The invoices that were told. */
  readonly prints: Prints;
  /** What each customer paid for no invoice, as it was told: "7500 EUR". Who did not is absent. */
  readonly credits: Readonly<Record<string, string>>;
  /** Absent: the whole was read. */
  readonly whole?: Within | undefined;
}

const CURSOR = z.object({
  v: z.literal(1), since: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/), prints: z.record(z.string(), z.string()), credits: z.record(z.string(), z.string()),
  whole: z.object({ after: z.number().int(), done: z.number().int(), of: z.number().int(), settledSince: z.string() }).optional(),
});

export const cursorText = (cursor: OdooCursor): string => JSON.stringify({ v: 1, ...cursor });

/** null: it is not one of ours. */
export function cursorIn(text: string): OdooCursor | null {
  try {
    const read = CURSOR.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const groupOf = (id: number): string => String(Math.floor(id / GROUP));

/** @param ids ascending, and above those that `before` holds */
export function withPrints(before: Prints, ids: Iterable<number>): Prints {
  const prints: Record<string, string> = { ...before };
  for (const id of ids) {
    const group = groupOf(id);
    // FNV-1a (Fowler, Noll, Vo) over ids instead of bytes: one that is missing changes all that follow.
    const hash = Math.imul((prints[group] === undefined ? 0x811c9dc5 : Number.parseInt(prints[group], 36)) ^ (id % GROUP), 0x01000193) >>> 0;
    prints[group] = (Math.imul(hash ^ (hash >>> 15), 0x01000193) >>> 0).toString(36);
  }
  return prints;
}

/**
 * Ids that cannot be there any more: in every group whose print is another one, all but those that are there now. Most of
 * them were never an invoice of ours; none of them is one now.
 * @param now ascending
 */
export function* noLongerThere(before: Prints, now: readonly number[]): Generator<number> {
  const prints = withPrints({}, now);
  const there = new Set(now);
  for (const [group, print] of Object.entries(before)) {
    if (prints[group] === print) continue;
    const first = Number(group) * GROUP;
    for (let id = Math.max(1, first); id < first + GROUP; id += 1) if (!there.has(id)) yield id;
  }
}
