import type { FormInputs } from './card-json';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const fieldsOf = (card: ParentNode): readonly Field[] => [...card.querySelectorAll<Field>('[data-kind]')];
const nameOf = (field: Field): string => field.dataset['name'] ?? field.name;

/** What the event tells of the fields of a card. Gmail leaves out a field that is empty and a box that is not ticked. */
export function inputsOf(card: ParentNode): FormInputs {
  const inputs = new Map<string, FormInputs[string]>();
  for (const field of fieldsOf(card)) {
    const name = nameOf(field);
    const kind = field.dataset['kind'];
    if (field.value === '' || (kind === 'box' && !(field as HTMLInputElement).checked)) continue;
    const before = inputs.get(name);
    // Google keeps a day as its midnight in UTC.
    if (kind === 'date') inputs.set(name, { msSinceEpoch: (field as HTMLInputElement).valueAsNumber });
    else if (kind === 'box') inputs.set(name, [...(Array.isArray(before) ? (before as readonly string[]) : []), field.value]);
    else inputs.set(name, field.value);
  }
  return Object.fromEntries(inputs);
}

/** The named fields that the action needs and that are empty. */
export function missingOf(card: ParentNode, wanted: readonly string[] | 'all'): readonly HTMLElement[] {
  const given = inputsOf(card);
  return fieldsOf(card).filter((field) => field.dataset['kind'] !== 'box' && given[nameOf(field)] === undefined && (wanted === 'all' || wanted.includes(nameOf(field))));
}

/** Carries what was typed from a card to the one that takes its place. */
export function carryOver(from: ParentNode, to: ParentNode): void {
  const old = fieldsOf(from);
  for (const field of fieldsOf(to)) {
    const before = old.find((each) => nameOf(each) === nameOf(field) && each.dataset['kind'] === field.dataset['kind'] && (field.dataset['kind'] !== 'box' || each.value === field.value));
    if (before === undefined) continue;
    if (field.dataset['kind'] === 'box') (field as HTMLInputElement).checked = (before as HTMLInputElement).checked;
    else field.value = before.value;
  }
}
