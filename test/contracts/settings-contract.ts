import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DebtorId } from '../../src/core';
import { MARIE, PAUL, aDebtor, address, anInvoice } from '../core/builders';
import { MORNING, hints, idOfDebtor, problem, value } from './subject';
import type { Desk, OpenSubject, Subject } from './subject';

export function settingsContract(name: string, open: OpenSubject): void {
  describe(`the settings as ${name} keeps them`, () => {
    let subject: Subject;
    let desk: Desk;
    beforeEach(async () => {
      subject = await open();
      subject.setNow(MORNING);
      desk = subject.desk(MARIE);
      await subject.read({ debtors: [aDebtor()], invoices: [anInvoice()] });
    });
    afterEach(() => subject.close());

    test('the pack names the company, its policies and the shapes of its invoice numbers, customer codes and orders', async () => {
      const pack = value(await desk.settings.pack());
      expect(pack).toMatchObject({ profile: { name: 'Atelier Nord', timeZone: 'Europe/Paris', domains: ['atelier-nord.fr'] }, numberShapes: ['AA-9999-9999', 'A-9999'] });
      await subject.read({ debtors: [aDebtor({ code: 'C-12' })], invoices: [anInvoice({ orderNumber: 'BC/41331' }), anInvoice({ number: 'FA-2026-0298', orderNumber: '12' })] });
      expect(value(await desk.settings.pack()).numberShapes).toEqual(['AA-9999-9999', 'AA/99999']);
      expect(pack.policies.map((p) => p.id)).toContain(pack.defaultPolicy);
    });

    test('the pack keeps its id while nothing in it changes, and a case file names it', async () => {
      const pack = value(await desk.settings.pack());
      expect(value(await desk.settings.pack()).id).toBe(pack.id);
      expect(value(await desk.source.caseFile(await idOfDebtor(desk, 'canigou'))).pack).toBe(pack.id);
      await subject.read({ debtors: [aDebtor()], invoices: [anInvoice(), anInvoice({ number: '20261234' })] });
      expect(value(await desk.settings.pack())).toMatchObject({ numberShapes: expect.arrayContaining(['99999999']) });
      expect(value(await desk.settings.pack()).id).not.toBe(pack.id);
    });

    const learnedBy = async (who: Desk) => value(await who.source.lookUp(hints({ addresses: [address('cabinet@expert.fr')] }))).hits.map((h) => h.debtors.map((d) => d.debtor));

    test('a choice is remembered for colleagues too, replaced by the next one, and forgotten on demand', async () => {
      const debtor = await idOfDebtor(desk, 'canigou');
      const choice = { scope: 'address', value: 'cabinet@expert.fr', debtor } as const;
      expect(value(await desk.settings.learn(choice))).toEqual(choice);
      expect(await learnedBy(subject.desk(PAUL))).toEqual([[debtor]]);
      value(await desk.settings.learn({ ...choice, debtor: null }));
      expect(await learnedBy(desk)).toEqual([[]]);
      expect(value(await desk.settings.forget({ scope: 'address', value: 'cabinet@expert.fr' }))).toBeNull();
      expect(await learnedBy(desk)).toEqual([]);
    });

    test('a choice of one scope says nothing of another', async () => {
      value(await desk.settings.learn({ scope: 'thread', value: 'cabinet@expert.fr', debtor: await idOfDebtor(desk, 'canigou') }));
      expect(await learnedBy(desk)).toEqual([]);
    });

    test('a choice of nobody we know is refused, and forgetting what was never learned is no trouble', async () => {
      expect(problem(await desk.settings.learn({ scope: 'address', value: 'a@b.fr', debtor: 'nobody' as DebtorId })).code).toBe('source/unknown-debtor');
      expect(value(await desk.settings.forget({ scope: 'domain', value: "x' or 1=1 --" }))).toBeNull();
    });
  });
}
