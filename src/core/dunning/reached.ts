import { dayNumber } from '../calendar';
import type { InvoiceId, OpenItem } from '../ledger/types';
import type { ReachedInstalment, ReachedInvoice } from '../log/types';
import { planOf } from './policy';
import { placeByAge } from './ages';
import type { Assessment, ReminderPolicy, StageId } from './types';

/**
 * What a call or a skip of today, which name whole invoices, is for each of their instalments that are open: to be logged with
 * it, so that a plan that is edited later changes nothing about what was done.
 *
 * A step that is offered counts for what it is offered for. Beside that
 * - a call counts, for what is overdue, as far as the item's own age allows: nobody was told of a step that he was too young for;
 * - a step that is passed over before its day counts as it is for an invoice that is due at once, by its age for an instalment.
 */
export function reachedBy({ stage, invoices, how }: { readonly stage: StageId; readonly invoices: readonly InvoiceId[]; readonly how: 'called' | 'skipped' }, assessment: Assessment, policy: ReminderPolicy): readonly ReachedInvoice[] {
  if (assessment.kind === 'unknown-debtor') return [];
  const plan = planOf(policy);
  const now = dayNumber(assessment.today);
  const demanded = 'proposal' in assessment && assessment.proposal.stage.id === stage ? assessment.proposal.demanded : null;
  const stepOf = (item: OpenItem): StageId | null => {
    const offered = demanded?.find((one) => one.item.invoice === item.invoice && one.item.instalment === item.instalment);
    if (offered !== undefined && (how === 'called' || offered.step === stage)) return offered.step;
    if (how === 'skipped' && demanded !== null) return null;
    if (item.daysOverdue <= 0) return null;
    if (how === 'skipped' && item.instalments === 1) return stage;
    return policy.stages[placeByAge(plan.places.get(stage) ?? -1, now - item.daysOverdue, plan, now)]?.id ?? null;
  };
  const reached = new Map<InvoiceId, ReachedInstalment[]>();
  for (const item of assessment.statement.items) {
    if (item.outstanding.minor <= 0 || !invoices.includes(item.invoice)) continue;
    reached.set(item.invoice, [...(reached.get(item.invoice) ?? []), { due: item.due, step: stepOf(item) }]);
  }
  return [...reached].map(([invoice, instalments]) => ({ invoice, instalments }));
}
