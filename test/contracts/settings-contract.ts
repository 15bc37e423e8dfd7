import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from '../property';
import type { DebtorId } from '../../src/core';
import { MARIE, PAUL, aDebtor, address, anInvoice, at } from '../core/builders';
import { MORNING, hints, idOfDebtor, problem, value, opened } from './subject';
import type { Desk, OpenSubject, Subject } from './subject';

export function settingsContract(name: string, open: OpenSubject): void {
  describe(`the settings as ${name} keeps them`, () => {
    let subject: Subject;
    let desk: Desk;
    beforeEach(async () => {
      ({ subject, desk } = await opened(open, { debtors: [aDebtor()], invoices: [anInvoice()] }));
    });
    afterEach(() => subject.close());

    test('the pack names the company, its policies and the shapes of its invoice numbers, customer codes and orders', async () => {
      const pack = value(await desk.settings.pack());
      expect(pack).toMatchObject({ profile: { name: 'Atelier Nord', timeZone: 'Europe/Paris', domains: ['atelier-nord.fr'] }, numberShapes: ['AA-9999-9999', 'A-9999'] });
      await subject.read({ debtors: [aDebtor({ code: 'C-12' })], invoices: [anInvoice({ orderNumber: 'BC/41331' }), anInvoice({ number: 'FA-2026-0298', orderNumber: '12' })] });
      expect(value(await desk.settings.pack()).numberShapes).toEqual(['AA-9999-9999', 'AA/99999']);
      expect(pack.policies.map((p) => p.id)).toContain(pack.defaultPolicy);
    });

    test('the rates of late-payment interest are those of the dated file, each semester with its source', async () => {
      const rates = value(await desk.settings.rates());
      expect(rates?.version).toBe('2026-11-21');
      expect(rates?.series['ecb-refi']['2026-S2']).toMatchObject({ rate: expect.any(Number), evidence: expect.stringMatching(/./) });
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

    test('the team sees what was remembered: for what, which customer, by whom and when; forgotten and learned again it stands there anew', async () => {
      const debtor = await idOfDebtor(desk, 'canigou');
      value(await desk.settings.learn({ scope: 'thread', value: 'thread-1', debtor }));
      subject.setNow(at('2026-11-23T09:00:00.000Z'));
      value(await subject.desk(PAUL).settings.learn({ scope: 'address', value: ' Cabinet@Expert.FR', debtor }));
      value(await desk.settings.learn({ scope: 'domain', value: 'lettre-du-btp.fr', debtor: null }));
      const seen = value(await subject.desk(PAUL).settings.choices());
      expect(seen).toEqual({
        rows: [
          { scope: 'domain', value: 'lettre-du-btp.fr', debtor: null, debtorName: null, by: MARIE.name, at: '2026-11-23T09:00:00.000Z' },
          { scope: 'address', value: 'cabinet@expert.fr', debtor, debtorName: 'Garage du Canigou', by: PAUL.name, at: '2026-11-23T09:00:00.000Z' },
          { scope: 'thread', value: 'thread-1', debtor, debtorName: 'Garage du Canigou', by: MARIE.name, at: MORNING },
        ],
        counts: { thread: 1, address: 1, domain: 1 },
      });
      expect(value(await desk.settings.choices())).toEqual(seen);
      value(await desk.settings.forget({ scope: 'address', value: 'cabinet@expert.fr' }));
      expect(value(await subject.desk(PAUL).settings.choices())).toMatchObject({ rows: [{ scope: 'domain' }, { scope: 'thread' }], counts: { address: 0 } });
      value(await desk.settings.learn({ scope: 'address', value: 'cabinet@expert.fr', debtor }));
      expect(value(await desk.settings.choices()).rows[1]).toMatchObject({ scope: 'address', by: MARIE.name });
      expect(await learnedBy(subject.desk(PAUL))).toEqual([[debtor]]);
    });

    test('the newest hundred of each scope are listed, and all are counted', async () => {
      for (let n = 0; n < 103; n += 1) {
        subject.setNow(at(new Date(Date.parse(MORNING) + n * 1000).toISOString()));
        value(await desk.settings.learn({ scope: 'thread', value: `thread-${n}`, debtor: null }));
      }
      value(await desk.settings.learn({ scope: 'address', value: 'a@b-c.fr', debtor: null }));
      const { rows, counts } = value(await desk.settings.choices());
      expect([rows.length, counts]).toEqual([101, { thread: 103, address: 1, domain: 0 }]);
      expect([rows[0]?.value, rows[1]?.value, rows[100]?.value]).toEqual(['a@b-c.fr', 'thread-102', 'thread-3']);
    });

    test('a very long key of a conversation is remembered, listed, forgotten and learned again by what the list shows', async () => {
      const thread = `AAQk${'é'.repeat(990)}`;
      const hits = async () => value(await desk.source.lookUp(hints({ thread }))).hits.length;
      value(await desk.settings.learn({ scope: 'thread', value: thread, debtor: null }));
      expect(await hits()).toBe(1);
      const [row] = value(await desk.settings.choices()).rows;
      value(await desk.settings.forget({ scope: 'thread', value: row?.value ?? '' }));
      expect([await hits(), value(await desk.settings.choices()).rows]).toEqual([0, []]);
      value(await desk.settings.learn({ scope: 'thread', value: row?.value ?? '', debtor: null }));
      expect(await hits()).toBe(1);
    });

    test.each<[string, 'address' | 'domain', string, string]>([
      ['a free-mail domain', 'domain', 'orange.fr', 'everybodys'], ['a sub-domain of one', 'domain', 'mail.gmail.com', 'everybodys'], ['a platform', 'domain', 'docusign.net', 'everybodys'],
      ['an address of a platform', 'address', 'dse@docusign.net', 'everybodys'], ['our own domain', 'domain', 'atelier-nord.fr', 'ours'], ['a sub-domain of ours', 'domain', 'paris.atelier-nord.fr', 'ours'],
      ['one of our addresses', 'address', 'marie@atelier-nord.fr', 'ours'], ['no domain', 'domain', 'localhost', 'malformed'], ['an address for a domain', 'domain', 'a@b.fr', 'malformed'], ['no address', 'address', 'expert.fr', 'malformed'],
      ['a statement', 'domain', "x.fr'; drop table learned_choices; --", 'malformed'], ['markup', 'address', '<img src=x onerror=alert(1)>@x.fr', 'malformed'],
    ])('%s names no customer and is refused', async (_, scope, of, because) => {
      expect(problem(await desk.settings.learn({ scope, value: of, debtor: null }))).toEqual({ code: 'source/choice-refused', scope, because });
      expect(value(await desk.settings.choices()).rows).toEqual([]);
    });

    test('a free-mail address is one person’s and may be remembered', async () => {
      const debtor = await idOfDebtor(desk, 'canigou');
      expect(value(await desk.settings.learn({ scope: 'address', value: 'garage.canigou@orange.fr', debtor }))).toEqual({ scope: 'address', value: 'garage.canigou@orange.fr', debtor });
    });

    test('whatever a value holds, it comes back as it is or is refused', async () => {
      await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((s) => s.trim() !== '' && !s.includes('\u0000')), fc.constantFrom('thread', 'address', 'domain'), async (of, scope) => {
        const learnt = await desk.settings.learn({ scope, value: of, debtor: null });
        const { rows } = value(await desk.settings.choices());
        expect(rows.map((row) => row.value)).toEqual(learnt.ok ? [learnt.value.value] : []);
        if (learnt.ok) value(await desk.settings.forget(learnt.value));
      }), { numRuns: 25 });
    });

    test('a choice of nobody we know is refused, and forgetting what was never learned is no trouble', async () => {
      expect(problem(await desk.settings.learn({ scope: 'address', value: 'a@b.fr', debtor: 'nobody' as DebtorId })).code).toBe('source/unknown-debtor');
      expect(value(await desk.settings.forget({ scope: 'domain', value: "x' or 1=1 --" }))).toBeNull();
    });
  });
}
