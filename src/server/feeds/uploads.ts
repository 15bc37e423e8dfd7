import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ok } from '../../core';
import type { Clock, ColumnMapping, CompanyId, CompanyProfile, LedgerPreview, LedgerProblem, Result, UsualTerm } from '../../core';
import type { LedgerStore } from '../store/ledger-content';
import { readUploadedInvoices } from './e-invoice/uploaded-invoices';
import type { LongFile } from './long-file';
import { layoutOfFile, mappingOnSheet, obstacleOf, previewOf, proposeForFile, takeFile, withoutOtherSheet } from './ledger-file';
import type { TakenFile } from './ledger-file';
import { isLong } from './long-imports';
import type { LongImports, LongProblem } from './long-imports';

/** A file that waits for the clerk: uploaded, or the watched one when it asks something. */
export type Upload = ShortUpload | LongUpload;

interface ShortUpload {
  readonly kind: 'short';
  readonly file: TakenFile;
  mapping: ColumnMapping;
  recognised: LedgerPreview['recognised'];
}

/** A long file is not held: it is read again each time that it is needed. */
interface LongUpload {
  readonly kind: 'long';
  readonly file: LongFile;
  /** Of the clerk's own file as it was shown (until-quiet.ts); null: a copy that nobody else writes. */
  readonly stamp: string | null;
  preview: LedgerPreview;
}

/** By which e-invoices are known to be ours, and a FEC's due dates are reckoned. */
export type ProfileForFiles = Pick<CompanyProfile, 'name' | 'legalIds' | 'usualTerm'>;

export interface UploadOptions {
  readonly store: LedgerStore;
  readonly tenant: string;
  readonly company: CompanyId;
  readonly clock: Clock;
  /** The watched file, which is the clerk's own; null: none. */
  readonly path: string | null;
  readonly documentsFolder: string | null;
  readonly longFrom?: number;
  readonly profile?: () => Promise<ProfileForFiles>;
}

const NOBODY: ProfileForFiles = { name: '', legalIds: { siren: null, siret: null, vat: null } };

const KEPT = 5;

/** Files that are looked at before they are used. The last few of each kind are kept. */
export class Uploads {
  private readonly kept = new Map<string, Upload>();
  /** Long uploads lie here until they are used. */
  private folder: string | null = null;

  constructor(private readonly options: UploadOptions, private readonly long: LongImports) {}

  async take(fileName: string, bytes: Uint8Array): Promise<Result<LedgerPreview, LongProblem>> {
    const name = basename(fileName).slice(0, 200);
    const invoices = await this.takeInvoices(name, bytes);
    if (invoices !== null) return invoices.ok ? ok(this.show(await this.keep(invoices.value)) as LedgerPreview) : invoices;
    if (isLong(bytes, bytes.length, this.options.longFrom)) return this.takeLong(name, bytes);
    const taken = await takeFile(name, bytes, this.options.clock.now(), this.options.documentsFolder);
    return taken.ok ? ok(this.show(await this.keep({ ...taken.value, term: await this.term() })) as LedgerPreview) : taken;
  }

  /** null: no such upload. */
  find(id: string): Upload | null {
    return this.kept.get(id) ?? null;
  }

  show(id: string): LedgerPreview | null {
    const upload = this.find(id);
    if (upload === null) return null;
    return upload.kind === 'long' ? upload.preview : previewOf(upload.file, id, upload.mapping, upload.recognised, this.options.company);
  }

  async map(id: string, mapping: ColumnMapping): Promise<Result<LedgerPreview, LongProblem> | null> {
    const upload = this.find(id);
    if (upload === null) return null;
    if (upload.kind === 'short') {
      upload.mapping = mappingOnSheet(upload.file, withoutOtherSheet(upload.mapping, mapping));
      return ok(this.show(id) as LedgerPreview);
    }
    const seen = await this.long.preview(upload.file, withoutOtherSheet(upload.preview.mapping, mapping), null);
    if (!seen.ok) return seen;
    upload.preview = { ...seen.value, uploadId: id, recognised: upload.preview.recognised };
    return ok(upload.preview);
  }

  async keep(file: TakenFile): Promise<string> {
    const { mapping, recognised } = await mappingOf(this.options.store, this.options.tenant, file);
    return this.keepOne(randomUUID(), { kind: 'short', file, mapping, recognised });
  }

  keepLong(file: LongFile, stamp: string | null, preview: LedgerPreview): string {
    const id = randomUUID();
    return this.keepOne(id, { kind: 'long', file, stamp, preview: { ...preview, uploadId: id } });
  }

  drop(id: string): void {
    const upload = this.find(id);
    this.kept.delete(id);
    if (upload?.kind === 'long') this.dropFile(upload.file);
  }

  close(): void {
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
    this.folder = null;
  }

  private async term(): Promise<UsualTerm | null> {
    return (await this.options.profile?.())?.usualTerm ?? null;
  }

  /** E-invoices, one or an archive of them; null: the upload is something else. */
  private async takeInvoices(name: string, bytes: Uint8Array): Promise<Result<TakenFile, LedgerProblem> | null> {
    const { company, profile, clock, documentsFolder } = this.options;
    const read = await readUploadedInvoices(name, bytes, { company, profile: (await profile?.()) ?? NOBODY });
    if (read === null || !read.ok) return read;
    return ok({ name, tables: [{ sheet: null, rows: [] }], asOf: clock.now(), documentsFolder, eInvoices: read.value });
  }

  private async takeLong(name: string, bytes: Uint8Array): Promise<Result<LedgerPreview, LongProblem>> {
    this.folder ??= mkdtempSync(join(tmpdir(), 'relance-uploads-'));
    const file = { path: join(this.folder, randomUUID()), name, asOf: this.options.clock.now(), documentsFolder: this.options.documentsFolder, term: await this.term() };
    await writeFile(file.path, bytes, { mode: 0o600 });
    const seen = await this.long.preview(file, null, null);
    if (seen.ok) return ok(this.show(this.keepLong(file, null, seen.value)) as LedgerPreview);
    this.dropFile(file);
    return seen;
  }

  private keepOne(id: string, upload: Upload): string {
    this.kept.set(id, upload);
    const alike = [...this.kept].filter(([, { kind }]) => kind === upload.kind).map(([old]) => old);
    for (const old of alike.slice(0, -KEPT)) this.drop(old);
    return id;
  }

  /** The clerk's own file stays where it is. */
  private dropFile({ path }: LongFile): void {
    if (path !== this.options.path) rmSync(path, { force: true });
  }
}

/** How a file is read before anybody says otherwise: as the last one of its layout was, else as its headers propose. */
export async function mappingOf(store: LedgerStore, tenant: string, file: TakenFile): Promise<{ readonly mapping: ColumnMapping; readonly recognised: LedgerPreview['recognised'] }> {
  const proposal = proposeForFile(file);
  const remembered = await store.mappingFor(tenant, layoutOfFile(file, proposal.mapping));
  if (remembered !== null) return { mapping: { ...remembered, sheet: proposal.mapping.sheet, headerRow: proposal.mapping.headerRow }, recognised: 'remembered' };
  return { mapping: proposal.mapping, recognised: obstacleOf(file, proposal.mapping) === null ? 'by-headers' : 'partly' };
}
