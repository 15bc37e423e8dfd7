import type { PolicyId } from '../ledger/types';
import type { ReminderPolicy } from './types';

/**
 * The shipped plan "Standard". Days are counted from the due date and are the earliest day, never the only one; gaps
 * are counted from the step before as it was really done.
 *
 * - R1 at J+1 is the only start that fits a second reminder about ten days later, a call at J+14 and a letter after a
 *   month (sources compared in the house's law sheet, section 5).
 * - R4 waits 7 days after the call, and the same 7 days after R2 where the plan has no call.
 * - R5 waits 15 days after the notice: its deadline of 8 days, the usual time until first presentation, and 3 days
 *   more. Once presentation dates are logged the gap may be counted from them.
 * - Below 5.00 in all nothing is asked: that is rounding, or the charges that a bank took from a transfer, and a letter
 *   about it costs more in goodwill than it brings ("reward good payers; leeway"). Small debts add up and are then asked.
 */
export const STANDARD_POLICY: ReminderPolicy = {
  id: 'standard' as PolicyId,
  name: { fr: 'Standard', en: 'Standard' },
  version: 'standard-2',
  stages: [
    { id: 'R0', name: { fr: 'Rappel d’échéance', en: 'Due-date reminder' }, days: -5, minimumGap: 0, channel: 'mail', tones: ['courteous'], template: 'r0', enabled: true },
    { id: 'R1', name: { fr: 'Relance courtoise', en: 'Courteous reminder' }, days: 1, minimumGap: 0, channel: 'mail', tones: ['courteous'], template: 'r1', enabled: true },
    { id: 'R2', name: { fr: 'Relance ferme', en: 'Firm reminder' }, days: 11, minimumGap: 10, channel: 'mail', tones: ['firm', 'courteous'], template: 'r2', enabled: true },
    { id: 'R3', name: { fr: 'Appel', en: 'Call' }, days: 14, minimumGap: 3, channel: 'call', tones: [], template: null, enabled: true },
    { id: 'R4', name: { fr: 'Mise en demeure', en: 'Formal notice' }, days: 30, minimumGap: 7, channel: 'letter', tones: ['formal'], template: 'r4', enabled: true },
    { id: 'R5', name: { fr: 'Transmission au recouvrement', en: 'Hand-over' }, days: 45, minimumGap: 15, channel: 'hand-over', tones: ['formal'], template: 'r5', enabled: true },
  ],
  toleranceMinor: 500,
  graceDays: 0,
  mailSpacing: 5,
  promiseGrace: 2,
  deadlineBusinessDays: 5,
  ledgerMaxAge: 2,
};
