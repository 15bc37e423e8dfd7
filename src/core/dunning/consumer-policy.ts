import type { Debtor } from '../ledger/types';
import type { DunningStage, ReminderPolicy } from './types';

/** What a plan leaves out for a consumer is decided by these rules; raised when they change, so that an entry tells what decided it. */
const RULES = 'consumers-1';

const derived = new WeakMap<ReminderPolicy, { readonly home: ReminderPolicy; readonly abroad: ReminderPolicy }>();

/**
 * A plan as it stands for a consumer, once the company reminds consumers at all. Its days, gaps and thresholds stay; a step
 * for which there is no lawful text is switched off, so that no letter announces it and no day is named for it:
 *
 * - the hand-over (R5): the law sheet tells what may be written to a company, and nothing of a consumer;
 * - under another law than the French one the formal notice too: what protects consumers there is not known to us (Belgium
 *   gives them a first reminder free and 14 days), and a notice starts interest and deadlines.
 *
 * The version of the plan is kept, with these rules behind it.
 * Source: law sheet 1.7, 1.14; C. conso. L218-2; C. civ. 1231-6, 1344-1.
 */
export function consumerPolicy(policy: ReminderPolicy, { lawCountry }: Debtor): ReminderPolicy {
  const known = derived.get(policy) ?? { home: without(policy, isHandOver), abroad: without(policy, (stage) => isHandOver(stage) || stage.channel === 'letter' || stage.template === 'r4') };
  derived.set(policy, known);
  return lawCountry === 'FR' ? known.home : known.abroad;
}

const isHandOver = ({ channel, template }: DunningStage): boolean => channel === 'hand-over' || template === 'r5';

function without(policy: ReminderPolicy, isLeftOut: (stage: DunningStage) => boolean): ReminderPolicy {
  const leftOut = policy.stages.filter((stage) => stage.enabled && isLeftOut(stage)).map(({ id }) => id);
  return { ...policy, version: `${policy.version}+${RULES}`, stages: policy.stages.map((stage) => (leftOut.includes(stage.id) ? { ...stage, enabled: false } : stage)), forConsumers: { leftOut } };
}
