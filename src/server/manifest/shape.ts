import type { Report } from './fault';
import type { Element } from './xml';

/** Where -> the children that may stand there, in this order (MS-OWEMXML: the schemas are sequences). `+`: several may follow each other. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  OfficeApp: [
    'Id', 'AlternateId', 'Version', 'ProviderName', 'DefaultLocale', 'DisplayName', 'Description', 'IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'AppDomains', 'Hosts', 'Requirements', 'FormSettings', 'Permissions',
    'Rule', 'DisableEntityHighlighting', 'VersionOverrides',
  ],
  VersionOverrides: ['Description', 'Requirements', 'Hosts', 'Resources', 'WebApplicationInfo', 'EquivalentAddins', 'ExtendedPermissions', 'VersionOverrides'],
  DesktopFormFactor: ['SupportsSharedFolders', 'FunctionFile', 'ExtensionPoint+'],
  DesktopSettings: ['SourceLocation', 'RequestedHeight'],
  Resources: ['Images', 'Urls', 'ShortStrings', 'LongStrings'],
  FormSettings: ['Form+'],
  OfficeTab: ['Group+'],
  Group: ['Label', 'Control+'],
  Control: ['Label', 'Supertip', 'Icon', 'Action'],
  Supertip: ['Title', 'Description'],
  Icon: ['Image+'],
};
const ACTION_ORDER: Readonly<Record<string, readonly string[]>> = { ShowTaskpane: ['SourceLocation', 'SupportsPinning'], ExecuteFunction: ['FunctionName'] };

/** What must stand there at least. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  OfficeApp: ['Id', 'Version', 'ProviderName', 'DefaultLocale', 'DisplayName', 'Description', 'IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'Hosts', 'Requirements', 'FormSettings', 'Permissions', 'Rule', 'VersionOverrides'],
  VersionOverrides: ['Hosts', 'Resources'],
  DesktopFormFactor: ['FunctionFile', 'ExtensionPoint'],
  Control: ['Label', 'Supertip', 'Icon', 'Action'],
  Supertip: ['Title', 'Description'],
  Resources: ['Images', 'Urls', 'ShortStrings', 'LongStrings'],
  Group: ['Label', 'Control'],
};
const ACTION_REQUIRED: Readonly<Record<string, readonly string[]>> = { ShowTaskpane: ['SourceLocation'], ExecuteFunction: ['FunctionName'] };

/** Requirement sets of Outlook that exist (outlook-api-requirement-sets, 2026). */
const MAILBOX = Array.from({ length: 16 }, (_, at) => `1.${at + 1}`);

/** Element (or element@attribute) -> the values that Outlook knows. An attribute that is absent counts as ''. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'OfficeApp@type': ['MailApp'],
  Permissions: ['Restricted', 'ReadItem', 'ReadWriteItem', 'ReadWriteMailbox'],
  SupportsSharedFolders: ['true', 'false'],
  SupportsPinning: ['true', 'false'],
  'VersionOverrides@type': ['VersionOverridesV1_0', 'VersionOverridesV1_1'],
  'ExtensionPoint@type': ['MessageReadCommandSurface', 'MessageComposeCommandSurface', 'AppointmentOrganizerCommandSurface', 'AppointmentAttendeeCommandSurface'],
  'Action@type': ['ShowTaskpane', 'ExecuteFunction'],
  'Form@type': ['ItemRead', 'ItemEdit'],
  'Control@type': ['Button'],
  'OfficeTab@id': ['TabDefault'],
  'Rule@type': ['RuleCollection', 'ItemIs'],
  'Rule@Mode': ['And', 'Or'],
  'Rule@ItemType': ['Message', 'Appointment'],
  'Rule@FormType': ['Read', 'Edit', 'ReadOrEdit'],
  'Set@Name': ['Mailbox'],
  'Set@MinVersion': MAILBOX,
  'Sets@DefaultMinVersion': MAILBOX,
  'Host@Name': ['Mailbox'],
  'Host@type': ['MailHost'],
  'Image@size': ['16', '20', '24', '32', '40', '48', '64', '80'],
};
/** An attribute that an element has only in some places. */
const OPTIONAL = ['Rule@Mode', 'Rule@ItemType', 'Rule@FormType', 'Set@MinVersion', 'Sets@DefaultMinVersion', 'Host@Name', 'Host@type', 'Image@size'];

/** Order, completeness and known values of one element. */
export function checkShape(element: Element, report: Report): void {
  const kind = element.attributes['type'] ?? '';
  const order = element.name === 'Action' ? ACTION_ORDER[kind] : ORDER[element.name];
  if (order !== undefined) inOrder(element, order, report);
  for (const name of (element.name === 'Action' ? ACTION_REQUIRED[kind] : REQUIRED[element.name]) ?? []) {
    if (!element.children.some((each) => each.name === name)) report('required', `${element.name}: ${name} is missing`);
  }
  for (const [place, allowed] of Object.entries(VALUES)) {
    const [name, attribute] = place.split('@');
    if (element.name !== name) continue;
    const value = attribute === undefined ? element.text.trim() : element.attributes[attribute];
    if (value === undefined && OPTIONAL.includes(place)) continue;
    if (!allowed.includes(value ?? '')) report('enum', `${place} is "${value ?? ''}"`);
  }
}

function inOrder(element: Element, order: readonly string[], report: Report): void {
  const names = order.map((name) => name.replace('+', ''));
  let last = -1;
  for (const { name } of element.children) {
    const at = names.indexOf(name);
    if (at < 0) report('order', `${name} does not belong in ${element.name}`);
    else if (at < last) report('order', `${name} stands too late in ${element.name}`);
    else if (at === last && order[at]?.endsWith('+') === false) report('order', `${name} stands twice in ${element.name}`);
    else last = at;
  }
}
