import type { FeedProblem } from '../../../core';

type Because = Extract<FeedProblem, { code: 'feed/unreachable' }>['because'];

const BECAUSE: Readonly<Record<string, Because>> = {
  ENOTFOUND: 'no-such-host', EAI_AGAIN: 'no-such-host', ECONNREFUSED: 'refused', EHOSTUNREACH: 'other', ENETUNREACH: 'other', ETIMEDOUT: 'other', UND_ERR_CONNECT_TIMEOUT: 'other',
  ECONNRESET: 'cut-off', EPIPE: 'cut-off', UND_ERR_SOCKET: 'cut-off', UND_ERR_ABORTED: 'cut-off', UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cut-off', ERR_STREAM_PREMATURE_CLOSE: 'cut-off',
  CERT_HAS_EXPIRED: 'certificate', DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate', SELF_SIGNED_CERT_IN_CHAIN: 'certificate', UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate', ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate', UNABLE_TO_GET_ISSUER_CERT: 'certificate', ERR_SSL_WRONG_VERSION_NUMBER: 'certificate', EPROTO: 'certificate',
};

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/**
 * What Node's fetch says of a connection that did not come about: a `TypeError` (by name: it may come from another realm),
 * the cause within. null: it is no such thing.
 */
export function unreachable(error: unknown): Because | null {
  if (typeof error !== 'object' || error === null) return null;
  const { name, message } = error as Failure;
  return causeOf(error as Failure, 0) ?? (name === 'TypeError' && /^(?:fetch failed|terminated)$/.test(String(message)) ? 'other' : null);
}

function causeOf({ code, cause, errors }: Failure, depth: number): Because | null {
  if (typeof code === 'string' && BECAUSE[code] !== undefined) return BECAUSE[code];
  if (depth > 5) return null;
  for (const inner of [cause, ...(errors ?? [])]) {
    const found = typeof inner === 'object' && inner !== null ? causeOf(inner as Failure, depth + 1) : null;
    if (found !== null) return found;
  }
  return null;
}
