import type { InvoiceId, OpenItem } from '../ledger/types';
import type { StepDone } from '../log/types';
import type { Plan } from './policy';
import type { StepsOf } from './positions';
import type { Proposal } from './types';

/**
 * The last mail about overdue debt that listed any of the demanded items, and which of them it listed. Where the log names
 * invoices alone, a mail lists of one in instalments those that were overdue on the day on which it was written.
 */
export function previousMail(demanded: readonly OpenItem[], stepsOf: StepsOf, plan: Plan): Proposal['previous'] {
  let latest: Mail | null = null;
  for (const item of demanded) {
    for (const step of stepsOf(item.invoice)) {
      const mail = { step, place: overdueMailPlace(step, plan) };
      if (mail.place >= 0 && isListed(item, step) && (latest === null || isLater(mail, latest))) latest = mail;
    }
  }
  if (latest === null) return null;
  const { step } = latest;
  const invoices = new Set<InvoiceId>();
  for (const item of demanded) if (stepsOf(item.invoice).some(({ entry }) => entry === step.entry) && isListed(item, step)) invoices.add(item.invoice);
  return { stage: step.stage, on: step.on, invoices: [...invoices], later: demanded.filter((item) => invoices.has(item.invoice) && !isListed(item, step)) };
}

/** Whether a mail that named the item's invoice listed this item of it. */
function isListed({ due, instalments }: OpenItem, { writtenOn, instalments: told }: StepDone): boolean {
  if (instalments === 1) return true;
  return told === undefined ? due < writtenOn : told.some((instalment) => instalment.due === due && instalment.step !== null);
}

interface Mail {
  readonly step: StepDone;
  readonly place: number;
}

/** On one day the higher step, then the entry's id: the order of the invoices decides nothing. */
function isLater({ step, place }: Mail, latest: Mail): boolean {
  return step.on > latest.step.on || (step.on === latest.step.on && (place > latest.place || (place === latest.place && step.entry < latest.step.entry)));
}

/** The place in the policy of a mail about overdue debt; -1: it is none. */
function overdueMailPlace({ stage, how }: StepDone, plan: Plan): number {
  const place = plan.places.get(stage) ?? -1;
  return how === 'sent' && (plan.policy.stages[place]?.days ?? 0) > 0 ? place : -1;
}
