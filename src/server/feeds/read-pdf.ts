import { open, realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

/** Mail servers refuse attachments beyond this. */
export const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;

export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

/** A PDF that lies below `root` once symbolic links are resolved; null: it does not, is none, is gone, or too large for a mail. */
export async function readPdf(path: string, root: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const real = await realpath(resolve(path));
    if (!real.startsWith((await realpath(resolve(root))) + sep)) return null;
    const file = await open(real, 'r');
    try {
      const { size } = await file.stat();
      if (size < 5 || size > MAX_DOCUMENT_BYTES) return null;
      const bytes = new Uint8Array(size);
      await file.read(bytes, 0, size, 0);
      // Only PDFs leave this door, whatever the path's name says.
      return isPdf(bytes) ? bytes : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    // Moved, deleted, not ours to read: to the clerk it is missing.
    if (typeof error === 'object' && error !== null && 'code' in error) return null;
    throw error;
  }
}
