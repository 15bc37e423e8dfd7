import { zip } from '../../../src/demo/ledger/zip';
import type { CompanyId, Instant, LedgerPreview } from '../../../src/core';
import { contentOf, obstacleOf, previewOf, proposeForFile, takeFile } from '../../../src/server/feeds/ledger-file';
import type { LedgerContent } from '../../../src/server/store/ledger-content';

/** A cell: text, a number, the number of a style with a number, an XML element of one's own, nothing. */
export type Written = string | number | null | { readonly style: number; readonly value: number } | { readonly xml: string };

export interface ASheet {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly rows: readonly (readonly Written[])[];
  /** Attributes of rows, by their number as shown. */
  readonly rowAttributes?: Readonly<Record<number, string>>;
  readonly merges?: readonly string[];
  /** Elements before sheetData, as `<cols>`. */
  readonly before?: string;
  /** Rows as XML, behind the others. */
  readonly more?: string;
}
export interface AWorkbook {
  readonly sheets: readonly ASheet[];
  /** Format codes; the style 1 has the first, and so on. */
  readonly formats?: readonly string[];
  readonly dates1904?: boolean;
  /** `<si>` elements. */
  readonly strings?: readonly string[];
  readonly extra?: readonly { readonly name: string; readonly text: string }[];
  /** Strings and sheets are compressed, as spreadsheet programs write them. */
  readonly packed?: boolean;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export function columnName(column: number): string {
  return `${column >= 26 ? columnName(Math.floor(column / 26) - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}

function cellXml(cell: Written, ref: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return `<c r="${ref}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  return 'xml' in cell ? cell.xml.replace('<c', `<c r="${ref}"`) : `<c r="${ref}" s="${cell.style}"><v>${cell.value}</v></c>`;
}

function sheetXml({ rows, rowAttributes = {}, merges = [], before = '', more = '' }: ASheet): string {
  const lines = rows.map((row, at) => `<row r="${at + 1}" ${rowAttributes[at + 1] ?? ''}>${row.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`)).join('')}</row>`).join('');
  const merged = merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `${HEAD}<worksheet xmlns="${MAIN}">${before}<sheetData>${lines}${more}</sheetData>${merged}</worksheet>`;
}

/** An .xlsx file with what people's workbooks hold. */
export function aWorkbook({ sheets, formats = [], dates1904 = false, strings = [], extra = [], packed = false }: AWorkbook): Buffer {
  return zip([
    { name: '_rels/.rels', text: `${HEAD}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
    { name: 'xl/workbook.xml', text: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${dates1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(({ name, state }, at) => `<sheet name="${escaped(name ?? `Feuil${at + 1}`)}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', text: `${HEAD}<Relationships xmlns="${PACKAGE}">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>` },
    { name: 'xl/styles.xml', text: `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')}</cellXfs></styleSheet>` },
    { name: 'xl/sharedStrings.xml', text: `${HEAD}<sst xmlns="${MAIN}">${strings.join('')}</sst>`, packed },
    ...sheets.map((sheet, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, text: sheetXml(sheet), packed })),
    ...extra,
  ]);
}

export interface Understood {
  readonly content: LedgerContent;
  readonly preview: LedgerPreview;
  /** `FA-1 Dupont 120000` for each open part, minor units, with the currency when it is not the euro. */
  readonly open: readonly string[];
  /** What is named, in short: `row column why` and remarks. */
  readonly told: readonly string[];
}

/** How the product itself would read a file that a clerk hands it, without a word from him. */
export async function understand(bytes: Uint8Array, name = 'clients.xlsx'): Promise<Understood> {
  const taken = await takeFile(name, bytes, '2026-11-22T08:00:00.000Z' as Instant, null);
  if (!taken.ok) throw new Error(JSON.stringify(taken.problem));
  const { mapping } = proposeForFile(taken.value);
  const obstacle = obstacleOf(taken.value, mapping);
  if (obstacle !== null) throw new Error(JSON.stringify(obstacle));
  const company = 'vernet' as CompanyId;
  const { content, remarks } = contentOf(taken.value, mapping, company);
  const nameOf = new Map(content.debtors.map((debtor) => [debtor.id, debtor.code === null || debtor.code === debtor.name ? debtor.name : `${debtor.code}/${debtor.name}`]));
  return {
    content,
    preview: previewOf(taken.value, 'upload', mapping, 'by-headers', company),
    open: content.invoices.flatMap((invoice) => invoice.instalments.map((each) => `${invoice.number} ${nameOf.get(invoice.debtor) ?? '?'} ${each.outstanding.minor}${each.outstanding.currency === 'EUR' ? '' : ` ${each.outstanding.currency}`}`)),
    told: [...content.problems, ...remarks].map((problem) => {
      switch (problem.code) {
        case 'ledger/row-unreadable': return `${problem.row} ${problem.column} ${problem.why}`;
        case 'ledger/rows-skipped': return `${problem.rows} ${problem.why} from ${problem.row}`;
        case 'ledger/sheet-remark': return `${problem.count} ${problem.what}`;
        case 'ledger/second-table': return `second table at ${problem.row} with ${problem.rows}`;
        case 'ledger/rows-identical': return problem.rows === 1 ? `${problem.row} identical to ${problem.first}` : `${problem.rows} identical, the first ${problem.row} to ${problem.first}`;
        case 'ledger/lines-summed': return `${problem.invoices} summed from ${problem.row}`;
        case 'ledger/addresses-differ': return `${problem.customer}: address of ${problem.row}, not ${problem.others.join(', ')}`;
        case 'ledger/total-differs': return `total at ${problem.row}: ${problem.printed.minor} is not ${problem.read.minor}`;
        default: return problem.code;
      }
    }),
  };
}

export const csvOf = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'));
