import { USUAL_TERMS, termKey } from '../calendar';
import type { UsualTerm } from '../calendar';
import type { Language } from '../ledger/types';

/** "fin de mois, puis 45 jours": which of its two readings is meant is said, never left open. */
export function termInWords({ kind, days }: UsualTerm, language: Language): string {
  const count = language === 'fr' ? `${days} jours` : `${days} days`;
  if (kind === 'net') return count;
  const end = language === 'fr' ? 'fin de mois' : 'end of month';
  const then = language === 'fr' ? 'puis' : 'then';
  return kind === 'end-of-month-then-days' ? `${end}, ${then} ${count}` : `${count}, ${then} ${end}`;
}

export interface TermChoice {
  /** As `termKey`; empty: nothing agreed. */
  readonly key: string;
  readonly label: string;
  readonly term: UsualTerm | null;
}

export interface UsualTermView {
  readonly label: string;
  readonly hint: string;
  readonly chosen: string;
  readonly choices: readonly TermChoice[];
}

/** @param term kept until now; one that is not among the usual ones stays a choice. */
export function presentUsualTerm(term: UsualTerm | null, language: Language): UsualTermView {
  const chosen = term === null ? '' : termKey(term);
  const all = term === null || USUAL_TERMS.some((each) => termKey(each) === chosen) ? USUAL_TERMS : [...USUAL_TERMS, term];
  return {
    label: language === 'fr' ? 'Délai de paiement habituel' : 'Usual payment term',
    hint: language === 'fr'
      ? 'Sert quand le grand livre ne porte pas d’échéance (FEC). Ne changez rien si vos échéances sont dans le fichier.'
      : 'Used where the ledger holds no due dates (FEC). Leave it if your file has them.',
    chosen,
    choices: [
      { key: '', label: language === 'fr' ? '30 jours (la loi, à défaut d’accord)' : '30 days (the law, where nothing is agreed)', term: null },
      ...all.map((each): TermChoice => ({ key: termKey(each), label: termInWords(each, language), term: each })),
    ],
  };
}
