import type { RememberedChoice, RememberedChoices } from '../identify/choice-scopes';
import type { LearnedChoice } from '../identify/types';
import type { LocalDate } from '../calendar';
import { formatDayMonth } from '../calendar';
import type { Instant } from '../calendar/types';
import type { Language } from '../ledger/types';
import { localTime } from './account';
import { counted, formatCount, fr, plain } from './plain';
import { words } from './words';

type Scope = LearnedChoice['scope'];

export interface RememberedRowView {
  readonly choice: RememberedChoice;
  /** The address, the domain; of a conversation that it is one. */
  readonly value: string;
  /** Whom it stands for. */
  readonly means: string;
  /** "Par Marie Durand, le 12/11 à 09:40" */
  readonly who: string;
  /** "Oublier compta@lebrun.example" */
  readonly forget: string;
}
export interface RememberedGroupView {
  readonly scope: Scope;
  readonly title: string;
  readonly rows: readonly RememberedRowView[];
  /** "Les 100 derniers sur 1 284.", null when all are shown. */
  readonly more: string | null;
}

/**
 * What the team had remembered, addresses and domains before single conversations. `openThread`: the conversation in view,
 * which is the only one that can be named: no mail is kept, so no subject is. `offsetAt`: minutes to add to UTC then.
 */
export function presentChoices({ rows, counts }: RememberedChoices, openThread: string | null, language: Language, today: LocalDate, offsetAt: (at: Instant) => number): readonly RememberedGroupView[] {
  const french = language === 'fr';
  const table = words(language);
  const titles: Readonly<Record<Scope, string>> = french ? { address: 'Adresses', domain: 'Domaines', thread: 'Fils de messages' } : { address: 'Addresses', domain: 'Domains', thread: 'Conversations' };
  return (['address', 'domain', 'thread'] as const).flatMap((scope) => {
    const of = rows.filter((row) => row.scope === scope);
    if (of.length === 0) return [];
    const more = counts[scope] <= of.length ? null : counted(of.length, table.newestOf, language, counts[scope]);
    return [{ scope, title: `${titles[scope]} (${formatCount(counts[scope], language)})`, rows: of.map((row) => rowView(row, openThread, language, today, offsetAt)), more }];
  });
}

function rowView(choice: RememberedChoice, openThread: string | null, language: Language, today: LocalDate, offsetAt: (at: Instant) => number): RememberedRowView {
  const french = language === 'fr';
  const { day, time } = localTime(choice.at, offsetAt(choice.at));
  const when = french ? fr`le ${formatDayMonth(day, 'fr', today)} à ${time}` : `on ${formatDayMonth(day, 'en', today)} at ${time}`;
  const thread = choice.value === openThread ? (french ? 'Le fil ouvert' : 'The open conversation') : french ? 'Un fil' : 'A conversation';
  const value = choice.scope === 'thread' ? thread : plain(choice.value, 120);
  const means = choice.debtor === null ? (french ? fr`Ce n'est pas un client` : 'Not a customer')
    : choice.debtorName === null ? (french ? fr`Un client qui n'est plus dans le grand livre` : 'A customer who is no longer in the ledger') : plain(choice.debtorName, 120);
  return {
    choice, value, means,
    who: choice.by === null ? `${when.charAt(0).toUpperCase()}${when.slice(1)}` : french ? fr`Par ${plain(choice.by, 60)}, ${when}` : `By ${plain(choice.by, 60)}, ${when}`,
    forget: `${french ? 'Oublier' : 'Forget'} ${choice.scope === 'thread' ? `${value.toLowerCase()}, ${means}` : value}`,
  };
}
