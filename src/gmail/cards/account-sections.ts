import { sidebarWords, words } from '../../core';
import type { DebtorPanel, InvoiceRowView, LogIcon, LogRowView } from '../../core';
import { buttonOf, buttonRows } from './card-actions';
import { act, button, cardOf } from './card-context';
import type { CardContext } from './card-context';
import { pageOf } from './card-limits';
import type { CardPlan, IconName, SectionPlan, WidgetPlan } from './card-plan';

/** Rows on the debtor's own card, and on a card of their own. Each may bring a row of buttons, so that 100 widgets are never reached. */
const ON_CARD = 15;
const ON_PAGE = 40;

/** Folded to the two oldest. */
export function invoicesSection({ invoicesTitle, invoices, invoicesNote, penalties }: DebtorPanel, context: CardContext): SectionPlan {
  const table = words(context.language);
  const { rows, next } = pageOf(invoices, 0, ON_CARD);
  return {
    title: invoicesTitle,
    widgets: [
      ...(rows.length === 0 ? [{ kind: 'paragraph', text: [{ text: table.none, look: 'quiet' }] } as const] : rows.map((row) => invoiceLine(row, context))),
      ...(invoicesNote === null ? [] : [{ kind: 'paragraph', text: [{ text: invoicesNote, look: 'quiet' }] } as const]),
      ...(penalties === null ? [] : buttonRows([penalties], context)),
      ...(next === null ? [] : [moreOf({ kind: 'show-invoices', at: next }, invoices.length, next, context)]),
    ],
    shown: 2,
  };
}

function invoiceLine(row: InvoiceRowView, context: CardContext): WidgetPlan {
  const { columnDue, events } = words(context.language);
  const { detail } = sidebarWords(context.language);
  return {
    kind: 'line',
    top: [row.number, `${columnDue} ${row.due}`, row.late].join(' · '),
    text: row.amount,
    ...(row.remarks.length === 0 ? {} : { below: row.remarks.join(' · ') }),
    ...(row.events.length === 0 ? {} : { button: { ...button(detail, act({ kind: 'show-invoice', invoice: row.invoice }, context)), spoken: `${events} ${row.number}` } }),
  };
}

const LOG_ICON: Readonly<Record<LogIcon, IconName>> = {
  sent: 'send', draft: 'edit_note', discarded: 'delete', call: 'call', promise: 'handshake', dispute: 'gavel', hold: 'pause_circle', note: 'sticky_note_2', reply: 'reply', letter: 'local_post_office', voided: 'undo', blocked: 'block', contact: 'contacts',
};

/** Folded to the newest entry. */
export function logSection({ logTitle, log }: DebtorPanel, context: CardContext): SectionPlan {
  const { rows, next } = pageOf(log, 0, ON_CARD);
  return {
    title: logTitle,
    widgets: [
      ...(rows.length === 0 ? [{ kind: 'paragraph', text: [{ text: words(context.language).journalEmpty, look: 'quiet' }] } as const] : rows.flatMap((row) => logLines(row, context))),
      ...(next === null ? [] : [moreOf({ kind: 'show-log', at: next }, log.length, next, context)]),
    ],
    // The newest with the buttons that stand below it.
    shown: rows[0] !== undefined && rows[0].actions.length > 1 ? 2 : 1,
  };
}

/** One action stands beside the entry, two below it. */
function logLines({ icon, what, who, when, voided, actions }: LogRowView, context: CardContext): readonly WidgetPlan[] {
  const [only] = actions;
  const beside = actions.length === 1 && only !== undefined && only.disabledBecause === null ? buttonOf(only, context, 'text') : null;
  return [
    { kind: 'line', icon: LOG_ICON[icon], top: when, text: voided ? [{ text: what, look: 'gone' }] : what, below: who, ...(beside === null ? {} : { button: { ...beside, spoken: `${beside.label}, ${what}` } }) },
    ...(beside === null ? buttonRows(actions, context) : []),
  ];
}

function moreOf(step: { readonly kind: 'show-invoices' | 'show-log'; readonly at: number }, count: number, at: number, context: CardContext): WidgetPlan {
  const said = sidebarWords(context.language);
  return { kind: 'line', text: [{ text: said.part(at + 1, Math.min(at + ON_PAGE, count), count), look: 'quiet' }], button: button(said.more, act(step, context)) };
}

/** The invoices from the row `at` on, a page of them. */
export function invoicesCard(view: DebtorPanel, at: number, context: CardContext): CardPlan {
  const { rows, at: from, next } = pageOf(view.invoices, at, ON_PAGE);
  return listCard(`invoices ${from}`, view.invoicesTitle, view, [
    ...rows.map((row) => invoiceLine(row, context)),
    ...(next === null ? (view.invoicesNote === null ? [] : [{ kind: 'paragraph', text: [{ text: view.invoicesNote, look: 'quiet' }] } as const]) : [moreOf({ kind: 'show-invoices', at: next }, view.invoices.length, next, context)]),
  ], context);
}

/** The log from the row `at` on, newest first. */
export function logCard(view: DebtorPanel, at: number, context: CardContext): CardPlan {
  const { rows, at: from, next } = pageOf(view.log, at, ON_PAGE);
  return listCard(`log ${from}`, view.logTitle, view, [
    ...rows.flatMap((row) => logLines(row, context)),
    ...(next === null ? [] : [moreOf({ kind: 'show-log', at: next }, view.log.length, next, context)]),
  ], context);
}

/** What happened to one invoice: payments, credits, steps. */
export function invoiceCard(row: InvoiceRowView, view: DebtorPanel, context: CardContext): CardPlan {
  const copy = view.replies.filter(({ action }) => action.kind === 'insert-reply' && action.reply === 'invoice-copy');
  return listCard(`invoice ${row.invoice}`, row.number, view, [
    { ...invoiceLine({ ...row, events: [] }, context) },
    ...row.events.map((text): WidgetPlan => ({ kind: 'paragraph', text })),
    ...buttonRows(copy, context, view.nextStep.recipient?.channels.value ?? null),
  ], context);
}

const listCard = (name: string, title: string, { debtor }: DebtorPanel, widgets: readonly WidgetPlan[], context: CardContext): CardPlan =>
  cardOf({ name, title, subtitle: debtor.name, sections: [{ widgets: widgets.length === 0 ? [{ kind: 'paragraph', text: words(context.language).none }] : widgets }] }, context);
