import { formatDayMonth } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Pack } from '../case-file';
import type { StageId } from '../dunning/types';
import type { Language } from '../ledger/types';
import { filtersSet } from '../worklist/filter';
import type { FilterName, WorklistFilter } from '../worklist/types';
import { assertNever } from '../result';
import { counted, formatCount, fr, plain, typeset } from './plain';

/** Of the worklist's page alone: it is fetched when it is opened. */
export interface WorklistWords {
  readonly groups: string;
  readonly filters: string;
  readonly filtersOf: (set: number) => string;
  readonly fields: Readonly<Record<FilterName, string>>;
  readonly amountHint: string;
  readonly daysHint: string;
  readonly any: string;
  readonly apply: string;
  readonly removeAll: string;
  readonly keys: string;
  readonly forecast: string;
  readonly forecastLoading: string;
  readonly loading: string;
  readonly invalidDays: string;
  readonly pass: { readonly title: string; readonly until: string; readonly untilHint: string; readonly reason: string; readonly reasonHint: string; readonly save: string };
  readonly passed: (until: LocalDate, today: LocalDate) => string;
}

const FR: WorklistWords = {
  groups: 'Groupe', filters: 'Filtrer', filtersOf: (set) => (set === 0 ? 'Filtrer' : `Filtrer (${set})`),
  fields: { words: 'Nom ou code', stage: 'Étape', segment: 'Catégorie', amount: 'Montant échu à partir de', days: 'Jours de retard à partir de' },
  amountHint: typeset("Dans la devise où le client doit le plus."), daysHint: typeset("De la plus ancienne facture."), any: 'Toutes', apply: 'Filtrer', removeAll: 'Tout retirer',
  keys: typeset('J et K : suivant, précédent. Entrée : ouvrir. P : passer. F : filtrer.'), forecast: 'Prévision sur 30 jours', forecastLoading: 'Lecture de la prévision…', loading: 'Lecture de la liste…',
  invalidDays: typeset("Ce n'est pas un nombre de jours."),
  pass: { title: typeset("Passer jusqu'au…"), until: typeset("Jusqu'au"), untilHint: typeset("Ce jour compris, rien n'est proposé pour ce client. Ensuite il revient dans la liste."), reason: 'Motif', reasonHint: typeset("Inscrit au journal avec votre nom."), save: 'Passer ce client' },
  passed: (until, today) => fr`Passé jusqu'au ${formatDayMonth(until, 'fr', today)}`,
};
const EN: WorklistWords = {
  groups: 'Group', filters: 'Filter', filtersOf: (set) => (set === 0 ? 'Filter' : `Filter (${set})`),
  fields: { words: 'Name or code', stage: 'Step', segment: 'Category', amount: 'Overdue amount from', days: 'Days late from' },
  amountHint: 'In the currency in which the customer owes most.', daysHint: 'Of the oldest invoice.', any: 'All', apply: 'Filter', removeAll: 'Remove all',
  keys: 'J and K: next, previous. Enter: open. P: skip. F: filter.', forecast: 'Forecast over 30 days', forecastLoading: 'Reading the forecast…', loading: 'Reading the list…',
  invalidDays: 'This is not a number of days.',
  pass: { title: 'Skip until…', until: 'Until', untilHint: 'Including that day nothing is proposed for this customer. Then the customer is back in the list.', reason: 'Reason', reasonHint: 'Recorded in the log with your name.', save: 'Skip this customer' },
  passed: (until, today) => `Skipped until ${formatDayMonth(until, 'en', today)}`,
};
export const worklistWords = (language: Language): WorklistWords => (language === 'fr' ? FR : EN);

/** A filter that is set, and the words of the button that takes it away. */
export interface FilterChip {
  readonly filter: FilterName;
  readonly label: string;
  readonly remove: string;
}

export const quoted = (text: string, language: Language): string => (language === 'fr' ? fr`« ${text} »` : `“${text}”`);

/** 1 234,50: no currency, as it is compared in each customer's own. */
function amountInWords(minor: number, language: Language): string {
  const cents = minor % 100;
  const whole = formatCount((minor - cents) / 100, language);
  return cents === 0 ? whole : `${whole}${language === 'fr' ? ',' : '.'}${String(cents).padStart(2, '0')}`;
}

/** The steps of every plan, each once, by the name that the first plan gives it. */
export function stageChoices(pack: Pack, language: Language): readonly { readonly stage: StageId; readonly label: string }[] {
  const names = new Map<StageId, string>();
  for (const { stages } of pack.policies) for (const { id, name } of stages) if (!names.has(id)) names.set(id, plain(name[language], 80));
  return [...names].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([stage, label]) => ({ stage, label }));
}

export function filterChips(filter: WorklistFilter, pack: Pack, language: Language): readonly FilterChip[] {
  const french = language === 'fr';
  const label = (name: FilterName): string => {
    switch (name) {
      case 'words': return plain(filter.words, 40);
      case 'stage': return stageChoices(pack, language).find(({ stage }) => stage === filter.stage)?.label ?? plain(filter.stage ?? '', 40);
      case 'segment': return plain(filter.segment ?? '', 40);
      case 'amount': return french ? fr`Montant : ${amountInWords(filter.amountFrom, language)} et plus` : `Amount: ${amountInWords(filter.amountFrom, language)} and more`;
      case 'days': return counted(filter.daysFrom, french ? ['{n} jour de retard et plus', '{n} jours de retard et plus'] : ['{n} day late and more', '{n} days late and more'], language);
      default: return assertNever(name);
    }
  };
  return filtersSet(filter).map((name) => ({ filter: name, label: label(name), remove: french ? fr`Retirer le filtre ${quoted(label(name), language)}` : `Remove the filter ${quoted(label(name), language)}` }));
}
