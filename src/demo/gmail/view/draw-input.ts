import { element } from '../../outlook/view/element';
import type { CardHost } from './draw-button';
import type { CardAction, DateTimePicker, SelectionInput, Switch, TextInput } from './card-json';
import { wordsOf } from './card-text';

let counter = 0;
const freshId = (): string => {
  counter += 1;
  return `card-field-${counter}`;
};

function tellsChange(field: HTMLElement, action: CardAction | undefined, host: CardHost): void {
  if (action !== undefined) field.addEventListener('change', () => host.act(action, null));
}

export function drawTextInput({ name = '', label = '', hintText, value = '', type, onChangeAction, initialSuggestions, placeholderText }: TextInput, host: CardHost): HTMLElement {
  const id = freshId();
  const common = { id, name, 'data-kind': 'text', placeholder: placeholderText ?? null, autocomplete: 'off', 'aria-describedby': hintText === undefined ? null : `${id}-hint` };
  const field = type === 'MULTIPLE_LINE' ? element('textarea', { ...common, rows: '3' }) : element('input', { ...common, type: 'text', list: initialSuggestions === undefined ? null : `${id}-list` });
  field.value = value;
  tellsChange(field, onChangeAction, host);
  return element('div', { class: 'field' },
    element('label', { for: id }, label === '' ? name : label), field,
    initialSuggestions === undefined ? null : element('datalist', { id: `${id}-list` }, ...(initialSuggestions.items ?? []).map(({ text = '' }) => element('option', { value: text }))),
    hintText === undefined ? null : element('p', { class: 'hint', id: `${id}-hint` }, hintText));
}

export function drawSelectionInput(input: SelectionInput, host: CardHost): HTMLElement {
  const { name = '', label = '', type = 'CHECK_BOX', items = [], onChangeAction } = input;
  if (type === 'DROPDOWN') {
    const id = freshId();
    const field = element('select', { id, name, 'data-kind': 'choice' }, ...items.map(({ text = '', value = '', selected }) => element('option', { value, selected: selected === true }, text)));
    // As Gmail draws it: nothing is chosen until somebody chooses.
    if (!items.some(({ selected }) => selected === true)) field.selectedIndex = -1;
    tellsChange(field, onChangeAction, host);
    return element('div', { class: 'field' }, element('label', { for: id }, label === '' ? name : label), field);
  }
  const kind = { CHECK_BOX: 'checkbox', RADIO_BUTTON: 'radio', SWITCH: 'checkbox' }[type];
  if (kind === undefined) throw new Error(`a selection of the type ${type} is not drawn`);
  const group = freshId();
  return element('fieldset', { class: 'choices' }, label === '' ? null : element('legend', {}, label), ...items.map(({ text = '', value = '', selected, bottomText }) => {
    const id = freshId();
    // The group's own name keeps radio buttons of two cards on one page apart.
    const box = element('input', { id, type: kind, name: kind === 'radio' ? group : name, 'data-name': name, 'data-kind': 'box', value, role: type === 'SWITCH' ? 'switch' : null, class: type === 'SWITCH' ? 'switch' : null, checked: selected === true });
    tellsChange(box, onChangeAction, host);
    return element('div', { class: 'choice' }, box, element('label', { for: id }, text, bottomText === undefined ? null : element('span', { class: 'bottom' }, bottomText)));
  }));
}

/** @param label what the switch stands beside. */
export function drawSwitch({ name = '', value = 'true', selected, controlType, onChangeAction }: Switch, label: string, host: CardHost): HTMLElement {
  const isSwitch = controlType === undefined || controlType === 'SWITCH';
  const box = element('input', { type: 'checkbox', name, 'data-name': name, 'data-kind': 'box', value, role: isSwitch ? 'switch' : null, class: isSwitch ? 'switch' : null, 'aria-label': wordsOf(label), checked: selected === true });
  tellsChange(box, onChangeAction, host);
  return box;
}

export function drawPicker({ name = '', label = '', type, valueMsEpoch, onChangeAction }: DateTimePicker, host: CardHost): HTMLElement {
  if (type !== 'DATE_ONLY') throw new Error(`a picker of the type ${String(type)} is not drawn`);
  const id = freshId();
  const field = element('input', { id, name, type: 'date', 'data-kind': 'date' });
  if (valueMsEpoch !== undefined) field.valueAsNumber = Number(valueMsEpoch);
  tellsChange(field, onChangeAction, host);
  return element('div', { class: 'field' }, element('label', { for: id }, label === '' ? name : label), field);
}
