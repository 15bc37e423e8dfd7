import type { Kysely, Transaction } from 'kysely';
import { fail, ok } from '../../core';
import type { Author, Instant, LintFinding, Result, Template, TemplateKey, TextVersion } from '../../core';
import type { StoreKind } from './dialect';
import { asOnlyTextChange } from './ledger-locks';
import type { Db } from './read-accounts';
import type { Tables } from './schema';
import { writing } from './writing';

/** Of each text: a list that people read. All are kept. */
const MOST_VERSIONS = 50;

/** What somebody wrote instead of a shipped text; null: nothing any more. */
export type Written = { readonly subject: string; readonly body: string } | null;
export interface StoredText {
  readonly key: TemplateKey;
  readonly written: Written;
  /** The newest first. */
  readonly versions: readonly TextVersion[];
}
export interface TextChange {
  readonly key: TemplateKey;
  readonly written: Written;
  readonly override: TextVersion['override'];
  readonly basedOn: string | null;
  /** The newest version that the author knew; null: none. */
  readonly replaces: string | null;
}

/** The company's own texts, every version kept. */
export interface Texts {
  /** Changes with every change of a text; cheap. */
  mark(tenant: string): Promise<number>;
  /** Those that were ever changed, in the order of their names. */
  own(tenant: string): Promise<readonly StoredText[]>;
  version(tenant: string, version: string): Promise<{ readonly key: TemplateKey; readonly written: Written; readonly saved: TextVersion } | null>;
  /** Fails with the version that is newer than the one it replaces; null: what it replaces was never there. */
  save(tenant: string, change: TextChange, author: Author, at: Instant): Promise<Result<StoredText, TextVersion | null>>;
  /** A shipped text that an entry names: the next release may bring another one. */
  keepShipped(tenant: string, template: Template, at: Instant): Promise<void>;
  shippedVersion(tenant: string, version: string): Promise<Template | null>;
}

interface VersionRow {
  readonly version: string;
  readonly subject: string | null;
  readonly codes: string | null;
  readonly reason: string | null;
  readonly based_on: string | null;
  readonly author_name: string;
  readonly at: string;
}
const VERSION_COLUMNS = ['version', 'subject', 'codes', 'reason', 'based_on', 'author_name', 'at'] as const;

const versionOf = (row: VersionRow): TextVersion => ({
  version: row.version, by: row.author_name, at: row.at as Instant, kind: row.subject === null ? 'reset' : 'edited', basedOn: row.based_on,
  override: row.reason === null ? null : { codes: row.codes === null ? [] : (JSON.parse(row.codes) as LintFinding['code'][]), reason: row.reason },
});
const writtenOf = ({ subject, body }: { readonly subject: string | null; readonly body: string | null }): Written => (subject === null || body === null ? null : { subject, body });

async function mark(db: Db, tenant: string): Promise<number> {
  const row = await db.selectFrom('texts').select((of) => of.fn.max('seq').as('seq')).where('tenant', '=', tenant).executeTakeFirst();
  return row?.seq ?? 0;
}

async function own(db: Db, tenant: string, only: TemplateKey | null): Promise<readonly StoredText[]> {
  const all = db.selectFrom('texts').select(['slot', 'seq', ...VERSION_COLUMNS]).where('tenant', '=', tenant).orderBy('slot').orderBy('seq', 'desc');
  const rows = await (only === null ? all : all.where('slot', '=', only)).execute();
  const texts = new Map<string, { readonly seq: number; readonly versions: TextVersion[] }>();
  for (const row of rows) {
    const text = texts.get(row.slot) ?? { seq: row.seq, versions: [] };
    texts.set(row.slot, text);
    if (text.versions.length < MOST_VERSIONS) text.versions.push(versionOf(row));
  }
  if (texts.size === 0) return [];
  const newest = await db.selectFrom('texts').select(['slot', 'subject', 'body']).where('tenant', '=', tenant).where('seq', 'in', [...texts.values()].map(({ seq }) => seq)).execute();
  const written = new Map(newest.map((row) => [row.slot, writtenOf(row)]));
  return [...texts].map(([slot, { versions }]) => ({ key: slot as TemplateKey, written: written.get(slot) ?? null, versions }));
}

export function textsOf(db: Kysely<Tables>, kind: StoreKind): Texts {
  /** One change at a time: two that read the same number would overwrite each other's. */
  const changing = <T>(tenant: string, change: (trx: Transaction<Tables>, seq: number) => Promise<T>): Promise<T> => writing(db, kind, async (trx) => {
    if (kind === 'postgres') await asOnlyTextChange(trx, tenant);
    return change(trx, (await mark(trx, tenant)) + 1);
  });
  return {
    mark: (tenant) => mark(db, tenant),
    own: (tenant) => own(db, tenant, null),
    version: async (tenant, version) => {
      const row = await db.selectFrom('texts').select(['slot', 'body', ...VERSION_COLUMNS]).where('tenant', '=', tenant).where('version', '=', version).executeTakeFirst();
      return row === undefined ? null : { key: row.slot as TemplateKey, written: writtenOf(row), saved: versionOf(row) };
    },
    save: (tenant, { key, written, override, basedOn, replaces }, author, at) => changing(tenant, async (trx, seq): Promise<Result<StoredText, TextVersion | null>> => {
      const before = (await own(trx, tenant, key))[0];
      const newest = before?.versions[0] ?? null;
      if ((newest?.version ?? null) !== replaces) return fail(newest);
      const version = `${key}.${seq}`;
      await trx.insertInto('texts').values({ tenant, seq, slot: key, version, subject: written?.subject ?? null, body: written?.body ?? null, codes: override === null ? null : JSON.stringify(override.codes), reason: override?.reason ?? null, based_on: basedOn, author_id: author.id, author_name: author.name, at }).execute();
      const saved: TextVersion = { version, by: author.name, at, kind: written === null ? 'reset' : 'edited', basedOn, override };
      return ok({ key, written, versions: [saved, ...(before?.versions ?? [])].slice(0, MOST_VERSIONS) });
    }),
    keepShipped: async (tenant, template, at) => {
      await writing(db, kind, (trx) => trx.insertInto('shipped_texts').values({ tenant, version: template.version, content: JSON.stringify(template), at }).onConflict((on) => on.columns(['tenant', 'version']).doNothing()).execute());
    },
    shippedVersion: async (tenant, version) => {
      const row = await db.selectFrom('shipped_texts').select('content').where('tenant', '=', tenant).where('version', '=', version).executeTakeFirst();
      return row === undefined ? null : (JSON.parse(row.content) as Template);
    },
  };
}
