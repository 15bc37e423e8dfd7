import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifestFor from '../../src/gmail/bundle/manifest-for.cjs';
import { MANIFEST } from './manifest-schema';
import type { Manifest } from './manifest-schema';

const ROOT = join(__dirname, '../..');
const TEXT = readFileSync(join(ROOT, 'appsscript/appsscript.json'), 'utf8');
const manifest = MANIFEST.parse(JSON.parse(TEXT));
const SOURCE = readdirSync(join(ROOT, 'src/gmail'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(ROOT, 'src/gmail', file), 'utf8')).join('\n');

const AUTH = 'https://www.googleapis.com/auth/';
/** Every scope: why it is asked for, and what in the sources would stop working without it. */
const REASONS: readonly (readonly [scope: string, reason: string, used: RegExp])[] = [
  [`${AUTH}gmail.addons.execute`, 'an add-on of Gmail runs at all', /CardService\.newCardBuilder/],
  [`${AUTH}gmail.addons.current.message.readonly`, 'the open message and the others of its thread: who writes, what was sent', /GmailApp\.getMessageById/],
  [`${AUTH}gmail.addons.current.action.compose`, 'reply drafts, new drafts, text at the cursor', /createDraftReply/],
  [`${AUTH}spreadsheets`, 'the ledger, the log and the settings in the company’s own spreadsheet', /Sheets\.Spreadsheets/],
  [`${AUTH}script.external_request`, 'the company’s own server, and no other address (urlFetchWhitelist)', /UrlFetchApp\.fetch/],
  [`${AUTH}script.locale`, 'the language of Gmail: the sidebar speaks it', /userLocale/],
  [`${AUTH}userinfo.email`, 'who writes in the log; which account is in use stands on the card', /getActiveUser\(\)\.getEmail\(\)/],
  ['openid', 'the token by which the company’s server knows the account', /ScriptApp\.getIdentityToken/],
];
/** Google's restricted scopes: a yearly security assessment. */
const RESTRICTED = /mail\.google\.com|gmail\.(?:readonly|modify|compose|metadata|insert|settings)|auth\/drive(?:\.readonly|\.metadata.*|\.activity)?$|drive\.scripts/;

describe('the manifest', () => {
  test('asks for the scopes that have a reason, and for no other', () => {
    expect([...manifest.oauthScopes].sort()).toEqual(REASONS.map(([scope]) => scope).sort());
  });
  test.each(REASONS)('%s: %s', (_scope, _reason, used) => {
    expect(used.test(SOURCE)).toBe(true);
  });
  test('asks for no restricted scope', () => {
    expect(manifest.oauthScopes.filter((scope) => RESTRICTED.test(scope))).toEqual([]);
    for (const scope of ['https://mail.google.com/', `${AUTH}gmail.compose`, `${AUTH}gmail.readonly`, `${AUTH}drive`]) expect(scope).toMatch(RESTRICTED);
    for (const scope of manifest.oauthScopes) expect(scope).not.toMatch(RESTRICTED);
  });

  const broken = (change: (its: Record<string, never> & Manifest) => void): unknown => {
    const copy = JSON.parse(TEXT) as Record<string, never> & Manifest;
    change(copy);
    return copy;
  };
  test.each<[string, (its: { [key: string]: unknown } & Manifest) => void]>([
    ['a key that Google does not know', (its) => { its.addOns.gmail = { ...its.addOns.gmail, contextualTrigger: [] } as never; }],
    ['no logo', (its) => { its.addOns.common = { ...its.addOns.common, logoUrl: undefined } as never; }],
    ['runFunctions, as SchemaStore has it', (its) => { its.addOns.common.homepageTrigger = { runFunctions: 'onHomepage' } as never; }],
    ['the compose actions of an HTTP add-on', (its) => { its.addOns.gmail.composeTrigger = { actions: [{ label: 'Relance', runFunction: 'onComposeMenu' }], draftAccess: 'NONE' } as never; }],
    ['access to the draft, which needs one scope more', (its) => { its.addOns.gmail.composeTrigger.draftAccess = 'METADATA' as never; }],
    ['an address that is not encrypted', (its) => { its.urlFetchWhitelist = ['http://relance.example/']; }],
    ['the legacy form', (its) => { its.gmail = {}; }],
    ['a private function', (its) => { its.addOns.common.homepageTrigger.runFunction = 'home_'; }],
  ])('is refused with %s', (_title, change) => {
    expect(MANIFEST.safeParse(broken(change as never)).success).toBe(false);
  });

  test('of an installation with a server names that server alone', () => {
    const text = manifestFor(TEXT, 'https://relance.dupont.fr');
    expect(MANIFEST.parse(JSON.parse(text))).toMatchObject({ urlFetchWhitelist: ['https://relance.dupont.fr/'], addOns: { common: { universalActions: [{}, { openLink: 'https://relance.dupont.fr/help/fr/gmail.html' }] } } });
    expect(text).not.toContain('relance.example');
    for (const address of ['http://relance.dupont.fr', 'https://relance.dupont.fr/', 'relance.dupont.fr']) expect(() => manifestFor(TEXT, address)).toThrow('RELANCE_SERVER');
  });
  test('of one without a server has no link that leads nowhere', () => {
    const { addOns: { common } } = MANIFEST.parse(JSON.parse(manifestFor(TEXT, '')));
    expect([common.universalActions, common.openLinkUrlPrefixes]).toEqual([[{ label: 'Actualiser / Refresh', runFunction: 'onRefresh' }], ['https://docs.google.com/']]);
  });
});
