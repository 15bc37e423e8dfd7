import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../src/demo/ledger/crc32';
import { mutated, mutatedBytes, piece } from './pieces';
import type { Random } from './random';

export interface Entry {
  readonly name: string;
  readonly content: Buffer;
  readonly stored?: boolean;
  /** What the headers claim, where it is not the truth. */
  readonly claimed?: number;
}

/** A zip, deflated as spreadsheet programs do it; APPNOTE 6.3.9, sections 4.3.7 to 4.3.16. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, claimed = content.length } of entries) {
    const packed = stored ? content : deflateRawSync(content);
    const path = Buffer.from(name, 'utf8');
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x800, 2);
    shared.writeUInt16LE(stored ? 0 : 8, 4);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(claimed, 18);
    shared.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), shared, path, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), shared, rest, path);
    offset += 30 + path.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const STRINGS = ['Code client', 'Client', 'E-mail', 'Facture', 'Date facture', 'Échéance', 'Montant TTC', 'Reste dû', 'Devise', 'Garage du Canigou', 'compta@garage-canigou.fr', 'EUR', 'Total'];

const shared = (index: number, ref: string): string => `<c r="${ref}" t="s"><v>${index}</v></c>`;
const inline = (text: string, ref: string): string => `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;

/** As Excel writes it: shared strings, dates and amounts by style, a total by formula. */
function rowXml(row: number): string {
  const at = (column: string): string => `${column}${row}`;
  return `<row r="${row}" spans="1:9">${inline(`C-${row % 97}`, at('A'))}${shared(9, at('B'))}${shared(10, at('C'))}${inline(`FA-2026-${row}`, at('D'))}<c r="${at('E')}" s="1"><v>${46_000 + (row % 300)}</v></c><c r="${at('F')}" s="1"><v>${46_030 + (row % 300)}</v></c>`
    + `<c r="${at('G')}" s="2"><v>${row}.4</v></c><c r="${at('H')}" s="2"><f>G${row}-0</f><v>${row}.4</v></c>${shared(11, at('I'))}</row>`;
}

const header = `<row r="1">${'ABCDEFGHI'.split('').map((column, at) => shared(at, `${column}1`)).join('')}</row>`;
const sheetXml = (rows: string): string => `${HEAD}<worksheet xmlns="${MAIN}"><dimension ref="A1:I9"/><cols><col min="1" max="9" width="12"/></cols><sheetData>${header}${rows}</sheetData><mergeCells count="1"><mergeCell ref="A1:A1"/></mergeCells></worksheet>`;

export function entriesOf(rows: string): readonly Entry[] {
  const texts: readonly (readonly [string, string])[] = [
    ['[Content_Types].xml', `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`],
    ['_rels/.rels', `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="0"/><sheets><sheet name="Clients" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`],
    ['xl/styles.xml', `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>`],
    ['xl/sharedStrings.xml', `${HEAD}<sst xmlns="${MAIN}" count="${STRINGS.length}" uniqueCount="${STRINGS.length}">${STRINGS.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`],
    ['xl/worksheets/sheet1.xml', sheetXml(rows)],
  ];
  return texts.map(([name, text]) => ({ name, content: Buffer.from(text, 'utf8') }));
}

const numbered = (count: number): string => Array.from({ length: count }, (_, at) => rowXml(at + 2)).join('');
export const unpackedBytes = (entries: readonly Entry[]): number => entries.reduce((sum, { content }) => sum + content.length, 0);

const XML = [
  '<row r="2">', '</row>', '<row', '<c r="A2">', '<c r="XFD1048576">', '<c r="ZZZZ9">', '<c r="A0">', '<c t="s">', '<c t="b">', '<c t="e">', '<c t="d">', '</c>', '<v>', '</v>', '<v/>', '<f>', '</f>', '<is>', '<t>', '</t>', '<r>', '999999999999', '-1', '1e999', 'NaN', '&#0;', '&#xd800;', '&lt;', '&bomb;',
  '<!DOCTYPE a [<!ENTITY bomb "bang"><!ENTITY c "&bomb;&bomb;&bomb;">]>', '<!--', '-->', '<![CDATA[', ']]>', '<?x', '?>', '<mergeCell ref="A1:XFD1048576"/>', ' r="', ' s="99999999"', ' t="s"', '"', '<', '>', '/', '\u0000', '<x:row xmlns:x="', '<si>', '</si>', '<si/>', 'hidden="1"', 'date1904="1"', '<sheet name="" r:id="rId1"/>', '../../', 'rId1', 'rId999',
];
const xmlPiece = (random: Random): string => (random.chance(0.8) ? random.one(XML) : piece(random, 'html'));

function brokenXml(random: Random, real: string): string {
  let made = real;
  for (let times = 1 + random.size(10); times > 0; times -= 1) {
    if (random.chance(0.3)) {
      made = mutated(random, made, 'html', XML);
      continue;
    }
    const at = random.below(made.length + 1);
    const times2 = random.chance(0.05) ? random.size(20_000) : 1;
    made = made.slice(0, at) + xmlPiece(random).repeat(times2) + made.slice(at + (random.chance(0.5) ? random.size(60) : 0));
  }
  return made.slice(0, 1_000_000);
}

/** A workbook with something wrong in one of its parts, in the zip around them, or in the bytes of the whole. */
export function brokenWorkbook(random: Random): { readonly bytes: Uint8Array; readonly unpacked: number } {
  let entries = [...entriesOf(numbered(random.size(60)))];
  for (let times = random.below(4); times > 0; times -= 1) {
    const at = random.below(Math.max(1, entries.length));
    const entry = entries[at];
    if (entry === undefined) break;
    const dice = random.next();
    if (dice < 0.6) entries[at] = { ...entry, content: Buffer.from(brokenXml(random, entry.content.toString('utf8')), 'utf8') };
    else if (dice < 0.7) entries = entries.filter((_, other) => other !== at);
    else if (dice < 0.8) entries.push({ ...entry, content: Buffer.from(mutatedBytes(random, entry.content)) });
    else if (dice < 0.9) entries[at] = { ...entry, name: mutated(random, entry.name, 'html', []).slice(0, 60_000) };
    else entries[at] = { ...entry, stored: random.chance(0.5), claimed: random.one([0, 1, 0xffffffff, entry.content.length * 2]) };
  }
  const bytes = zipOf(entries);
  return { bytes: random.chance(0.4) ? mutatedBytes(random, bytes) : bytes, unpacked: unpackedBytes(entries) };
}

/** A sheet of any length made by one rule: real rows, or one piece of XML again and again. */
export function workbookShape(random: Random): (length: number) => { readonly bytes: Uint8Array; readonly unpacked: number } {
  const units = random.chance(0.3) ? null : Array.from({ length: 1 + random.below(4) }, () => xmlPiece(random)).join('');
  const inStrings = random.chance(0.3);
  return (length) => {
    const rows = units === null || inStrings ? numbered(Math.max(1, Math.floor(length / 480))) : units.repeat(Math.ceil(length / Math.max(1, units.length)));
    const entries = entriesOf(rows).map((entry) => (inStrings && units !== null && entry.name === 'xl/sharedStrings.xml' ? { ...entry, content: Buffer.from(`${entry.content.toString('utf8').replace('</sst>', '')}${units.repeat(Math.ceil(length / Math.max(1, units.length)))}</sst>`, 'utf8') } : entry));
    return { bytes: zipOf(entries), unpacked: unpackedBytes(entries) };
  };
}
