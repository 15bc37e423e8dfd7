import { fr, plain, typeset } from './plain';
import { letterFates, voidedIn } from '../log';
import type { LogEntry } from '../log/types';
import type { Assessment } from '../dunning/types';
import type { Language } from '../ledger/types';
import { day } from './sentences';
import type { Saying } from './sentences';
import type { NoticeView } from './types';

/** What the post says of a registered letter. */
export type LetterEnd = 'presented' | 'delivered' | 'refused' | 'unclaimed';

/** Of the form that notes what became of a letter. */
export interface LetterFateWords {
  readonly title: string;
  readonly save: string;
  readonly what: string;
  readonly ends: Readonly<Record<LetterEnd, string>>;
  readonly date: string;
  readonly hint: string;
  readonly notBefore: string;
}

const WORDS: Readonly<Record<Language, LetterFateWords>> = {
  fr: {
    title: 'Suivi du courrier', save: 'Enregistrer le suivi', what: 'Ce que dit la Poste',
    ends: { presented: typeset('première présentation (absent, avisé)'), delivered: 'remis contre signature', refused: 'refusé', unclaimed: 'revenu non réclamé' },
    date: 'Le', hint: typeset("La date de l'avis ou du suivi en ligne. Le délai de la mise en demeure court de la première présentation."), notBefore: typeset("Ce jour est avant le dépôt du courrier."),
  },
  en: {
    title: 'Tracking of the letter', save: 'Record the tracking', what: 'What the post says',
    ends: { presented: 'first presented (absent, notified)', delivered: 'handed over against signature', refused: 'refused', unclaimed: 'came back unclaimed' },
    date: 'On', hint: 'The date of the receipt or of the online tracking. The time that the notice gives runs from the first presentation.', notBefore: 'This day is before the letter was posted.',
  },
};
export const letterFateWords = (language: Language): LetterFateWords => WORDS[language];

type Known = Exclude<Assessment, { readonly kind: 'unknown-debtor' }>;

/** The last letter about something still overdue, while nobody noted that it was presented: its time is not known to run. */
export function letterNotices(entries: readonly LogEntry[], { statement }: Known, saying: Saying): readonly NoticeView[] {
  const voided = voidedIn(entries);
  const live = entries.filter(({ id }) => !voided.has(id));
  const overdue = new Set(statement.items.filter(({ outstanding, daysOverdue }) => outstanding.minor > 0 && daysOverdue > 0).map(({ invoice }) => invoice));
  const fates = letterFates(live);
  const isNotice = (stage: string): boolean => saying.policy.stages.find(({ id }) => id === stage)?.channel === 'letter';
  for (const { id, fact } of [...live].reverse()) {
    if (fact.kind !== 'letter-deposited' || !isNotice(fact.stage) || !fact.invoices.some(({ invoice, step }) => step !== null && overdue.has(invoice))) continue;
    // On the day of its posting there is nothing to note yet.
    if (fates.has(id) || fact.depositedOn >= saying.today) return [];
    const french = saying.language === 'fr';
    const number = plain(fact.depositNumber, 60);
    const text = french ? fr`Lettre déposée le ${day(fact.depositedOn, saying)} (${number}). Notez sa première présentation : le délai court de ce jour.` : `Letter posted on ${day(fact.depositedOn, saying)} (${number}). Note its first presentation: the time runs from that day.`;
    return [{ intent: 'info', text, action: { action: { kind: 'note-letter', letter: id }, label: french ? 'Noter le suivi' : 'Note the tracking', disabledBecause: null } }];
  }
  return [];
}
