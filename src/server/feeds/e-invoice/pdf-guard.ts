import { inflateSync } from 'node:zlib';

/** Unpacked; an invoice with its scanned pages has some tens of megabytes. */
const MOST_UNPACKED = 256 * 1024 * 1024;
const MOST_OF_ONE = 64 * 1024 * 1024;
/** A stream packed in a stream packed in a stream: nobody writes that. */
const DEEPEST = 3;

const STREAM = Buffer.from('stream');
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

const isPacked = (bytes: Uint8Array): boolean => bytes.length > 2 && ((bytes[0] as number) & 0x0f) === 8 && (((bytes[0] as number) << 8) | (bytes[1] as number)) % 31 === 0;

/** null: more than is allowed. */
function sizeUnpacked(bytes: Buffer, depth: number): number | null {
  let unpacked: Buffer;
  try {
    unpacked = inflateSync(bytes, { maxOutputLength: MOST_OF_ONE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return null;
    // Not packed this way, or damaged: whoever reads it gets no further.
    if (code !== undefined && code.startsWith('Z_')) return 0;
    throw error;
  }
  if (!isPacked(unpacked)) return unpacked.length;
  const inner = depth >= DEEPEST ? null : sizeUnpacked(unpacked, depth + 1);
  return inner === null ? null : unpacked.length + inner;
}

/**
 * Whether a PDF can be opened without filling the memory: its packed streams are unpacked once, under a limit, before the
 * reader, which knows none, unpacks those that it needs. An invoice may not be encrypted (PDF/A-3, ISO 19005-3, 6.1.3).
 */
export function pdfTrouble(pdf: Uint8Array): 'encrypted' | 'too-large' | null {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  if (/\/Encrypt[\s/<]/.test(bytes.subarray(Math.max(0, bytes.length - 4_096)).toString('latin1'))) return 'encrypted';
  let total = 0;
  for (let at = bytes.indexOf(STREAM); at >= 0; at = bytes.indexOf(STREAM, at + STREAM.length)) {
    let from = at + STREAM.length;
    if (bytes[from] === RETURN) from += 1;
    if (bytes[from] === LINE_FEED) from += 1;
    const head = bytes.subarray(from, from + 3);
    if (!isPacked(head)) continue;
    const size = sizeUnpacked(bytes.subarray(from), 1);
    if (size === null || (total += size) > MOST_UNPACKED) return 'too-large';
  }
  return null;
}
