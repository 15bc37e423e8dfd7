import type { Execution } from '../execution';
import { BYTES, STRING } from '../signature';
import { method, overloaded, SELF, signature, strictClass } from '../strict-class';

export interface BlobState {
  bytes: Uint8Array;
  contentType: string | null;
  name: string | null;
}

/** Apps Script's bytes run from -128 to 127. */
export const signed = (bytes: Uint8Array): readonly number[] => Array.from(bytes, (byte) => (byte > 127 ? byte - 256 : byte));
export const unsigned = (bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes, (byte) => byte & 255);
const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export const Blob = strictClass<BlobState>('Utilities.Blob', {
  getBytes: method<BlobState, []>([], ({ bytes }) => signed(bytes)),
  getContentType: method<BlobState, []>([], ({ contentType }) => contentType),
  getName: method<BlobState, []>([], ({ name }) => name),
  getDataAsString: overloaded<BlobState>(signature<BlobState, []>([], ({ bytes }) => utf8(bytes)), signature<BlobState, [string]>([STRING], ({ bytes }, [charset]) => new TextDecoder(charset).decode(bytes))),
  setBytes: method<BlobState, [readonly number[]]>([BYTES], (blob, [bytes]) => { blob.bytes = unsigned(bytes); return SELF; }),
  setContentType: method<BlobState, [string]>([STRING], (blob, [type]) => { blob.contentType = type; return SELF; }),
  setName: method<BlobState, [string]>([STRING], (blob, [name]) => { blob.name = name; return SELF; }),
});

export const blobOf = (at: Execution, bytes: Uint8Array, contentType: string | null = null, name: string | null = null): object => Blob.make(at, { bytes, contentType, name });
