import { dayNumber } from '../../core';
import type { LocalDate } from '../../core';
import { encode } from '../sidebar-action';
import { bare, markup } from './card-markup';
import { withinLimits } from './card-limits';
import { RUNS } from './card-plan';
import type { ButtonPlan, CardPlan, Does, IconName, SectionPlan, WidgetPlan } from './card-plan';

type Service = GoogleAppsScript.Card_Service.CardService;
type Card = GoogleAppsScript.Card_Service.Card;
type Widget = GoogleAppsScript.Card_Service.Widget;
type TextButton = GoogleAppsScript.Card_Service.TextButton;
type Action = GoogleAppsScript.Card_Service.Action;

/** What a button and a line have in common. */
interface Pressed<T> {
  setOnClickAction(action: Action): T;
  setComposeAction(action: Action, type: GoogleAppsScript.Card_Service.ComposedEmailType): T;
  setOpenLink(link: GoogleAppsScript.Card_Service.OpenLink): T;
  setAuthorizationAction(action: GoogleAppsScript.Card_Service.AuthorizationAction): T;
}

/** Google's own card of a plan. What is too much for Google is cut first (card-limits.ts). */
export function drawCard(plan: CardPlan): Card {
  const { name, title, subtitle, sections, footer, menu } = withinLimits(plan);
  const header = CardService.newCardHeader().setTitle(bare(title));
  if (subtitle !== undefined && subtitle !== '') header.setSubtitle(bare(subtitle));
  const card = CardService.newCardBuilder().setName(name).setHeader(header);
  for (const section of sections) card.addSection(drawSection(section));
  for (const { label, does } of menu) {
    const entry = CardService.newCardAction().setText(bare(label));
    press(entry, does);
    card.addCardAction(entry);
  }
  if (footer !== undefined) {
    const drawn = CardService.newFixedFooter().setPrimaryButton(drawButton({ ...footer.primary, look: 'filled' }));
    // Without this look Google refuses the second button.
    if (footer.secondary !== null) drawn.setSecondaryButton(drawButton({ ...footer.secondary, look: 'outlined' }));
    card.setFixedFooter(drawn);
  }
  return card.build();
}

function drawSection({ title, widgets, shown }: SectionPlan): GoogleAppsScript.Card_Service.CardSection {
  const section = CardService.newCardSection();
  if (title !== undefined) section.setHeader(markup(title));
  if (shown !== undefined) section.setCollapsible(true).setNumUncollapsibleWidgets(shown);
  for (const widget of widgets) section.addWidget(drawWidget(widget));
  return section;
}

const INPUTS = { radio: 'RADIO_BUTTON', check: 'CHECK_BOX', dropdown: 'DROPDOWN' } as const satisfies Record<string, keyof Service['SelectionInputType']>;
const DAY_MS = 86_400_000;

function drawWidget(widget: WidgetPlan): Widget {
  switch (widget.kind) {
    case 'line': {
      const line = CardService.newDecoratedText().setText(markup(widget.text)).setWrapText(true);
      if (widget.top !== undefined && widget.top !== '') line.setTopLabel(bare(widget.top));
      if (widget.below !== undefined && widget.below !== '') line.setBottomLabel(bare(widget.below));
      if (widget.icon !== undefined) line.setStartIcon(drawIcon(widget.icon, widget.spoken));
      if (widget.button !== undefined) line.setButton(drawButton(widget.button));
      if (widget.press !== undefined) press(line, widget.press);
      return line;
    }
    case 'paragraph':
      return CardService.newTextParagraph().setText(markup(widget.text));
    case 'buttons': {
      const set = CardService.newButtonSet();
      for (const button of widget.buttons) set.addButton(drawButton(button));
      return set;
    }
    case 'input': {
      const input = CardService.newTextInput().setFieldName(widget.name).setTitle(bare(widget.label)).setValue(widget.value);
      if (widget.hint !== undefined) input.setHint(bare(widget.hint));
      if (widget.long === true) input.setMultiline(true);
      return input;
    }
    case 'date': {
      const picker = CardService.newDatePicker().setFieldName(widget.name).setTitle(bare(widget.label));
      // Google counts a picked day from midnight UTC.
      if (widget.value !== '') picker.setValueInMsSinceEpoch(dayNumber(widget.value as LocalDate) * DAY_MS);
      return picker;
    }
    case 'choice': {
      const input = CardService.newSelectionInput().setType(CardService.SelectionInputType[INPUTS[widget.as]]).setFieldName(widget.name).setTitle(bare(widget.label));
      for (const { label, value, selected } of widget.options) input.addItem(bare(label), value, selected);
      if (widget.changed !== undefined) input.setOnChangeAction(drawAction(RUNS.act, { kind: 'act', action: widget.changed }));
      return input;
    }
    case 'divider':
      return CardService.newDivider();
  }
}

function drawIcon(name: IconName, spoken: string | undefined): GoogleAppsScript.Card_Service.IconImage {
  const icon = CardService.newIconImage().setMaterialIcon(CardService.newMaterialIcon().setName(name));
  return spoken === undefined ? icon : icon.setAltText(bare(spoken));
}

const LOOKS = { filled: 'FILLED', outlined: 'OUTLINED', text: 'TEXT' } as const satisfies Record<ButtonPlan['look'], keyof Service['TextButtonStyle']>;

function drawButton({ label, spoken, look, does, disabled }: ButtonPlan): TextButton {
  const button = CardService.newTextButton().setText(bare(label)).setTextButtonStyle(CardService.TextButtonStyle[LOOKS[look]]);
  if (spoken !== undefined) button.setAltText(bare(spoken));
  if (disabled === true) button.setDisabled(true);
  press(button, does);
  return button;
}

function press<T>(on: Pressed<T>, does: Does): void {
  switch (does.kind) {
    case 'act':
      on.setOnClickAction(drawAction(RUNS.act, does));
      return;
    case 'insert':
      on.setOnClickAction(drawAction(RUNS.insert, does));
      return;
    case 'compose':
      on.setComposeAction(drawAction(RUNS[does.run], does), CardService.ComposedEmailType[does.run === 'standalone' ? 'STANDALONE_DRAFT' : 'REPLY_AS_DRAFT']);
      return;
    case 'link':
      on.setOpenLink(CardService.newOpenLink().setUrl(does.url).setOpenAs(CardService.OpenAs.FULL_SIZE).setOnClose(CardService.OnClose.NOTHING));
      return;
    case 'authorize':
      on.setAuthorizationAction(CardService.newAuthorizationAction().setAuthorizationUrl(does.url));
      return;
  }
}

function drawAction(run: string, { action, needs }: Extract<Does, { readonly kind: 'act' | 'compose' | 'insert' }>): Action {
  const drawn = CardService.newAction().setFunctionName(run).setParameters(encode(action)).setLoadIndicator(CardService.LoadIndicator.SPINNER);
  for (const name of needs ?? []) drawn.addRequiredWidget(name);
  return drawn;
}
