import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkManifest } from './check-manifest';
import type { ManifestFault } from './check-manifest';

const ROOT = join(__dirname, '../..');
const MANIFEST = readFileSync(join(ROOT, 'manifest.xml'), 'utf8');

/** Width and height stand in the first chunk of a PNG. */
function iconSize(url: string): { width: number; height: number } | null {
  const path = join(ROOT, 'assets/icons', basename(new URL(url).pathname));
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  return bytes.toString('latin1', 1, 4) === 'PNG' ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : null;
}
const check = (xml: string): readonly ManifestFault[] => checkManifest(xml, { iconSize });

test('the manifest has no fault', () => {
  expect(check(MANIFEST)).toEqual([]);
});

test('the manifest pins the pane, works in shared folders and asks for no more than it needs', () => {
  expect(MANIFEST.match(/<SupportsPinning>true<\/SupportsPinning>/g)).toHaveLength(2);
  expect(MANIFEST).toContain('<SupportsSharedFolders>true</SupportsSharedFolders>');
  expect(MANIFEST).toContain('<Permissions>ReadWriteItem</Permissions>');
  const outer = MANIFEST.slice(0, MANIFEST.indexOf('VersionOverridesV1_1'));
  expect(outer).not.toContain('SupportsPinning');
  expect(outer).not.toContain('SupportsSharedFolders');
});

describe('the checker finds', () => {
  test.each<[string, ManifestFault['rule'], (xml: string) => string]>([
    ['broken XML', 'well-formed', (xml) => xml.replace('</OfficeApp>', '')],
    ['a missing version', 'required', (xml) => xml.replace(/<Version>.*<\/Version>/, '')],
    ['elements in the wrong order', 'order', (xml) => xml.replace(/( *<Permissions>.*\n)/, '').replace('  <Hosts>\n    <Host Name', '  <Permissions>ReadItem</Permissions>\n  <Hosts>\n    <Host Name')],
    ['a permission that does not exist', 'enum', (xml) => xml.replace('>ReadWriteItem<', '>ReadWrite<')],
    ['a surface that does not exist', 'enum', (xml) => xml.replace('"MessageReadCommandSurface"', '"MessageSurface"')],
    ['a reference to nothing', 'resid', (xml) => xml.replace('<Title resid="Pane.Label"/>', '<Title resid="Pane.Titel"/>')],
    ['a reference of the wrong kind', 'resid', (xml) => xml.replace('<Title resid="Pane.Label"/>', '<Title resid="Pane.Url"/>')],
    ['a resource that nothing uses', 'resid', (xml) => xml.replaceAll('<Description resid="Pane.Tip"/>', '')],
    ['an address without https', 'https', (xml) => xml.replace('https://localhost:3000/index.html', 'http://localhost:3000/index.html')],
    ['an icon of another size', 'icon-size', (xml) => xml.replace('icons/icon-16.png', 'icons/icon-32.png')],
    ['an icon that is not there', 'icon-size', (xml) => xml.replace('icons/icon-64.png', 'icons/icon-63.png')],
    ['one control id twice', 'unique-id', (xml) => xml.replace('id="compose.open"', 'id="read.open"')],
    ['a label that is too long', 'length', (xml) => xml.replace('id="Pane.Label" DefaultValue="Relance"', `id="Pane.Label" DefaultValue="${'x'.repeat(126)}"`)],
    ['a text without English', 'locale', (xml) => xml.replace('<Override Locale="en-US" Value="Relance"/>', '')],
  ])('%s', (_title, rule, damage) => {
    const damaged = damage(MANIFEST);
    expect(damaged).not.toBe(MANIFEST);
    expect(check(damaged).map((fault) => fault.rule)).toContain(rule);
  });
});
