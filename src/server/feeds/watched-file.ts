import { open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fail } from '../../core';
import type { LedgerProblem, Result } from '../../core';
import { beginsAsFec, bytesOfFile } from './fec-text';
import type { LongFile } from './long-file';
import { asOfFile, takeFile } from './ledger-file';
import type { TakenFile } from './ledger-file';
import { isLong } from './long-imports';
import { changingFile, problemOfFile } from './problem-of-file';
import { MAX_FEC_BYTES, MAX_FILE_BYTES } from './table';
import { stampOf, untilQuiet } from './until-quiet';

/** Reads the file where it lies; what the file system refuses is told by its reason. `documents`: the folder of PDFs; null: one beside the file. */
export async function takeWatched(path: string, name: string, documents: string | null): Promise<Result<TakenFile, LedgerProblem>> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) return fail({ code: 'ledger/too-large', file: name, limit: size > MAX_FEC_BYTES && beginsAsFec(bytesOfFile(path)) ? MAX_FEC_BYTES : MAX_FILE_BYTES });
    const read = await readStill(path);
    if (read === null) return fail(changingFile(name));
    return await takeFile(name, read.bytes, asOfFile(read.mtimeMs), documents ?? (await folderBeside(path)));
  } catch (error) {
    const problem = problemOfFile(error, name);
    if (problem === null) throw error;
    return fail(problem);
  }
}

const TRIES = 3;
const BETWEEN_TRIES_MS = 100;
/** The bytes of a file that did not change while it was read. null: it is being written. */
async function readStill(path: string): Promise<{ readonly bytes: Uint8Array; readonly mtimeMs: number } | null> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const { still, stamp } = await untilQuiet(path);
    if (!still) return null;
    const { mtimeMs } = await stat(path);
    const bytes = await readFile(path);
    if ((await stampOf(path)) === stamp) return { bytes, mtimeMs };
    await pause(BETWEEN_TRIES_MS);
  }
  return null;
}

/** The watched file where it is a long one; null: it is none, or what is wrong with it is said where it is read. */
export async function longWatched(path: string, longFrom: number | undefined, documents: string | null): Promise<LongFile | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    const limit = size > MAX_FILE_BYTES && beginsAsFec(bytesOfFile(path)) ? MAX_FEC_BYTES : MAX_FILE_BYTES;
    if (size > limit || !isLong(await firstBytes(path), size, longFrom)) return null;
    return { path, name: basename(path), asOf: asOfFile(mtimeMs), documentsFolder: documents ?? (await folderBeside(path)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(2);
    await file.read(bytes, 0, bytes.length, 0);
    return bytes;
  } finally {
    await file.close();
  }
}

export async function folderBeside(path: string): Promise<string | null> {
  for (const name of ['factures', 'invoices']) {
    const folder = join(dirname(path), name);
    const found = await stat(folder).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : Promise.reject(error)));
    if (found?.isDirectory() === true) return folder;
  }
  return null;
}
