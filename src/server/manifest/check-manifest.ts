import { checkOverrides } from './check-overrides';
import type { ManifestFault, ManifestFiles, Report } from './fault';
import { checkTexts, measure, within } from './limits';
import { checkShape } from './shape';
import { child, childrenOf, own, parseXml, walk } from './xml';
import type { Element } from './xml';

export type { ManifestFault, ManifestFiles } from './fault';

const SPACES = { V1_0: 'http://schemas.microsoft.com/office/mailappversionoverrides', V1_1: 'http://schemas.microsoft.com/office/mailappversionoverrides/1.1' } as const;

/** Elements whose DefaultValue (and its overrides' Value) is an address that Outlook loads. */
const ADDRESSES = ['IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'SourceLocation', 'Url', 'Image'];

/**
 * Checks an Outlook add-in manifest (MailApp, VersionOverrides 1.0 and 1.1): what the published schemas find (order, known
 * values, lengths) and what they do not (references, https, measured icons, unique ids, functions that really exist, texts in
 * every language, what belongs to which version).
 */
export function checkManifest(xml: string, files: ManifestFiles): readonly ManifestFault[] {
  const parsed = parseXml(xml);
  if ('broken' in parsed) return [{ rule: 'well-formed', detail: parsed.broken }];
  const { root } = parsed;
  const faults: ManifestFault[] = [];
  const report: Report = (rule, detail) => void faults.push({ rule, detail });
  if (root.name !== 'OfficeApp') report('required', `OfficeApp is missing: the root is ${root.name}`);

  for (const element of walk(root)) {
    checkShape(element, report);
    checkAddress(element, report);
  }
  checkHead(root, files, report);
  checkForms(root, report);
  checkNesting(root, report);
  const seen = new Set<string>();
  for (const overrides of [...walk(root)].filter((element) => element.name === 'VersionOverrides')) checkOverrides(overrides, files, seen, report);
  return faults;
}

function checkAddress(element: Element, report: Report): void {
  if (!ADDRESSES.includes(element.name)) return;
  const values = [element.attributes['DefaultValue'], ...childrenOf(element, 'Override').map((each) => each.attributes['Value'])];
  for (const value of values) if (value !== undefined && !isHttps(value)) report('https', `${element.name}: ${value}`);
}

const isHttps = (value: string): boolean => URL.canParse(value) && new URL(value).protocol === 'https:';

const textOf = (root: Element, name: string): string => child(root, name)?.text.trim() ?? '';
const valueOf = (root: Element, name: string): string => child(root, name)?.attributes['DefaultValue'] ?? '';

function checkHead(root: Element, files: ManifestFiles, report: Report): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(textOf(root, 'Id'))) report('format', `Id is no GUID: ${textOf(root, 'Id')}`);
  if (!/^\d{1,5}(\.\d{1,5}){3}$/.test(textOf(root, 'Version'))) report('format', `Version is not four numbers: ${textOf(root, 'Version')}`);
  if (!/^[a-z]{2}-[A-Z]{2}$/.test(textOf(root, 'DefaultLocale'))) report('format', `DefaultLocale is no locale: ${textOf(root, 'DefaultLocale')}`);
  if (textOf(root, 'ProviderName') === '') report('required', 'ProviderName is empty');
  within('ProviderName', textOf(root, 'ProviderName'), 125, report);
  for (const [name, limit] of [['DisplayName', 125], ['Description', 250]] as const) {
    const element = child(root, name);
    if (element === undefined) continue;
    if (valueOf(root, name) === '') report('required', `${name} is empty`);
    checkTexts(element, name, limit, report);
  }
  for (const [name, size] of [['IconUrl', 64], ['HighResolutionIconUrl', 128]] as const) {
    if (child(root, name) !== undefined) measure(valueOf(root, name), size, name, files, report);
  }
}

/** Forms for clients without VersionOverrides: reading first, then writing; a height only where there is one (32 to 450). */
function checkForms(root: Element, report: Report): void {
  const settings = child(root, 'FormSettings');
  const kinds = settings?.children.map((form) => form.attributes['type'] ?? '') ?? [];
  if (kinds[0] !== 'ItemRead') report('order', 'FormSettings: ItemRead comes first');
  if (new Set(kinds).size !== kinds.length) report('unique-id', 'FormSettings: one form of each kind');
  for (const form of settings?.children ?? []) {
    const height = [...walk(form)].find(({ name }) => name === 'RequestedHeight');
    if (height === undefined) continue;
    if (form.attributes['type'] === 'ItemEdit') report('order', 'RequestedHeight does not belong in ItemEdit');
    const pixels = Number(height.text.trim());
    if (!Number.isInteger(pixels) || pixels < 32 || pixels > 450) report('format', `RequestedHeight is ${height.text.trim()}, not 32 to 450`);
  }
}

/** 1.0 holds a plain copy and, last in it, 1.1: clients that know it take the inner block instead of the outer one. */
function checkNesting(root: Element, report: Report): void {
  const outer = childrenOf(root, 'VersionOverrides');
  const inner = outer.flatMap((each) => childrenOf(each, 'VersionOverrides'));
  const deeper = inner.flatMap((each) => childrenOf(each, 'VersionOverrides'));
  if (outer.length > 1 || inner.length !== 1 || deeper.length > 0) report('nesting', `VersionOverrides: ${outer.length} in OfficeApp, ${inner.length} inside, ${deeper.length} deeper, not 1, 1 and 0`);
  for (const [blocks, version] of [[outer, 'V1_0'], [inner, 'V1_1']] as const) {
    for (const block of blocks) {
      if (block.attributes['type'] !== `VersionOverrides${version}` || block.space !== SPACES[version]) report('nesting', `VersionOverrides ${block.attributes['type'] ?? ''} in ${block.space} stands where ${version} belongs`);
      const odd = [...own(block)].find((element) => element.space !== SPACES[version] && !element.space.endsWith('/officeappbasictypes/1.0'));
      if (odd !== undefined) report('nesting', `${odd.name} of ${version} stands in ${odd.space}`);
    }
  }
  const [plain] = outer;
  const [newer] = inner;
  if (plain === undefined || newer === undefined) return;
  for (const name of ['SupportsSharedFolders', 'SupportsPinning', 'MobileFormFactor', 'WebApplicationInfo', 'ExtendedPermissions']) {
    if ([...own(plain)].some((element) => element.name === name)) report('nesting', `${name} belongs to VersionOverrides 1.1 alone`);
  }
  const shared = [...own(newer)].filter((element) => element.name === 'SupportsSharedFolders');
  if (shared.length !== 1 || shared[0]?.text.trim() !== 'true') report('shared-folders', 'SupportsSharedFolders is not true in VersionOverrides 1.1: clerks work in shared mailboxes');
  const missing = offersOf(plain).filter((offer) => !offersOf(newer).includes(offer));
  for (const offer of missing) report('nesting', `1.1 replaces 1.0 and does not repeat ${offer}`);
}

/** What a block puts into the ribbon, to be compared. */
const offersOf = (overrides: Element): readonly string[] =>
  [...own(overrides)].filter(({ name }) => name === 'ExtensionPoint').flatMap((point) =>
    [...walk(point)].filter(({ name }) => name === 'Action').map((action) => `${point.attributes['type'] ?? ''} ${action.attributes['type'] ?? ''} ${child(action, 'FunctionName')?.text.trim() ?? ''}`.trim()));
