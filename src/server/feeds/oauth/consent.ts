import { createHash, randomBytes } from 'node:crypto';
import { fail, ok } from '../../../core';
import type { FeedProblem, Instant, Result } from '../../../core';
import { isRow } from '../record-fields';
import { FeedHttp } from '../http/feed-http';

/** What a vendor's consent gave. */
export interface Tokens {
  /** Whose ledger it is for, as the vendor names it (QuickBooks: `realmId`). */
  readonly account: string;
  readonly access: string;
  /** Milliseconds since 1970. */
  readonly accessUntil: number;
  /** Good once: the next one comes with the next access token. */
  readonly refresh: string;
}

/** Where they are kept, sealed. One object for one saved feed: whoever shares it renews once. */
export interface TokenKeeper {
  read(): Promise<Tokens | null>;
  write(tokens: Tokens | null): Promise<void>;
}

export interface OAuthEndpoints {
  readonly authorise: URL;
  readonly token: URL;
  readonly revoke: URL;
}

/** Our app, as it is registered with the vendor (OAuth 2.0, RFC 6749; it proves itself by `client_secret_basic`). */
export interface OAuthClient {
  /** Named in problems. */
  readonly feed: string;
  readonly id: string;
  readonly secret: string;
  readonly scope: string;
  readonly endpoints: OAuthEndpoints;
  readonly now: () => Instant;
  readonly patience?: number | undefined;
}

/** Kept between the two halves of a consent; neither can be guessed (RFC 6749 10.12, RFC 7636 4.1). */
export interface PendingConsent {
  readonly state: string;
  readonly verifier: string;
  readonly redirect: string;
}

export const beginConsent = (redirect: string): PendingConsent => ({ state: randomBytes(24).toString('base64url'), verifier: randomBytes(48).toString('base64url'), redirect });

/** The vendor's page that asks for consent. */
export function consentUrl({ id, scope, endpoints }: Pick<OAuthClient, 'id' | 'scope' | 'endpoints'>, { state, verifier, redirect }: PendingConsent): URL {
  const url = new URL(endpoints.authorise);
  const asked = { client_id: id, response_type: 'code', scope, redirect_uri: redirect, state, code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url;
}

/** A code is good once, so that it is not sent again. `feed/consent-over`: the vendor does not take it. */
export function exchange(client: OAuthClient, { verifier, redirect }: PendingConsent, code: string, account: string, signal: AbortSignal): Promise<Result<Tokens, FeedProblem>> {
  return tokensFor(client, { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier }, account, signal, false);
}

export const renew = (client: OAuthClient, { refresh, account }: Tokens, signal: AbortSignal): Promise<Result<Tokens, FeedProblem>> => tokensFor(client, { grant_type: 'refresh_token', refresh_token: refresh }, account, signal, true);

/** Takes the consent back. What is no longer known there (400) is over already. */
export async function revoke(client: OAuthClient, { refresh }: Tokens, signal: AbortSignal): Promise<Result<null, FeedProblem>> {
  const answer = await wayTo(client, client.endpoints.revoke).bytes({ method: 'POST', path: client.endpoints.revoke.href, json: { token: refresh } }, signal);
  if (!answer.ok) return answer;
  return answer.value.status === 200 || answer.value.status === 400 ? ok(null) : fail({ code: 'feed/unreadable-answer', feed: client.feed, at: 'revoke' });
}

async function tokensFor(client: OAuthClient, form: Readonly<Record<string, string>>, account: string, signal: AbortSignal, again: boolean): Promise<Result<Tokens, FeedProblem>> {
  const { feed, endpoints, now } = client;
  const at = Date.parse(now());
  const answer = await wayTo(client, endpoints.token).json({ method: 'POST', path: endpoints.token.href, form, again }, signal);
  if (!answer.ok) return answer;
  const { status, body } = answer.value;
  if (status === 400) return fail(isRow(body) && body['error'] === 'invalid_client' ? { code: 'feed/credential-refused', feed } : { code: 'feed/consent-over', feed });
  const unreadable = (field: string): Result<Tokens, FeedProblem> => fail({ code: 'feed/unreadable-answer', feed, at: `token.${field}` });
  if (status !== 200 || !isRow(body)) return unreadable('$');
  const { access_token: access, refresh_token: refresh, expires_in: seconds } = body;
  if (typeof access !== 'string' || !/^[\x21-\x7e]{1,8000}$/.test(access)) return unreadable('access_token');
  if (typeof refresh !== 'string' || refresh === '' || refresh.length > 4_000) return unreadable('refresh_token');
  if (typeof seconds !== 'number' || !(seconds > 0)) return unreadable('expires_in');
  return ok({ account, access, accessUntil: at + seconds * 1_000, refresh });
}

const wayTo = ({ feed, id, secret, patience }: OAuthClient, base: URL): FeedHttp => new FeedHttp({
  feed, base, headers: () => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`, 'utf8').toString('base64')}` }), limit: { calls: 2, seconds: 1 }, ...(patience === undefined ? {} : { timeout: patience }),
});
