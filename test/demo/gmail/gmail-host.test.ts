import { describe, expect, test } from '@jest/globals';
import { GmailHost, homepageEvent, messageEvent } from '../../../src/demo/gmail/host';
import type { FailureName, Place } from '../../../src/demo/gmail/host';
import { aWorld, NOW, OPEN } from './a-world';
import { answered, aSidebar, said } from './run-script';

describe('the realm of the script', () => {
  test('has nothing of Node and nothing of a browser', () => {
    const names = ['process', 'require', 'module', 'Buffer', 'setTimeout', 'setInterval', 'queueMicrotask', 'fetch', 'URL', 'TextEncoder', 'TextDecoder', 'structuredClone', 'atob', 'crypto', 'performance', 'window', 'document', 'XMLHttpRequest', 'WebAssembly'];
    expect(said(`return ${JSON.stringify(names)}.filter(function (name) { return typeof globalThis[name] !== 'undefined' })`)).toEqual([]);
  });

  test('makes no code out of text', () => {
    expect(() => said('return eval("1+1")')).toThrow(/Code generation from strings disallowed/);
    expect(() => said('return new Function("return 1")()')).toThrow(/Code generation from strings disallowed/);
  });

  test('reads the clock of the world, which stands still', () => {
    expect(said('return [new Date().getTime(), Date.now(), new Date() instanceof Date, new Date(5).getTime(), Date.UTC(1970, 0, 2)]')).toEqual([NOW, NOW, true, 5, 86_400_000]);
  });

  test.each(['new Date().getHours()', 'new Date().getTimezoneOffset()', "new Date().toLocaleDateString('fr')"])('has no zone of its own: %s', (code) => {
    expect(() => said(`return ${code}`)).toThrow(/is not simulated/);
  });

  test('gets events, dates, lists and errors of its own realm', () => {
    expect(said(`
      var message = open(e);
      var error; try { GmailApp.getMessageById('nothing'); } catch (caught) { error = caught; }
      return [e instanceof Object, message.getDate() instanceof Date, message.getThread().getMessages() instanceof Array, error instanceof Error, error.name];
    `)).toEqual([true, true, true, true, 'Exception']);
  });

  test.each([true, false])('is new for every callback (kept compiled: %s)', (keepCompiled) => {
    const world = aWorld();
    const gmail = new GmailHost(world, 'var count = 0; function run() { count += 1; return CardService.newCardBuilder().setHeader(CardService.newCardHeader().setTitle(String(count))).build(); }', { keepCompiled });
    expect(gmail.call('run', homepageEvent(world))).toEqual(gmail.call('run', homepageEvent(world)));
  });
});

describe('a slip of the add-on', () => {
  test.each([
    ['an unknown member', 'GmailApp.search("from:anne")', 'GmailApp.search is not simulated'],
    ['an unknown member of an enum', 'CardService.Icon.EURO', 'CardService.Icon.EURO is not simulated'],
    ['an unknown service', 'CardService.newGauge()', 'CardService.newGauge is not simulated'],
    ['an argument of another type', 'CardService.newTextParagraph().setText(42)', "The parameters (number) don't match the method signature for CardService.TextParagraph.setText."],
    ['null for a text', 'CardService.newTextParagraph().setText(null)', "The parameters (null) don't match the method signature for CardService.TextParagraph.setText."],
    ['too many arguments', 'GmailApp.getMessageById("a", "b")', "The parameters (String,String) don't match the method signature for GmailApp.getMessageById."],
    ['an object for another one', 'CardService.newCardSection().addWidget(CardService.newCardHeader())', "The parameters (CardHeader) don't match the method signature for CardService.CardSection.addWidget."],
    ['an option that Google does not know', 'open(e).createDraftReply("", { html: "x" })', "The parameters (String,Object) don't match the method signature for GmailApp.GmailMessage.createDraftReply."],
  ])('%s is told, though a guard caught it', (_what, code, sentence) => {
    expect(() => answered(`${code}; return card('fine')`)).toThrow(sentence);
    expect(() => answered(`caught(function () { ${code} }); return card('fine')`)).toThrow(sentence);
  });

  test('a function that Code.js does not have', () => {
    expect(() => answered("return CardService.newCardBuilder().addSection(CardService.newCardSection().addWidget(CardService.newTextButton().setText('x').setOnClickAction(CardService.newAction().setFunctionName('gone')))).build()")).toThrow(/names the function gone/);
    const world = aWorld();
    expect(() => aSidebar('', world).call('gone', homepageEvent(world))).toThrow('Script function not found: gone');
  });

  test('an answer that is no card', () => {
    expect(() => answered('return { sections: [] }')).toThrow(/no card and no response/);
    expect(() => answered('')).toThrow(/no card and no response/);
  });

  test.each<[Place, string, string]>([
    ['trigger', "CardService.newActionResponseBuilder().setNotification(CardService.newNotification().setText('x')).build()", 'Gmail does not accept the answer action from a trigger'],
    ['click', "card('x')", 'Gmail does not accept the answer cards from a click'],
    ['compose-click', "CardService.newActionResponseBuilder().setNotification(CardService.newNotification().setText('x')).build()", 'Gmail does not accept the answer action from a compose-click'],
    ['universal', "card('x')", 'Gmail does not accept the answer cards from a universal'],
  ])('an answer that Gmail takes elsewhere: %s', (place, answer, sentence) => {
    const world = aWorld();
    expect(() => aSidebar(`return ${answer}`, world).call('run', messageEvent(world, OPEN), place)).toThrow(sentence);
  });
});

describe('what a callback costs', () => {
  test('calls that leave V8 are counted, building cards is none', () => {
    const world = aWorld();
    const gmail = aSidebar("var m = open(e); m.getFrom(); m.getThread().getMessages(); CacheService.getUserCache().getAll(['a', 'b']); PropertiesService.getUserProperties().getProperty('x'); return card('x')", world);
    gmail.call('run', messageEvent(world, OPEN));
    expect(gmail.calls).toEqual({ thread: 2, cache: 1, properties: 1, sheets: 0, fetch: 0, lock: 0, open: 0, draft: 0, total: 4, names: ['GmailApp.getMessageById', 'GmailApp.GmailThread.getMessages', 'Cache.getAll', 'Properties.getProperty'] });
    gmail.call('run', messageEvent(world, OPEN));
    expect(gmail.calls.total).toBe(4);
  });

  test('time inside services is not the script\'s', () => {
    const world = aWorld();
    world.beforeNext('cache', () => { const end = performance.now() + 60; while (performance.now() < end); });
    const gmail = aSidebar("CacheService.getUserCache().get('a'); return card('x')", world);
    gmail.call('run', homepageEvent(world));
    expect(gmail.spent.scriptMs).toBeLessThan(50);
  });

  test.each([[29_000, 'cards'], [30_001, 'stopped']])('after %i ms of waiting: %s', (ms, end) => {
    const world = aWorld();
    world.slow.set('cache', ms);
    // A guard cannot go on after Google has stopped the run.
    const run = (): unknown => answered("try { CacheService.getUserCache().get('a'); } catch (error) { return card('guarded'); } return card('done')", world).kind;
    if (end === 'cards') expect(run()).toBe('cards');
    else expect(run).toThrow('Exceeded maximum execution time');
  });

  test('a loop without end is stopped, though it calls nothing', () => {
    const world = aWorld();
    const gmail = new GmailHost(world, "function run() { try { for (;;) {} } finally { return 'guarded' } }", { limitMs: 50 });
    expect(() => gmail.call('run', homepageEvent(world))).toThrow('Exceeded maximum execution time');
  });

  test.each<[FailureName, string, string]>([
    ['mail-quota', 'open(e)', 'Service invoked too many times for one day: gmail.'],
    ['properties-quota', "PropertiesService.getUserProperties().getProperty('x')", 'Service invoked too many times for one day: properties.'],
  ])('a quota of the day that is used up, as ordered: %s', (what, code, sentence) => {
    const world = aWorld();
    world.faults.failNext(what);
    expect(said(`return caught(function () { ${code} })`, world)).toBe(`Exception: ${sentence}`);
    expect(world.faults.left()).toEqual([]);
    expect(said(`return caught(function () { ${code} })`, world)).toBe('nothing thrown');
  });

  test('the quota of a day is counted per user and new on the next day', () => {
    const world = aWorld();
    const read = "var all = PropertiesService.getUserProperties(); for (var i = 0; i < 50000; i += 1) all.getProperty('x'); return caught(function () { all.getProperty('x') })";
    expect(said(read, world)).toBe('Exception: Service invoked too many times for one day: properties.');
    world.advance(86_400_000);
    expect(said("return PropertiesService.getUserProperties().getProperty('x')", world)).toBeNull();
  });
});

describe('a missing consent', () => {
  test('requireScopes ends the run, whatever the guard does', () => {
    const world = aWorld();
    world.granted.delete('https://www.googleapis.com/auth/spreadsheets');
    const ask = "ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, ['https://www.googleapis.com/auth/spreadsheets'])";
    expect(answered(`${ask}; return card('x')`, world).kind).toBe('consent');
    expect(answered(`caught(function () { ${ask} }); return card('x')`, world).kind).toBe('consent');
    expect(said('return [ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizationStatus() === ScriptApp.AuthorizationStatus.REQUIRED, ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizedScopes().length]', world)).toEqual([true, 8]);
  });

  test('an AuthorizationException shows the consent unless it is caught', () => {
    const thrown = "CardService.newAuthorizationException().setAuthorizationUrl('https://a.test').setResourceDisplayName('Relance').throwException()";
    expect(answered(thrown)).toEqual({ kind: 'consent', url: 'https://a.test', resource: 'Relance' });
    expect(answered(`caught(function () { ${thrown} }); return card('x')`).kind).toBe('cards');
  });

  test.each([
    ['https://www.googleapis.com/auth/gmail.addons.current.message.readonly', 'open(e)', /Specified permissions are not sufficient to call GmailApp.GetMessage/],
    ['https://www.googleapis.com/auth/script.external_request', 'UrlFetchApp.fetch("https://a.test")', /not sufficient to call UrlFetchApp.fetch/],
    ['https://www.googleapis.com/auth/userinfo.email', 'Session.getActiveUser().getEmail()', /not sufficient to call Session.getActiveUser/],
    ['https://www.googleapis.com/auth/spreadsheets', "Sheets.Spreadsheets.get('book')", /Request had insufficient authentication scopes/],
  ])('without %s the call is refused', (scope, code, sentence) => {
    const world = aWorld();
    world.granted.delete(scope);
    expect(said(`return caught(function () { ${code} })`, world)).toMatch(sentence);
  });
});

describe('events', () => {
  test('a trigger tells nothing of widgets, the homepage nothing of a message', () => {
    const world = aWorld();
    const keys = (event: object): unknown => Object.fromEntries(Object.entries(event).map(([name, held]) => [name, Object.keys(held as object)]));
    expect(keys(homepageEvent(world))).toEqual({ commonEventObject: ['platform', 'hostApp', 'userLocale', 'timeZone'] });
    expect(keys(messageEvent(world, OPEN, { inputs: { day: { msSinceEpoch: 5 }, name: 'x', ticked: ['a'] } }))).toEqual({ commonEventObject: ['platform', 'hostApp', 'userLocale', 'timeZone', 'parameters', 'formInputs'], gmail: ['messageId', 'threadId', 'accessToken'] });
    expect(JSON.stringify(homepageEvent(world))).toContain('"timeZone":{"id":"Europe/Paris","offset":"3600000"}');
  });
});
