import type { ManifestFiles, Report } from './fault';
import { checkTexts, measure, within } from './limits';
import { child, own } from './xml';
import type { Element } from './xml';

/** Which kind of resource a reference must resolve to. */
const RESID_KIND: Readonly<Record<string, string>> = { Label: 'ShortStrings', Title: 'ShortStrings', Description: 'LongStrings', Image: 'Images', SourceLocation: 'Urls', FunctionFile: 'Urls' };
const LENGTHS: Readonly<Record<string, number>> = { Images: 2048, Urls: 2048, ShortStrings: 125, LongStrings: 250 };
const ID_LENGTH = 32;
const CONTROL_ID_LENGTH = 125;
const ICON_SIZES = ['16', '32', '80'];

interface Resource {
  readonly kind: string;
  readonly value: string;
}

/** One block of VersionOverrides, complete in itself: the inner one replaces the outer one. `seen`: ids of controls and groups so far. */
export function checkOverrides(overrides: Element, files: ManifestFiles, seen: Set<string>, report: Report): void {
  const resources = readResources(overrides, report);
  const elements = [...own(overrides)].filter((element) => !isInResources(element, overrides));
  checkReferences(elements, resources, files, report);
  for (const element of elements) {
    const { id } = element.attributes;
    if (element.name === 'Control' || element.name === 'Group') {
      if (id === undefined || id === '') report('required', `a ${element.name} without id`);
      else if (seen.has(id)) report('unique-id', `${element.name} ${id} twice`);
      else seen.add(id);
      within(`id ${id ?? ''}`, id ?? '', CONTROL_ID_LENGTH, report);
    }
    if (element.name === 'Icon') {
      const sizes = element.children.map((image) => image.attributes['size'] ?? '');
      for (const size of ICON_SIZES) if (!sizes.includes(size)) report('icon-size', `a control without an icon of ${size}`);
      if (new Set(sizes).size !== sizes.length) report('icon-size', `a control with two icons of one size: ${sizes.join(', ')}`);
    }
  }
  checkFunctions(elements, resources, files, report);
}

function isInResources(element: Element, overrides: Element): boolean {
  const resources = child(overrides, 'Resources');
  return resources !== undefined && (element === resources || resources.children.some((kind) => kind === element || kind.children.some((entry) => entry === element || entry.children.includes(element))));
}

function readResources(overrides: Element, report: Report): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>();
  for (const kind of child(overrides, 'Resources')?.children ?? []) {
    for (const entry of kind.children) {
      const id = entry.attributes['id'] ?? '';
      const value = entry.attributes['DefaultValue'] ?? '';
      if (id === '') report('required', `a resource of ${kind.name} without id`);
      if (value === '') report('required', `resource ${id} is empty`);
      if (found.has(id)) report('unique-id', `resource ${id} twice`);
      found.set(id, { kind: kind.name, value });
      within(`id ${id}`, id, ID_LENGTH, report);
      if (kind.name.endsWith('Strings')) checkTexts(entry, id, LENGTHS[kind.name] ?? 0, report);
      else within(id, value, LENGTHS[kind.name] ?? 0, report);
    }
  }
  return found;
}

function checkReferences(elements: readonly Element[], resources: ReadonlyMap<string, Resource>, files: ManifestFiles, report: Report): void {
  const used = new Set<string>();
  for (const element of elements) {
    const { resid } = element.attributes;
    const kind = RESID_KIND[element.name];
    if (resid === undefined) {
      if (kind !== undefined) report('resid', `${element.name} refers to nothing`);
      continue;
    }
    used.add(resid);
    const found = resources.get(resid);
    if (found === undefined) report('resid', `${element.name}: ${resid} names nothing`);
    else if (found.kind !== kind) report('resid', `${element.name}: ${resid} is one of ${found.kind}, not of ${kind ?? 'any'}`);
    else if (element.name === 'Image') measure(found.value, Number(element.attributes['size']), resid, files, report);
  }
  for (const id of resources.keys()) if (!used.has(id)) report('resid', `${id} is used by nothing`);
}

/** Every function named stands in the script of the page that holds the functions, under exactly this name (OfficeDev/office-js 5214). */
function checkFunctions(elements: readonly Element[], resources: ReadonlyMap<string, Resource>, files: ManifestFiles, report: Report): void {
  const named = elements.filter(({ name }) => name === 'FunctionName').map(({ text }) => text.trim());
  if (named.length === 0) return;
  const resid = elements.find(({ name }) => name === 'FunctionFile')?.attributes['resid'];
  const page = resid === undefined ? undefined : resources.get(resid)?.value;
  const associated = page === undefined ? null : files.functions(page);
  if (associated === null) return report('function', `no page with office.js and functions behind ${page ?? 'FunctionFile'}`);
  for (const name of named) if (!associated.includes(name)) report('function', `${name} is associated with nothing in ${page ?? ''}: there are ${associated.join(', ') || 'none'}`);
}
