import { fail, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';
import { renew } from './consent';
import type { OAuthClient, TokenKeeper, Tokens } from './consent';

/** Renewed a little before its time: a call may take that long. */
const MARGIN_MS = 60_000;

type Renewing = Promise<Result<Tokens, FeedProblem>>;
/** A refresh token is good once: whoever needs a new one while it is fetched waits for the same. */
const underWay = new WeakMap<TokenKeeper, Renewing>();

/**
 * A token that lets us in now.
 * @param refused an access token that the system did not take, whatever its time says; null: none.
 * @throws what the keeper throws: a token that cannot be kept would be lost, and the consent with it.
 */
export async function accessTo(client: OAuthClient, keeper: TokenKeeper, refused: string | null): Promise<Result<Tokens, FeedProblem>> {
  const waiting = underWay.get(keeper);
  if (waiting !== undefined) return waiting;
  const kept = await keeper.read();
  if (kept === null) return fail({ code: 'feed/consent-over', feed: client.feed });
  if (kept.access !== refused && kept.accessUntil - MARGIN_MS > Date.parse(client.now())) return ok(kept);
  // Somebody else may have begun while the keeper was read.
  const begun = underWay.get(keeper);
  if (begun !== undefined) return begun;
  const renewing = renewed(client, keeper, kept);
  underWay.set(keeper, renewing);
  try {
    return await renewing;
  } finally {
    underWay.delete(keeper);
  }
}

/** Not ended with the pull that asked for it: a refresh token that was sent must not be lost. */
async function renewed(client: OAuthClient, keeper: TokenKeeper, kept: Tokens): Renewing {
  const next = await renew(client, kept, new AbortController().signal);
  if (next.ok) {
    await keeper.write(next.value);
    return next;
  }
  // Another process may have been faster.
  const now = next.problem.code === 'feed/consent-over' ? await keeper.read() : null;
  return now !== null && now.refresh !== kept.refresh ? ok(now) : next;
}
