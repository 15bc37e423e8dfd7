import { DUE_GROUPS, WORKLIST_GROUPS, compareDecisions, decisionOf, endOf, filtersSet, foldName, withoutFilter } from '../../core';
import type { CaseFile, Decision, LocalDate, Pack, WorklistFilter, WorklistGroup, WorklistPage, WorklistQuery } from '../../core';

/** One group of the worklist, the greatest risk first, of everybody as he stands now. */
export function worklistPageOf(files: readonly CaseFile[], pack: Pack, today: LocalDate, { group, after, limit, ...filter }: WorklistQuery): WorklistPage {
  const decisions = files.map((file) => decisionOf(file, pack, today));
  const inGroup = decisions.filter((one) => one.group === group);
  const fitting = (by: WorklistFilter): readonly Decision[] => {
    const words = foldName(by.words);
    return inGroup.filter(({ factors, stage, segment, debtor }) => factors.amount >= by.amountFrom && factors.daysLate >= by.daysFrom && (by.stage === null || stage?.id === by.stage)
      && (by.segment === null || segment === by.segment) && (words === '' || foldName(`${debtor.name} ${debtor.code ?? ''}`).includes(words)));
  };
  const rows = [...fitting(filter)].sort(compareDecisions);
  const groups = Object.fromEntries(WORKLIST_GROUPS.map((each) => [each, 0])) as Record<WorklistGroup, number>;
  for (const one of decisions) if (one.group !== 'none') groups[one.group] += 1;
  return {
    today, rows: rows.filter((row) => after === '' || endOf(row) > after).slice(0, limit), count: rows.length, progress: null, groups,
    handled: decisions.filter((one) => one.handledOn === today && !(DUE_GROUPS as readonly string[]).includes(one.group)).length,
    hidden: rows.length > 0 ? [] : filtersSet(filter).map((name) => ({ filter: name, count: fitting(withoutFilter(filter, name)).length })),
  };
}
