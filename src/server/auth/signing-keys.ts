import { createLocalJWKSet, errors } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';

/** Google changes its keys every few days and publishes a new one well before it signs with it. */
const FRESH_MS = 60 * 60_000;
/** Keys that were good are used this long when they cannot be read again: Google's own answer allows some hours. */
const USABLE_MS = 24 * 60 * 60_000;
/** Between two questions, whatever is sent to us: a stranger's invented key ids must not become our requests to Google. */
const PAUSE_MS = 30_000;
const TIMEOUT_MS = 5_000;
/** Google publishes two or three keys, about 2 kB. */
const MOST_BYTES = 100_000;

/** The keys could not be read, and the ones from before (if any) cannot decide. */
export class KeysUnreachable extends Error {
  override readonly name = 'KeysUnreachable';
}

/** The public keys behind an address (RFC 7517): kept, read again when they are old or when a token names one that is unknown. */
export class SigningKeys {
  private known: { readonly find: JWTVerifyGetKey; readonly at: number } | null = null;
  private asked: { readonly at: number; readonly answer: Promise<boolean> } | null = null;

  constructor(private readonly address: URL, private readonly now: () => number) {}

  /** @throws KeysUnreachable; errors.JWKSNoMatchingKey for a key that does not exist. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const age = this.known === null ? Infinity : this.now() - this.known.at;
    // A clock that was set back must not make keys eternal.
    const fresh = age >= 0 && age < FRESH_MS;
    if (!fresh && !(await this.read()) && !(age >= 0 && age < USABLE_MS)) throw new KeysUnreachable();
    try {
      return await this.among(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const before = this.known;
      if (!(await this.read())) throw new KeysUnreachable();
      if (this.known === before) throw error;
      return this.among(header, token);
    }
  };

  private among(...[header, token]: Parameters<JWTVerifyGetKey>): ReturnType<JWTVerifyGetKey> {
    if (this.known === null) throw new KeysUnreachable();
    return this.known.find(header, token);
  }

  /** Who comes within the pause shares the last answer. @returns whether it was an answer. */
  private read(): Promise<boolean> {
    const since = this.asked === null ? Infinity : this.now() - this.asked.at;
    if (this.asked !== null && since >= 0 && since < PAUSE_MS) return this.asked.answer;
    const answer = this.fetched();
    this.asked = { at: this.now(), answer };
    return answer;
  }

  private async fetched(): Promise<boolean> {
    try {
      const response = await fetch(this.address, { headers: { accept: 'application/json' }, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = response.ok ? await response.text() : '';
      if (text === '' || text.length > MOST_BYTES) return false;
      this.known = { find: createLocalJWKSet(JSON.parse(text) as JSONWebKeySet), at: this.now() };
      return true;
    } catch (error) {
      // No network, no name, refused, cut off (TypeError), too slow (TimeoutError), a captive portal's page (SyntaxError, JWKSInvalid).
      const { name } = error as { readonly name?: unknown };
      if (name === 'TypeError' || name === 'TimeoutError' || name === 'AbortError' || error instanceof SyntaxError || error instanceof errors.JWKSInvalid) return false;
      throw error;
    }
  }
}
