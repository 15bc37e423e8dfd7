import { expect, test } from '@jest/globals';
import fc from '../../property';
import { FIRST_HASH, eraseTexts, hashEntry, sha256Hex, stampEntry, verifyChain } from '../../../src/core';
import type { CompanyId, DebtorId, LogEntry, LogFact } from '../../../src/core';
import { erasableFieldsOf } from '../../../src/core/log/erasable-text';
import { COMPANY, DEBTOR, MARIE, TODAY, aLog, aNewEntry, aReminderSent, at, called, deposited, disputed, drafted, entryId, eur, held, noted, promised, replied, sent, skipped, voided } from '../builders';

const SALT = '0123456789abcdef0123456789abcdef';
const INTACT = { intact: true, brokenAt: null, why: null };
const log = (): LogEntry[] => [...aLog(...aReminderSent(), promised({ quotation: 'je paie vendredi' }), disputed({ reason: 'palette cassée', quotation: 'trois cartons manquent' }), noted('voir Paul'))];
const changed = (entries: readonly LogEntry[], seq: number, over: Partial<LogEntry>): LogEntry[] => entries.map((entry) => (entry.seq === seq ? { ...entry, ...over } : entry));
const entryAt = (entries: readonly LogEntry[], seq: number): LogEntry => {
  const entry = entries.find((candidate) => candidate.seq === seq);
  if (entry === undefined) throw new Error(`no entry ${seq}`);
  return entry;
};

test('a log kept in order is intact, an empty one too, in whatever order it is handed over', () => {
  expect(verifyChain(log())).toEqual(INTACT);
  expect(verifyChain([...log()].reverse())).toEqual(INTACT);
  expect(verifyChain([])).toEqual(INTACT);
  expect(verifyChain([], { seq: 0, hash: FIRST_HASH })).toEqual(INTACT);
});

test('a log that went over the wire is still intact', () => {
  expect(verifyChain(JSON.parse(JSON.stringify(log())) as LogEntry[])).toEqual(INTACT);
});

test('the hash of a known entry is the same for ever: logs of years ago must verify', () => {
  const entry = stampEntry(aNewEntry(promised({ promisedFor: TODAY, quotation: 'oui' })), { id: entryId('e1'), seq: 1, author: MARIE, at: at('2026-11-23T08:00:00.000Z'), on: TODAY, previousHash: FIRST_HASH, salt: SALT });
  const written =
    '{"at":"2026-11-23T08:00:00.000Z","author":{"id":"user-marie","name":"Marie Lefèvre"},"company":"atelier-nord","contentHash":null,"debtor":"C-0412",' +
    '"fact":{"amount":null,"invoices":["atelier-nord:FA-2026-0297"],"kind":"promise-recorded","promisedFor":"2026-11-23"},"id":"e1","on":"2026-11-23",' +
    `"policyVersion":"standard-1","previousHash":"${'0'.repeat(64)}","requestId":"request-1","rulesVersion":"1","seq":1,` +
    `"texts":{"quotation":"${sha256Hex(`${SALT}\nquotation\noui`)}"},"version":1}`;
  expect(entry.hash).toBe(sha256Hex(written));
  const { hash, ...rest } = entry;
  expect(hashEntry(rest)).toBe(hash);
});

test.each<[string, number, Partial<LogEntry>]>([
  ['the author', 2, { author: { id: 'user-paul', name: 'Paul' } }],
  ['the instant', 1, { at: at('2026-11-01T08:00:00.000Z') }],
  ['the day', 1, { on: TODAY }],
  ['the id', 3, { id: entryId('entry-9') }],
  ['the hash of the inserted text', 1, { contentHash: sha256Hex('other') }],
  ['the policy version', 1, { policyVersion: 'standard-2' }],
  ['what was listed', 1, { fact: drafted({ demanded: eur(99) }) }],
  ['the day of sending', 2, { fact: sent({ sentOn: TODAY }) }],
  ['a kept quotation', 3, { fact: promised({ quotation: 'je paie jeudi' }) }],
  ['a quotation taken away without erasing', 3, { fact: promised({ quotation: null }) }],
  ['a reason', 4, { fact: disputed({ reason: 'palette volée', quotation: 'trois cartons manquent' }) }],
  ['the salt', 3, { salt: SALT }],
  ['the salt taken away', 3, { salt: null }],
  ['the hash itself', 4, { hash: 'a'.repeat(64) }],
  ['a field of no known kind of value', 1, { policyVersion: undefined as unknown as null }],
])('who changes %s afterwards is found out at that entry', (_, seq, over) => {
  expect(verifyChain(changed(log(), seq, over))).toEqual({ intact: false, brokenAt: seq, why: 'hash' });
});

test('a missing entry, a doubled one and one slipped in are found, the first break is named', () => {
  const entries = log();
  expect(verifyChain(entries.filter(({ seq }) => seq !== 2))).toEqual({ intact: false, brokenAt: 2, why: 'gap' });
  expect(verifyChain(entries.filter(({ seq }) => seq !== 1))).toEqual({ intact: false, brokenAt: 1, why: 'gap' });
  expect(verifyChain([...entries, entryAt(entries, 3)])).toEqual({ intact: false, brokenAt: 3, why: 'gap' });
  expect(verifyChain(changed(changed(entries, 4, { hash: 'a'.repeat(64) }), 2, { contentHash: 'b' }))).toEqual({ intact: false, brokenAt: 2, why: 'hash' });
});

test('an entry forged with a right hash of its own breaks the chain at the next one', () => {
  const entries = log();
  const { hash: _hash, ...second } = entryAt(entries, 2);
  const forged = { ...second, fact: sent({ sentOn: TODAY }) };
  expect(verifyChain(changed(entries, 2, { ...forged, hash: hashEntry(forged) }))).toEqual({ intact: false, brokenAt: 3, why: 'previous' });
});

test('an entry of another debtor does not belong here', () => {
  expect(verifyChain(changed(log(), 2, { debtor: 'C-0999' as DebtorId }))).toEqual({ intact: false, brokenAt: 2, why: 'foreign' });
  expect(verifyChain(changed(log(), 2, { company: 'other' as CompanyId }))).toEqual({ intact: false, brokenAt: 2, why: 'foreign' });
});

test('entries cut off at the end are found where the head is known', () => {
  const entries = log();
  const head = { seq: 5, hash: entryAt(entries, 5).hash };
  expect(verifyChain(entries, head)).toEqual(INTACT);
  expect(verifyChain(entries.slice(0, 3))).toEqual(INTACT);
  expect(verifyChain(entries.slice(0, 3), head)).toEqual({ intact: false, brokenAt: 4, why: 'gap' });
  expect(verifyChain(entries, { seq: 3, hash: entryAt(entries, 3).hash })).toEqual({ intact: false, brokenAt: 4, why: 'gap' });
  expect(verifyChain(entries, { seq: 5, hash: 'a'.repeat(64) })).toEqual({ intact: false, brokenAt: 5, why: 'hash' });
});

const withText: readonly [string, LogFact, readonly string[]][] = [
  ['a note', noted('voir Paul'), ['voir Paul']],
  ['the quotation of a promise', promised({ quotation: 'je paie vendredi' }), ['je paie vendredi']],
  ['reason and quotation of a dispute', disputed({ reason: 'palette cassée', quotation: 'il manque' }), ['palette cassée', 'il manque']],
  ['the reason alone where nothing was quoted', disputed({ reason: 'palette cassée' }), ['palette cassée']],
  ['the reason of a hold', held({ reason: 'en congé maladie' }), ['en congé maladie']],
  ['the reason of a skipped step', skipped({ reason: 'vu au salon' }), ['vu au salon']],
  ['the note of a call', called({ note: 'sa fille a répondu' }), ['sa fille a répondu']],
  ['the reason of an overridden finding', { kind: 'lint-overridden', reference: drafted().reference, finding: 'no-amount', reason: 'accord oral' }, ['accord oral']],
];
test.each(withText)('%s can be erased and the log still verifies', (_, fact, words) => {
  const before = aLog(fact, [sent(), {}]);
  const after = before.map(eraseTexts);
  const [entry] = after;
  for (const text of words) {
    expect(JSON.stringify(before)).toContain(text);
    expect(JSON.stringify(after)).not.toContain(text);
  }
  expect(entry?.salt).toBeNull();
  expect(entry?.erased).not.toBeNull();
  expect(entry?.hash).toBe(before[0]?.hash);
  expect(verifyChain(after)).toEqual(INTACT);
  expect(after.map(eraseTexts)).toEqual(after);
});

test('facts without free text carry no salt and nothing can be erased from them', () => {
  for (const fact of [drafted(), sent(), deposited(), replied(), voided(entryId('x')), promised(), called()]) {
    const [entry] = aLog(fact);
    expect(entry?.salt).toBeNull();
    expect(entry === undefined ? null : eraseTexts(entry)).toBe(entry);
  }
});

test('erasing is no back door: new text, a false mark or a changed hash is found out', () => {
  const [original] = aLog(noted('voir Paul'));
  if (original === undefined) throw new Error('empty log');
  const erased = eraseTexts(original);
  const broken = { intact: false, brokenAt: 1, why: 'hash' };
  expect(verifyChain([{ ...erased, fact: noted('autre texte') }])).toEqual(broken);
  expect(verifyChain([{ ...original, erased: erased.erased }])).toEqual(broken);
  expect(verifyChain([{ ...erased, erased: { text: 'a'.repeat(64) } }])).toEqual(broken);
  expect(verifyChain([{ ...erased, erased: {} }])).toEqual(broken);
  expect(verifyChain([{ ...erased, salt: original.salt }])).toEqual(broken);
  expect(verifyChain([{ ...erased, erased: null }])).toEqual(broken);
  expect(verifyChain([{ ...erased, erased: { ...erased.erased, reason: 'x' } }])).toEqual(broken);
});

test('the same text under two salts has two hashes: nobody compares notes', () => {
  const hashOf = (salt: string): string | undefined => eraseTexts(stampEntry(aNewEntry(noted('oui')), { id: entryId('e1'), seq: 1, author: MARIE, at: at('2026-11-23T08:00:00.000Z'), on: TODAY, previousHash: FIRST_HASH, salt })).erased?.['text'];
  expect(hashOf(SALT)).not.toBe(hashOf('f'.repeat(32)));
  expect(hashOf(SALT)).not.toBe(sha256Hex('oui'));
});

test.each([
  ['a sequence number of zero', { seq: 0 }],
  ['a first entry that follows something', { previousHash: 'a'.repeat(64) }],
  ['a second entry that follows nothing', { seq: 2 }],
  ['a short salt', { salt: 'abc' }],
  ['a salt that is no hex', { salt: 'z'.repeat(32) }],
])('the keeper of the log cannot stamp with %s', (_, over) => {
  const stamp = { id: entryId('e1'), seq: 1, author: MARIE, at: at('2026-11-23T08:00:00.000Z'), on: TODAY, previousHash: FIRST_HASH, salt: SALT };
  expect(() => stampEntry(aNewEntry(sent()), { ...stamp, ...over })).toThrow(RangeError);
});

test('what a stamp is given beside its fields does not get into the log', () => {
  const author = { ...MARIE, email: 'marie@example.com' };
  const smuggled = { ...aNewEntry(sent()), extra: 'x' };
  const entry = stampEntry(smuggled, { id: entryId('e1'), seq: 1, author, at: at('2026-11-23T08:00:00.000Z'), on: TODAY, previousHash: FIRST_HASH, salt: SALT });
  expect(Object.keys(entry)).not.toContain('extra');
  expect(entry.author).toEqual(MARIE);
  expect([entry.company, entry.debtor]).toEqual([COMPANY, DEBTOR]);
});

test('every free-text field of every fact is known as erasable', () => {
  // Field names under which a clerk's own words are kept; `draft-discarded` and `entry-voided` have a reason from a fixed list.
  for (const [, fact] of withText) {
    const free = Object.keys(fact).filter((field) => ['reason', 'quotation', 'note', 'text'].includes(field));
    expect([...erasableFieldsOf(fact.kind)].sort()).toEqual(free.sort());
  }
});

test('any single change to any stored value is found', () => {
  const entries = JSON.parse(JSON.stringify(log())) as LogEntry[];
  const places = entries.flatMap((entry, index) => pathsOf(entry).map((path) => ({ index, path })));
  fc.assert(
    fc.property(fc.constantFrom(...places), ({ index, path }) => {
      const copy = JSON.parse(JSON.stringify(entries)) as LogEntry[];
      alter(copy[index] as unknown as Record<string, unknown>, path);
      expect(verifyChain(copy).intact).toBe(false);
    }),
    { numRuns: 300 },
  );
});

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return inner.length === 0 ? [path] : inner;
}
function alter(target: Record<string, unknown>, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length > 0) return alter(target[key] as Record<string, unknown>, rest);
  const value = target[key];
  target[key] = typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}x` : value === null ? 'x' : 'x';
}
