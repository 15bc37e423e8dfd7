import { SaxesParser } from 'saxes';

/** One element of the manifest, local names, attributes by local name. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** What a manifest does wrong: where and what, in one line. */
export interface ManifestFault {
  readonly rule: 'well-formed' | 'order' | 'enum' | 'resid' | 'https' | 'icon-size' | 'unique-id' | 'length' | 'locale' | 'required';
  readonly detail: string;
}

export interface ManifestFiles {
  /** Width and height of the PNG that an https address stands for; null: there is no such file. */
  iconSize(url: string): { readonly width: number; readonly height: number } | null;
}

const ROOT_ORDER = ['Id', 'AlternateId', 'Version', 'ProviderName', 'DefaultLocale', 'DisplayName', 'Description', 'IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'AppDomains', 'Hosts', 'Requirements', 'FormSettings', 'Permissions', 'Rule', 'DisableEntityHighlighting', 'VersionOverrides'];
const ROOT_REQUIRED = ['Id', 'Version', 'ProviderName', 'DefaultLocale', 'DisplayName', 'Description', 'IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'Hosts', 'FormSettings', 'Permissions', 'Rule', 'VersionOverrides'];
const FORM_FACTOR_ORDER = ['SupportsSharedFolders', 'FunctionFile', 'ExtensionPoint'];
const RESOURCES_ORDER = ['Images', 'Urls', 'ShortStrings', 'LongStrings'];
const OVERRIDES_ORDER = ['Description', 'Requirements', 'Hosts', 'Resources', 'WebApplicationInfo', 'EquivalentAddins', 'ExtendedPermissions', 'VersionOverrides'];
const CONTROL_ORDER = ['Label', 'Supertip', 'Icon', 'Action'];

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  Permissions: ['Restricted', 'ReadItem', 'ReadWriteItem', 'ReadWriteMailbox'],
  'ExtensionPoint@type': ['MessageReadCommandSurface', 'MessageComposeCommandSurface', 'AppointmentOrganizerCommandSurface', 'AppointmentAttendeeCommandSurface', 'LaunchEvent', 'MobileMessageReadCommandSurface'],
  'Action@type': ['ShowTaskpane', 'ExecuteFunction'],
  'Form@type': ['ItemRead', 'ItemEdit'],
  'Control@type': ['Button', 'Menu', 'MobileButton'],
  'OfficeTab@id': ['TabDefault'],
};

/** Which kind of resource a reference must resolve to. */
const RESID_KIND: Readonly<Record<string, string>> = { Label: 'ShortStrings', Title: 'ShortStrings', Description: 'LongStrings', Image: 'Images', SourceLocation: 'Urls', FunctionFile: 'Urls' };
const LENGTHS: Readonly<Record<string, number>> = { Images: 2048, Urls: 2048, ShortStrings: 125, LongStrings: 250 };
const LOCALES = ['en-US', 'en-GB'];

/**
 * First checker of an Outlook add-in manifest (MailApp, VersionOverrides 1.0 and 1.1): what the published XSD finds
 * (order, enums, lengths) and what it does not (references, https, real icon sizes, unique control ids, locales).
 */
export function checkManifest(xml: string, files: ManifestFiles): readonly ManifestFault[] {
  const parsed = parse(xml);
  if ('fault' in parsed) return [parsed.fault];
  const root = parsed.root;
  const faults: ManifestFault[] = [];
  const report = (rule: ManifestFault['rule'], detail: string): void => void faults.push({ rule, detail });

  const names = root.children.map((child) => child.name);
  for (const name of ROOT_REQUIRED) if (!names.includes(name)) report('required', `${name} is missing`);
  inOrder(root, ROOT_ORDER, report);
  for (const element of walk(root)) {
    if (element.name === 'DesktopFormFactor') inOrder(element, FORM_FACTOR_ORDER, report);
    if (element.name === 'Resources') inOrder(element, RESOURCES_ORDER, report);
    if (element.name === 'VersionOverrides') inOrder(element, OVERRIDES_ORDER, report);
    if (element.name === 'Control') inOrder(element, CONTROL_ORDER, report);
    checkEnums(element, report);
    for (const attribute of ['DefaultValue', 'Value']) checkUrl(element, attribute, report);
  }
  checkIcon(root, 'IconUrl', 64, files, report);
  checkIcon(root, 'HighResolutionIconUrl', 128, files, report);
  for (const name of ['DisplayName', 'Description']) for (const element of root.children.filter((child) => child.name === name)) checkLocales(element, name, report);
  checkLength('Description', child(root, 'Description')?.attributes['DefaultValue'] ?? '', 250, report);
  checkLength('DisplayName', child(root, 'DisplayName')?.attributes['DefaultValue'] ?? '', 125, report);
  for (const overrides of [...walk(root)].filter((element) => element.name === 'VersionOverrides')) checkOverrides(overrides, files, report);
  return faults;
}

type Report = (rule: ManifestFault['rule'], detail: string) => void;

function parse(xml: string): { readonly root: Element } | { readonly fault: ManifestFault } {
  const parser = new SaxesParser({ xmlns: true });
  const stack: Element[] = [];
  let root: Element | null = null;
  let fault: ManifestFault | null = null;
  parser.on('error', (error) => {
    fault ??= { rule: 'well-formed', detail: error.message };
  });
  parser.on('opentag', (tag) => {
    const element: Element = { name: tag.local, attributes: Object.fromEntries(Object.values(tag.attributes).map((attribute) => [attribute.local, attribute.value])), children: [], text: '' };
    stack[stack.length - 1]?.children.push(element);
    root ??= element;
    stack.push(element);
  });
  parser.on('text', (text) => {
    const top = stack[stack.length - 1];
    if (top !== undefined) top.text += text;
  });
  parser.on('closetag', () => void stack.pop());
  parser.write(xml).close();
  if (fault !== null) return { fault };
  return root === null ? { fault: { rule: 'well-formed', detail: 'no element' } } : { root };
}

function* walk(element: Element): Generator<Element> {
  yield element;
  for (const each of element.children) yield* walk(each);
}

const child = (element: Element, name: string): Element | undefined => element.children.find((each) => each.name === name);

function inOrder(element: Element, order: readonly string[], report: Report): void {
  let last = -1;
  for (const { name } of element.children) {
    const at = order.indexOf(name);
    if (at < 0) report('order', `${name} does not belong in ${element.name}`);
    else if (at < last) report('order', `${name} stands too late in ${element.name}`);
    else last = at;
  }
}

function checkEnums(element: Element, report: Report): void {
  for (const [place, allowed] of Object.entries(ENUMS)) {
    const [name, attribute] = place.split('@');
    if (element.name !== name) continue;
    const value = attribute === undefined ? element.text.trim() : (element.attributes[attribute] ?? '');
    if (!allowed.includes(value)) report('enum', `${place} is "${value}"`);
  }
}

function checkUrl(element: Element, attribute: string, report: Report): void {
  const value = element.attributes[attribute];
  if (value !== undefined && /^[a-z]+:\/\//i.test(value) && !value.startsWith('https://')) report('https', `${element.name}: ${value}`);
}

function checkIcon(root: Element, name: string, size: number, files: ManifestFiles, report: Report): void {
  const url = child(root, name)?.attributes['DefaultValue'];
  if (url !== undefined) measure(url, size, name, files, report);
}

function measure(url: string, size: number, where: string, files: ManifestFiles, report: Report): void {
  const found = files.iconSize(url);
  if (found === null) report('icon-size', `${where}: no file behind ${url}`);
  else if (found.width !== size || found.height !== size) report('icon-size', `${where}: ${url} is ${found.width} x ${found.height}, not ${size}`);
}

function checkLength(where: string, value: string, limit: number, report: Report): void {
  if (value.length > limit) report('length', `${where}: ${value.length} characters, at most ${limit}`);
}

function checkLocales(element: Element, where: string, report: Report): void {
  const given = element.children.filter((each) => each.name === 'Override').map((each) => each.attributes['Locale']);
  for (const locale of LOCALES) if (!given.includes(locale)) report('locale', `${where}: no text for ${locale}`);
}

function checkOverrides(overrides: Element, files: ManifestFiles, report: Report): void {
  // The inner block replaces the outer one: each is complete in itself.
  const resources = child(overrides, 'Resources');
  const own = [...walkOwn(overrides)];
  const kindOf = new Map<string, { readonly kind: string; readonly value: string }>();
  for (const kind of resources?.children ?? [])
    for (const entry of kind.children) {
      const id = entry.attributes['id'] ?? '';
      if (kindOf.has(id)) report('unique-id', `resource ${id} twice`);
      kindOf.set(id, { kind: kind.name, value: entry.attributes['DefaultValue'] ?? '' });
      checkLength(`id ${id}`, id, 32, report);
      checkLength(id, entry.attributes['DefaultValue'] ?? '', LENGTHS[kind.name] ?? 2048, report);
      if (kind.name.endsWith('Strings')) checkLocales(entry, id, report);
    }
  const used = new Set<string>();
  const ids = new Set<string>();
  for (const element of own) {
    const { id, resid } = element.attributes;
    if (id !== undefined && (element.name === 'Control' || element.name === 'Group')) {
      if (ids.has(id)) report('unique-id', `${element.name} ${id} twice`);
      ids.add(id);
      checkLength(`id ${id}`, id, 125, report);
    }
    if (resid === undefined) continue;
    used.add(resid);
    const found = kindOf.get(resid);
    if (found === undefined) report('resid', `${element.name}: ${resid} names nothing`);
    else if (found.kind !== RESID_KIND[element.name]) report('resid', `${element.name}: ${resid} is one of ${found.kind}, not of ${RESID_KIND[element.name] ?? 'any'}`);
    else if (element.name === 'Image') measure(found.value, Number(element.attributes['size']), resid, files, report);
  }
  for (const id of kindOf.keys()) if (!used.has(id)) report('resid', `${id} is used by nothing`);
  for (const control of own.filter((element) => element.name === 'Icon')) {
    const sizes = control.children.map((image) => image.attributes['size']);
    for (const size of ['16', '32', '80']) if (!sizes.includes(size)) report('icon-size', `a control without an icon of ${size}`);
  }
}

/** The elements of this block, not of a block inside it, and not its resources. */
function* walkOwn(overrides: Element): Generator<Element> {
  for (const each of overrides.children) if (each.name !== 'VersionOverrides' && each.name !== 'Resources') yield* walk(each);
}
