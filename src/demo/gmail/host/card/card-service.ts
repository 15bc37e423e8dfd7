import type { Execution } from '../execution';
import { method, strictClass, strictObject } from '../strict-class';
import type { BuilderClass } from './builder';
import * as cards from './cards';
import { CARD_ENUMS } from './enums';
import * as responses from './responses';
import * as widgets from './widgets';

const BUILDERS: readonly BuilderClass[] = [
  widgets.Action, widgets.OpenLink, widgets.AuthorizationAction, widgets.TextParagraph, widgets.Divider, widgets.Image, widgets.MaterialIcon, widgets.IconImage, widgets.TextButton, widgets.ImageButton, widgets.ButtonSet,
  widgets.OverflowMenuItem, widgets.OverflowMenu, widgets.Switch, widgets.DecoratedText, widgets.Validation, widgets.Suggestions, widgets.TextInput, widgets.SelectionInput, widgets.DatePicker, widgets.ImageCropStyle,
  widgets.BorderStyle, widgets.ImageComponent, widgets.GridItem, widgets.Grid, widgets.Column, widgets.Columns,
  cards.CardHeader, cards.CollapseControl, cards.CardSection, cards.CardAction, cards.FixedFooter, cards.CardBuilder,
  responses.Notification, responses.Navigation, responses.ActionResponseBuilder, responses.UniversalActionResponseBuilder, responses.ComposeActionResponseBuilder, responses.UpdateDraftBodyAction,
  responses.UpdateDraftToRecipientsAction, responses.UpdateDraftCcRecipientsAction, responses.UpdateDraftBccRecipientsAction, responses.UpdateDraftSubjectAction, responses.UpdateDraftActionResponseBuilder,
  responses.AuthorizationException,
];
const nameOf = ({ path }: BuilderClass): string => path.slice(path.lastIndexOf('.') + 1);

const CardService = strictClass<object>('CardService', Object.fromEntries(BUILDERS.map((of) => [`new${nameOf(of)}`, method<object, []>([], (_self, _args, at) => of.make(at, { json: {}, used: false }))])));

export function cardService(at: Execution): object {
  const enums = Object.fromEntries(Object.entries(CARD_ENUMS).map(([name, members]) => [name, strictObject(`CardService.${name}`, name, members, at)]));
  return CardService.make(at, {}, enums);
}
