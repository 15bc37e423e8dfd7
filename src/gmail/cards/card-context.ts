import { sidebarWords, words } from '../../core';
import type { DebtorPanel, EntryId, Language } from '../../core';
import { NOWHERE } from '../sidebar-action';
import type { SidebarAction, SidebarList, Standing, Step } from '../sidebar-action';
import type { ButtonPlan, CardPlan, Does, SectionPlan, WidgetPlan } from './card-plan';

/** What every card is drawn with. */
export interface CardContext {
  readonly language: Language;
  /** The Google account that is active in this window, as Google names it; '' when it does not. */
  readonly account: string;
  /** What the buttons of this card carry. */
  readonly on: Standing;
  /** A message is open, so that a text can answer it. */
  readonly thread: boolean;
}

/** Something to know, as the next step has them too. */
export type CardNotice = Pick<DebtorPanel['nextStep']['notices'][number], 'intent' | 'text'>;

/** What just happened, above the card that is shown after it. */
export interface Told {
  readonly text: string;
  readonly intent: 'info' | 'warning';
  /** The entry that an undo would void; null: nothing to undo. */
  readonly undo: EntryId | null;
}

export const asAction = (step: Step, context: CardContext): SidebarAction => ({ ...step, on: context.on });
export const act = (step: Step, context: CardContext, needs?: readonly string[]): Does => ({ kind: 'act', action: asAction(step, context), ...(needs === undefined ? {} : { needs }) });
export const button = (label: string, does: Does, look: ButtonPlan['look'] = 'text'): ButtonPlan => ({ label, look, does });

/** The list from its first row, without a filter. */
export const FIRST_LIST: SidebarList = { group: 'to-remind', words: '', stage: null, daysFrom: 0, after: '' };

interface Parts {
  readonly name: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly sections: readonly SectionPlan[];
  readonly footer?: CardPlan['footer'];
}

/** Every card bears the account's name at its foot, and the ways to the list and the settings in its menu. */
export function cardOf({ name, title, subtitle, sections, footer }: Parts, context: CardContext): CardPlan {
  const table = words(context.language);
  const elsewhere: CardContext = { ...context, on: NOWHERE };
  const account: SectionPlan = { widgets: [{ kind: 'paragraph', text: [{ text: sidebarWords(context.language).account(context.account === '' ? '?' : context.account), look: 'quiet' }] }] };
  return {
    name,
    title,
    ...(subtitle === undefined ? {} : { subtitle }),
    sections: [...sections, account],
    ...(footer === undefined ? {} : { footer }),
    menu: [
      { label: table.tabWorklist, does: act({ kind: 'open-list', ...FIRST_LIST }, elsewhere) },
      { label: table.search, does: act({ kind: 'search' }, context) },
      { label: table.settings, does: act({ kind: 'open-settings' }, elsewhere) },
    ],
  };
}

/** A notice with its sign, which is said to who does not see it. */
export function noticeLine({ intent, text }: CardNotice, { language }: Pick<CardContext, 'language'>): Extract<WidgetPlan, { readonly kind: 'line' }> {
  return { kind: 'line', text, ...(intent === 'info' ? { icon: 'info' } : { icon: 'warning', spoken: sidebarWords(language).warningMark }) };
}

/** What happened, and the notices of the card: above everything else. */
export function toldSection(told: Told | null, notices: readonly CardNotice[], context: CardContext): readonly SectionPlan[] {
  const widgets: WidgetPlan[] = [];
  if (told !== null) {
    const undo = told.undo === null ? {} : { button: button(words(context.language).undo, act({ kind: 'void-entry', entry: told.undo }, context)) };
    widgets.push({ ...noticeLine(told, context), ...(told.intent === 'info' ? { icon: 'task_alt' as const } : {}), ...undo });
  }
  for (const notice of notices) widgets.push(noticeLine(notice, context));
  return widgets.length === 0 ? [] : [{ widgets }];
}
