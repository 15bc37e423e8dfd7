import { domainOf, fail, isProvider, ok, parseAddress } from '../../core';
import type { LearnedChoice, Pack, RememberedChoice, Settings, SourceProblem } from '../../core';
import type { KeptChoice } from './kept-settings';
import { isOurDomain } from './profile-of-settings';
import { underLock } from './script-lock';
import type { SettingsDeps } from './settings-deps';
import { writeSettings } from './settings-rows';
import { changeBook, withoutRows } from './write-rows';

/** Of each scope: a list that people read. */
const MOST_CHOICES = 100;
const SCOPES: readonly LearnedChoice['scope'][] = ['domain', 'address', 'thread'];
const DOMAIN = /^[\p{L}\p{N}][\p{L}\p{N}.-]{0,250}\.[\p{L}\p{N}-]{2,63}$/u;

/** What was remembered for threads, addresses and domains: one row of Réglages each, for the whole team. */
export function choiceRecords(deps: SettingsDeps): Pick<Settings<'sync'>, 'learn' | 'forget' | 'choices'> {
  return {
    learn: (given) => {
      const choice: LearnedChoice = given.scope === 'thread' ? given : { ...given, value: given.value.trim().toLowerCase() };
      const pack = deps.pack();
      if (!pack.ok) return pack;
      const refused = whyRefused(choice, pack.value, deps);
      if (refused !== null) return fail(refused);
      if (choice.debtor !== null) {
        const names = deps.namesOf([choice.debtor]);
        if (!names.ok) return names;
        if (!names.value.has(choice.debtor)) return fail({ code: 'source/unknown-debtor' });
      }
      return underLock<LearnedChoice, SourceProblem>(() => {
        const fresh = deps.fresh();
        const force = fresh.inForce();
        if (!force.ok) return force;
        const written = writeSettings(fresh.book.place, force.value.settings, [{ key: `choice.${choice.scope}`, subject: choice.value, value: choice.debtor ?? '' }], deps.author, deps.now(), force.value.profile.language);
        if (!written.ok) return written;
        deps.changed('settings');
        return ok(choice);
      });
    },

    forget: ({ scope, value }) => underLock<null, SourceProblem>(() => {
      const fresh = deps.fresh();
      const force = fresh.inForce();
      if (!force.ok) return force;
      const tab = fresh.book.place.tabs.settings;
      const lines = force.value.settings.linesFor(`choice.${scope}`, value);
      if (tab === undefined || lines.length === 0) return ok(null);
      const gone = changeBook(fresh.book.place.spreadsheet, withoutRows(tab.sheetId, lines.map(({ at }) => at)));
      if (!gone.ok) return gone;
      deps.changed('settings');
      return ok(null);
    }),

    choices: () => {
      const force = deps.facts.inForce();
      if (!force.ok) return force;
      const all = force.value.settings.choices();
      const of = (scope: LearnedChoice['scope']): readonly KeptChoice[] => all.filter((choice) => choice.scope === scope);
      const shown = SCOPES.flatMap((scope) => [...of(scope)].sort((a, b) => (a.at === b.at ? (a.value < b.value ? -1 : 1) : a.at < b.at ? 1 : -1)).slice(0, MOST_CHOICES));
      const names = deps.namesOf([...new Set(shown.flatMap(({ debtor }) => debtor ?? []))]);
      if (!names.ok) return names;
      const rows = shown.map((choice): RememberedChoice => ({ ...choice, debtorName: choice.debtor === null ? null : (names.value.get(choice.debtor) ?? null) }));
      return ok({ rows, counts: { thread: of('thread').length, address: of('address').length, domain: of('domain').length } });
    },
  };
}

/** What is ours or everybody's names no debtor, whoever asks for it (as src/server/records.ts). */
function whyRefused({ scope, value }: LearnedChoice, pack: Pack, { companyDomain }: SettingsDeps): SourceProblem | null {
  if (scope === 'thread') return null;
  const refused = (because: 'ours' | 'everybodys' | 'malformed'): SourceProblem => ({ code: 'source/choice-refused', scope, because });
  if (scope === 'address' ? parseAddress(value) !== value : !DOMAIN.test(value)) return refused('malformed');
  const domain = scope === 'address' ? domainOf(value) : value;
  if (isOurDomain(domain, pack.profile) || (pack.profile.addresses as readonly string[]).includes(value)) return refused('ours');
  if (scope === 'domain') return companyDomain(value, pack) === null ? refused('everybodys') : null;
  return isProvider(domain) && !pack.domainOverrides.company.includes(domain) ? refused('everybodys') : null;
}

