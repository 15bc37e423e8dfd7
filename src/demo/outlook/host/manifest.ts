import { PERMISSIONS } from './offered';
import type { Permission } from './offered';

/** A button that the manifest puts into the ribbon. */
export interface RibbonButton {
  readonly id: string;
  readonly label: string;
  readonly tip: string;
  readonly surface: 'read' | 'compose';
  /** A page to open beside the mail, or a function of the FunctionFile to run without one. Addresses are the try-out's own. */
  readonly action: { readonly kind: 'pane'; readonly page: string } | { readonly kind: 'function'; readonly name: string };
}

/** What Outlook takes from the add-in's manifest. */
export interface Manifest {
  readonly permission: Permission;
  readonly buttons: readonly RibbonButton[];
  /** The page that holds the functions; null: none. */
  readonly functionFile: string | null;
  /** By resid: notifications name their icon so. */
  readonly images: ReadonlyMap<string, string>;
}

const SURFACES: Readonly<Record<string, RibbonButton['surface']>> = { MessageReadCommandSurface: 'read', MessageComposeCommandSurface: 'compose' };

/**
 * Reads manifest.xml as Outlook on the web does: the innermost VersionOverrides counts and replaces the outer ones.
 * @throws Error naming what Outlook would refuse to install.
 */
export function readManifest(xml: string, locale: string): Manifest {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  if (document.getElementsByTagName('parsererror').length > 0) throw new Error('the manifest is no XML');
  const all = (from: Document | Element, name: string): readonly Element[] => [...from.getElementsByTagNameNS('*', name)];
  const overrides = all(document, 'VersionOverrides').at(-1);
  if (overrides === undefined) throw new Error('the manifest has no VersionOverrides');
  const resources = all(overrides, 'Resources').at(-1);
  const resource = (kind: string, resid: string | null): string => {
    const found = resources === undefined ? undefined : all(resources, kind).find((each) => each.getAttribute('id') === resid);
    if (found === undefined) throw new Error(`the manifest has no ${kind} ${resid ?? ''}`);
    return all(found, 'Override').find((each) => each.getAttribute('Locale')?.toLowerCase() === locale.toLowerCase())?.getAttribute('Value') ?? found.getAttribute('DefaultValue') ?? '';
  };
  const asked = all(document, 'Permissions')[0]?.textContent?.trim() ?? '';
  if (!(asked in PERMISSIONS)) throw new Error(`the manifest asks for the permission ${asked}`);
  const first = (from: Element, name: string): Element => {
    const found = all(from, name)[0];
    if (found === undefined) throw new Error(`${from.tagName} of the manifest has no ${name}`);
    return found;
  };
  const desktop = first(overrides, 'DesktopFormFactor');
  const functions = all(desktop, 'FunctionFile')[0];
  const buttons = all(desktop, 'ExtensionPoint').flatMap((point): readonly RibbonButton[] => {
    const surface = SURFACES[kindOf(point)];
    if (surface === undefined) return [];
    return all(point, 'Control').map((control) => {
      const action = first(control, 'Action');
      return {
        id: control.getAttribute('id') ?? '', surface, label: resource('String', first(control, 'Label').getAttribute('resid')), tip: resource('String', first(control, 'Description').getAttribute('resid')),
        action: kindOf(action) === 'ShowTaskpane'
          ? { kind: 'pane', page: here(resource('Url', first(action, 'SourceLocation').getAttribute('resid'))) }
          : { kind: 'function', name: first(action, 'FunctionName').textContent?.trim() ?? '' },
      };
    });
  });
  return {
    permission: asked as Permission, buttons,
    functionFile: functions === undefined ? null : here(resource('Url', functions.getAttribute('resid'))),
    images: new Map((resources === undefined ? [] : all(resources, 'Image')).map((image): [string, string] => [image.getAttribute('id') ?? '', here(image.getAttribute('DefaultValue') ?? '')])),
  };
}

const kindOf = (element: Element): string => element.getAttributeNS('http://www.w3.org/2001/XMLSchema-instance', 'type') ?? '';
/** The production address, served by the try-out under /pane. */
const here = (address: string): string => `/pane${new URL(address).pathname}`;
