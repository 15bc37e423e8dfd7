import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';

/** What a file was when it was read last: enough to know what a change of another file touches. */
export interface FolderEntry {
  readonly name: string;
  /** Of the reading; empty: it is read again the next time, whatever its time and size. */
  readonly stamp: string;
  /** A PDF without an e-invoice in it: it may be the picture of an XML beside it. */
  readonly picture?: boolean;
  readonly invoice?: {
    readonly id: string;
    readonly debtor: string;
    readonly issued: string;
    /** A digest of all that the document says: files of one invoice say the same, or contradict each other. */
    readonly digest: string;
    readonly pdf: boolean;
    /** Ids of the invoices whose place it takes. */
    readonly replaces: readonly string[];
    /** Of the files that hold this invoice, it is the one that counts. */
    readonly counts: boolean;
  };
}

const schema = z.array(
  z.object({
    name: z.string(),
    stamp: z.string(),
    picture: z.boolean().optional(),
    invoice: z.object({ id: z.string(), debtor: z.string(), issued: z.string(), digest: z.string(), pdf: z.boolean(), replaces: z.array(z.string()), counts: z.boolean() }).optional(),
  }),
);

const MARK = 'folder-1:';
/** A hundred thousand entries. */
const MOST = 64 * 1024 * 1024;

/** Where `changes` goes on: all that is remembered of the folder, packed (some 30 characters a file). */
export const cursorOf = (entries: Iterable<FolderEntry>): string => MARK + deflateRawSync(JSON.stringify([...entries])).toString('base64');

/** null: it is none of ours, or damaged. */
export function entriesOf(cursor: string): readonly FolderEntry[] | null {
  if (!cursor.startsWith(MARK)) return null;
  try {
    const read = schema.safeParse(JSON.parse(inflateRawSync(Buffer.from(cursor.slice(MARK.length), 'base64'), { maxOutputLength: MOST }).toString('utf8')));
    return read.success ? (read.data as readonly FolderEntry[]) : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code !== undefined) return null;
    throw error;
  }
}

/** In the middle of a whole pull: every file up to this name was read. */
export interface Passed {
  readonly name: string;
  /** Of all of them, with their times and sizes. */
  readonly digest: string;
}
export const passedCursor = ({ name, digest }: Passed): string => `passed:${digest}:${name}`;

/** null: it is none of ours. */
export function passedIn(cursor: string): Passed | null {
  const [, digest, name] = /^passed:([\w-]+):(.+)$/s.exec(cursor) ?? [];
  return digest === undefined || name === undefined ? null : { name, digest };
}
