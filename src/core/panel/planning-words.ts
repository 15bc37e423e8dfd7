import { assertNever } from '../result';
import { addDays, formatDayMonth, formatWeekdayDate, nextBusinessDay } from '../calendar';
import type { ArithmeticFact } from '../dunning/types';
import type { PolicyAdvice } from '../dunning/validate-policy';
import type { Language } from '../ledger/types';
import { formatMoney, money } from '../money';
import { fr } from './plain';
import type { Saying } from './sentences';

/** Why something that might be expected of the plan does not come. `about`: the numbers or the step that the fact names, in words. */
export function planningInWords(fact: Extract<ArithmeticFact, { readonly kind: 'not-announced' | 'step-passed-over' | 'retained-above-cap' }>, about: string, saying: Saying): string {
  const french = saying.language === 'fr';
  switch (fact.kind) {
    case 'not-announced': {
      const next = formatWeekdayDate(nextBusinessDay(addDays(fact.last, 7)), saying.language, saying.today);
      const last = formatDayMonth(fact.last, saying.language, saying.today);
      const several = fact.numbers.length > 1;
      return french
        ? fr`${about} : sans rappel d'échéance (un par semaine et par client, le dernier le ${last}, le suivant dès ${next}) ; ${several ? 'elles seront relancées' : 'elle sera relancée'} en cas de retard.`
        : `${about}: no due-date reminder (one a week per customer, the last on ${last}, the next from ${next}); ${several ? 'they are' : 'it is'} reminded of once late.`;
    }
    case 'retained-above-cap':
      return french
        ? fr`${about} : retenue de garantie supérieure aux 5 % de la loi 71-584. Vérifiez-la dans le contrat ou le grand livre : jusque-là, elle n'est pas demandée.`
        : `${about}: more is held back than the 5% of French law 71-584. Check it in the contract or the ledger: until then it is not asked for.`;
    case 'step-passed-over': {
      const [amount, threshold] = [formatMoney(fact.amount, saying.language), formatMoney(fact.threshold, saying.language)];
      return french ? fr`${about} : étape passée, ${amount} à demander pour un seuil de ${threshold}.` : `${about}: passed over, ${amount} to ask for and a threshold of ${threshold}.`;
    }
    default:
      return assertNever(fact);
  }
}

/** What the plan editor says below a step with a threshold; its amounts are typed in euros. */
export function thresholdInWords({ thresholdMinor, then }: Extract<PolicyAdvice, { readonly kind: 'below-threshold' }>, language: Language): string {
  const french = language === 'fr';
  const sum = formatMoney(money(thresholdMinor, 'EUR'), language);
  switch (then) {
    case 'goes-on':
      return french ? fr`En dessous de ${sum} à demander, cette étape est passée et le plan continue avec la suivante.` : `Below ${sum} to ask for, this step is passed over and the plan goes on with the next one.`;
    case 'stops':
      return french ? fr`En dessous de ${sum} à demander, le plan s'arrête avant cette étape.` : `Below ${sum} to ask for, the plan stops before this step.`;
    case 'no-notice':
      return french
        ? fr`En dessous de ${sum} à demander, cette étape est passée et le plan s'arrête avant la mise en demeure : celle-ci ne demande que ce qui a été relancé fermement.`
        : `Below ${sum} to ask for, this step is passed over and the plan stops before the formal notice, which demands only what was firmly reminded.`;
    case 'no-hand-over':
      return french ? fr`En dessous de ${sum} à demander, le plan s'arrête avant cette étape : rien n'est transmis sans elle.` : `Below ${sum} to ask for, the plan stops before this step: nothing is handed over without it.`;
    default:
      return assertNever(then);
  }
}
