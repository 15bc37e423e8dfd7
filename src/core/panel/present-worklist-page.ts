import { assertNever } from '../result';
import { formatDayMonth, formatShortWeekdayDate, formatWeekdayDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Language } from '../ledger/types';
import { formatMoney } from '../money';
import { WORKLIST_GROUPS } from '../worklist/types';
import type { Decision, DecisionProgress, Forecast, WorklistGroup, WorklistPage } from '../worklist/types';
import { debtorView } from './evidence';
import { counted, fr } from './plain';
import type { Pair } from './plain';
import type { DebtorView, WorklistRowView } from './types';

const many = (count: number, language: Language, pairs: Readonly<Record<Language, Pair>>): string => counted(count, pairs[language], language);

/** One line of a group: who, how much, what is to be done, and why he stands where he stands. */
export interface DecisionRowView {
  readonly debtor: DebtorView;
  readonly step: string;
  /** "12 400,00 €, 48 jours, promesse manquée": what the order is made of. */
  readonly reason: string;
  readonly icon: WorklistRowView['icon'];
  readonly open: WorklistRowView['open'];
  /** null: nothing to write to him today. */
  readonly newMessage: WorklistRowView['newMessage'];
}

export interface WorklistGroupView {
  readonly group: WorklistGroup;
  readonly label: string;
  readonly count: number;
}

export interface WorklistPagePanel {
  readonly group: WorklistGroup;
  readonly title: string;
  readonly day: string;
  readonly groups: readonly WorklistGroupView[];
  readonly rows: readonly DecisionRowView[];
  /** "37 clients · les 50 premiers sont montrés" */
  readonly summary: string;
  /** "Analyse en cours : 37 %"; null: everybody is decided for today. */
  readonly progress: string | null;
  readonly empty: string | null;
  /** "Afficher la suite"; null: all are shown. */
  readonly more: string | null;
  readonly announcement: string;
}

/** One group of the worklist, from what was decided of each customer for today. */
export function presentWorklistPage(page: WorklistPage, group: WorklistGroup, language: Language): WorklistPagePanel {
  const { rows, count, groups, today } = page;
  const french = language === 'fr';
  const customers = many(count, language, { fr: ['{n} client', '{n} clients'], en: ['{n} customer', '{n} customers'] });
  const shown = count > rows.length && rows.length > 0 ? (french ? fr` · ${rows.length} en tête de liste` : ` · the first ${rows.length} are shown`) : '';
  const title = groupName(group, language);
  const summary = `${customers}${shown}`;
  return {
    group,
    title,
    day: formatShortWeekdayDate(today, language, today),
    groups: WORKLIST_GROUPS.map((one) => ({ group: one, label: groupName(one, language), count: groups[one] })),
    rows: rows.map((row) => rowView(row, language, today)),
    summary,
    progress: progressInWords(page.progress, language),
    empty: rows.length > 0 ? null : page.progress !== null ? (french ? fr`Rien ici pour l'instant : l'analyse n'est pas terminée.` : 'Nothing here yet: the analysis is not finished.') : french ? fr`Rien ici aujourd'hui.` : 'Nothing here today.',
    more: count > rows.length && rows.length > 0 ? (french ? 'Afficher la suite' : 'Show more') : null,
    announcement: `${title}. ${summary}`,
  };
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

/** Never "100 %" before it is: the last percent is the last customer's. */
export function progressInWords(progress: DecisionProgress | null, language: Language): string | null {
  if (progress === null) return null;
  const percent = progress.total === 0 ? 0 : Math.min(99, Math.floor((100 * progress.decided) / progress.total));
  return language === 'fr' ? fr`Analyse en cours : ${percent} %` : `Analysis under way: ${percent}%`;
}

function rowView(decision: Decision, language: Language, today: LocalDate): DecisionRowView {
  const french = language === 'fr';
  return {
    debtor: debtorView(decision.debtor),
    step: stepInWords(decision, language, today),
    reason: reasonInWords(decision, language),
    icon: iconOf(decision),
    open: { action: { kind: 'open-debtor', debtor: decision.debtor.id }, label: french ? 'Fiche' : 'Details', disabledBecause: null },
    newMessage: decision.kind === 'remind' ? { action: { kind: 'new-message', debtor: decision.debtor.id }, label: french ? 'Nouveau message' : 'New message', disabledBecause: null } : null,
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

function iconOf({ group }: Decision): WorklistRowView['icon'] {
  switch (group) {
    case 'to-remind': return 'mail';
    case 'to-call': return 'call';
    case 'letter': return 'letter';
    case 'to-confirm': return 'draft';
    default: return 'waiting';
  }
}

function stepInWords({ group, kind, stage, on }: Decision, language: Language, today: LocalDate): string {
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

export interface ForecastView {
  /** What is counted, and on what condition. */
  readonly caption: string;
  readonly days: readonly { readonly day: LocalDate; readonly text: string; readonly steps: number }[];
}

/** "lundi 30 nov. : 37 relances", with what it supposes; days without anything are left out. */
export function presentForecast({ days, today, progress }: Forecast, language: Language): ForecastView {
  const french = language === 'fr';
  const caption = french ? fr`Prévision sur 30 jours si personne ne paie : la prochaine étape de chaque client, jours fériés exclus.` : 'Forecast over 30 days if nobody pays: the next step of each customer, without public holidays.';
  const running = progressInWords(progress, language);
  return {
    caption: running === null ? caption : `${caption} ${running}`,
    days: days.filter(({ mails, calls, letters }) => mails + calls + letters > 0).map(({ day, mails, calls, letters }) => {
      const parts = [
        mails === 0 ? '' : many(mails, language, { fr: ['{n} relance', '{n} relances'], en: ['{n} reminder', '{n} reminders'] }),
        calls === 0 ? '' : many(calls, language, { fr: ['{n} appel', '{n} appels'], en: ['{n} call', '{n} calls'] }),
        letters === 0 ? '' : many(letters, language, { fr: ['{n} courrier', '{n} courriers'], en: ['{n} letter', '{n} letters'] }),
      ].filter((part) => part !== '').join(', ');
      const name = formatWeekdayDate(day, language, today);
      return { day, steps: mails + calls + letters, text: french ? fr`${name} : ${parts}` : `${name}: ${parts}` };
    }),
  };
}
