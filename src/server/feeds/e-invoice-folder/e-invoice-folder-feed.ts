import { createHash } from 'node:crypto';
import { basename, isAbsolute, join } from 'node:path';
import { fail, ok } from '../../../core';
import type { CompanyProfile, FeedProblem, LedgerProblem, Result } from '../../../core';
import { readPdf } from '../read-pdf';
import type { Feed, FeedFailure, FeedPage, FeedSettings } from '../feed';
import { SETTLED_MONTHS } from '../feed';
import { cursorOf, entriesOf, passedCursor, passedIn } from './folder-entries';
import type { FolderEntry } from './folder-entries';
import { listFolder } from './folder-listing';
import type { Listing } from './folder-listing';
import { FolderReading, documentOf } from './folder-reading';
import type { BusyFile, LotFile } from './folder-reading';

export interface EInvoiceFolderSettings extends FeedSettings {
  /** Whose invoices are read: sellers are compared with it. */
  readonly profile: () => Promise<Pick<CompanyProfile, 'name' | 'legalIds'>>;
  /** What was found in each folder, while the process lasts: a customer is read again without reading every file. */
  readonly remembered: Map<string, readonly FolderEntry[]>;
}

const FILES_A_PAGE = 50;
const EMPTY: Omit<FeedPage, 'cursor' | 'done' | 'of'> = { debtors: [], invoices: [], gone: { debtors: [], invoices: [] }, unreadable: [], leftOut: {} };

/**
 * A folder of e-invoices, those in the folders below it included: Factur-X, ZUGFeRD, CII and UBL, as PDF or XML. What they
 * say is what was due when they were written: a payment is seen where the program that writes them writes them again.
 */
export function eInvoiceFolderFeed(settings: EInvoiceFolderSettings): Result<Feed, FeedProblem> {
  const folder = settings.values.folder ?? '';
  if (!isAbsolute(folder)) return fail({ code: 'feed/setting-refused', feed: settings.context.name, field: 'folder', because: folder === '' ? 'missing' : 'malformed' });
  const of = new EInvoiceFolder(folder, settings);
  return ok({
    kind: 'e-invoice-folder',
    check: async (signal) => {
      const listing = await of.list(signal);
      return listing.ok ? ok({ system: basename(folder), company: null }) : listing;
    },
    whole: (from, signal, before) => of.whole(from, signal, before ?? null),
    changes: (from, signal) => of.changes(from, signal),
    account: async (debtor, signal) => {
      const reading = await of.upToDate(signal);
      if (!reading.ok) return reading;
      const account = await reading.value.account(debtor);
      if (account !== null && 'busy' in account) return fail(busyFile(account));
      return ok(account === null ? { debtor: null, invoices: [], unreadable: [] } : { ...account, unreadable: [] });
    },
    document: async (reference, signal) => {
      const listing = await of.list(signal);
      if (!listing.ok) return listing;
      const name = [...listing.value.files.keys()].find((each) => documentOf(each) === reference);
      const bytes = name === undefined ? null : await readPdf(join(folder, ...name.split('/')), folder);
      return name === undefined || bytes === null ? fail({ code: 'feed/not-found', feed: settings.context.name, what: 'document' }) : ok({ name: `${basename(name).replace(/\.[^.]*$/, '')}.pdf`, bytes });
    },
  });
}

class EInvoiceFolder {
  private readonly feed: string;

  constructor(private readonly folder: string, private readonly settings: EInvoiceFolderSettings) {
    this.feed = settings.context.name;
  }

  async list(signal: AbortSignal): Promise<Result<Listing, FeedProblem>> {
    try {
      const listing = await listFolder(this.folder, signal);
      return signal.aborted ? fail({ code: 'feed/cancelled', feed: this.feed }) : ok(listing);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      if (code === 'ENOENT' || code === 'ENOTDIR') return fail({ code: 'feed/not-found', feed: this.feed, what: 'folder' });
      return fail(code === 'EACCES' || code === 'EPERM' ? { code: 'feed/no-rights', feed: this.feed, what: basename(this.folder) } : { code: 'feed/unreachable', feed: this.feed, because: 'other' });
    }
  }

  async *whole(from: string | null, signal: AbortSignal, before: string | null = null): AsyncGenerator<Result<FeedPage, FeedFailure>, void> {
    const passed = from === null ? null : passedIn(from);
    // It ended already, or is none of ours.
    if (from !== null && passed === null) return yield* this.changes(from, signal);
    const listing = await this.list(signal);
    if (!listing.ok) return yield listing;
    const reading = await this.reading([]);
    if (before !== null) reading.rely(entriesOf(before) ?? []);
    reading.listed(listing.value.files.keys());
    const names = [...listing.value.files.keys()];
    // An interrupted pull told of these; what the others change in them must still be seen.
    const told = passed === null ? 0 : names.filter((name) => name <= passed.name).length;
    const digest = digestOf(reading);
    for (const lot of lotsOf(names.slice(0, told).map(lying))) {
      if ((await reading.take(lot, signal)) === null) return yield fail({ code: 'feed/cancelled', feed: this.feed });
      digest.add(lot);
    }
    // A file that was told of before changed, went or cannot be read now: nobody would hear of it any more.
    if (passed !== null && digest.now() !== passed.digest) return yield fail({ code: 'feed/too-old', feed: this.feed });
    yield* this.pages(reading, names.slice(told).map(lying), { told, of: names.length, listing: listing.value, middle: (lot) => { digest.add(lot); return passedCursor({ name: (lot[lot.length - 1] as LotFile).name, digest: digest.now() }); } }, signal);
  }

  async *changes(from: string, signal: AbortSignal): AsyncGenerator<Result<FeedPage, FeedFailure>, void> {
    const entries = entriesOf(from);
    if (entries === null) return yield fail({ code: 'feed/too-old', feed: this.feed });
    const listing = await this.list(signal);
    if (!listing.ok) return yield listing;
    const reading = await this.reading(entries);
    const changed = changedIn(listing.value, reading);
    if (changed.length === 0) {
      this.remember(reading);
      return yield ok({ ...EMPTY, cursor: from, done: 0, of: 0 });
    }
    yield* this.pages(reading, changed, { told: 0, of: changed.length, listing: null, middle: () => cursorOf(reading.entries.values()) }, signal);
  }

  /** The folder as it is now, from what is remembered of it. */
  async upToDate(signal: AbortSignal): Promise<Result<FolderReading, FeedProblem>> {
    const listing = await this.list(signal);
    if (!listing.ok) return listing;
    const reading = await this.reading(this.settings.remembered.get(this.folder) ?? []);
    for (const lot of lotsOf(changedIn(listing.value, reading))) if ((await reading.take(lot, signal)) === null) return fail({ code: 'feed/cancelled', feed: this.feed });
    this.remember(reading);
    return ok(reading);
  }

  private async reading(entries: readonly FolderEntry[]): Promise<FolderReading> {
    const { context, profile } = this.settings;
    return new FolderReading({ folder: this.folder, feed: this.feed, company: context.company, profile: await profile(), settledSince: monthsBefore(context.now(), SETTLED_MONTHS) }, entries);
  }

  private remember(reading: FolderReading): void {
    this.settings.remembered.set(this.folder, [...reading.entries.values()]);
  }

  private async *pages(reading: FolderReading, files: readonly LotFile[], pull: { readonly told: number; readonly of: number; readonly listing: Listing | null; readonly middle: (lot: readonly LotFile[]) => string }, signal: AbortSignal): AsyncGenerator<Result<FeedPage, FeedFailure>, void> {
    const lots = files.length === 0 ? [[]] : [...lotsOf(files)];
    let done = pull.told;
    for (const [at, lot] of lots.entries()) {
      const parts = await reading.take(lot, signal);
      if (parts === null) return yield fail({ code: 'feed/cancelled', feed: this.feed });
      done += lot.length;
      const last = at === lots.length - 1;
      if (last) this.remember(reading);
      const strays = at === 0 && pull.told === 0 && pull.listing !== null ? this.strays(pull.listing) : [];
      yield ok({ ...parts, unreadable: [...strays, ...parts.unreadable], cursor: last ? cursorOf(reading.entries.values()) : pull.middle(lot), done, of: pull.of });
    }
  }

  private strays({ strays, tooMany }: Listing): readonly FeedProblem[] {
    const named = (record: string, field: string): FeedProblem => ({ code: 'feed/record-unreadable', feed: this.feed, record: record.slice(-200), field, why: 'malformed' });
    return [...strays.map((name) => named(name, 'link')), ...(tooMany ? [named(basename(this.folder), 'files')] : [])];
  }
}

const busyFile = ({ name, busy }: BusyFile): LedgerProblem => ({ code: 'ledger/file-unreadable', file: basename(name), because: busy });
/** Of the files as they were read, lot after lot. */
function digestOf(reading: FolderReading): { readonly add: (lot: readonly LotFile[]) => void; readonly now: () => string } {
  const hash = createHash('sha256');
  return {
    add: (lot) => { for (const { name } of lot) hash.update(`${name}\0${reading.entries.get(name)?.stamp ?? ''}\n`); },
    now: () => hash.copy().digest('base64url'),
  };
}

const lying = (name: string): LotFile => ({ name, listed: true });

/** Files that came, changed or went since they were read. */
function changedIn(listing: Listing, reading: FolderReading): readonly LotFile[] {
  reading.listed(listing.files.keys());
  const came = [...listing.files.values()].filter(({ name, stamp }) => reading.entries.get(name)?.stamp !== stamp).map(({ name }) => lying(name));
  const went = [...reading.entries.keys()].filter((name) => !listing.files.has(name)).map((name): LotFile => ({ name, listed: false }));
  return [...went, ...came].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function* lotsOf(files: readonly LotFile[]): Generator<readonly LotFile[]> {
  for (let at = 0; at < files.length; at += FILES_A_PAGE) yield files.slice(at, at + FILES_A_PAGE);
}

/** The day so many months before; the last of its month where that month is shorter. */
function monthsBefore(instant: string, months: number): string {
  const count = Number(instant.slice(0, 4)) * 12 + Number(instant.slice(5, 7)) - 1 - months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-${instant.slice(8, 10)}`;
}
