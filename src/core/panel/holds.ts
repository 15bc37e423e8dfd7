import { assertNever } from '../result';
import { addBusinessDays, addDays, formatWeekdayDate, maxDate, nextBusinessDay } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { formatMoney } from '../money';
import type { Language } from '../ledger/types';
import type { LogEntry } from '../log/types';
import { gapOf } from '../dunning/policy';
import { firstDayOf } from '../dunning/ages';
import type { Assessment, Hold, ReminderPolicy } from '../dunning/types';
import { consumerHoldWords } from './consumer-words';
import { eInvoiceInWords } from './e-invoice-words';
import { laterHoldWords } from './guards-words';
import { fr, plain } from './plain';
import { businessDays, day, limitationWords, numbersOf, stageInside, stageName } from './sentences';
import type { Saying } from './sentences';

/** What stands as the card's title, and what lifts it and when. */
export interface HoldWords {
  readonly title: string;
  readonly reason: string;
}

/** Both as sentences, for a hold that stands behind another one. */
export function holdInWords(hold: Hold, saying: Saying): string {
  const { title, reason } = holdWords(hold, saying);
  return `${title}. ${reason}`;
}

const PROCEDURES = {
  fr: { safeguard: 'Procédure de sauvegarde', recovery: 'Redressement judiciaire', liquidation: 'Liquidation judiciaire' },
  en: { safeguard: 'Safeguard proceedings', recovery: 'Insolvency proceedings', liquidation: 'Liquidation' },
} as const;

/** A reason that the clerk typed, as a clause: the sentence around it sets the full stop. */
const clause = (reason: string): string => plain(reason).replace(/[\s.]+$/, '');
const motive = (reason: string, language: Language): string => (clause(reason) === '' ? '' : language === 'fr' ? fr`Motif : ${clause(reason)}. ` : `Reason: ${clause(reason)}. `);

export function holdWords(hold: Hold, saying: Saying): HoldWords {
  const { language } = saying;
  const french = language === 'fr';
  const on = (date: LocalDate): string => day(date, saying);
  const numbers = 'numbers' in hold ? numbersOf(hold.numbers, language) : '';
  switch (hold.kind) {
    case 'promise': {
      const what = hold.amount === null ? (french ? 'Paiement promis' : 'Payment promised') : french ? fr`${formatMoney(hold.amount, 'fr')} promis` : `${formatMoney(hold.amount, 'en')} promised`;
      const { promiseGrace } = saying.policy;
      const grace = promiseGrace === 0 ? '' : french ? fr` (promesse + ${businessDays(promiseGrace, 'fr')})` : ` (promise + ${businessDays(promiseGrace, 'en')})`;
      const until = formatWeekdayDate(hold.until, language, saying.today);
      return french
        ? { title: fr`${what} pour le ${on(hold.promisedFor)}`, reason: fr`Aucune relance jusqu'au ${until}${grace}.` }
        : { title: `${what} for ${on(hold.promisedFor)}`, reason: `No reminder until ${until}${grace}.` };
    }
    case 'dispute': {
      const amount = formatMoney(hold.amount, language);
      // A dispute that only the ledger marks cannot be closed here.
      const lift = hold.entry === null ? (french ? 'quand le grand livre ne le marque plus' : 'when the ledger no longer marks it') : french ? 'quand le litige est clos' : 'when the dispute is closed';
      return french
        ? { title: hold.openedOn === null ? 'Litige en cours' : fr`Litige depuis le ${on(hold.openedOn)}`, reason: fr`${numbers} : ${amount} en litige. La relance reprend ${lift}.` }
        : { title: hold.openedOn === null ? 'Dispute open' : `Dispute since ${on(hold.openedOn)}`, reason: `${numbers}: ${amount} disputed. Reminders resume ${lift}.` };
    }
    case 'manual': {
      const why = motive(hold.reason, language);
      if (hold.until === null)
        return french
          ? { title: 'Relances suspendues', reason: fr`${why}La relance reprend quand vous levez la suspension.` }
          : { title: 'Reminders on hold', reason: `${why}Reminders resume when you lift the hold.` };
      return french
        ? { title: fr`Relances suspendues jusqu'au ${on(hold.until)}`, reason: fr`${why}Pour relancer avant, levez la suspension.` }
        : { title: `Reminders on hold until ${on(hold.until)}`, reason: `${why}To remind before that, lift the hold.` };
    }
    case 'excluded': {
      const why = motive(hold.reason, language);
      if (hold.until === null)
        return french
          ? { title: 'Client exclu des relances', reason: fr`${why}La relance reprend quand l'exclusion est levée.` }
          : { title: 'Customer excluded', reason: `${why}Reminders resume when the exclusion is lifted.` };
      return french
        ? { title: fr`Client exclu jusqu'au ${on(hold.until)}`, reason: fr`${why}La relance reprend ensuite.` }
        : { title: `Customer excluded until ${on(hold.until)}`, reason: `${why}Reminders resume after that.` };
    }
    case 'insolvency':
      return french
        ? { title: PROCEDURES.fr[hold.procedure], reason: fr`Demander le paiement n'est plus permis ; la créance se déclare au mandataire. Procédure ouverte le ${on(hold.openedOn)}.` }
        : { title: PROCEDURES.en[hold.procedure], reason: `Asking for payment is no longer allowed; the claim is declared to the administrator. Proceedings opened on ${on(hold.openedOn)}.` };
    case 'plan':
      return french
        ? { title: fr`Échéancier jusqu'au ${on(hold.until)}`, reason: fr`La relance reprend si une échéance n'est pas tenue.` }
        : { title: `Payment plan until ${on(hold.until)}`, reason: 'Reminders resume if an instalment is missed.' };
    case 'direct-debit':
      return french
        ? { title: 'Règlement en cours', reason: fr`${numbers} : prélèvement, effet ou chèque en cours. La relance reprend en cas de retour impayé.` }
        : { title: 'Payment under way', reason: `${numbers}: direct debit, bill or cheque under way. Reminders resume if it is returned unpaid.` };
    case 'assigned':
      return french
        ? { title: 'Créance cédée', reason: fr`${numbers} : cession à ${plain(hold.factor, 80)}, qui recouvre. La relance reprend si la créance vous revient.` }
        : { title: 'Claim assigned', reason: `${numbers}: assigned to ${plain(hold.factor, 80)}, who collects. Reminders resume if the claim comes back to you.` };
    case 'e-invoice':
      return eInvoiceInWords(hold, saying);
    case 'retained': {
      const { until } = hold;
      const amount = formatMoney(hold.amount, language);
      if (until === null)
        return french
          ? { title: 'Retenue de garantie', reason: fr`${numbers} : ${amount} en retenue. Sa date de libération n'est pas connue ici : la relance reprend quand le grand livre l'indique et qu'elle est passée.` }
          : { title: 'Retained sum', reason: `${numbers}: ${amount} held back. Its release date is not known here: reminders resume once the ledger gives it and it has passed.` };
      const from = on(nextBusinessDay(addDays(until, 1)));
      return french
        ? { title: fr`Retenue de garantie jusqu'au ${on(until)}`, reason: fr`${numbers} : ${amount} en retenue, rien n'est demandé avant sa libération. Sans règlement, la relance reprend au plus tôt le ${from}.` }
        : { title: `Retained sum until ${on(until)}`, reason: `${numbers}: ${amount} held back, nothing is asked before its release. Without payment, reminders resume on ${from} at the earliest.` };
    }
    case 'limitation': {
      const { law, period } = limitationWords(hold.years, language);
      return french
        ? { title: 'Prescription probable', reason: fr`${numbers} : le délai de ${period} (${law}) semble écoulé depuis le ${on(hold.since)}. Faites relire par un juriste avant toute demande. La relance reprend si le grand livre montre un paiement partiel fait avant ce jour, ou une autre échéance.` }
        : { title: 'Limitation probable', reason: `${numbers}: the period of ${period} (${law}) seems to be over since ${on(hold.since)}. Have a lawyer read it before asking for anything. Reminders resume if the ledger shows a part payment made before that day, or another due date.` };
    }
    case 'struck-off':
      return french
        ? { title: 'Entreprise radiée', reason: fr`Le grand livre dit ce client radié du registre : à examiner par une personne avant toute demande. La relance reprend quand le grand livre ne le dit plus.` }
        : { title: 'Company struck off', reason: 'The ledger says that this customer was struck off the register: somebody has to look into it before anything is asked. Reminders resume when the ledger no longer says so.' };
    case 'consumer':
    case 'consumer-step':
      return consumerHoldWords(hold, saying);
    case 'credit-covers':
      return french
        ? { title: 'Couvert par des avoirs', reason: fr`Les avoirs et acomptes (${formatMoney(hold.credits, 'fr')}) couvrent les ${formatMoney(hold.overdue, 'fr')} échus. Imputez-les pour reprendre les relances.` }
        : { title: 'Covered by credits', reason: `Credits (${formatMoney(hold.credits, 'en')}) cover the ${formatMoney(hold.overdue, 'en')} overdue. Allocate them to resume reminders.` };
    case 'below-tolerance': {
      const { amount, tolerance, until } = hold;
      // What falls due counts from the day after; nothing leaves on a day off.
      const from = until === null ? null : on(nextBusinessDay(addDays(until, 1)));
      if (hold.stage !== undefined) {
        const name = stageName(hold.stage, saying);
        return french
          ? { title: fr`${name} : sous le seuil`, reason: fr`Votre plan ne propose cette étape qu'à partir de ${formatMoney(tolerance, 'fr')} ; elle demanderait ${formatMoney(amount, 'fr')}. La relance reprend dès que cette somme est atteinte${from === null ? '' : fr` : sans règlement, le ${from}`}.` }
          : { title: `${name}: below the threshold`, reason: `Your plan proposes this step only from ${formatMoney(tolerance, 'en')} on; it would ask for ${formatMoney(amount, 'en')}. Reminders resume once that sum is reached${from === null ? '' : `: without payment, on ${from}`}.` };
      }
      return french
        ? { title: 'Sous le seuil de relance', reason: fr`Échu ${formatMoney(amount, 'fr')}, seuil de votre plan ${formatMoney(tolerance, 'fr')} : rien n'est demandé. La relance reprend dès que l'échu atteint ce seuil${from === null ? '' : fr` : sans règlement, le ${from}`}.` }
        : { title: 'Below the threshold', reason: `Overdue ${formatMoney(amount, 'en')}, threshold of your plan ${formatMoney(tolerance, 'en')}: nothing is asked. Reminders resume once what is overdue reaches it${from === null ? '' : `: without payment, on ${from}`}.` };
    }
    case 'unread-answer':
    case 'figures-too-old':
    case 'no-address-left':
      return laterHoldWords(hold, saying);
    default:
      return assertNever(hold);
  }
}

/** The debtor's own words, as the clerk kept them with the promise or the dispute; '' without. */
export function quotationInWords(hold: Hold, entries: readonly LogEntry[], saying: Saying): string {
  if (hold.kind !== 'promise' && hold.kind !== 'dispute') return '';
  const entry = entries.find(({ id }) => id === hold.entry);
  if (entry === undefined || (entry.fact.kind !== 'promise-recorded' && entry.fact.kind !== 'dispute-opened')) return '';
  const words = entry.fact.quotation === null ? '' : plain(entry.fact.quotation);
  if (words === '') return '';
  return saying.language === 'fr' ? fr`« ${words} » (noté le ${day(entry.on, saying)}).` : `“${words}” (noted on ${day(entry.on, saying)}).`;
}

/**
 * What a promise that is not kept makes possible, and from which day at the earliest: the step that is held, counted from its
 * own age and from the step before it. '' when something else holds too.
 */
export function afterwardsInWords(held: Extract<Assessment, { kind: 'held' }>, policy: ReminderPolicy, saying: Saying): string {
  const [hold] = held.holds;
  if (held.holds.length !== 1 || hold === undefined || hold.kind !== 'promise') return '';
  const mark = held.ladder.find(({ state }) => state === 'held');
  const stage = policy.stages.find(({ id }) => id === mark?.stage);
  if (stage === undefined) return '';
  let from = addDays(hold.until, 1);
  for (const fact of held.arithmetic) {
    if (fact.kind === 'days-late' || fact.kind === 'due-in') from = maxDate(from, firstDayOf(stage.id, fact.due, policy));
    if (fact.kind === 'last-step') from = maxDate(from, addDays(fact.on, gapOf(stage)));
    if (fact.kind === 'last-step' && fact.how === 'sent' && stage.channel === 'mail') from = maxDate(from, addBusinessDays(fact.on, policy.mailSpacing));
  }
  const inside = stageInside(stage.id, saying);
  const earliest = day(nextBusinessDay(from), saying);
  return saying.language === 'fr' ? fr`Sans règlement, ${inside} au plus tôt le ${earliest}.` : `Without payment, ${inside} on ${earliest} at the earliest.`;
}
