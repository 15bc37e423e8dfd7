import { assertNever } from '../../../core';
import type { ColumnMapping, CompanyProfile, FeedKind, Result } from '../../../core';
import type { EInvoiceFolderSettings } from '../e-invoice-folder/e-invoice-folder-feed';
import type { Feed, FeedFailure, FeedSettings } from '../feed';
import type { TokenKeeper } from '../oauth/consent';
import type { QuickbooksEndpoints } from '../quickbooks/quickbooks-consent';

/** Makes a feed of saved settings. How far each kind was proved stands in core (`FEED_PROOFS`): it is said before one connects it, too. `tokens`: where a vendor's consent is kept. */
export type MakeFeed = (kind: FeedKind, settings: FeedSettings, tokens: TokenKeeper) => Promise<Result<Feed, FeedFailure>>;

export interface FeedMakerOptions {
  /** How the columns of a layout were read the last time; null: never seen. */
  readonly mappingFor: (layout: string) => Promise<ColumnMapping | null>;
  /** Whose ledgers they are. */
  readonly profile: () => Promise<CompanyProfile>;
  /** Where QuickBooks answers; absent: at Intuit's. */
  readonly intuit?: QuickbooksEndpoints;
  /** Where the PDFs of a ledger file lie; null: beside it. */
  readonly documentsFolder: string | null;
}

/** The feed of a system; each is loaded when it is first needed: a server with one ledger does not carry the others. */
export function feedMaker(options: FeedMakerOptions): MakeFeed {
  const remembered: EInvoiceFolderSettings['remembered'] = new Map();
  return async (kind, settings, tokens) => {
    switch (kind) {
      case 'ledger-file':
        return (await import('../ledger-file/ledger-file-feed')).ledgerFileFeed({ ...settings, ...options });
      case 'payments-file':
        return (await import('../payments-file/payments-file-feed')).paymentsFileFeed(settings);
      case 'dolibarr':
        return (await import('../dolibarr/dolibarr-feed')).dolibarrFeed(settings);
      case 'odoo':
        return (await import('../odoo/odoo-feed')).odooFeed(settings);
      case 'pennylane':
        return (await import('../pennylane/pennylane-feed')).pennylaneFeed(settings);
      case 'e-invoice-folder':
        return (await import('../e-invoice-folder/e-invoice-folder-feed')).eInvoiceFolderFeed({ ...settings, profile: options.profile, remembered });
      case 'google-sheets':
        return (await import('../google-sheets/google-sheets-feed')).googleSheetsFeed({ ...settings, mappingFor: options.mappingFor });
      case 'quickbooks':
        return (await import('../quickbooks/quickbooks-feed')).quickbooksFeed({ ...settings, tokens, ...(options.intuit === undefined ? {} : { endpoints: options.intuit }) });
      default:
        return assertNever(kind);
    }
  };
}
