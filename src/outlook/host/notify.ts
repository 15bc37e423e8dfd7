import { fail, ok } from '../../core';
import type { MailProblem, NoticeView, Result } from '../../core';
import { ask } from './calls';
import { currentItem, supports } from './item';

/** One place per message: a later notice takes the place of the earlier one. At most 32 characters. */
const KEY = 'relance.command';
/** Of the manifest: an icon that Outlook asks for, and the button whose pane opens. */
const ICON = 'Icon.16';
const PANE_BUTTON = 'read.open';
const TIMEOUT_MS = 2_000;

type Details = Office.NotificationMessageDetails;
type Board = Partial<Office.NotificationMessages>;

/**
 * The bar above the message that is open now: what is told later stands there, or nowhere when the clerk has moved on,
 * never above another customer's message.
 */
export function noticeBoard(): (notice: NoticeView) => Promise<Result<void, MailProblem>> {
  const board = (currentItem() as { readonly notificationMessages?: Board } | null)?.notificationMessages;
  if (board === undefined) return () => Promise.resolve(fail({ code: 'mail/unsupported', call: 'notificationMessages' }));
  return async (notice) => {
    let last: Result<void, MailProblem> = fail({ code: 'mail/unsupported', call: 'notificationMessages.replaceAsync' });
    for (const details of waysOf(notice)) {
      last = await put(board, details);
      if (last.ok || last.problem.code === 'mail/item-changed') return last;
    }
    return last;
  };
}

function waysOf({ message, intent, openPane }: NoticeView): readonly Details[] {
  const types = Office.MailboxEnums.ItemNotificationMessageType;
  const plain: Details = intent === 'error' ? { type: types.ErrorMessage, message } : { type: types.InformationalMessage, message, icon: ICON, persistent: false };
  if (openPane === null || !takesActions()) return [plain];
  const action = { actionType: Office.MailboxEnums.ActionType.ShowTaskPane, actionText: openPane, commandId: PANE_BUTTON, contextData: '{}' };
  return [{ type: types.InsightMessage, message, icon: ICON, actions: [action] }, plain];
}

/**
 * The one action that a notification may have opens the pane; it cannot call a function (NotificationMessageAction, Mailbox
 * 1.10). Outlook on the web and the new Outlook take it on drafts only, the telephones never: there is left classic Windows
 * and Mac, which both call themselves "Outlook".
 */
const takesActions = (): boolean => supports('1.10') && (Office.context.mailbox.diagnostics as Partial<Office.Diagnostics> | undefined)?.hostName === 'Outlook';

/** Put up, and looked for: some clients say yes and show nothing. */
async function put(board: Board, details: Details): Promise<Result<void, MailProblem>> {
  const replaced = await ask<void>('notificationMessages.replaceAsync', TIMEOUT_MS, (callback) => board.replaceAsync?.(KEY, details, callback));
  if (!replaced.ok) return replaced;
  const all = await ask<Details[]>('notificationMessages.getAllAsync', TIMEOUT_MS, (callback) => board.getAllAsync?.(callback));
  if (!all.ok || all.value.some(({ key, message }) => key === KEY && message === details.message)) return ok(undefined);
  return fail({ code: 'mail/host-refused', call: 'notificationMessages.replaceAsync', hostCode: null });
}
