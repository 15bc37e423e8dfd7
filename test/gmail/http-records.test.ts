import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hintsOf, wordProblem } from '../../src/core';
import type { Problem } from '../../src/core';
import { googleRun } from '../../src/demo/gmail/host';
import type { FetchAnswer, FetchRequest, GoogleRun, World } from '../../src/demo/gmail/host';
import { PACK_KEY, createHttpRecords } from '../../src/gmail/http-records';
import { serverAddress } from '../../src/gmail/server-address';
import type { GmailRecords } from '../../src/gmail/gmail-records';
import { openUserCache } from '../../src/gmail/user-cache';
import { GmailServerBench } from '../contracts/gmail-http-subject';
import { MARIE, TODAY, aDebtor, aMailbox, aMessage, aThread, anInvoice } from '../core/builders';

const bench = new GmailServerBench();
afterAll(() => bench.stop());

let subject: Awaited<ReturnType<GmailServerBench['open']>>;
let world: World;
beforeEach(async () => {
  subject = await bench.open();
  subject.desk(MARIE);
  ({ world } = subject);
  await subject.read({ debtors: [aDebtor()], invoices: [anInvoice()] });
}, 60_000);
afterEach(() => subject.close());

/** One callback: Google's services, the user's cache read once and kept at its end. */
function callback<T>(ask: (records: GmailRecords) => T): { readonly answer: T; readonly run: GoogleRun } {
  const run = googleRun(world);
  Object.assign(globalThis, run.services);
  const cache = openUserCache([PACK_KEY]);
  const answer = ask(createHttpRecords({ address: subject.address, cache, now: () => world.now() }));
  cache.keep();
  return { answer, run };
}
const thread = aThread({ messages: [aMessage({ from: aMailbox('compta@garage-canigou.fr') })] });
const look = (records: GmailRecords): string => {
  const pack = records.pack();
  if (!pack.ok) throw new Error(pack.problem.code);
  const hits = records.lookUpWithFile(hintsOf(thread, pack.value));
  if (!hits.ok) throw new Error(hits.problem.code);
  return `${hits.value.file?.debtor.name ?? 'nobody'} ${pack.value.id === hits.value.pack ? 'same pack' : 'other pack'}`;
};
/** Whoever answers instead of the server, and what was asked of him. */
function instead(answers: readonly (FetchAnswer | string)[]): FetchRequest[] {
  const asked: FetchRequest[] = [];
  world.fetch = (request) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(request);
    if (typeof answer === 'string' || answer === undefined) throw new Error('gone', { cause: answer });
    return answer;
  };
  return asked;
}
const page = (status: number, body: string): FetchAnswer => ({ status, headers: {}, body });

describe('an open message', () => {
  test('costs two requests the first time and one from then on: the customer with his file', () => {
    const first = callback(look);
    const second = callback(look);
    expect([first.answer, first.run.calls.fetch]).toEqual(['Garage du Canigou same pack', 2]);
    expect([second.answer, second.run.calls.fetch]).toEqual(['Garage du Canigou same pack', 1]);
  });

  test('a pack that changed meanwhile is seen by the look-up, and read anew in the same callback', async () => {
    callback(look);
    await subject.read({ debtors: [aDebtor()], invoices: [anInvoice(), anInvoice({ number: '20261234' })] });
    const { answer, run } = callback((records) => {
      const before = look(records);
      const pack = records.pack();
      return [before, pack.ok && pack.value.numberShapes.includes('99999999')];
    });
    expect([answer, run.calls.fetch]).toEqual([['Garage du Canigou other pack', true], 2]);
    expect(callback(look)).toMatchObject({ answer: 'Garage du Canigou same pack', run: { calls: { fetch: 1 } } });
  });

  test('what this person changes is in the next pack', () => {
    callback(look);
    const { answer } = callback((records) => {
      const changed = records.changeProfile({ language: 'en', phone: '01 02 03 04 05' });
      const pack = records.pack();
      return changed.ok && pack.ok && [pack.value.id === changed.value.id, pack.value.profile.language, pack.value.profile.phone];
    });
    expect(answer).toEqual([true, 'en', '01 02 03 04 05']);
    expect(callback((records) => records.verify('c-c-0412' as never)).answer).toEqual({ ok: true, value: { intact: true, brokenAt: null, why: null } });
  });

  test('the kept pack fits Google’s cache with all its texts, and another server’s is never used', () => {
    callback(look);
    const kept = world.userCache.get(PACK_KEY) ?? '';
    expect(kept.length).toBeGreaterThan(1_000);
    expect(Buffer.byteLength(kept)).toBeLessThan(60_000);
    const cache = openUserCache([PACK_KEY]);
    const asked = instead([page(503, '')]);
    expect(createHttpRecords({ address: 'https://other.example', cache }).pack().ok).toBe(false);
    expect(asked.length).toBe(2);
  });
});

describe('the identity token', () => {
  test('is asked for once in a callback, sent as a bearer, and kept nowhere', () => {
    let made = 0;
    const of = world.identityToken;
    world.identityToken = () => {
      made += 1;
      return of();
    };
    const { answer } = callback((records) => [records.session(), records.search('garage'), records.choices()].map(({ ok }) => ok));
    expect([answer, made]).toEqual([[true, true, true], 1]);
    callback(look);
    const token = of() ?? '-';
    expect(JSON.stringify(world.userCache.keys().map((key) => world.userCache.get(key)))).not.toContain(token);
    expect(JSON.stringify(world.userProperties.all())).not.toContain(token);
    expect(world.log.join()).not.toContain(token);
  });
  test('that Google does not give leads to the consent', () => {
    world.identityToken = () => null;
    expect(callback((records) => records.session()).answer).toEqual({ ok: false, problem: { code: 'google/no-consent' } });
  });
});

describe('what goes wrong', () => {
  const refused = (status: number, problem: Problem): FetchAnswer => page(status, JSON.stringify({ apiVersion: 1, problem, reference: null }));
  test.each<[string, FetchAnswer | string, Problem]>([
    ['nobody answers', 'ECONNREFUSED', { code: 'source/unreachable', since: null }],
    ['a proxy’s page', page(200, '<html>sign in</html>'), { code: 'source/unreadable-answer' }],
    ['a proxy that is broken', page(502, '<html>bad gateway</html>'), { code: 'source/server-error', status: 502, reference: null }],
    ['a token that has expired', refused(401, { code: 'source/sign-in-refused', because: 'expired' }), { code: 'source/sign-in-refused', because: 'expired' }],
    ['an account of another company', refused(403, { code: 'source/account-refused', because: 'domain', domain: 'evil.example' }), { code: 'source/account-refused', because: 'domain', domain: 'evil.example' }],
    ['a newer server', page(200, '{"apiVersion":2,"value":{}}'), { code: 'source/version-not-served', asked: 1, served: [2] }],
  ])('%s is said as it is', (_, answer, problem) => {
    instead([answer]);
    const { answer: said } = callback((records) => records.session());
    expect(said).toEqual({ ok: false, problem });
    expect(wordProblem(problem, 'fr', TODAY).body.length).toBeGreaterThan(20);
  });

  test('Google’s own refusals are not the server’s', () => {
    world.faults.failNext('fetch-quota');
    expect(callback((records) => records.session()).answer).toEqual({ ok: false, problem: { code: 'google/quota' } });
  });

  test('a server that is down for a moment is asked once more, a request that is not harmless never', () => {
    const down = page(503, '');
    const twice = instead([down]);
    callback((records) => records.search('garage'));
    expect(twice.length).toBe(2);
    const once = instead([down]);
    callback((records) => records.resetTemplate({ key: 'fr/r1' as never, replaces: 'x' }));
    expect(once.length).toBe(1);
    const appended = instead([down]);
    callback((records) => records.append({ requestId: 'r-1' } as never, null));
    // The log knows the request id: the second time is the same entry.
    expect([appended.length, appended[0]?.body]).toEqual([2, appended[1]?.body]);
  });

  test('late in the 30 seconds nothing is asked twice', () => {
    const asked = instead([page(503, '')]);
    world.slow.set('fetch', 9_000);
    callback((records) => records.search('garage'));
    expect(asked.length).toBe(1);
  });
});

test.each<[string, string | null]>([
  ['relance.atelier-nord.fr', 'https://relance.atelier-nord.fr'], [' https://Relance.Atelier-Nord.fr/ ', 'https://relance.atelier-nord.fr'], ['https://relance.atelier-nord.fr:8443', 'https://relance.atelier-nord.fr:8443'],
  ['http://relance.atelier-nord.fr', null], ['https://relance.atelier-nord.fr/x', null], ['https://user:pw@relance.fr', null], ['localhost', null], ['10.0.0.1', null], ['https://relance.fr:0', null], ['https://relance.fr:99999', null], ['', null], ['javascript:alert(1)', null],
])('the address %j is taken as %j', (typed, address) => {
  expect(serverAddress(typed)).toBe(address);
});
