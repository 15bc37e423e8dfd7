import type { Language } from '../ledger/types';
import { formatMoney } from '../money';
import type { Problem } from '../problems';
import { formatCount, fr, plain } from './plain';
import { addressesDifferInWords } from './postal-words';

/** Problems and remarks about what a ledger file looks like. */
export type LedgerFileRemark = Extract<Problem, { code: 'ledger/other-format' | 'ledger/rows-skipped' | 'ledger/rows-identical' | 'ledger/total-differs' | 'ledger/lines-summed' | 'ledger/addresses-differ' | 'ledger/second-table' | 'ledger/sheet-remark' }>;

interface Said {
  readonly intent: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly body: string;
}

type OtherFormat = Extract<Problem, { code: 'ledger/other-format' }>['format'];
const SPREADSHEET: readonly OtherFormat[] = ['xls', 'xlsb', 'ods', 'numbers', 'html'];

const KIND: Readonly<Record<Language, Readonly<Record<OtherFormat, string>>>> = {
  fr: { xls: 'ancien classeur Excel (.xls)', xlsb: 'classeur Excel binaire (.xlsb)', ods: 'classeur OpenDocument (.ods)', numbers: 'classeur Numbers', word: 'document Word', pdf: 'PDF', html: 'page web ou XML, quel que soit son nom', zip: 'archive ZIP' },
  en: { xls: 'old Excel workbook (.xls)', xlsb: 'binary Excel workbook (.xlsb)', ods: 'OpenDocument workbook (.ods)', numbers: 'Numbers workbook', word: 'Word document', pdf: 'PDF', html: 'web page or XML, whatever its name', zip: 'ZIP archive' },
};

export function wordLedgerFile(problem: LedgerFileRemark, language: Language): Said {
  const french = language === 'fr';
  const pick = (inFrench: string, inEnglish: string): string => (french ? inFrench : inEnglish);
  const where = !('sheet' in problem) || problem.sheet === null ? plain(problem.file, 60) : `${plain(problem.file, 60)}, ${plain(problem.sheet, 40)}`;
  const count = (value: number): string => formatCount(value, language);
  const quoted = (value: string): string => (french ? fr`« ${plain(value, 40)} »` : `"${plain(value, 40)}"`);

  /** By the count: "Ce n'est pas une facture", "Ce ne sont pas des factures". */
  const agreed = (value: number, one: readonly [string, string], several: readonly [string, string]): string => pick(...(value === 1 ? one : several));

  switch (problem.code) {
    case 'ledger/other-format': {
      const kind = KIND[language][problem.format];
      const todo = problem.format === 'numbers'
        ? pick('Dans Numbers : Fichier, Exporter vers, Excel (.xlsx). Puis choisissez ce fichier.'.replace(' :', '\u00a0:'), 'In Numbers: File, Export To, Excel (.xlsx). Then choose that file.')
        : SPREADSHEET.includes(problem.format)
          ? pick(fr`Ouvrez-le dans votre tableur et enregistrez au format XLSX, puis choisissez ce fichier.`, 'Open it in your spreadsheet and save it as XLSX, then choose that file.')
          : pick('Exportez vos factures en XLSX ou en CSV depuis votre logiciel, puis choisissez ce fichier.', 'Export your invoices as XLSX or CSV from your software, then choose that file.');
      return { intent: 'error', title: pick(fr`${plain(problem.file, 80)} : ${kind}`, `${plain(problem.file, 80)}: ${kind}`), body: todo };
    }
    case 'ledger/rows-skipped': {
      const [one, several] = {
        total: [pick('total', 'total'), pick('totaux', 'totals')],
        heading: [pick('titre de groupe', 'group heading'), pick('titres de groupe', 'group headings')],
        'repeated-header': [pick('en-tête répété', 'repeated header'), pick('en-têtes répétés', 'repeated headers')],
        'repeated-amount': [pick('montant de facture répété', 'repeated invoice amount'), pick('montants de facture répétés', 'repeated invoice amounts')],
        cancelled: [pick('facture annulée', 'cancelled invoice'), pick('factures annulées', 'cancelled invoices')],
        example: [pick(fr`ligne d'exemple`, 'example line'), pick(fr`lignes d'exemple`, 'example lines')],
        draft: [pick('facture en brouillon', 'draft of an invoice'), pick('factures en brouillon', 'drafts of invoices')],
        'vendor-bill': [pick(fr`facture d'un autre vendeur`, 'invoice of another seller'), pick(fr`factures d'un autre vendeur`, 'invoices of another seller')],
        settled: ['', ''],
      }[problem.why] as [string, string];
      const first = problem.rows === 1 ? pick(fr`Ligne ${problem.row}`, `Row ${problem.row}`) : pick(fr`La première est la ligne ${problem.row}`, `The first is row ${problem.row}`);
      const seen = `${where}. ${first}${problem.value === '' ? '' : pick(fr`, ${quoted(problem.value)}`, `, ${quoted(problem.value)}`)}.`;
      if (problem.why === 'settled')
        return { intent: 'info', title: problem.rows === 1 ? pick(fr`1 facture tenue pour réglée`, '1 invoice taken as paid') : pick(fr`${count(problem.rows)} factures tenues pour réglées`, `${count(problem.rows)} invoices taken as paid`), body: `${seen} ${agreed(problem.rows, ['Elle est lettrée ou son statut le dit, et le fichier ne donne pas de restant dû.', 'It is matched or its status says so, and the file gives nothing outstanding.'], ['Elles sont lettrées ou leur statut le dit, et le fichier ne donne pas de restant dû.', 'They are matched or their status says so, and the file gives nothing outstanding.'])}` };
      const rows = problem.rows === 1 ? pick(fr`1 ligne ignorée : ${one}`, `1 row skipped: ${one}`) : pick(fr`${count(problem.rows)} lignes ignorées : ${several}`, `${count(problem.rows)} rows skipped: ${several}`);
      return { intent: 'info', title: rows, body: problem.why === 'cancelled' || problem.why === 'draft' || problem.why === 'vendor-bill' ? seen : `${seen} ${agreed(problem.rows, [fr`Ce n'est pas une facture.`, 'This is no invoice.'], ['Ce ne sont pas des factures.', 'These are no invoices.'])}` };
    }
    case 'ledger/rows-identical':
      return {
        intent: 'info',
        title: problem.rows === 1 ? pick(fr`Ligne ${problem.row} identique à la ligne ${problem.first} : comptée une fois`, `Row ${problem.row} identical to row ${problem.first}: counted once`) : pick(fr`${count(problem.rows)} lignes identiques à d'autres : comptées une fois`, `${count(problem.rows)} rows identical to others: counted once`),
        body: problem.rows === 1 ? pick(fr`${where}. Toutes les cellules sont les mêmes.`, `${where}. All their cells are the same.`) : pick(fr`${where}. La première est la ligne ${problem.row}, identique à la ligne ${problem.first} : toutes les cellules sont les mêmes.`, `${where}. The first is row ${problem.row}, identical to row ${problem.first}: all their cells are the same.`),
      };
    case 'ledger/total-differs':
      return {
        intent: 'warning',
        title: pick(fr`Ligne ${problem.row} : le total imprimé n'est pas la somme des lignes lues`, `Row ${problem.row}: the printed total is not the sum of the rows read`),
        body: pick(fr`${where}, ${quoted(problem.value)} : ${formatMoney(problem.printed, 'fr')} imprimé, ${formatMoney(problem.read, 'fr')} lu. Vérifiez les lignes au-dessus : il en manque, ou certaines n'ont pas été lues.`, `${where}, ${quoted(problem.value)}: ${formatMoney(problem.printed, 'en')} printed, ${formatMoney(problem.read, 'en')} read. Check the rows above: some are missing or were not read.`),
      };
    case 'ledger/lines-summed':
      return {
        intent: 'info',
        title: problem.invoices === 1 ? pick('1 facture en plusieurs lignes : lignes additionnées'.replace(' :', '\u00a0:'), '1 invoice on several rows: rows added up') : pick(fr`${count(problem.invoices)} factures en plusieurs lignes : lignes additionnées`, `${count(problem.invoices)} invoices on several rows: rows added up`),
        body: pick(fr`${where}. La première est ${plain(problem.number, 60)}, ligne ${problem.row}. Vérifiez son montant avant de relancer.`, `${where}. The first is ${plain(problem.number, 60)}, row ${problem.row}. Check its amount before you send a reminder.`),
      };
    case 'ledger/addresses-differ':
      return { intent: 'info', ...addressesDifferInWords(problem, where, language) };
    case 'ledger/second-table':
      return {
        intent: 'warning',
        title: pick(fr`Ligne ${problem.row} : un autre tableau commence, il n'est pas lu`, `Row ${problem.row}: another table begins, it is not read`),
        body: pick(fr`${where}, ${quoted(problem.value)} : ${count(problem.rows)} ${problem.rows === 1 ? fr`ligne à part. Si c'est une facture, mettez-la` : 'lignes à part. Si ce sont des factures, mettez-les'} sous les mêmes colonnes.`, `${where}, ${quoted(problem.value)}: ${count(problem.rows)} ${problem.rows === 1 ? 'row left aside. If it is an invoice, put it' : 'rows left aside. If they are invoices, put them'} under the same columns.`),
      };
    case 'ledger/sheet-remark': {
      const [title, body] = {
        'hidden-rows': [pick(fr`${count(problem.count)} ${problem.count === 1 ? 'ligne masquée ou filtrée, lue aussi' : 'lignes masquées ou filtrées, lues aussi'}`, `${count(problem.count)} hidden or filtered ${problem.count === 1 ? 'row, read' : 'rows, read'} too`), agreed(problem.count, ['Si elle ne compte pas, supprimez-la du fichier.', 'If it does not count, delete it from the file.'], ['Si elles ne comptent pas, supprimez-les du fichier.', 'If they do not count, delete them from the file.'])],
        'hidden-columns': [pick(fr`${count(problem.count)} ${problem.count === 1 ? 'colonne masquée, lue aussi' : 'colonnes masquées, lues aussi'}`, `${count(problem.count)} hidden ${problem.count === 1 ? 'column, read' : 'columns, read'} too`), pick('Vérifiez ci-dessous quelles colonnes sont utilisées.', 'Check below which columns are used.')],
        'hidden-sheet': [
          pick(fr`Feuille masquée : ${plain(problem.sheet ?? '', 40)}`, `Hidden sheet: ${plain(problem.sheet ?? '', 40)}`),
          pick(fr`Le classeur cache cette feuille, et Relance ne l'utilise pas sans vous. Si c'est la bonne, affichez-la dans le classeur (clic droit sur un onglet, Afficher) ou utilisez-la telle quelle ; sinon, mettez vos factures sur une feuille visible.`, 'The workbook hides this sheet, and Relance does not use it without you. If it is the right one, unhide it in the workbook (right click on a tab, Unhide) or use it as it is; otherwise put your invoices on a visible sheet.'),
        ],
        'columns-not-read': [pick(fr`Colonnes au-delà de la ${count(problem.count)}e non lues`, `Columns beyond number ${count(problem.count)} not read`), pick('Rapprochez du bord gauche les colonnes dont Relance a besoin.', 'Move the columns that Relance needs further left.')],
      }[problem.what] as [string, string];
      return { intent: problem.what === 'hidden-columns' || problem.what === 'hidden-rows' ? 'info' : 'warning', title, body: `${where}. ${body}` };
    }
  }
}
