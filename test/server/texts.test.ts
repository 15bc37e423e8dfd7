import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { leftAside, standingOf, templateKey } from '../../src/core';
import type { KeptTemplate, LogFact, TemplateBook, TextVersion } from '../../src/core';
import { createRecords } from '../../src/server/records';
import { COMPANY, MARIE, at } from '../core/builders';
import { SHIPPED } from '../core/reminder/shipped';
import { anApp } from './an-app';
import type { AnApp } from './an-app';

let server: AnApp;
beforeEach(async () => { server = await anApp({ templates: SHIPPED }); });
afterEach(() => server.store.close());

const R1 = SHIPPED.find((template) => templateKey(template) === 'fr/r1-courteous');
const save = async (over: object) => server.ask('POST', '/api/v1/templates', { key: 'fr/r1-courteous', subject: 'x', body: '{{ liste_factures }}', replaces: null, reason: null, ...over });

test('what is no text is refused before it is judged', async () => {
  for (const over of [{ body: 7 }, { body: 'x'.repeat(30_001) }, { subject: null }, { key: '' }, { extra: 1 }, { reason: 'x'.repeat(2_001) }]) expect((await save(over)).status).toBe(400);
  expect(await save({ body: 'x'.repeat(20_001) })).toMatchObject({ status: 422, json: { problem: { code: 'text/refused', faults: [{ why: 'too-long', limit: 20_000 }] } } });
  expect((await server.ask('GET', `/api/v1/templates/versions/${encodeURIComponent('../../etc')}`)).status).toBe(422);
});

test('a text saved in one office is seen by nobody else’s books, and conflicts answer 409', async () => {
  expect((await save({})).status).toBe(200);
  expect((await save({})).status).toBe(409);
  const book = (await server.ask('GET', '/api/v1/templates')).json as { readonly value: TemplateBook };
  expect(book.value.own).toMatchObject([{ key: 'fr/r1-courteous', template: { stage: 'R1', tone: 'courteous', body: '{{ liste_factures }}' }, versions: [{ by: MARIE.name }] }]);
  expect((await server.store.texts.own('another-company')).length).toBe(0);
});

test('a shipped text that an entry names can still be read when a release has replaced it', async () => {
  if (R1 === undefined) throw new Error('no R1');
  const clock = { now: () => at('2026-11-23T08:12:00.000Z') };
  const records = (templates: typeof SHIPPED) => createRecords({ store: server.store, clock, company: COMPANY, author: MARIE, templates, rates: null });
  const fact: LogFact = { kind: 'reply-inserted', reply: 'thank-you', language: 'fr', to: [], invoices: [], template: { key: 'fr/r1-courteous', version: R1.version } };
  const entry = { requestId: 'r-1' as never, company: COMPANY, debtor: 'c-c-0412' as never, fact, contentHash: null, policyVersion: null, rulesVersion: '1' };
  expect(await records(SHIPPED).append(entry, null)).toMatchObject({ ok: true });
  const next = SHIPPED.map((template) => (template === R1 ? { ...R1, body: 'Nouveau', version: 'of-the-next-release' } : template));
  const kept: KeptTemplate = { template: R1, saved: null };
  expect(await records(next).templateVersion(R1.version)).toEqual({ ok: true, value: kept });
  expect(await records(next).templateVersion('never-seen')).toMatchObject({ ok: false, problem: { code: 'text/unknown' } });
});

test('a changed text remembers the shipped one that it comes from, until its author has chosen beside a newer one', async () => {
  if (R1 === undefined) throw new Error('no R1');
  const clock = { now: () => at('2026-11-23T08:12:00.000Z') };
  const NEXT = SHIPPED.map((template) => (template === R1 ? { ...R1, body: `${R1.body}\n\nNouveau.`, version: 'of-the-next-release' } : template));
  const now = NEXT.find((template) => templateKey(template) === 'fr/r1-courteous') as typeof R1;
  const of = (templates: typeof SHIPPED) => {
    const records = createRecords({ store: server.store, clock, company: COMPANY, author: MARIE, templates, rates: null });
    const ours = async () => {
      const book = await records.templates();
      const [own] = book.ok ? book.value.own : [];
      if (own === undefined) throw new Error('no own text');
      return { standing: standingOf(own, templates === NEXT ? now : R1), versions: own.versions, template: own.template };
    };
    const typed = async (over: object = {}) => {
      const known = await records.templates();
      const replaces = known.ok ? (known.value.own[0]?.versions[0]?.version ?? null) : null;
      return records.saveTemplate({ key: templateKey(R1), subject: R1.subject, body: `Bonjour.\n\n${R1.body}`, replaces, reason: null, ...over });
    };
    return { records, ours, typed };
  };
  const [before, after] = [of(SHIPPED), of(NEXT)];
  expect(await before.typed()).toMatchObject({ ok: true });
  expect((await before.ours()).standing).toBeNull();
  // The next release ships another one: the text in force is still the own one, and the old shipped one can be read.
  expect(await after.ours()).toMatchObject({ standing: 'newer', template: { body: expect.stringContaining('Bonjour.') }, versions: [{ basedOn: R1.version }] });
  expect(await after.records.templateVersion(R1.version)).toEqual({ ok: true, value: { template: R1, saved: null } });
  // A further change, or a word of a version that is not shipped, is no choice.
  await after.typed({ body: `Bonsoir.\n\n${R1.body}`, basedOn: 'another' });
  expect((await after.ours()).standing).toBe('newer');
  await after.typed({ body: `Bonsoir.\n\n${R1.body}`, basedOn: now.version });
  const kept = await after.ours();
  expect([kept.standing, kept.versions.map(({ basedOn }) => basedOn), leftAside(kept.versions[0] as TextVersion, kept.versions[1]), leftAside(kept.versions[1] as TextVersion, kept.versions[2])]).toEqual([null, [now.version, R1.version, R1.version], true, false]);
  // Going back to the older release is another text again; the supplied one is taken, and what is typed next comes from it.
  expect((await before.ours()).standing).toBe('newer');
  expect(await after.records.resetTemplate({ key: templateKey(R1), replaces: kept.versions[0]?.version ?? '' })).toMatchObject({ ok: true, value: { template: null } });
  expect((await after.ours()).standing).toBeNull();
  await after.typed();
  expect([(await after.ours()).standing, (await after.ours()).versions.length]).toEqual([null, 5]);
});

test('of a text from before this was noted nobody knows; one that says what the shipped one says needs no choice', async () => {
  expect((await save({})).status).toBe(200);
  const [own] = await server.store.texts.own(COMPANY);
  const template = (body: string) => ({ ...(R1 as NonNullable<typeof R1>), body });
  const of = (body: string) => standingOf({ template: template(body), versions: (own?.versions ?? []).map((version) => ({ ...version, basedOn: null })) }, R1 as NonNullable<typeof R1>);
  expect([of('x'), of(R1?.body ?? '')]).toEqual(['unknown', null]);
});
