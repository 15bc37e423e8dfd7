import { describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtFiles, functionsIn, sizeOfPng } from '../../src/server/manifest/built-files';
import { checkManifest } from '../../src/server/manifest/check-manifest';
import type { ManifestFault, ManifestFiles } from '../../src/server/manifest/check-manifest';
import { writeManifest } from '../../src/server/manifest/write-manifest';

const ROOT = join(__dirname, '../..');
const MANIFEST = readFileSync(join(ROOT, 'manifest.xml'), 'utf8');
const FILES = builtFiles(join(ROOT, 'dist/outlook'));
const check = (xml: string, files: ManifestFiles = FILES): readonly ManifestFault[] => checkManifest(xml, files);
const FORMER = MANIFEST.slice(0, MANIFEST.indexOf('VersionOverridesV1_1'));

test('the manifest has no fault, against the pane as it is built', () => {
  expect(check(MANIFEST)).toEqual([]);
});

test('the manifest of this folder is what the tool writes for this machine', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(writeManifest({ host: 'localhost:3000', company: 'Relance', version })).toBe(MANIFEST);
});

test('the manifest pins the pane, works in shared folders and asks for no more than it needs', () => {
  expect(MANIFEST.match(/<SupportsPinning>true<\/SupportsPinning>/g)).toHaveLength(2);
  expect(MANIFEST).toContain('<SupportsSharedFolders>true</SupportsSharedFolders>');
  expect(MANIFEST).toContain('<Permissions>ReadWriteItem</Permissions>');
  expect(FORMER).not.toContain('SupportsPinning');
  expect(FORMER).not.toContain('SupportsSharedFolders');
});

test('one reads with pane, insertion and undo in the ribbon, and writes with the pane', () => {
  for (const block of [FORMER, MANIFEST.slice(FORMER.length)]) {
    const [read = '', write = ''] = block.split('MessageComposeCommandSurface');
    expect([...read.matchAll(/<Control [^>]*id="(?:read|read10)\.(\w+)"/g)].map(([, id]) => id)).toEqual(['open', 'insert', 'undo']);
    expect([...write.matchAll(/<Control [^>]*id="(?:compose|compose10)\.(\w+)"/g)].map(([, id]) => id)).toEqual(['open']);
  }
});

/** Once in the block 1.0, which stands first, or anywhere. */
const once = (from: string | RegExp, to: string) => (xml: string): string => xml.replace(from, to);
const later = (from: string, to: string) => (xml: string): string => xml.slice(0, FORMER.length) + xml.slice(FORMER.length).replace(from, to);

describe('the checker finds', () => {
  test.each<[string, ManifestFault['rule'], (xml: string) => string]>([
    ['broken XML', 'well-formed', once('</OfficeApp>', '')],
    ['a DOCTYPE', 'well-formed', once('<OfficeApp ', '<!DOCTYPE OfficeApp><OfficeApp ')],
    ['another document', 'required', once(/OfficeApp/g, 'TaskPaneApp')],
    ['a missing version', 'required', once(/<Version>.*<\/Version>/, '')],
    ['a missing set of APIs', 'required', once(/<Requirements>\s*<Sets>[\s\S]*?<\/Requirements>/, '')],
    ['a control without an action', 'required', once(/<Action xsi:type="ShowTaskpane">[\s\S]*?<\/Action>/, '')],
    ['a button that opens no page', 'required', once('<SourceLocation resid="Pane.Url"/>', '')],
    ['an empty company', 'required', once('<ProviderName>Relance</ProviderName>', '<ProviderName> </ProviderName>')],
    ['an empty text', 'required', once('id="Pane.Label" DefaultValue="Relance"', 'id="Pane.Label" DefaultValue=""')],
    ['an id that is no GUID', 'format', once(/<Id>.*<\/Id>/, '<Id>relance</Id>')],
    ['a version of three numbers', 'format', once('<Version>0.1.0.0<', '<Version>0.1.0<')],
    ['a locale that is none', 'format', once('<DefaultLocale>fr-FR<', '<DefaultLocale>french<')],
    ['a height that Outlook does not take', 'format', once('<RequestedHeight>450<', '<RequestedHeight>451<')],
    ['elements in the wrong order', 'order', (xml) => xml.replace(/( *<Permissions>.*\n)/, '').replace('  <Hosts>\n    <Host Name', '  <Permissions>ReadItem</Permissions>\n  <Hosts>\n    <Host Name')],
    ['a label behind the action', 'order', once(/(<Label resid="Pane\.Label"\/>)([\s\S]*?<\/Action>)/, '$2$1')],
    ['an element that does not belong there', 'order', once('<Permissions>', '<Runtimes/><Permissions>')],
    ['one element twice', 'order', once('<Permissions>', '<Permissions>ReadItem</Permissions><Permissions>')],
    ['pinning before the page', 'order', later('<SourceLocation resid="Pane.Url"/>\n                      <SupportsPinning>true</SupportsPinning>', '<SupportsPinning>true</SupportsPinning><SourceLocation resid="Pane.Url"/>')],
    ['the writing form before the reading one', 'order', once(/(<Form xsi:type="ItemRead">[\s\S]*?<\/Form>)(\s*)(<Form xsi:type="ItemEdit">[\s\S]*?<\/Form>)/, '$3$2$1')],
    ['a permission that does not exist', 'enum', once('>ReadWriteItem<', '>ReadWrite<')],
    ['a surface that does not exist', 'enum', once('"MessageReadCommandSurface"', '"MessageSurface"')],
    ['a set of APIs that does not exist', 'enum', once('<Set Name="Mailbox" MinVersion="1.5"/>', '<Set Name="MailBox" MinVersion="1.5"/>')],
    ['a version of it that does not exist', 'enum', once('MinVersion="1.5"', 'MinVersion="1.50"')],
    ['a form type that does not exist', 'enum', once('FormType="Read"', 'FormType="Reading"')],
    ['an action that does not exist', 'enum', once('xsi:type="ExecuteFunction"', 'xsi:type="RunFunction"')],
    ['an icon size that does not exist', 'enum', once('<bt:Image size="16" resid="Icon.16"/>', '<bt:Image size="17" resid="Icon.16"/><bt:Image size="16" resid="Icon.16"/>')],
    ['a reference to nothing', 'resid', once('<Title resid="Pane.Label"/>', '<Title resid="Pane.Titel"/>')],
    ['a reference of the wrong kind', 'resid', once('<Title resid="Pane.Label"/>', '<Title resid="Pane.Url"/>')],
    ['a reference that is missing', 'resid', once('<Title resid="Pane.Label"/>', '<Title/>')],
    ['a reference that only the other block knows', 'resid', later('<bt:Url id="Command.Url" DefaultValue="https://localhost:3000/command.html"/>', '')],
    ['a resource that nothing uses', 'resid', once(/<Description resid="Pane\.Tip"\/>/g, '')],
    ['an address without https', 'https', once('"https://localhost:3000/index.html"', '"http://localhost:3000/index.html"')],
    ['an address without https in the ribbon', 'https', later('id="Command.Url" DefaultValue="https:', 'id="Command.Url" DefaultValue="http:')],
    ['an address without a host', 'https', once('"https://localhost:3000/index.html"', '"/index.html"')],
    ['an icon of another size', 'icon-size', once('icons/icon-16.png', 'icons/icon-32.png')],
    ['an icon that is not there', 'icon-size', once('icons/icon-64.png', 'icons/icon-63.png')],
    ['an icon that is no PNG', 'icon-size', once('icons/icon-128.png', 'index.html')],
    ['a control without the small icon', 'icon-size', once('<bt:Image size="16" resid="Icon.16"/>', '')],
    ['two icons of one size', 'icon-size', once('<bt:Image size="16" resid="Icon.16"/>', '<bt:Image size="16" resid="Icon.16"/><bt:Image size="16" resid="Icon.16"/>')],
    ['one control id twice', 'unique-id', once('id="compose.open"', 'id="read.open"')],
    ['one control id in both blocks', 'unique-id', later('id="read.insert"', 'id="read10.insert"')],
    ['one group id twice', 'unique-id', once('id="compose.group"', 'id="read.group"')],
    ['one resource id twice', 'unique-id', once(' id="Icon.32"', ' id="Icon.16"')],
    ['a label that is too long', 'length', once('id="Pane.Label" DefaultValue="Relance"', `id="Pane.Label" DefaultValue="${'x'.repeat(126)}"`)],
    ['an English label that is too long', 'length', once('Locale="en-GB" Value="Insert the reminder"', `Locale="en-GB" Value="${'x'.repeat(126)}"`)],
    ['a tip that is too long', 'length', once('Value="Who owes, how much, and which reminder comes next."', `Value="${'x'.repeat(251)}"`)],
    ['a resource id that is too long', 'length', once(/Pane\.Tip"/g, `${'x'.repeat(33)}"`)],
    ['a company whose name is too long', 'length', once('<ProviderName>Relance<', `<ProviderName>${'x'.repeat(126)}<`)],
    ['an address that is too long', 'length', once('id="Pane.Url" DefaultValue="https://localhost:3000/index.html"', `id="Pane.Url" DefaultValue="https://localhost:3000/${'x'.repeat(2048)}"`)],
    ['a text without English', 'locale', once('<Override Locale="en-US" Value="Relance"/>', '')],
    ['a text in English twice', 'locale', once('<bt:Override Locale="en-US" Value="Insert the reminder"/>', '<bt:Override Locale="en-US" Value="Insert the reminder"/><bt:Override Locale="en-US" Value="Insert it"/>')],
    ['an empty translation', 'locale', once('<bt:Override Locale="en-US" Value="Insert the reminder"/>', '<bt:Override Locale="en-US" Value=""/>')],
    ['a function that no script associates', 'function', once('<FunctionName>insertReminder<', '<FunctionName>insertReminders<')],
    ['a function in other letters', 'function', later('<FunctionName>undoReminder<', '<FunctionName>UndoReminder<')],
    ['a page of functions that is not built', 'function', once('localhost:3000/command.html', 'localhost:3000/commands.html')],
    ['a page of functions without functions', 'function', once('localhost:3000/command.html', 'localhost:3000/index.html')],
    ['a block of another version', 'nesting', once('xsi:type="VersionOverridesV1_1"', 'xsi:type="VersionOverridesV1_0"')],
    ['a block in the name space of another', 'nesting', once('mailappversionoverrides/1.1"', 'mailappversionoverrides"')],
    ['no block of 1.1', 'nesting', once(/<VersionOverrides xmlns="[^"]*\/1\.1"[\s\S]*?<\/VersionOverrides>/, '')],
    ['pinning in 1.0', 'nesting', once('<SourceLocation resid="Pane.Url"/>', '<SourceLocation resid="Pane.Url"/><SupportsPinning>true</SupportsPinning>')],
    ['shared folders in 1.0', 'nesting', once('<FunctionFile resid', '<SupportsSharedFolders>true</SupportsSharedFolders><FunctionFile resid')],
    ['a command that newer clients would lose', 'nesting', later('<FunctionName>undoReminder<', '<FunctionName>insertReminder<')],
    ['no shared folders', 'shared-folders', once('<SupportsSharedFolders>true</SupportsSharedFolders>', '')],
    ['shared folders switched off', 'shared-folders', once('<SupportsSharedFolders>true<', '<SupportsSharedFolders>false<')],
  ])('%s', (_title, rule, damage) => {
    const damaged = damage(MANIFEST);
    expect(damaged).not.toBe(MANIFEST);
    expect(check(damaged).map((fault) => fault.rule)).toContain(rule);
  });

  test('every kind of fault has a planted one', () => {
    const planted = readFileSync(__filename, 'utf8');
    const rules: Readonly<Record<ManifestFault['rule'], true>> = {
      'well-formed': true, order: true, enum: true, format: true, resid: true, https: true, 'icon-size': true, 'unique-id': true, length: true, locale: true, required: true, function: true, nesting: true, 'shared-folders': true,
    };
    for (const rule of Object.keys(rules)) expect([rule, new RegExp(`^ {4}\\['.*', '${rule}', `, 'm').test(planted)]).toEqual([rule, true]);
  });
});

describe('the files behind the addresses', () => {
  test('a PNG is measured in its bytes, not by its name', () => {
    expect(sizeOfPng(readFileSync(join(ROOT, 'assets/icons/icon-80.png')))).toEqual({ width: 80, height: 80 });
    expect(sizeOfPng(Buffer.from('not a png, but long enough to hold a size'))).toBeNull();
    expect(sizeOfPng(Buffer.alloc(10))).toBeNull();
  });
  test('functions are read where the script associates them, whatever quotes it was built with', () => {
    expect(functionsIn('Office.actions.associate("a",x);O.actions.associate( \'b\', y);o.actions.associate(`c`,z);associate("d",w)')).toEqual(['a', 'b', 'c']);
  });
  test('a page whose own script comes before office.js associates nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'relance-manifest-'));
    try {
      mkdirSync(join(folder, 'p'));
      writeFileSync(join(folder, 'own.js'), 'Office.actions.associate("insertReminder", run)');
      const office = '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>';
      const own = '<script src="own.js"></script>';
      const files = builtFiles(folder);
      for (const [html, functions] of [[`${office}${own}`, ['insertReminder']], [`${own}${office}`, null], [own, null], [office, null]] as const) {
        writeFileSync(join(folder, 'page.html'), html);
        expect([html, files.functions('https://any.example/page.html')]).toEqual([html, functions]);
      }
      expect(files.functions('https://any.example/none.html')).toBeNull();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
