import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from '../../property';
import { CsvError } from 'csv-parse/sync';
import { lotsOf, sniffCsv } from '../../../src/server/feeds/csv-lots';
import { decodeText, delimiterOf, parsedRows, readCsv, separatorLineOf } from '../../../src/server/feeds/csv-table';
import { NotPlainCsv } from '../../../src/server/feeds/plain-rows';

const folder = mkdtempSync(join(tmpdir(), 'relance-lots-'));
const path = join(folder, 'x.csv');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** null: left to the whole parser. */
function inLots(bytes: Buffer): readonly (readonly string[])[] | null {
  writeFileSync(path, bytes);
  const file = sniffCsv(path);
  if (file === null) return null;
  try {
    return [...lotsOf(file)].flatMap((lot) => lot.rows);
  } catch (error) {
    if (error instanceof NotPlainCsv) return null;
    throw error;
  }
}
/** As the library alone cuts it. */
function whole(bytes: Buffer): unknown {
  const decoded = decodeText(bytes);
  const separator = separatorLineOf(decoded);
  const text = decoded.slice(separator?.length ?? 0);
  try {
    const rows = parsedRows(text, separator?.delimiter ?? delimiterOf(text));
    return separator === null ? rows : [[], ...rows];
  } catch (error) {
    if (error instanceof CsvError) return error.code;
    throw error;
  }
}
function atOnce(bytes: Buffer): unknown {
  const read = readCsv(bytes, 'x.csv');
  return read.ok ? read.value[0]?.rows : read.problem.code;
}

test('a file that is read at once has the cells that the parser finds, and is refused where that refuses it', () => {
  const piece = fc.constantFrom('a', 'é', ' ', '1,5', ';', ';', ';', ',', '"', '""', '"x"', '"a;b"', '"l1\nl2"', '\n', '\n', '\r\n', '\r\n', '\r', 'sep=;\r\n', '\ufeff');
  let [read, refused] = [0, 0];
  fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), (pieces) => {
    const bytes = Buffer.from(pieces.join(''), 'utf8');
    const [found, expected] = [atOnce(bytes), whole(bytes)];
    if (typeof expected === 'string') {
      refused += 1;
      expect(typeof found).toBe('string');
    } else if (found !== 'ledger/empty') {
      read += 1;
      expect(found).toEqual(expected);
    }
  }), { numRuns: 3_000 });
  expect([read > 1_000, refused > 100]).toEqual([true, true]);
});

test('a file that is read in lots has the cells that the whole parser finds, whatever it holds', () => {
  const piece = fc.constantFrom('a', 'é', '€', ' ', '1,5', ';', ';', ';', ',', '"', '""', '"x"', '"a;b"', '"l1\nl2"', '\n', '\r\n', '\r\n', '\r', '', 'sep=;\r\n', '\ufeff');
  let read = 0;
  fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), fc.constantFrom<BufferEncoding>('utf8', 'latin1', 'utf16le'), (pieces, encoding) => {
    const bytes = encoding === 'utf16le' ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(pieces.join(''), encoding)]) : Buffer.from(pieces.join(''), encoding);
    const lots = inLots(bytes);
    const expected = whole(bytes);
    if (lots === null || typeof expected === 'string') return;
    read += 1;
    expect(lots).toEqual(expected);
  }), { numRuns: 3_000 });
  expect(read).toBeGreaterThan(500);
});

test.each([[1], [2], [3]])('rows, characters and quotes that stand across two chunks are whole (line break %i)', (kind) => {
  const end = ['\n', '\r\n', '\r'][kind - 1] as string;
  const rows = Array.from({ length: 30_000 }, (_, n) => `C-${n};"Société ""${'é'.repeat(n % 7)}"" ${end} & fils";${n},50 €;FA-${n}`);
  const bytes = Buffer.from(['Code;Nom;Montant;Facture', ...rows].join(end), 'utf8');
  expect(inLots(bytes)).toEqual(whole(bytes));
});

test('what is no text, and what needs the whole parser, is left to it', () => {
  expect(inLots(Buffer.from([0x41, 0x00, 0x42]))).toBeNull();
  expect(inLots(Buffer.from('a;"b"c;d\n1;2;3\n'))).toBeNull();
  expect(inLots(Buffer.from('a;"never closed\n1;2;3\n'))).toBeNull();
});
