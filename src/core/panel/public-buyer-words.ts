import { assertNever } from '../result';
import type { Language } from '../ledger/types';
import type { Measure } from '../reminder/lint/types';
import { fr } from './plain';

/** Why a measure is not announced to a public buyer: what is wrong, and what to do. */
export function publicBuyerInWords(measure: Measure | 'penalty-clause', language: Language): readonly [what: string, why: string] {
  const french = language === 'fr';
  switch (measure) {
    case 'hand-over':
      return french
        ? [fr`Recouvrement forcé d'un acheteur public`, fr`Ses biens sont insaisissables (article L2311-1 du CGPPP) : ni commissaire de justice, ni société de recouvrement. Adressez-vous à l'ordonnateur ou au comptable public, et retirez la phrase.`]
        : ['Forced collection from a public buyer', 'What it owns cannot be seized (article L2311-1 CGPPP): neither bailiff nor collection agency. Turn to the authorising officer or the public accountant, and take the sentence out.'];
    case 'court':
      return french
        ? [fr`Menace de justice envers un acheteur public`, fr`Ni injonction de payer ni tribunal de commerce : un contrat public relève en principe du juge administratif. Faites d'abord relire par un juriste, et retirez la phrase.`]
        : ['Threat of court towards a public buyer', 'Neither an order for payment nor the commercial court: a public contract belongs, in principle, before the administrative judge. Have a lawyer read it first, and take the sentence out.'];
    case 'suspension':
      return french
        ? [fr`Suspension envers un acheteur public`, fr`Le titulaire d'un contrat public doit en poursuivre l'exécution malgré le retard (Conseil d'État, 8 octobre 2014, n° 370644). Retirez la phrase.`]
        : ['Suspension towards a public buyer', 'The supplier of a public contract has to go on with it in spite of the delay (Conseil d’État, 8 October 2014, no. 370644). Take the sentence out.'];
    case 'penalty-clause':
      return french
        ? [fr`Clause pénale envers un acheteur public`, fr`Son retard se règle par des intérêts moratoires et 40 €, dus sans rappel (code de la commande publique, articles R2192-31 et D2192-35). Retirez la phrase.`]
        : ['Penalty clause towards a public buyer', 'Its delay is paid by late-payment interest and €40, due without any reminder (French Public Procurement Code, R2192-31 and D2192-35). Take the sentence out.'];
    case 'formal-notice':
      return french
        ? [fr`Mise en demeure annoncée à un acheteur public`, fr`Les intérêts courent sans mise en demeure : l'annoncer n'ajoute rien. La lettre reste une étape du plan, à sa date.`]
        : ['Formal notice announced to a public buyer', 'Interest runs without a notice: announcing it adds nothing. The letter stays a step of the plan, on its day.'];
    default:
      return assertNever(measure);
  }
}
