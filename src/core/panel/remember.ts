import type { ChoiceScope } from '../identify/choice-scopes';
import type { LearnedChoice } from '../identify/types';
import type { Language } from '../ledger/types';
import { plain } from './plain';
import type { ChoiceView } from './types';
import { words } from './words';

type Scope = LearnedChoice['scope'];

/** "Retenir mon choix": for what it can be remembered, named, and which of them is offered first. */
export function rememberView(scopes: readonly ChoiceScope[], first: Scope, language: Language): ChoiceView<Scope> {
  const table = words(language);
  const named = (scope: Scope, value: string): string => {
    if (scope === 'thread') return table.rememberScopes.thread;
    const shown = plain(value, 60);
if (scope === 'address') return language === 'fr' ? `Pour ${shown}` : `For ${shown}`;
    return language === 'fr' ? `Pour tous chez ${shown}` : `For everybody at ${shown}`;
  };
  return { label: table.remember, value: first, options: scopes.map(({ scope, value }) => ({ value: scope, label: named(scope, value) })) };
}
