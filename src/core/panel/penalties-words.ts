import { addDays, formatLongDate, nextSemester, semesterOf } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Language } from '../ledger/types';
import { formatMoney } from '../money';
import type { MissingRate } from '../penalties';
import type { AnnualRate, PaymentView, PenaltyFlag, RateSource } from '../penalties/types';
import { assertNever } from '../result';
import type { LeftOut } from './penalties-case';
import { counted, fr, plain, typeset } from './plain';
import { numbersOf } from './sentences';
import { semesterInWords, SERIES, wordPenaltyProblem } from './word-penalty-problem';

/** Of the page of penalties alone: it is fetched when it is opened. */
export interface PenaltyWords {
  readonly title: string;
  readonly nothing: string;
  readonly loading: string;
  readonly asOf: string;
  readonly asOfHint: string;
  readonly views: Readonly<Record<PaymentView, readonly [name: string, explanation: string]>>;
  readonly viewLabel: string;
  readonly sums: string;
  readonly principal: string;
  readonly interest: string;
  readonly interestPaid: string;
  readonly charge: string;
  readonly total: string;
  readonly invoices: string;
  readonly law: string;
  readonly leftOut: string;
  readonly copy: string;
  readonly copied: string;
  readonly cannotCopy: string;
  readonly download: string;
  readonly notSent: string;
  readonly claimable: string;
  readonly number: string;
  readonly due: string;
  readonly late: string;
  readonly from: string;
  readonly to: string;
  readonly days: string;
  readonly semester: string;
  readonly rate: string;
  readonly source: string;
  readonly currency: string;
  readonly line: string;
  readonly remark: string;
  readonly detail: string;
  readonly segments: string;
}

const t = typeset;
const WORDS: Readonly<Record<Language, PenaltyWords>> = {
  fr: {
    title: 'Décompte des pénalités', nothing: t("Rien n'est échu : aucune pénalité ne court."), loading: 'Lecture des taux…', asOf: 'Arrêté au', asOfHint: t("Jusqu'à ce jour inclus. Ce qui s'est passé ensuite ne compte pas."),
    viewLabel: 'Règlements partiels',
    views: {
      ledger: ['Comme le grand livre', t("Un règlement partiel éteint d'abord le principal, comme il est imputé dans votre grand livre.")],
      formal: [t("Intérêts d'abord"), t("Un règlement partiel éteint d'abord les intérêts courus (C. civ. art. 1343-1), si rien d'autre n'a été convenu.")],
    },
    sums: 'Ce qui peut être réclamé', principal: 'Principal échu', interest: 'Pénalités', interestPaid: 'Pénalités déjà couvertes par des règlements', charge: 'Indemnités forfaitaires', total: 'Total', invoices: 'Par facture', law: 'Loi et taux', leftOut: t("Ce que ce décompte ne compte pas"),
    copy: 'Copier le texte', copied: 'Décompte copié', cannotCopy: t("Outlook n'a pas laissé copier. Sélectionnez le texte, ou téléchargez le fichier."), download: 'Télécharger (CSV)',
    notSent: t("Cette page calcule et n'envoie rien. Votre client ne reçoit ce décompte que si vous le lui adressez."),
    claimable: t("La loi permet de réclamer ces sommes ; les réclamer reste votre choix."),
    number: 'Facture', due: 'Échéance', late: 'Retard', from: 'Du', to: 'Au', days: 'Jours', semester: 'Semestre', rate: 'Taux annuel', source: 'Source', currency: 'Devise', line: 'Ligne', remark: 'Remarque', detail: 'Détail', segments: 'Périodes et taux',
  },
  en: {
    title: 'Late-payment statement', nothing: 'Nothing is overdue: no penalties run.', loading: 'Reading the rates…', asOf: 'As of', asOfHint: 'Up to this day, included. What happened later does not count.',
    viewLabel: 'Part payments',
    views: {
      ledger: ['As in the ledger', 'A part payment reduces the principal first, as your ledger matches it.'],
      formal: ['Interest first', 'A part payment reduces accrued interest first (French civil code, art. 1343-1), unless something else was agreed.'],
    },
    sums: 'What may be claimed', principal: 'Overdue principal', interest: 'Penalties', interestPaid: 'Penalties already covered by payments', charge: 'Fixed charges', total: 'Total', invoices: 'By invoice', law: 'Law and rates', leftOut: 'What this statement leaves out',
    copy: 'Copy the text', copied: 'Statement copied', cannotCopy: 'Outlook did not let us copy. Select the text, or download the file.', download: 'Download (CSV)',
    notSent: 'This page computes and sends nothing. Your customer gets this statement only if you send it.',
    claimable: 'The law lets you claim these sums; whether you do is your choice.',
    number: 'Invoice', due: 'Due', late: 'Late', from: 'From', to: 'To', days: 'Days', semester: 'Half year', rate: 'Rate a year', source: 'Source', currency: 'Currency', line: 'Row', remark: 'Remark', detail: 'Detail', segments: 'Periods and rates',
  },
};
export const penaltyWords = (language: Language): PenaltyWords => WORDS[language];

/** "12,40 %", "12.40%": two decimals at least, four where the rate has them. */
export function rateInWords(rate: AnnualRate, language: Language): string {
  const decimals = String(rate % 10_000).padStart(4, '0').replace(/0{1,2}$/, '');
  const whole = String(Math.floor(rate / 10_000));
  return language === 'fr' ? `${whole},${decimals}\u00a0%` : `${whole}.${decimals}%`;
}

/** Where a rate comes from: "loi : taux de refinancement de la BCE 2,40 %, 2e semestre 2026, en vigueur depuis le 17 juin 2026". */
export function sourceInWords({ basis, rule, reference }: RateSource, language: Language): string {
  const french = language === 'fr';
  const who = basis === 'law' ? (french ? 'loi' : 'law') : french ? 'contrat' : 'contract';
  if (reference === null) return french ? `${who}, taux fixe` : `${who}, fixed rate`;
  const { series, semester, rate, since } = reference;
  const fixed = rule === 'fixed-at-start' ? (french ? ', fixé au départ du retard' : ', fixed where the delay began') : '';
  const force = since === null ? '' : french ? fr`, en vigueur depuis le ${formatLongDate(since, 'fr')}` : `, in force since ${formatLongDate(since, 'en')}`;
  return french ? fr`${who} : ${SERIES.fr[series]} ${rateInWords(rate, 'fr')}, ${semesterInWords(semester, 'fr')}${force}${fixed}` : `${who}: ${SERIES.en[series]} ${rateInWords(rate, 'en')}, ${semesterInWords(semester, 'en')}${force}${fixed}`;
}

/** What is to be known of a line before anything is claimed. */
export function flagInWords(flag: PenaltyFlag, language: Language): string {
  const french = language === 'fr';
  switch (flag.kind) {
    case 'contract-rate-below-floor':
      return french ? fr`Taux du contrat (${rateInWords(flag.rate, 'fr')}) sous le minimum légal du ${semesterInWords(flag.semester, 'fr')} (${rateInWords(flag.floor, 'fr')}, trois fois l'intérêt légal) : calculé tel quel, à faire vérifier.` : `Contract rate (${rateInWords(flag.rate, 'en')}) below the legal minimum of the ${semesterInWords(flag.semester, 'en')} (${rateInWords(flag.floor, 'en')}, three times the legal rate): computed as it stands, have it checked.`;
    case 'contract-floor-unknown':
      return flag.semester === null
        ? french ? fr`Taux du contrat non comparé à un minimum : Relance n'en connaît pas pour cette loi.` : 'Contract rate not compared with a minimum: Relance knows none for this law.'
        : french ? fr`Taux du contrat non comparé au minimum légal : l'intérêt légal du ${semesterInWords(flag.semester, 'fr')} n'est pas connu.` : `Contract rate not compared with the legal minimum: the legal rate of the ${semesterInWords(flag.semester, 'en')} is not known.`;
    case 'stop-reminders':
      return french ? fr`Procédure collective ouverte le ${formatLongDate(flag.judgment, 'fr')} : pénalités arrêtées la veille (C. com. art. L622-28), rien n'est à réclamer directement (art. L622-7 et L622-21).` : `Insolvency opened on ${formatLongDate(flag.judgment, 'en')}: penalties stop the day before (French commercial code, art. L622-28), nothing may be claimed directly (art. L622-7 and L622-21).`;
    case 'declare-claim':
      return french ? fr`Créance à déclarer dans les deux mois de la publication au BODACC (C. com. art. L622-24 et R622-24).` : 'The claim is to be declared within two months of its publication in the BODACC (French commercial code, art. L622-24 and R622-24).';
    case 'fixed-charge-is-a-reading':
      return french ? fr`Déclarer aussi l'indemnité forfaitaire est une lecture possible, non tranchée : faites-la valider.` : 'Declaring the fixed charge as well is one reading, not settled: have it confirmed.';
    case 'payment-after-judgment':
      return french ? fr`Règlement de ${formatMoney(flag.amount, 'fr')} le ${formatLongDate(flag.on, 'fr')}, après le jugement : non compté, il peut être annulé (C. com. art. L622-7).` : `Payment of ${formatMoney(flag.amount, 'en')} on ${formatLongDate(flag.on, 'en')}, after the judgment: not counted, it may be annulled (French commercial code, art. L622-7).`;
    case 'no-notice-yet':
      return french ? fr`Aucune mise en demeure connue : les intérêts ne courent pas encore (C. civ. art. 1231-6).` : 'No formal notice is known: interest does not run yet (French civil code, art. 1231-6).';
    case 'directive-minimum':
      return french ? fr`Minimum de la directive 2011/7/UE : la loi du pays peut donner davantage.` : 'Minimum of directive 2011/7/EU: the country’s own law may give more.';
    default:
      return assertNever(flag);
  }
}

export function leftOutInWords(left: LeftOut, language: Language, today: LocalDate): string {
  const french = language === 'fr';
  switch (left.kind) {
    case 'guarded': {
      const number = plain(left.number, 60);
      const { guard } = left;
      switch (guard.kind) {
        case 'dispute': return french ? fr`${number} : entièrement en litige.` : `${number}: wholly disputed.`;
        case 'direct-debit': return french ? fr`${number} : prélèvement, effet ou chèque en cours.` : `${number}: direct debit, bill or cheque under way.`;
        case 'assigned': return french ? fr`${number} : cédée à ${plain(guard.factor, 80)}, qui recouvre.` : `${number}: assigned to ${plain(guard.factor, 80)}, who collects.`;
        case 'e-invoice': return french ? fr`${number} : statut ${guard.status} de la facture électronique, qui suspend la relance.` : `${number}: e-invoice status ${guard.status}, which stops reminders.`;
        case 'retained': return french ? fr`${number} : retenue de garantie, non libérée.` : `${number}: held back, not released.`;
        case 'limitation': return french ? fr`${number} : prescription probable, à faire relire par un juriste.` : `${number}: probably lapsed, to be read by a lawyer.`;
        default: return assertNever(guard);
      }
    }
    case 'not-computed': {
      const { title } = wordPenaltyProblem(left.problem, language, today);
      return french ? fr`${plain(left.number, 60)} : ${title}.` : `${plain(left.number, 60)}: ${title}.`;
    }
    case 'settled-late':
      return french ? fr`${numbersOf(left.numbers, 'fr')} : ${left.numbers.length > 1 ? 'réglées' : 'réglée'} en retard et ${left.numbers.length > 1 ? 'soldées' : 'soldée'} ; pénalités et indemnité non comptées ici.` : `${numbersOf(left.numbers, 'en')}: paid late and settled; penalties and charge not counted here.`;
    case 'not-due':
      return counted(left.count, french ? [fr`{n} échéance à venir.`, fr`{n} échéances à venir.`] : ['{n} amount not due yet.', '{n} amounts not due yet.'], language);
    case 'credits':
      return french ? fr`Avoirs et acomptes non imputés, non déduits : ${left.totals.map((total) => formatMoney(total, 'fr')).join(', ')}.` : `Unallocated credits, not deducted: ${left.totals.map((total) => formatMoney(total, 'en')).join(', ')}.`;
    default:
      return assertNever(left);
  }
}

/** What is said of rates that must be entered soon or at once; null: nothing. */
export function missingRatesInWords(missing: readonly MissingRate[], language: Language, today: LocalDate): { readonly intent: 'info' | 'error'; readonly text: string } | null {
  const [first] = missing;
  if (first === undefined) return null;
  const french = language === 'fr';
  const [semester, name] = [first.semester, semesterInWords(first.semester, language)];
  const series = missing.filter((each) => each.semester === semester).map((each) => SERIES[language][each.series]).join(french ? ' et ' : ' and ');
  // Without the ECB's rate nothing is computed between professionals; the legal rate serves consumers and the floor of clauses.
  const all = missing.some((each) => each.semester === semester && each.series === 'ecb-refi');
  if (semester === nextSemester(semesterOf(today))) {
    const last = formatLongDate(addDays(first.begins, -1), language);
    const without = french
      ? all ? fr`aucune pénalité ne sera calculée après le ${last}` : fr`ni les intérêts dus par des particuliers ni le minimum des taux de contrat ne seront connus après le ${last}`
      : all ? `no penalties will be computed after ${last}` : `neither interest owed by consumers nor the floor of contract rates will be known after ${last}`;
    return { intent: 'info', text: french ? fr`Les taux du ${name} ne sont pas encore connus de Relance (${series}). Sans mise à jour, ${without}.` : `The rates of the ${name} are not known to Relance yet (${series}). Without an update, ${without}.` };
  }
  const since = formatLongDate(first.begins, language);
  const so = french
    ? all ? fr`Relance ne calcule plus de pénalités` : fr`Relance ne connaît ni les intérêts dus par des particuliers ni le minimum des taux de contrat`
    : all ? 'Relance computes no penalties' : 'Relance knows neither interest owed by consumers nor the floor of contract rates';
  return { intent: 'error', text: french ? fr`Les taux du ${name} manquent (${series}). Depuis le ${since}, ${so} : demandez la mise à jour à votre administrateur.` : `The rates of the ${name} are missing (${series}). Since ${since} ${so}: ask your administrator for the update.` };
}
