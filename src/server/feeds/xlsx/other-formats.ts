import type { ZipEntry } from './zip-entries';

export type OtherFormat = 'xls' | 'xlsb' | 'ods' | 'numbers' | 'word' | 'pdf' | 'html' | 'zip';

/** A zip that is something else than an .xlsx; null: it may be one. */
export function otherFormatOf(entries: ReadonlyMap<string, ZipEntry>): OtherFormat | null {
  if (entries.has('xl/workbook.bin')) return 'xlsb';
  if (entries.has('xl/workbook.xml') || entries.has('_rels/.rels') && ![...entries.keys()].some((name) => name.startsWith('word/'))) return null;
  if (entries.has('mimetype') && entries.has('content.xml')) return 'ods';
  const names = [...entries.keys()];
  if (names.some((name) => name.endsWith('.iwa') || name === 'Index.zip')) return 'numbers';
  if (names.some((name) => name.startsWith('word/'))) return 'word';
  return 'zip';
}
