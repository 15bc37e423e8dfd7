import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { assess, GENTLE_POLICY, policyOf, PUBLIC_BUYER_POLICY, SHIPPED_POLICIES, STANDARD_POLICY } from '../../src/core';
import type { DebtorId, PolicyId, PolicyToSave, ReminderPolicy } from '../../src/core';
import { MARIE, PAUL, aDebtor, anInvoice, at, daysAgo } from '../core/builders';
import { MORNING, idOfDebtor, listed, problem, reminderDue, value, opened } from './subject';
import type { Desk, OpenSubject, Subject } from './subject';

/** R1 on the fourth day. */
const OWN: ReminderPolicy = { ...STANDARD_POLICY, name: { fr: 'Maison', en: 'House' }, stages: STANDARD_POLICY.stages.map((stage) => (stage.id === 'R1' ? { ...stage, days: 4 } : stage)) };
const own = (over: Partial<ReminderPolicy> = {}): PolicyToSave => ({ policy: { ...OWN, ...over }, basedOn: STANDARD_POLICY.id, replaces: null });

export function policiesContract(name: string, open: OpenSubject): void {
  describe(`the plans as ${name} keeps them`, () => {
    let subject: Subject;
    let desk: Desk;
    beforeEach(async () => {
      ({ subject, desk } = await opened(open, { debtors: [aDebtor({ segment: 'Grands comptes' })], invoices: [anInvoice({ due: daysAgo(2) })] }));
    });
    afterEach(() => subject.close());

    const planOf = async (who: Desk = desk): Promise<ReminderPolicy> => policyOf(value(await who.settings.pack()), value(await who.source.caseFile(await idOfDebtor(who, 'canigou'))).debtor);
    const saved = async (given: PolicyToSave, who: Desk = desk) => value(await who.settings.savePolicy(given));

    test('at first there are the shipped ones, Standard is for everybody, and the segments of the ledger are known', async () => {
      expect(value(await desk.settings.policies())).toEqual({ shipped: SHIPPED_POLICIES, own: [], defaultPolicy: 'standard', assignments: [], segments: ['Grands comptes'] });
    });

    test('a copy that is changed is a plan of its own, with who saved it and when; the shipped one stays', async () => {
      const kept = await saved(own());
      expect(kept).toEqual({ policy: { ...OWN, id: kept.policy.id, version: kept.policy.version }, basedOn: 'standard', versions: [{ version: kept.policy.version, by: MARIE.name, at: MORNING }] });
      expect(SHIPPED_POLICIES.map(({ id, version }) => [id, version]).flat()).not.toEqual(expect.arrayContaining([kept.policy.id]));
      const book = value(await subject.desk(PAUL).settings.policies());
      expect([book.shipped, book.own]).toEqual([SHIPPED_POLICIES, [kept]]);
      expect(value(await desk.settings.pack()).policies).toEqual([...SHIPPED_POLICIES, kept.policy]);
    });

    test('each saving is a further version under a new name; the ones before are kept and told, and going back is a version too', async () => {
      const first = await saved(own());
      subject.setNow(at('2026-11-23T09:00:00.000Z'));
      const second = await saved({ policy: { ...first.policy, graceDays: 3 }, basedOn: null, replaces: first.policy.version }, subject.desk(PAUL));
      const third = await saved({ policy: first.policy, basedOn: null, replaces: second.policy.version });
      expect(new Set([first, second, third].map(({ policy }) => policy.version)).size).toBe(3);
      expect([second, third].map(({ policy, basedOn }) => [policy.id, policy.graceDays, basedOn])).toEqual([[first.policy.id, 3, 'standard'], [first.policy.id, 0, 'standard']]);
      const book = value(await desk.settings.policies());
      expect(book.own).toEqual([third]);
      expect(third.versions).toEqual([
        { version: third.policy.version, by: MARIE.name, at: '2026-11-23T09:00:00.000Z' }, { version: second.policy.version, by: PAUL.name, at: '2026-11-23T09:00:00.000Z' }, { version: first.policy.version, by: MARIE.name, at: MORNING },
      ]);
    });

    test('what a colleague saved in the meantime is not overwritten', async () => {
      const first = await saved(own());
      subject.setNow(at('2026-11-23T09:00:00.000Z'));
      const second = await saved({ policy: { ...first.policy, graceDays: 3 }, basedOn: null, replaces: first.policy.version }, subject.desk(PAUL));
      expect(problem(await desk.settings.savePolicy({ policy: { ...first.policy, graceDays: 9 }, basedOn: null, replaces: first.policy.version }))).toEqual({ code: 'policy/changed-meanwhile', by: PAUL.name, at: '2026-11-23T09:00:00.000Z' });
      expect(value(await desk.settings.policies()).own).toEqual([second]);
    });

    test('two savings at one moment: one of them wins, the other is told', async () => {
      const first = await saved(own());
      const answers = await Promise.all([1, 2, 3].map((graceDays) => desk.settings.savePolicy({ policy: { ...first.policy, graceDays }, basedOn: null, replaces: first.policy.version })));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(value(await desk.settings.policies()).own[0]?.versions).toHaveLength(2);
    });

    test('a broken plan is refused with every fault, and nothing is kept', async () => {
      const stages = STANDARD_POLICY.stages.map((stage) => (stage.id === 'R2' ? { ...stage, days: 1, template: 'r9' } : stage));
      expect(problem(await desk.settings.savePolicy(own({ graceDays: -1, stages })))).toEqual({
        code: 'policy/refused', faults: [{ stage: null, field: 'graceDays', why: 'out-of-range' }, { stage: 'R2', field: 'days', why: 'not-rising' }, { stage: 'R2', field: 'template', why: 'no-such-template' }],
      });
      expect(problem(await desk.settings.savePolicy({ ...own(), policy: [] as unknown as ReminderPolicy }))).toEqual({ code: 'policy/refused', faults: [{ stage: null, field: 'policy', why: 'unreadable' }] });
      expect(value(await desk.settings.policies()).own).toEqual([]);
    });

    test('a plan that nobody made cannot be replaced, copied or given', async () => {
      const unknown = 'own-99' as PolicyId;
      expect(problem(await desk.settings.savePolicy({ policy: { ...OWN, id: unknown }, basedOn: null, replaces: 'own-99.1' }))).toEqual({ code: 'policy/unknown', policy: unknown });
      expect(problem(await desk.settings.savePolicy({ policy: STANDARD_POLICY, basedOn: null, replaces: STANDARD_POLICY.version }))).toEqual({ code: 'policy/unknown', policy: 'standard' });
      expect(problem(await desk.settings.savePolicy({ ...own(), basedOn: unknown }))).toEqual({ code: 'policy/unknown', policy: unknown });
      expect(problem(await desk.settings.assignPolicy({ scope: 'company', policy: unknown }))).toEqual({ code: 'policy/unknown', policy: unknown });
      expect(problem(await desk.settings.assignPolicy({ scope: 'debtor', debtor: 'nobody' as DebtorId, policy: GENTLE_POLICY.id }))).toEqual({ code: 'source/unknown-debtor' });
    });

    test('the narrowest choice holds: the debtor’s, his segment’s, the company’s; taken back, the next one holds again', async () => {
      const debtor = await idOfDebtor(desk, 'canigou');
      const kept = await saved(own());
      const plans: string[] = [(await planOf()).id];
      const give = async (...given: readonly Parameters<Desk['settings']['assignPolicy']>[0][]): Promise<void> => {
        for (const one of given) value(await desk.settings.assignPolicy(one));
        plans.push((await planOf()).id);
      };
      await give({ scope: 'company', policy: 'firm' as PolicyId });
      await give({ scope: 'segment', segment: 'Grands comptes', policy: GENTLE_POLICY.id });
      await give({ scope: 'debtor', debtor, policy: kept.policy.id });
      await give({ scope: 'segment', segment: 'Grands comptes', policy: null }, { scope: 'company', policy: STANDARD_POLICY.id });
      await give({ scope: 'debtor', debtor, policy: PUBLIC_BUYER_POLICY.id });
      await give({ scope: 'debtor', debtor, policy: null });
      expect(plans).toEqual(['standard', 'firm', 'gentle', kept.policy.id, kept.policy.id, 'public-buyer', 'standard']);
    });

    test('a plan that nobody has any more is taken out of use, and its number is not given out again', async () => {
      const debtor = await idOfDebtor(desk, 'canigou');
      const kept = await saved(own());
      const { id, version } = kept.policy;
      for (const one of [{ scope: 'company', policy: id }, { scope: 'segment', segment: 'Grands comptes', policy: id }, { scope: 'debtor', debtor, policy: id }] as const) value(await desk.settings.assignPolicy(one));
      expect(problem(await desk.settings.removePolicy(id, version))).toEqual({ code: 'policy/in-use', company: true, segments: ['Grands comptes'], debtors: 1 });
      for (const one of [{ scope: 'company', policy: STANDARD_POLICY.id }, { scope: 'segment', segment: 'Grands comptes', policy: null }, { scope: 'debtor', debtor, policy: null }] as const) value(await desk.settings.assignPolicy(one));
      expect(problem(await desk.settings.removePolicy(id, 'another'))).toMatchObject({ code: 'policy/changed-meanwhile' });
      const before = value(await desk.settings.pack()).id;
      expect(value(await desk.settings.removePolicy(id, version))).toBeNull();
      expect(value(await desk.settings.policies()).own).toEqual([]);
      expect(value(await desk.settings.pack()).id).not.toBe(before);
      expect(problem(await desk.settings.removePolicy(id, version))).toEqual({ code: 'policy/unknown', policy: id });
      expect(problem(await desk.settings.savePolicy({ policy: kept.policy, basedOn: null, replaces: version }))).toEqual({ code: 'policy/unknown', policy: id });
      expect(problem(await desk.settings.assignPolicy({ scope: 'company', policy: id }))).toEqual({ code: 'policy/unknown', policy: id });
      expect(problem(await desk.settings.removePolicy(STANDARD_POLICY.id, STANDARD_POLICY.version))).toEqual({ code: 'policy/unknown', policy: 'standard' });
    });

    test('a segment of another name gets nothing, whatever it is called', async () => {
      for (const segment of ['grands comptes ', 'constructor', '__proto__', "x' or 1=1 --"]) value(await desk.settings.assignPolicy({ scope: 'segment', segment, policy: GENTLE_POLICY.id }));
      expect((await planOf()).id).toBe('standard');
    });

    test('the team sees who gave which plan to whom, and when; the newest first, of each only the last', async () => {
      const debtor = await idOfDebtor(desk, 'canigou');
      value(await desk.settings.assignPolicy({ scope: 'debtor', debtor, policy: GENTLE_POLICY.id }));
      value(await desk.settings.assignPolicy({ scope: 'company', policy: 'firm' as PolicyId }));
      subject.setNow(at('2026-11-23T09:00:00.000Z'));
      value(await subject.desk(PAUL).settings.assignPolicy({ scope: 'debtor', debtor, policy: null }));
      expect(value(await desk.settings.policies())).toMatchObject({
        defaultPolicy: 'firm',
        assignments: [{ scope: 'debtor', debtor, policy: null, by: PAUL.name, at: '2026-11-23T09:00:00.000Z' }, { scope: 'company', policy: 'firm', by: MARIE.name, at: MORNING }],
      });
    });

    test('a pane that is open learns of it by the pack’s id, and the keeper of the log decides by the same plan', async () => {
      const before = value(await desk.settings.pack()).id;
      const asked = await reminderDue(desk, await idOfDebtor(desk, 'canigou'), 'R-7K3F', 'request-1');
      const kept = await saved(own());
      value(await desk.settings.assignPolicy({ scope: 'company', policy: kept.policy.id }));
      const pack = value(await desk.settings.pack());
      expect(pack.id).not.toBe(before);
      const file = value(await desk.source.caseFile(await idOfDebtor(desk, 'canigou')));
      expect(file.pack).toBe(pack.id);
      // Two days late: Standard reminds, the house's own plan waits for the fourth day.
      expect(assess(file, pack, null, file.today)).toMatchObject({ kind: 'too-soon', policyVersion: kept.policy.version });
      expect((await listed(desk, ['too-soon'])).map(({ debtor }) => debtor.id)).toEqual([file.debtor.id]);
      expect(problem(await desk.log.append(asked, null)).code).toBe('log/no-longer-due');
    });

    test('an entry names the version that decided, also after the plan was changed', async () => {
      const kept = await saved(own({ stages: STANDARD_POLICY.stages }));
      value(await desk.settings.assignPolicy({ scope: 'company', policy: kept.policy.id }));
      const debtor = await idOfDebtor(desk, 'canigou');
      value(await desk.log.append(await reminderDue(desk, debtor, 'R-7K3F', 'request-1'), null));
      await saved({ policy: { ...kept.policy, graceDays: 9 }, basedOn: null, replaces: kept.policy.version });
      expect(value(await desk.log.entriesOf(debtor)).map(({ policyVersion }) => policyVersion)).toEqual([kept.policy.version]);
      expect(value(await desk.settings.policies()).own[0]?.versions.map(({ version }) => version)).toContain(kept.policy.version);
    });

    test('a plan given to a debtor outlives the next ledger', async () => {
      value(await desk.settings.assignPolicy({ scope: 'debtor', debtor: await idOfDebtor(desk, 'canigou'), policy: GENTLE_POLICY.id }));
      await subject.read({ debtors: [aDebtor({ segment: 'Grands comptes' })], invoices: [anInvoice({ due: daysAgo(3) })] });
      expect((await planOf()).id).toBe('gentle');
    });
  });
}
