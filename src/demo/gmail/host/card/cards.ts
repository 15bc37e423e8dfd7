import { Slip } from '../service-error';
import { BOOLEAN, INTEGER, OBJECT, STRING } from '../signature';
import { method, strictClass } from '../strict-class';
import { builder, field, jsonOf, member, part, push, writes } from './builder';
import type { Draft, Json } from './builder';
import { CLICKS } from './clicks';
import { SECTION_WIDGETS, widgetJson } from './widgets';

/** Source: "Restrictions for Google Workspace add-ons" and "Cards": no more than 100 widgets in a section, 100 sections in a card. */
export const LIMITS = { widgetsOfASection: 100, sections: 100 } as const;

const text = (name: string) => field(STRING, name);

export const CardHeader = builder('CardHeader', ['title'], {
  setTitle: text('title'), setSubtitle: text('subtitle'), setImageUrl: text('imageUrl'), setImageAltText: text('imageAltText'), setImageStyle: field(member('ImageStyle'), 'imageType'),
});
export const CollapseControl = builder('CollapseControl', [], {
  setHorizontalAlign: field(member('HorizontalAlignment'), 'horizontalAlignment'), setExpandButton: part(['TextButton', 'ImageButton'], 'expandButton'), setCollapseButton: part(['TextButton', 'ImageButton'], 'collapseButton'),
});
export const CardSection = builder('CardSection', ['widgets'], {
  setHeader: text('header'), setCollapsible: field(BOOLEAN, 'collapsible'), setNumUncollapsibleWidgets: field(INTEGER, 'uncollapsibleWidgetsCount'), setCollapseControl: part('CollapseControl', 'collapseControl'),
  addWidget: writes<[object]>([OBJECT(...SECTION_WIDGETS)], (json, widget) => {
    push(json, 'widgets', widgetJson(widget));
    if ((json['widgets'] as readonly unknown[]).length > LIMITS.widgetsOfASection) throw new Slip(`A card section cannot have more than ${LIMITS.widgetsOfASection} widgets.`);
  }),
});
export const CardAction = builder('CardAction', ['actionLabel', 'onClick'], { setText: text('actionLabel'), ...CLICKS });
export const FixedFooter = builder('FixedFooter', ['primaryButton'], { setPrimaryButton: part('TextButton', 'primaryButton'), setSecondaryButton: part('TextButton', 'secondaryButton') });

/** A finished card or response. */
export interface Built {
  readonly json: Json;
}
const PRINT = { printJson: method<Built, []>([], ({ json }) => JSON.stringify(withoutExtras(json))) };
export const built = (name: string) => strictClass<Built>(`CardService.${name}`, PRINT);
export const Card = built('Card');

export const CardBuilder = builder('CardBuilder', [], {
  setName: text('name'), setHeader: part('CardHeader', 'header'), setPeekCardHeader: part('CardHeader', 'peekCardHeader'), setDisplayStyle: field(member('DisplayStyle'), 'displayStyle'), setFixedFooter: part('FixedFooter', 'fixedFooter'),
  addSection: writes<[object]>([OBJECT('CardSection')], (json, section) => {
    push(json, 'sections', jsonOf(section));
    if ((json['sections'] as readonly unknown[]).length > LIMITS.sections) throw new Slip(`A card cannot have more than ${LIMITS.sections} sections.`);
  }),
  addCardAction: writes<[object]>([OBJECT('CardAction')], (json, action) => push(json, 'cardActions', jsonOf(action))),
  build: method<Draft, []>([], ({ json }, _args, at) => {
    if (json['header'] === undefined && json['sections'] === undefined) throw new Slip('a card needs a header or a section');
    checkFieldNames(json);
    return Card.make(at, { json: structuredClone(json) });
  }),
});

/** Two widgets of one name in a card: the event would hold one of them. */
function checkFieldNames(card: Json): void {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, held] of Object.entries(value)) {
      if (['textInput', 'selectionInput', 'dateTimePicker', 'switchControl'].includes(key)) take(String((held as Json)['name']), key);
      visit(held);
    }
  };
  // Switches and check boxes may share a name: their values come as a list.
  const take = (name: string, key: string): void => {
    if (key !== 'switchControl' && names.has(name)) throw new Slip(`two fields of a card have the name ${name}`);
    names.add(name);
  };
  visit(card);
}

/** Without what card.v1 does not know. */
export function withoutExtras(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExtras);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('$')).map(([name, held]) => [name, withoutExtras(held)]));
}
