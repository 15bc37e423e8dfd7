import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from '../../property';
import { keyFor, sealUnder } from '../../../src/server/feeds/sealed';

const folder = mkdtempSync(join(tmpdir(), 'relance-seal-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('what is sealed', () => {
  const seal = sealUnder(randomBytes(32));

  it('opens where it was sealed, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (secret, about) => {
      expect(seal.open(seal.seal(secret, about), about)).toBe(Buffer.from(secret, 'utf8').toString('utf8'));
    }));
  });

  it('opens nowhere else: another feed, another key, another character', () => {
    const sealed = seal.seal('k-e-y', 'company/f-1/key');
    expect(seal.open(sealed, 'company/f-2/key')).toBeNull();
    expect(sealUnder(randomBytes(32)).open(sealed, 'company/f-1/key')).toBeNull();
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const opened = seal.open(sealed.slice(0, at) + other + sealed.slice(at + 1), 'company/f-1/key');
      // The last letters of base64 may hold bits that say nothing.
      expect([null, 'k-e-y']).toContain(opened);
    }
    expect(seal.open('', 'x')).toBeNull();
    expect(seal.open('v1.a.b.c', 'x')).toBeNull();
  });

  it('twice the same secret is twice another text', () => {
    expect(seal.seal('a', 'x')).not.toBe(seal.seal('a', 'x'));
    expect(seal.seal('k-e-y', 'x')).not.toContain('k-e-y');
  });
});

describe('the key', () => {
  it('is made once on the own machine, for this account alone', () => {
    const file = join(folder, 'seal.key');
    const made = keyFor(undefined, file);
    expect(keyFor('', file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('comes from the environment where it is given there', () => {
    const key = randomBytes(32);
    expect(keyFor(key.toString('base64'), join(folder, 'never.key'))).toEqual(key);
    expect(() => keyFor('c2hvcnQ=', join(folder, 'never.key'))).toThrow('32 bytes');
  });

  it('that is damaged is said, not replaced: what is sealed under it would be lost', () => {
    const file = join(folder, 'cut.key');
    writeFileSync(file, randomBytes(31));
    expect(() => keyFor(undefined, file)).toThrow('no key of 32 bytes');
  });
});
