import type { AssessmentKind, StageChannel, Tone } from '../dunning/types';
import type { DryRunPage, Foreseen, PolicyPreview, StepCount } from '../dunning/foreseen';
import { formatWeekdayDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
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
}

const FR: PlansWords = {
  title: 'Plans de relance', loading: 'Lecture des plans…', ofCompany: 'Plan de l’entreprise',
  ofCompanyHint: typeset("Il décide pour tous les clients qui n'en ont pas d'autre : ni le leur, ni celui de leur catégorie, ni celui des acheteurs publics."),
  like: 'Comme l’entreprise', shipped: 'fourni', own: 'propre', steps: 'Étapes', copy: 'Copier et modifier', edit: 'Modifier', name: 'Nom du plan', copyOf: 'Copie de', reset: 'Revenir au plan fourni',
  resetDone: typeset("Valeurs du plan fourni reprises. Rien n'est encore enregistré."), inUse: 'Active', rules: 'Règles', check: 'Vérifier avant d’enregistrer', confirm: 'Enregistrer', cancel: 'Annuler', saved: 'Plan enregistré.', chosen: 'Plan choisi.',
  versionBefore: 'Revenir à la version d’avant', dryRun: 'Ce que Relance proposerait aujourd’hui', dryRunHint: typeset("Simulation sur tous les clients : rien n'est écrit ni envoyé."), dryRunStart: 'Simuler', dryRunStop: 'Arrêter',
  channels: { mail: 'e-mail', call: 'appel', letter: 'lettre', 'hand-over': 'transmission' }, tones: { courteous: 'courtois', firm: 'ferme', formal: 'formel' }, first: 'première étape',
};
const EN: PlansWords = {
  title: 'Reminder plans', loading: 'Reading the plans…', ofCompany: 'The company’s plan', ofCompanyHint: 'It decides for every customer without another one: of their own, of their category, or for public buyers.', like: 'As the company', shipped: 'supplied', own: 'own',
  steps: 'Steps', copy: 'Copy and edit', edit: 'Edit', name: 'Name of the plan', copyOf: 'Copy of', reset: 'Back to the supplied plan', resetDone: 'Values of the supplied plan taken over. Nothing is saved yet.', inUse: 'In use', rules: 'Rules',
  check: 'Check before saving', confirm: 'Save', cancel: 'Cancel', saved: 'Plan saved.', chosen: 'Plan chosen.', versionBefore: 'Back to the version before', dryRun: 'What Relance would propose today',
  dryRunHint: 'A simulation over all customers: nothing is written or sent.', dryRunStart: 'Simulate', dryRunStop: 'Stop', channels: { mail: 'e-mail', call: 'call', letter: 'letter', 'hand-over': 'hand-over' }, tones: { courteous: 'courteous', firm: 'firm', formal: 'formal' }, first: 'first step',
};
export const plansWords = (language: Language): PlansWords => (language === 'fr' ? FR : EN);

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
