import type { LedgerProblem } from '../../core';

type Unreadable = Extract<LedgerProblem, { readonly code: 'ledger/file-unreadable' }>;

/** It was written, or another put in its place, while it was read: half of one and half of the other are no ledger. */
export const changingFile = (file: string): Unreadable => ({ code: 'ledger/file-unreadable', file, because: 'changing' });

/** What the file system refuses, by its reason. @param path of which the error must speak; null: of whatever it does. null: it is another error. */
export function problemOfFile(error: unknown, file: string, path: string | null = null): Unreadable | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, path: of } = error as NodeJS.ErrnoException;
  if (code === undefined || (path !== null && of !== path)) return null;
  return { code: 'ledger/file-unreadable', file, because: code === 'ENOENT' ? 'missing' : code === 'EACCES' || code === 'EPERM' ? 'no-rights' : code === 'EBUSY' ? 'locked' : 'other' };
}
