import { sidebarWords, words } from '../../core';
import type { ActionView, ChoiceView, NextStepView, PillView, RecipientView } from '../../core';
import { buttonOf, buttonRows } from './card-actions';
import { act, asAction, button, noticeLine } from './card-context';
import type { CardContext } from './card-context';
import type { ButtonPlan, CardPlan, IconName, SectionPlan, WidgetPlan } from './card-plan';

const PILL_ICON: Readonly<Record<PillView['kind'], IconName>> = {
  due: 'mail', call: 'call', letter: 'local_post_office', waiting: 'schedule', held: 'pause_circle', question: 'help', draft: 'edit_note', settled: 'task_alt', blocked: 'block', none: 'info',
};
export const iconOfPill = ({ kind }: PillView): IconName => PILL_ICON[kind];

/** Fields of this section, read when any of its buttons is pressed. */
export const STEP_FIELDS = { tone: 'tone', language: 'language', sentOn: 'sentOn' } as const;

/** What comes next and why, what to know before, to whom, how. */
export function stepSection(next: NextStepView, context: CardContext, readFirst: boolean): readonly SectionPlan[] {
  const { recipient } = next;
  const channel = recipient?.channels.value ?? null;
  const footer = footerOf(next, context, readFirst).footer;
  const widgets: WidgetPlan[] = [
    { kind: 'line', icon: iconOfPill(next.pill), top: [next.pill.label, ...(next.ladder === null ? [] : [next.ladder.position])].join(' · '), text: [{ text: next.title, look: 'strong' }] },
    { kind: 'paragraph', text: next.reason },
    ...noticesOf(next, context),
    ...(recipient === null ? [] : recipientLines(recipient, context)),
    ...(next.attachments === null ? [] : [{ kind: 'line', top: next.attachments.label, text: next.attachments.text } as const]),
    ...picked(STEP_FIELDS.tone, next.tone, context),
    ...picked(STEP_FIELDS.language, next.language, context),
    ...(next.sentOn === null ? [] : [{ kind: 'date', name: STEP_FIELDS.sentOn, label: next.sentOn.label, value: next.sentOn.value } as const]),
    ...(readFirst && next.primary?.action.kind === 'insert-reminder' ? [noticeLine({ intent: 'warning', text: sidebarWords(context.language).readFirst }, context)] : []),
  ];
  // The preview stands at the foot, where there is one.
  const others = footer === undefined ? next.secondary : next.secondary.filter(({ action }) => action.kind !== 'preview');
  widgets.push(...buttonRows(others, context, channel));
  if (footer !== undefined) widgets.push(...whyNot(next.secondary.filter(({ action }) => action.kind === 'preview').concat(next.primary ?? [])));
  widgets.push(...otherWay(next, context, readFirst));
  return [{ widgets }];
}

/** Why a button at the foot cannot be pressed: it stands above it, once. */
function whyNot(views: readonly ActionView[]): readonly WidgetPlan[] {
  const reasons = [...new Set(views.flatMap(({ disabledBecause }) => (disabledBecause === null ? [] : [disabledBecause])))];
  return reasons.map((text) => ({ kind: 'paragraph', text: [{ text, look: 'quiet' }] }));
}

/** What to know before acting, each with what can be done about it. */
function noticesOf({ notices }: NextStepView, context: CardContext): readonly WidgetPlan[] {
  return notices.flatMap((notice): WidgetPlan[] => [noticeLine(notice, context), ...(notice.action === undefined ? [] : buttonRows([notice.action], context))]);
}

function recipientLines(recipient: RecipientView, context: CardContext): readonly WidgetPlan[] {
  const { label, to, why, copyLabel, copies, copyHint } = recipient;
  const contacts = button(words(context.language).contacts, act({ kind: 'show-contacts' }, context));
  return [
    { kind: 'line', icon: 'person', top: label, text: to.length === 0 ? why : to.join(', '), ...(to.length === 0 ? {} : { below: why }), button: contacts },
    ...copies.map(({ address, why: because, kept, toggle }): WidgetPlan => {
      const drawn = buttonOf(toggle, context, 'text');
      return { kind: 'line', top: copyLabel, text: kept ? address : [{ text: address, look: 'gone' }], below: because, ...(drawn === null ? {} : { button: { ...drawn, spoken: `${toggle.label} ${address}` } }) };
    }),
    ...(copyHint === null ? [] : [{ kind: 'paragraph', text: [{ text: copyHint, look: 'quiet' }] } as const]),
  ];
}

/** A choice that the text depends on: the card is drawn anew with it. One tone alone is no choice, and is said. */
function picked(name: string, choice: ChoiceView<string> | null, context: CardContext): readonly WidgetPlan[] {
  if (choice === null) return [];
  const [only] = choice.options;
  if (choice.options.length < 2) return only === undefined ? [] : [{ kind: 'line', top: choice.label, text: only.label }];
  return [{ kind: 'choice', as: 'dropdown', name, label: choice.label, options: choice.options.map(({ value, label }) => ({ value, label, selected: value === choice.value })), changed: asAction({ kind: 'picked' }, context) }];
}

/** A reply is offered first where a message is open; the other way is a new message. */
function otherWay({ recipient, primary }: NextStepView, context: CardContext, readFirst: boolean): readonly WidgetPlan[] {
  if (recipient === null || primary?.action.kind !== 'insert-reminder' || primary.disabledBecause !== null || readFirst) return [];
  const { value, options } = recipient.channels;
  if (!context.thread || context.on.from !== 'message' || value === 'new-message' || !options.some((option) => option.value === 'new-message')) return [];
  return [{ kind: 'buttons', buttons: [button(sidebarWords(context.language).anotherWay, { kind: 'compose', run: 'standalone', action: asAction({ kind: 'insert-reminder' }, context) })] }];
}

/** At the foot the step itself and, beside it, the text before it goes. Google takes no second button without a first. */
export function footerOf(next: NextStepView, context: CardContext, readFirst: boolean): Pick<CardPlan, 'footer'> {
  const { primary, secondary } = next;
  if (primary === null) return {};
  const channel = next.recipient?.channels.value ?? null;
  const first = buttonOf(primary, context, 'filled', channel);
  if (first === null) return {};
  const preview = secondary.find(({ action }) => action.kind === 'preview');
  const beside: ButtonPlan | null = preview === undefined ? null : buttonOf(preview, context, 'outlined');
  // Google has no way back from a draft: what blocks the text is read first.
  if (readFirst && (first.does.kind === 'compose' || first.does.kind === 'insert') && beside !== null) return { footer: { primary: { ...beside, look: 'filled' }, secondary: null } };
  return { footer: { primary: first, secondary: beside } };
}
