import { assertNever } from '../result';
import { formatMoney } from '../money';
import type { Money } from '../money';
import { formatDayMonth, formatWeekdayDate } from '../calendar';
import type { LocalDate } from '../calendar';
import type { Language } from '../ledger/types';
import type { ArithmeticFact, DunningStage, ReminderPolicy, StageId } from '../dunning/types';
import { cautionInWords } from './cautions';
import { fr, plain } from './plain';
import { planningInWords } from './planning-words';

/** What every sentence needs to be said. */
export interface Saying {
  readonly language: Language;
  readonly today: LocalDate;
  readonly policy: ReminderPolicy;
}

export const stageName = (stage: StageId, { policy, language }: Saying): string => policy.stages.find((each) => each.id === stage)?.name[language] ?? plain(stage, 40);
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
/** In the middle of a sentence: "relance ferme". */
export const stageInside = (stage: StageId, saying: Saying): string => lowerFirst(stageName(stage, saying));

export const days = (count: number, language: Language): string => (language === 'fr' ? `${count} jour${count > 1 ? 's' : ''}` : `${count} day${count === 1 ? '' : 's'}`);
export const businessDays = (count: number, language: Language): string =>
  language === 'fr' ? `${count} jour${count > 1 ? 's' : ''} ouvré${count > 1 ? 's' : ''}` : `${count} business day${count === 1 ? '' : 's'}`;
export const day = (date: LocalDate, { language, today }: Saying): string => formatDayMonth(date, language, today);
const weekdayOf = (date: LocalDate, { language, today }: Saying): string => formatWeekdayDate(date, language, today);
const amountOf = (amount: Money, { language }: Saying): string => formatMoney(amount, language);

export const NUMBERS_SHOWN = 3;
/** "FA-1, FA-2 et 3 autres" */
export function numbersOf(numbers: readonly string[], language: Language): string {
  const shown = numbers.slice(0, NUMBERS_SHOWN).map((number) => plain(number, 60));
  const more = numbers.length - shown.length;
  const and = language === 'fr' ? 'et' : 'and';
  if (more > 0) return `${shown.join(', ')} ${and} ${more} ${language === 'fr' ? `autre${more > 1 ? 's' : ''}` : `other${more > 1 ? 's' : ''}`}`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} ${and} ${shown[shown.length - 1] ?? ''}`;
}

type Done = 'sent' | 'called' | 'deposited' | 'skipped' | 'inserted' | 'ledger';
const DONE: Readonly<Record<Language, Readonly<Record<Done, string>>>> = {
  fr: { sent: 'envoyé', called: 'fait', deposited: 'déposé', skipped: 'passé', inserted: 'inséré', ledger: 'envoyé' },
  en: { sent: 'sent', called: 'made', deposited: 'posted', skipped: 'skipped', inserted: 'inserted', ledger: 'sent' },
};
/** "envoyée", "fait": agrees with the step's name where French asks for it. */
export function doneWord(stage: StageId, how: Done, saying: Saying): string {
  const word = DONE[saying.language][how];
  return saying.language === 'fr' && isFeminine(stage, saying) ? `${word}e` : word;
}
export const isFeminine = (stage: StageId, saying: Saying): boolean => /^(relance|mise|transmission|lettre|injonction|saisine|étape)/i.test(stageName(stage, saying));

const ago = (count: number, language: Language): string =>
  count === 0 ? (language === 'fr' ? "aujourd’hui" : 'today') : count === 1 ? (language === 'fr' ? 'hier' : 'yesterday') : language === 'fr' ? `il y a ${days(count, language)}` : `${days(count, language)} ago`;

/** The reasoning as one paragraph: each fact a clause; a step and what it allows stand in one sentence. */
export function arithmeticInWords(facts: readonly ArithmeticFact[], saying: Saying): string {
  const sentences: string[] = [];
  let pending: string | null = null;
  const flush = (): void => {
    if (pending !== null) sentences.push(`${pending}.`);
    pending = null;
  };
  for (const fact of facts) {
    if (fact.kind === 'last-step') {
      flush();
      pending = lastStep(fact, saying);
      continue;
    }
    if (pending !== null && (fact.kind === 'possible-since' || fact.kind === 'possible-from')) {
      const next = possible(fact, saying);
      sentences.push(saying.language === 'fr' ? fr`${pending} : ${lowerFirst(next)}` : `${pending}: ${lowerFirst(next)}`);
      pending = null;
      continue;
    }
    flush();
    const sentence = alone(fact, saying);
    if (sentence !== '') sentences.push(sentence);
  }
  flush();
  return sentences.join(' ');
}

/**
 * The card "too soon" has the day in its title: below it stand the step done, with its day, and what the plan asks for.
 * Without a step done, how late it is.
 */
export function waitingInWords(facts: readonly ArithmeticFact[], saying: Saying): string {
  const done = facts.find((fact) => fact.kind === 'last-step');
  const sentences = facts.map((fact) => {
    if (fact.kind === 'days-late' && done !== undefined) return '';
    if (fact.kind === 'last-step') {
      if (fact.how === 'ledger') return `${lastStep(fact, saying)}.`;
      const when = fact.daysAgo < 2 ? '' : ` (${saying.language === 'fr' ? 'le\u00a0' : ''}${day(fact.on, saying)})`;
      return `${lastStep(fact, saying)}${when}.`;
    }
    return fact.kind === 'possible-from' ? waits(fact, saying) : alone(fact, saying);
  });
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function lastStep(fact: Extract<ArithmeticFact, { kind: 'last-step' }>, saying: Saying): string {
  if (fact.how === 'ledger') {
    const said = saying.language === 'fr' ? fr`${stageName(fact.stage, saying)} déjà ${doneWord(fact.stage, fact.how, saying)} avant Relance, d'après votre grand livre` : `${stageName(fact.stage, saying)} already sent before Relance, as your ledger says`;
    return fact.undated === true ? said : `${said} (${saying.language === 'fr' ? 'le\u00a0' : ''}${day(fact.on, saying)})`;
  }
  return `${stageName(fact.stage, saying)} ${doneWord(fact.stage, fact.how, saying)} ${ago(fact.daysAgo, saying.language)}`;
}

function possible(fact: Extract<ArithmeticFact, { kind: 'possible-since' | 'possible-from' }>, saying: Saying): string {
  const french = saying.language === 'fr';
  const name = stageName(fact.stage, saying);
  if (fact.kind === 'possible-since' && fact.since === saying.today) return french ? fr`${name} possible aujourd'hui.` : `${name} possible today.`;
  if (fact.kind === 'possible-since') return french ? fr`${name} possible depuis le ${day(fact.since, saying)}.` : `${name} possible since ${day(fact.since, saying)}.`;
  const head = french ? fr`${name} dès ${weekdayOf(fact.from, saying)}.` : `${name} from ${weekdayOf(fact.from, saying)}.`;
  return `${head} ${waits(fact, saying)}`.trim();
}

/** What has to pass before the step, and how much of it is left. */
function waits({ because, gapDays, daysToGo }: Extract<ArithmeticFact, { kind: 'possible-from' }>, { language }: Saying): string {
  const french = language === 'fr';
  const left = days(daysToGo, language);
  if (because === 'business-day') return french ? fr`Relance n'écrit que les jours ouvrés.` : 'Reminders go out on business days only.';
  if (because === 'gap' && gapDays !== null) return french ? fr`Votre plan demande ${days(gapDays, 'fr')} entre les deux : encore ${left}.` : `Your plan asks for ${days(gapDays, 'en')} in between: ${daysToGo} to go.`;
  if (because === 'notice' && gapDays !== null)
    return french
      ? fr`La mise en demeure laisse ${days(gapDays, 'fr')} dès sa première présentation, et ce qui est payé le dernier jour doit arriver : encore ${left}.`
      : `The formal notice gives ${days(gapDays, 'en')} from its first presentation, and what is paid on the last day must arrive: ${daysToGo} to go.`;
  if (because === 'mail-spacing' && gapDays !== null)
    return french
      ? fr`Votre plan laisse ${businessDays(gapDays, 'fr')} entre deux messages au même client : encore ${left}.`
      : `Your plan leaves ${businessDays(gapDays, 'en')} between two messages to one customer: ${daysToGo} to go.`;
  if (because === 'announced') return french ? fr`Un rappel d'échéance par semaine et par client : encore ${left}.` : `One due-date reminder a week per customer: ${daysToGo} to go.`;
  return daysToGo <= 0 ? '' : french ? fr`Encore ${left}.` : `${left} to go.`;
}

/** The period of limitation by its years, its text, and what a reminder does to it (law sheet, 1.9). */
export function limitationWords(years: number, language: Language): { readonly period: string; readonly law: string; readonly stopped: string } {
  const french = language === 'fr';
  const period = french ? fr`${years} ans` : `${years} years`;
  if (years === 4) return { period, law: french ? 'loi 68-1250' : 'French law 68-1250', stopped: french ? fr`sauf interruption, par exemple par une demande écrite.` : 'unless it is interrupted, by a written claim for one.' };
  const law = years === 2 ? (french ? 'C. conso., art. L218-2' : 'French consumer code, L218-2') : french ? 'C. com., art. L110-4' : 'French commercial code, L110-4';
  return { period, law, stopped: french ? fr`sauf interruption : une relance ne suffit pas.` : 'unless it is interrupted: a reminder is not enough.' };
}

function alone(fact: Exclude<ArithmeticFact, { kind: 'last-step' }>, saying: Saying): string {
  const { language } = saying;
  const french = language === 'fr';
  switch (fact.kind) {
    case 'days-late':
      if (fact.days === 0) return french ? fr`${plain(fact.number, 60)} échue aujourd'hui.` : `${plain(fact.number, 60)} falls due today.`;
      return french ? fr`${days(fact.days, 'fr')} de retard.` : `${days(fact.days, 'en')} late.`;
    case 'due-in':
      if (fact.days === 0) return french ? fr`${plain(fact.number, 60)} est à payer aujourd'hui.` : `${plain(fact.number, 60)} is to be paid today.`;
      return french ? fr`${plain(fact.number, 60)} échoit le ${day(fact.due, saying)}, dans ${days(fact.days, 'fr')}.` : `${plain(fact.number, 60)} falls due on ${day(fact.due, saying)}, in ${days(fact.days, 'en')}.`;
    case 'no-step-yet':
      return french ? 'Aucune relance envoyée.' : 'No reminder sent yet.';
    case 'possible-since':
    case 'possible-from':
      return possible(fact, saying);
    case 'caught-up':
      return french ? fr`Votre plan commence une facture jamais relancée à l'étape de son retard.` : 'Your plan starts an invoice that was never reminded at the step of its delay.';
    case 'first-delay':
      return french ? fr`Premier retard d'un bon payeur : ton courtois.` : 'First delay of a good payer: courteous tone.';
    case 'gap-counted':
      return french ? fr`Votre plan demande ${days(fact.days, 'fr')} entre les deux.` : `Your plan asks for ${days(fact.days, 'en')} in between.`;
    case 'other-invoices': {
      const parts: string[] = [];
      if (fact.listed > 0) parts.push(french ? `La relance demande aussi ${fact.listed} autre${fact.listed > 1 ? 's' : ''} facture${fact.listed > 1 ? 's' : ''}.` : `The reminder also asks for ${fact.listed} other invoice${fact.listed > 1 ? 's' : ''}.`);
      if (fact.informational > 0) parts.push(french ? fr`${fact.informational} autre${fact.informational > 1 ? 's' : ''} facture${fact.informational > 1 ? 's' : ''} pour information.` : `${fact.informational} other invoice${fact.informational > 1 ? 's' : ''} for information.`);
      return parts.join(' ');
    }
    case 'disputed-left-out':
      return french ? fr`${numbersOf(fact.numbers, 'fr')} en litige pour ${amountOf(fact.amount, saying)} : non demandé.` : `${numbersOf(fact.numbers, 'en')} disputed for ${amountOf(fact.amount, saying)}: not asked for.`;
    case 'credit-deducted':
      return french ? fr`Avoir ${plain(fact.number, 60)} déduit : ${amountOf(fact.amount, saying)}.` : `Credit note ${plain(fact.number, 60)} deducted: ${amountOf(fact.amount, saying)}.`;
    case 'not-arrived':
      return french ? fr`Le dernier message n'est pas arrivé à ${plain(fact.address, 80)} : choisissez un autre contact.` : `The last message did not reach ${plain(fact.address, 80)}: choose another contact.`;
    case 'not-announced':
    case 'retained-above-cap':
      return planningInWords(fact, numbersOf(fact.numbers, language), saying);
    case 'step-passed-over':
      return planningInWords(fact, stageName(fact.stage, saying), saying);
    case 'figures-old':
    case 'answer-unsettled':
      return cautionInWords(fact, saying);
    case 'retained-left-out': {
      const amount = amountOf(fact.amount, saying);
      if (fact.until === null) return french ? fr`${numbersOf(fact.numbers, 'fr')} : ${amount} en retenue de garantie, non demandés.` : `${numbersOf(fact.numbers, 'en')}: ${amount} held back, not asked for.`;
      return french ? fr`${numbersOf(fact.numbers, 'fr')} : ${amount} en retenue de garantie jusqu'au ${day(fact.until, saying)}, non demandés.` : `${numbersOf(fact.numbers, 'en')}: ${amount} held back until ${day(fact.until, saying)}, not asked for.`;
    }
    case 'limitation-near': {
      const { period, stopped } = limitationWords(fact.years, language);
      return french ? fr`${numbersOf(fact.numbers, 'fr')} : prescription le ${day(fact.on, saying)} (${period}) ${stopped}` : `${numbersOf(fact.numbers, 'en')}: lapses on ${day(fact.on, saying)} (${period}) ${stopped}`;
    }
    case 'other-currency':
      return french ? fr`Également échu, dans une autre devise : ${fact.totals.map((total) => amountOf(total, saying)).join(', ')}.` : `Also overdue, in another currency: ${fact.totals.map((total) => amountOf(total, saying)).join(', ')}.`;
    case 'below-tolerance':
      return french ? fr`${amountOf(fact.amount, saying)} : sous le seuil de ${amountOf(fact.tolerance, saying)}.` : `${amountOf(fact.amount, saying)}: below the threshold of ${amountOf(fact.tolerance, saying)}.`;
    case 'credit-covers':
      return french ? fr`Les avoirs et acomptes (${amountOf(fact.credits, saying)}) couvrent les ${amountOf(fact.overdue, saying)} échus.` : `Credits (${amountOf(fact.credits, saying)}) cover the ${amountOf(fact.overdue, saying)} overdue.`;
    default:
      return assertNever(fact);
  }
}

/** What the call, letter or hand-over step asks of the clerk in this version. */
export function stepAdvice(stage: DunningStage, phone: string | null, saying: Saying): string {
  const french = saying.language === 'fr';
  switch (stage.channel) {
    case 'call':
      return phone === null
        ? french ? fr`Aucun téléphone dans le grand livre.` : 'No phone number in the ledger.'
        : french ? fr`Téléphone : ${plain(phone, 40)}.` : `Phone: ${plain(phone, 40)}.`;
    case 'letter':
      return french ? fr`Relisez le courrier, envoyez-le en recommandé, puis notez son dépôt.` : 'Read the letter, send it by registered post, then record its posting.';
    case 'hand-over':
      return french ? fr`Relisez le courrier qui l'annonce au client ; le dossier lui-même se transmet hors de Relance.` : 'Read the letter that tells the customer; the file itself is handed over outside Relance.';
    case 'mail':
      return '';
    default:
      return assertNever(stage.channel);
  }
}
