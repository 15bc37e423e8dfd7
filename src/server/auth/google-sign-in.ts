import { errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { domainOf, fail, ok, parseAddress } from '../../core';
import type { Author, EmailAddress, Result, SourceProblem } from '../../core';
import type { SignIn } from './sign-in';
import { KeysUnreachable, SigningKeys } from './signing-keys';

/** https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken */
const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];
export const GOOGLE_KEYS = new URL('https://www.googleapis.com/oauth2/v3/certs');
/** Clocks that the network sets differ by less. */
const LEEWAY_S = 60;
/** Google's live an hour. */
const LONGEST_LIFE_S = 2 * 60 * 60;
/** Google's have about 1 200 characters. */
const LONGEST_TOKEN = 8_192;
const LONGEST_NAME = 120;

export interface GoogleSignInOptions {
  /** The OAuth client ids for which a token may be made out: that of the add-on's script. Never empty. */
  readonly clientIds: readonly string[];
  /** Domains of Google organisations, and single addresses (with an @), in lower case. */
  readonly allowed: readonly string[];
  readonly now: () => number;
  /** For tests: where the keys lie. */
  readonly keys?: URL;
}

type Refusal = Extract<SourceProblem, { readonly code: 'source/sign-in-refused' }>['because'];
const refused = (because: Refusal) => fail({ code: 'source/sign-in-refused', because } as const);

/** Identity tokens of Google, as ScriptApp.getIdentityToken() gives them to the sidebar. */
export function googleSignIn({ clientIds, allowed, now, keys = GOOGLE_KEYS }: GoogleSignInOptions): SignIn {
  if (clientIds.length === 0 || clientIds.some((id) => id === '')) throw new Error('without an audience a token of any other site would do');
  const signing = new SigningKeys(keys, now);
  return {
    person: async (token) => {
      if (token.length > LONGEST_TOKEN) return refused('malformed');
      try {
        const { payload } = await jwtVerify(token, signing.find, {
          algorithms: ['RS256'], issuer: ISSUERS, audience: [...clientIds], clockTolerance: LEEWAY_S, maxTokenAge: LONGEST_LIFE_S, currentDate: new Date(now()), requiredClaims: ['sub', 'email', 'exp', 'iat'],
        });
        return personOf(payload, allowed);
      } catch (error) {
        if (error instanceof KeysUnreachable) return fail({ code: 'source/sign-in-keys-unreachable' });
        return refused(whyNot(error));
      }
    },
  };
}

/** @throws what is no verdict on a token: a bug. */
function whyNot(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'audience';
    if (error.claim === 'iss') return 'issuer';
    return (error.claim === 'nbf' || error.claim === 'iat') && error.reason === 'check_failed' ? 'not-yet-valid' : 'malformed';
  }
  // The header is not trusted: an algorithm that it names, or a key that is not Google's, is no signature of Google's.
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys || error instanceof errors.JOSENotSupported) return 'signature';
  if (error instanceof errors.JOSEError) return 'malformed';
  throw error;
}

function personOf(claims: JWTPayload, allowed: readonly string[]): Result<Author, SourceProblem> {
  const { sub, email: written, email_verified: verified, hd, name } = claims as Readonly<Record<string, unknown>>;
  const address = typeof written === 'string' ? written.toLowerCase() : '';
  const email = parseAddress(address);
  // Google's ids are decimal; at most 255 characters. `parseAddress` also finds an address inside other words.
  if (typeof sub !== 'string' || !/^[\w.-]{1,255}$/.test(sub) || email === null || email !== address) return refused('malformed');
  if (verified !== true) return fail({ code: 'source/account-refused', because: 'address-not-verified', domain: domainOf(email) });
  if (!mayEnter(email, typeof hd === 'string' ? hd.toLowerCase() : null, allowed)) return fail({ code: 'source/account-refused', because: 'domain', domain: domainOf(email) });
  const shown = typeof name === 'string' ? name.replace(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, LONGEST_NAME) : '';
  return ok({ id: `google-${sub}`, name: shown === '' ? email : shown });
}

/**
 * Google answers for an address only where it hosts it: in an organisation (`hd`) and at gmail.com. Any other address was
 * once verified and may have another holder by now (same page as above, `email_verified`): it counts where it is named itself.
 */
function mayEnter(email: EmailAddress, hd: string | null, allowed: readonly string[]): boolean {
  if (allowed.includes(email)) return true;
  return hd !== null && (allowed.includes(hd) || allowed.includes(domainOf(email)));
}
