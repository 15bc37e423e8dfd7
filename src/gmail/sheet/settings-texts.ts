import { fail, ok, templateKey } from '../../core';
import type { OwnText, Result, Settings, SourceProblem, Template, TemplateKey, TextProblem, TextVersion } from '../../core';
import { heldBack, judgeText } from '../../core/writing';
import { cellJson, cellWords } from './cell-text';
import { MOST_VERSIONS } from './kept-plans';
import { sealOfText } from './kept-texts';
import type { Written } from './kept-texts';
import { underLock } from './script-lock';
import type { SettingsDeps } from './settings-deps';
import type { InForceTabs, SheetFacts } from './sheet-facts';
import { rowFor } from './tab-columns';
import { changeBook, rowsBehind } from './write-rows';

type Kept<T> = Result<T, SourceProblem | TextProblem>;
const LINE_ENDS = /\r\n?/g;

/** The texts, each version in a row that a clerk may read; judged here whoever sends them. */
export function textRecords(deps: SettingsDeps): Pick<Settings<'sync'>, 'templates' | 'saveTemplate' | 'resetTemplate' | 'templateVersion'> {
  const { author } = deps;
  const shippedOf = (key: TemplateKey): Template | undefined => deps.templates.find((template) => templateKey(template) === key);
  const unknown = (text: string) => fail({ code: 'text/unknown' as const, text: text.slice(0, 200) });

  const write = ({ book: { place } }: SheetFacts, { texts }: InForceTabs, key: TemplateKey, written: Written, saved: TextVersion): Result<null, SourceProblem> => {
    const tab = place.tabs.texts;
    if (tab === undefined) return fail({ code: 'sheet/tab-gone', tab: 'Modèles' });
    const { version, by, at, kind, basedOn, override } = saved;
    const row = rowFor({
      text: cellWords(key), subject: cellWords(written?.subject ?? ''), body: cellWords(written?.body ?? ''), by: cellWords(by), at, kind, version: cellWords(version), basedOn: cellWords(basedOn ?? ''),
      codes: override === null ? '' : cellJson(override.codes), reason: cellWords(override?.reason ?? ''), seal: sealOfText(key, version, written),
    }, texts.layout);
    const done = changeBook(place.spreadsheet, [rowsBehind(tab.sheetId, [row])]);
    if (done.ok) deps.changed('texts');
    return done;
  };

  const save = (key: TemplateKey, written: Written, override: TextVersion['override'], basedOn: (before: OwnText | undefined) => string | null, replaces: string | null): Kept<OwnText> => underLock<OwnText, SourceProblem | TextProblem>(() => {
    const facts = deps.fresh();
    const force = facts.inForce();
    if (!force.ok) return force;
    const before = force.value.ownTexts.find((text) => text.key === key);
    const [newest] = before?.versions ?? [];
    if ((newest?.version ?? null) !== replaces) return newest === undefined ? unknown(replaces ?? key) : fail({ code: 'text/changed-meanwhile', by: newest.by, at: newest.at });
    const saved: TextVersion = { version: `${key}.${force.value.texts.mark + 1}`, by: author.name, at: deps.now(), kind: written === null ? 'reset' : 'edited', basedOn: basedOn(before), override };
    const done = write(facts, force.value, key, written, saved);
    if (!done.ok) return done;
    const shipped = shippedOf(key);
    return ok({ key, template: written === null || shipped === undefined ? null : { ...shipped, ...written, version: saved.version }, versions: [saved, ...(before?.versions ?? [])].slice(0, MOST_VERSIONS) });
  });

  return {
    templates: () => {
      const force = deps.facts.inForce();
      return force.ok ? ok({ shipped: deps.templates, own: force.value.ownTexts }) : force;
    },

    saveTemplate: ({ key, replaces, reason, basedOn, ...typed }) => {
      const shipped = shippedOf(key);
      if (shipped === undefined) return unknown(key);
      const text = { subject: typed.subject.trim(), body: typed.body.replace(LINE_ENDS, '\n').trim() };
      const pack = deps.pack();
      if (!pack.ok) return pack;
      const verdict = judgeText(shipped, text, { pack: pack.value, author, rates: deps.rates }, deps.today());
      if (verdict.faults.length > 0) return fail({ code: 'text/refused', faults: verdict.faults });
      const codes = heldBack(verdict);
      const given = reason?.trim() ?? '';
      if (codes.length > 0 && given === '') return fail({ code: 'text/held-back', findings: codes });
      const from = (before: OwnText | undefined): string | null => (basedOn === shipped.version || before === undefined || before.template === null ? shipped.version : (before.versions[0]?.basedOn ?? null));
      return save(key, text, codes.length === 0 ? null : { codes, reason: given }, from, replaces);
    },

    resetTemplate: ({ key, replaces }) => {
      const shipped = shippedOf(key);
      return shipped === undefined ? unknown(key) : save(key, null, null, () => shipped.version, replaces);
    },

    templateVersion: (version) => {
      const shipped = deps.templates.find((template) => template.version === version);
      if (shipped !== undefined) return ok({ template: shipped, saved: null });
      const force = deps.facts.inForce();
      if (!force.ok) return force;
      const found = force.value.texts.version(version, deps.templates);
      return found === null ? unknown(version) : ok(found);
    },
  };
}
