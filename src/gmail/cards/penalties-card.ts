import { counted, penaltyWords, words } from '../../core';
import type { PenaltiesView, PenaltyLineView } from '../../core';
import { act, button, cardOf } from './card-context';
import type { CardContext } from './card-context';
import type { CardPlan, IconName, SectionPlan, WidgetPlan } from './card-plan';

/** Invoices whose reckoning is shown; the sums are those of all. */
const LINES = 40;
const ICON: Readonly<Record<'info' | 'warning' | 'error', IconName>> = { info: 'info', warning: 'warning', error: 'error' };

/** The statement of late-payment penalties: computed and shown, neither sent nor recorded. */
export function penaltiesCard(view: PenaltiesView, context: CardContext): CardPlan {
  const said = penaltyWords(context.language);
  const { problem, empty, lines } = view;
  const told = problem === null && empty === null;
  return cardOf({
    name: 'penalties',
    title: said.title,
    subtitle: view.customer,
    sections: [
      { widgets: [{ kind: 'paragraph', text: [{ text: `${said.notSent}\n${view.asOf}`, look: 'quiet' }] }, ...view.notices.map(({ intent, text }): WidgetPlan => ({ kind: 'line', icon: ICON[intent], text }))] },
      ...(problem === null ? [] : [{ widgets: [{ kind: 'line', icon: ICON[problem.intent], text: [{ text: problem.title, look: 'strong' }, `\n${problem.body}`] }, { kind: 'buttons', buttons: [button(words(context.language).retry, act({ kind: 'show-penalties' }, context), 'outlined')] }] } satisfies SectionPlan]),
      ...(empty === null ? [] : [{ widgets: [{ kind: 'paragraph', text: empty } as const] }]),
      ...(told ? sumsOf(view) : []),
      ...(told && lines.length > 0 ? [{ title: said.invoices, widgets: [...lines.slice(0, LINES).map(lineOf), ...(lines.length <= LINES ? [] : [{ kind: 'paragraph', text: [{ text: counted(LINES, words(context.language).ledgerFirstOf, context.language, lines.length), look: 'quiet' }] } as const])], shown: 2 }] : []),
      ...(told ? listed(said.law, view.law) : []),
      ...listed(said.leftOut, view.leftOut),
    ],
  }, context);
}

function sumsOf({ sumsTitle, sums, claimable }: PenaltiesView): readonly SectionPlan[] {
  const rows = sums.flatMap((sum) => sum.rows.map(({ label, value, total }): WidgetPlan => ({ kind: 'line', top: label, text: total ? [{ text: value, look: 'strong' }] : value })));
  return [{ title: sumsTitle, widgets: [...rows, { kind: 'paragraph', text: [{ text: claimable, look: 'quiet' }] }] }];
}

function lineOf({ number, due, late, principal, interest, charge, rates, events, remarks }: PenaltyLineView): WidgetPlan {
  return {
    kind: 'line',
    top: [number, due, late].filter((part) => part !== '').join(' · '),
    text: [interest, ...(charge === null ? [] : [charge])].join(' + '),
    below: [principal, rates, ...remarks, ...events].filter((part) => part !== '').join(' · '),
  };
}

const listed = (title: string, lines: readonly string[]): readonly SectionPlan[] => (lines.length === 0 ? [] : [{ title, widgets: lines.map((text) => ({ kind: 'paragraph', text: [{ text, look: 'quiet' }] })), shown: 0 }]);
