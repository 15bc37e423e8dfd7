import { basename, dirname, isAbsolute } from 'node:path';
import { fail, layoutOf, ok } from '../../../core';
import type { ColumnMapping, CompanyProfile, Debtor, Invoice, Result, UsualTerm } from '../../../core';
import type { LedgerContent } from '../../store/ledger-content';
import type { Feed, FeedAccount, FeedFailure, FeedInvoice, FeedPage, FeedSettings } from '../feed';
import { contentOf, headersOf, hiddenSheetOf, obstacleOf, proposeForFile, stampByTerm } from '../ledger-file';
import type { TakenFile } from '../ledger-file';
import { readPdf } from '../read-pdf';
import { stampOf } from '../until-quiet';
import { takeWatched } from '../watched-file';

export interface LedgerFileSettings extends FeedSettings {
  /** How the columns of a layout were read the last time; null: never seen. */
  readonly mappingFor: (layout: string) => Promise<ColumnMapping | null>;
  /** Where the PDFs lie; null: a folder "factures" or "invoices" beside the file. */
  readonly documentsFolder: string | null;
  /** Its usual term gives a FEC its due dates. */
  readonly profile: () => Promise<Pick<CompanyProfile, 'usualTerm'>>;
}

const RECORDS_A_PAGE = 1_000;

/**
 * A ledger file beside other ledgers: read where it lies, as the watched file of a server with one ledger is, and with the
 * mapping that was shown to the clerk. A file that changed is read as a whole again.
 */
export function ledgerFileFeed({ values, context, mappingFor, documentsFolder, profile }: LedgerFileSettings): Result<Feed, FeedFailure> {
  const path = values.file ?? '';
  if (!isAbsolute(path)) return fail({ code: 'feed/setting-refused', feed: context.name, field: 'file', because: path === '' ? 'missing' : 'malformed' });
  const name = basename(path);

  const term = async (): Promise<UsualTerm | null> => (await profile()).usualTerm ?? null;
  const stampNow = async (): Promise<string | null> => stampByTerm(await stampOf(path), await term());
  const read = async (): Promise<Result<LedgerContent, FeedFailure>> => {
    const watched = await takeWatched(path, name, documentsFolder);
    if (!watched.ok) return watched;
    const taken = ok({ ...watched.value, term: await term() });
    const { mapping, remembered } = await mappingOf(taken.value, mappingFor);
    const obstacle = obstacleOf(taken.value, mapping) ?? (remembered ? null : hiddenSheetOf(taken.value, mapping));
    if (obstacle !== null) return fail(obstacle);
    const { content } = contentOf(taken.value, mapping, context.company);
    return content.invoices.length === 0 ? fail(content.problems[0] ?? { code: 'ledger/empty', file: name }) : ok(content);
  };

  return ok({
    kind: 'ledger-file',
    check: async () => {
      const content = await read();
      return content.ok ? ok({ system: name, company: null }) : content;
    },
    async *whole(from, signal) {
      const stamp = await stampNow();
      if (from !== null && from !== stamp) {
        yield fail({ code: 'feed/too-old', feed: context.name });
        return;
      }
      const content = await read();
      if (!content.ok) {
        yield content;
        return;
      }
      for (const page of pagesOf(content.value, stamp ?? '')) {
        if (signal.aborted) {
          yield fail({ code: 'feed/cancelled', feed: context.name });
          return;
        }
        yield ok(page);
      }
    },
    async *changes(from) {
      const stamp = await stampNow();
      if (stamp === null) yield fail({ code: 'ledger/file-unreadable', file: name, because: 'missing' });
      else if (stamp !== from) yield fail({ code: 'feed/too-old', feed: context.name });
      else yield ok({ debtors: [], invoices: [], gone: { debtors: [], invoices: [] }, unreadable: [], leftOut: {}, cursor: from, done: 0, of: 0 });
    },
    account: async (debtor) => {
      const content = await read();
      return content.ok ? ok(accountOf(content.value, debtor)) : content;
    },
    document: async (reference) => {
      const content = await read();
      if (!content.ok) return content;
      const found = content.value.documents?.find((each) => each.reference === reference);
      const bytes = found === undefined ? null : await readPdf(found.path, documentsFolder ?? dirname(path));
      return found === undefined || bytes === null ? fail({ code: 'feed/not-found', feed: context.name, what: 'document' }) : ok({ name: basename(found.path), bytes });
    },
  });
}

/** As the columns of this layout were read the last time, else as their headers say. */
export async function mappingOf(file: TakenFile, mappingFor: LedgerFileSettings['mappingFor']): Promise<{ readonly mapping: ColumnMapping; readonly remembered: boolean }> {
  const { mapping } = proposeForFile(file);
  const known = await mappingFor(layoutOf(headersOf(file, mapping)));
  return known === null ? { mapping, remembered: false } : { mapping: { ...known, sheet: mapping.sheet, headerRow: mapping.headerRow }, remembered: true };
}

export const recordOf = (invoice: Invoice): FeedInvoice => ({ external: invoice.id, invoice });

function* pagesOf({ debtors, invoices, problems }: LedgerContent, stamp: string): Generator<FeedPage> {
  const of = debtors.length + invoices.length;
  const pages = Math.max(1, Math.ceil(of / RECORDS_A_PAGE));
  for (let page = 0; page < pages; page += 1) {
    const [from, to] = [page * RECORDS_A_PAGE, (page + 1) * RECORDS_A_PAGE];
    const some: readonly Debtor[] = debtors.slice(from, to);
    const bills = invoices.slice(Math.max(0, from - debtors.length), Math.max(0, to - debtors.length));
    yield { debtors: some, invoices: bills.map(recordOf), gone: { debtors: [], invoices: [] }, unreadable: page === 0 ? problems : [], leftOut: {}, cursor: stamp, done: Math.min(of, to), of };
  }
}

export function accountOf({ debtors, invoices, problems }: LedgerContent, id: string): FeedAccount {
  const debtor = debtors.find((each) => each.id === id) ?? null;
  return { debtor, invoices: invoices.filter((invoice) => invoice.debtor === id).map(recordOf), unreadable: debtor === null ? [] : problems };
}
