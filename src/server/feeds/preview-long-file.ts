import { readFile } from 'node:fs/promises';
import { ok } from '../../core';
import type { ColumnMapping, CompanyId, LedgerPreview, LedgerProblem, Result } from '../../core';
import type { LongFile, Recall } from './long-file';
import type { Following } from './import-progress';
import { layoutOfFile, mappingOnSheet, obstacleOf, previewOf, proposeForFile, takeFile } from './ledger-file';

/** What the clerk sees of a long file before it is used: read as a whole, since every row is summed. */
export async function previewLongFile(file: LongFile, given: ColumnMapping | null, company: CompanyId, following: Following, recall: Recall): Promise<Result<LedgerPreview, LedgerProblem>> {
  const taken = await takeFile(file.name, await readFile(file.path), file.asOf, file.documentsFolder, { onRows: (rows) => { following.check(); following.told('checking', rows, 0); } });
  if (!taken.ok) return taken;
  following.check();
  if (given !== null) return ok(previewOf(taken.value, '', mappingOnSheet(taken.value, given), 'by-headers', company));
  const { mapping } = proposeForFile(taken.value);
  const remembered = await recall(layoutOfFile(taken.value, mapping));
  if (remembered !== null) return ok(previewOf(taken.value, '', { ...remembered, sheet: mapping.sheet, headerRow: mapping.headerRow }, 'remembered', company));
  return ok(previewOf(taken.value, '', mapping, obstacleOf(taken.value, mapping) === null ? 'by-headers' : 'partly', company));
}
