import { sidebarWords, words } from '../../core';
import type { CandidateView, ChoiceView, ChooserPanel, LearnedChoice, Result, SearchRowView, MessageView, UnknownPanel } from '../../core';
import { buttonOf } from './card-actions';
import { act, button, cardOf, FIRST_LIST, toldSection } from './card-context';
import type { CardContext, CardNotice } from './card-context';
import type { CardPlan, SectionPlan, WidgetPlan } from './card-plan';
import { rememberChoice } from './debtor-card';
import { iconOfPill } from './step-section';

/** The field of the picked customer, and of the words of a search. */
export const CHOOSER_FIELD = 'chosen';
export const SEARCH_FIELD = 'words';

/** Several customers fit: nothing is picked and nothing leads, the clerk says which. */
export function chooserCard(view: ChooserPanel, context: CardContext, notices: readonly CardNotice[] = []): CardPlan {
  const table = words(context.language);
  const said = sidebarWords(context.language);
  const { common, candidates, more, remember, notACustomer } = view;
  const nobody = buttonOf(notACustomer, context, 'text');
  return cardOf({
    name: 'chooser',
    title: view.title,
    sections: [
      ...toldSection(null, notices, context),
      { widgets: [{ kind: 'line', icon: iconOfPill(view.pill), top: view.pill.label, text: view.explanation }] },
      ...(common === null ? [] : [{ title: common.label, widgets: clueLines(common.clues) }]),
      ...candidates.map(candidateSection),
      {
        widgets: [
          ...(more === null ? [] : [{ kind: 'paragraph', text: [{ text: more, look: 'quiet' }] } as const]),
          { kind: 'choice', as: 'radio', name: CHOOSER_FIELD, label: said.choose, options: candidates.map(({ debtor }) => ({ value: debtor.id, label: debtor.name, selected: false })) },
          ...rememberChoice(remember),
          ...(remember.options.length < 2 ? [] : [{ kind: 'paragraph', text: [{ text: remember.hint, look: 'quiet' }] } as const]),
          { kind: 'buttons', buttons: [button(table.otherDebtor, act({ kind: 'change-debtor' }, context)), ...(nobody === null ? [] : [nobody])] },
        ],
      },
    ],
    footer: { primary: button(said.chooseButton, act({ kind: 'choose-picked' }, context, [CHOOSER_FIELD]), 'filled'), secondary: null },
  }, context);
}

function candidateSection({ debtor, overdue, overdueLabel, open, clues }: CandidateView): SectionPlan {
  const owed = [overdue === '' ? overdueLabel : `${overdue} ${overdueLabel}`, ...(open === null ? [] : [open])].join(' · ');
  return { widgets: [{ kind: 'line', icon: 'person', top: debtor.meta, text: [{ text: debtor.name, look: 'strong' }], below: owed }, ...clueLines(clues)] };
}

const clueLines = (clues: CandidateView['clues']): readonly WidgetPlan[] => clues.map(({ favours, text }) => ({ kind: 'line', icon: favours ? 'check_circle' : 'block', text }));

/** Nobody of the ledger is recognised: the common case for an internal mail, so that it is no error. */
export function unknownCard(view: UnknownPanel, context: CardContext, remember: ChoiceView<LearnedChoice['scope']> | null = null, notices: readonly CardNotice[] = []): CardPlan {
  const table = words(context.language);
  const nobody = view.notACustomer === null ? null : buttonOf(view.notACustomer, context, 'text');
  return cardOf({
    name: 'unknown',
    title: view.title,
    sections: [
      ...toldSection(null, notices, context),
      { widgets: [{ kind: 'line', icon: iconOfPill(view.pill), top: view.pill.label, text: view.explanation }, ...(view.remembered ? [{ kind: 'buttons', buttons: [button(table.settingsChoices, act({ kind: 'open-choices' }, context))] } as const] : [])] },
      { widgets: [...searchField('', view.search, context), ...rememberChoice(remember), ...(nobody === null ? [] : [{ kind: 'buttons', buttons: [nobody] } as const])] },
      { widgets: [{ kind: 'buttons', buttons: [button(table.tabWorklist, act({ kind: 'open-list', ...FIRST_LIST }, context), 'outlined')] }] },
    ],
  }, context);
}

function searchField(typed: string, label: string, context: CardContext): readonly WidgetPlan[] {
  const table = words(context.language);
  return [
    { kind: 'input', name: SEARCH_FIELD, label, hint: table.searchHint, value: typed },
    { kind: 'buttons', buttons: [button(sidebarWords(context.language).searchButton, act({ kind: 'search' }, context), 'filled')] },
  ];
}

export interface Searched {
  readonly typed: string;
  /** null: nothing was searched for yet. */
  readonly found: Result<readonly SearchRowView[], MessageView> | null;
  /** null: the customer is only looked at, nothing is remembered. */
  readonly remember: ChoiceView<LearnedChoice['scope']> | null;
}

/** A customer by name, code or invoice number. A press on a row chooses him for the open message, or opens him where none is meant. */
export function searchCard({ typed, found, remember }: Searched, context: CardContext): CardPlan {
  const table = words(context.language);
  const rows = found === null || !found.ok ? [] : found.value;
  const choosing = context.thread && context.on.from === 'message';
  return cardOf({
    name: 'search',
    title: table.search,
    sections: [
      { widgets: [...searchField(typed, table.search, context), ...(choosing ? rememberChoice(remember) : [])] },
      ...(found === null ? [] : [{ ...(typed === '' ? {} : { title: sidebarWords(context.language).searchTyped(typed) }), widgets: found.ok ? (rows.length === 0 ? [{ kind: 'paragraph', text: table.searchEmpty } as const] : rows.map((row) => foundLine(row, choosing, context))) : [{ kind: 'line', icon: 'error', text: `${found.problem.title}. ${found.problem.body}` } as const] }]),
    ],
  }, context);
}

function foundLine({ debtor, overdue, overdueLabel, why }: SearchRowView, choosing: boolean, context: CardContext): WidgetPlan {
  return {
    kind: 'line',
    icon: 'person',
    top: overdue === '' ? overdueLabel : `${overdue} ${overdueLabel}`,
    text: [{ text: debtor.name, look: 'strong' }],
    below: [debtor.meta, why].filter((part) => part !== '').join(' · '),
    press: act(choosing ? { kind: 'choose-debtor', chosen: debtor.id } : { kind: 'open-debtor', chosen: debtor.id }, context),
  };
}
