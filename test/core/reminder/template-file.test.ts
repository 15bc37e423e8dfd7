import { describe, expect, test } from '@jest/globals';
import { composeReminder, parseTemplate } from '../../../src/core/writing';
import type { Template, TemplateProblem } from '../../../src/core';
import { aCreditNote, anInvoice, daysAgo, TODAY } from '../builders';
import { aRequest, aShippedPack, problemOf, valueOf } from './shipped';
import type { Situation } from './shipped';

const file = (body: string, head = 'name: r1\nstage: R1\nlanguage: fr\ntone: courteous\nsubject: {{ objet_factures }}'): string => `---\n${head}\n---\n\n${body}\n`;
const refused = (body: string, head?: string): TemplateProblem => problemOf(parseTemplate(file(body, head), 'fr/mine.md'));

const situation: Situation = { stage: 'R1', invoices: [anInvoice()] };
/** What this body writes for one invoice. */
const written = (body: string, over: Situation = situation): string => {
  const template: Template = valueOf(parseTemplate(file(body), 'fr/mine.md'));
  return valueOf(composeReminder(aRequest(over, { pack: aShippedPack({ templates: [template] }) }), TODAY)).draft.text.replace(/\n*(Réf\.\u00a0R-7K3F)?\n$/, '');
};
const refusedWhenWritten = (body: string): TemplateProblem =>
  problemOf(composeReminder(aRequest(situation, { pack: aShippedPack({ templates: [valueOf(parseTemplate(file(body), 'fr/mine.md'))] }) }), TODAY));

describe('a template file', () => {
  test('is read with its head, its body and a version that follows its content', () => {
    const text = file('Bonjour,\n\n{{ tableau_factures }}');
    const template = valueOf(parseTemplate(text, 'fr/mine.md'));
    expect(template).toMatchObject({ name: 'r1', stage: 'R1', reply: null, language: 'fr', tone: 'courteous', subject: '{{ objet_factures }}', body: 'Bonjour,\n\n{{ tableau_factures }}' });
    expect(valueOf(parseTemplate(text, 'elsewhere.md')).version).toBe(template.version);
    expect(valueOf(parseTemplate(`${text}PS`, 'fr/mine.md')).version).not.toBe(template.version);
  });

  test('written on Windows with a byte order mark is the same template', () => {
    const text = file('Bonjour,\n\n{{ tableau_factures }}');
    expect(parseTemplate(`\ufeff${text.replace(/\n/g, '\r\n')}`, 'x')).toEqual(parseTemplate(text, 'x'));
  });

  test.each([
    ['no head', 'Bonjour', 'the file must start with a line ---', 1],
    ['a head without its end', '---\nname: r1', 'the second line --- is missing', 1],
    ['an unknown entry', '---\nnom: r1\n---\nx', 'unknown entry: nom', 2],
    ['an entry twice', '---\nname: r1\nname: r2\n---\nx', 'entry given twice: name', 3],
    ['no subject', '---\nname: r1\nstage: R1\nlanguage: fr\ntone: firm\n---\nx', 'entry missing: subject', 1],
    ['a language we do not write', '---\nname: r1\nlanguage: de\nstage: R1\ntone: firm\nsubject: x\n---\nx', 'language must be one of fr, en', 3],
    ['a tone that does not exist', '---\nname: r1\nlanguage: fr\nstage: R1\ntone: rude\nsubject: x\n---\nx', 'tone must be one of courteous, firm, formal', 5],
    ['stage and reply at once', '---\nname: r1\nlanguage: fr\nstage: R1\nreply: statement\ntone: firm\nsubject: x\n---\nx', 'either stage or reply must be given', 4],
    ['no text', '---\nname: r1\nlanguage: fr\nstage: R1\ntone: firm\nsubject: x\n---\n\n', 'the text is empty', 8],
  ])('with %s is refused, with the line', (_, text, detail, line) => {
    expect(problemOf(parseTemplate(text, 'fr/mine.md'))).toEqual({ code: 'template/syntax', template: 'fr/mine.md', line, detail });
  });

  test('longer than 20 000 characters is refused', () => {
    expect(refused('x'.repeat(20_000)).code).toBe('template/too-long');
  });
});

describe('an unknown word in a template is named', () => {
  test.each([
    ['{{ client.nme }}', 'client.nme'],
    ['{{ montant }}', 'montant'],
    ['{{ now }}', 'now'],
    ['{{ today | date_courte }}', 'today'],
    ['{% if client.professionnel %}{{ inconnu }}{% endif %}', 'inconnu'],
    ['{% if nombre_factures > 99 %}x{% else %}{{ facture.total }}{% endif %}', 'facture.total'],
    ['{% for f in factures %}{{ f.prix }}{% endfor %}', 'f.prix'],
    ['{% for f in factures %}x{% endfor %}{{ f.numero }}', 'f.numero'],
    ['{% for f in commandes %}x{% endfor %}', 'commandes'],
    ['{% for f in factures %}{{ forloop.parent }}{% endfor %}', 'forloop.parent'],
    ['{{ client.constructor }}', 'client.constructor'],
    ['{{ client.nom.constructor }}', 'client.nom.constructor'],
    ['{{ client.__proto__ }}', 'client.__proto__'],
    ['{{ factures[0].numero }}', 'factures.0.numero'],
    ['{{ language }}', 'language'],
    ['{{ promesse.date }}', 'promesse.date'],
  ])('%s', (body, variable) => {
    expect(refused(`Bonjour,\n\n${body}`)).toEqual({ code: 'template/unknown-variable', template: 'fr/mine.md', variable });
  });

  test.each([
    ["{{ 'now' | date: '%Y' }}", 'undefined filter: date'],
    ['{{ client.nom | upcase }}', 'undefined filter: upcase'],
    ['{{ client.nom | raw }}', 'undefined filter: raw'],
    ['{% assign x = 1 %}', 'tag "assign" not found'],
    ["{% include 'x' %}", 'tag "include" not found'],
    ["{% render 'x' %}", 'tag "render" not found'],
    ['{% raw %}x{% endraw %}', 'tag "raw" not found'],
    ['{% if client.nom %}x', 'tag {% if client.nom %} not closed'],
    ['{% for i in (1..1000000000) %}x{% endfor %}', 'for i in (1..1000000000): not a list that can be looped over'],
    ['{% for i in client.nom %}x{% endfor %}', 'for i in client.nom: not a list that can be looped over'],
    ['{% for a in factures %}{% for b in factures %}{% for c in factures %}x{% endfor %}{% endfor %}{% endfor %}', 'for c in factures: not a list that can be looped over'],
    ['Voici {{ tableau_factures }} et voilà', 'tableau_factures must stand alone on its line'],
  ])('%s', (body, detail) => {
    expect(refused(`Bonjour,\n\n${body}`)).toEqual({ code: 'template/syntax', template: 'fr/mine.md', line: 11, detail });
  });

  test('a mistake in the subject is found too', () => {
    expect(refused('x', 'name: r1\nstage: R1\nlanguage: fr\ntone: courteous\nsubject: {{ objet }}')).toMatchObject({ code: 'template/unknown-variable', variable: 'objet' });
    expect(refused('x', 'name: r1\nstage: R1\nlanguage: fr\ntone: courteous\nsubject: {% fin %}')).toMatchObject({ code: 'template/syntax', line: 6 });
  });

  test('the line is right behind lines that hold only tags', () => {
    expect(refused('Bonjour,\n{% if client.nom %}\n{% if client.code %}\nx\n{% endif %}\n{% endif %}\n{{ client.nom | non }}')).toMatchObject({ line: 15 });
  });
});

describe('a value that is not there', () => {
  test('is refused when it is printed, by its name', () => {
    expect(refusedWhenWritten('Bonjour {{ contact.nom }}, {{ relance_precedente.date }}')).toMatchObject({ code: 'template/unknown-variable', variable: 'relance_precedente.date' });
    expect(refusedWhenWritten('{{ part_contestee }}')).toMatchObject({ code: 'template/unknown-variable', variable: 'part_contestee' });
  });
  test('can be asked for', () => {
    expect(written('{% if relance_precedente %}Encore{% else %}Bonjour{% endif %}')).toBe('Bonjour');
  });
  test('a group of values is no text', () => {
    expect(refusedWhenWritten('{{ client }}')).toMatchObject({ code: 'template/syntax', detail: 'client cannot be printed' });
  });
  test("a word is no date: there is no 'now'", () => {
    expect(refusedWhenWritten("{{ 'now' | date_courte }}")).toMatchObject({ code: 'template/syntax', detail: 'date_courte: only a date of the message can be written as a date' });
  });
});

describe('the markup', () => {
  test('a line end is a space, an empty line a paragraph, a backslash a break', () => {
    expect(written('Un\ndeux\n\ntrois\\\nquatre')).toBe('Un deux\n\ntrois\nquatre');
  });
  test('lists, bold and an odd pair of stars', () => {
    expect(written('Avant :\n- un **gras**\n- deux\n  suite\n\nreste ** seul')).toBe('Avant\u00a0:\n\n• un gras\n• deux suite\n\nreste ** seul');
  });
  test('HTML typed in a template is shown as it stands', () => {
    const template = valueOf(parseTemplate(file('<b>Bonjour</b>'), 'x'));
    const { html, text } = valueOf(composeReminder(aRequest(situation, { pack: aShippedPack({ templates: [template] }) }), TODAY)).draft;
    expect(html).toContain('&lt;b&gt;Bonjour&lt;/b&gt;');
    expect(text).toContain('<b>Bonjour</b>');
  });
  test('dates, plurals and loops', () => {
    expect(written("{{ date_limite | date_courte }} {{ date_limite | date_avec_jour }} {{ nombre_factures | pluriel: 'une', 'des' }}")).toBe('30/11/2026 lundi\u00a030\u00a0novembre\u00a02026 une');
    const two: Situation = { stage: 'R1', invoices: [anInvoice(), anInvoice({ number: 'FA-2', due: daysAgo(3) })] };
    expect(written('{% for f in factures %}\n- {{ f.numero }} ({{ f.jours_retard }} j){% unless forloop.last %},{% endunless %}\n{% endfor %}', two)).toBe('• FA-2026-0297 (32\u00a0j),\n• FA-2 (3\u00a0j)');
  });
  test('a credit note that was deducted is named with its invoice', () => {
    const one: Situation = { stage: 'R1', invoices: [anInvoice(), aCreditNote({ corrects: 'FA-2026-0297' })] };
    expect(written('{% for a in avoirs %}{{ a.numero }} {{ a.montant }} {{ a.facture }}{% endfor %}', one)).toBe('AV-2026-0012 200,00\u00a0€ FA-2026-0297');
  });
});

test.each<[string, string]>([
  ['tags that trim, on one line that goes on', '{%- x -%}'.repeat(2_000)],
  ['tags that never end, a line each', '{%\n'.repeat(6_000)],
  ['tags that never end, beside a table', `{{ tableau_factures }}${'{%'.repeat(9_000)}`],
])('%s are told to their author, not puzzled over for years', (_title, body) => {
  expect(refused(`${body}a`).code).toMatch(/^template\//);
});
