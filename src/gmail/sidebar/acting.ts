import { ok, words } from '../../core';
import type { FormValues, Problem, Result, Tone } from '../../core';
import { show } from '../cards/answer';
import type { Answer } from '../cards/answer';
import { CHOOSER_FIELD } from '../cards/chooser-card';
import { FIRST_LIST } from '../cards/card-context';
import type { CardPlan } from '../cards/card-plan';
import { STEP_FIELDS } from '../cards/step-section';
import type { CardEvent } from '../guard';
import { decode } from '../sidebar-action';
import type { SidebarAction, Standing } from '../sidebar-action';
import { choose, remembering } from './choosing';
import { openDesk, openOffice } from './desk';
import type { Desk, Office } from './desk';
import { only } from '../card-fields';
import { foundCard, listCard, listTyped } from './lists';
import { contactOf, openForm, saveForm, sentOf, settle, undo } from './outcomes';
import { pageOf } from './pages';
import { previewOf } from './previewing';
import { inSettings, isSetting } from './settings';
import type { SettingAction } from './settings';
import { cardOfWhose, readWhose } from './whose-card';

/** A button of a card was pressed. */
export function act(event: CardEvent): Result<Answer, Problem> {
  const decoded = decode(event.commonEventObject.parameters);
  if (!decoded.ok) return decoded;
  const action = decoded.value;
  const desk = openDesk(event, action.on.debtor);
  const answered = answerTo(action, desk);
  desk.cache.keep();
  return answered;
}

function answerTo(action: SidebarAction, desk: Desk): Result<Answer, Problem> {
  if (action.kind === 'back') return ok({ kind: 'back' });
  // Where the ledger is said to be, or is no longer to be found.
  if (isSetting(action)) return inSettings(desk, action);
  if (action.kind === 'refresh') desk.cache.clear();
  const office = openOffice(desk);
  return office.ok ? answerIn(office.value, action) : office;
}

function answerIn(office: Office, action: Exclude<SidebarAction, SettingAction | { readonly kind: 'back' }>): Result<Answer, Problem> {
  const { on } = action;
  const table = words(office.language);
  switch (action.kind) {
    case 'confirm-sent':
      return settle(office, on, () => sentOf(action.reference, office.typed, office.today), table.toastSent);
    case 'discard-draft':
      return settle(office, on, () => ({ kind: 'draft-discarded', reference: action.reference, reason: 'clerk' }), table.toastDiscarded);
    case 'lift-hold':
      return settle(office, on, () => ({ kind: 'hold-lifted', hold: action.entry }), table.toastNoted);
    case 'answer-read':
      return settle(office, on, () => ({ kind: 'answer-noted', receivedOn: action.receivedOn, read: true }), table.toastNoted);
    case 'note-bounced':
      return settle(office, on, () => contactOf(action.address, 'bounced'), table.toastNoted);
    case 'remove-contact':
      return settle(office, on, () => contactOf(action.address, 'removed'), table.toastNoted);
    case 'restore-contact':
      return settle(office, on, () => contactOf(action.address, 'added', action.role), table.toastNoted);
    case 'void-entry':
      return undo(office, on, action.entry);
    case 'open-form':
      return openForm(office, on, action.form, action.about);
    case 'pass-until':
      return openForm(office, { ...on, debtor: action.chosen, from: 'list' }, 'pass', null);
    case 'save-form':
      return saveForm(office, on, action.form, action.about);
    case 'choose-debtor':
      return choose(office, on, action.chosen);
    case 'choose-picked':
      return choose(office, on, only(office.typed, CHOOSER_FIELD) as typeof on.debtor);
    case 'confirm-debtor':
      return choose(office, on, on.debtor);
    case 'not-a-customer':
      return choose(office, on, null);
    case 'change-debtor':
      return ok(show(foundCard({ ...office, typed: {} }, { ...on, debtor: null }, remembering(office, on)), 'push'));
    case 'search':
      return ok(show(foundCard(office, on, remembering(office, on)), 'update'));
    case 'open-debtor':
      return cardOf(office, { ...on, debtor: action.chosen, from: on.from === 'draft' ? 'draft' : 'list' }, 'push');
    case 'open-list':
      return shown(listCard(office, { group: action.group, words: action.words, stage: action.stage, daysFrom: action.daysFrom, after: action.after }), action.after === '' ? 'update' : 'push');
    case 'filter-list':
      return shown(listCard(office, listTyped(action, office.typed)), 'update');
    case 'refresh':
      return on.debtor === null && on.from === 'list' ? shown(listCard(office, FIRST_LIST), 'update') : cardOf(office, on, 'update');
    case 'picked':
      return cardOf(office, picked(on, office.typed), 'update');
    case 'keep-copy':
      return cardOf(office, { ...on, choices: { ...on.choices, withoutCopies: action.keep ? on.choices.withoutCopies.filter((each) => each !== action.address) : [...on.choices.withoutCopies, action.address] } }, 'update');
    case 'preview-reply':
      return previewOf(office, on, action.reply);
    case 'preview':
      return previewOf(office, on, null);
    case 'show-contacts':
    case 'show-penalties':
    case 'show-invoice':
    case 'show-invoices':
    case 'show-log':
    case 'show-unreadable-rows':
      return pageOf(office, action);
    case 'show-message':
      return cardOf(office, { ...on, debtor: null, from: 'message' }, 'root');
    case 'insert-reminder':
    case 'insert-reply':
    case 'new-message':
      throw new Error(`${action.kind} opens a draft`);
  }
}

function cardOf(office: Office, on: Standing, how: 'push' | 'update' | 'root'): Result<Answer, Problem> {
  const whose = readWhose(office, on);
  return whose.ok ? ok(show(cardOfWhose(office, whose.value, on), how)) : whose;
}

const shown = (card: Result<CardPlan, Problem>, how: 'push' | 'update'): Result<Answer, Problem> => (card.ok ? ok(show(card.value, how)) : card);

/** What was picked on the card: the text depends on it. */
function picked(on: Standing, typed: FormValues): Standing {
  const tone = only(typed, STEP_FIELDS.tone);
  const language = only(typed, STEP_FIELDS.language);
  return { ...on, choices: { ...on.choices, tone: TONES.find((each) => each === tone) ?? on.choices.tone, language: language === 'fr' || language === 'en' ? language : on.choices.language } };
}
const TONES: readonly Tone[] = ['courteous', 'firm', 'formal'];
