import { sidebarWords, words } from '../../core';
import type { BalanceView, ChoiceView, DebtorPanel, EvidenceView, LearnedChoice } from '../../core';
import { buttonRows } from './card-actions';
import { act, button, cardOf, toldSection } from './card-context';
import type { CardContext, CardNotice, Told } from './card-context';
import type { CardPlan, Run, SectionPlan, WidgetPlan } from './card-plan';
import { invoicesSection, logSection } from './account-sections';
import { footerOf, stepSection } from './step-section';

/** What stands on a debtor's card beside the view that all hosts draw. */
export interface DebtorExtras {
  /** How far "this is the customer" is remembered; null: no message is open, or it cannot be. */
  readonly remember: ChoiceView<LearnedChoice['scope']> | null;
  /** Of this host: what could not be read, a log that was changed by hand. */
  readonly notices: readonly CardNotice[];
  readonly told: Told | null;
  /** Something in the text blocks it: it is read before it is inserted, because Gmail's draft cannot be refused afterwards. */
  readonly readFirst: boolean;
}
export const NO_EXTRAS: DebtorExtras = { remember: null, notices: [], told: null, readFirst: false };

/** The field that says how far a choice of customer is remembered. */
export const REMEMBER_FIELD = 'remember';

/** Everything known of one debtor: who, how much, what comes next and why, invoices, log. */
export function debtorCard(view: DebtorPanel, context: CardContext, extras: DebtorExtras = NO_EXTRAS): CardPlan {
  const table = words(context.language);
  const { debtor, evidence, nextStep } = view;
  const channel = nextStep.recipient?.channels.value ?? null;
  return cardOf({
    name: `debtor ${debtor.id}`,
    title: debtor.name,
    subtitle: debtor.meta,
    sections: [
      ...toldSection(extras.told, extras.notices, context),
      ...(evidence === null ? [] : [evidenceSection(evidence, context, extras.remember)]),
      balanceSection(view, context),
      ...stepSection(nextStep, context, extras.readFirst),
      invoicesSection(view, context),
      ...(view.replies.length === 0 ? [] : [{ title: table.replyMenu, widgets: buttonRows(view.replies, context, channel), shown: 0 }]),
      { title: table.noteMenu, widgets: buttonRows(view.outcomes, context), shown: 0 },
      logSection(view, context),
    ],
    ...footerOf(nextStep, context, extras.readFirst),
  }, context);
}

/** Folded to its summary; unfolded, every clue and the two answers. */
function evidenceSection(evidence: EvidenceView, context: CardContext, remember: DebtorExtras['remember']): SectionPlan {
  const table = words(context.language);
  const said = sidebarWords(context.language);
  return {
    widgets: [
      { kind: 'line', icon: 'check_circle', top: said.recognised(evidence.count), text: evidence.summary, button: { ...button(table.change, act({ kind: 'change-debtor' }, context)), spoken: table.changeDebtor } },
      ...evidence.clues.map((clue): WidgetPlan => ({ kind: 'line', icon: clue.favours ? 'check_circle' : 'block', text: clue.text })),
      ...rememberChoice(remember),
      { kind: 'buttons', buttons: [button(table.confirmDebtor, act({ kind: 'confirm-debtor' }, context), 'outlined'), button(table.notThisDebtor, act({ kind: 'change-debtor' }, context))] },
    ],
    shown: 1,
  };
}

/** Asked only where there is more than one answer. */
export function rememberChoice(remember: DebtorExtras['remember']): readonly WidgetPlan[] {
  if (remember === null || remember.options.length < 2) return [];
  return [{ kind: 'choice', as: 'dropdown', name: REMEMBER_FIELD, label: remember.label, options: remember.options.map(({ value, label }) => ({ value, label, selected: value === remember.value })) }];
}

function balanceSection({ balances, dataAge }: DebtorPanel, context: CardContext): SectionPlan {
  const table = words(context.language);
  const said = sidebarWords(context.language);
  const widgets: WidgetPlan[] = balances.flatMap((balance) => balanceLines(balance, context));
  widgets.push({ kind: 'line', icon: dataAge.stale ? 'warning' : 'schedule', text: dataAge.text, button: { ...button(said.readAgain, act({ kind: 'refresh' }, context)), spoken: table.refresh } });
  if (dataAge.unreadable !== null) widgets.push({ kind: 'buttons', buttons: [button(dataAge.unreadable, act({ kind: 'show-unreadable-rows' }, context))] });
  return { widgets };
}

/** The ageing in words: a card has no bar. */
function balanceLines({ overdueLabel, overdue, openLabel, open, credits, segments }: BalanceView, context: CardContext): readonly WidgetPlan[] {
  const { labelled } = sidebarWords(context.language);
  const ages = segments.map(({ label, amount }) => labelled(label, amount)).join(' · ');
  const text: (string | Run)[] = [{ text: overdue, look: 'strong' }];
  if (ages !== '') text.push('\n', { text: ages, look: 'quiet' });
  return [
    { kind: 'line', icon: 'payments', top: overdueLabel, text, below: labelled(openLabel, open) },
    ...(credits === null ? [] : [{ kind: 'paragraph', text: [{ text: credits, look: 'quiet' }] } as const]),
  ];
}
