import type { LocalDate } from '../calendar/types';
import type { LedgerField } from '../formats/wire';
import type { Language } from '../ledger/types';
import type { Currency } from '../money/types';
import { counted, formatCount, fr, plain, typeset } from './plain';
import { words } from './words';

/** Of the spreadsheet that is ledger and log: titles, headers, what its cells offer to choose from, its two reports. */
export interface SheetWords {
  /** Before the company's name, in the file's name. */
  readonly fileName: string;
  readonly tabs: Readonly<Record<'invoices' | 'customers' | 'journal' | 'texts' | 'plans' | 'settings' | 'ageing' | 'to-remind', string>>;
  /** Behind a title that another tab of the spreadsheet already has. */
  readonly ours: string;
  /** What may be chosen in a cell; each is a word that the reader of ledgers knows. */
  readonly choices: Readonly<Record<'invoice-kind' | 'currency' | 'means' | 'status' | 'language' | 'debtor-kind' | 'debtor-standing', readonly string[]>>;
  readonly notes: Readonly<Partial<Record<LedgerField, string>>>;
  readonly example: { readonly number: string; readonly name: string; readonly note: string };
  readonly protectedJournal: string;
  readonly protectedReport: string;
  /** In a report that was never written. */
  readonly notYet: string;
  /** Both reports were written. */
  readonly refreshed: string;
  /** The setting that says which tab and columns are the invoices', for everybody who connects to the spreadsheet. */
  readonly keptColumns: string;
  readonly ageing: { readonly customer: string; readonly code: string; readonly currency: string; readonly total: string; readonly credits: string; readonly balance: string; readonly totalOf: string; readonly chart: string; readonly chartData: string; readonly noteSums: string };
  readonly toRemind: {
    readonly customer: string; readonly code: string; readonly group: string; readonly step: string; readonly overdue: string; readonly currency: string; readonly others: string; readonly daysLate: string; readonly why: string;
    readonly lastReminder: string; readonly chart: string; readonly chartData: string; readonly nobody: string;
  };
}

const FR: SheetWords = {
  fileName: 'Relance', ours: 'Relance',
  tabs: { invoices: 'Factures', customers: 'Clients', journal: 'Journal', texts: 'Modèles', plans: 'Plan', settings: 'Réglages', ageing: 'Balance âgée', 'to-remind': 'À relancer' },
  choices: {
    'invoice-kind': ['facture', 'acompte', 'avoir'], currency: ['EUR', 'GBP', 'USD', 'CHF'], means: ['virement', 'prélèvement', 'traite', 'chèque reçu', 'autre'], status: ['émise', 'payée', 'annulée', 'brouillon'],
    language: ['fr', 'en'], 'debtor-kind': ['entreprise', 'particulier', 'public'], 'debtor-standing': ['active', 'radiée', 'surendettement'],
  },
  notes: {
    amount: typeset("Toutes taxes comprises. Un avoir s'écrit en négatif, ou avec le type « avoir »."), paid: 'Ce que le client a déjà payé sur cette facture.',
    outstanding: typeset("Laissez vide : Relance prend le montant moins ce qui est déjà réglé. S'il est rempli, c'est lui qui compte."),
    disputed: typeset('« oui », ou le montant contesté.'), retained: typeset('Montant retenu par le client, ou un pourcentage : 5 %.'), corrects: typeset("D'un avoir : le numéro de la facture qu'il corrige."),
    status: typeset('« payée », « annulée » et « brouillon » : la ligne ne compte plus.'), 'debtor-code': typeset('Le même code ici et dans les onglets Factures et Clients : c’est lui qui les relie. Sans code, le nom.'),
    'contact-address': typeset('Plusieurs adresses : séparez-les par une virgule. Les relances partent au payeur, sinon à la comptabilité, sinon ici.'), 'contract-rate': typeset('Taux annuel du contrat, par exemple 12 %. Vide : le taux légal.'),
    'debtor-kind': typeset('Les particuliers ne sont pas relancés tant que vous ne le demandez pas dans les réglages.'), language: typeset('Langue des relances : fr ou en.'),
  },
  example: { number: 'EXEMPLE-001', name: 'Exemple SARL', note: typeset("Ligne d'exemple : Relance l'ignore. Écrivez vos factures par-dessus ou au-dessous, ou supprimez-la.") },
  protectedJournal: typeset('Journal des relances, écrit par Relance. Une ligne modifiée à la main se voit et fait perdre au journal sa valeur de preuve.'),
  protectedReport: typeset('Réécrit en entier à chaque actualisation : ce que vous y notez serait perdu.'),
  notYet: typeset('Pas encore écrit : réglages de Relance, « Mettre à jour les tableaux ».'), refreshed: 'Tableaux à jour dans le classeur.',
  keptColumns: 'Onglet et colonnes des factures',
  ageing: { customer: 'Client', code: 'Code client', currency: 'Devise', total: 'Total dû', credits: 'Avoirs et acomptes libres', balance: 'Solde net', totalOf: 'Total', chart: 'Balance âgée, 15 premiers clients', chartData: 'Données du graphique', noteSums: typeset('Factures ouvertes seulement. Les devises ne sont jamais additionnées.') },
  toRemind: {
    customer: 'Client', code: 'Code client', group: 'À faire', step: 'Étape', overdue: 'Échu', currency: 'Devise', others: 'Autres devises', daysLate: 'Jours de retard', why: 'Pourquoi', lastReminder: 'Dernière relance',
    chart: 'À relancer, 15 plus gros montants échus', chartData: 'Données du graphique', nobody: typeset("Personne à relancer aujourd'hui."),
  },
};

const EN: SheetWords = {
  fileName: 'Relance', ours: 'Relance',
  tabs: { invoices: 'Invoices', customers: 'Customers', journal: 'Log', texts: 'Texts', plans: 'Plan', settings: 'Settings', ageing: 'Aged balance', 'to-remind': 'To remind' },
  choices: {
    'invoice-kind': ['invoice', 'deposit', 'credit note'], currency: ['EUR', 'GBP', 'USD', 'CHF'], means: ['transfer', 'direct debit', 'bill', 'cheque received', 'other'], status: ['issued', 'paid', 'cancelled', 'draft'],
    language: ['fr', 'en'], 'debtor-kind': ['business', 'consumer', 'public'], 'debtor-standing': ['active', 'struck off', 'over-indebted'],
  },
  notes: {
    amount: 'All taxes included. A credit note is negative, or has the kind “credit note”.', paid: 'What the customer has paid of this invoice so far.', outstanding: 'Leave empty: Relance takes the amount less what is paid. When filled in, it is what counts.',
    disputed: '“yes”, or the amount in dispute.', retained: 'The sum held back by the customer, or a share: 5 %.', corrects: 'Of a credit note: the number of the invoice that it corrects.', status: '“paid”, “cancelled” and “draft”: the row no longer counts.',
    'debtor-code': 'The same code here and on the tabs Invoices and Customers: it joins them. Without a code, the name does.', 'contact-address': 'Several addresses: put commas between them. Reminders go to the payer, else to accounting, else here.',
    'contract-rate': 'The contract’s yearly rate, for example 12 %. Empty: the legal rate.', 'debtor-kind': 'Consumers are not reminded until you ask for it in the settings.', language: 'Language of the reminders: fr or en.',
  },
  example: { number: 'EXAMPLE-001', name: 'Example Ltd', note: 'Example line: Relance ignores it. Write your invoices over it or below it, or delete it.' },
  protectedJournal: 'Log of reminders, written by Relance. A row changed by hand is seen, and the log loses its value as evidence.', protectedReport: 'Written anew as a whole each time: what you note here would be lost.', notYet: 'Not written yet: settings of Relance, “Update the tables”.', refreshed: 'The tables are up to date in the spreadsheet.', keptColumns: 'Tab and columns of the invoices',
  ageing: { customer: 'Customer', code: 'Customer code', currency: 'Currency', total: 'Total owed', credits: 'Unused credits', balance: 'Net balance', totalOf: 'Total', chart: 'Aged balance, first 15 customers', chartData: 'Data of the chart', noteSums: 'Open invoices only. Currencies are never added up.' },
  toRemind: {
    customer: 'Customer', code: 'Customer code', group: 'To do', step: 'Step', overdue: 'Overdue', currency: 'Currency', others: 'Other currencies', daysLate: 'Days late', why: 'Why', lastReminder: 'Last reminder', chart: 'To remind, 15 largest overdue sums', chartData: 'Data of the chart', nobody: 'Nobody to remind today.',
  },
};

export const sheetWords = (language: Language): SheetWords => (language === 'fr' ? FR : EN);

/** A field as it is called on our screens, with spaces that a keyboard has: it stands in a cell. */
export const headerOf = (field: LedgerField, language: Language): string => words(language).fields[field].replace(/[\u00a0\u202f]/g, ' ').replace(/’/g, "'");

/** "Balance âgée au 23/11/2026 09:12": every report says when it was true. `time`: "09:12" on the clock of the spreadsheet. */
export function reportTitle(report: 'ageing' | 'to-remind', day: LocalDate, time: string, language: Language): string {
  const [year, month, date] = day.split('-') as [string, string, string];
  const name = sheetWords(language).tabs[report];
  return language === 'fr' ? `${name} au ${date}/${month}/${year} ${time}` : `${name} as of ${date}/${month}/${year} ${time}`;
}

/** "Données du graphique (EUR)": the chart shows one currency, the one most debts are in. */
export const chartDataTitle = (of: string, currency: Currency | null): string => (currency === null ? of : `${of} (${currency})`);

/** Who is not in the list: nothing is to be done with them today. null: nobody. */
export const notListed = (count: number, language: Language): string | null =>
  count === 0 ? null : counted(count, language === 'fr' ? ['{n} autre client en retard : relance à venir, en suspens ou plan terminé.'.replace(' :', '\u00a0:'), '{n} autres clients en retard : relance à venir, en suspens ou plan terminé.'.replace(' :', '\u00a0:')] : ['{n} other customer is overdue: a reminder to come, on hold, or the plan is completed.', '{n} other customers are overdue: a reminder to come, on hold, or the plan is completed.'], language);

/** The first rows of a long report; null: all are there. */
export const firstOfInWords = (shown: number, of: number, language: Language): string | null =>
  shown === of ? null : language === 'fr' ? fr`Les ${formatCount(shown, 'fr')} premiers clients sur ${formatCount(of, 'fr')} sont affichés ; les totaux les comptent tous.` : `The first ${formatCount(shown, 'en')} customers of ${formatCount(of, 'en')} are shown; the totals count them all.`;

/** Two columns of one name: the first is read. Columns as the sheet shows them: A, B, ... */
export function twinColumnsInWords(header: string, used: string, other: string, language: Language): string {
  const name = plain(header, 40);
  return language === 'fr'
    ? fr`Deux colonnes « ${name} » : ${used} est utilisée, ${other} ne l'est pas. Choisissez l'autre ci-dessous, ou renommez-en une.`
    : `Two columns "${name}": ${used} is used, ${other} is not. Choose the other below, or rename one of them.`;
}

/** Google gives the value of merged cells to the first of them alone. */
export function mergedCellsInWords(ranges: readonly string[], count: number, language: Language): string {
  const shown = `${ranges.join(', ')}${count > ranges.length ? '…' : ''}`;
  return language === 'fr'
    ? fr`${formatCount(count, 'fr')} ${count === 1 ? 'plage fusionnée' : 'plages fusionnées'} dans les colonnes lues (${shown}) : seule la première cellule a une valeur. Annulez la fusion (Format, Fusionner les cellules) et remplissez chaque ligne.`
    : `${formatCount(count, 'en')} merged ${count === 1 ? 'range' : 'ranges'} in the columns that are read (${shown}): only the first cell has a value. Unmerge them (Format, Merge cells) and fill in every row.`;
}

/** Which tabs would be added to the clerk's own spreadsheet, before he says yes. null: all are there. */
export function missingTabsInWords(titles: readonly string[], language: Language): string | null {
  if (titles.length === 0) return null;
  const list = titles.map((title) => (language === 'fr' ? fr`« ${title} »` : `"${title}"`)).join(', ');
  return language === 'fr'
    ? fr`Relance ajoutera à ce classeur ${titles.length === 1 ? "l'onglet" : 'les onglets'} ${list}. Vos onglets ne changent pas.`
    : `Relance will add ${titles.length === 1 ? 'the tab' : 'the tabs'} ${list} to this spreadsheet. Your tabs stay as they are.`;
}
