import { describe, expect, test } from '@jest/globals';
import { templateKey } from '../../../src/core';
import type { LintFinding, Template, TextFault } from '../../../src/core';
import { catalogueOf, checkTemplate, heldBack, judgeText, namesIn, sampleCases, parseTemplate, composeReminder, snippetsFor, tryText } from '../../../src/core/writing';
import { anInvoice, aProfile, MARIE, TODAY } from '../builders';
import { shippedRates } from '../penalties/rates';
import fc from '../../property';
import { aRequest, aShippedPack, problemOf, SHIPPED, valueOf } from './shipped';

const shipped = (key: string): Template => {
  const found = SHIPPED.find((template) => templateKey(template) === key);
  if (found === undefined) throw new Error(`no text ${key}`);
  return found;
};
const R2 = shipped('fr/r2-firm');
const trying = { pack: aShippedPack({ profile: aProfile() }), author: MARIE, rates: shippedRates() };
const faultsOf = (body: string, of: Template = R2, subject = of.subject): readonly TextFault[] => checkTemplate({ subject, body }, of);
const short = (faults: readonly TextFault[]): readonly string[] => faults.map((fault) => `${fault.in === 'subject' ? 's' : ''}${fault.line ?? '-'} ${fault.why}${'name' in fault ? ` ${fault.name}` : ''}`);

test('each text that is delivered has a name of its own', () => {
  expect(new Set(SHIPPED.map(templateKey)).size).toBe(SHIPPED.length);
});

test.each(SHIPPED.map((template) => [templateKey(template), template] as const))('the delivered text %s has no fault, and nothing in it would hold a message back', (_key, template) => {
  const { faults, findings } = judgeText(template, template, trying, TODAY);
  expect(short(faults)).toEqual([]);
  expect(findings.filter(({ finding }) => finding.severity === 'blocks').map(({ finding, sample }) => [sample, finding.code])).toEqual([]);
  // A letter is tried with penalties and with a notice before it: no sample may be passed over.
  if (template.tone === 'formal') expect(sampleCases(template, trying.pack, TODAY)?.map((sample) => tryText(template, sample, { ...trying, pack: sample.pack }, TODAY)?.ok)).toEqual([true, true, true, true, true]);
});

describe('a fault is named at its line', () => {
  test.each<[string, string, string]>([
    ['an unknown name', 'Bonjour\n\n{{ client.nme }}', '3 unknown-variable client.nme'],
    ['an unknown name in a condition', '{% if payeur and total %}x{% endif %}', '1 unknown-variable payeur'],
    ['the clock', '{{ now }}', '1 unknown-variable now'],
    ['a name of the loop behind its end', '{% for f in factures %}x{% endfor %}{{ f.numero }}', '1 unknown-variable f.numero'],
    ['a list that is none', 'a\n{% for f in client.nom %}x{% endfor %}', '2 not-a-list client.nom'],
    ['a count to a thousand million', '{% for i in (1..1000000000) %}x{% endfor %}', '1 not-a-list (1..1000000000)'],
    ['a list that does not exist', '{% for f in commandes %}x{% endfor %}', '1 unknown-variable commandes'],
    ['a loop in a loop', '{% for a in factures %}\n{% for b in factures %}x{% endfor %}{% endfor %}', '2 loop-in-loop factures'],
    ['a loop that hides a name', '{% for total in factures %}x{% endfor %}', '1 loop-name total'],
    ['a text that includes itself', "{% include 'r2' %}", '1 unknown-tag include'],
    ['another text', "{% render 'r2' %}", '1 unknown-tag render'],
    ['a sum of one’s own', '{% assign x = 1 %}', '1 unknown-tag assign'],
    ['a filter that there is not', '{{ client.nom | upcase }}', '1 unknown-filter upcase'],
    ['a date of a name', '{{ client.nom | date_courte }}', '1 wrong-filter date_courte'],
    ['a plural without its words', "{{ nombre_factures | pluriel: 'facture' }}", '1 wrong-filter pluriel'],
    ['a filter on a filter', '{{ date_limite | date_courte | date_courte }}', '1 wrong-filter date_courte'],
    ['a group', '{{ client }}', '1 not-printable client'],
    ['a list', '{{ factures }}', '1 not-printable factures'],
    ['a yes or no', '{{ client.professionnel }}', '1 not-printable client.professionnel'],
    ['nothing', 'a\n{{ }}', '2 not-printable '],
    ['a table beside words', 'Voici {{ tableau_factures }}', '1 not-alone tableau_factures'],
    ['braces that stay open', 'a\nb {{ total', '2 brace-open'],
    ['a tag that stays open', 'a\nb {% if total', '2 brace-open'],
    ['a condition without an end', 'a\n{% if total %}\nb', '2 not-closed if'],
    ['an end without a condition', 'a\n{% endif %}', '2 not-opened endif'],
    ['an otherwise of nothing', '{% else %}', '1 not-opened else'],
    ['a value that may be missing', '{{ contact.nom }}', '1 may-be-none contact.nom'],
    ['a value of a loop that may be missing', '{% for f in factures %}{{ f.date }}{% endfor %}', '1 may-be-none f.date'],
    ['a missing value in the branch that no sample reaches', '{% if nombre_factures > 99 %}\n{{ part_contestee }}\n{% endif %}', '2 may-be-none part_contestee'],
    ['another condition around it', '{% if emetteur.tel %}{{ contact.nom }}{% endif %}', '1 may-be-none contact.nom'],
    ['an empty text', '  \n', '- empty'],
    ['a loop as long as a book', `{% for f in factures %}${'x'.repeat(2_500)}{% endfor %}`, '1 loop-too-long for f in factures'],
  ])('%s', (_what, body, fault) => {
    expect(short(faultsOf(body))).toEqual([fault]);
  });

  test('all of them, not the first alone', () => {
    expect(short(faultsOf("{{ a }}\n{{ b }} {{ c }}\n{% include 'x' %}\n{% if d %}\n{{ client.nom | majuscules }}", R2, '{{ tableau_factures }}\n{{ e }}'))).toEqual([
      's- subject-lines', 's1 block-in-subject tableau_factures', 's2 unknown-variable e',
      '1 unknown-variable a', '2 unknown-variable b', '2 unknown-variable c', '3 unknown-tag include', '4 unknown-variable d', '5 unknown-filter majuscules', '4 not-closed if',
    ]);
  });

  test('twenty-one conditions in one another are too many, ten thousand too', () => {
    for (const deep of [21, 900]) expect(short(faultsOf(`${'{% if total %}'.repeat(deep)}x${'{% endif %}'.repeat(deep)}`))).toEqual(deep > 800 ? ['- too-long'] : ['1 too-deep']);
    expect(faultsOf(`${'{% if total %}'.repeat(20)}x${'{% endif %}'.repeat(20)}`)).toEqual([]);
  });
});

describe('a value that may be missing can be printed', () => {
  test.each([
    '{% if contact.nom %}{{ contact.nom }}{% endif %}',
    '{% unless contact.nom %}Bonjour{% else %}{{ contact.nom }}{% endunless %}',
    '{% if relance_precedente.toutes %}{{ relance_precedente.date }}{% endif %}',
    '{% if emetteur.tel and banque.bic %}{{ emetteur.tel }} {{ banque.bic }}{% endif %}',
    '{% for f in factures %}{% if f.date %}{{ f.date | date_courte }}{% endif %}{% endfor %}',
    '{% if nombre_information > 0 %}\n{{ tableau_information }}\n{% endif %}',
  ])('where it is asked for: %s', (body) => {
    expect(judgeText(R2, { subject: R2.subject, body: `Bonjour,\n\n${body}\n\n${R2.body}` }, trying, TODAY).faults).toEqual([]);
  });

  test('asked for in the wrong sense, it is missed in a sample, which is named', () => {
    expect(judgeText(R2, { subject: R2.subject, body: `{% if contact.nom == null %}\n{{ contact.nom }}\n{% endif %}\n\n${R2.body}` }, trying, TODAY).faults).toEqual([{ why: 'may-be-none', name: 'contact.nom', sample: 'bare', in: 'body', line: 2 }]);
  });
});

/** A new variable: say in none-able.ts whether it may be without a value, or give it one in the samples. */
test.each([R2, shipped('fr/r4-formal-business'), shipped('fr/r5-formal-business'), shipped('fr/statement'), shipped('en/promise-noted'), shipped('fr/bank-details')].map((template) => [templateKey(template), template] as const))('in %s no sample lacks a value that is said to be always there', (_key, template) => {
  const certain = namesIn(catalogueOf(template)).filter((one) => !one.includes('[]')).map((name) => `{{ ${name} }}`).filter((body) => checkTemplate({ subject: 'x', body }, template).length === 0);
  expect(certain.length).toBeGreaterThan(10);
  expect(short(judgeText(template, { subject: 'x', body: certain.join('\n\n') }, trying, TODAY).faults)).toEqual([]);
});

test.each([R2, shipped('fr/r4-formal-public'), shipped('en/statement')].map((template) => [templateKey(template), template] as const))('every variable that the page inserts into %s can be saved as it stands', (_key, template) => {
  const snippets = snippetsFor(template);
  expect(snippets.length).toBeGreaterThan(30);
  expect(short(judgeText(template, { subject: template.subject, body: `${template.body}\n\n${snippets.map(({ snippet }) => snippet).join('\n\n')}` }, trying, TODAY).faults)).toEqual([]);
});

describe('what a text says is read before it is saved', () => {
  const blocking = (key: string, words: string): readonly LintFinding['code'][] => {
    const template = shipped(key);
    return heldBack(judgeText(template, { subject: template.subject, body: `${template.body}\n\n${words}` }, trying, TODAY));
  };
  test.each<[string, string, string, LintFinding['code']]>([
    ['a notice that may be disregarded', 'fr/r4-formal-business', 'Si votre règlement nous est parvenu entre-temps, veuillez ne pas tenir compte de cette lettre.', 'notice-weakened'],
    ['a threat', 'fr/r2-firm', 'Sans règlement, nous porterons plainte à la police.', 'unlawful'],
    ['a measure that the plan does not hold', 'fr/r2-firm', 'À défaut, nous saisirons le tribunal.', 'measure-not-enabled'],
    ['a fee for reminding', 'fr/r2-firm', 'Des frais de relance de 15,00 € vous seront facturés.', 'reminder-fee'],
    ['a place that waits to be filled in', 'fr/r2-firm', 'Merci de rappeler [NOM DU CLIENT].', 'placeholder'],
    ['a threat in an answer', 'fr/thank-you', 'La prochaine fois, nous porterons plainte à la police.', 'unlawful'],
  ])('%s', (_what, key, words, code) => {
    expect(blocking(key, words)).toContain(code);
  });
});

test('a file whose loops explode is not filled in, however many invoices there are', () => {
  // Two loops in one another are read from a file; they would print 25 million lines.
  const body = '{% for a in factures %}{% for b in factures %}{{ a.numero }} {{ b.numero }}{% endfor %}{% endfor %}';
  const template = valueOf(parseTemplate(`---\nname: r1\nstage: R1\nlanguage: fr\ntone: courteous\nsubject: x\n---\n\n${body}`, 'fr/r1.md'));
  const written = (count: number, of: Template) => composeReminder(aRequest({ stage: 'R1', invoices: Array.from({ length: count }, (_, at) => anInvoice({ number: `F-${at}` })) }, { pack: aShippedPack({ templates: [of] }) }), TODAY);
  expect(problemOf(written(5_000, template))).toMatchObject({ code: 'template/too-long' });
  expect(valueOf(written(20, template)).draft.text).toContain('F-19 F-19');
  // One loop over as many is cut by nobody: what it prints decides.
  expect(problemOf(written(5_000, { ...template, body: '{% for a in factures %}{{ a.numero }}, {% endfor %}' }))).toMatchObject({ code: 'template/too-long' });
  expect(valueOf(written(5_000, { ...template, body: '{{ tableau_factures }}' })).draft.html.length).toBeLessThan(32_000);
});

test('whatever is typed gives faults or is filled in for every sample, within the bounds of a mail', () => {
  const name = fc.constantFrom(...namesIn(catalogueOf(R2)).map((one) => one.replace(/^\w+\[\]\./, 'f.')), 'f', 'now', 'forloop.last', 'forloop.index', 'x.y', 'client["nom"]', 'factures[0].numero', '(1..9)', "'a'", '3');
  const filter = fc.constantFrom('', '', ' | date_courte', " | pluriel: 'a', 'b'", ' | pluriel: 1', ' | upcase', ' | date_avec_jour | date_courte');
  const condition = fc.tuple(fc.constantFrom('', 'not '), name, fc.constantFrom('', ' and total', ' or contact.nom', ' == 1', ' > 0', ' contains "a"', ' != blank', ' == null', " == '%}'", ' and')).map((parts) => parts.join(''));
  const piece = fc.oneof(
    fc.tuple(name, filter).map(([one, by]) => `{{ ${one}${by} }}`),
    fc.tuple(fc.constantFrom('if', 'unless', 'elsif', 'if'), condition).map(([tag, of]) => `{% ${tag} ${of} %}`),
    fc.tuple(fc.constantFrom('f', 'a', 'total', 'forloop', '1'), fc.constantFrom('factures', 'avoirs', 'client', '(1..99)', 'factures limit: 2', 'factures reversed', 'a.b')).map(([one, list]) => `{% for ${one} in ${list} %}`),
    fc.constantFrom('{% endif %}', '{% endunless %}', '{% endfor %}', '{% else %}', '\n', '\n\n', '\n- ', '**', '\\\n', 'Bonjour ', '{{', '}}', '{%', '%}', '{%-', '-%}', "'", '"', '\ue00a', '\uf000', '\ud800', '\u202e', '<b>', '{% include "x" %}', '{% raw %}', '{% comment %}', '{% liquid %}', '{% break %}'),
    fc.string({ maxLength: 8 }),
  );
  const nested = fc.letrec<{ readonly body: string }>((tie) => ({
    body: fc.oneof({ depthSize: 'small' }, piece, fc.tuple(condition, tie('body')).map(([of, inside]) => `{% if ${of} %}${inside}{% else %}x{% endif %}`), fc.tuple(fc.constantFrom('factures', 'avoirs'), tie('body')).map(([list, inside]) => `{% for f in ${list} %}\n${inside}\n{% endfor %}`), fc.tuple(tie('body'), tie('body')).map((two) => two.join(' '))),
  })).body;
  const body = fc.oneof(nested, nested, fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')));
  let filled = 0;
  fc.assert(fc.property(body, fc.constantFrom(R2, shipped('en/r1-courteous'), shipped('fr/r4-formal-business'), shipped('fr/statement')), (text, template) => {
    const verdict = judgeText(template, { subject: 'x', body: text }, trying, TODAY);
    if (verdict.faults.length > 0) return;
    for (const sample of sampleCases(template, trying.pack, TODAY) ?? []) {
      const tried = tryText({ ...template, subject: 'x', body: text }, sample, { ...trying, pack: sample.pack }, TODAY);
      if (tried?.ok !== true) throw new Error(`no fault, and yet: ${JSON.stringify(tried)}`);
      expect(tried.value.text.html.length).toBeLessThanOrEqual(32_000);
      expect(tried.value.text.html).not.toMatch(/<(?!\/?(?:p|br|strong|table|tr|th|td|ul|li)\b)|[\ue000-\uf8ff]/);
    }
    filled += 1;
  }), { numRuns: 400 });
  expect(filled).toBeGreaterThan(40);
});
