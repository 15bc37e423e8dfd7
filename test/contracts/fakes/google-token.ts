import { createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyPairKeyObjectResult } from 'node:crypto';
import { json } from './stumbling-server';
import type { Answered, Asked, Vendor } from './stumbling-server';

/*
 * Google's token endpoint for service accounts. [T1] developers.google.com/identity/protocols/oauth2/service-account, "HTTP/REST":
 * header, claims, request, answer, "JWT error codes"; [T2] RFC 7523, the profile of the assertion; [T3] what Google answers word
 * for word: github.com/googleapis/google-cloud-python/issues/10004, google-api-php-client/issues/1501.
 */

/** [T1] aud: "When making an access token request this value is always https://oauth2.googleapis.com/token." */
const AUDIENCE = 'https://oauth2.googleapis.com/token';
/** [T1] "grant_type: Use the following string, URL-encoded as necessary". */
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** [T1] exp: "This value has a maximum of 1 hour after the issued time." */
const HOUR_S = 3_600;
const SKEW_S = 300;

export const ACCOUNT = 'relance@atelier-relances.iam.gserviceaccount.com';

interface Token {
  readonly scopes: readonly string[];
  readonly until: number;
}

export class GoogleToken implements Vendor {
  private readonly pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly deleted = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly tokens = new Map<string, Token>();

  /** [T1] The key file that the console lets one download; `deleted`: a key that Google no longer knows. */
  keyFile(which: 'good' | 'deleted' = 'good'): string {
    const key = (pair: KeyPairKeyObjectResult): string => String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    return JSON.stringify({
      type: 'service_account', project_id: 'atelier-relances', private_key_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c', private_key: key(which === 'good' ? this.pair : this.deleted), client_email: ACCOUNT, client_id: '104833048000000000001',
      auth_uri: 'https://accounts.google.com/o/oauth2/auth', token_uri: AUDIENCE, auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs', client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(ACCOUNT)}`, universe_domain: 'googleapis.com',
    }, null, 2);
  }

  /** The scopes of a token that is still good; null: of none. */
  scopesOf(token: string): readonly string[] | null {
    const found = this.tokens.get(token);
    return found === undefined || found.until <= Date.now() ? null : found.scopes;
  }

  expire(): void {
    this.tokens.clear();
  }

  answer({ method, url, headers, body }: Asked): Answered {
    if (url.pathname !== '/token' || method !== 'POST') return { status: 404, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>' };
    const form = new URLSearchParams(/^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? '') ? body : '');
    if (form.get('grant_type') !== GRANT) return refused('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type') ?? ''}`);
    const parts = (form.get('assertion') ?? '').split('.');
    const [header, claims] = [objectOf(parts[0]), objectOf(parts[1])];
    // [T1] "{"alg":"RS256","typ":"JWT"}"; [T2] 3: the claims that must be there.
    if (parts.length !== 3 || header === null || claims === null || header['alg'] !== 'RS256' || (header['typ'] ?? 'JWT') !== 'JWT') return refused('invalid_grant', 'Invalid JWT: Failed to parse.');
    if (claims['iss'] !== ACCOUNT) return refused('invalid_grant', 'Invalid grant: account not found');
    if (claims['aud'] !== AUDIENCE) return refused('invalid_grant', 'Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token');
    const [issued, over, now] = [Number(claims['iat']), Number(claims['exp']), Date.now() / 1_000];
    if (!(issued <= now + SKEW_S && over > now - SKEW_S && over > issued && over - issued <= HOUR_S)) return refused('invalid_grant', 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.');
    // [T2] 3.9; [T1] "Sign the UTF-8 representation of the input using SHA256withRSA".
    if (!createVerify('RSA-SHA256').update(`${String(parts[0])}.${String(parts[1])}`).verify(this.pair.publicKey, String(parts[2]), 'base64url')) return refused('invalid_grant', 'Invalid JWT Signature.');
    // [T1] scope: "A space-delimited list of the permissions"; "invalid_scope: Invalid OAuth scope or ID token audience provided."
    const scopes = String(claims['scope'] ?? '').split(' ').filter((scope) => scope !== '');
    if (scopes.length === 0 || scopes.some((scope) => !scope.startsWith('https://www.googleapis.com/auth/'))) return refused('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
    const token = `ya29.${randomBytes(40).toString('base64url')}`;
    this.tokens.set(token, { scopes, until: Date.now() + HOUR_S * 1_000 });
    // [T1] "If the JWT and access token request are properly formed …"
    return json(200, { access_token: token, scope: scopes.join(' '), token_type: 'Bearer', expires_in: HOUR_S });
  }

  refuse(): Answered {
    return refused('invalid_grant', 'Invalid JWT Signature.');
  }

  tooMany(): Answered {
    return { ...refused('rate_limit_exceeded', 'Too many requests'), status: 429 };
  }

  failing(status: number): Answered {
    return { status, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Error (Server Error)!!1</title>' };
  }
}

/** RFC 6749, 5.2: 400, `error` and `error_description`. */
const refused = (error: string, description: string): Answered => json(400, { error, error_description: description });

function objectOf(part: string | undefined): Readonly<Record<string, unknown>> | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? said as Readonly<Record<string, unknown>> : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
