import { describe, expect, test } from '@jest/globals';
import { GmailHost, homepageEvent, messageEvent } from '../../../src/demo/gmail/host';
import { aWorld, OPEN } from './a-world';

/** A script as it would be built, with one function `run`. */
const script = (body: string): string => `function run(e) { ${body} }\nfunction card(text) { return CardService.newCardBuilder().setHeader(CardService.newCardHeader().setTitle('Relance')).addSection(CardService.newCardSection().addWidget(CardService.newTextParagraph().setText(String(text)))).build(); }`;
const host = (body: string, world = aWorld()): GmailHost => new GmailHost(world, script(body));
const said = (body: string, world = aWorld()): unknown => {
  const answer = host(`return card(JSON.stringify((function (e) { ${body} })(e)))`, world).call('run', messageEvent(world, OPEN));
  if (answer.kind !== 'cards') throw new Error(answer.kind);
  const [card] = answer.cards as readonly [{ readonly sections: readonly [{ readonly widgets: readonly [{ readonly textParagraph: { readonly text: string } }] }] }];
  return JSON.parse(card.sections[0].widgets[0].textParagraph.text);
};

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
    expect(said('return [new Date().getTime(), Date.now(), new Date() instanceof Date, new Date(5).getTime(), Date.UTC(1970, 0, 2)]')).toEqual([Date.UTC(2026, 10, 23, 9), Date.UTC(2026, 10, 23, 9), true, 5, 86_400_000]);
  });

  test.each(['new Date().getHours()', 'new Date().getTimezoneOffset()', "new Date().toLocaleDateString('fr')"])('has no zone of its own: %s', (code) => {
    expect(() => said(`return ${code}`)).toThrow(/is not simulated/);
  });

  test('gets dates, lists and errors of its own realm', () => {
    expect(said(`
      GmailApp.setCurrentMessageAccessToken(e.gmail.accessToken);
      var message = GmailApp.getMessageById(e.gmail.messageId);
      var error; try { GmailApp.getMessageById('nothing'); } catch (caught) { error = caught; }
      return [message.getDate() instanceof Date, message.getThread().getMessages() instanceof Array, error instanceof Error, error.name, e instanceof Object];
    `)).toEqual([true, true, true, 'Exception', true]);
  });

  test('is new for every callback', () => {
    const world = aWorld();
    const gmail = new GmailHost(world, 'var count = 0; function run() { count += 1; return CardService.newCardBuilder().setHeader(CardService.newCardHeader().setTitle(String(count))).build(); }');
    const titles = [1, 2].map(() => gmail.call('run', homepageEvent(world)));
    expect(titles[0]).toEqual(titles[1]);
  });
});
