import { fail, insertFlow, NOT_INSERTING, ok, policyOf } from '../../core';
import type { ComposeContext, Inserted, InsertCommand, InsertEvent, InsertState, Insertable, Language, MailHost, Problem, ReplyKind, RequestId, Result } from '../../core';
import { checkText, repeatedEntry, writeReminder, writeReply } from '../../core/writing';
import type { Checked, Composed } from '../../core/writing';
import type { GmailRecords } from '../gmail-records';

export interface WrittenText {
  readonly composed: Composed;
  readonly checked: Checked;
}

/** The text as the template says it, and what is to be said of it. null: nothing can be written (nobody to write to, or no reminder is proposed). */
export function write(context: ComposeContext, what: ReplyKind | null, request: RequestId, records: GmailRecords, language: Language): Result<WrittenText, Problem> | null {
  const made = what === null ? ofReminder(context, request, records) : ofReply(context, what, records);
  if (made === null || !made.ok) return made;
  return ok({ composed: made.value, checked: checkText(context, { composed: made.value, final: made.value }, language) });
}

function ofReminder(context: ComposeContext, request: RequestId, records: GmailRecords): Result<Composed, Problem> | null {
  // A reminder never waits for the rates: it speaks of no sum of penalties.
  const rates = context.subject.assessment?.kind === 'letter' ? records.rates() : ok(null);
  return rates.ok ? writeReminder(context, request, rates.value) : rates;
}

function ofReply(context: ComposeContext, reply: ReplyKind, records: GmailRecords): Result<Composed, Problem> | null {
  const { file } = context.subject;
  if (file === null) return null;
  const repeated = repeatedEntry(context, reply);
  const kept = repeated === null ? ok(null) : records.keptText(file.debtor.id, repeated);
  return kept.ok ? writeReply(context, reply, kept.value) : kept;
}

/** Carries out core's insertion: reserves the step in the log, opens the draft, gives the step back when Gmail refuses it. */
export function carryOut({ subject, pack }: ComposeContext, composed: Composed, mail: Pick<MailHost<'sync'>, 'insertDraft'>, records: GmailRecords, newId: () => string): Result<Inserted, Problem> {
  const { file, thread } = subject;
  if (file === null) throw new Error('a text for nobody');
  const step = { company: file.company, debtor: file.debtor.id };
  const what: Insertable = composed.kind === 'reminder'
    ? { kind: 'reminder', reminder: composed.reminder, ...step, policyVersion: policyOf(pack, file.debtor).version }
    : { kind: 'reply', reply: composed.reply, ...step };
  const execute = (command: InsertCommand): InsertEvent => {
    if (command.kind === 'insert') {
      const inserted = mail.insertDraft(command.draft, command.thread, []);
      return inserted.ok ? { kind: 'inserted', inserted: inserted.value } : { kind: 'insert-failed', problem: inserted.problem };
    }
    const answer = records.append(command.entry, command.text);
    if (command.purpose === 'release') return answer.ok ? { kind: 'released' } : { kind: 'release-failed', problem: answer.problem };
    return answer.ok ? { kind: 'appended', assessment: answer.value.assessment } : { kind: 'append-failed', problem: answer.problem };
  };
  let now = insertFlow(NOT_INSERTING, { kind: 'asked', what, thread: thread?.key ?? null, request: newId() as RequestId, releaseRequest: newId() as RequestId });
  for (let command = now.commands[0]; command !== undefined; command = now.commands[0]) now = insertFlow(now.state, execute(command));
  return ended(now.state);
}

function ended(state: InsertState): Result<Inserted, Problem> {
  if (state.kind === 'failed') return fail(state.problem);
  if (state.kind !== 'done') throw new Error(`an insertion that ended as ${state.kind}`);
  // The draft is there; the log lacks how a reply went, which only its own card would tell.
  return state.notNoted === null ? ok(state.inserted) : fail(state.notNoted);
}
