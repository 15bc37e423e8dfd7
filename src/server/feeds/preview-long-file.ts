import { readFile } from 'node:fs/promises';
import { ok } from '../../core';
import type { ColumnMapping, CompanyId, LedgerPreview, LedgerProblem, Result } from '../../core';
import { isText } from './build-edition';
import { fecOfText, previewOfFec } from './fec-file';
import { bytesOfFile, fecTextOf } from './fec-text';
import type { LongFile, Recall } from './long-file';
import type { Following } from './import-progress';
import { layoutOfFile, mappingOnSheet, obstacleOf, previewOf, proposeForFile, takeFile } from './ledger-file';

/** What the clerk sees of a long file before it is used: every row of it is summed. A FEC is not held while it is read. */
export async function previewLongFile(file: LongFile, given: ColumnMapping | null, company: CompanyId, following: Following, recall: Recall): Promise<Result<LedgerPreview, LedgerProblem>> {
  const fec = isText(file.path) ? fecTextOf(bytesOfFile(file.path)) : null;
  if (fec !== null) return ok(previewOfFec(fecOfText(fec), file, '', company, following));
  const read = await takeFile(file.name, await readFile(file.path), file.asOf, file.documentsFolder, { onRows: (rows) => { following.check(); following.told('checking', rows, 0); } });
  if (!read.ok) return read;
  const taken = { ...read.value, term: file.term ?? null };
  following.check();
  if (given !== null) return ok(previewOf(taken, '', mappingOnSheet(taken, given), 'by-headers', company));
  const { mapping } = proposeForFile(taken);
  const remembered = await recall(layoutOfFile(taken, mapping));
  if (remembered !== null) return ok(previewOf(taken, '', { ...remembered, sheet: mapping.sheet, headerRow: mapping.headerRow }, 'remembered', company));
  return ok(previewOf(taken, '', mapping, obstacleOf(taken, mapping) === null ? 'by-headers' : 'partly', company));
}
