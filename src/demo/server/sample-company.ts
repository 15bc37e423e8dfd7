import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompanyId } from '../../core';
import type { TenantSettings } from '../../server/store/store';
import { blankProfile } from '../../server/pack-keeper';
import { DEMO_PROFILE, FREE_MAIL } from '../ledger/company';
import { parisMoment } from '../paris-time';
import { VISITOR } from './ledger-mail';

/** When the accounting system of the sample company writes its file, every morning. */
const EXPORTED_AT = 'T08:12:00';

export const sampleSettings = (company: CompanyId): TenantSettings => ({ profile: { ...DEMO_PROFILE, id: company }, overrides: { company: [], freeMail: [FREE_MAIL] } });

/** Of a visitor with a ledger of one's own nothing is known but the made-up mailbox. */
export const visitorSettings = (company: CompanyId): TenantSettings => ({
  profile: { ...blankProfile(company), name: 'Votre entreprise', addresses: [VISITOR.address as (typeof DEMO_PROFILE.addresses)[number]], domains: ['votre-entreprise.example'] },
  overrides: { company: [], freeMail: [] },
});

/** A copy in the data folder, dated this morning: whoever plays may change it, the checkout stays clean. */
export class SampleLedger {
  readonly path: string;

  private constructor(folder: string, name: string) {
    this.path = join(folder, name);
  }

  static async copy(sample: string, folder: string, today: string): Promise<SampleLedger> {
    const name = (await readdir(sample)).find((file) => /\.(xlsx|csv)$/.test(file));
    if (name === undefined) throw new Error(`no sample ledger in ${sample}`);
    const ledger = new SampleLedger(folder, name);
    await mkdir(folder, { recursive: true });
    await copyFile(join(sample, name), ledger.path);
    await ledger.exportedOn(today);
    return ledger;
  }

  async exportedOn(today: string): Promise<void> {
    const at = new Date(parisMoment(`${today}${EXPORTED_AT}`));
    await utimes(this.path, at, at);
  }
}

/** The invoices as PDF files; null: the sample has none. */
export const sampleDocuments = (sample: string): string | null => ['factures', 'invoices'].map((name) => join(sample, name)).find((folder) => existsSync(folder)) ?? null;

export const readSample = (sample: string, name: string): Promise<string> => readFile(join(sample, name), 'utf8');
