import { serviceNameOf } from '../service-names';
import { Slip } from '../service-error';
import { BOOLEAN, either, INTEGER, listOf, NUMBER, OBJECT, PRINTABLE, STRING, TEXTS } from '../signature';
import { adds, builder, field, jsonOf, member, part, push, writes } from './builder';
import type { Json } from './builder';
import { CLICKS, OVERFLOW } from './clicks';
import { overloaded } from '../strict-class';
import { colorOf } from './color';

const text = (name: string) => field(STRING, name);
const BUTTONS = ['TextButton', 'ImageButton'] as const;

export const Action = builder('Action', ['function'], {
  setFunctionName: text('function'),
  setParameters: writes<[Readonly<Record<string, string>>]>([TEXTS], (json, parameters) => { json['parameters'] = Object.entries(parameters).map(([key, value]) => ({ key, value })); }),
  setLoadIndicator: field(member('LoadIndicator'), 'loadIndicator'),
  setPersistValues: field(BOOLEAN, 'persistValues'),
  addRequiredWidget: writes<[string]>([STRING], (json, name) => push(json, 'requiredWidgets', name)),
  setAllWidgetsAreRequired: field(BOOLEAN, 'allWidgetsAreRequired'),
});

export const OpenLink = builder('OpenLink', ['url'], { setUrl: text('url'), setOpenAs: field(member('OpenAs'), 'openAs'), setOnClose: field(member('OnClose'), 'onClose') });
export const AuthorizationAction = builder('AuthorizationAction', ['authorizationUrl'], { setAuthorizationUrl: text('authorizationUrl') });

export const TextParagraph = builder('TextParagraph', ['text'], { setText: text('text'), setMaxLines: field(INTEGER, 'maxLines') });
export const Divider = builder('Divider', [], {});
export const Image = builder('Image', ['imageUrl'], { setImageUrl: text('imageUrl'), setAltText: text('altText'), ...CLICKS });

export const MaterialIcon = builder('MaterialIcon', ['name'], { setName: text('name'), setFill: field(BOOLEAN, 'fill'), setGrade: field(INTEGER, 'grade'), setWeight: field(INTEGER, 'weight') });
const ICON_CHOICE = {
  setIcon: writes<[string]>([member('Icon')], (json, icon) => { json['icon'] = { ...(json['icon'] as Json | undefined), knownIcon: icon }; }),
  setIconUrl: writes<[string]>([STRING], (json, url) => { json['icon'] = { ...(json['icon'] as Json | undefined), iconUrl: url }; }),
  setMaterialIcon: writes<[object]>([OBJECT('MaterialIcon')], (json, icon) => { json['icon'] = { ...(json['icon'] as Json | undefined), materialIcon: jsonOf(icon) }; }),
};
export const IconImage = builder('IconImage', [], {
  setAltText: text('altText'), setIcon: field(member('Icon'), 'knownIcon'), setIconUrl: text('iconUrl'), setMaterialIcon: part('MaterialIcon', 'materialIcon'),
  setImageCropType: writes<[string]>([member('ImageCropType')], (json, type) => { json['imageType'] = type; }),
});

export const TextButton = builder('TextButton', ['onClick'], {
  setText: text('text'), setAltText: text('altText'), setDisabled: field(BOOLEAN, 'disabled'), ...ICON_CHOICE, ...CLICKS, ...OVERFLOW,
  setBackgroundColor: writes<[string]>([STRING], (json, color) => { json['color'] = colorOf(color); }),
  // card.v1 has no style TEXT: it is what a button without frame is called there.
  setTextButtonStyle: writes<[string]>([member('TextButtonStyle')], (json, style) => { json['type'] = style === 'TEXT' ? 'BORDERLESS' : style; }),
});
export const ImageButton = builder('ImageButton', ['onClick', 'icon'], {
  setAltText: text('altText'), ...ICON_CHOICE, ...CLICKS, ...OVERFLOW, setImageButtonStyle: field(member('ImageButtonStyle'), 'type'),
});
export const ButtonSet = builder('ButtonSet', ['buttons'], { addButton: adds(BUTTONS, 'buttons') });
export const OverflowMenuItem = builder('OverflowMenuItem', ['text'], { setText: text('text'), setStartIcon: part('IconImage', 'startIcon'), setDisabled: field(BOOLEAN, 'disabled'), ...CLICKS });
export const OverflowMenu = builder('OverflowMenu', ['items'], { addMenuItem: adds('OverflowMenuItem', 'items') });

export const Switch = builder('Switch', ['name', 'value'], {
  setFieldName: text('name'), setValue: text('value'), setSelected: field(BOOLEAN, 'selected'), setControlType: field(member('SwitchControlType'), 'controlType'), setOnChangeAction: part('Action', 'onChangeAction'),
});
export const DecoratedText = builder('DecoratedText', ['text'], {
  setText: text('text'), setTopLabel: text('topLabel'), setBottomLabel: text('bottomLabel'), setWrapText: field(BOOLEAN, 'wrapText'), setStartIcon: part('IconImage', 'startIcon'), setEndIcon: part('IconImage', 'endIcon'),
  setButton: part(BUTTONS, 'button'), setSwitchControl: part('Switch', 'switchControl'), ...CLICKS,
});

export const Validation = builder('Validation', [], { setCharacterLimit: field(INTEGER, 'characterLimit'), setInputType: field(member('InputType'), 'inputType') });
const suggest = (json: Json, words: readonly string[]): void => words.forEach((word) => push(json, 'items', { text: word }));
export const Suggestions = builder('Suggestions', [], { addSuggestion: writes<[string]>([STRING], (json, word) => suggest(json, [word])), addSuggestions: writes<[readonly string[]]>([listOf(STRING)], (json, words) => suggest(json, words)) });
export const TextInput = builder('TextInput', ['name'], {
  setFieldName: text('name'), setTitle: text('label'), setHint: text('hintText'), setValue: text('value'), setOnChangeAction: part('Action', 'onChangeAction'), setValidation: part('Validation', 'validation'),
  setMultiline: writes<[boolean]>([BOOLEAN], (json, several) => { json['type'] = several ? 'MULTIPLE_LINE' : 'SINGLE_LINE'; }),
  setSuggestions: part('Suggestions', 'initialSuggestions'), setSuggestionsAction: part('Action', 'autoCompleteAction'),
});

type Printable = string | number | boolean;
export const SelectionInput = builder('SelectionInput', ['name', 'items', 'type'], {
  setFieldName: text('name'), setTitle: text('label'), setType: field(member('SelectionInputType'), 'type'), setOnChangeAction: part('Action', 'onChangeAction'),
  setMultiSelectMaxSelectedItems: field(INTEGER, 'multiSelectMaxSelectedItems'), setMultiSelectMinQueryLength: field(INTEGER, 'multiSelectMinQueryLength'),
  addItem: writes<[Printable, Printable, boolean]>([PRINTABLE, PRINTABLE, BOOLEAN], (json, label, value, selected) => push(json, 'items', { text: String(label), value: String(value), selected })),
});

const INSTANT = either(NUMBER, STRING);
const instant = overloaded(
  ...[...writes<[number]>([NUMBER], (json, at) => { json['valueMsEpoch'] = at; }).signatures, ...writes<[string]>([STRING], (json, at) => setInstant(json, at)).signatures],
);
function setInstant(json: Json, at: string): void {
  if (!INSTANT.accepts(at) || !/^-?\d+$/.test(at)) throw new Slip(`${at} is no number of milliseconds`);
  json['valueMsEpoch'] = Number(at);
}
export const DatePicker = builder('DatePicker', ['name'], { setFieldName: text('name'), setTitle: text('label'), setOnChangeAction: part('Action', 'onChangeAction'), setValueInMsSinceEpoch: instant });

export const ImageCropStyle = builder('ImageCropStyle', [], { setImageCropType: field(member('ImageCropType'), 'type'), setAspectRatio: field(NUMBER, 'aspectRatio') });
export const BorderStyle = builder('BorderStyle', [], { setType: field(member('BorderType'), 'type'), setCornerRadius: field(INTEGER, 'cornerRadius'), setStrokeColor: writes<[string]>([STRING], (json, color) => { json['strokeColor'] = colorOf(color); }) });
export const ImageComponent = builder('ImageComponent', ['imageUri'], { setImageUrl: text('imageUri'), setAltText: text('altText'), setCropStyle: part('ImageCropStyle', 'cropStyle'), setBorderStyle: part('BorderStyle', 'borderStyle') });
export const GridItem = builder('GridItem', [], {
  setIdentifier: text('id'), setTitle: text('title'), setSubtitle: text('subtitle'), setLayout: field(member('GridItemLayout'), 'layout'), setImage: part('ImageComponent', 'image'),
  // card.v1 cannot say it.
  setTextAlignment: field(member('HorizontalAlignment'), '$textAlignment'),
});
export const Grid = builder('Grid', ['items'], { setTitle: text('title'), addItem: adds('GridItem', 'items'), setNumColumns: field(INTEGER, 'columnCount'), setBorderStyle: part('BorderStyle', 'borderStyle'), ...CLICKS });

/** How a widget stands in a section or column: `{ decoratedText: {...} }`. */
export function widgetJson(widget: object): Json {
  const name = serviceNameOf(widget) ?? '';
  const json = jsonOf(widget);
  if (name === 'TextButton' || name === 'ImageButton') return { buttonList: { buttons: [json] } };
  if (name === 'ButtonSet') return { buttonList: json };
  if (name === 'DatePicker') return { dateTimePicker: { ...json, type: 'DATE_ONLY' } };
  return { [name.charAt(0).toLowerCase() + name.slice(1)]: json };
}

/** Widgets that a column may hold; a section holds these and three more. */
export const COLUMN_WIDGETS = ['TextParagraph', 'Image', 'DecoratedText', 'TextButton', 'ImageButton', 'ButtonSet', 'TextInput', 'SelectionInput', 'DatePicker'] as const;
export const SECTION_WIDGETS = [...COLUMN_WIDGETS, 'Divider', 'Grid', 'Columns'] as const;

export const Column = builder('Column', ['widgets'], {
  addWidget: writes<[object]>([OBJECT(...COLUMN_WIDGETS)], (json, widget) => push(json, 'widgets', widgetJson(widget))),
  setHorizontalAlignment: field(member('HorizontalAlignment'), 'horizontalAlignment'), setHorizontalSizeStyle: field(member('HorizontalSizeStyle'), 'horizontalSizeStyle'), setVerticalAlignment: field(member('VerticalAlignment'), 'verticalAlignment'),
});
export const Columns = builder('Columns', ['columnItems'], {
  addColumn: writes<[object]>([OBJECT('Column')], (json, column) => {
    push(json, 'columnItems', jsonOf(column));
    // "Columns: ... support up to 2 columns"
    if ((json['columnItems'] as readonly unknown[]).length > 2) throw new Slip('Columns holds two columns at most');
  }),
  setWrapStyle: field(member('WrapStyle'), '$wrapStyle'),
});
