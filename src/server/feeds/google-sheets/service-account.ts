import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { fail, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';

export interface ServiceAccount {
  readonly email: string;
  /** PEM. */
  readonly key: string;
}

const FILE = z.object({ type: z.literal('service_account'), client_email: z.string().regex(/^[^\s@]{1,100}@[^\s@]{1,200}$/), private_key: z.string().max(10_000) });

/**
 * The key file that Google's console gives for a service account (JSON). Its `token_uri` is not followed: where a key is shown
 * is not for a pasted text to say.
 */
export function readServiceAccount(text: string, feed: string): Result<ServiceAccount, FeedProblem> {
  const refused = (because: 'missing' | 'malformed'): Result<ServiceAccount, FeedProblem> => fail({ code: 'feed/setting-refused', feed, field: 'service-account', because });
  if (text.trim() === '') return refused('missing');
  const file = FILE.safeParse(jsonOf(text));
  if (!file.success || !isPrivateKey(file.data.private_key)) return refused('malformed');
  return ok({ email: file.data.client_email, key: file.data.private_key });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === 'private';
  } catch (error) {
    // node:crypto has no code of its own for a text that is no key; what it throws bears OpenSSL's.
    if (/^ERR_/.test(String((error as { readonly code?: unknown }).code))) return false;
    throw error;
  }
}
