import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';

/** Where a pull of a spreadsheet stands. A spreadsheet tells of nothing that was taken away: the ids that were told stand here. */
export interface SheetCursor {
  /** Of the values and of how they are read. */
  readonly hash: string;
  /** Records that were told: of the interrupted pull, or of all of it. */
  readonly debtors: readonly string[];
  readonly invoices: readonly string[];
  /** How many of them this pull has told; null: it is over. */
  readonly next: number | null;
}

const CURSOR = z.object({ hash: z.string(), debtors: z.array(z.string()), invoices: z.array(z.string()), next: z.number().int().nonnegative().nullable() });
/** A cursor is ours, but it comes back from a disk: the ids of a million rows, at most. */
const LARGEST = 64 * 1024 * 1024;

export const written = (cursor: SheetCursor): string => deflateRawSync(JSON.stringify(cursor)).toString('base64');

/** null: it is none of ours, or of another version. */
export function readCursor(text: string): SheetCursor | null {
  let json: unknown;
  try {
    json = JSON.parse(inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: LARGEST }).toString('utf8'));
  } catch (error) {
    // zlib's errors have a code, JSON's a name; neither is of this realm.
    const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
    if (name === 'SyntaxError' || /^(?:Z_|ERR_BUFFER_TOO_LARGE)/.test(String(code))) return null;
    throw error;
  }
  const cursor = CURSOR.safeParse(json);
  return cursor.success ? cursor.data : null;
}
