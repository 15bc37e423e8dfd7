import { fail, ok, templateKey } from '../core';
import type { Author, CompanyId, Instant, LocalDate, LogFact, OwnText, Pack, RateTable, Settings, Template, TemplateBook, TemplateKey, TextVersion } from '../core';
import { heldBack, judgeText } from '../core/writing';
import type { StoredText, Written } from './store/texts';
import type { Store } from './store/store';

export interface TextDeps {
  readonly store: Store;
  readonly company: CompanyId;
  readonly author: Author;
  /** As shipped. */
  readonly templates: readonly Template[];
  readonly rates: RateTable | null;
  readonly now: () => Instant;
  readonly context: () => Promise<{ readonly pack: Pack; readonly today: LocalDate }>;
}

const LINE_ENDS = /\r\n?/g;

function templateOf(written: Written, version: string, shipped: Template | undefined): Template | null {
  return written === null || shipped === undefined ? null : { ...shipped, ...written, version };
}

/** In the place of the shipped texts of the same name; one whose shipped text is gone is used no more. */
export function ownTexts(stored: readonly StoredText[], templates: readonly Template[]): readonly OwnText[] {
  const shipped = new Map<TemplateKey, Template>(templates.map((template) => [templateKey(template), template]));
  return stored.map(({ key, written, versions }) => ({ key, template: templateOf(written, versions[0]?.version ?? '', shipped.get(key)), versions }));
}

/** The texts: kept by the store, judged here whoever sends them. */
export function textRecords({ store, company, author, templates, rates, now, context }: TextDeps): Pick<Settings<'async'>, 'templates' | 'saveTemplate' | 'resetTemplate' | 'templateVersion'> {
  const shippedOf = (key: TemplateKey): Template | undefined => templates.find((template) => templateKey(template) === key);
  const unknown = (text: string) => fail({ code: 'text/unknown' as const, text: text.slice(0, 200) });
  /** Of a text that is saved anew: what the one in force comes from, else the shipped one itself. */
  const baseOf = async (key: TemplateKey, shipped: Template): Promise<string | null> => {
    const before = (await store.texts.own(company)).find((text) => text.key === key);
    return before === undefined || before.written === null ? shipped.version : (before.versions[0]?.basedOn ?? null);
  };
  const save = async (key: TemplateKey, written: Written, override: TextVersion['override'], basedOn: string | null, replaces: string | null) => {
    const shipped = shippedOf(key);
    // A later release compares with it.
    if (shipped !== undefined) await store.texts.keepShipped(company, shipped, now());
    const saved = await store.texts.save(company, { key, written, override, basedOn, replaces }, author, now());
    if (!saved.ok) return saved.problem === null ? unknown(replaces ?? key) : fail({ code: 'text/changed-meanwhile' as const, by: saved.problem.by, at: saved.problem.at });
    const [own] = ownTexts([saved.value], templates);
    return own === undefined ? unknown(key) : ok(own);
  };
  return {
    templates: async () => {
      const book: TemplateBook = { shipped: templates, own: ownTexts(await store.texts.own(company), templates) };
      return ok(book);
    },

    saveTemplate: async ({ key, replaces, reason, basedOn, ...typed }) => {
      const shipped = shippedOf(key);
      if (shipped === undefined) return unknown(key);
      const text = { subject: typed.subject.trim(), body: typed.body.replace(LINE_ENDS, '\n').trim() };
      const { pack, today } = await context();
      const verdict = judgeText(shipped, text, { pack, author, rates }, today);
      if (verdict.faults.length > 0) return fail({ code: 'text/refused', faults: verdict.faults });
      const codes = heldBack(verdict);
      const given = reason?.trim() ?? '';
      if (codes.length > 0 && given === '') return fail({ code: 'text/held-back', findings: codes });
      return save(key, text, codes.length === 0 ? null : { codes, reason: given }, basedOn === shipped.version ? basedOn : await baseOf(key, shipped), replaces);
    },

    resetTemplate: ({ key, replaces }) => {
      const shipped = shippedOf(key);
      return shipped === undefined ? Promise.resolve(unknown(key)) : save(key, null, null, shipped.version, replaces);
    },

    templateVersion: async (version) => {
      const shipped = templates.find((template) => template.version === version) ?? (await store.texts.shippedVersion(company, version));
      if (shipped !== null) return ok({ template: shipped, saved: null });
      const found = await store.texts.version(company, version);
      const template = found === null ? null : templateOf(found.written, version, shippedOf(found.key));
      return found === null || template === null ? unknown(version) : ok({ template, saved: found.saved });
    },
  };
}

/** An entry names the text that it was written from: a shipped one is kept, so that it can be shown when a release has replaced it. */
export function shippedTextKeeper(store: Store, company: CompanyId, templates: readonly Template[]): (fact: LogFact, at: Instant) => Promise<void> {
  const kept = new Set<string>();
  return async (fact, at) => {
    const version = 'template' in fact ? fact.template?.version : undefined;
    const template = version === undefined || kept.has(version) ? undefined : templates.find((one) => one.version === version);
    if (template === undefined) return;
    await store.texts.keepShipped(company, template, at);
    kept.add(template.version);
  };
}
