import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT, exportSPKI, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import type { Problem } from '../../src/core';
import { wordProblem } from '../../src/core';
import { googleSignIn } from '../../src/server/auth/google-sign-in';
import type { SignIn } from '../../src/server/auth/sign-in';
import { readConfig } from '../../src/server/config';
import { SESSION_HEADER } from '../../src/server/door';
import { COMPANY, TODAY } from '../core/builders';
import { anApp } from './an-app';
import { CLIENT_ID, NOW_S, claims, keyServer, signed, signingKey } from './google-keys';
import type { KeyServer, Over, SigningKey } from './google-keys';

const SECRET = 'the-secret-of-this-start';
let now = NOW_S * 1000;
let key: SigningKey;
let other: SigningKey;
let server: KeyServer;
let signIn: SignIn;

beforeAll(async () => {
  [key, other] = await Promise.all([signingKey('key-1'), signingKey('key-2')]);
  server = await keyServer([key.open]);
});
afterAll(() => server.close());
beforeEach(() => {
  now = NOW_S * 1000;
  server.answers([key.open]);
  signIn = googleSignIn({ clientIds: [CLIENT_ID, 'second.apps.googleusercontent.com'], allowed: ['atelier-nord.fr', 'marie@cabinet.fr', 'paul@gmail.com'], now: () => now, keys: server.url });
});

const refusal = async (token: string): Promise<Problem | 'let in'> => {
  const person = await signIn.person(token);
  return person.ok ? 'let in' : person.problem;
};
const because = (why: string) => ({ code: 'source/sign-in-refused', because: why });

describe('who comes in', () => {
  test('a person of the organisation, under the id that never changes hands', async () => {
    expect(await signIn.person(await signed(claims(), key))).toEqual({ ok: true, value: { id: 'google-110248495921238986420', name: 'nadia@atelier-nord.fr' } });
  });
  test.each<[string, Over, string]>([
    ['with her name, when the token tells it', { name: ' Nadia\u202e Perrin\n' }, 'Nadia Perrin'],
    ['for the second add-on of the company', { aud: 'second.apps.googleusercontent.com' }, 'nadia@atelier-nord.fr'],
    ['by the issuer without https', { iss: 'accounts.google.com' }, 'nadia@atelier-nord.fr'],
    ['with an address in capitals', { email: 'Nadia@Atelier-Nord.FR' }, 'nadia@atelier-nord.fr'],
    ['of a second domain of an organisation', { email: 'nadia@atelier-nord.fr', hd: 'groupe-nord.fr' }, 'nadia@atelier-nord.fr'],
    ['by her own address, which Google hosts', { email: 'paul@gmail.com', hd: undefined }, 'paul@gmail.com'],
    ['by her own address, which the company named', { email: 'marie@cabinet.fr', hd: undefined }, 'marie@cabinet.fr'],
  ])('%s', async (_, over, name) => {
    expect(await signIn.person(await signed(claims(over), key))).toEqual({ ok: true, value: { id: 'google-110248495921238986420', name } });
  });
});

describe('who does not', () => {
  test.each<[string, Over, object]>([
    ['a token for another site', { aud: 'other.apps.googleusercontent.com' }, because('audience')],
    ['a token for nobody', { aud: undefined }, because('audience')],
    ['another issuer', { iss: 'https://accounts.google.com.evil.example' }, because('issuer')],
    ['no issuer', { iss: undefined }, because('issuer')],
    ['no end', { exp: undefined }, because('malformed')],
    ['no beginning', { iat: undefined }, because('malformed')],
    ['an end that is a word', { exp: 'never' }, because('malformed')],
    ['no person', { sub: undefined }, because('malformed')],
    ['a person that is no id', { sub: 'a b' }, because('malformed')],
    ['no address', { email: undefined }, because('malformed')],
    ['an address inside other words', { email: 'x <nadia@atelier-nord.fr>' }, because('malformed')],
    ['an address that Google did not verify', { email_verified: false }, { code: 'source/account-refused', because: 'address-not-verified', domain: 'atelier-nord.fr' }],
    ['an address of which nothing is said', { email_verified: undefined }, { code: 'source/account-refused', because: 'address-not-verified', domain: 'atelier-nord.fr' }],
    ['the word true', { email_verified: 'true' }, { code: 'source/account-refused', because: 'address-not-verified', domain: 'atelier-nord.fr' }],
    ['another organisation', { email: 'eve@evil.example', hd: 'evil.example' }, { code: 'source/account-refused', because: 'domain', domain: 'evil.example' }],
    ['a name that only ends like ours', { email: 'eve@not-atelier-nord.fr', hd: 'not-atelier-nord.fr' }, { code: 'source/account-refused', because: 'domain', domain: 'not-atelier-nord.fr' }],
    ['somebody at gmail.com', { email: 'eve@gmail.com', hd: undefined }, { code: 'source/account-refused', because: 'domain', domain: 'gmail.com' }],
    ['an address at our domain that Google does not host any more', { hd: undefined }, { code: 'source/account-refused', because: 'domain', domain: 'atelier-nord.fr' }],
  ])('%s', async (_, over, problem) => {
    expect(await refusal(await signed(claims(over), key))).toEqual(problem);
  });

  test.each<[string, Over, 'let in' | object]>([
    ['a minute after its end', { exp: NOW_S - 59 }, 'let in'],
    ['later', { exp: NOW_S - 60 }, because('expired')],
    ['made three hours ago, whatever its end', { iat: NOW_S - 3 * 3_600, exp: NOW_S + 3_600 }, because('expired')],
    ['a minute before its beginning', { nbf: NOW_S + 60 }, 'let in'],
    ['sooner', { nbf: NOW_S + 61 }, because('not-yet-valid')],
    ['made in a minute', { iat: NOW_S + 60 }, 'let in'],
    ['made later', { iat: NOW_S + 61 }, because('not-yet-valid')],
  ])('the hour counts: %s', async (_, over, answer) => {
    expect(await refusal(await signed(claims(over), key))).toEqual(answer);
  });

  test('a token without a signature', async () => {
    expect(await refusal(new UnsecuredJWT(claims()).encode())).toEqual(because('signature'));
  });
  test('the public key used as a shared secret (HS256)', async () => {
    const pem = await exportSPKI((await importJWK(key.open, 'RS256', { extractable: true })) as CryptoKey);
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = `${part({ alg: 'HS256', kid: 'key-1', typ: 'JWT' })}.${part(claims())}`;
    for (const secret of [pem, pem.trim(), key.open.n ?? '', JSON.stringify(key.open)]) expect(await refusal(`${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`)).toEqual(because('signature'));
  });
  test('another algorithm of the same key', async () => {
    const { privateKey } = await generateKeyPair('PS256');
    expect(await refusal(await new SignJWT(claims()).setProtectedHeader({ alg: 'PS256', kid: 'key-1' }).sign(privateKey))).toEqual(because('signature'));
  });
  test('a key that is not Google’s, under the name of one that is', async () => {
    expect(await refusal(await signed(claims(), { ...other, kid: 'key-1' }))).toEqual(because('signature'));
  });
  test('a key that brings itself along', async () => {
    expect(await refusal(await new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'key-2', jwk: other.open as never, jku: 'https://evil.example/keys' }).sign(other.secret))).toEqual(because('signature'));
  });
  test('claims that were changed after signing', async () => {
    const [head, , seal] = (await signed(claims(), key)).split('.');
    expect(await refusal(`${head ?? ''}.${Buffer.from(JSON.stringify(claims({ email: 'eve@atelier-nord.fr' }))).toString('base64url')}.${seal ?? ''}`)).toEqual(because('signature'));
  });
  test.each<[string, string, string]>([
    ['nothing', '', 'malformed'], ['a word', 'x', 'malformed'], ['two parts', 'a.b', 'malformed'], ['three words', 'a.b.c', 'malformed'], ['dots', '....', 'malformed'], ['something endless', `${'x'.repeat(9_000)}.y.z`, 'malformed'],
    ['one that names no key and bears no signature', 'eyJhbGciOiJSUzI1NiJ9.e30.', 'signature'],
  ])('what is no token: %s', async (_, token, why) => {
    expect(await refusal(token)).toEqual(because(why));
  });
});

describe('Google’s keys', () => {
  test('are read once for many tokens, again after an hour', async () => {
    const before = server.asked();
    const token = await signed(claims({ exp: NOW_S + 7_000 }), key);
    await Promise.all([1, 2, 3].map(() => signIn.person(token)));
    now += 3_599_000;
    expect([await refusal(token), server.asked() - before]).toEqual(['let in', 1]);
    now += 2_000;
    expect([await refusal(token), server.asked() - before]).toEqual(['let in', 2]);
  });
  test('a new one is learned when a token names it', async () => {
    expect(await refusal(await signed(claims(), key))).toBe('let in');
    now += 31_000;
    server.answers([key.open, other.open]);
    expect(await refusal(await signed(claims(), other))).toBe('let in');
  });
  test('invented names do not make us ask Google each time', async () => {
    await signIn.person(await signed(claims(), key));
    const before = server.asked();
    for (let n = 0; n < 20; n += 1) expect(await refusal(await signed(claims(), { ...other, kid: `invented-${n}` }))).toEqual(because('signature'));
    expect(server.asked() - before).toBe(0);
    now += 31_000;
    for (let n = 0; n < 20; n += 1) await signIn.person(await signed(claims(), { ...other, kid: `invented-${n}` }));
    expect(server.asked() - before).toBe(1);
  });
  test.each<[string, string | null]>([['break off', null], ['are a portal’s page', '<html>sign in to the network</html>'], ['are none', '{"keys":"none"}'], ['are endless', `{"keys":[],"x":"${'x'.repeat(200_000)}"}`]])('that %s keep everybody out, and nobody is told that his token is wrong', async (_, answer) => {
    server.answers(answer);
    const token = await signed(claims(), key);
    const before = server.asked();
    for (let n = 0; n < 5; n += 1) expect(await refusal(token)).toEqual({ code: 'source/sign-in-keys-unreachable' });
    expect(server.asked() - before).toBe(1);
    server.answers([key.open]);
    now += 31_000;
    expect(await refusal(token)).toBe('let in');
  });
  test('that were good are used on for a day when they cannot be read again', async () => {
    expect(await refusal(await signed(claims(), key))).toBe('let in');
    server.answers(null);
    const later = async (hours: number): Promise<unknown> => {
      now = (NOW_S + hours * 3_600) * 1000;
      return refusal(await signed(claims({ iat: now / 1000, exp: now / 1000 + 3_600 }), key));
    };
    expect([await later(2), await later(23), await later(25)]).toEqual(['let in', 'let in', { code: 'source/sign-in-keys-unreachable' }]);
    expect(await refusal(await signed(claims({ iat: now / 1000, exp: now / 1000 + 3_600 }), other))).toEqual({ code: 'source/sign-in-keys-unreachable' });
  });
});

describe('at the door of the server', () => {
  const entry = (request: string) => ({ entry: { requestId: request, company: COMPANY, debtor: 'c-c-0412', fact: { kind: 'note', text: 'rappeler' }, contentHash: null, policyVersion: null, rulesVersion: '1' }, text: null });
  const bearer = async (over: Over = {}) => ({ authorization: `Bearer ${await signed(claims(over), key)}` });

  test('entries bear the person of the token, those of the pane the person of the pane', async () => {
    const { ask, store } = await anApp({ door: { hosts: ['localhost'], secret: SECRET, signIn } });
    expect((await ask('GET', '/api/v1/session', undefined, await bearer())).json).toMatchObject({ value: { user: { id: 'google-110248495921238986420', name: 'nadia@atelier-nord.fr' } } });
    expect((await ask('GET', '/api/v1/session', undefined, { [SESSION_HEADER]: SECRET })).json).toMatchObject({ value: { user: { name: 'Marie Lefèvre' } } });
    await ask('POST', '/api/v1/log', entry('r1'), await bearer());
    await ask('POST', '/api/v1/log', entry('r2'), { [SESSION_HEADER]: SECRET });
    await ask('POST', '/api/v1/log', entry('r3'), await bearer({ sub: '7', name: 'Karim Aït' }));
    expect((await store.entries(COMPANY, 'c-c-0412'))?.map(({ author }) => author)).toEqual([{ id: 'google-110248495921238986420', name: 'nadia@atelier-nord.fr' }, expect.objectContaining({ name: 'Marie Lefèvre' }), { id: 'google-7', name: 'Karim Aït' }]);
    expect((await ask('PUT', '/api/v1/choices', { scope: 'thread', value: 't-1', debtor: 'c-c-0412' }, await bearer())).status).toBe(200);
    expect((await store.choices(COMPANY, 5)).rows.map(({ by }) => by)).toEqual(['nadia@atelier-nord.fr']);
    await store.close();
  });

  test('a refused token says why, and stands in no line of the log', async () => {
    const { ask, store, lines } = await anApp({ door: { hosts: ['localhost'], secret: SECRET, signIn } });
    const tokens = [await bearer({ exp: NOW_S - 100 }), await bearer({ aud: 'other' }), await bearer({ hd: 'evil.example', email: 'eve@evil.example' }), { authorization: 'Basic bmFkaWE6eA==' }, { authorization: 'Bearer' }];
    const answers = [];
    for (const headers of tokens) answers.push(await ask('GET', '/api/v1/session', undefined, headers));
    expect(answers.map(({ status, json }) => [status, (json as { readonly problem: Problem }).problem])).toEqual([
      [401, because('expired')], [401, because('audience')], [403, { code: 'source/account-refused', because: 'domain', domain: 'evil.example' }], [401, because('malformed')], [401, because('malformed')],
    ]);
    const written = JSON.stringify(lines) + answers.map(({ text }) => text).join();
    for (const { authorization } of tokens.slice(0, 4)) expect(written).not.toContain(authorization.split(' ')[1]);
    expect(JSON.stringify(lines)).not.toMatch(/eve|evil|110248/);
    await store.close();
  });

  test('a token is no way around the door: other hosts, other origins, and the secret does not help a bad one', async () => {
    const { ask, store } = await anApp({ door: { hosts: ['relance.atelier-nord.fr'], secret: SECRET, signIn } });
    const host = { host: 'relance.atelier-nord.fr' };
    expect((await ask('GET', '/api/v1/session', undefined, { ...(await bearer()), ...host })).status).toBe(200);
    expect((await ask('GET', '/api/v1/session', undefined, { ...(await bearer()), host: 'evil.example' })).status).toBe(403);
    expect((await ask('GET', '/api/v1/session', undefined, { ...(await bearer()), ...host, origin: 'https://evil.example' })).status).toBe(403);
    expect((await ask('GET', '/api/v1/session', undefined, { ...(await bearer({ aud: 'other' })), ...host, [SESSION_HEADER]: SECRET })).status).toBe(401);
    await store.close();
  });

  test('a server that takes no Google accounts says so; a door to the outside takes nothing else', async () => {
    const closed = await anApp({ door: { hosts: ['localhost'], secret: SECRET } });
    expect((await closed.ask('GET', '/api/v1/session', undefined, await bearer())).json).toMatchObject({ problem: because('not-offered') });
    const outside = await anApp({ store: closed.store, door: { hosts: ['localhost'], secret: null, signIn, tokensOnly: true } });
    expect((await outside.ask('GET', '/api/v1/session')).json).toMatchObject({ problem: { code: 'source/not-signed-in' } });
    expect((await outside.ask('GET', '/api/v1/session', undefined, await bearer())).status).toBe(200);
    await closed.store.close();
  });

  test('keys that cannot be read are the server’s trouble, not the clerk’s', async () => {
    server.answers(null);
    const { ask, store } = await anApp({ door: { hosts: ['localhost'], secret: SECRET, signIn } });
    expect(await ask('GET', '/api/v1/session', undefined, await bearer())).toMatchObject({ status: 503, json: { problem: { code: 'source/sign-in-keys-unreachable' } } });
    await store.close();
  });
});

test('each refusal tells the clerk something else', () => {
  const said = (['not-offered', 'malformed', 'audience', 'expired', 'not-yet-valid'] as const).map((why) => wordProblem({ code: 'source/sign-in-refused', because: why }, 'fr', TODAY));
  const accounts = (['domain', 'address-not-verified'] as const).map((why) => wordProblem({ code: 'source/account-refused', because: why, domain: '<b>evil.example' }, 'en', TODAY));
  expect(new Set([...said, ...accounts].map(({ title, body }) => title + body)).size).toBe(7);
  expect(accounts.every(({ body }) => body.includes('evil.example'))).toBe(true);
});

describe('the configuration', () => {
  const FULL = { RELANCE_GOOGLE_CLIENT_IDS: CLIENT_ID, RELANCE_GOOGLE_DOMAINS: 'Atelier-Nord.fr, @groupe-nord.fr paul@gmail.com', RELANCE_PUBLIC_HOST: 'relance.atelier-nord.fr', RELANCE_PUBLIC_PORT: '3001' };
  const read = (env: Readonly<Record<string, string | undefined>>) => readConfig(['--user', 'Nadia Perrin'], env);
  test('is whole', () => {
    expect(read(FULL)).toMatchObject({ ok: true, value: { google: { clientIds: [CLIENT_ID], allowed: ['atelier-nord.fr', 'groupe-nord.fr', 'paul@gmail.com'], host: 'relance.atelier-nord.fr', port: 3001 } } });
  });
  test('or none', () => {
    expect(read({ RELANCE_GOOGLE_CLIENT_IDS: ' ' })).toMatchObject({ ok: true, value: { google: null } });
  });
  test.each<[string, object, RegExp]>([
    ['a list of domains that was forgotten', { RELANCE_GOOGLE_DOMAINS: '' }, /RELANCE_GOOGLE_DOMAINS must be given/],
    ['an id that is none', { RELANCE_GOOGLE_CLIENT_IDS: 'x' }, /no OAuth client id/],
    ['everybody’s domain', { RELANCE_GOOGLE_DOMAINS: 'gmail.com' }, /everybody may have an address at gmail.com/],
    ['commas alone', { RELANCE_GOOGLE_DOMAINS: ',,' }, /names nobody/],
    ['a domain that is none', { RELANCE_GOOGLE_DOMAINS: '*' }, /neither a domain nor an address/],
    ['an address of a page', { RELANCE_PUBLIC_HOST: 'https://relance.fr/x' }, /no host name/],
    ['the port of the pane', { RELANCE_PUBLIC_PORT: '3000' }, /must differ/],
    ['a port that is none', { RELANCE_PUBLIC_PORT: 'x' }, /no port/],
  ])('%s stops the start with one sentence', (_, over, sentence) => {
    expect(read({ ...FULL, ...over })).toMatchObject({ ok: false, problem: { code: 'bad-google', message: expect.stringMatching(sentence) } });
  });
});
