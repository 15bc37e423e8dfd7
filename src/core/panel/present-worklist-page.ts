import { assertNever } from '../result';
import { formatDayMonth, formatShortWeekdayDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Pack } from '../case-file';
import type { Language } from '../ledger/types';
import { formatMoney } from '../money';
import { DUE_GROUPS, WORKLIST_GROUPS } from '../worklist/types';
import type { Decision, DecisionProgress, FilterName, WorklistFilter, WorklistGroup, WorklistPage } from '../worklist/types';
import { debtorView } from './evidence';
import { counted, formatCount, fr } from './plain';
import type { Pair } from './plain';
import type { ActionView, DebtorView } from './types';
import { filterChips, quoted } from './worklist-words';
import type { FilterChip } from './worklist-words';

const many = (count: number, language: Language, pairs: Readonly<Record<Language, Pair>>): string => counted(count, pairs[language], language);

/** One line of a group: who, how much, what is to be done, and why he stands where he stands. */
export interface DecisionRowView {
  readonly debtor: DebtorView;
  readonly step: string;
  /** "12 400,00 €, 48 jours, promesse manquée": what the order is made of. */
  readonly reason: string;
  readonly icon: 'mail' | 'call' | 'letter' | 'waiting' | 'draft';
  readonly open: ActionView;
  /** null: nothing to write to him today. */
  readonly newMessage: ActionView | null;
  /** Put off until a day; null: nothing is to be done that could be put off. */
  readonly passOver: ActionView | null;
}

export interface WorklistGroupView {
  readonly group: WorklistGroup;
  readonly label: string;
  readonly count: number;
}

/** What is listed: a group, and whom of it. */
export interface WorklistAsked {
  readonly group: WorklistGroup;
  readonly filter: WorklistFilter;
}

export interface WorklistPagePanel {
  readonly group: WorklistGroup;
  readonly title: string;
  readonly day: string;
  readonly groups: readonly WorklistGroupView[];
  readonly rows: readonly DecisionRowView[];
  /** "37 clients · les 50 premiers sont montrés" */
  readonly summary: string;
  /** "12 sur 37 faites"; null: nothing to do and nothing done, or not everybody is decided. */
  readonly handled: { readonly text: string; readonly done: number; readonly total: number } | null;
  /** "Analyse en cours : 1 200 clients sur 100 000"; null: everybody is decided for today. */
  readonly progress: string | null;
  /** The filters that are set; each can be taken away. */
  readonly chips: readonly FilterChip[];
  /** `ways`: which filter hides how many, and without any. */
  readonly empty: { readonly text: string; readonly ways: readonly { readonly filter: FilterName | 'all'; readonly label: string }[] } | null;
  /** "Afficher la suite"; null: all are shown. */
  readonly more: string | null;
  readonly announcement: string;
}

/** One group of the worklist, from what was decided of each customer for today. */
export function presentWorklistPage(page: WorklistPage, { group, filter }: WorklistAsked, pack: Pack, language: Language): WorklistPagePanel {
  const { rows, count, groups, today } = page;
  const french = language === 'fr';
  const chips = filterChips(filter, pack, language);
  const customers = many(count, language, { fr: ['{n} client', '{n} clients'], en: ['{n} customer', '{n} customers'] });
  const among = chips.length === 0 ? '' : french ? ` sur ${formatCount(groups[group], language)}` : ` of ${formatCount(groups[group], language)}`;
  const soFar = page.progress === null ? '' : french ? ' pour l’instant' : ' so far';
  const shown = count > rows.length && rows.length > 0 ? (french ? fr` · ${rows.length} en tête de liste` : ` · the first ${rows.length} are shown`) : '';
  const title = groupName(group, language);
  const summary = `${customers}${among}${soFar}${shown}`;
  return {
    group,
    title,
    day: formatShortWeekdayDate(today, language, today),
    groups: WORKLIST_GROUPS.map((one) => ({ group: one, label: groupName(one, language), count: groups[one] })),
    rows: rows.map((row) => rowView(row, language, today)),
    summary,
    handled: handledView(page, language),
    progress: progressInWords(page.progress, language),
    chips,
    empty: rows.length > 0 ? null : emptyView(page, chips, groups[group], language),
    more: count > rows.length && rows.length > 0 ? (french ? 'Afficher la suite' : 'Show more') : null,
    announcement: chips.length === 0 ? `${title}. ${summary}` : `${title}. ${summary}. ${chips.map(({ label }) => label).join(', ')}`,
  };
}

/** What is left of the day, and how sure that is: in words for the tab. */
export function dueInWords({ groups, progress }: WorklistPage, language: Language): { readonly count: string; readonly said: string | null } {
  const due = DUE_GROUPS.reduce((sum, group) => sum + groups[group], 0);
  const running = progressInWords(progress, language);
  return { count: `${formatCount(due, language)}${running === null ? '' : '+'}`, said: running };
}

function handledView({ groups, handled, progress }: WorklistPage, language: Language): WorklistPagePanel['handled'] {
  const total = handled + DUE_GROUPS.reduce((sum, group) => sum + groups[group], 0);
  // While not everybody is decided the whole is not known.
  if (progress !== null || total === 0) return null;
  const all = formatCount(total, language);
  return { text: many(handled, language, { fr: [`{n} sur ${all} faite`, `{n} sur ${all} faites`], en: [`{n} of ${all} done`, `{n} of ${all} done`] }), done: handled, total };
}

function emptyView({ progress, hidden }: WorklistPage, chips: readonly FilterChip[], inGroup: number, language: Language): NonNullable<WorklistPagePanel['empty']> {
  const french = language === 'fr';
  if (chips.length > 0 && inGroup > 0) {
    const label = (filter: FilterName): string => chips.find((chip) => chip.filter === filter)?.label ?? '';
    const customers = (count: number): string => many(count, language, { fr: ['{n} client', '{n} clients'], en: ['{n} customer', '{n} customers'] });
    const without = hidden.filter(({ count }) => count > 0 && chips.length > 1).map(({ filter, count }) => ({ filter, label: french ? fr`Sans ${quoted(label(filter), language)} : ${customers(count)}` : `Without ${quoted(label(filter), language)}: ${customers(count)}` }));
    const all = { filter: 'all' as const, label: french ? fr`Sans filtre : ${customers(inGroup)}` : `Without filters: ${customers(inGroup)}` };
    const text = chips.length === 1
      ? (french ? fr`Aucun client ne passe le filtre ${quoted(chips[0]?.label ?? '', language)}.` : `No customer passes the filter ${quoted(chips[0]?.label ?? '', language)}.`)
      : french ? 'Aucun client ne passe tous ces filtres.' : 'No customer passes all these filters.';
    return { text, ways: [...without, all] };
  }
  const text = progress !== null ? (french ? fr`Rien ici pour l'instant : l'analyse n'est pas terminée.` : 'Nothing here yet: the analysis is not finished.') : french ? fr`Rien ici aujourd'hui.` : 'Nothing here today.';
  return { text, ways: [] };
}

export function groupName(group: WorklistGroup, language: Language): string {
  const french = language === 'fr';
  switch (group) {
    case 'to-remind': return french ? fr`À relancer aujourd'hui` : 'To remind today';
    case 'to-confirm': return french ? 'À confirmer' : 'To confirm';
    case 'to-call': return french ? 'À appeler' : 'To call';
    case 'promise-today': return french ? 'Promesses du jour' : 'Promises due';
    case 'letter': return french ? 'Courriers à envoyer' : 'Letters to send';
    case 'too-soon': return french ? 'Relance à venir' : 'Reminder to come';
    case 'held': return french ? 'En suspens' : 'On hold';
    case 'exhausted': return french ? 'Plan terminé' : 'Policy completed';
    default: return assertNever(group);
  }
}

/** How many of how many: a share would say little of a long ledger. */
export function progressInWords(progress: DecisionProgress | null, language: Language): string | null {
  if (progress === null) return null;
  const [decided, total] = [formatCount(Math.min(progress.decided, progress.total), language), formatCount(progress.total, language)];
  return language === 'fr' ? fr`Analyse en cours : ${decided} clients sur ${total}` : `Analysis under way: ${decided} of ${total} customers`;
}

/** Whoever is held, promised or waits for a word is put off already. */
const PUT_OFF: readonly Decision['group'][] = ['to-remind', 'to-call', 'letter', 'too-soon'];

function rowView(decision: Decision, language: Language, today: LocalDate): DecisionRowView {
  const french = language === 'fr';
  return {
    debtor: debtorView(decision.debtor),
    step: stepInWords(decision, language, today),
    reason: reasonInWords(decision, language),
    icon: iconOf(decision),
    open: { action: { kind: 'open-debtor', debtor: decision.debtor.id }, label: french ? 'Fiche' : 'Details', disabledBecause: null },
    newMessage: decision.kind === 'remind' ? { action: { kind: 'new-message', debtor: decision.debtor.id }, label: french ? 'Nouveau message' : 'New message', disabledBecause: null } : null,
    passOver: PUT_OFF.includes(decision.group) ? { action: { kind: 'pass-until', debtor: decision.debtor.id }, label: french ? 'Passer…' : 'Skip…', disabledBecause: null } : null,
  };
}

/** What the order is made of, in its words: amount, lateness, and the worst of the behaviour. */
export function reasonInWords({ debtor, factors, behaviour }: Decision, language: Language): string {
  const parts = [
    debtor.overdue.map((total) => formatMoney(total, language)).join(' + '),
    factors.daysLate === 0 ? '' : many(factors.daysLate, language, { fr: ['{n} jour', '{n} jours'], en: ['{n} day', '{n} days'] }),
    behaviour.brokenPromises === 0 ? '' : many(behaviour.brokenPromises, language, { fr: ['promesse manquée', '{n} promesses manquées'], en: ['broken promise', '{n} broken promises'] }),
    behaviour.unanswered === 0 ? '' : many(behaviour.unanswered, language, { fr: ['{n} relance sans réponse', '{n} relances sans réponse'], en: ['{n} reminder unanswered', '{n} reminders unanswered'] }),
    (behaviour.usualDaysLate ?? 0) <= 0 ? '' : many(behaviour.usualDaysLate ?? 0, language, { fr: ['paie d’habitude {n} jour en retard', 'paie d’habitude {n} jours en retard'], en: ['usually pays {n} day late', 'usually pays {n} days late'] }),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function iconOf({ group }: Decision): DecisionRowView['icon'] {
  switch (group) {
    case 'to-remind': return 'mail';
    case 'to-call': return 'call';
    case 'letter': return 'letter';
    case 'to-confirm': return 'draft';
    default: return 'waiting';
  }
}

/** What is to be done, and since or from when. */
export function stepInWords({ group, kind, stage, on }: Decision, language: Language, today: LocalDate): string {
  const french = language === 'fr';
  const day = on === null ? null : formatDayMonth(on, language, today);
  const name = stage === null ? '' : stage.name[language];
  switch (group) {
    case 'to-remind':
    case 'to-call':
    case 'letter':
      return `${name} · ${on === today ? (french ? fr`aujourd'hui` : 'today') : french ? fr`depuis le ${day ?? ''}` : `since ${day ?? ''}`}`;
    case 'to-confirm':
      return kind === 'draft-pending' ? (french ? 'Brouillon en attente' : 'Draft pending') : french ? 'Brouillon non confirmé' : 'Draft not confirmed';
    case 'promise-today':
      return french ? fr`Paiement promis pour le ${day ?? ''}` : `Payment promised for ${day ?? ''}`;
    case 'too-soon':
      return french ? fr`${name} dès le ${day ?? ''}` : `${name} from ${day ?? ''}`;
    case 'held':
      return french ? `En suspens${day === null ? '' : fr` jusqu'au ${day}`}` : `On hold${day === null ? '' : ` until ${day}`}`;
    case 'exhausted':
      return french ? 'Plan terminé' : 'Policy completed';
    case 'none':
      return french ? 'Rien à relancer' : 'Nothing due';
    default:
      return assertNever(group);
  }
}
