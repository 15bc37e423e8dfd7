import { createHash } from 'node:crypto';
import { invoiceId } from '../../../core';
import type { Debtor, FeedProblem, Invoice, LeftOut } from '../../../core';
import type { EInvoiceReader } from '../../../core/e-invoices';
import { readInvoiceFile } from '../e-invoice/invoice-file';
import type { FeedDebtor, FeedInvoice, FeedPage } from '../feed';
import type { FolderEntry } from './folder-entries';
import { NamesBy } from './names-by';
import { readStillFile } from './read-still-file';
import type { FileTrouble } from './read-still-file';
import { settle } from './settle-invoices';
import type { Holding } from './settle-invoices';

interface HeldInvoice {
  readonly debtor: Debtor;
  readonly invoice: Invoice;
}

/** A file that cannot be read just now: what is known of it is neither confirmed nor refuted. */
export interface BusyFile {
  readonly busy: Extract<FileTrouble, 'changing' | 'locked'>;
  readonly name: string;
}

const isBusy = (found: object | null): found is BusyFile => found !== null && 'busy' in found;
const passes = (trouble: FileTrouble): trouble is BusyFile['busy'] => trouble === 'changing' || trouble === 'locked';

export interface FolderReader extends EInvoiceReader {
  readonly folder: string;
  /** Named in problems. */
  readonly feed: string;
  /** What was settled and written before this day is not brought. */
  readonly settledSince: string;
}

/** A file of a lot; `listed` false: it is no longer there. */
export interface LotFile {
  readonly name: string;
  readonly listed: boolean;
}

export type PageParts = Pick<FeedPage, 'debtors' | 'invoices' | 'gone' | 'kept' | 'readable' | 'unreadable' | 'leftOut'>;

/** An opaque name for a file: it reaches the client, its path never does. */
export const documentOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 32);

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12);

type Unreadable = Extract<FeedProblem, { code: 'feed/record-unreadable' }>;
type RecordWhy = Unreadable['why'];
const LONGEST_NAME = 200;
const recordOf = (name: string): string => name.slice(-LONGEST_NAME);
const baseOf = (name: string): string => name.replace(/\.[^./]*$/, '').toLowerCase();

/** What a folder holds, file by file, and what each lot of files changes in it. Files are read when they are needed; only what was found is kept. */
export class FolderReading {
  private readonly files = new Map<string, FolderEntry>();
  private readonly holding = new NamesBy();
  private readonly replacing = new NamesBy();
  private readonly ofDebtor = new NamesBy();
  private readonly ofBase = new NamesBy();
  /** Invoices and customers that are told of now. */
  private readonly saidInvoices = new Set<string>();
  private readonly saidDebtors = new Set<string>();
  private held = new Map<string, HeldInvoice | BusyFile | null>();
  private before: ReadonlyMap<string, FolderEntry> = new Map();

  constructor(private readonly reader: FolderReader, entries: readonly FolderEntry[]) {
    for (const entry of entries) {
      this.put(entry);
      if (entry.invoice?.counts !== true) continue;
      this.saidInvoices.add(entry.invoice.id);
      this.saidDebtors.add(entry.invoice.debtor);
    }
  }

  /** What was told before a whole pull: of files that are in use it stays. */
  rely(entries: readonly FolderEntry[]): void {
    this.before = new Map(entries.map((entry) => [entry.name, entry]));
  }

  get entries(): ReadonlyMap<string, FolderEntry> {
    return this.files;
  }

  /** @returns null: it was stopped. */
  async take(lot: readonly LotFile[], signal: AbortSignal): Promise<PageParts | null> {
    this.held = new Map();
    const found = new Findings(this.reader.feed);
    for (const { name } of lot) found.well(name);
    const [invoices, debtors] = [new Set<string>(), new Set<string>()];
    for (const { name, listed } of lot) {
      if (signal.aborted) return null;
      const [old, entry] = [this.files.get(name), listed ? await this.read(name, found) : null];
      this.drop(name);
      if (entry !== null) this.put(entry);
      for (const each of [old, entry]) this.touch(each ?? null, invoices, debtors);
    }
    const bills: FeedInvoice[] = [];
    const gone: string[] = [];
    const kept = { debtors: new Set<string>(), invoices: new Set<string>() };
    for (const id of invoices) {
      if (signal.aborted) return null;
      const invoice = await this.settled(id, found);
      if (isBusy(invoice)) {
        if (this.saidInvoices.has(id)) kept.invoices.add(id);
        continue;
      }
      if (invoice !== null) {
        bills.push({ external: id, invoice });
        debtors.add(invoice.debtor);
        this.saidInvoices.add(id);
      } else if (this.saidInvoices.delete(id)) gone.push(id);
    }
    const told: FeedDebtor[] = [];
    const goneDebtors: string[] = [];
    for (const id of debtors) {
      const debtor = await this.debtor(id);
      if (isBusy(debtor)) {
        if (this.saidDebtors.has(id)) kept.debtors.add(id);
        continue;
      }
      if (debtor !== null) {
        told.push(debtor);
        this.saidDebtors.add(id);
      } else if (this.saidDebtors.delete(id)) goneDebtors.push(id);
    }
    return { debtors: told, invoices: bills, gone: { debtors: goneDebtors, invoices: gone }, kept: { debtors: [...kept.debtors], invoices: [...kept.invoices] }, unreadable: found.unreadable, readable: found.readable, leftOut: found.leftOut };
  }

  /** One customer with all that counts of him; null: nobody here is called so. */
  async account(debtor: string): Promise<{ readonly debtor: FeedDebtor; readonly invoices: readonly FeedInvoice[] } | BusyFile | null> {
    this.held = new Map();
    const ids = [...this.ofDebtor.of(debtor)].flatMap((name) => { const invoice = this.files.get(name)?.invoice; return invoice?.counts === true ? [invoice.id] : []; });
    const invoices: FeedInvoice[] = [];
    for (const id of new Set(ids)) {
      const invoice = await this.settled(id, new Findings(this.reader.feed));
      if (isBusy(invoice)) return invoice;
      if (invoice !== null) invoices.push({ external: id, invoice });
    }
    const found = await this.debtor(debtor);
    return found === null || isBusy(found) ? found : { debtor: found, invoices };
  }

  private put(entry: FolderEntry): void {
    this.files.set(entry.name, entry);
    this.ofBase.add(baseOf(entry.name), entry.name);
    if (entry.invoice === undefined) return;
    this.holding.add(entry.invoice.id, entry.name);
    this.ofDebtor.add(entry.invoice.debtor, entry.name);
    for (const id of entry.invoice.replaces) this.replacing.add(id, entry.name);
  }

  private drop(name: string): void {
    const entry = this.files.get(name);
    if (entry === undefined) return;
    this.files.delete(name);
    this.ofBase.remove(baseOf(name), name);
    if (entry.invoice === undefined) return;
    this.holding.remove(entry.invoice.id, name);
    this.ofDebtor.remove(entry.invoice.debtor, name);
    for (const id of entry.invoice.replaces) this.replacing.remove(id, name);
  }

  /** What a file that came, changed or went may change elsewhere. */
  private touch(entry: FolderEntry | null, invoices: Set<string>, debtors: Set<string>): void {
    if (entry === null) return;
    if (entry.invoice !== undefined) {
      invoices.add(entry.invoice.id);
      debtors.add(entry.invoice.debtor);
      for (const id of entry.invoice.replaces) invoices.add(id);
    }
    if (entry.picture !== true) return;
    for (const name of this.ofBase.of(baseOf(entry.name))) {
      const shown = this.files.get(name)?.invoice;
      if (shown !== undefined) invoices.add(shown.id);
    }
  }

  private async read(name: string, found: Findings): Promise<FolderEntry | null> {
    const file = await readStillFile(this.reader.folder, name);
    if (!file.ok) {
      if (file.problem === 'gone') return null;
      found.unreadable.push(found.named(name, file.problem === 'too-large' ? 'size' : 'file'));
      // What passes is no word on the invoice: what was known of it stays until the file can be read.
      if (!passes(file.problem)) return { name, stamp: '' };
      this.held.set(name, { busy: file.problem, name });
      const known = this.files.get(name) ?? this.before.get(name);
      if (known?.invoice?.counts === true) {
        this.saidInvoices.add(known.invoice.id);
        this.saidDebtors.add(known.invoice.debtor);
      }
      return { ...known, name, stamp: '' };
    }
    const { stamp, bytes } = file.value;
    const { reading, pdf } = await readInvoiceFile(bytes, this.reader);
    switch (reading.kind) {
      case 'unreadable':
        found.unreadable.push(found.named(name, reading.field, reading.why));
        return { name, stamp };
      case 'left-out':
        if (reading.why === 'not-an-invoice') return this.notAnInvoice(name, stamp, pdf, found);
        found.leave(reading.why);
        return { name, stamp };
      case 'invoice': {
        const { invoice, debtor, replaces } = reading;
        if (invoice.instalments.every(({ outstanding }) => outstanding.minor === 0) && (invoice.issued ?? '') < this.reader.settledSince) {
          found.leave('too-old');
          return { name, stamp };
        }
        this.held.set(name, { debtor, invoice });
        return { name, stamp, invoice: { id: invoice.id, debtor: debtor.id, issued: invoice.issued ?? '', digest: digestOf(JSON.stringify(invoice)), pdf, replaces: replaces.map((number) => invoiceId(invoice.company, number, 'invoice')).filter((id) => id !== invoice.id), counts: false } };
      }
    }
  }

  /** A PDF beside an XML of its name shows that invoice. */
  private notAnInvoice(name: string, stamp: string, pdf: boolean, found: Findings): FolderEntry {
    const picture = pdf && this.xmlNames.has(baseOf(name));
    if (!picture) {
      found.leave('not-an-invoice');
      found.unreadable.push(found.named(name, 'XML', 'missing'));
    }
    return { name, stamp, ...(pdf ? { picture: true } : {}) };
  }

  /** Names without ending of the XML files that lie there, as the listing tells: a picture may be read before its XML. */
  private xmlNames: ReadonlySet<string> = new Set();
  listed(names: Iterable<string>): void {
    this.xmlNames = new Set([...names].filter((name) => /\.xml$/i.test(name)).map(baseOf));
  }

  private async load(name: string): Promise<HeldInvoice | BusyFile | null> {
    const known = this.held.get(name);
    if (known !== undefined) return known;
    const held = await this.loaded(name);
    this.held.set(name, held);
    const entry = this.files.get(name);
    // It cannot be read now, or is another one by now: the next pull reads it.
    if ((held === null || isBusy(held)) && entry !== undefined) this.files.set(name, { ...entry, stamp: '' });
    return held;
  }

  private async loaded(name: string): Promise<HeldInvoice | BusyFile | null> {
    const file = await readStillFile(this.reader.folder, name);
    if (!file.ok) return passes(file.problem) ? { busy: file.problem, name } : null;
    const { reading } = await readInvoiceFile(file.value.bytes, this.reader);
    return reading.kind === 'invoice' && reading.invoice.id === this.files.get(name)?.invoice?.id ? { debtor: reading.debtor, invoice: reading.invoice } : null;
  }

  /** The invoice as it counts now; null: it does not. Of a file that is busy, what was told of it stays. */
  private async settled(id: string, found: Findings): Promise<Invoice | BusyFile | null> {
    const files = this.holding.of(id).flatMap((name) => { const entry = this.files.get(name); return entry?.invoice === undefined ? [] : [entry as Holding]; });
    const outcome = settle(files, this.replacing.of(id).some((name) => this.files.get(name)?.invoice?.id !== id));
    if (outcome.kind === 'replaced') found.leave('cancelled');
    // Those that were read now, and the one that counted until now.
    if (outcome.kind === 'contradicted') for (const { name, invoice } of files) if (invoice.counts || this.held.has(name)) found.unreadable.push(found.named(name, 'BT-1', 'number-twice'));
    const held = outcome.kind === 'counts' ? await this.load(outcome.name) : null;
    // Only what was told counts: who learns later that it is gone must know of it.
    if (isBusy(held) && !this.saidInvoices.has(id)) return held;
    for (const { name } of files) {
      this.mark(name, outcome.kind === 'counts' && outcome.name === name);
      if (outcome.kind !== 'contradicted' && !isBusy(held)) found.well(name);
    }
    if (outcome.kind !== 'counts' || held === null) return null;
    if (isBusy(held)) return held;
    const shown = this.files.get(outcome.name)?.invoice?.pdf === true ? outcome.name : this.ofBase.of(baseOf(outcome.name)).find((each) => this.files.get(each)?.picture === true);
    return { ...held.invoice, document: shown === undefined ? null : documentOf(shown) };
  }

  private mark(name: string, counts: boolean): void {
    const entry = this.files.get(name);
    if (entry?.invoice !== undefined && entry.invoice.counts !== counts) this.files.set(name, { ...entry, invoice: { ...entry.invoice, counts } });
  }

  /** As his newest document names him. */
  private async debtor(id: string): Promise<FeedDebtor | BusyFile | null> {
    let newest: FolderEntry | null = null;
    for (const name of this.ofDebtor.of(id)) {
      const entry = this.files.get(name);
      if (entry?.invoice?.counts !== true) continue;
      if (newest === null || `${entry.invoice.issued} ${name}` > `${newest.invoice?.issued ?? ''} ${newest.name}`) newest = entry;
    }
    const held = newest === null ? null : await this.load(newest.name);
    return held === null || isBusy(held) ? held : held.debtor;
  }
}

/** What is told of a lot beside its invoices. */
class Findings {
  readonly unreadable: Unreadable[] = [];
  private readonly fine = new Set<string>();
  readonly leftOut: Partial<Record<LeftOut, number>> = {};

  constructor(private readonly feed: string) {}

  named(name: string, field: string, why: RecordWhy = 'malformed'): Unreadable {
    return { code: 'feed/record-unreadable', feed: this.feed, record: recordOf(name), field, why };
  }

  /** Nothing is wrong with it, unless it is named. */
  well(name: string): void {
    this.fine.add(recordOf(name));
  }

  get readable(): readonly string[] {
    const named = new Set(this.unreadable.map((problem) => problem.record));
    return [...this.fine].filter((record) => !named.has(record));
  }

  leave(why: LeftOut): void {
    this.leftOut[why] = (this.leftOut[why] ?? 0) + 1;
  }
}
