import { NO_FILTER, endOf, ok, presentSearch, presentWorklistPage, stageChoices, wordProblem } from '../../core';
import type { FormValues, Problem, Result, StageId, WorklistGroup } from '../../core';
import type { ChoiceView, LearnedChoice } from '../../core';
import { searchCard, SEARCH_FIELD } from '../cards/chooser-card';
import type { CardNotice, Told } from '../cards/card-context';
import type { CardPlan } from '../cards/card-plan';
import { LIST_FIELDS, LIST_PAGE, worklistCard } from '../cards/worklist-card';
import { NOWHERE } from '../sidebar-action';
import type { SidebarList, Standing } from '../sidebar-action';
import { cardContext } from './desk';
import type { Office } from './desk';
import { only } from '../card-fields';

/** One group of the worklist, a page of it. */
export function listCard(office: Office, list: SidebarList, beside: { readonly told?: Told; readonly notices?: readonly CardNotice[] } = {}): Result<CardPlan, Problem> {
  const { records, pack, language } = office;
  const filter = { ...NO_FILTER, words: list.words, stage: list.stage, daysFrom: list.daysFrom };
  const page = records.worklistPage({ ...filter, group: list.group, after: list.after, limit: LIST_PAGE });
  if (!page.ok) return page;
  const last = page.value.rows[page.value.rows.length - 1];
  const panel = presentWorklistPage(page.value, { group: list.group, filter }, pack, language);
  const on: Standing = { ...NOWHERE, from: 'list' };
  return ok(worklistCard(panel, cardContext(office, on), {
    list, next: panel.more === null || last === undefined ? null : endOf(last), stages: stageChoices(pack, language), told: beside.told ?? null, notices: beside.notices ?? [],
  }));
}

const LONGEST_WORDS = 200;
const LATEST = 9_999;

/** The list as its fields say, from its first row. */
export function listTyped(list: SidebarList, typed: FormValues): SidebarList {
  const days = Number(only(typed, LIST_FIELDS.days).replace(/\s/g, ''));
  return {
    group: (only(typed, LIST_FIELDS.group) || list.group) as WorklistGroup,
    words: LIST_FIELDS.words in typed ? only(typed, LIST_FIELDS.words).slice(0, LONGEST_WORDS) : list.words,
    stage: LIST_FIELDS.stage in typed ? ((only(typed, LIST_FIELDS.stage) || null) as StageId | null) : list.stage,
    daysFrom: LIST_FIELDS.days in typed ? (Number.isSafeInteger(days) && days >= 0 ? Math.min(days, LATEST) : 0) : list.daysFrom,
    after: '',
  };
}

/** Customers by the words of the field; without words, the empty field. */
export function foundCard(office: Office, on: Standing, remember: ChoiceView<LearnedChoice['scope']> | null): CardPlan {
  const { records, language, today, typed } = office;
  const words = only(typed, SEARCH_FIELD).slice(0, LONGEST_WORDS);
  const context = cardContext(office, on);
  if (words === '') return searchCard({ typed: '', found: null, remember }, context);
  const answer = records.search(words);
  return searchCard({ typed: words, found: answer.ok ? ok(presentSearch(answer.value, language)) : { ok: false, problem: wordProblem(answer.problem, language, today) }, remember }, context);
}
