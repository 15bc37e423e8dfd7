import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addBusinessDays, addDays, assess, daysBetween, isBusinessDay, money, STANDARD_POLICY, validatePolicy } from '../../../src/core';
import type { Assessment, CaseFile, LocalDate, LogFact, OpenItem, Proposal } from '../../../src/core';
import { aCaseFile, aLog, called, deposited, drafted, readOn, reference, sent, TODAY } from '../builders';
import type { EntryOver } from '../builders';
import { aLife, daysFrom, invoicesLife, proofsLife } from './lives';
import { essence } from './lives-laws';
import { aPlanLife, aSavedPlan } from './lives-plans';
import { withPolicy } from './standard';

const PACK = withPolicy();
const answer = (file: CaseFile, today: LocalDate): Assessment => assess(file, PACK, null, today);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
const place = (stage: string): number => STANDARD_POLICY.stages.findIndex(({ id }) => id === stage);

describe('an assessment', () => {
  test('stays what it is until recheckOn, day by day', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(aLife, fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 14 })), ({ file }, ahead) => {
        const today = addDays(TODAY, ahead);
        const first = answer(file, today);
        seen.set(first.kind, (seen.get(first.kind) ?? 0) + 1);
        const { recheckOn } = first;
        if (recheckOn !== null) expect(recheckOn > today).toBe(true);
        for (const day of daysFrom(addDays(today, 1), 60)) {
          if (recheckOn !== null && day >= recheckOn) break;
          expect(essence(answer(file, day))).toBe(essence(first));
        }
      }),
      { numRuns: 600 },
    );
    // The lives reach every answer that a log and a ledger can lead to.
    expect([...seen.keys()].sort()).toEqual(['call', 'draft-pending', 'draft-unconfirmed', 'exhausted', 'held', 'letter', 'not-due', 'remind', 'settled', 'too-soon']);
  });

  test('stays so in every plan that may be saved, and with what a thread proves', () => {
    fc.assert(
      fc.property(aLife, fc.oneof(aPlanLife, aSavedPlan), proofsLife, fc.integer({ min: 0, max: 14 }), ({ file }, policy, facts, ahead) => {
        expect(validatePolicy(policy)).toEqual({ ok: true, value: policy });
        const pack = withPolicy(policy);
        const today = addDays(TODAY, ahead);
        const first = assess(file, pack, facts, today);
        const { recheckOn } = first;
        for (const day of daysFrom(addDays(today, 1), 60)) {
          if (recheckOn !== null && day >= recheckOn) break;
          expect(essence(assess(file, pack, facts, day))).toBe(essence(first));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('of a consumer, once consumers are reminded, is a business’s under the plan without its hand-over; held where that plan is at its end', () => {
    const seen = new Map<string, number>();
    const [on, without] = [{ ...PACK, profile: { ...PACK.profile, remindsConsumers: true } }, withPolicy({ ...STANDARD_POLICY, stages: STANDARD_POLICY.stages.map((stage) => (stage.id === 'R5' ? { ...stage, enabled: false } : stage)) })];
    fc.assert(
      fc.property(aLife, fc.integer({ min: 0, max: 60 }), ({ file }, ahead) => {
        const today = addDays(TODAY, ahead);
        const [hers, his] = (['consumer', 'business'] as const).map((kind): Assessment => assess({ ...file, debtor: { ...file.debtor, kind } }, kind === 'consumer' ? on : without, null, today));
        if (hers === undefined || his === undefined || hers.kind === 'unknown-debtor' || his.kind === 'unknown-debtor') throw new Error('known');
        seen.set(hers.kind, (seen.get(hers.kind) ?? 0) + 1);
        if (his.kind === 'exhausted') expect(hers).toMatchObject({ kind: 'held', holds: [{ kind: 'consumer-step', stage: 'R5', law: null }], until: null });
        // A consumer's claim lapses earlier, so its end is looked for on another day.
        else expect(essence({ ...hers, policyVersion: '', recheckOn: null })).toBe(essence({ ...his, policyVersion: '', recheckOn: null }));
        for (const day of daysFrom(addDays(today, 1), 20)) {
          if (hers.recheckOn !== null && day >= hers.recheckOn) break;
          expect(essence(assess({ ...file, debtor: { ...file.debtor, kind: 'consumer' } }, on, null, day))).toBe(essence(hers));
        }
      }),
      { numRuns: 300 },
    );
    expect([...seen.keys()].sort()).toEqual(expect.arrayContaining(['call', 'held', 'letter', 'remind', 'too-soon']));
  });

  test('does not depend on the order of invoices and entries, changes nothing that it is given, and is the same twice', () => {
    fc.assert(
      fc.property(aLife, fc.integer({ min: 0, max: 1e9 }), ({ file }, seed) => {
        const shuffled = <T>(list: readonly T[]): readonly T[] => [...list].map((item, at) => ({ item, key: (Math.imul(at + 7, 2_654_435_761) ^ Math.imul(seed, 40_503)) >>> 0 })).sort((a, b) => a.key - b.key).map(({ item }) => item);
        const kept = frozen(file);
        const once = JSON.stringify(answer(kept, TODAY));
        expect(JSON.stringify(answer(kept, TODAY))).toBe(once);
        expect(JSON.stringify(answer({ ...file, invoices: shuffled(file.invoices), entries: shuffled(file.entries) }, TODAY))).toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  test('never offers a lower step on a later day with the same facts, in whatever plan', () => {
    fc.assert(
      fc.property(aLife, fc.oneof(aPlanLife, aSavedPlan), ({ file }, policy) => {
        const pack = withPolicy(policy);
        let highest = -1;
        for (const today of daysFrom(TODAY, 50)) {
          const assessment = assess(file, pack, null, today);
          if (!('proposal' in assessment)) continue;
          // Two invoices may each have another announcement; before the due date none stands above the other.
          const now = policy.stages.findIndex(({ id, days }) => days > 0 && id === assessment.proposal.stage.id);
          expect(now).toBeGreaterThanOrEqual(highest);
          highest = now;
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a letter lists everything undisputed and overdue of its currency once, and its sum is that of its items', () => {
    fc.assert(
      fc.property(aLife, ({ file }) => {
        const assessment = answer(file, TODAY);
        if (!('proposal' in assessment)) return;
        const { demanded, informational, sum, stage, triggers } = assessment.proposal;
        expect(demanded.length).toBeGreaterThan(0);
        expect(demanded.reduce((total, { item }) => total + item.outstanding.minor - item.disputed.minor, 0)).toBe(sum.minor);
        const keys = [...demanded.map(({ item }) => item), ...informational].map(({ invoice, instalment }) => `${invoice} ${instalment}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect([...demanded.map(({ item }) => item), ...informational].every(({ outstanding }) => outstanding.currency === sum.currency)).toBe(true);
        expect(triggers.every((id) => demanded.some(({ item }) => item.invoice === id))).toBe(true);
        if (stage.days <= 0) return;
        // Of these statuses the day, the dispute or the payment decides: their own tests tell.
        const either = new Set(file.invoices.filter(({ eInvoiceStatus }) => [206, 211, 212].includes(eInvoiceStatus ?? 0)).map(({ id }) => id));
        const blocked = new Set(file.invoices.filter(({ means, eInvoiceStatus, assignee }) => means !== 'transfer' || eInvoiceStatus === 207 || assignee !== null).map(({ id }) => id));
        const due = assessment.statement.items.filter(
          (item) => item.daysOverdue > 0 && item.outstanding.currency === sum.currency && item.outstanding.minor > item.disputed.minor && !blocked.has(item.invoice),
        );
        const listed = [...demanded.map(({ item }) => item), ...informational];
        const plain = (items: readonly OpenItem[]) => items.filter(({ invoice }) => !either.has(invoice)).map(({ invoice, instalment }) => `${invoice} ${instalment}`).sort();
        expect(plain(listed)).toEqual(plain(due));
      }),
      { numRuns: 400 },
    );
  });
});

/** Does what the plan says whenever the clerk comes by, and keeps the log of it. */
function follow(invoices: CaseFile['invoices'], visits: readonly boolean[], check: (proposal: Proposal, today: LocalDate, done: readonly Done[]) => void): readonly Done[] {
  const log: (readonly [LogFact, EntryOver])[] = [];
  const done: Done[] = [];
  visits.forEach((comes, at) => {
    const today = addDays(TODAY, at);
    if (!comes) return;
    const assessment = answer(aCaseFile({ invoices, entries: aLog(...log), source: readOn(today) }), today);
    if (!('proposal' in assessment)) return;
    const { proposal } = assessment;
    check(proposal, today, done);
    const listed = proposal.demanded.map(({ item, step }) => ({ invoice: item.invoice, number: item.number, outstanding: item.outstanding, step }));
    done.push({ stage: proposal.stage.id, on: today, steps: new Map(listed.map(({ invoice, step }) => [invoice, step])) });
    const { id, channel } = proposal.stage;
    if (channel === 'mail') {
      const ours = reference(`R-${String(at + 2222)}Z`);
      log.push([drafted({ reference: ours, stage: id, invoices: listed }), { on: today }], [sent({ reference: ours, sentOn: today }), { on: today }]);
    } else if (channel === 'call') {
      log.push([called({ invoices: listed.map(({ invoice }) => invoice) }), { on: today }]);
    } else {
      log.push([deposited({ stage: id, depositedOn: today, invoices: listed }), { on: today }]);
    }
  });
  return done;
}
interface Done {
  readonly stage: string;
  readonly on: LocalDate;
  readonly steps: ReadonlyMap<string, string>;
}

describe('a clerk who follows the plan, coming by on any days', () => {
  const simple = invoicesLife.map((invoices) => invoices.filter(({ kind, instalments }) => kind !== 'credit-note' && instalments.length === 1).map((invoice) => ({ ...invoice, disputed: null })));

  test('never sends a step twice for an invoice, before its age or before its gap, on a day off, or two mails within five business days', () => {
    fc.assert(
      fc.property(simple, fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }), (invoices, visits) => {
        follow(invoices, visits, (proposal, today, done) => {
          expect(isBusinessDay(today)).toBe(true);
          const { stage } = proposal;
          if (stage.channel === 'mail' && stage.days > 0) {
            const mails = done.filter(({ stage: id }) => id === 'R1' || id === 'R2');
            const last = mails[mails.length - 1];
            if (last !== undefined) expect(addBusinessDays(last.on, STANDARD_POLICY.mailSpacing) <= today).toBe(true);
          }
          for (const trigger of proposal.triggers) {
            const item = proposal.demanded.find(({ item: { invoice } }) => invoice === trigger)?.item;
            if (item === undefined) throw new Error('a trigger that is not demanded');
            const mine = done.filter(({ steps }) => steps.has(trigger)).map(({ on, steps }) => ({ on, step: steps.get(trigger) ?? '' }));
            // Never again what was reached for this invoice by a mail; a call may have stood above a mail still to be sent.
            expect(done.some(({ stage: id, steps }) => id === stage.id && steps.get(trigger) === stage.id)).toBe(false);
            if (stage.days <= 0) {
              expect(item.daysOverdue).toBeLessThan(0);
              continue;
            }
            expect(item.daysOverdue).toBeGreaterThanOrEqual(stage.days);
            const highest = mine.reduce((top, { step }) => Math.max(top, place(step)), -1);
            const reached = mine.find(({ step }) => place(step) === highest);
            if (reached !== undefined && highest > 0) expect(daysBetween(reached.on, today)).toBeGreaterThanOrEqual(stage.minimumGap);
            const firm = mine.find(({ step }) => step === 'R2');
            if (firm !== undefined) expect(daysBetween(firm.on, today)).toBeGreaterThanOrEqual(stage.minimumGap);
          }
          if (stage.channel === 'letter' || stage.channel === 'hand-over') {
            for (const { item } of proposal.demanded) {
              expect(item.daysOverdue).toBeGreaterThanOrEqual(30);
              expect(done.some(({ stage: id, steps }) => id === 'R2' && steps.get(item.invoice) === 'R2')).toBe(true);
            }
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  test('brings one invoice through the whole plan, each step once, in order', () => {
    const invoices = [{ ...aCaseFile().invoices[0]!, instalments: [{ ...aCaseFile().invoices[0]!.instalments[0]!, due: addDays(TODAY, 6), outstanding: money(120_000, 'EUR') }] }];
    const done = follow(invoices, Array.from({ length: 90 }, () => true), () => undefined);
    expect(done.map(({ stage }) => stage)).toEqual(['R0', 'R1', 'R2', 'R3', 'R4', 'R5']);
  });
});
