import { worklistWords } from '../../core';
import type { DecisionRowView, FilterName, WorklistPagePanel } from '../../core';
import { buttonOf } from './card-actions';
import { act, asAction, button, cardOf, toldSection } from './card-context';
import type { CardContext, CardNotice, Told } from './card-context';
import type { ButtonPlan, CardPlan, IconName, SectionPlan, WidgetPlan } from './card-plan';
import type { SidebarList } from '../sidebar-action';

/** The fields that say what is listed. */
export const LIST_FIELDS = { group: 'group', words: 'words', stage: 'stage', days: 'days' } as const;

/** Customers on one page: each takes two of the hundred widgets of a section, and five lines of a phone. */
export const LIST_PAGE = 20;

export interface ListExtras {
  /** What is shown now. */
  readonly list: SidebarList;
  /** Where the next page begins (`endOf` the last row); null: there is none. */
  readonly next: string | null;
  readonly stages: readonly { readonly stage: string; readonly label: string }[];
  readonly told: Told | null;
  readonly notices: readonly CardNotice[];
}

const ROW_ICON: Readonly<Record<DecisionRowView['icon'], IconName>> = { mail: 'mail', call: 'call', letter: 'local_post_office', waiting: 'schedule', draft: 'edit_note' };

/** Whom to see to today, the greatest risk first; also the card without a message. */
export function worklistCard(panel: WorklistPagePanel, context: CardContext, extras: ListExtras): CardPlan {
  const { list, next } = extras;
  return cardOf({
    name: `list ${list.group} ${list.after}`,
    title: panel.title,
    subtitle: panel.day,
    sections: [
      ...toldSection(extras.told, extras.notices, context),
      headSection(panel, context, extras),
      filterSection(panel, context, extras),
      ...(panel.empty === null ? [] : [emptySection(panel.empty, context, list)]),
      { widgets: panel.rows.flatMap((row) => rowWidgets(row, context)) },
      ...(panel.more === null || next === null ? [] : [{ widgets: [{ kind: 'buttons', buttons: [button(panel.more, act({ kind: 'open-list', ...list, after: next }, context), 'outlined')] } as const] }]),
    ],
  }, context);
}

function headSection(panel: WorklistPagePanel, context: CardContext, { list }: ListExtras): SectionPlan {
  const quiet = [panel.summary, panel.handled?.text ?? '', panel.progress ?? ''].filter((line) => line !== '').join('\n');
  return {
    widgets: [
      {
        kind: 'choice', as: 'dropdown', name: LIST_FIELDS.group, label: worklistWords(context.language).groups,
        options: panel.groups.map(({ group, label, count }) => ({ value: group, label: `${label} (${count})`, selected: group === panel.group })),
        changed: asAction({ kind: 'filter-list', ...list, after: '' }, context),
      },
      { kind: 'paragraph', text: [{ text: quiet, look: 'quiet' }] },
    ],
  };
}

/** Without one of the filters. A sum and a category are no filters here: see SidebarList. */
function without(list: SidebarList, filter: FilterName | 'all'): SidebarList {
  const none = { words: '', stage: null, daysFrom: 0 } as const;
  switch (filter) {
    case 'all': return { ...list, ...none, after: '' };
    case 'words': return { ...list, words: '', after: '' };
    case 'stage': return { ...list, stage: null, after: '' };
    case 'days': return { ...list, daysFrom: 0, after: '' };
    default: return { ...list, after: '' };
  }
}

/** Folded to the filters that are set; each is taken away by its own button. */
function filterSection(panel: WorklistPagePanel, context: CardContext, { list, stages }: ListExtras): SectionPlan {
  const said = worklistWords(context.language);
  const chips: ButtonPlan[] = panel.chips.map(({ filter, label, remove }) => ({ label: `${label} ✕`, spoken: remove, look: 'outlined', does: act({ kind: 'open-list', ...without(list, filter) }, context) }));
  return {
    title: said.filtersOf(panel.chips.length),
    widgets: [
      ...(chips.length === 0 ? [] : [{ kind: 'buttons', buttons: chips } as const]),
      { kind: 'input', name: LIST_FIELDS.words, label: said.fields.words, value: list.words },
      { kind: 'choice', as: 'dropdown', name: LIST_FIELDS.stage, label: said.fields.stage, options: [{ value: '', label: said.any, selected: list.stage === null }, ...stages.map(({ stage, label }) => ({ value: stage, label, selected: stage === list.stage }))] },
      { kind: 'input', name: LIST_FIELDS.days, label: said.fields.days, hint: said.daysHint, value: list.daysFrom === 0 ? '' : String(list.daysFrom) },
      { kind: 'buttons', buttons: [button(said.apply, act({ kind: 'filter-list', ...list, after: '' }, context), 'outlined')] },
    ],
    shown: chips.length === 0 ? 0 : 1,
  };
}

function emptySection(empty: NonNullable<WorklistPagePanel['empty']>, context: CardContext, list: SidebarList): SectionPlan {
  return { widgets: [{ kind: 'paragraph', text: empty.text }, ...empty.ways.map(({ filter, label }): WidgetPlan => ({ kind: 'buttons', buttons: [button(label, act({ kind: 'open-list', ...without(list, filter) }, context))] }))] };
}

/** A press on the customer opens his card; the buttons below do what is due without it. */
function rowWidgets({ debtor, step, reason, icon, open, newMessage, passOver }: DecisionRowView, context: CardContext): readonly WidgetPlan[] {
  const opens = buttonOf(open, context);
  const buttons = [newMessage, passOver].flatMap((view) => {
    const drawn = view === null ? null : buttonOf(view, context, view === newMessage ? 'outlined' : 'text');
    return drawn === null ? [] : [{ ...drawn, spoken: `${drawn.label}, ${debtor.name}` }];
  });
  return [
    { kind: 'line', icon: ROW_ICON[icon], top: step, text: [{ text: debtor.name, look: 'strong' }], below: reason, ...(opens === null ? {} : { press: opens.does }) },
    { kind: 'buttons', buttons },
  ];
}
