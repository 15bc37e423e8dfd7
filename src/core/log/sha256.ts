import { sha256 } from '@noble/hashes/sha2';

/** Apps Script has no TextEncoder, and hosts must agree on every byte: UTF-8 as the Encoding Standard writes it, a lone surrogate becomes U+FFFD. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = code < 0xdc00 ? text.charCodeAt(at + 1) : NaN;
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        at += 1;
      } else {
        code = 0xfffd;
      }
    }
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}

/** The digest itself: 32 bytes. */
export const sha256Bytes = (text: string): Uint8Array => sha256(utf8(text));

/** SHA-256 (FIPS 180-4) over the UTF-8 of the text, 64 lower-case hex digits. The same in every host. */
export function sha256Hex(text: string): string {
  let hex = '';
  for (const byte of sha256Bytes(text)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
