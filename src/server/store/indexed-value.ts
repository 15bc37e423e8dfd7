import { createHash } from 'node:crypto';

/** PostgreSQL refuses index rows beyond 2704 bytes; a field of a ledger may hold 10 000 characters. */
const LONGEST = 400;
const MARK = 'sha256:';

/** What stands in an indexed column for a value: the value, or the hash of a very long one. */
export const indexed = (value: string): string => (value.length <= LONGEST ? value : MARK + createHash('sha256').update(value).digest('hex'));
export const isHashed = (value: string): boolean => value.startsWith(MARK);

/** PostgreSQL has no NUL in text; a ledger cell may. */
export const withoutNul = (text: string): string => (text.includes('\u0000') ? text.replace(/\u0000/g, '') : text);
