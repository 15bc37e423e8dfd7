import { draftToTakeBack, policyOf, RULES_VERSION } from '../../core';
import type { OneClickEnd, RequestId } from '../../core';
import { readOpenMessage } from './open-message';
import type { OpenMessage, RibbonOptions } from './open-message';
import type { Press, Told } from './press';

/**
 * "Annuler la relance": takes back in the log the reminder that this clerk has just inserted for the customer of the open
 * message. A notification cannot carry this: its one action opens the pane. The reply that stands open is closed by the clerk.
 */
export async function undoReminder(options: RibbonOptions, press: Press): Promise<Told> {
  const { today, read } = await readOpenMessage(options);
  if (read.ok === 'which-company') return { today, end: { kind: 'open-pane', because: { kind: 'which-company' } } };
  return { today, end: read.ok ? await takenBack(options, read.value, press) : { kind: 'not-taken-back', problem: read.problem } };
}

async function takenBack({ newId, noted }: RibbonOptions, { subject: { file }, records, pack, me, isOpen }: OpenMessage, press: Press): Promise<OneClickEnd> {
  const draft = file === null ? null : draftToTakeBack(file.entries, me, file.today);
  if (file === null || draft === null) return { kind: 'nothing-to-take-back' };
  if (press.expired()) return { kind: 'too-slow', reserved: false };
  if (!isOpen()) return { kind: 'not-taken-back', problem: { code: 'mail/item-changed' } };
  const policy = policyOf(pack, file.debtor);
  const answer = await records.append({
    requestId: newId() as RequestId, company: file.company, debtor: file.debtor.id, fact: { kind: 'draft-discarded', reference: draft.reference, reason: 'clerk' }, contentHash: null,
    policyVersion: policy.version, rulesVersion: RULES_VERSION,
  }, null);
  if (!answer.ok) return { kind: 'not-taken-back', problem: answer.problem };
  noted(answer.value.entry);
  return { kind: 'taken-back', policy, stage: draft.stage, demanded: draft.demanded };
}
