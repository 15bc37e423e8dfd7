import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWK, JWTPayload } from 'jose';

export const CLIENT_ID = '1234-relance.apps.googleusercontent.com';
export const NOW_S = Date.parse('2026-11-23T08:12:00.000Z') / 1000;

/** What Google says of Nadia, of the organisation atelier-nord.fr. */
export const NADIA: JWTPayload = {
  iss: 'https://accounts.google.com', aud: CLIENT_ID, azp: CLIENT_ID, sub: '110248495921238986420', email: 'nadia@atelier-nord.fr', email_verified: true, hd: 'atelier-nord.fr', iat: NOW_S - 10, exp: NOW_S + 3_590,
};

export interface SigningKey {
  readonly kid: string;
  readonly secret: CryptoKey;
  readonly open: JWK;
}

export async function signingKey(kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  return { kid, secret: privateKey, open: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

export const signed = (claims: JWTPayload, { kid, secret }: SigningKey): Promise<string> => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(secret);

/** Without the claims that are undefined. */
export type Over = Readonly<Record<string, unknown>>;
export const claims = (over: Over = {}): JWTPayload => Object.fromEntries(Object.entries({ ...NADIA, ...over }).filter(([, value]) => value !== undefined));

export interface KeyServer {
  readonly url: URL;
  /** What it answers from now on; null: it breaks the connection. */
  answers(keys: readonly JWK[] | string | null): void;
  /** How often it was asked. */
  asked(): number;
  close(): void;
}

/** Where Google publishes its keys, on this machine. */
export async function keyServer(first: readonly JWK[]): Promise<KeyServer> {
  let body: readonly JWK[] | string | null = first;
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    if (body === null) response.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify({ keys: body }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth2/v3/certs`),
    answers: (keys) => { body = keys; },
    asked: () => asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
