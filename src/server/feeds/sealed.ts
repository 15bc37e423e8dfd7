import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const KEY_BYTES = 32;

/**
 * Seals what lets us into other systems: AES-256-GCM (NIST SP 800-38D) under a key that is not in the database. `about` is
 * sealed in with it (tenant, feed, field): a text that is moved to another place does not open.
 */
export interface Seal {
  seal(secret: string, about: string): string;
  /** null: sealed under another key, moved, or damaged. */
  open(sealed: string, about: string): string | null;
}

export function sealUnder(key: Buffer): Seal {
  if (key.length !== KEY_BYTES) throw new RangeError('a key of 32 bytes');
  return {
    seal: (secret, about) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      cipher.setAAD(Buffer.from(about, 'utf8'));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return ['v1', iv, cipher.getAuthTag(), text].map((part) => (typeof part === 'string' ? part : part.toString('base64url'))).join('.');
    },
    open: (sealed, about) => {
      const [version, iv, tag, text] = sealed.split('.');
      if (version !== 'v1' || iv === undefined || tag === undefined || text === undefined) return null;
      const bytes = [iv, tag, text].map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
      if (bytes[0].length !== IV_BYTES || bytes[1].length !== 16) return null;
      const decipher = createDecipheriv(CIPHER, key, bytes[0]);
      decipher.setAuthTag(bytes[1]);
      decipher.setAAD(Buffer.from(about, 'utf8'));
      const opened = decipher.update(bytes[2]);
      try {
        return Buffer.concat([opened, decipher.final()]).toString('utf8');
      } catch (error) {
        // What node:crypto says when the tag does not fit (it gives no code); anything else is a bug. Not by `instanceof`: it may come from another realm.
        if (/unable to authenticate/.test(String((error as { readonly message?: unknown }).message))) return null;
        throw error;
      }
    },
  };
}

/**
 * The key: from RELANCE_KEY (32 bytes, base64), else on the own machine from a file beside the database that this account
 * alone can read, made the first time.
 * @throws when RELANCE_KEY is no such key.
 */
export function keyFor(fromEnvironment: string | undefined, file: string): Buffer {
  if (fromEnvironment !== undefined && fromEnvironment.trim() !== '') {
    const key = Buffer.from(fromEnvironment.trim(), 'base64');
    if (key.length !== KEY_BYTES) throw new RangeError('RELANCE_KEY must be 32 bytes in base64 (openssl rand -base64 32)');
    return key;
  }
  if (!existsSync(file)) writeFileSync(file, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES) throw new RangeError(`${file} holds no key of 32 bytes`);
  return key;
}
