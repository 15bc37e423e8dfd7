import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { googleServices } from '../../../src/demo/gmail/host';
import { CARD_ENUMS } from '../../../src/demo/gmail/host/card/enums';
import { OFFERED } from '../../../src/demo/gmail/host/strict-class';
import { aWorld } from './a-world';

const folder = dirname(createRequire(__filename).resolve('gas-types-detailed/package.json'));

interface Reference {
  /** Class, method, and for each signature the types of its parameters. */
  readonly methods: ReadonlyMap<string, ReadonlyMap<string, readonly (readonly string[])[]>>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

/** Google's reference, read from the types that were scraped from it. */
function reference(...files: readonly string[]): Reference {
  const methods = new Map<string, Map<string, (readonly string[])[]>>();
  const enums = new Map<string, string[]>();
  for (const file of files) {
    const visit = (node: ts.Node): void => {
      if (ts.isInterfaceDeclaration(node)) {
        const of = methods.get(node.name.text) ?? new Map<string, (readonly string[])[]>();
        for (const member of node.members) if (ts.isMethodSignature(member)) of.set(member.name.getText(), [...(of.get(member.name.getText()) ?? []), member.parameters.map(({ type }) => type?.getText() ?? 'any')]);
        methods.set(node.name.text, of);
      }
      if (ts.isEnumDeclaration(node)) enums.set(node.name.text, node.members.map((member) => member.name.getText()));
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(join(folder, `google-apps-script.${file}.d.ts`), 'utf8'), ts.ScriptTarget.ES2022, true));
  }
  return { methods, enums };
}

const SERVICES = { CardService: 'card-service', GmailApp: 'gmail', SpreadsheetApp: 'spreadsheet', PropertiesService: 'properties', CacheService: 'cache', LockService: 'lock', UrlFetchApp: 'url-fetch', ScriptApp: 'script', Session: 'base', Utilities: 'utilities' } as const;
const google = reference(...Object.values(SERVICES));
const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
const ofGoogle = (path: string): boolean => !path.startsWith('Sheets') && path !== 'console';

const SIMPLE: Readonly<Record<string, string>> = { string: 'string', number: 'number', Integer: 'number', boolean: 'boolean' };
/** Types that the reference gives only by a word of its own, and what it means by it. */
const MEANT: Readonly<Record<string, RegExp>> = { any: /./, Widget: /./, Button: /TextButton/, BlobSource: /Blob/, Date: /^Date$/ };

/** Whether what a parameter takes here is what it takes at Google's; an own type may be narrower. */
function fits(ours: string, theirs: string): boolean {
  const simple = SIMPLE[theirs];
  if (simple !== undefined) return ours === simple;
  const name = theirs.slice(theirs.lastIndexOf('.') + 1);
  if (name.endsWith('[]')) return ours.endsWith('[]') || name === 'Byte[]';
  return MEANT[name]?.test(ours) ?? ours.split('|').includes(name);
}

/** What the simulator offers and the reference lacks. */
function inventions(offered: typeof OFFERED, { methods }: Reference): readonly string[] {
  return [...offered].flatMap(([path, members]) => {
    const known = methods.get(lastName(path));
    if (known === undefined) return [`class ${path}`];
    return [...members].flatMap(([name, signatures]) => signatures.filter((ours) => known.get(name)?.some((theirs) => theirs.length === ours.length && theirs.every((type, index) => fits(ours[index] ?? '', type))) !== true).map((ours) => `${path}.${name}(${ours.join(', ')})`));
  });
}

describe('the simulator offers nothing that Google does not', () => {
  googleServices(aWorld());

  test('every class, every method and what its parameters take is in the reference', () => {
    const offered = new Map([...OFFERED].filter(([path]) => ofGoogle(path)));
    expect([...offered.keys()]).toEqual(expect.arrayContaining(Object.keys(SERVICES)));
    expect(inventions(offered, google)).toEqual([]);
  });

  test('a method, a parameter or a class of our own would be found', () => {
    const invented = new Map([['GmailApp.GmailMessage', new Map([['getHeaders', [[]]], ['getId', [['string']]], ['createDraftReply', [['number'], ['string']]]])], ['CardService.Slider', new Map<string, readonly (readonly string[])[]>()]]);
    expect(inventions(invented, google)).toEqual(['GmailApp.GmailMessage.getHeaders()', 'GmailApp.GmailMessage.getId(string)', 'GmailApp.GmailMessage.createDraftReply(number)', 'class CardService.Slider']);
  });

  test.each(Object.entries(CARD_ENUMS))('the enum %s has no member of our own', (name, members) => {
    expect(google.enums.get(name)).toEqual(expect.arrayContaining(Object.keys(members)));
  });

  test('only RELOAD_ADD_ON is left out of the enums: it stopped working', () => {
    const left = Object.entries(CARD_ENUMS).flatMap(([name, members]) => (google.enums.get(name) ?? []).filter((member) => !Object.hasOwn(members, member)));
    expect(left).toEqual(['RELOAD_ADD_ON']);
  });
});

describe('the advanced Sheets service', () => {
  const types = ts.createSourceFile('sheets', readFileSync(join(dirname(createRequire(__filename).resolve('@types/google-apps-script/package.json')), 'apis/sheets_v4.d.ts'), 'utf8'), ts.ScriptTarget.ES2022, true);
  const methods = new Map<string, Map<string, number[]>>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node)) {
      const of = new Map<string, number[]>();
      for (const member of node.members) if (ts.isMethodSignature(member)) of.set(member.name.getText(), [...(of.get(member.name.getText()) ?? []), member.parameters.length]);
      methods.set(node.name.text, of);
    }
    ts.forEachChild(node, visit);
  };
  visit(types);

  test.each([['Sheets.Spreadsheets', 'SpreadsheetsCollection'], ['Sheets.Spreadsheets.Values', 'ValuesCollection']])('%s has only methods of the published types', (path, collection) => {
    const offered = [...(OFFERED.get(path) ?? [])].flatMap(([name, signatures]) => signatures.map((kinds) => [name, kinds.length] as const));
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.filter(([name, arity]) => methods.get(collection)?.get(name)?.includes(arity) !== true)).toEqual([]);
  });
});
