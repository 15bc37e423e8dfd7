import { NO_CHOICES, ok, oneClick, policyOf } from '../../core';
import type { ComposeContext, OneClickEnd, RequestId } from '../../core';
import { writing } from '../pane/compose';
import { draftOf, Insertion } from '../pane/insertion';
import { readOpenMessage } from './open-message';
import type { OpenMessage, RibbonOptions } from './open-message';
import type { Press, Told } from './press';

/** A formal letter is never inserted by one click: the pane is opened for it. */
const NO_RATES = { table: () => Promise.resolve(ok(null)) };

/** "Insérer la relance": the next reminder in reply to the sender, or why the pane has to be opened. */
export async function insertReminder(options: RibbonOptions, press: Press): Promise<Told> {
  const { today, read } = await readOpenMessage(options);
  if (read.ok === 'which-company') return { today, end: { kind: 'open-pane', because: { kind: 'which-company' } } };
  return { today, end: read.ok ? await inserted(options, read.value, press) : { kind: 'failed', problem: read.problem, reserved: false } };
}

async function inserted({ host, newId, noted }: RibbonOptions, { subject, records, replyTo, pack, me, isOpen }: OpenMessage, press: Press): Promise<OneClickEnd> {
  const { thread, identification, file, assessment } = subject;
  if (thread === null) return { kind: 'failed', problem: { code: 'mail/no-item' }, reserved: false };
  const decision = oneClick({ thread, identification, caseFile: file, assessment, pack, replyTo });
  if (decision.kind === 'open-pane') return decision;
  // No PDF goes along, and the text speaks of none: the pane beside the open reply attaches them.
  const context: ComposeContext = { subject, pack, me, choices: { ...NO_CHOICES, channel: 'reply' }, attach: [] };
  const insertion = new Insertion(host, records, () => newId() as RequestId, noted, NO_RATES);
  const made = await insertion.write(context, null);
  if (made.kind === 'failed') return { kind: 'failed', problem: made.problem, reserved: false };
  if (made.kind === 'nothing' || made.written.final.kind !== 'reminder' || file === null) throw new Error('a reminder that was offered cannot be written');
  const { reminder } = made.written.final;
  const { to, cc, channel } = draftOf(made.written.final);
  if (channel !== 'reply' || cc.length > 0 || to.join() !== decision.recipient.to.join()) throw new Error('written to others than the sender');
  if ((await writing()).checkText(context, made.written, 'fr').blocking.length > 0) return { kind: 'text-blocked' };
  if (press.expired()) return { kind: 'too-slow', reserved: false };
  if (!isOpen()) return { kind: 'failed', problem: { code: 'mail/item-changed' }, reserved: false };

  press.reserving();
  const state = await insertion.carryOut(context, made.written, []);
  // `again` and `stillReserved`: the answer of the log was lost, so it may hold the step.
  if (state.kind === 'failed') return { kind: 'failed', problem: state.problem, reserved: state.again !== null || state.stillReserved !== null };
  if (state.kind !== 'done') throw new Error(`an insertion that ended as ${state.kind}`);
  if (state.inserted.because?.code === 'mail/no-answer') return { kind: 'too-slow', reserved: true };
  const invoices = new Set(reminder.listed.filter(({ step }) => step !== null).map(({ invoice }) => invoice)).size;
  return { kind: 'inserted', policy: policyOf(pack, file.debtor), stage: reminder.stage, as: state.inserted.as, to, invoices, demanded: reminder.demanded };
}
