import { expect, test } from '@jest/globals';
import { SAMPLES, STANDARD_POLICY, templateKey, textFaultInWords, textName, textState, textsWords, versionInWords } from '../../../src/core';
import type { OwnText, TextFaultReason, TextVersion } from '../../../src/core';
import { at, TODAY } from '../builders';
import { SHIPPED } from '../reminder/shipped';

/** One of each; a new one does not compile until it stands here. */
const FAULTS: { readonly [W in TextFaultReason['why']]: Extract<TextFaultReason, { readonly why: W }> } = {
  empty: { why: 'empty' }, 'too-long': { why: 'too-long', limit: 20_000 }, 'brace-open': { why: 'brace-open' }, 'not-closed': { why: 'not-closed', name: 'if' }, 'not-opened': { why: 'not-opened', name: 'endif' },
  'unknown-tag': { why: 'unknown-tag', name: 'include' }, 'unknown-filter': { why: 'unknown-filter', name: 'upcase' }, 'unknown-variable': { why: 'unknown-variable', name: 'client.nme' }, 'wrong-filter': { why: 'wrong-filter', name: 'pluriel', wants: 'number-and-two-words' },
  'not-printable': { why: 'not-printable', name: 'client' }, 'may-be-none': { why: 'may-be-none', name: 'contact.nom', sample: 'bare' }, 'not-a-list': { why: 'not-a-list', name: '(1..9)' }, 'loop-in-loop': { why: 'loop-in-loop', name: 'factures' }, 'loop-name': { why: 'loop-name', name: 'total' },
  'loop-too-long': { why: 'loop-too-long', name: 'for f in factures' }, 'too-deep': { why: 'too-deep' }, 'not-alone': { why: 'not-alone', name: 'tableau_factures' }, 'block-in-subject': { why: 'block-in-subject', name: 'signature' }, 'subject-lines': { why: 'subject-lines' },
  syntax: { why: 'syntax', detail: 'if and' }, 'mail-too-long': { why: 'mail-too-long', sample: 'several' },
};

test.each(['fr', 'en'] as const)('every fault of a text is said in words: %s', (language) => {
  expect(Object.values(FAULTS).map((fault) => textFaultInWords({ ...fault, in: 'body', line: 3 }, language))).toMatchSnapshot();
});

test('what is to be typed is shown as it is typed, without the spaces of typography', () => {
  const said = textFaultInWords({ ...FAULTS['may-be-none'], in: 'body', line: 1 }, 'fr');
  expect(said).toContain('{% if contact.nom %}');
  expect(textFaultInWords({ ...FAULTS['wrong-filter'], in: 'body', line: 1 }, 'fr')).toContain("{{ nombre_factures | pluriel: 'facture', 'factures' }}");
});

test('what somebody typed cannot reorder the sentence, nor fill the screen', () => {
  expect(textFaultInWords({ why: 'unknown-tag', name: `\u202e<b>${'x'.repeat(500)}`, in: 'body', line: 1 }, 'fr')).not.toMatch(/\u202e|x{90}/);
});

const saved: TextVersion = { version: 'fr/r2-firm.3', by: 'Marie Lefèvre', at: at('2026-11-20T08:12:00.000Z'), kind: 'edited', basedOn: null, override: { codes: ['unlawful'], reason: 'Plainte déposée' } };
const own = (over: Partial<OwnText> = {}): OwnText => ({ key: templateKey(SHIPPED[0] as never), template: SHIPPED[0] ?? null, versions: [saved], ...over });

test('each text has a name that no other has, in its language', () => {
  for (const language of ['fr', 'en'] as const) {
    const names = SHIPPED.filter((template) => template.language === language).map((template) => textName(template, [STANDARD_POLICY], language));
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => /undefined|null|\br\d\b/.test(name))).toEqual([]);
  }
});

test('the state and the versions of a text', () => {
  expect([textState(null, 'fr', TODAY), textState(own(), 'fr', TODAY), textState(own({ template: null }), 'fr', TODAY), textState(own(), 'en', TODAY)]).toEqual(['fourni', 'modifié le\u00a020/11 par Marie Lefèvre', 'fourni', 'changed on 20\u00a0Nov by Marie Lefèvre']);
  expect(versionInWords(saved, 'fr', TODAY)).toBe('20/11, Marie Lefèvre, enregistré quand même\u00a0: «\u00a0Plainte déposée\u00a0»');
  expect(versionInWords({ ...saved, kind: 'reset', override: null }, 'fr', TODAY)).toBe('20/11, Marie Lefèvre\u00a0: retour au texte fourni');
  expect(versionInWords(saved, 'en', TODAY)).toBe('20\u00a0Nov, Marie Lefèvre, saved all the same: “Plainte déposée”');
  for (const language of ['fr', 'en'] as const) expect(new Set(SAMPLES.map((sample) => textsWords(language).cases[sample])).size).toBe(SAMPLES.length);
});
