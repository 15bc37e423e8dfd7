import { open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok } from '../../../core';
import type { Result } from '../../../core';
import { MAX_INVOICE_BYTES } from '../e-invoice/invoice-file';
import { asStamp, untilQuiet } from '../until-quiet';

/** Why a file is not read now. `changing` and `locked` pass; a later pull tries again. */
export type FileTrouble = 'changing' | 'locked' | 'gone' | 'no-rights' | 'too-large';

const TRIES = 3;
const BETWEEN_TRIES_MS = 100;

/** The bytes of a file that did not change while it was read: one that is being written, or replaced, is read again. */
export async function readStillFile(folder: string, name: string): Promise<Result<{ readonly bytes: Uint8Array; readonly stamp: string }, FileTrouble>> {
  for (let tried = 1; ; tried += 1) {
    try {
      const { still, stamp } = await untilQuiet(join(folder, ...name.split('/')));
      if (!still) return fail('changing');
      const read = await readOnce(folder, name, stamp);
      if (read.ok || read.problem !== 'changing' || tried === TRIES) return read;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return fail(code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : code === 'EACCES' || code === 'EPERM' ? 'no-rights' : 'locked');
    }
    await pause(BETWEEN_TRIES_MS);
  }
}

async function readOnce(folder: string, name: string, stamp: string | null): Promise<Result<{ readonly bytes: Uint8Array; readonly stamp: string }, FileTrouble>> {
  const root = await realpath(folder);
  const path = join(root, ...name.split('/'));
  // Asked again here: a link may have been put in its place since the folder was listed.
  if (!(await realpath(path)).startsWith(root + sep)) return fail('no-rights');
  const file = await open(path, 'r');
  try {
    const before = await file.stat();
    if (!before.isFile()) return fail('gone');
    if (asStamp(before) !== stamp) return fail('changing');
    if (before.size > MAX_INVOICE_BYTES) return fail('too-large');
    const bytes = new Uint8Array(before.size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) return fail('changing');
      length += bytesRead;
    }
    const [after, there] = [await file.stat(), await stat(path)];
    const still = asStamp(after) === stamp && asStamp(there) === stamp && there.ino === before.ino;
    return still ? ok({ bytes, stamp }) : fail('changing');
  } finally {
    await file.close();
  }
}
