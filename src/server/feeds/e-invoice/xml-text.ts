const DECLARED = /^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/;

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    // An encoding nobody knows, or bytes that are none of it.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_ENCODING_NOT_SUPPORTED' || code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null;
    throw error;
  }
}

/**
 * The text of an XML file (XML 1.0, appendix F): by its byte order mark, else by the encoding that it declares, else UTF-8.
 * Programs that declare UTF-8 and write Windows-1252 exist: their letters with accents are read as such.
 * @returns null: it is in no encoding that is known here.
 */
export function xmlTextOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be');
  const head = Buffer.from(bytes.subarray(0, 300)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  const declared = DECLARED.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  return decoded(bytes, declared) ?? (declared === 'utf-8' || declared === 'us-ascii' ? decoded(bytes, 'windows-1252') : null);
}

/** The file begins as XML does, whatever its name. */
export function looksLikeXml(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return /^\s*</.test(decoded(bytes.subarray(0, 64), bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') ?? '');
  return /^(?:\u00ef\u00bb\u00bf)?\s*<[?!\w]/.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'));
}
