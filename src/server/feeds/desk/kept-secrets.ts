import { FEED_FIELDS, fail, ok } from '../../../core';
import type { FeedField, FeedKind, FeedProblem, FeedToSave, FeedValues, Result } from '../../../core';
import type { Seal } from '../sealed';
import type { SavedFeed } from '../../store/saved-feeds';

const LONGEST: Readonly<Record<FeedField['name'], number>> = {
  address: 300, database: 100, login: 200, key: 4_000, 'client-id': 300, 'client-secret': 4_000, company: 200, spreadsheet: 500, 'service-account': 8_000, folder: 1_000, file: 1_000,
};
const LONGEST_NAME = 60;

/** What a secret is sealed with, beside its text: it opens nowhere else. */
const about = (tenant: string, feed: string, field: string): string => `${tenant}\u0000${feed}\u0000${field}`;

export interface KeptValues {
  readonly name: string;
  readonly values: FeedValues;
  readonly sealed: SavedFeed['sealed'];
}

/** The form as it was filled in, split into what may be seen and what is sealed. A secret that is absent stays as it was. */
export function keptValues(seal: Seal, tenant: string, id: string, given: FeedToSave, before: SavedFeed | null): Result<KeptValues, FeedProblem> {
  const name = given.name.trim().replace(/\p{Cc}/gu, '').slice(0, LONGEST_NAME);
  const values: Partial<Record<FeedField['name'], string>> = {};
  const sealed: Partial<Record<FeedField['name'], string>> = {};
  for (const { name: field, secret, required } of FEED_FIELDS[given.kind]) {
    const text = (given.values[field] ?? '').trim();
    const refused = (because: Extract<FeedProblem, { code: 'feed/setting-refused' }>['because']): Result<KeptValues, FeedProblem> => fail({ code: 'feed/setting-refused', feed: nameOf(name, given.kind), field, because });
    if (text.length > LONGEST[field]) return refused('too-long');
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) return refused('malformed');
    const kept = before?.sealed[field];
    if (text === '' && secret && kept !== undefined) sealed[field] = kept;
    else if (text === '' && required) return refused('missing');
    else if (text !== '' && secret) sealed[field] = seal.seal(text, about(tenant, id, field));
    else if (text !== '') values[field] = text;
  }
  return ok({ name, values, sealed });
}

/** All values, secrets opened: for a feed, never for a screen. */
export function openedValues(seal: Seal, tenant: string, { id, kind, name, values, sealed }: Pick<SavedFeed, 'id' | 'kind' | 'name' | 'values' | 'sealed'>): Result<FeedValues, FeedProblem> {
  const opened: Partial<Record<FeedField['name'], string>> = { ...values };
  for (const [field, text] of Object.entries(sealed)) {
    const secret = seal.open(text, about(tenant, id, field));
    if (secret === null) return fail({ code: 'feed/secret-unreadable', feed: nameOf(name, kind) });
    opened[field as FeedField['name']] = secret;
  }
  return ok(opened);
}

export const sealedConsent = (seal: Seal, tenant: string, feed: string, consent: string): string => seal.seal(consent, about(tenant, feed, 'consent'));
export const openedConsent = (seal: Seal, tenant: string, { id, consent }: Pick<SavedFeed, 'id' | 'consent'>): string | null => (consent === null ? null : seal.open(consent, about(tenant, id, 'consent')));

const KIND_NAMES: Readonly<Record<FeedKind, string>> = { odoo: 'Odoo', dolibarr: 'Dolibarr', quickbooks: 'QuickBooks', pennylane: 'Pennylane', 'google-sheets': 'Google Sheets', 'e-invoice-folder': 'Factures électroniques', 'ledger-file': 'Fichier', 'payments-file': 'Paiements' };

/** As the clerk reads it in problems and as the source of figures. */
export const nameOf = (name: string, kind: FeedKind): string => (name === '' ? KIND_NAMES[kind] : name);
