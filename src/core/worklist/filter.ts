import { assertNever } from '../result';
import { compareDecisions } from './order';
import { FILTER_NAMES } from './types';
import type { Decision, FilterName, WorklistFilter } from './types';

export const NO_FILTER: WorklistFilter = { stage: null, amountFrom: 0, daysFrom: 0, segment: null, words: '' };

function isSet({ stage, amountFrom, daysFrom, segment, words }: WorklistFilter, name: FilterName): boolean {
  switch (name) {
    case 'words': return words.trim() !== '';
    case 'stage': return stage !== null;
    case 'segment': return segment !== null;
    case 'amount': return amountFrom > 0;
    case 'days': return daysFrom > 0;
    default: return assertNever(name);
  }
}

/** Those that leave somebody out, in the order in which they are shown. */
export const filtersSet = (filter: WorklistFilter): readonly FilterName[] => FILTER_NAMES.filter((name) => isSet(filter, name));

export function withoutFilter(filter: WorklistFilter, name: FilterName): WorklistFilter {
  switch (name) {
    case 'words': return { ...filter, words: NO_FILTER.words };
    case 'stage': return { ...filter, stage: NO_FILTER.stage };
    case 'segment': return { ...filter, segment: NO_FILTER.segment };
    case 'amount': return { ...filter, amountFrom: NO_FILTER.amountFrom };
    case 'days': return { ...filter, daysFrom: NO_FILTER.daysFrom };
    default: return assertNever(name);
  }
}

/** The rows that are shown with those of a further page: a customer who moved meanwhile stands once, where the newer page has him. */
export function joinRows(before: readonly Decision[], page: readonly Decision[]): readonly Decision[] {
  const newer = new Set(page.map(({ debtor }) => debtor.id));
  return [...before.filter(({ debtor }) => !newer.has(debtor.id)), ...page].sort(compareDecisions);
}
