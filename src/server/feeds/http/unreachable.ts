import type { FeedProblem } from '../../../core';

type Because = Extract<FeedProblem, { code: 'feed/unreachable' }>['because'];

const BECAUSE: Readonly<Record<string, Because>> = {
  ENOTFOUND: 'no-such-host', EAI_AGAIN: 'no-such-host', ECONNREFUSED: 'refused', EHOSTUNREACH: 'other', ENETUNREACH: 'other', ETIMEDOUT: 'other', UND_ERR_CONNECT_TIMEOUT: 'other',
  ECONNRESET: 'cut-off', EPIPE: 'cut-off', UND_ERR_SOCKET: 'cut-off', UND_ERR_ABORTED: 'cut-off', UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cut-off', ERR_STREAM_PREMATURE_CLOSE: 'cut-off',
  CERT_HAS_EXPIRED: 'certificate', DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate', SELF_SIGNED_CERT_IN_CHAIN: 'certificate', UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate', ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate', UNABLE_TO_GET_ISSUER_CERT: 'certificate', ERR_SSL_WRONG_VERSION_NUMBER: 'certificate', EPROTO: 'certificate',
};

/** What Node's fetch says of a connection that did not come about: `TypeError`, the cause within. null: it is no such thing. */
export function unreachable(error: unknown): Because | null {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const code = (one as { readonly code?: unknown }).code;
    if (typeof code === 'string' && BECAUSE[code] !== undefined) return BECAUSE[code];
    if (one instanceof AggregateError && one.errors.length > 0) {
      const inner = unreachable(one.errors[0]);
      if (inner !== null) return inner;
    }
  }
  return error instanceof TypeError && /fetch failed|terminated/.test(error.message) ? 'other' : null;
}
