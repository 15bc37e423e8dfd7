import { assertNever } from '../result';
import { RULES_VERSION } from '../case-file';
import type { LogFact, NewLogEntry, RequestId } from '../log/types';
import type { ReminderDraft } from '../reminder/types';
import { canTryAgain } from './can-try-again';
import type { Insertable, InsertCommand, InsertEvent, InsertState } from './types';

export interface InsertStep {
  readonly state: InsertState;
  readonly commands: readonly InsertCommand[];
}

export const NOT_INSERTING: InsertState = { kind: 'idle' };

/**
 * One step of inserting a text. An event that does not belong to the state (a double click, an answer that comes twice)
 * is ignored: the same state comes back, without a command.
 *
 * A reminder is reserved in the log first and released when the mailbox refuses it, so that no two people ever send the
 * same step and no step stays reserved for a draft that does not exist. When the answer to the reservation is lost, asking
 * again with the same request ids is safe: the log says 'already-there'. After a release it needs fresh ones.
 *
 * What is reserved names the way that was asked for. When the mailbox took another one (a refused reply form, then a new
 * message, then the clipboard), draft-rerouted completes it, under the id that a release would have had: only one of the two happens.
 */
export function insertFlow(state: InsertState, event: InsertEvent): InsertStep {
  switch (state.kind) {
    case 'idle':
      return event.kind === 'asked' ? start(event) : ignored(state);
    case 'reserving':
      if (event.kind === 'appended') {
        const { what, request, releaseRequest, thread } = state;
        return { state: { kind: 'opening', what, request, releaseRequest, assessment: event.assessment }, commands: [{ kind: 'insert', draft: draftOf(what), thread }] };
      }
      if (event.kind === 'append-failed') return failed(state.what, event.problem, { request: state.request, releaseRequest: state.releaseRequest }, null);
      return ignored(state);
    case 'opening':
      if (event.kind === 'inserted') return opened(state, event.inserted);
      if (event.kind === 'insert-failed') {
        const { what, releaseRequest } = state;
        if (what.kind === 'reply') return failed(what, event.problem, null, null);
        const entry = entryOf(what, { kind: 'draft-discarded', reference: what.reminder.reference, reason: 'insertion-failed' }, releaseRequest, false);
        return { state: { kind: 'releasing', what, problem: event.problem, request: releaseRequest }, commands: [{ kind: 'append', purpose: 'release', entry, text: null }] };
      }
      return ignored(state);
    case 'noting':
      if (event.kind === 'appended') return settled({ kind: 'done', what: state.what, inserted: state.inserted, assessment: event.assessment, notNoted: null });
      if (event.kind === 'append-failed') return settled({ kind: 'done', what: state.what, inserted: state.inserted, assessment: state.assessment, notNoted: event.problem });
      return ignored(state);
    case 'releasing':
      if (event.kind === 'released') return failed(state.what, state.problem, null, null);
      if (event.kind === 'release-failed') return failed(state.what, state.problem, null, event.problem);
      return ignored(state);
    case 'done':
    case 'failed':
      if (event.kind === 'dismissed') return settled(NOT_INSERTING);
      return event.kind === 'asked' ? start(event) : ignored(state);
    default:
      return assertNever(state);
  }
}

const ignored = (state: InsertState): InsertStep => ({ state, commands: [] });
const settled = ignored;

function start({ what, thread, request, releaseRequest }: Extract<InsertEvent, { readonly kind: 'asked' }>): InsertStep {
  switch (what.kind) {
    case 'reminder': {
      const { reference, stage, tone, draft, listed, demanded, announced, letter, template } = what.reminder;
      const fact: LogFact = { kind: 'reminder-drafted', reference, stage, tone, language: draft.language, channel: draft.channel, to: draft.to, invoices: listed, demanded, announced, ...(letter?.claim ? { claim: letter.claim } : {}), ...(template === undefined ? {} : { template }) };
      return {
        state: { kind: 'reserving', what, thread, request, releaseRequest },
        commands: [{ kind: 'append', purpose: 'reserve', entry: entryOf(what, fact, request, true), text: textOf(draft) }],
      };
    }
    case 'reply':
      return { state: { kind: 'opening', what, request, releaseRequest, assessment: null }, commands: [{ kind: 'insert', draft: what.reply.draft, thread }] };
    default:
      return assertNever(what);
  }
}

/** The host confirmed: a reminder is reserved already, a reply is noted now. */
function opened({ what, request, releaseRequest, assessment }: Extract<InsertState, { readonly kind: 'opening' }>, inserted: Extract<InsertEvent, { readonly kind: 'inserted' }>['inserted']): InsertStep {
  if (what.kind === 'reminder') {
    const { reference, draft: asked } = what.reminder;
    if (inserted.as === asked.channel) return settled({ kind: 'done', what, inserted, assessment, notNoted: null });
    // The reservation was written before the mailbox was asked, and nothing in the log is ever changed: a second fact completes it.
    const rerouted: LogFact = { kind: 'draft-rerouted', reference, channel: inserted.as };
    return {
      state: { kind: 'noting', what, inserted, assessment, request: releaseRequest },
      commands: [{ kind: 'append', purpose: 'note', entry: entryOf(what, rerouted, releaseRequest, false), text: null }],
    };
  }
  const { reply, draft, invoices, template } = what.reply;
  const fact: LogFact = { kind: 'reply-inserted', reply, language: draft.language, to: draft.to, invoices, ...(template === undefined ? {} : { template }) };
  return {
    state: { kind: 'noting', what, inserted, assessment, request },
    commands: [{ kind: 'append', purpose: 'note', entry: entryOf(what, fact, request, true), text: textOf(draft) }],
  };
}

type Failed = Extract<InsertState, { readonly kind: 'failed' }>;
function failed(what: Insertable, problem: Failed['problem'], again: Failed['again'], stillReserved: Failed['stillReserved']): InsertStep {
  return settled({ kind: 'failed', what, problem, retry: canTryAgain(problem), again, stillReserved });
}

const draftOf = (what: Insertable): ReminderDraft => (what.kind === 'reminder' ? what.reminder.draft : what.reply.draft);
const textOf = ({ subject, html, text }: ReminderDraft): { readonly subject: string; readonly html: string; readonly text: string } => ({ subject, html, text });

function entryOf(what: Insertable, fact: LogFact, requestId: RequestId, withText: boolean): NewLogEntry {
  return {
    requestId,
    company: what.company,
    debtor: what.debtor,
    fact,
    contentHash: withText ? draftOf(what).contentHash : null,
    policyVersion: what.kind === 'reminder' ? what.policyVersion : null,
    rulesVersion: RULES_VERSION,
  };
}
