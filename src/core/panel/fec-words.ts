import { formatLongDate, isLocalDate, termOfKey } from '../calendar';
import type { FecSeen } from '../formats/wire';
import type { Language } from '../ledger/types';
import { formatMoney, money } from '../money';
import { counted, formatCount, fr } from './plain';
import { termInWords } from './term-words';

const NOTHING_AGREED = { kind: 'net', days: 30 } as const;
const termOf = (key: string, language: Language): string => termInWords(termOfKey(key) ?? NOTHING_AGREED, language);

/** A FEC as the clerk sees it before it is used: what it was recognised by, and whether it balances. */
export interface FecView {
  readonly title: string;
  /** Why nothing is to be mapped. */
  readonly hint: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly balance: { readonly intent: 'info' | 'warning'; readonly text: string };
  /** Heads the step of the first run in which columns are checked otherwise. */
  readonly step: string;
  /** Heads what could not be used, and how the rest was read. */
  readonly remarks: string;
}

export function presentFec(seen: FecSeen, language: Language): FecView {
  const french = language === 'fr';
  const pick = (inFrench: string, inEnglish: string): string => (french ? inFrench : inEnglish);
  const day = (text: string | null): string => (text !== null && isLocalDate(text) ? formatLongDate(text, language) : '–');
  const euros = (minor: number): string => formatMoney(money(minor, 'EUR'), language);
  const lines = counted(seen.lines, french ? ['{n} ligne', '{n} lignes'] : ['{n} line', '{n} lines'], language);
  return {
    title: pick('Fichier des écritures comptables (FEC)', 'French accounting entries file (FEC)'),
    hint: pick(fr`Ses colonnes sont fixées par la loi (LPF, article A47 A-1) : il n'y a rien à associer. Les comptes 411, 413, 416 et 4191 sont lus.`, 'Its columns are fixed by law (French LPF, article A47 A-1): there is nothing to match. Accounts 411, 413, 416 and 4191 are read.'),
    facts: [
      { label: pick('Contenu', 'Holds'), value: pick(fr`${lines}, ${formatCount(seen.columns, 'fr')} colonnes`, `${lines}, ${formatCount(seen.columns, 'en')} columns`) },
      { label: pick('Montants', 'Amounts'), value: seen.amounts === 'debit-credit' ? pick('Débit et crédit', 'Debit and credit') : pick('Montant et sens', 'Amount and side') },
      { label: pick('Écritures de clients', 'Customers’ entries'), value: seen.from === null ? pick('aucune', 'none') : pick(fr`du ${day(seen.from)} au ${day(seen.to)}`, `${day(seen.from)} to ${day(seen.to)}`) },
      { label: pick('Échéances', 'Due dates'), value: seen.due === 'printed' ? pick('lues dans le fichier', 'read from the file') : pick(fr`calculées : ${termOf(seen.term, 'fr')}`, `computed: ${termOf(seen.term, 'en')}`) },
    ],
    balance: seen.debit === seen.credit && seen.unbalanced === 0
      ? { intent: 'info', text: pick(fr`Équilibré : ${euros(seen.debit)} au débit et au crédit, chaque écriture aussi.`, `Balanced: ${euros(seen.debit)} on both sides, and every entry too.`) }
      : { intent: 'warning', text: pick(fr`Non équilibré : ${euros(seen.debit)} au débit, ${euros(seen.credit)} au crédit ; écritures en écart : ${formatCount(seen.unbalanced, 'fr')}.`, `Not balanced: ${euros(seen.debit)} debit, ${euros(seen.credit)} credit; entries that differ: ${formatCount(seen.unbalanced, 'en')}.`) },
    step: pick('Vérifiez le fichier', 'Check the file'),
    remarks: pick('À vérifier', 'To check'),
  };
}
