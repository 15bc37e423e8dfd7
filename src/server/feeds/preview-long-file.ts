import { readFile } from 'node:fs/promises';
import { ok } from '../../core';
import type { ColumnMapping, CompanyId, LedgerPreview, LedgerProblem, Result } from '../../core';
import type { LongFile } from './build-edition';
import type { Following } from './import-progress';
import { obstacleOf, previewOf, proposeForFile, takeFile } from './ledger-file';

/** What the clerk sees of a long file before it is used: read as a whole, since every row is summed. */
export async function previewLongFile(file: LongFile, given: ColumnMapping | null, company: CompanyId, following: Following): Promise<Result<LedgerPreview, LedgerProblem>> {
  const taken = await takeFile(file.name, await readFile(file.path), file.asOf, file.documentsFolder, { onRows: (rows) => { following.check(); following.told('checking', rows, 0); } });
  if (!taken.ok) return taken;
  const mapping = given ?? proposeForFile(taken.value).mapping;
  following.check();
  const recognised = obstacleOf(taken.value, mapping) === null ? 'by-headers' : 'partly';
  return ok(previewOf(taken.value, '', mapping, recognised, company));
}
