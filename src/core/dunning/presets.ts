import type { PolicyId } from '../ledger/types';
import { PUBLIC_BUYER_POLICY } from './public-buyer-policy';
import { STANDARD_POLICY } from './standard-policy';
import type { DunningStage, ReminderPolicy } from './types';

const stage = (id: string, days: number, minimumGap: number): DunningStage => {
  const standard = STANDARD_POLICY.stages.find((one) => one.id === id);
  if (standard === undefined) throw new Error(`no stage ${id} in the standard plan`);
  return { ...standard, days, minimumGap };
};

/**
 * The shipped plan "Souple", for good customers ("reward good payers; leeway"). Days: the law sheet's schedule, section 5
 * (J-5, J+7, J+17, J+21, J+37, J+52); the first reminder after a week is that of one of the five sources, and all that
 * follows moves with it. Gaps are those of Standard.
 */
export const GENTLE_POLICY: ReminderPolicy = {
  ...STANDARD_POLICY,
  id: 'gentle' as PolicyId,
  name: { fr: 'Souple', en: 'Gentle' },
  version: 'gentle-1',
  stages: [stage('R0', -5, 0), stage('R1', 7, 0), stage('R2', 17, 10), stage('R3', 21, 3), stage('R4', 37, 7), stage('R5', 52, 15)],
};

/**
 * The shipped plan "Ferme". Days and gaps: the law sheet's schedule, section 5 (J-3, J+1, J+8, J+10, J+15, J+30; gaps of 7,
 * 2 and 5 days), where one source sends its registered letter after two weeks. R5 waits 15 days after the notice as in
 * Standard: that time belongs to the debtor, not to the creditor's patience.
 */
export const FIRM_POLICY: ReminderPolicy = {
  ...STANDARD_POLICY,
  id: 'firm' as PolicyId,
  name: { fr: 'Ferme', en: 'Firm' },
  version: 'firm-1',
  stages: [stage('R0', -3, 0), stage('R1', 1, 0), stage('R2', 8, 7), stage('R3', 10, 2), stage('R4', 15, 5), stage('R5', 30, 15)],
};

/**
 * The shipped plan "Téléphone d’abord": "a call at J+3 for large amounts" (law sheet, section 5; one of the five sources
 * calls before it writes). The sheet names that day alone; the rest is the product's choice:
 *
 * - the courteous mail follows two days after the call, as its written trace;
 * - R2 comes ten days after R1 as in Standard, and the second call three days after R2;
 * - the notice and the hand-over stay where Standard has them.
 *
 * The early call has a name of its own: after a change of plan it must not stand for the call that comes after R2.
 */
export const PHONE_FIRST_POLICY: ReminderPolicy = {
  ...STANDARD_POLICY,
  id: 'phone-first' as PolicyId,
  name: { fr: 'Téléphone d’abord', en: 'Phone first' },
  version: 'phone-first-1',
  stages: [
    stage('R0', -5, 0),
    { ...stage('R3', 3, 0), id: 'T1', name: { fr: 'Premier appel', en: 'First call' } },
    stage('R1', 5, 2),
    stage('R2', 15, 10),
    { ...stage('R3', 18, 3), name: { fr: 'Second appel', en: 'Second call' } },
    stage('R4', 30, 7),
    stage('R5', 45, 15),
  ],
};

/** All plans that come with the product, in the order in which they are offered. Data: none of them is ever changed, only copied. */
export const SHIPPED_POLICIES: readonly ReminderPolicy[] = [STANDARD_POLICY, GENTLE_POLICY, FIRM_POLICY, PHONE_FIRST_POLICY, PUBLIC_BUYER_POLICY];
