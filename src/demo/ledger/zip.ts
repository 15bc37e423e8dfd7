import { deflateRawSync } from 'node:zlib';
import { crc32 } from './crc32';

export interface ZipFile {
  readonly name: string;
  readonly text: string;
  /** Compressed, as spreadsheet programs write it. */
  readonly packed?: boolean;
}

/** 1980-01-01, the zero of the format: the same content always gives the same bytes. */
const DATE = 0x21;
const DEFLATED = 8;
const UTF8_NAMES = 0x800;

/** A zip (APPNOTE 6.3.9, sections 4.3.7 to 4.3.16), without compression unless it is asked for: sizes are small and the bytes stay the same on every machine. */
export function zip(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, packed = false } of files) {
    const [path, plain] = [Buffer.from(name, 'utf8'), Buffer.from(text, 'utf8')];
    const content = packed ? deflateRawSync(plain) : plain;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(UTF8_NAMES, 2);
    if (packed) shared.writeUInt16LE(DEFLATED, 4);
    shared.writeUInt16LE(DATE, 8);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(plain.length, 18);
    shared.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), shared, path, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), shared, rest, path);
    offset += 30 + path.length + content.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}
