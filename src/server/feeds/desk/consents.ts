import { SIGNS_IN_ELSEWHERE, fail, ok } from '../../../core';
import type { FeedKind, FeedProblem, FeedValues, Instant, Result } from '../../../core';
import { beginConsent } from '../oauth/consent';
import type { PendingConsent, TokenKeeper, Tokens } from '../oauth/consent';
import type { QuickbooksApp, QuickbooksEndpoints } from '../quickbooks/quickbooks-consent';

/** Half an hour to answer a vendor's page. */
const WAITS_MS = 30 * 60_000;

export interface ConsentApp {
  readonly values: FeedValues;
  readonly context: { readonly name: string; readonly now: () => Instant };
}

/** What a vendor's page led back with. */
export interface LedBack {
  readonly state: string;
  /** null: consent was not given. */
  readonly code: string | null;
  readonly account: string;
}

/** Consents that were asked for and not answered yet; a restart forgets them, and they are asked for again. */
export class Consents {
  private readonly waiting = new Map<string, { readonly feed: string; readonly pending: PendingConsent; readonly until: number }>();

  /** @param redirect where the vendor's page leads back to, as it is registered there. */
  constructor(private readonly redirect: () => string, private readonly endpoints: QuickbooksEndpoints | undefined) {}

  /** The vendor's page. */
  async ask(feed: string, kind: FeedKind, app: ConsentApp): Promise<Result<string, FeedProblem>> {
    if (!SIGNS_IN_ELSEWHERE.has(kind)) return fail({ code: 'feed/unknown', feed });
    const pending = beginConsent(this.redirect());
    const { authorisationUrl } = await import('../quickbooks/quickbooks-consent');
    const url = authorisationUrl(this.at(app), pending);
    if (!url.ok) return url;
    for (const [state, { until }] of this.waiting) if (until < Date.now()) this.waiting.delete(state);
    this.waiting.set(pending.state, { feed, pending, until: Date.now() + WAITS_MS });
    return ok(url.value.href);
  }

  /** Whether that state was given out here. */
  awaits(state: string): boolean {
    return this.waiting.has(state);
  }

  /** Whose consent it is; null: nobody asked for it, or too long ago. A state is good once. */
  taken(state: string): { readonly feed: string; readonly pending: PendingConsent } | null {
    const found = this.waiting.get(state);
    this.waiting.delete(state);
    return found === undefined || found.until < Date.now() ? null : found;
  }

  async exchange(app: ConsentApp, pending: PendingConsent, { code, account }: LedBack, signal: AbortSignal): Promise<Result<Tokens, FeedProblem>> {
    if (code === null) return fail({ code: 'feed/consent-over', feed: app.context.name });
    const { exchangeCode } = await import('../quickbooks/quickbooks-consent');
    return exchangeCode(this.at(app), pending, { code, realmId: account }, signal);
  }

  private at(app: ConsentApp): QuickbooksApp {
    return this.endpoints === undefined ? app : { ...app, endpoints: this.endpoints };
  }
}

/** One for each saved feed: whoever shares it renews once. */
export function keeperOf(read: () => Promise<string | null>, write: (text: string | null) => Promise<void>): TokenKeeper {
  return {
    read: async () => {
      const text = await read();
      return text === null ? null : (JSON.parse(text) as Tokens);
    },
    write: (tokens) => write(tokens === null ? null : JSON.stringify(tokens)),
  };
}
