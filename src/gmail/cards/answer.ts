import { bare } from './card-markup';
import type { CardPlan } from './card-plan';
import { drawCard } from './draw-card';

/** What a callback has to say. */
export type Answer =
  /** `push`: over the card that is shown; `update`: in its place; `under`: it goes away and the one below it is drawn anew; `root`: as the only one. `toast`: said for a moment at the bottom. `changed`: other cards of the window are out of date. */
  | { readonly kind: 'card'; readonly card: CardPlan; readonly how: 'push' | 'update' | 'under' | 'root'; readonly toast?: string; readonly changed?: boolean }
  | { readonly kind: 'toast'; readonly text: string }
  | { readonly kind: 'back'; readonly toast?: string }
  | { readonly kind: 'link'; readonly url: string; readonly toast?: string }
  /** Of a compose action: the draft that Gmail opens. */
  | { readonly kind: 'draft'; readonly draft: GoogleAppsScript.Gmail.GmailDraft }
  /** Into the open draft, at its cursor. Recipients and subject replace what stands there; absent: they stay. */
  | { readonly kind: 'insert'; readonly html: string; readonly subject?: string; readonly to?: readonly string[]; readonly cc?: readonly string[] };

export const show = (card: CardPlan, how: Extract<Answer, { kind: 'card' }>['how'] = 'update', more: { readonly toast?: string; readonly changed?: boolean } = {}): Answer => ({ kind: 'card', card, how, ...more });

/**
 * Who called, which decides what Google takes back: a trigger (contextual, homepage, compose menu) cards; a press an
 * action response; the add-on's menu its own response; a compose action and an insertion theirs and nothing else.
 */
export type Caller = 'trigger' | 'press' | 'menu' | 'compose' | 'insert';

export type Response =
  | GoogleAppsScript.Card_Service.Card[]
  | GoogleAppsScript.Card_Service.ActionResponse
  | GoogleAppsScript.Card_Service.UniversalActionResponse
  | GoogleAppsScript.Card_Service.ComposeActionResponse
  | GoogleAppsScript.Card_Service.UpdateDraftActionResponse;

/** Whether this caller can be answered with a card. */
export const takesCards = (caller: Caller): boolean => caller === 'trigger' || caller === 'press' || caller === 'menu' || caller === 'insert';

/** @throws when the caller cannot be given such an answer: a bug of the flow. */
export function respond(caller: Caller, answer: Answer): Response {
  switch (caller) {
    case 'trigger':
      if (answer.kind === 'card') return [drawCard(answer.card)];
      break;
    case 'menu':
      if (answer.kind === 'card') return CardService.newUniversalActionResponseBuilder().displayAddOnCards([drawCard(answer.card)]).build();
      break;
    case 'compose':
      if (answer.kind === 'draft') return CardService.newComposeActionResponseBuilder().setGmailDraft(answer.draft).build();
      break;
    case 'insert':
      if (answer.kind === 'insert') return inserted(answer);
      return pressed(answer);
    case 'press':
      return pressed(answer);
  }
  throw new Error(`${answer.kind} is no answer to a ${caller}`);
}

function pressed(answer: Answer): Response {
  const response = CardService.newActionResponseBuilder();
  const toast = answer.kind === 'toast' ? answer.text : 'toast' in answer ? answer.toast : undefined;
  if (toast !== undefined) response.setNotification(CardService.newNotification().setText(bare(toast)));
  switch (answer.kind) {
    case 'card': {
      const card = drawCard(answer.card);
      const navigation = CardService.newNavigation();
      if (answer.how === 'push') navigation.pushCard(card);
      else if (answer.how === 'update') navigation.updateCard(card);
      else if (answer.how === 'under') navigation.popCard().updateCard(card);
      else navigation.popToRoot().updateCard(card);
      response.setNavigation(navigation);
      if (answer.changed === true) response.setStateChanged(true);
      return response.build();
    }
    case 'toast':
      return response.build();
    case 'back':
      return response.setNavigation(CardService.newNavigation().popCard()).build();
    case 'link':
      return response.setOpenLink(CardService.newOpenLink().setUrl(answer.url)).build();
    default:
      throw new Error(`${answer.kind} is no answer to a press`);
  }
}

function inserted({ html, subject, to, cc }: Extract<Answer, { readonly kind: 'insert' }>): Response {
  const response = CardService.newUpdateDraftActionResponseBuilder()
    // Gmail refuses a body without a type.
    .setUpdateDraftBodyAction(CardService.newUpdateDraftBodyAction().addUpdateContent(html, CardService.ContentType.MUTABLE_HTML).setUpdateType(CardService.UpdateDraftBodyType.IN_PLACE_INSERT));
  if (subject !== undefined) response.setUpdateDraftSubjectAction(CardService.newUpdateDraftSubjectAction().addUpdateSubject(subject));
  if (to !== undefined && to.length > 0) response.setUpdateDraftToRecipientsAction(CardService.newUpdateDraftToRecipientsAction().addUpdateToRecipients([...to]));
  if (cc !== undefined && cc.length > 0) response.setUpdateDraftCcRecipientsAction(CardService.newUpdateDraftCcRecipientsAction().addUpdateCcRecipients([...cc]));
  return response.build();
}
