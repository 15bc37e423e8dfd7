import { sidebarWords, wordProblem, words } from '../../core';
import type { LocalDate, MessageView, Problem, ProblemClock } from '../../core';
import type { Step } from '../sidebar-action';
import { doesOf } from './card-actions';
import { act, button, cardOf } from './card-context';
import type { CardContext } from './card-context';
import type { ButtonPlan, CardPlan, Does, IconName } from './card-plan';

const INTENT_ICON: Readonly<Record<MessageView['intent'], IconName>> = { error: 'error', warning: 'warning', info: 'info' };

/** What the problem's words need, and what is done again. */
export interface Trouble {
  readonly today: LocalDate;
  readonly clock: ProblemClock | null;
  /** The action that failed, to be done once more as it was; null: the message is read again. */
  readonly retry: Step | null;
}

/** They take what is typed on the card below: it stays there, and the way on is the way back to it. */
const WITH_FIELDS: readonly Step['kind'][] = ['save-form', 'save-profile', 'set-language', 'connect-book', 'use-columns', 'connect-server', 'choose-picked', 'confirm-sent', 'filter-list', 'search'];

/** What does the same once more. */
function againOf(retry: Step | null, context: CardContext): { readonly label: string; readonly does: Does } {
  const table = words(context.language);
  return retry !== null && WITH_FIELDS.includes(retry.kind) ? { label: table.back, does: act({ kind: 'back' }, context) } : { label: table.retry, does: act(retry ?? { kind: 'refresh' }, context) };
}

/** An expected failure: what happened, what to do, one action. */
export function problemCard(problem: Problem, context: CardContext, { today, clock, retry }: Trouble): CardPlan {
  const { title, body, intent, action } = wordProblem(problem, context.language, today, clock);
  const table = words(context.language);
  const again = againOf(retry, context);
  const own = action === null ? null : action.action.kind === 'retry' ? again : labelled(action.label, doesOf(action.action, context));
  const buttons: ButtonPlan[] = [...(own === null ? [] : [button(own.label, own.does, 'filled')])];
  if (settledInSettings(problem)) buttons.push(button(table.settings, act({ kind: 'open-settings' }, context), 'outlined'));
  // A card without a way on would be a dead end: whatever it was, it can be looked at again.
  if (buttons.length === 0) buttons.push(button(again.label, again.does, 'outlined'));
  return cardOf({
    name: `problem ${problem.code}`,
    title,
    sections: [{ widgets: [{ kind: 'line', icon: INTENT_ICON[intent], text: body }, { kind: 'buttons', buttons }] }],
  }, context);
}

const labelled = (label: string, does: Does | null): { readonly label: string; readonly does: Does } | null => (does === null ? null : { label, does });

/** Where another source, another sheet or another column is chosen. */
const settledInSettings = ({ code }: Problem): boolean => code === 'source/no-ledger' || code.startsWith('sheet/') || code.startsWith('ledger/');

/** Something was not allowed yet: the only way on is Google's own page, which Gmail comes back from by itself. */
export function consentCard(url: string, context: CardContext): CardPlan {
  const said = sidebarWords(context.language);
  return cardOf({
    name: 'consent',
    title: said.consentTitle,
    sections: [{ widgets: [{ kind: 'line', icon: 'warning', text: said.consentText }] }],
    footer: { primary: button(said.allow, { kind: 'authorize', url }, 'filled'), secondary: null },
  }, context);
}

/** A bug of ours. The reference stands in the log of the script, beside where it happened and nothing else. */
export function brokenCard(reference: string, context: CardContext, retry: Step | null): CardPlan {
  const said = sidebarWords(context.language);
  const again = againOf(retry, context);
  return cardOf({
    name: 'broken',
    title: said.brokenTitle,
    sections: [{ widgets: [{ kind: 'line', icon: 'error', text: said.brokenText, below: said.reference(reference) }, { kind: 'buttons', buttons: [button(again.label, again.does, 'filled')] }] }],
  }, context);
}

/** Nothing but a sentence and, where there is one, a way on. */
export function plainCard(title: string, text: string, context: CardContext, buttons: readonly ButtonPlan[] = []): CardPlan {
  return cardOf({ name: 'plain', title, sections: [{ widgets: [{ kind: 'paragraph', text }, { kind: 'buttons', buttons }] }] }, context);
}

/** The message of a failure, for where no card can be shown. */
export function inOneLine(problem: Problem, context: Pick<CardContext, 'language'>, today: LocalDate): string {
  const { title, body } = wordProblem(problem, context.language, today);
  return `${title}. ${body}`;
}

