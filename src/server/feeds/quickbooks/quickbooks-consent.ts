import { fail, ok } from '../../../core';
import type { FeedContext } from '../feed';
import type { FeedProblem, FeedValues, Result } from '../../../core';
import { consentUrl, exchange } from '../oauth/consent';
import type { OAuthClient, OAuthEndpoints, PendingConsent, Tokens } from '../oauth/consent';

export interface QuickbooksEndpoints extends OAuthEndpoints {
  /** With a trailing slash; the company's id follows. */
  readonly api: URL;
}

/** Of Intuit's discovery document, production. */
export const INTUIT: QuickbooksEndpoints = {
  authorise: new URL('https://appcenter.intuit.com/connect/oauth2'),
  token: new URL('https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer'),
  revoke: new URL('https://developer.api.intuit.com/v2/oauth2/tokens/revoke'),
  api: new URL('https://quickbooks.api.intuit.com/v3/company/'),
};
const SCOPE = 'com.intuit.quickbooks.accounting';
/** Digits; beyond what a JSON number holds. */
const REALM = /^\d{1,25}$/;
export const isRealm = (text: string): boolean => REALM.test(text);

export interface QuickbooksApp {
  readonly values: FeedValues;
  readonly context: Pick<FeedContext, 'name' | 'now'>;
  readonly endpoints?: QuickbooksEndpoints;
  readonly patience?: number;
}

export function quickbooksClient({ values, context, endpoints = INTUIT, patience }: QuickbooksApp): Result<OAuthClient, FeedProblem> {
  for (const field of ['client-id', 'client-secret'] as const) {
    const text = values[field]?.trim() ?? '';
    if (!/^[\x21-\x7e]{1,4000}$/.test(text)) return fail({ code: 'feed/setting-refused', feed: context.name, field, because: text === '' ? 'missing' : 'malformed' });
  }
  return ok({ feed: context.name, id: values['client-id']?.trim() ?? '', secret: values['client-secret']?.trim() ?? '', scope: SCOPE, endpoints, now: context.now, patience });
}

/** Intuit's page of consent; `pending` (of `beginConsent`) is kept until it leads back. */
export function authorisationUrl(app: QuickbooksApp, pending: PendingConsent): Result<URL, FeedProblem> {
  const client = quickbooksClient(app);
  return client.ok ? ok(consentUrl(client.value, pending)) : client;
}

/**
 * What Intuit's page led back with, once its `state` was compared with the one of `pending`.
 * @param back `code` and `realmId` of the address.
 */
export async function exchangeCode(app: QuickbooksApp, pending: PendingConsent, back: { readonly code: string; readonly realmId: string }, signal: AbortSignal): Promise<Result<Tokens, FeedProblem>> {
  const client = quickbooksClient(app);
  if (!client.ok) return client;
  if (!isRealm(back.realmId)) return fail({ code: 'feed/unreadable-answer', feed: app.context.name, at: 'realmId' });
  return exchange(client.value, pending, back.code, back.realmId, signal);
}
