import { formatLongDate, isLocalDate, termOfKey } from '../calendar';
import type { Language } from '../ledger/types';
import { formatMoney } from '../money';
import type { Problem } from '../problems';
import { formatCount, fr, plain, typeset } from './plain';
import { termInWords } from './term-words';

export type FecProblem = Extract<Problem, { code: 'ledger/fec-unbalanced' | 'ledger/fec-remark' }>;
type Remark = Extract<Problem, { code: 'ledger/fec-remark' }>;

interface Said {
  readonly intent: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly body: string;
}

/** What is said of a FEC (fichier des écritures comptables), in the accountant's words. */
export function wordFec(problem: FecProblem, language: Language): Said {
  return problem.code === 'ledger/fec-remark' ? wordRemark(problem, language) : wordImbalance(problem, language);
}

function wordImbalance({ file, row, journal, entry, difference }: Extract<FecProblem, { code: 'ledger/fec-unbalanced' }>, language: Language): Said {
  const name = plain(file, 60);
  if (row === 0)
    return language === 'fr'
      ? { intent: 'warning', title: fr`Le fichier n'est pas équilibré : ${formatMoney(difference, 'fr')} d'écart entre débits et crédits`, body: fr`${name}. Il en manque peut-être une partie. Les lignes lues sont utilisées ; demandez un nouvel export à votre comptable.` }
      : { intent: 'warning', title: `The file does not balance: ${formatMoney(difference, 'en')} between debits and credits`, body: `${name}. A part of it may be missing. The lines that were read are used; ask your accountant for a new export.` };
  const which = `${plain(journal, 20)} ${plain(entry, 30)}`.trim();
  return language === 'fr'
    ? { intent: 'warning', title: fr`Ligne ${row} : l'écriture ${which} n'est pas équilibrée`, body: fr`${name} : ${formatMoney(difference, 'fr')} d'écart entre ses débits et ses crédits. Ses lignes sont utilisées telles quelles ; vérifiez-les.` }
    : { intent: 'warning', title: `Row ${row}: entry ${which} does not balance`, body: `${name}: ${formatMoney(difference, 'en')} between its debits and credits. Its lines are used as they stand; check them.` };
}

/** One, several; then what it means and what to do. */
type Words = readonly [one: string, several: string, body: string];

const FRENCH: Readonly<Record<Remark['what'], Words>> = {
  'due-computed': ['1 échéance calculée', '{n} échéances calculées', 'Un FEC ne porte pas d’échéance : 30 jours après la date de pièce (C. com. L441-10). Si vous avez convenu d’un autre délai, indiquez-le : Réglages > Notre société.'],
  covered: ['1 facture non lettrée tenue pour réglée', '{n} factures non lettrées tenues pour réglées', 'Le compte de ces clients est soldé ou créditeur : rien n’est dû, quelle que soit la facture payée. Le premier : {value}.'],
  matched: ['1 règlement non lettré rapproché par calcul', '{n} règlements non lettrés rapprochés par calcul', '{amount}. Le libellé cite la facture, ou le montant est celui d’une seule facture ouverte ; ce rapprochement n’est pas dans vos livres. Le premier : {value}, ligne {row}.'],
  'partly-lettered': ['1 lettrage qui ne se solde pas', '{n} lettrages qui ne se soldent pas', 'Le reste demeure dû ; les factures les plus anciennes sont réglées d’abord. Le premier : {value}, ligne {row}.'],
  unallocated: ['1 client avec des règlements sans facture', '{n} clients avec des règlements sans facture', '{amount} à rapprocher. Rien n’est imputé au hasard : vérifiez avant de relancer. Le premier : {value}.'],
  deposits: ['1 client avec des acomptes reçus (4191)', '{n} clients avec des acomptes reçus (4191)', '{amount} à leur crédit. Le premier : {value}.'],
  doubtful: ['1 ligne de client douteux (416), comptée comme due', '{n} lignes de clients douteux (416), comptées comme dues', '{amount}. La première : {value}, ligne {row}.'],
  bills: ['1 effet à recevoir (413) : pas de relance avant son retour', '{n} effets à recevoir (413) : pas de relance avant leur retour', '{amount}. Le premier : {value}, ligne {row}.'],
  opening: ['1 ligne ouverte reprise en à-nouveau', '{n} lignes ouvertes reprises en à-nouveau', '{amount}. La facture n’y est connue que par sa référence de pièce : vérifiez-la avant de relancer. La première : {value}, ligne {row}.'],
  'other-debits': ['1 débit ouvert hors journal de ventes', '{n} débits ouverts hors journal de ventes', '{amount}. Ce ne sont peut-être pas des factures : vérifiez avant de relancer. Le premier : {value}, ligne {row}.'],
  foreign: ['1 ligne ouverte en devise', '{n} lignes ouvertes en devise', 'Comptées en euros, comme les livres : {amount}. La première : {value}, ligne {row}.'],
  'no-piece': ['1 ligne sans PieceRef', '{n} lignes sans PieceRef', 'Le numéro d’écriture tient lieu de numéro de facture. La première : ligne {row}.'],
  accruals: ['1 ligne de factures à établir ou d’avoirs à établir (418, 4198), non reprise', '{n} lignes de factures à établir ou d’avoirs à établir (418, 4198), non reprises', '{amount} : rien n’est encore facturé.'],
  'other-accounts': ['1 ligne d’un autre compte de clients (41), non reprise', '{n} lignes d’autres comptes de clients (41), non reprises', '{amount}. La première : compte {value}, ligne {row}.'],
  'earlier-years': ['1 ligne d’un exercice antérieur, non reprise', '{n} lignes d’exercices antérieurs, non reprises', 'Les à-nouveaux du {value} reportent leurs soldes.'],
  'years-differ': ['1 client dont l’à-nouveau n’est pas le solde de l’exercice antérieur', '{n} clients dont l’à-nouveau n’est pas le solde de l’exercice antérieur', 'L’à-nouveau est retenu. Le premier : {value}.'],
  'no-customer': ['1 ligne dont le client n’est pas connu', '{n} lignes dont le client n’est pas connu', 'Compte collectif {value} sans CompAuxNum : {amount}, non repris. La première : ligne {row}.'],
  'column-supposed': ['1 colonne reconnue par sa place', '{n} colonnes reconnues par leur place', 'Leur nom n’est pas celui du FEC : {value}.'],
};

const ENGLISH: Readonly<Record<Remark['what'], Words>> = {
  'due-computed': ['1 due date computed', '{n} due dates computed', 'A FEC holds no due date: 30 days after the date of the document (French commercial code, L441-10). If you have agreed on another term, say so: Settings > Our company.'],
  covered: ['1 unmatched invoice taken as paid', '{n} unmatched invoices taken as paid', 'The account of these customers is nil or in credit: nothing is owed, whichever invoice was paid. The first: {value}.'],
  matched: ['1 unmatched payment matched by computation', '{n} unmatched payments matched by computation', '{amount}. The label cites the invoice, or the amount is that of one open invoice alone; your books do not hold this matching. The first: {value}, row {row}.'],
  'partly-lettered': ['1 matching that does not balance', '{n} matchings that do not balance', 'The rest stays due; the oldest invoices are settled first. The first: {value}, row {row}.'],
  unallocated: ['1 customer with payments of no invoice', '{n} customers with payments of no invoice', '{amount} to be matched. Nothing is guessed: check before you send a reminder. The first: {value}.'],
  deposits: ['1 customer with deposits received (4191)', '{n} customers with deposits received (4191)', '{amount} to their credit. The first: {value}.'],
  doubtful: ['1 line of a doubtful customer (416), counted as due', '{n} lines of doubtful customers (416), counted as due', '{amount}. The first: {value}, row {row}.'],
  bills: ['1 bill receivable (413): no reminder before it comes back', '{n} bills receivable (413): no reminder before they come back', '{amount}. The first: {value}, row {row}.'],
  opening: ['1 open line brought forward', '{n} open lines brought forward', '{amount}. Only the reference of the document names the invoice: check it before you send a reminder. The first: {value}, row {row}.'],
  'other-debits': ['1 open debit outside the sales journals', '{n} open debits outside the sales journals', '{amount}. These may be no invoices: check before you send a reminder. The first: {value}, row {row}.'],
  foreign: ['1 open line in another currency', '{n} open lines in another currency', 'Counted in euros, as the books are: {amount}. The first: {value}, row {row}.'],
  'no-piece': ['1 line without PieceRef', '{n} lines without PieceRef', 'The number of the entry stands for the invoice number. The first: row {row}.'],
  accruals: ['1 accrual line (418, 4198) left out', '{n} accrual lines (418, 4198) left out', '{amount}: nothing is invoiced yet.'],
  'other-accounts': ['1 line of another customers’ account (41) left out', '{n} lines of other customers’ accounts (41) left out', '{amount}. The first: account {value}, row {row}.'],
  'earlier-years': ['1 line of an earlier year left out', '{n} lines of earlier years left out', 'The opening entries of {value} carry their balances forward.'],
  'years-differ': ['1 customer whose opening is not the balance of the year before', '{n} customers whose opening is not the balance of the year before', 'The opening counts. The first: {value}.'],
  'no-customer': ['1 line whose customer is not known', '{n} lines whose customer is not known', 'Collective account {value} without CompAuxNum: {amount}, left out. The first: row {row}.'],
  'column-supposed': ['1 column recognised by its place', '{n} columns recognised by their place', 'Their name is not that of the FEC: {value}.'],
};

const WEIGHTY: ReadonlySet<Remark['what']> = new Set<Remark['what']>(['no-customer', 'years-differ', 'unallocated', 'partly-lettered', 'opening', 'other-debits', 'foreign', 'other-accounts']);

const BY_TERM: Readonly<Record<Language, string>> = {
  fr: 'Un FEC ne porte pas d’échéance : votre délai habituel, {value}, compté de la date de pièce. Un client peut en avoir un autre.',
  en: 'A FEC holds no due date: your usual term, {value}, from the date of the document. A customer may have another.',
};

function wordRemark({ file, what, count, value, row, amount }: Remark, language: Language): Said {
  const term = what === 'due-computed' ? termOfKey(value) : null;
  const [one, several, told] = (language === 'fr' ? FRENCH : ENGLISH)[what];
  const body = term === null ? told : BY_TERM[language];
  const shown = term !== null ? termInWords(term, language) : isLocalDate(value) ? formatLongDate(value, language) : plain(value, 60);
  // Our own sentences first, untrusted words last: a customer called "{amount}" stays one.
  const put = (text: string): string => text.split(/(\{\w+\})/).map((part) => (part === '{n}' ? formatCount(count, language) : part === '{row}' ? String(row) : part === '{amount}' ? (amount === null ? '' : formatMoney(amount, language)) : part === '{value}' ? shown : language === 'fr' ? typeset(part) : part)).join('');
  return { intent: WEIGHTY.has(what) ? 'warning' : 'info', title: put(count === 1 ? one : several), body: `${plain(file, 60)}. ${put(body)}` };
}
