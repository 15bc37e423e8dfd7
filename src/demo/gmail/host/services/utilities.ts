import { createHash, createHmac, randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Execution } from '../execution';
import { ServiceError } from '../service-error';
import { BYTES, DATE, INTEGER, OBJECT, STRING } from '../signature';
import type { Kind } from '../signature';
import { method, overloaded, signature, strictClass, strictObject } from '../strict-class';
import type { Method } from '../strict-class';
import { Blob, blobOf, signed, unsigned } from './blob';
import { formatDate } from './format-date';

type Bytes = readonly number[];
const bytesOf = (data: string | Bytes): Uint8Array => (typeof data === 'string' ? new TextEncoder().encode(data) : unsigned(data));

const DIGESTS = { MD5: 'md5', SHA_1: 'sha1', SHA_256: 'sha256', SHA_384: 'sha384', SHA_512: 'sha512' } as const;
type Digest = keyof typeof DIGESTS;
const DIGEST: Kind<Digest> = { name: 'DigestAlgorithm', accepts: (value): value is Digest => typeof value === 'string' && Object.hasOwn(DIGESTS, value) };
const CHARSETS = { US_ASCII: 'US_ASCII', UTF_8: 'UTF_8' } as const;
const CHARSET: Kind<'UTF_8'> = { name: 'Charset', accepts: (value): value is 'UTF_8' => value === 'UTF_8' };

const encode = (data: string | Bytes, alphabet: 'base64' | 'base64url'): string => {
  const text = Buffer.from(bytesOf(data)).toString(alphabet);
  return alphabet === 'base64url' ? text.padEnd(Math.ceil(text.length / 4) * 4, '=') : text;
};
const encodes = (alphabet: 'base64' | 'base64url'): Method<object> => overloaded<object>(
  signature<object, [string]>([STRING], (_self, [data]) => encode(data, alphabet)),
  signature<object, [Bytes]>([BYTES], (_self, [data]) => encode(data, alphabet)),
  signature<object, [string, 'UTF_8']>([STRING, CHARSET], (_self, [data]) => encode(data, alphabet)),
);
const decodes = (alphabet: 'base64' | 'base64url'): Method<object> => method<object, [string]>([STRING], (_self, [text]) => {
  const allowed = alphabet === 'base64' ? /^[A-Za-z0-9+/]*={0,2}$/ : /^[A-Za-z0-9_-]*={0,2}$/;
  if (!allowed.test(text) || text.replace(/=+$/, '').length % 4 === 1) throw new ServiceError('Could not decode string.');
  return signed(Buffer.from(text, alphabet));
});

const digest = (algorithm: Digest, data: string | Bytes): Bytes => signed(createHash(DIGESTS[algorithm]).update(bytesOf(data)).digest());
const hmac = (value: string | Bytes, key: string | Bytes): Bytes => signed(createHmac('sha256', bytesOf(key)).update(bytesOf(value)).digest());

function ungzip(at: Execution, blob: object): object {
  const { bytes, contentType, name } = Blob.stateOf(blob);
  // Apps Script looks at the type of the blob, not at its bytes.
  if (contentType !== 'application/x-gzip' && contentType !== 'application/gzip') throw new ServiceError('Blob object must have content type of application/x-gzip for this operation.');
  let unpacked: Uint8Array;
  try {
    unpacked = gunzipSync(bytes);
  } catch (error) {
    throw new ServiceError(`Could not decompress gzip: ${error instanceof Error ? error.message : String(error)}`);
  }
  return blobOf(at, new Uint8Array(unpacked), null, name?.replace(/\.gz$/, '') ?? null);
}

const Utilities = strictClass<object>('Utilities', {
  getUuid: method<object, []>([], () => randomUUID()),
  base64Encode: encodes('base64'), base64EncodeWebSafe: encodes('base64url'), base64Decode: decodes('base64'), base64DecodeWebSafe: decodes('base64url'),
  computeDigest: overloaded<object>(
    signature<object, [Digest, string]>([DIGEST, STRING], (_self, [algorithm, value]) => digest(algorithm, value)),
    signature<object, [Digest, Bytes]>([DIGEST, BYTES], (_self, [algorithm, value]) => digest(algorithm, value)),
    signature<object, [Digest, string, 'UTF_8']>([DIGEST, STRING, CHARSET], (_self, [algorithm, value]) => digest(algorithm, value)),
  ),
  computeHmacSha256Signature: overloaded<object>(
    signature<object, [string, string]>([STRING, STRING], (_self, [value, key]) => hmac(value, key)),
    signature<object, [Bytes, Bytes]>([BYTES, BYTES], (_self, [value, key]) => hmac(value, key)),
  ),
  formatDate: method<object, [Date, string, string]>([DATE, STRING, STRING], (_self, [date, zone, pattern]) => formatDate(date.getTime(), zone, pattern)),
  newBlob: overloaded<object>(
    ...[STRING, BYTES].flatMap((kind) => [
      signature<object, [string | Bytes]>([kind as Kind<string | Bytes>], (_self, [data], at) => blobOf(at, bytesOf(data), typeof data === 'string' ? 'text/plain' : null)),
      signature<object, [string | Bytes, string]>([kind as Kind<string | Bytes>, STRING], (_self, [data, type], at) => blobOf(at, bytesOf(data), type)),
      signature<object, [string | Bytes, string, string]>([kind as Kind<string | Bytes>, STRING, STRING], (_self, [data, type, name], at) => blobOf(at, bytesOf(data), type, name)),
    ]),
  ),
  gzip: overloaded<object>(
    signature<object, [object]>([OBJECT('Blob')], (_self, [blob], at) => gzip(at, blob, null)),
    signature<object, [object, string]>([OBJECT('Blob'), STRING], (_self, [blob, name], at) => gzip(at, blob, name)),
  ),
  ungzip: method<object, [object]>([OBJECT('Blob')], (_self, [blob], at) => ungzip(at, blob)),
  sleep: method<object, [number]>([INTEGER], (_self, [ms], at) => at.world.advance(ms)),
});

function gzip(at: Execution, blob: object, name: string | null): object {
  const { bytes, name: own } = Blob.stateOf(blob);
  return blobOf(at, new Uint8Array(gzipSync(bytes)), 'application/x-gzip', name ?? (own === null ? 'archive.gz' : `${own}.gz`));
}

export function utilities(at: Execution): object {
  const members = (name: string, names: readonly string[]): object => strictObject(`Utilities.${name}`, name, Object.fromEntries(names.map((one) => [one, one])), at);
  return Utilities.make(at, {}, { DigestAlgorithm: members('DigestAlgorithm', Object.keys(DIGESTS)), Charset: members('Charset', Object.keys(CHARSETS)) });
}
