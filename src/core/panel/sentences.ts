import { assertNever } from '../result';
import { formatMoney } from '../money';
import type { Money } from '../money';
import { addBusinessDays, formatDayMonth, formatShortWeekdayDate, formatWeekdayDate } from '../calendar';
import type { LocalDate } from '../calendar';
import type { Language } from '../ledger/types';
import type { ArithmeticFact, DunningStage, Hold, ReminderPolicy, StageId } from '../dunning/types';
import { fr, plain } from './plain';

/** What every sentence needs to be said. */
export interface Saying {
  readonly language: Language;
  readonly today: LocalDate;
  readonly policy: ReminderPolicy;
}

export const stageName = (stage: StageId, { policy, language }: Saying): string => policy.stages.find((each) => each.id === stage)?.name[language] ?? plain(stage, 40);
/** In the middle of a sentence: "relance ferme". */
export const stageInside = (stage: StageId, saying: Saying): string => {
  const name = stageName(stage, saying);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

export const days = (count: number, language: Language): string => (language === 'fr' ? `${count} jour${count > 1 ? 's' : ''}` : `${count} day${count === 1 ? '' : 's'}`);
export const day = (date: LocalDate, { language, today }: Saying): string => formatDayMonth(date, language, today);
const weekdayOf = (date: LocalDate, { language, today }: Saying): string => formatWeekdayDate(date, language, today);
const shortWeekday = (date: LocalDate, { language, today }: Saying): string => formatShortWeekdayDate(date, language, today);
const amountOf = (amount: Money, { language }: Saying): string => formatMoney(amount, language);

const MAX_NUMBERS = 3;
/** "FA-1, FA-2 et 3 autres" */
export function numbersOf(numbers: readonly string[], language: Language): string {
  const shown = numbers.slice(0, MAX_NUMBERS).map((number) => plain(number, 60));
  const more = numbers.length - shown.length;
  const and = language === 'fr' ? 'et' : 'and';
  if (more > 0) return `${shown.join(', ')} ${and} ${more} ${language === 'fr' ? `autre${more > 1 ? 's' : ''}` : `other${more > 1 ? 's' : ''}`}`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} ${and} ${shown[shown.length - 1] ?? ''}`;
}

/** "envoyée", "faite": agrees with the step's name where French asks for it. */
function doneWord(stage: StageId, how: 'sent' | 'called' | 'deposited' | 'skipped', saying: Saying): string {
  if (saying.language === 'en') return { sent: 'sent', called: 'made', deposited: 'posted', skipped: 'skipped' }[how];
  const feminine = /^(relance|mise|transmission|lettre)/i.test(stageName(stage, saying));
  const word = { sent: 'envoyé', called: 'fait', deposited: 'déposé', skipped: 'passé' }[how];
  return feminine ? `${word}e` : word;
}

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

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function lastStep(fact: Extract<ArithmeticFact, { kind: 'last-step' }>, saying: Saying): string {
  return `${stageName(fact.stage, saying)} ${doneWord(fact.stage, fact.how, saying)} ${ago(fact.daysAgo, saying.language)}`;
}

function possible(fact: Extract<ArithmeticFact, { kind: 'possible-since' | 'possible-from' }>, saying: Saying): string {
  const french = saying.language === 'fr';
  const name = stageName(fact.stage, saying);
  if (fact.kind === 'possible-since') return french ? fr`${name} possible depuis le ${day(fact.since, saying)}.` : `${name} possible since ${day(fact.since, saying)}.`;
  const toGo = fact.daysToGo;
  const head = french ? fr`${name} dès ${weekdayOf(fact.from, saying)}.` : `${name} from ${weekdayOf(fact.from, saying)}.`;
  if (fact.because === 'gap' && fact.gapDays !== null)
    return french
      ? fr`${head} Votre plan demande ${days(fact.gapDays, 'fr')} entre les deux : encore ${days(toGo, 'fr')}.`
      : `${head} Your plan asks for ${days(fact.gapDays, 'en')} in between: ${toGo} to go.`;
  if (fact.because === 'mail-spacing' && fact.gapDays !== null)
    return french
      ? fr`${head} Votre plan laisse ${fact.gapDays} jours ouvrés entre deux messages au même client : encore ${days(toGo, 'fr')}.`
      : `${head} Your plan leaves ${fact.gapDays} business days between two messages to one customer: ${toGo} to go.`;
  if (fact.because === 'business-day') return french ? fr`${head} Relance n'écrit que les jours ouvrés.` : `${head} Reminders go out on business days only.`;
  return toGo > 0 ? (french ? fr`${head} Encore ${days(toGo, 'fr')}.` : `${head} ${days(toGo, 'en')} to go.`) : head;
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
    case 'gap-counted':
      return french ? fr`Votre plan demande ${days(fact.days, 'fr')} entre les deux.` : `Your plan asks for ${days(fact.days, 'en')} in between.`;
    case 'other-invoices': {
      const parts: string[] = [];
      if (fact.listed > 0) parts.push(french ? `La lettre demande aussi ${fact.listed} autre${fact.listed > 1 ? 's' : ''} facture${fact.listed > 1 ? 's' : ''}.` : `The letter also asks for ${fact.listed} other invoice${fact.listed > 1 ? 's' : ''}.`);
      if (fact.informational > 0) parts.push(french ? fr`${fact.informational} autre${fact.informational > 1 ? 's' : ''} pour information.` : `${fact.informational} more for information.`);
      return parts.join(' ');
    }
    case 'disputed-left-out':
      return french ? fr`${numbersOf(fact.numbers, 'fr')} en litige pour ${amountOf(fact.amount, saying)} : non demandé.` : `${numbersOf(fact.numbers, 'en')} disputed for ${amountOf(fact.amount, saying)}: not asked for.`;
    case 'credit-deducted':
      return french ? fr`Avoir ${plain(fact.number, 60)} déduit : ${amountOf(fact.amount, saying)}.` : `Credit note ${plain(fact.number, 60)} deducted: ${amountOf(fact.amount, saying)}.`;
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

const PROCEDURES = {
  fr: { safeguard: 'Procédure de sauvegarde', recovery: 'Redressement judiciaire', liquidation: 'Liquidation judiciaire' },
  en: { safeguard: 'Safeguard proceedings', recovery: 'Insolvency proceedings', liquidation: 'Liquidation' },
} as const;

/** Why nothing is asked, what would lift it, and when. */
export function holdInWords(hold: Hold, saying: Saying): string {
  const french = saying.language === 'fr';
  switch (hold.kind) {
    case 'promise': {
      const what = hold.amount === null ? (french ? 'Paiement promis' : 'Payment promised') : french ? fr`${amountOf(hold.amount, saying)} promis` : `${amountOf(hold.amount, saying)} promised`;
      const again = shortWeekdayLong(hold.until, saying);
      return french
        ? fr`${what} pour le ${day(hold.promisedFor, saying)}. Aucune relance jusqu'au ${again} (promesse + ${saying.policy.promiseGrace} jours ouvrés).`
        : `${what} for ${day(hold.promisedFor, saying)}. No reminder until ${shortWeekday(hold.until, saying)} (promise + ${saying.policy.promiseGrace} business days).`;
    }
    case 'dispute':
      return french
        ? fr`Litige${hold.openedOn === null ? '' : fr` depuis le ${day(hold.openedOn, saying)}`} sur ${numbersOf(hold.numbers, 'fr')} : ${amountOf(hold.amount, saying)}. La relance reprend quand le litige est clos.`
        : `Disputed${hold.openedOn === null ? '' : ` since ${day(hold.openedOn, saying)}`}: ${numbersOf(hold.numbers, 'en')}, ${amountOf(hold.amount, saying)}. Reminders resume when the dispute is closed.`;
    case 'manual':
      return french
        ? fr`Suspendu${hold.until === null ? ' sans date de fin' : fr` jusqu'au ${day(hold.until, saying)}`} : ${plain(hold.reason)}.`
        : `On hold${hold.until === null ? ' without an end' : ` until ${day(hold.until, saying)}`}: ${plain(hold.reason)}.`;
    case 'excluded':
      return french
        ? fr`Client exclu des relances${hold.until === null ? '' : fr` jusqu'au ${day(hold.until, saying)}`} : ${plain(hold.reason)}.`
        : `Customer excluded from reminders${hold.until === null ? '' : ` until ${day(hold.until, saying)}`}: ${plain(hold.reason)}.`;
    case 'insolvency':
      return french
        ? fr`${PROCEDURES.fr[hold.procedure]} depuis le ${day(hold.openedOn, saying)}. Demander le paiement n'est plus permis ; la créance se déclare au mandataire.`
        : `${PROCEDURES.en[hold.procedure]} since ${day(hold.openedOn, saying)}. Asking for payment is no longer allowed; the claim is declared to the administrator.`;
    case 'plan':
      return french ? fr`Échéancier en cours jusqu'au ${day(hold.until, saying)}. La relance reprend si une échéance n'est pas tenue.` : `Payment plan running until ${day(hold.until, saying)}. Reminders resume if an instalment is missed.`;
    case 'direct-debit':
      return french ? fr`${numbersOf(hold.numbers, 'fr')} : prélèvement, effet ou chèque en cours. La relance reprend en cas de retour impayé.` : `${numbersOf(hold.numbers, 'en')}: direct debit, bill or cheque under way. Reminders resume if it is returned unpaid.`;
    case 'assigned':
      return french ? fr`${numbersOf(hold.numbers, 'fr')} : créance cédée à ${plain(hold.factor, 80)}, qui la recouvre.` : `${numbersOf(hold.numbers, 'en')}: assigned to ${plain(hold.factor, 80)}, who collects it.`;
    case 'e-invoice':
      return french ? fr`${numbersOf(hold.numbers, 'fr')} : statut ${hold.status} de la facture électronique. La relance reprend quand ce statut change.` : `${numbersOf(hold.numbers, 'en')}: e-invoice status ${hold.status}. Reminders resume when it changes.`;
    case 'consumer':
      return french ? 'Client particulier : Relance n’écrit qu’aux professionnels.'.replace(' :', '\u00a0:') : 'Private customer: Relance writes to businesses only.';
    case 'credit-covers':
      return french
        ? fr`Les avoirs et acomptes (${amountOf(hold.credits, saying)}) couvrent les ${amountOf(hold.overdue, saying)} échus. Imputez-les pour reprendre les relances.`
        : `Credits (${amountOf(hold.credits, saying)}) cover the ${amountOf(hold.overdue, saying)} overdue. Allocate them to resume reminders.`;
    case 'below-tolerance':
      return french ? fr`${amountOf(hold.amount, saying)} échus : sous le seuil de ${amountOf(hold.tolerance, saying)} de votre plan.` : `${amountOf(hold.amount, saying)} overdue: below your plan's threshold of ${amountOf(hold.tolerance, saying)}.`;
    default:
      return assertNever(hold);
  }
}

const shortWeekdayLong = (date: LocalDate, saying: Saying): string => formatWeekdayDate(date, saying.language, saying.today);

/** What the call, letter or hand-over step asks of the clerk in this version. */
export function stepAdvice(stage: DunningStage, phone: string | null, saying: Saying): string {
  const french = saying.language === 'fr';
  switch (stage.channel) {
    case 'call':
      return phone === null
        ? french ? fr`Aucun téléphone dans le grand livre.` : 'No phone number in the ledger.'
        : french ? fr`Téléphone : ${plain(phone, 40)}.` : `Phone: ${plain(phone, 40)}.`;
    case 'letter':
    case 'hand-over':
      return french ? fr`Cette version n'écrit pas encore ce courrier : préparez-le hors de Relance ; le relevé de compte peut être inséré ici.` : 'This version does not write this letter yet: prepare it outside Relance; the statement of account can be inserted here.';
    case 'mail':
      return '';
    default:
      return assertNever(stage.channel);
  }
}

/** The last day on which a draft holds its step: the next business day after it was written. */
export const reservedUntil = (draftedOn: LocalDate): LocalDate => addBusinessDays(draftedOn, 1);
