import { createHash, randomBytes } from 'node:crypto';
import type { MovableClock } from './movable-clock';
import { json } from './stumbling-server';
import type { Answered, Asked } from './stumbling-server';

/*
 * Intuit's OAuth 2.0. [Q5] developer.intuit.com, "Set up OAuth 2.0" and its FAQ ("Access tokens are valid for 3600 seconds
 * ... get a fresh one using the latest refresh_token returned to you from the previous request"); [Q6] oauth-jsclient
 * `test/mocks/bearer-token.json`, `test/mocks/errorResponse.json`, `src/OAuthClient.js` 301-364 (refresh and revoke);
 * [Q7] QuickBooks-V3-DotNET-SDK `.../Documents/discovery.json` (endpoints and how a client proves itself); RFC 7636 (PKCE).
 */

export interface Consented {
  readonly code: string;
  readonly state: string;
  readonly realmId: string;
}

/** What the token endpoint gave, as an app keeps it. */
export interface GrantedTokens {
  readonly realmId: string;
  readonly access: string;
  /** Milliseconds of the world's clock. */
  readonly accessUntil: number;
  readonly refresh: string;
  readonly refreshUntil: number;
}

/** [Q6] bearer-token.json: expires_in, x_refresh_token_expires_in. */
const ACCESS_SECONDS = 3_600;
const REFRESH_SECONDS = 8_726_400;

interface Pending {
  readonly challenge: string | null;
  readonly redirect: string;
}

export const REALM = '4620816365012345670';
export const CLIENT = { id: 'ABqualifiedClientId', secret: 'qualifiedClientSecret' };

/** Who was let in. One grant at a time: a company's consent to one app. */
export class QuickbooksConsent {
  private readonly codes = new Map<string, Pending>();
  private readonly access = new Map<string, number>();
  private refresh: { readonly token: string; readonly until: number } | null = null;

  constructor(private readonly clock: MovableClock) {}

  /** The clerk says yes on Intuit's page; what its redirect brings back to the app ([Q5] step 6: code, state, realmId). */
  consent({ state, challenge, redirect }: { readonly state: string; readonly challenge: string | null; readonly redirect: string }): Consented {
    const code = randomBytes(20).toString('base64url');
    this.codes.set(code, { challenge, redirect });
    return { code, state, realmId: REALM };
  }

  /** The same, from the address to which the app sends the clerk. @throws Error where Intuit's page would show an error. */
  authorise(address: URL): Consented {
    const { searchParams: asked } = address;
    const wrong = asked.get('client_id') !== CLIENT.id ? 'client_id' : asked.get('response_type') !== 'code' ? 'response_type' : !(asked.get('scope') ?? '').split(' ').includes('com.intuit.quickbooks.accounting') ? 'scope' : (asked.get('state') ?? '') === '' ? 'state' : !URL.canParse(asked.get('redirect_uri') ?? '') ? 'redirect_uri' : asked.has('code_challenge') && asked.get('code_challenge_method') !== 'S256' ? 'code_challenge_method' : null;
    if (wrong !== null) throw new Error(`the page of consent refuses ${wrong}`);
    return this.consent({ state: asked.get('state') as string, challenge: asked.get('code_challenge'), redirect: asked.get('redirect_uri') as string });
  }

  knows(access: string): boolean {
    const until = this.access.get(access);
    return until !== undefined && until > this.clock.now;
  }

  /** Every access token that was given so far is over; the consent is not. */
  expire(): void {
    this.access.clear();
  }

  /** The clerk takes the consent back in QuickBooks. */
  disconnect(): void {
    this.access.clear();
    this.refresh = null;
  }

  grant(): GrantedTokens {
    const access = randomBytes(24).toString('base64url');
    const refresh = `AB1${randomBytes(18).toString('base64url')}`;
    this.access.set(access, this.clock.now + ACCESS_SECONDS * 1_000);
    this.refresh = { token: refresh, until: this.clock.now + REFRESH_SECONDS * 1_000 };
    return { realmId: REALM, access, accessUntil: this.clock.now + ACCESS_SECONDS * 1_000, refresh, refreshUntil: this.refresh.until };
  }

  token(asked: Asked): Answered {
    if (!isClient(asked)) return json(401, { error: 'invalid_client' });
    const form = new URLSearchParams(asked.body);
    if (!(asked.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) return json(400, { error: 'invalid_request' });
    switch (form.get('grant_type')) {
      case 'authorization_code': return this.exchange(form);
      case 'refresh_token': return this.renew(form.get('refresh_token') ?? '');
      default: return json(400, { error: 'unsupported_grant_type' });
    }
  }

  /** [Q6] OAuthClient.js 342-364: `{token}`, either one. */
  revoke(asked: Asked): Answered {
    if (!isClient(asked)) return json(401, { error: 'invalid_client' });
    const token = (asked.headers['content-type'] ?? '').includes('json') ? (JSON.parse(asked.body) as { readonly token?: string }).token : new URLSearchParams(asked.body).get('token');
    if (token === undefined || token === null || (token !== this.refresh?.token && !this.access.has(token))) return json(400, { error: 'invalid_request' });
    this.disconnect();
    return { status: 200, body: '' };
  }

  private exchange(form: URLSearchParams): Answered {
    const code = form.get('code') ?? '';
    const pending = this.codes.get(code);
    // A code is good once (RFC 6749, 4.1.2).
    this.codes.delete(code);
    const proven = pending !== undefined && (pending.challenge === null || pending.challenge === createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url'));
    return proven && pending.redirect === form.get('redirect_uri') ? this.granted() : invalidGrant();
  }

  private renew(refresh: string): Answered {
    const known = this.refresh;
    return known !== null && known.token === refresh && known.until > this.clock.now ? this.granted() : invalidGrant();
  }

  private granted(): Answered {
    const { access, refresh } = this.grant();
    return json(200, { token_type: 'bearer', access_token: access, expires_in: ACCESS_SECONDS, refresh_token: refresh, x_refresh_token_expires_in: REFRESH_SECONDS });
  }
}

/** [Q7] client_secret_basic. */
const isClient = ({ headers }: Asked): boolean => headers.authorization === `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;

/** [Q6] errorResponse.json. */
const invalidGrant = (): Answered => json(400, { error_description: 'Token invalid', error: 'invalid_grant' });
