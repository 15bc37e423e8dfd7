import { beforeEach, describe, expect, test } from '@jest/globals';
import { fail, localDate, ok, wordProblem } from '../../src/core';
import type { Problem, Result } from '../../src/core';
import { answerOf, cardsOf } from '../../src/demo/gmail/host';
import type { World } from '../../src/demo/gmail/host';
import { show } from '../../src/gmail/cards/answer';
import type { Answer, Caller } from '../../src/gmail/cards/answer';
import { plainCard } from '../../src/gmail/cards/problem-card';
import { googleFailure } from '../../src/gmail/google-failure';
import { guard } from '../../src/gmail/guard';
import type { CardEvent, Surroundings } from '../../src/gmail/guard';
import { encode, NOWHERE } from '../../src/gmail/sidebar-action';
import type { SidebarAction } from '../../src/gmail/sidebar-action';
import { PROBLEMS } from '../core/panel/every-state';
import { ACCOUNT, aContext, faultsOn, parametersOn, withGoogle, wordsOn } from './drawn-card';

const TODAY = localDate('2026-11-23');
const CONSENT = 'https://accounts.google.com/o/oauth2/auth?state=x';
const AROUND: Surroundings = { language: () => 'fr', account: () => ACCOUNT, today: () => TODAY, consentUrl: () => CONSENT, clock: null };
const pressed = (action: SidebarAction): CardEvent => ({ commonEventObject: { parameters: encode(action), formInputs: {}, hostApp: 'GMAIL', platform: 'WEB' }, gmail: { accessToken: 't', messageId: '19f', threadId: '19f' } }) as CardEvent;
const EVENT = pressed({ kind: 'preview', on: { ...NOWHERE, debtor: 'C-1' as never } });
/** Callers that Google takes a card from. */
const WITH_CARDS: readonly Caller[] = ['trigger', 'press', 'menu', 'insert'];

let world: World;
let logged: string[];
beforeEach(() => {
  world = withGoogle();
  logged = [];
  jestConsole();
});
/** What the script writes into Google's log. */
function jestConsole(): void {
  console.error = (line: unknown) => { logged.push(String(line)); };
}

const failing = (problem: Problem): (() => Result<Answer, Problem>) => () => fail(problem);
const throwing = (thrown: unknown): (() => Result<Answer, Problem>) => () => { throw thrown; };
const shown = (caller: Caller, entry: () => Result<Answer, Problem>, event = EVENT, around = AROUND) => cardsOf(answerOf(guard(caller, entry, around)(event)))[0] ?? {};

describe('an entry always answers', () => {
  test.each(Object.entries(PROBLEMS))('%s is a card that says what happened and what to do', (code, problem) => {
    const { title, body } = wordProblem(problem, 'fr', TODAY);
    for (const caller of WITH_CARDS) {
      const card = shown(caller, failing(problem));
      expect(faultsOn(card)).toEqual([]);
      expect(wordsOn(card).some((line) => line.includes(ACCOUNT))).toBe(true);
      if (code.endsWith('no-consent')) expect(JSON.stringify(card)).toContain(CONSENT);
      else expect(wordsOn(card)).toEqual(expect.arrayContaining([title, body]));
    }
    expect(() => guard('compose', failing(problem), AROUND)(EVENT)).toThrow(title);
    expect(new Set(logged)).toEqual(new Set([`problem ${code}`]));
  });

  test('a bug is a card with a reference, which stands in the log with the place and none of the words', () => {
    const card = shown('press', throwing(new TypeError('cannot read "Cher client, votre IBAN FR76" of undefined')));
    expect(faultsOn(card)).toEqual([]);
    const [line] = logged;
    const reference = /^bug (\S+) TypeError at /.exec(line ?? '')?.[1];
    expect(wordsOn(card).join('\n')).toContain(reference);
    expect(logged.join('\n')).not.toMatch(/Cher|IBAN/);
    for (const thrown of [null, undefined, 'a sentence', 7, {}]) expect(faultsOn(shown('trigger', throwing(thrown)))).toEqual([]);
    expect(() => guard('compose', throwing(new Error('x')), AROUND)(EVENT)).toThrow(/\(\w+\)\.$/);
  });

  test('the same action is done once more by its button, with all that it carried', () => {
    expect(parametersOn(shown('press', failing({ code: 'source/timed-out', afterMs: 8_000 })))).toContainEqual(encode({ kind: 'preview', on: { ...NOWHERE, debtor: 'C-1' as never } }));
    expect(parametersOn(shown('trigger', failing({ code: 'google/busy' }), { commonEventObject: {} } as CardEvent)).map((each) => each['do'])).toContain('refresh');
    // What was typed stands on the card below: the way on leads back to it.
    const saving = pressed({ kind: 'save-form', form: 'note', about: null, on: NOWHERE });
    const card = shown('press', failing({ code: 'source/timed-out', afterMs: 8_000 }), saving);
    expect(parametersOn({ sections: card['sections'] } as never).map((each) => each['do'])).toEqual(['back']);
    const answer = answerOf(guard('press', failing({ code: 'google/busy' }), AROUND)(saving));
    expect(answer).toMatchObject({ kind: 'action', steps: [{ pushCard: expect.anything() }] });
  });

  test('while Google does not even tell account, day or language, the card is there all the same', () => {
    const silent: Surroundings = { language: () => { throw new Error('no'); }, account: () => { throw new Error('no'); }, today: () => { throw new Error('no'); }, consentUrl: () => { throw new Error('no'); }, clock: null };
    for (const code of ['google/no-consent', 'google/quota'] as const) expect(faultsOn(shown('trigger', failing({ code }), undefined, silent))).toEqual([]);
    expect(faultsOn(shown('trigger', failing({ code: 'google/quota' }), null as never, silent))).toEqual([]);
  });

  test('each caller is given what Google takes from it', () => {
    const card = plainCard('Titre', 'Texte', aContext());
    expect(answerOf(guard('trigger', () => ok(show(card)), AROUND)(EVENT))).toMatchObject({ kind: 'cards' });
    expect(answerOf(guard('menu', () => ok(show(card)), AROUND)(EVENT))).toMatchObject({ kind: 'universal' });
    expect(answerOf(guard('press', () => ok(show(card, 'push', { toast: 'Noté <b>', changed: true })), AROUND)(EVENT))).toMatchObject({ kind: 'action', notification: 'Noté ‹b›', stateChanged: true, steps: [{ pushCard: expect.anything() }] });
    expect(answerOf(guard('press', () => ok(show(card, 'root')), AROUND)(EVENT))).toMatchObject({ steps: [{ popToRoot: true }, { updateCard: expect.anything() }] });
    expect(answerOf(guard('press', () => ok({ kind: 'back', toast: 'Noté' }), AROUND)(EVENT))).toMatchObject({ kind: 'action', steps: [{ pop: true }], notification: 'Noté' });
    expect(answerOf(guard('press', () => ok({ kind: 'toast', text: 'Noté' }), AROUND)(EVENT))).toMatchObject({ kind: 'action', notification: 'Noté' });
    expect(answerOf(guard('press', () => ok({ kind: 'link', url: 'https://docs.google.com/x' }), AROUND)(EVENT))).toMatchObject({ kind: 'action', link: { url: 'https://docs.google.com/x' } });
    expect(answerOf(guard('insert', () => ok({ kind: 'insert', html: '<p>x</p>', to: ['a@b.fr'], subject: 'S' }), AROUND)(EVENT))).toMatchObject({ kind: 'update-draft', body: { type: 'IN_PLACE_INSERT', insertContents: [{ content: '<p>x</p>', contentType: 'MUTABLE_HTML' }] }, to: ['a@b.fr'], subject: 'S' });
    // A flow that answers with what its caller cannot take is a bug, and still a card.
    expect(faultsOn(shown('trigger', () => ok({ kind: 'toast', text: 'x' })))).toEqual([]);
    expect(world.log).toEqual([]);
  });
});

describe('what Google throws', () => {
  test.each([
    ['Missing access token for authorization. Request: MailboxService.GetMessage.', 'google/no-consent'],
    ['Authorization is required to perform that action.', 'google/no-consent'],
    ['You do not have permission to call UrlFetchApp.fetch. Required permissions: https://www.googleapis.com/auth/script.external_request', 'google/no-consent'],
    ['Specified permissions are not sufficient to call SpreadsheetApp.openById.', 'google/no-consent'],
    ['Access token has expired', 'google/token-expired'],
    ['Service invoked too many times for one day: gmail.', 'google/quota'],
    ['Lock timeout: another process was holding the lock for too long.', 'google/busy'],
    ['Exceeded maximum execution time', 'google/out-of-time'],
    ['We\'re sorry, a server error occurred. Please wait a bit and try again.', 'google/not-answering'],
    ['Service unavailable: Gmail', 'google/not-answering'],
  ])('%s', (message, code) => {
    expect(googleFailure(new Error(message))).toEqual({ code });
    expect(wordsOn(shown('trigger', throwing(new Error(message)))).join('\n')).toContain(code === 'google/no-consent' ? 'Autorisation' : wordProblem({ code } as Problem, 'fr', TODAY).title);
  });
  test.each([[new TypeError('quota is not a function')], [new Error('a debtor card for nobody')], [null], ['Service error'], [{}]])('%s is ours', (thrown) => {
    expect(googleFailure(thrown)).toBeNull();
  });
});
