import { assertNever } from '../result';
import { formatDayMonth, formatWeekdayDate } from '../calendar';
import type { ArithmeticFact } from '../dunning/types';
import { fr } from './plain';
import type { Saying } from './sentences';

/** Beside a step that is possible all the same. */
export function cautionInWords(fact: Extract<ArithmeticFact, { readonly kind: 'figures-old' | 'answer-unsettled' }>, saying: Saying): string {
  const french = saying.language === 'fr';
  switch (fact.kind) {
    case 'figures-old': {
      const of = formatWeekdayDate(fact.of, saying.language, saying.today);
      return french ? fr`Chiffres du ${of}, plus anciens que ne l'admet votre plan : un règlement a pu arriver.` : `Figures of ${of}, older than your plan allows: a payment may have come in.`;
    }
    case 'answer-unsettled':
      return french ? fr`La réponse du ${formatDayMonth(fact.receivedOn, saying.language, saying.today)} n'a pas été traitée : lisez-la d'abord.` : `The answer of ${formatDayMonth(fact.receivedOn, saying.language, saying.today)} was not dealt with: read it first.`;
    default:
      return assertNever(fact);
  }
}
