import type { PolicyId } from '../ledger/types';
import { STANDARD_POLICY } from './standard-policy';
import type { DunningStage, ReminderPolicy } from './types';

const stage = (id: string, days: number, minimumGap: number): DunningStage => {
  const standard = STANDARD_POLICY.stages.find((one) => one.id === id);
  if (standard === undefined) throw new Error(`no stage ${id} in the standard plan`);
  return { ...standard, days, minimumGap };
};

/**
 * The shipped plan "Acheteur public": the State, towns, hospitals. The law sheet (1.14) asks for a schedule of its own and
 * names no days; these are the product's choice:
 *
 * - The buyer orders payment and a public accountant makes it. A transfer that was ordered in time may arrive a few days
 *   late, and interest is due without any reminder: R1 waits a week, R2 two weeks more, and a letter gives ten business days.
 * - R4 stays: towards a public body a written claim interrupts the limitation (1.9), which between companies it does not.
 * - No R5: the law sheet knows no hand-over for it, and "send via Chorus Pro contact" is the way that remains.
 */
export const PUBLIC_BUYER_POLICY: ReminderPolicy = {
  ...STANDARD_POLICY,
  id: 'public-buyer' as PolicyId,
  name: { fr: 'Acheteur public', en: 'Public buyer' },
  version: 'public-buyer-1',
  stages: [stage('R0', -5, 0), stage('R1', 7, 0), stage('R2', 21, 14), stage('R3', 28, 7), stage('R4', 45, 15)],
  deadlineBusinessDays: 10,
};
