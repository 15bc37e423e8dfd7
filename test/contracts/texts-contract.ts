import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { templateKey } from '../../src/core';
import type { TemplateKey, TextToSave } from '../../src/core';
import { MARIE, PAUL, aDebtor, anInvoice, at, daysAgo } from '../core/builders';
import { SHIPPED } from '../core/reminder/shipped';
import { MORNING, idOfDebtor, problem, reminderDue, value, opened } from './subject';
import type { Desk, OpenSubject, Subject } from './subject';

const R1 = 'fr/r1-courteous' as TemplateKey;
const SHIPPED_R1 = SHIPPED.find((template) => templateKey(template) === R1);
const BODY = 'Bonjour,\n\nNotre facture {{ liste_factures }} reste ouverte : {{ total }}, à régler avant le {{ date_limite }}.\n\n{{ tableau_factures }}\n\nBien cordialement,\n\n{{ signature }}';
const typed = (over: Partial<TextToSave> = {}): TextToSave => ({ key: R1, subject: 'Votre facture {{ liste_factures }}', body: BODY, replaces: null, reason: null, ...over });
const LATER = at('2026-11-23T09:00:00.000Z');

export function textsContract(name: string, open: OpenSubject): void {
  describe(`the texts as ${name} keeps them`, () => {
    let subject: Subject;
    let desk: Desk;
    beforeEach(async () => {
      ({ subject, desk } = await opened(open, { debtors: [aDebtor()], invoices: [anInvoice({ due: daysAgo(2) })] }));
    });
    afterEach(() => subject.close());
    const save = async (given: TextToSave, who: Desk = desk) => value(await who.settings.saveTemplate(given));
    const inForce = async () => value(await desk.settings.pack()).templates.find((template) => templateKey(template) === R1);

    test('at first there are the shipped ones, and they are used', async () => {
      expect(value(await desk.settings.templates())).toEqual({ shipped: SHIPPED, own: [] });
      expect(value(await desk.settings.pack()).templates).toEqual(SHIPPED);
    });

    test('a changed text is used instead of the shipped one, with who changed it and when; the others stay', async () => {
      const saved = await save(typed({ body: `  ${BODY.replace(/\n/g, '\r\n')}\r\n`, subject: ' Votre facture {{ liste_factures }} ' }));
      const { version } = saved.versions[0] ?? { version: '' };
      expect(saved).toEqual({ key: R1, template: { ...SHIPPED_R1, subject: 'Votre facture {{ liste_factures }}', body: BODY, version }, versions: [{ version, by: MARIE.name, at: MORNING, kind: 'edited', basedOn: SHIPPED_R1?.version, override: null }] });
      expect(value(await subject.desk(PAUL).settings.templates())).toEqual({ shipped: SHIPPED, own: [saved] });
      expect(value(await desk.settings.pack()).templates).toEqual(SHIPPED.map((template) => (template === SHIPPED_R1 ? saved.template : template)));
    });

    test('the pack’s id tells a pane that is open, and the customer’s file names it', async () => {
      const before = value(await desk.settings.pack()).id;
      await save(typed());
      const after = value(await desk.settings.pack()).id;
      expect(after).not.toBe(before);
      expect(value(await desk.source.caseFile(await idOfDebtor(desk, 'canigou'))).pack).toBe(after);
    });

    test('each saving and each return to the shipped text is a version; all can be read again', async () => {
      const first = await save(typed());
      subject.setNow(LATER);
      const second = await save(typed({ body: BODY.replace('Bonjour', 'Madame, Monsieur'), replaces: first.versions[0]?.version ?? '' }), subject.desk(PAUL));
      const third = value(await desk.settings.resetTemplate({ key: R1, replaces: second.versions[0]?.version ?? '' }));
      expect(third).toEqual({ key: R1, template: null, versions: [expect.objectContaining({ by: MARIE.name, at: LATER, kind: 'reset' }), ...second.versions] });
      expect(second.versions.map(({ by, at: on, kind }) => [by, on, kind])).toEqual([[PAUL.name, LATER, 'edited'], [MARIE.name, MORNING, 'edited']]);
      expect(new Set(third.versions.map(({ version }) => version)).size).toBe(3);
      expect(await inForce()).toEqual(SHIPPED_R1);
      expect(value(await desk.settings.templates()).own).toEqual([third]);
      for (const own of [first, second]) expect(value(await desk.settings.templateVersion(own.versions[0]?.version ?? ''))).toEqual({ template: own.template, saved: own.versions[0] });
      expect(value(await desk.settings.templateVersion(SHIPPED_R1?.version ?? ''))).toEqual({ template: SHIPPED_R1, saved: null });
      // And forward again.
      const fourth = await save(typed({ replaces: third.versions[0]?.version ?? '' }));
      expect([fourth.versions.length, (await inForce())?.body]).toEqual([4, BODY]);
    });

    test('what a colleague saved in the meantime is not overwritten, nor reset', async () => {
      const first = await save(typed());
      subject.setNow(LATER);
      const second = await save(typed({ body: BODY.replace('Bonjour', 'Madame'), replaces: first.versions[0]?.version ?? '' }), subject.desk(PAUL));
      const told = { code: 'text/changed-meanwhile', by: PAUL.name, at: LATER };
      expect(problem(await desk.settings.saveTemplate(typed({ replaces: first.versions[0]?.version ?? '' })))).toEqual(told);
      expect(problem(await desk.settings.saveTemplate(typed()))).toEqual(told);
      expect(problem(await desk.settings.resetTemplate({ key: R1, replaces: first.versions[0]?.version ?? '' }))).toEqual(told);
      expect(value(await desk.settings.templates()).own).toEqual([second]);
    });

    test('two savings at one moment: one of them wins, the other is told', async () => {
      const answers = await Promise.all(['a', 'b', 'c'].map((word) => desk.settings.saveTemplate(typed({ subject: word }))));
      expect(answers.map((answer) => (answer.ok ? 'saved' : answer.problem.code)).sort()).toEqual(['saved', 'text/changed-meanwhile', 'text/changed-meanwhile']);
      expect(value(await desk.settings.templates()).own[0]?.versions).toHaveLength(1);
    });

    test('a broken text is refused with every fault, and nothing is kept', async () => {
      expect(problem(await desk.settings.saveTemplate(typed({ subject: '', body: '{{ client.nme }}\n{% for a in factures %}{% for b in factures %}x{% endfor %}{% endfor %}\n{% include "x" %}' })))).toEqual({
        code: 'text/refused', faults: [{ in: 'subject', line: null, why: 'empty' }, { in: 'body', line: 1, why: 'unknown-variable', name: 'client.nme' }, { in: 'body', line: 2, why: 'loop-in-loop', name: 'factures' }, { in: 'body', line: 3, why: 'unknown-tag', name: 'include' }],
      });
      expect(value(await desk.settings.templates()).own).toEqual([]);
    });

    test('a text that would hold every message back is saved with a reason alone, which is kept with the version', async () => {
      const threat = typed({ body: `${BODY}\n\nSans règlement, nous porterons plainte à la police.` });
      expect(problem(await desk.settings.saveTemplate(threat))).toEqual({ code: 'text/held-back', findings: ['unlawful'] });
      const saved = await save({ ...threat, reason: 'Plainte déjà déposée' });
      expect(saved.versions[0]?.override).toEqual({ codes: ['unlawful'], reason: 'Plainte déjà déposée' });
    });

    test('a text that does not exist cannot be changed, and a version that nobody saved cannot be replaced or read', async () => {
      expect(problem(await desk.settings.saveTemplate(typed({ key: 'fr/r9-firm' as TemplateKey })))).toEqual({ code: 'text/unknown', text: 'fr/r9-firm' });
      expect(problem(await desk.settings.resetTemplate({ key: '../x' as TemplateKey, replaces: 'x' }))).toEqual({ code: 'text/unknown', text: '../x' });
      expect(problem(await desk.settings.saveTemplate(typed({ replaces: 'fr/r1-courteous.9' })))).toEqual({ code: 'text/unknown', text: 'fr/r1-courteous.9' });
      for (const version of ['fr/r1-courteous.9', "x' or 1=1 --", '../..']) expect(problem(await desk.settings.templateVersion(version))).toEqual({ code: 'text/unknown', text: version });
    });

    test('an entry names the text that it was written from, also after that was changed', async () => {
      const saved = await save(typed());
      const used = { key: R1, version: saved.versions[0]?.version ?? '' };
      const debtor = await idOfDebtor(desk, 'canigou');
      const due = await reminderDue(desk, debtor, 'R-7K3F', 'request-1');
      if (due.fact.kind !== 'reminder-drafted') throw new Error('no draft');
      value(await desk.log.append({ ...due, fact: { ...due.fact, template: used } }, null));
      await save(typed({ subject: 'Autre', replaces: used.version }));
      expect(value(await desk.log.entriesOf(debtor)).map(({ fact }) => ('template' in fact ? fact.template : null))).toEqual([used]);
      expect(value(await desk.settings.templateVersion(used.version)).template).toEqual(saved.template);
    });
  });
}
