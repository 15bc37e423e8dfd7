import type { AssessmentKind, DunningStage, StageBasis, StageChannel, Tone } from '../dunning/types';
import type { DryRunPage, Foreseen, PolicyPreview, StepCount } from '../dunning/foreseen';
import { formatWeekdayDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { formatMoney, money } from '../money';
import { dayMark } from './policy-words';
import type { Language } from '../ledger/types';
import { counted, formatCount, fr, plain, typeset } from './plain';

/** Of the page of plans alone: it is fetched when it is opened. */
export interface PlansWords {
  readonly title: string;
  readonly loading: string;
  readonly ofCompany: string;
  readonly ofCompanyHint: string;
  readonly like: string;
  readonly shipped: string;
  readonly own: string;
  /** Of the choice of the plan whose steps are shown. */
  readonly shownPlan: string;
  readonly steps: string;
  readonly copy: string;
  readonly edit: string;
  readonly name: string;
  readonly copyOf: string;
  readonly reset: string;
  readonly resetDone: string;
  readonly inUse: string;
  readonly rules: string;
  readonly check: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly saved: string;
  readonly chosen: string;
  readonly versionBefore: string;
  readonly dryRun: string;
  readonly dryRunHint: string;
  readonly dryRunStart: string;
  readonly dryRunStop: string;
  readonly channels: Readonly<Record<StageChannel, string>>;
  readonly tones: Readonly<Record<Tone, string>>;
  readonly first: string;
  readonly daysAfter: Readonly<Record<StageBasis, string>>;
  readonly bases: Readonly<Record<StageBasis, string>>;
  readonly catchUpHint: string;
  readonly catchUp: string;
  readonly from: string;
  readonly signedBy: string;
  readonly segments: string;
  readonly segmentsHint: string;
  readonly likeOthers: string;
  readonly remove: string;
  readonly removeAsk: string;
  readonly removed: string;
  readonly ready: string;
  readonly begin: string;
}

const FR: PlansWords = {
  title: 'Plans de relance', loading: 'Lecture des plans…', ofCompany: 'Plan de l’entreprise',
  ofCompanyHint: typeset("Il décide pour tous les clients qui n'en ont pas d'autre : ni le leur, ni celui de leur catégorie, ni celui des acheteurs publics."),
  like: 'Comme l’entreprise', shipped: 'fourni', own: 'propre', shownPlan: 'Plan affiché', steps: 'Étapes', copy: 'Copier et modifier', edit: 'Modifier', name: 'Nom du plan', copyOf: 'Copie de', reset: 'Revenir au plan fourni',
  resetDone: typeset("Valeurs du plan fourni reprises. Rien n'est encore enregistré."), inUse: 'Active', rules: 'Règles', check: 'Vérifier avant d’enregistrer', confirm: 'Enregistrer', cancel: 'Annuler', saved: 'Plan enregistré.', chosen: 'Plan choisi.',
  versionBefore: 'Revenir à la version d’avant', dryRun: 'Ce que Relance proposerait aujourd’hui', dryRunHint: typeset("Simulation sur tous les clients : rien n'est écrit ni envoyé."), dryRunStart: 'Simuler', dryRunStop: 'Arrêter',
  channels: { mail: 'e-mail', call: 'appel', letter: 'lettre', 'hand-over': 'transmission' }, tones: { courteous: 'courtois', firm: 'ferme', formal: 'formel' }, first: 'première étape',
  daysAfter: { due: 'Jours après l’échéance', 'end-of-month': 'Jours après la fin du mois', previous: 'Jours après l’étape précédente' }, bases: { due: 'après l’échéance', 'end-of-month': 'après la fin du mois de l’échéance', previous: 'après l’étape précédente' },
  catchUpHint: typeset("Une facture déjà en retard et jamais relancée commence à l'étape de son âge, au plus à la dernière relance avant la mise en demeure. Sans cela, elle commence à la première étape."),
  catchUp: 'rattrape le retard', from: 'à partir de', signedBy: 'signataire', segments: 'Plan par catégorie', segmentsHint: typeset("Pour les clients de cette catégorie du grand livre qui n'ont pas de plan à eux."), likeOthers: 'Aucun en propre', remove: 'Supprimer ce plan',
  removeAsk: typeset('Supprimer pour de bon ? Ses versions restent dans l’historique.'), removed: 'Plan supprimé.', ready: 'Votre grand livre est prêt', begin: 'Ouvrir Relance',
};
const EN: PlansWords = {
  title: 'Reminder plans', loading: 'Reading the plans…', ofCompany: 'The company’s plan', ofCompanyHint: 'It decides for every customer without another one: of their own, of their category, or for public buyers.', like: 'As the company', shipped: 'supplied', own: 'own',
  shownPlan: 'Plan shown', steps: 'Steps', copy: 'Copy and edit', edit: 'Edit', name: 'Name of the plan', copyOf: 'Copy of', reset: 'Back to the supplied plan', resetDone: 'Values of the supplied plan taken over. Nothing is saved yet.', inUse: 'In use', rules: 'Rules',
  check: 'Check before saving', confirm: 'Save', cancel: 'Cancel', saved: 'Plan saved.', chosen: 'Plan chosen.', versionBefore: 'Back to the version before', dryRun: 'What Relance would propose today',
  dryRunHint: 'A simulation over all customers: nothing is written or sent.', dryRunStart: 'Simulate', dryRunStop: 'Stop', channels: { mail: 'e-mail', call: 'call', letter: 'letter', 'hand-over': 'hand-over' }, tones: { courteous: 'courteous', firm: 'firm', formal: 'formal' }, first: 'first step',
  daysAfter: { due: 'Days after the due date', 'end-of-month': 'Days after the end of the month', previous: 'Days after the previous step' }, bases: { due: 'after the due date', 'end-of-month': 'after the end of the due date’s month', previous: 'after the previous step' },
  catchUpHint: 'An invoice already late and never reminded starts at the step of its age, at most the last reminder before the formal notice. Otherwise it starts at the first step.',
  catchUp: 'catches up', from: 'from', signedBy: 'signed by', segments: 'Plan by category', segmentsHint: 'For customers of this category of the ledger without a plan of their own.', likeOthers: 'None of its own', remove: 'Delete this plan',
  removeAsk: 'Delete it for good? Its versions stay in the history.', removed: 'Plan deleted.', ready: 'Your ledger is ready', begin: 'Open Relance',
};
export const plansWords = (language: Language): PlansWords => (language === 'fr' ? FR : EN);

/** "J+5", "fin du mois + 5 j", "étape précédente + 8 j" */
export function stageDay({ days, basis = 'due' }: Pick<DunningStage, 'days' | 'basis'>, language: Language): string {
  const french = language === 'fr';
  if (basis === 'due') return dayMark(days, language);
  const count = french ? fr`${formatCount(days, 'fr')} j` : `${formatCount(days, 'en')} d`;
  return `${basis === 'previous' ? (french ? 'étape précédente' : 'previous step') : french ? 'fin du mois' : 'end of month'} + ${count}`;
}

/** What a step has beside its day, its channel and its tones. */
export function stageTerms({ basis, minimumGap, thresholdMinor = 0, signer }: DunningStage, language: Language): readonly string[] {
  const said = plansWords(language);
  return [
    ...(basis !== 'previous' && minimumGap > 0 ? [gapInWords(minimumGap, language)] : []),
    ...(thresholdMinor > 0 ? [`${said.from} ${formatMoney(money(thresholdMinor, 'EUR'), language)}`] : []),
    ...(signer === undefined ? [] : [`${said.signedBy} ${plain(signer, 80)}`]),
  ];
}

/** "10 jours après l’étape précédente" */
export const gapInWords = (days: number, language: Language): string => counted(days, language === 'fr' ? ['{n} jour après la précédente', '{n} jours après la précédente'] : ['{n} day after the one before', '{n} days after the one before'], language);

const STATES: Readonly<Record<Language, Readonly<Record<Exclude<AssessmentKind, 'remind' | 'call' | 'letter' | 'too-soon'>, string>>>> = {
  fr: { 'unknown-debtor': 'client inconnu', settled: 'rien d’ouvert', 'not-due': 'rien d’échu', held: 'en suspens', 'draft-pending': 'brouillon en cours', 'draft-unconfirmed': 'brouillon à confirmer', exhausted: 'plus d’étape' },
  en: { 'unknown-debtor': 'unknown customer', settled: 'nothing open', 'not-due': 'nothing due', held: 'on hold', 'draft-pending': 'draft under way', 'draft-unconfirmed': 'draft to confirm', exhausted: 'no step left' },
};

/** "relance ferme dès aujourd’hui", "appel ven. 27 nov." */
export function foreseenInWords({ kind, stage, on }: Foreseen, language: Language, today: LocalDate): string {
  if (stage === null || on === null) return kind === 'remind' || kind === 'call' || kind === 'letter' || kind === 'too-soon' ? '' : STATES[language][kind];
  const name = plain(stage.name[language], 60).toLowerCase();
  const day = formatWeekdayDate(on, language, today);
  return on === today ? (language === 'fr' ? fr`${name} dès aujourd'hui` : `${name} from today`) : language === 'fr' ? fr`${name} ${day}` : `${name} ${day}`;
}

/** "Sur 50 clients en retard, 12 changent." and a line for each of them. */
export function previewInWords({ looked, rows }: PolicyPreview, language: Language, today: LocalDate): { readonly summary: string; readonly lines: readonly string[] } {
  const french = language === 'fr';
  const changing = french ? (rows.length === 0 ? 'aucun ne change' : counted(rows.length, ['{n} change', '{n} changent'], 'fr')) : rows.length === 0 ? 'none changes' : counted(rows.length, ['{n} changes', '{n} change'], 'en');
  const summary = looked === 0
    ? (french ? fr`Aucun client en retard n'a ce plan aujourd'hui.` : 'No customer in arrears has this plan today.')
    : french ? fr`Sur ${counted(looked, ['{n} client en retard', '{n} clients en retard'], 'fr')}, ${changing}.` : `Of ${counted(looked, ['{n} customer', '{n} customers'], 'en')} in arrears, ${changing}.`;
  const lines = rows.map(({ name, before, after }) => {
    const [was, will] = [foreseenInWords(before, language, today), foreseenInWords(after, language, today)];
    return french ? fr`${plain(name, 80)} : ${will} au lieu de ${was}` : `${plain(name, 80)}: ${will} instead of ${was}`;
  });
  return { summary, lines };
}

/** "212 clients : 150 relance courtoise, 22 appel"; `looked` of `of` while it goes on. */
export function dryRunInWords(steps: readonly StepCount[], language: Language): { readonly total: string; readonly lines: readonly string[] } {
  const sum = steps.reduce((all, { count }) => all + count, 0);
  const total = language === 'fr' ? counted(sum, ['{n} client à relancer', '{n} clients à relancer'], 'fr') : counted(sum, ['{n} customer to remind', '{n} customers to remind'], 'en');
  const most = [...steps].sort((a, b) => b.count - a.count);
  return { total, lines: most.map(({ name, count }) => (language === 'fr' ? fr`${plain(name.fr, 60)} : ${formatCount(count, 'fr')}` : `${plain(name.en, 60)}: ${formatCount(count, 'en')}`)) };
}
export const dryRunProgress = (looked: number, { of }: Pick<DryRunPage, 'of'>, language: Language): string =>
  language === 'fr' ? fr`${formatCount(Math.min(looked, of), 'fr')} sur ${counted(of, ['{n} client', '{n} clients'], 'fr')}` : `${formatCount(Math.min(looked, of), 'en')} of ${counted(of, ['{n} customer', '{n} customers'], 'en')}`;
