import type { LocalDate } from '../calendar';
import { formatLongDate } from '../calendar';
import { formatMoney, isZero, NO_BREAK_SPACE } from '../money';
import type { Money } from '../money';
import type { Debtor, Language, OpenItem } from '../ledger';
import type { AnnualRate } from '../penalties';
import { noticeDaysOf } from '../dunning';
import type { DunningStage, Proposal, ReminderPolicy } from '../dunning';
import { rateInPercent } from '../penalties';
import { listed, numbersOf } from './scope';
import { itemLabel, shortDate } from './tables';
import type { LetterFacts, NoticeGiven, ReckonedClaim } from './letter';
import type { Table, TableRow } from './text-document';
import { Shown, ShownBlock, ShownDate } from './values';
import type { Scope } from './values';

const WORDS = {
  fr: {
    invoice: 'Facture', due: 'Échéance', principal: 'Principal', days: 'Jours', rate: 'Taux', interest: 'Intérêts', charge: 'Indemnité', total: 'Total',
    contract: '(contrat)', and: ' et ', then: ' puis ', from: (low: string, high: string) => `de ${low} à ${high}`,
    enclosed: 'Le décompte complet, facture par facture, est joint à cette lettre.',
    handOver: 'nous transmettrons votre dossier au recouvrement',
    letter: 'nous vous adresserons une nouvelle mise en demeure',
    notice: 'nous serons amenés à vous adresser une mise en demeure',
  },
  en: {
    invoice: 'Invoice', due: 'Due date', principal: 'Principal', days: 'Days', rate: 'Rate', interest: 'Interest', charge: 'Indemnity', total: 'Total',
    contract: '(contract)', and: ' and ', then: ', then ', from: (low: string, high: string) => `from ${low} to ${high}`,
    enclosed: 'The full statement, invoice by invoice, is enclosed with this letter.',
    handOver: 'we will refer your file for debt recovery',
    letter: 'we will send you a further formal notice',
    notice: 'we will have to send you a formal notice',
  },
} as const;

/** Below a table of a letter that was cut: the whole of it is printed behind the letter. */
export const enclosedInWords = (language: Language): string => WORDS[language].enclosed;

const NO_LETTER: LetterFacts = { claim: null, rateUnknown: null, earlier: [], notice: null, next: null };

/** More rates than these are given as a range: the statement has each of them. */
const RATES_NAMED = 3;

/** "12,40 %", "12,15 % puis 12,40 %", "de 10,15 % à 12,40 %". */
export function ratesInWords(rates: readonly AnnualRate[], language: Language): string {
  const { then, from } = WORDS[language];
  if (rates.length <= RATES_NAMED) return rates.map((rate) => rateInWords(rate, language)).join(then);
  const sorted = [...rates].sort((a, b) => a - b);
  return from(rateInWords(sorted[0] as AnnualRate, language), rateInWords(sorted[sorted.length - 1] as AnnualRate, language));
}

/** At least two decimals, as the law's notices print them. */
function rateInWords(rate: AnnualRate, language: Language): string {
  const [whole = '0', decimals = ''] = rateInPercent(rate).split('.');
  return language === 'fr' ? `${whole},${decimals.padEnd(2, '0')}${NO_BREAK_SPACE}%` : `${whole}.${decimals.padEnd(2, '0')}%`;
}

interface LetterInput {
  readonly proposal: Proposal;
  readonly policy: ReminderPolicy;
  readonly debtor: Debtor;
  readonly items: readonly OpenItem[];
  /** The notice that a mail announces; null: none. */
  readonly byMail: DunningStage | null;
}

/** What only a letter fills in, and what a mail announces; of another reminder all of it is known and without a value. */
export function letterScope(facts: LetterFacts | null, { proposal, policy, debtor, items, byMail }: LetterInput, language: Language): Scope {
  const { claim, earlier, notice, next } = facts ?? NO_LETTER;
  const charge = claim?.charge ?? null;
  return {
    // C. com. L441-10 II between professionals, CCP R2192-31 of a public buyer: due by law, under French law alone.
    penalites_de_droit: debtor.lawCountry === 'FR' && debtor.kind !== 'consumer',
    // A consumer's: from the notice on, and under French law alone.
    interet_legal: facts?.interestFromNotice !== undefined,
    taux_legal: facts?.interestFromNotice === undefined || facts.interestFromNotice === null ? null : new Shown(ratesInWords([facts.interestFromNotice], language)),
    principal: amount(proposal.sum, language),
    penalites: claim === null || isZero(claim.interest) ? null : { montant: amount(claim.interest, language), taux: new Shown(ratesInWords(claim.rates, language)), taux_contractuel: ofContract(claim), arretees_au: new ShownDate(claim.reckoned.account.asOf) },
    indemnite: charge === null ? null : amount(charge.each, language),
    indemnite_totale: charge === null ? null : amount(charge.all, language),
    nombre_indemnites: charge?.count ?? 0,
    total_reclame: claim === null ? amount(proposal.sum, language) : new Shown(claim.total.map((each) => formatMoney(each, language)).join(WORDS[language].and)),
    tableau_penalites: claim === null ? null : new ShownBlock([{ kind: 'table', table: penaltyTable(claim, items, language) }]),
    delai_jours: noticeDaysOf(policy),
    suite_annoncee: next !== null ? new Shown(measureInWords(next, language)) : byMail !== null ? new Shown(WORDS[language].notice) : null,
    relances: earlier.length === 0 ? null : { nombre: earlier.length, dates: new Shown(datesInWords(earlier, language)) },
    mise_en_demeure: notice === null ? null : noticeScope(notice, items, language),
  };
}

/** A clause goes before the law's rate for the whole of a delay, so for every segment or for none (C. com. L441-10 II). */
const ofContract = ({ reckoned: { account } }: ReckonedClaim): boolean => account.lines.some(({ statement }) => statement.segments.some(({ source }) => source.basis === 'contract'));

const amount = (value: Money, language: Language): Shown => new Shown(formatMoney(value, language));
const dateOrNone = (value: LocalDate | null): ShownDate | null => (value === null ? null : new ShownDate(value));

const measureInWords = ({ channel }: DunningStage, language: Language): string => (channel === 'letter' ? WORDS[language].letter : WORDS[language].handOver);

function datesInWords(dates: readonly LocalDate[], language: Language): string {
  const shown = dates.map((date) => formatLongDate(date, language));
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')}${WORDS[language].and}${shown[shown.length - 1] ?? ''}`;
}

function noticeScope({ depositedOn, presentedOn, deliveredOn, invoices, announcedThis }: NoticeGiven, items: readonly OpenItem[], language: Language): Scope {
  const numbers = numbersOf(items);
  const covered = numbersOf(items.filter(({ invoice }) => invoices.has(invoice)));
  return {
    date: new ShownDate(depositedOn), presentation: dateOrNone(presentedOn), reception: dateOrNone(deliveredOn),
    toutes: covered.length === numbers.length, nombre: covered.length, liste: new Shown(listed(covered, language)), suite_annoncee: announcedThis,
  };
}

/**
 * The statement of late-payment interest, one row per claim: what the court would recompute (law sheet 1.3, 1.7). An invoice
 * whose rate changed with the semester has its rates in one cell.
 */
export function penaltyTable({ reckoned: { account }, interest, principal, charge }: ReckonedClaim, items: readonly OpenItem[], language: Language): Table {
  const vocabulary = WORDS[language];
  // One row per claim; what is wholly disputed makes no claim and stands in no row.
  const byInvoice = new Map(items.map((item) => [`${item.invoice} ${item.due}`, item]));
  const rows = account.lines.map(({ statement }): TableRow => {
    const item = byInvoice.get(`${statement.invoice} ${statement.due}`);
    const rates = [...new Set(statement.segments.map(({ rate }) => rate))];
    const { fixedCharge } = statement;
    const stipulated = statement.segments.some(({ source }) => source.basis === 'contract');
    return {
      cells: [
        item === undefined ? statement.number : itemLabel(item, language), shortDate(statement.due, language), formatMoney(statement.principalOutstanding, language), String(statement.lateDays), `${ratesInWords(rates, language)}${stipulated ? `${NO_BREAK_SPACE}${vocabulary.contract}` : ''}`,
        formatMoney(statement.interestOutstanding, language), fixedCharge === null ? '—' : formatMoney(fixedCharge, language),
      ],
      amount: fixedCharge ?? (charge === null ? null : { minor: 0, currency: charge.each.currency }),
      sums: [null, null, statement.principalOutstanding, null, null, statement.interestOutstanding, fixedCharge],
    };
  });
  return {
    language,
    whereTheRestIs: vocabulary.enclosed,
    columns: [
      { title: vocabulary.invoice, align: 'left' }, { title: vocabulary.due, align: 'left' }, { title: vocabulary.principal, align: 'right' }, { title: vocabulary.days, align: 'right' },
      { title: vocabulary.rate, align: 'left' }, { title: vocabulary.interest, align: 'right' }, { title: vocabulary.charge, align: 'right' },
    ],
    rows,
    footers: rows.length > 1 ? [[vocabulary.total, '', formatMoney(principal, language), '', '', formatMoney(interest, language), charge === null ? '—' : formatMoney(charge.all, language)]] : [],
  };
}
