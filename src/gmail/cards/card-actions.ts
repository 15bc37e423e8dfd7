import { assertNever, sidebarWords, words } from '../../core';
import type { ActionView, PanelAction, RecipientView, ReplyKind } from '../../core';
import { act, asAction } from './card-context';
import type { CardContext } from './card-context';
import type { ButtonPlan, Does, WidgetPlan } from './card-plan';

/**
 * What a press of the panel does here; null: the sidebar has no such thing. Its host has no clipboard and writes into no
 * draft that is open beside the card; plans and documents are seen to where they are kept.
 */
export function doesOf(action: PanelAction, context: CardContext, channel: RecipientView['channels']['value'] | null = null): Does | null {
  const pressed = (step: Parameters<typeof act>[0]): Does => act(step, context);
  switch (action.kind) {
    case 'insert-reminder':
      return inserting(null, context, channel);
    case 'insert-reply':
      return inserting(action.reply, context, channel);
    case 'new-message':
      return { kind: 'compose', run: 'standalone', action: asAction({ kind: 'new-message', chosen: action.debtor }, context) };
    // The text can be marked and copied where it is shown.
    case 'copy-text':
    case 'preview':
      return pressed({ kind: 'preview' });
    case 'confirm-sent':
      return pressed({ kind: 'confirm-sent', reference: action.reference });
    case 'discard-draft':
      return pressed({ kind: 'discard-draft', reference: action.reference });
    case 'record-promise':
      return pressed({ kind: 'open-form', form: 'promise', about: null });
    case 'open-dispute':
      return pressed({ kind: 'open-form', form: 'dispute', about: null });
    case 'close-dispute':
      return pressed({ kind: 'open-form', form: 'close-dispute', about: action.entry });
    case 'set-hold':
      return pressed({ kind: 'open-form', form: 'hold', about: null });
    case 'lift-hold':
      return pressed({ kind: 'lift-hold', entry: action.entry });
    case 'add-note':
      return pressed({ kind: 'open-form', form: 'note', about: null });
    case 'record-call':
      return pressed({ kind: 'open-form', form: 'call', about: null });
    case 'record-letter':
      return pressed({ kind: 'open-form', form: 'letter', about: null });
    case 'note-letter':
      return pressed({ kind: 'open-form', form: 'letter-fate', about: action.letter });
    case 'skip-step':
      return pressed({ kind: 'open-form', form: 'skip', about: action.stage });
    case 'void-entry':
      return pressed({ kind: 'void-entry', entry: action.entry });
    case 'choose-debtor':
      return pressed({ kind: 'choose-debtor', chosen: action.debtor });
    case 'open-debtor':
      return pressed({ kind: 'open-debtor', chosen: action.debtor });
    case 'pass-until':
      return pressed({ kind: 'pass-until', chosen: action.debtor });
    case 'change-debtor':
      return pressed({ kind: 'change-debtor' });
    case 'not-a-customer':
      return pressed({ kind: 'not-a-customer' });
    case 'refresh':
    case 'retry':
      return pressed({ kind: 'refresh' });
    case 'show-unreadable-rows':
      return pressed({ kind: 'show-unreadable-rows' });
    case 'keep-copy':
      return pressed({ kind: 'keep-copy', address: action.address, keep: action.keep });
    case 'note-bounced':
      return pressed({ kind: 'note-bounced', address: action.address });
    case 'add-contact':
      return pressed({ kind: 'open-form', form: 'contact', about: null });
    case 'remove-contact':
      return pressed({ kind: 'remove-contact', address: action.address });
    case 'restore-contact':
      return pressed({ kind: 'restore-contact', address: action.address, role: action.role });
    case 'answer-read':
      return pressed({ kind: 'answer-read', receivedOn: action.receivedOn });
    case 'show-penalties':
      return pressed({ kind: 'show-penalties' });
    case 'add-copy':
    case 'check-draft':
    case 'attach-documents':
    case 'save-document':
    case 'change-plan':
      return null;
    default:
      return assertNever(action);
  }
}

/** Into the draft that is open, as an answer, or as a new message. A reply needs a message to answer, and a way that answers it. `what` null: the reminder of the step. */
export function inserting(what: ReplyKind | null, context: CardContext, channel: RecipientView['channels']['value'] | null): Does {
  const action = asAction(what === null ? { kind: 'insert-reminder' } : { kind: 'insert-reply', reply: what }, context);
  if (context.on.from === 'draft') return { kind: 'insert', action };
  const answers = context.thread && context.on.from === 'message' && channel !== 'new-message';
  return { kind: 'compose', run: !answers ? 'standalone' : what === null ? 'reminder' : 'reply', action };
}

/** The button of an action; null: the sidebar has no such thing. */
export function buttonOf(view: ActionView, context: CardContext, look: ButtonPlan['look'] = 'outlined', channel: RecipientView['channels']['value'] | null = null): ButtonPlan | null {
  const does = doesOf(view.action, context, channel);
  if (does === null) return null;
  const label = view.action.kind === 'copy-text' ? words(context.language).preview : view.label;
  return { label, look, does, ...(view.disabledBecause === null ? {} : { disabled: true }) };
}

/** More in one row would be cut or wrapped at 360 pixels. */
const IN_A_ROW = 2;

/** Buttons in rows, and below them why one of them cannot be pressed: Google shows no such reason itself. */
export function buttonRows(views: readonly ActionView[], context: CardContext, channel: RecipientView['channels']['value'] | null = null): readonly WidgetPlan[] {
  const shown = views.flatMap((view) => {
    const drawn = buttonOf(view, context, 'outlined', channel);
    return drawn === null ? [] : [{ drawn, why: view.disabledBecause }];
  });
  const rows: WidgetPlan[] = [];
  for (let at = 0; at < shown.length; at += IN_A_ROW) rows.push({ kind: 'buttons', buttons: shown.slice(at, at + IN_A_ROW).map(({ drawn }) => drawn) });
  return [...rows, ...reasonsOf(shown.map(({ drawn, why }) => ({ label: drawn.label, why })), context)];
}

function reasonsOf(buttons: readonly { readonly label: string; readonly why: string | null }[], context: CardContext): readonly WidgetPlan[] {
  const told = buttons.filter(({ why }) => why !== null);
  if (told.length === 0) return [];
  // One reason for several buttons is said once.
  const reasons = [...new Set(told.map(({ why }) => why ?? ''))];
  const lines = reasons.map((why) => sidebarWords(context.language).labelled(told.filter((each) => each.why === why).map(({ label }) => label).join(', '), why));
  return [{ kind: 'paragraph', text: [{ text: lines.join('\n'), look: 'quiet' }] }];
}
