import { recogniseColumns } from '../../core';
import type { ColumnMapping, LedgerField } from '../../core';

/** Fields that were added after mappings were first remembered; the number says which of them whoever kept a mapping knew. */
const KNOWN = 1;
const ADDED: readonly LedgerField[] = ['street', 'street-more', 'street-last', 'postcode', 'postal-town', 'country'];

interface Kept extends ColumnMapping {
  readonly knows?: number;
}

export const keptMapping = (mapping: ColumnMapping): string => JSON.stringify({ ...mapping, knows: KNOWN } satisfies Kept);

/**
 * A mapping as it was kept. Where it is from before a field existed nobody has said that its column is not used: a column that
 * is free is then taken by its header, as in a file that is seen for the first time.
 * @param layout the headers (`layoutOf`)
 */
export function mappingKept(text: string, layout: string): ColumnMapping {
  const { knows, ...mapping } = JSON.parse(text) as Kept;
  if (knows !== undefined) return mapping;
  const proposed = recogniseColumns([layout.split('\u001f')]).columns;
  const used = new Set(Object.values(mapping.columns));
  const added = ADDED.flatMap((field) => {
    const column = proposed[field];
    return column === undefined || used.has(column) ? [] : [[field, column] as const];
  });
  return added.length === 0 ? mapping : { ...mapping, columns: { ...mapping.columns, ...Object.fromEntries(added) } };
}
