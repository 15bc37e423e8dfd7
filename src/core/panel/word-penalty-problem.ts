import { addDays, formatLongDate, semesterBegins, semesterEnds, semesterOf } from '../calendar';
import type { LocalDate, Semester } from '../calendar';
import type { Language } from '../ledger/types';
import { formatMoney } from '../money';
import type { PenaltyProblem, RateSeries } from '../penalties/types';
import { assertNever } from '../result';
import { days } from './sentences';
import { fr, plain } from './plain';
import type { MessageView } from './types';

/** "1er semestre 2027", "first half of 2027". */
export const semesterInWords = (semester: Semester, language: Language): string =>
  language === 'fr' ? `${semester.endsWith('1') ? '1er' : '2e'} semestre ${semester.slice(0, 4)}` : `${semester.endsWith('1') ? 'first' : 'second'} half of ${semester.slice(0, 4)}`;

/** Where a reference rate comes from, inside a sentence. */
export const SERIES: Readonly<Record<Language, Readonly<Record<RateSeries, string>>>> = {
  fr: { 'ecb-refi': 'taux de refinancement de la BCE', 'fr-legal-professional': fr`taux de l'intérêt légal, « autres cas »`, 'fr-legal-individual': fr`taux de l'intérêt légal, particuliers`, 'de-base': 'Basiszinssatz (Bundesbank)', 'uk-bank-rate': fr`taux de la Banque d'Angleterre` },
  en: { 'ecb-refi': 'ECB refinancing rate', 'fr-legal-professional': 'French legal interest rate, “other cases”', 'fr-legal-individual': 'French legal interest rate, individuals', 'de-base': 'Basiszinssatz (Bundesbank)', 'uk-bank-rate': 'Bank of England’s rate' },
};

const FIELDS: Readonly<Record<Language, readonly [amount: string, event: string, contract: string]>> = {
  fr: ['son montant', 'un de ses règlements ou avoirs', 'son taux contractuel'],
  en: ['its amount', 'one of its payments or credit notes', 'its contract rate'],
};
const BECAUSE: Readonly<Record<Language, Readonly<Record<Extract<PenaltyProblem, { code: 'penalties/invalid-claim' }>['because'], string>>>> = {
  fr: { missing: 'manque', negative: 'est négatif', 'two-currencies': fr`n'est pas dans la même devise`, 'too-large': 'est trop grand', rate: fr`n'est pas un taux utilisable` },
  en: { missing: 'is missing', negative: 'is negative', 'two-currencies': 'is in another currency', 'too-large': 'is too large', rate: 'is no usable rate' },
};

/** Why no penalties can be told, and what to do. Nothing is ever guessed in their place. */
export function wordPenaltyProblem(problem: PenaltyProblem, language: Language, today: LocalDate): Pick<MessageView, 'intent' | 'title' | 'body'> {
  const pick = (inFrench: string, inEnglish: string): string => (language === 'fr' ? inFrench : inEnglish);
  const number = 'number' in problem ? plain(problem.number, 60) : '';
  switch (problem.code) {
    case 'penalties/rate-unknown': {
      const { semester, series, known } = problem;
      const [french, english] = [semesterInWords(semester, 'fr'), semesterInWords(semester, 'en')];
      // What ended long ago will not become known by waiting.
      const yet = semesterEnds(semester) >= today || semesterOf(today) === semester;
      const so = known === null ? '' : pick(fr` Jusqu'au ${formatLongDate(known.to, 'fr')} : ${formatMoney(known.interest, 'fr')} pour ${days(known.days, 'fr')}${number === '' ? '' : fr` (${number})`}.`, ` Up to ${formatLongDate(known.to, 'en')}: ${formatMoney(known.interest, 'en')} for ${days(known.days, 'en')}${number === '' ? '' : ` (${number})`}.`);
      return {
        intent: 'error',
        title: pick(fr`Le taux du ${french} n'est pas ${yet ? 'encore ' : ''}connu de Relance`, `The rate of the ${english} is not ${yet ? 'yet ' : ''}known to Relance`),
        body: pick(
          fr`Il manque : ${SERIES.fr[series]}, ${french}. Aucun taux n'est deviné : ${yet ? fr`demandez à votre administrateur la mise à jour des taux, ou arrêtez le décompte au ${formatLongDate(addDays(semesterBegins(semester), -1), 'fr')}` : fr`demandez à votre administrateur d'ajouter ce taux`}.${so}`,
          `Missing: ${SERIES.en[series]}, ${english}. No rate is guessed: ${yet ? `ask your administrator to update the rates, or end the statement on ${formatLongDate(addDays(semesterBegins(semester), -1), 'en')}` : 'ask your administrator to add this rate'}.${so}`,
        ),
      };
    }
    case 'penalties/no-law':
      return { intent: 'warning', title: pick('Pénalités non calculées : loi inconnue de Relance'.replace(' :', '\u00a0:'), 'Penalties not computed: law not known to Relance'), body: pick(fr`Relance ne connaît pas de règle pour ce genre de client sous la loi du pays « ${plain(problem.country, 10)} ». Rien n'est réclamé à ce titre. Si ce pays est une erreur, corrigez-le dans le grand livre.`, `Relance knows no rule for this kind of customer under the law of “${plain(problem.country, 10)}”. Nothing is claimed under it. If this country is a mistake, correct it in the ledger.`) };
    case 'penalties/no-contract-rate':
      return { intent: 'warning', title: pick('Taux contractuel non applicable', 'Contract rate not applicable'), body: pick(fr`${number === '' ? '' : fr`${number} : `}la loi qui régit cette créance ne laisse pas un contrat fixer le taux pour ce client, ou Relance ne sait pas qu'elle le permet. Retirez ce taux : celui de la loi sera appliqué.`, `${number === '' ? '' : `${number}: `}the law of this debt does not let a contract set the rate for this customer, or Relance does not know that it does. Remove this rate: the law’s own will apply.`) };
    case 'penalties/charge-in-another-currency':
      return { intent: 'warning', title: pick('Indemnité forfaitaire non calculée', 'Fixed charge not computed'), body: pick(fr`${number} : l'indemnité dépend du montant de la dette, qui est dans une autre devise que la loi. Rien n'est converti : calculez-la à part.`, `${number}: the charge goes by the size of the debt, which is in another currency than the law’s. Nothing is converted: compute it separately.`) };
    case 'penalties/invalid-claim': {
      const at = problem.field === 'event' ? 1 : problem.field === 'contract' ? 2 : 0;
      return { intent: 'warning', title: pick(fr`Pénalités non calculées${number === '' ? '' : fr` : ${number}`}`, `Penalties not computed${number === '' ? '' : `: ${number}`}`), body: pick(fr`Dans le grand livre, ${FIELDS.fr[at]} ${BECAUSE.fr[problem.because]}. Corrigez-le, puis relisez le grand livre.`, `In the ledger, ${FIELDS.en[at]} ${BECAUSE.en[problem.because]}. Correct it, then read the ledger again.`) };
    }
    default:
      return assertNever(problem);
  }
}
