import fc from '../../property';
import type { Currency, ReminderPolicy } from '../../../src/core';
import { anEdit, aSavedPlan, edited } from './lives-plans';

/**
 * A debtor's life before it is lived: what he owes, what happens on which day, when the clerk comes by and what she does.
 * Plain data, so that a life that breaks a law shrinks to the few things that matter.
 */
export interface Story {
  readonly policy: ReminderPolicy;
  /** Days after the builders' today on which it begins: another season has other holidays. */
  readonly start: number;
  readonly horizon: number;
  readonly owed: readonly Owed[];
  readonly imported: readonly Imported[];
  readonly visits: readonly Visit[];
  readonly happenings: readonly Happening[];
  /** Days on which it is asked what would come if nothing more happened. */
  readonly looks: readonly number[];
  /** The plan that is saved instead on a day; null: it stays. */
  readonly edited: { readonly day: number; readonly policy: ReminderPolicy } | null;
}

/** An invoice; days are counted from the beginning. */
export interface Owed {
  readonly due: number;
  readonly minor: number;
  readonly currency: Currency;
  readonly parts: number;
  readonly between: number;
  /** What the ledger tells of reminders of another program; `ago`: days before the beginning, null: no day. */
  readonly reminded: { readonly level: number | null; readonly ago: number | null } | null;
}

/** A reminder of the time before Relance, as a ledger's export has it. */
export interface Imported {
  readonly ago: number;
  readonly which: number;
  /** How many steps after the due date it stood for, of those that the age allowed. */
  readonly steps: number;
}

export interface Visit {
  /** Days since the visit before. */
  readonly after: number;
  readonly does: Deed;
  readonly days: number;
}
/** `proven`: sent, not said, seen in the thread; `late`: sent some days after it was written; `never`: neither said nor sent. */
export type Deed = 'send' | 'late' | 'proven' | 'never' | 'discard' | 'skip' | 'look';

export interface Happening {
  readonly day: number;
  readonly what: (typeof HAPPENINGS)[number];
  /** Which invoices, as bits. */
  readonly which: number;
  readonly share: number;
  readonly ahead: number;
}
export const HAPPENINGS = [
  'paid', 'paid', 'part-paid', 'part-paid', 'credit-note', 'money-unallocated', 'new-invoice', 'new-invoice', 'vanishes', 'comes-back', 'promise', 'promise', 'part-promise', 'dispute', 'part-dispute', 'dispute-closed',
  'ledger-dispute', 'ledger-dispute-over', 'hold', 'hold-lifted', 'excluded', 'readmitted', 'undone', 'undone', 'call', 'debit-presented', 'debit-returned', 'e-invoice', 'plan-agreed', 'instalment-missed', 'insolvency', 'assigned', 'note',
] as const;

const owed: fc.Arbitrary<Owed> = fc.record({
  due: fc.integer({ min: -50, max: 30 }),
  minor: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 20_000, max: 900_000 }) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 2_000 }) }),
  currency: fc.constantFrom<Currency>('EUR', 'EUR', 'EUR', 'EUR', 'USD'),
  parts: fc.constantFrom(1, 1, 1, 2, 3),
  between: fc.integer({ min: 1, max: 30 }),
  reminded: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.record({ level: fc.constantFrom(null, 0, 1, 2, 3, 9), ago: fc.option(fc.integer({ min: 0, max: 40 })) }) }),
});

const happening: fc.Arbitrary<Happening> = fc.record({
  day: fc.nat(110),
  what: fc.constantFrom(...HAPPENINGS),
  which: fc.integer({ min: 1, max: 63 }),
  share: fc.constantFrom(0.5, 0.1, 0.9, 1),
  ahead: fc.nat(14),
});

const visit: fc.Arbitrary<Visit> = fc.record({
  after: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 15 }) }),
  does: fc.constantFrom<Deed>('send', 'send', 'send', 'send', 'send', 'late', 'proven', 'never', 'discard', 'skip', 'look'),
  days: fc.nat(6),
});

export const aStory: fc.Arbitrary<Story> = fc
  .record({
    policy: aSavedPlan,
    start: fc.nat(364),
    horizon: fc.constantFrom(60, 90, 120),
    owed: fc.array(owed, { minLength: 1, maxLength: 4 }),
    imported: fc.array(fc.record({ ago: fc.integer({ min: 1, max: 40 }), which: fc.integer({ min: 1, max: 15 }), steps: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 }),
    visits: fc.array(visit, { minLength: 5, maxLength: 50, size: 'max' }),
    happenings: fc.array(happening, { maxLength: 9, size: 'max' }),
    looks: fc.array(fc.nat(100), { minLength: 1, maxLength: 2 }),
    edit: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.record({ day: fc.integer({ min: 1, max: 70 }), edit: anEdit }) }),
  })
  .map(({ edit, ...story }) => ({ ...story, edited: edit === null ? null : { day: edit.day, policy: edited(story.policy, edit.edit) } }));
