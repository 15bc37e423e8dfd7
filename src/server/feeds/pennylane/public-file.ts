import { fail } from '../../../core';
import type { FeedProblem, Result } from '../../../core';
import { FeedHttp } from '../http/feed-http';
import type { FeedAnswer } from '../http/feed-http';

/** A file at an address that opens without a key: none is sent there, and nothing but https is followed. */
export async function publicFile(address: string, options: { readonly feed: string; readonly patience: number | undefined; readonly isAllowed: (url: URL) => boolean }, signal: AbortSignal): Promise<Result<FeedAnswer<Uint8Array>, FeedProblem>> {
  const { feed, patience, isAllowed } = options;
  const url = address.length < 4_000 && URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.username !== '') return fail({ code: 'feed/address-refused', feed, because: 'malformed', host: '' });
  if (url.protocol !== 'https:' && !isAllowed(url)) return fail({ code: 'feed/address-refused', feed, because: 'not-https', host: url.host });
  const http = new FeedHttp({ feed, base: url, headers: () => ({ accept: 'application/pdf' }), limit: { calls: 4, seconds: 1 }, ...(patience === undefined ? {} : { timeout: patience }) });
  return http.bytes({ method: 'GET', path: url.href }, signal);
}
