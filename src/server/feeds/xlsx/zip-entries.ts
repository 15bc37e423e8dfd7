import { createInflateRaw } from 'node:zlib';
import { WorkbookFault } from './fault';

/** One file of a zip, still packed. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly data: Buffer;
}

const END = 0x06054b50;
const END_64_LOCATOR = 0x07064b50;
const END_64 = 0x06064b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 20_000;
const IN_ZIP64 = 0xffffffff;

/** The files of a zip by name, from its directory (APPNOTE 6.3.9, 4.3): two entries of one name, the first counts. */
export function zipEntries(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, ZipEntry>();
  const { offset, count } = directoryOf(file);
  let at = offset;
  for (let index = 0; index < Math.min(count, MAX_ENTRIES) && at + 46 <= file.length && file.readUInt32LE(at) === LISTED; index += 1) {
    const nameLength = file.readUInt16LE(at + 28);
    const extraLength = file.readUInt16LE(at + 30);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength).replace(/\\/g, '/');
    const extra = file.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const { size, start } = placeOf(file, at, extra);
    const entry = { name, method: file.readUInt16LE(at + 10), encrypted: (file.readUInt16LE(at + 8) & 1) === 1, data: dataOf(file, start, size) };
    if (!found.has(name)) found.set(name, entry);
    at += 46 + nameLength + extraLength + file.readUInt16LE(at + 32);
  }
  return found;
}

function directoryOf(file: Buffer): { readonly offset: number; readonly count: number } {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - MAX_COMMENT); at -= 1) {
    if (file.readUInt32LE(at) !== END) continue;
    const offset = file.readUInt32LE(at + 16);
    if (offset !== IN_ZIP64) return { offset, count: file.readUInt16LE(at + 10) };
    if (at < 20 || file.readUInt32LE(at - 20) !== END_64_LOCATOR) break;
    const end64 = Number(file.readBigUInt64LE(at - 12));
    if (end64 + 56 > file.length || file.readUInt32LE(end64) !== END_64) break;
    return { offset: Number(file.readBigUInt64LE(end64 + 48)), count: Number(file.readBigUInt64LE(end64 + 32)) };
  }
  throw new WorkbookFault('damaged');
}

/** Packed size and place of a listed entry; large ones stand in the zip64 field (4.5.3), in the order of what is missing. */
function placeOf(file: Buffer, at: number, extra: Buffer): { readonly size: number; readonly start: number } {
  const [plain, packed, start] = [file.readUInt32LE(at + 24), file.readUInt32LE(at + 20), file.readUInt32LE(at + 42)];
  if (plain !== IN_ZIP64 && packed !== IN_ZIP64 && start !== IN_ZIP64) return { size: packed, start };
  for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2)) {
    if (extra.readUInt16LE(field) !== 1) continue;
    let next = field + 4;
    const large = (value: number): number => {
      if (value !== IN_ZIP64) return value;
      next += 8;
      if (next > extra.length) throw new WorkbookFault('damaged');
      return Number(extra.readBigUInt64LE(next - 8));
    };
    large(plain);
    return { size: large(packed), start: large(start) };
  }
  throw new WorkbookFault('damaged');
}

function dataOf(file: Buffer, start: number, size: number): Buffer {
  if (start + 30 > file.length || file.readUInt32LE(start) !== LOCAL) throw new WorkbookFault('damaged');
  const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
  if (from + size > file.length) throw new WorkbookFault('damaged');
  return file.subarray(from, from + size);
}

const CHUNK = 256 * 1024;

/** The unpacked bytes of an entry, piece by piece; more than `limit` bytes are refused (a small zip can hold gigabytes). */
export async function* unpacked(entry: ZipEntry, limit: number): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) throw new WorkbookFault('encrypted');
  if (entry.method === 0) {
    for (let at = 0; at < entry.data.length; at += CHUNK) yield entry.data.subarray(at, at + CHUNK);
    return;
  }
  if (entry.method !== 8) throw new WorkbookFault('damaged');
  const inflate = createInflateRaw({ chunkSize: CHUNK });
  inflate.end(entry.data);
  let total = 0;
  for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
    total += chunk.length;
    if (total > limit) throw new WorkbookFault('too-large');
    yield chunk;
  }
}
