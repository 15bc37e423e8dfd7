import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { canTryAgain, insertFlow, NOT_INSERTING, unknownDebtor } from '../../../src/core';
import type { Insertable, InsertCommand, InsertEvent, InsertState, OtherReply, Problem, Reminder, ReminderDraft, RequestId } from '../../../src/core';
import { address, aListed, COMPANY, DEBTOR, eur, inDays, reference, TODAY } from '../builders';

const draft: ReminderDraft = { subject: 'Facture FA-1 impayée', html: '<p>Bonjour</p>', text: 'Bonjour', language: 'fr', contentHash: 'a'.repeat(64), channel: 'reply', to: [address('compta@garage-canigou.fr')], cc: [], attachments: [] };
const reminder: Reminder = { draft, reference: reference('R-7K3F'), stage: 'R2', tone: 'firm', listed: [aListed({ step: 'R2' })], items: [], demanded: eur(1200), deadline: inDays(7), announced: { deadline: inDays(7), days: null, next: null }, template: { key: 'fr/r2-firm', version: 'fr/r2-firm.3' }, letter: null };
const reply: OtherReply = { draft, reply: 'statement', invoices: [], template: { key: 'fr/statement', version: 'b2' } };
const aReminder: Insertable = { kind: 'reminder', reminder, company: COMPANY, debtor: DEBTOR, policyVersion: 'standard-1' };
const aReply: Insertable = { kind: 'reply', reply, company: COMPANY, debtor: DEBTOR };

const REQUEST = 'request-9' as RequestId;
const RELEASE = 'release-9' as RequestId;
const asked = (what: Insertable): InsertEvent => ({ kind: 'asked', what, thread: 'thread-1', request: REQUEST, releaseRequest: RELEASE });
const timedOut: Problem = { code: 'source/timed-out', afterMs: 8000 };
const taken: Problem = { code: 'log/step-taken', stage: 'R2', by: 'Paul Garnier', at: '2026-11-23T09:00:00.000Z' as never, entry: 'entry-4' as never };
const noAnswer: Problem = { code: 'mail/no-answer', call: 'displayReplyForm', afterMs: 5000 };
const assessment = unknownDebtor(TODAY);
const inserted: InsertEvent = { kind: 'inserted', inserted: { as: 'reply', attached: [] } };
const elsewhere: InsertEvent = { kind: 'inserted', inserted: { as: 'copied', attached: [] } };

/** Plays the events and returns the last state with every command on the way. */
function play(...events: readonly InsertEvent[]): { readonly state: InsertState; readonly commands: readonly InsertCommand[] } {
  let state: InsertState = NOT_INSERTING;
  const commands: InsertCommand[] = [];
  for (const event of events) {
    const step = insertFlow(state, event);
    state = step.state;
    commands.push(...step.commands);
  }
  return { state, commands };
}
const inShort = (commands: readonly InsertCommand[]): readonly string[] => commands.map((command) => (command.kind === 'append' ? `${command.purpose} ${command.entry.fact.kind}` : command.kind));

describe('inserting a reminder', () => {
  test('reserves the step in the log, then opens the draft in the thread', () => {
    const { state, commands } = play(asked(aReminder), { kind: 'appended', assessment }, inserted);
    expect(inShort(commands)).toEqual(['reserve reminder-drafted', 'insert']);
    expect(state).toEqual({ kind: 'done', what: aReminder, inserted: { as: 'reply', attached: [] }, assessment, notNoted: null });
    expect(commands[0]).toEqual({
      kind: 'append', purpose: 'reserve', text: { subject: draft.subject, html: draft.html, text: draft.text },
      entry: {
        requestId: REQUEST, company: COMPANY, debtor: DEBTOR, contentHash: draft.contentHash, policyVersion: 'standard-1', rulesVersion: '1',
        fact: { kind: 'reminder-drafted', reference: 'R-7K3F', stage: 'R2', tone: 'firm', language: 'fr', channel: 'reply', to: draft.to, invoices: reminder.listed, demanded: eur(1200), announced: { deadline: inDays(7), days: null, next: null }, template: { key: 'fr/r2-firm', version: 'fr/r2-firm.3' } },
      },
    });
    expect(commands[1]).toEqual({ kind: 'insert', draft, thread: 'thread-1' });
  });

  test('is refused when a colleague was faster: nothing is opened', () => {
    const { state, commands } = play(asked(aReminder), { kind: 'append-failed', problem: taken });
    expect(inShort(commands)).toEqual(['reserve reminder-drafted']);
    expect(state).toMatchObject({ kind: 'failed', problem: taken, retry: false, stillReserved: null });
  });

  test('gives the step back when the mailbox refuses the draft', () => {
    const { state, commands } = play(asked(aReminder), { kind: 'appended', assessment }, { kind: 'insert-failed', problem: noAnswer }, { kind: 'released' });
    expect(inShort(commands)).toEqual(['reserve reminder-drafted', 'insert', 'release draft-discarded']);
    expect(commands[2]).toMatchObject({ entry: { requestId: RELEASE, contentHash: null, fact: { reference: 'R-7K3F', reason: 'insertion-failed' } }, text: null });
    expect(state).toEqual({ kind: 'failed', what: aReminder, problem: noAnswer, retry: true, again: null, stillReserved: null });
  });

  test('says so when the step could not be given back', () => {
    const { state } = play(asked(aReminder), { kind: 'appended', assessment }, { kind: 'insert-failed', problem: noAnswer }, { kind: 'release-failed', problem: timedOut });
    expect(state).toMatchObject({ kind: 'failed', problem: noAnswer, stillReserved: timedOut });
  });

  test('whose reservation got no answer is asked for again under the same request', () => {
    const { state } = play(asked(aReminder), { kind: 'append-failed', problem: timedOut });
    expect(state).toMatchObject({ retry: true, again: { request: REQUEST, releaseRequest: RELEASE } });
    expect(play(asked(aReminder), { kind: 'append-failed', problem: timedOut }, asked(aReminder), { kind: 'appended', assessment }, inserted).state.kind).toBe('done');
  });

  test.each(['new-message', 'copied'] as const)('that went another way than was asked for (%s) is completed in the log: the way that it really went', (as) => {
    const wentElsewhere: InsertEvent = { kind: 'inserted', inserted: { as, attached: [], because: noAnswer as never } };
    const { state, commands } = play(asked(aReminder), { kind: 'appended', assessment }, wentElsewhere);
    expect(inShort(commands)).toEqual(['reserve reminder-drafted', 'insert', 'note draft-rerouted']);
    expect(commands[2]).toEqual({
      kind: 'append', purpose: 'note', text: null,
      entry: { requestId: RELEASE, company: COMPANY, debtor: DEBTOR, contentHash: null, policyVersion: 'standard-1', rulesVersion: '1', fact: { kind: 'draft-rerouted', reference: 'R-7K3F', channel: as } },
    });
    expect(insertFlow(state, { kind: 'appended', assessment }).state).toEqual({ kind: 'done', what: aReminder, inserted: { as, attached: [], because: noAnswer }, assessment, notNoted: null });
    // The draft is there all the same; what the log's keeper said of the step is not lost.
    expect(insertFlow(state, { kind: 'append-failed', problem: timedOut }).state).toEqual({ kind: 'done', what: aReminder, inserted: { as, attached: [], because: noAnswer }, assessment, notNoted: timedOut });
  });

  test('a double click starts it once', () => {
    expect(inShort(play(asked(aReminder), asked(aReminder), { kind: 'appended', assessment }, asked(aReminder)).commands)).toEqual(['reserve reminder-drafted', 'insert']);
  });
});

describe('inserting another reply', () => {
  test('opens the draft first and notes it afterwards: nothing is reserved', () => {
    const { state, commands } = play(asked(aReply), inserted, { kind: 'appended', assessment });
    expect(inShort(commands)).toEqual(['insert', 'note reply-inserted']);
    expect(commands[1]).toMatchObject({ entry: { requestId: REQUEST, fact: { kind: 'reply-inserted', reply: 'statement', to: draft.to, template: { key: 'fr/statement', version: 'b2' } }, contentHash: draft.contentHash }, text: { subject: draft.subject } });
    expect(state).toMatchObject({ kind: 'done', assessment, notNoted: null });
  });

  test('that the mailbox refuses leaves no trace in the log', () => {
    const { state, commands } = play(asked(aReply), { kind: 'insert-failed', problem: noAnswer });
    expect(inShort(commands)).toEqual(['insert']);
    expect(state).toMatchObject({ kind: 'failed', problem: noAnswer, stillReserved: null });
  });

  test('that the log could not note is inserted all the same, and that is said', () => {
    expect(play(asked(aReply), inserted, { kind: 'append-failed', problem: timedOut }).state).toMatchObject({ kind: 'done', notNoted: timedOut, assessment: null });
  });
});

/** Every state that can be reached, one of each. */
const STATES: Readonly<Record<InsertState['kind'], readonly InsertState[]>> = {
  idle: [NOT_INSERTING],
  reserving: [play(asked(aReminder)).state],
  opening: [play(asked(aReminder), { kind: 'appended', assessment }).state, play(asked(aReply)).state],
  noting: [play(asked(aReply), inserted).state, play(asked(aReminder), { kind: 'appended', assessment }, elsewhere).state],
  releasing: [play(asked(aReminder), { kind: 'appended', assessment }, { kind: 'insert-failed', problem: noAnswer }).state],
  done: [play(asked(aReminder), { kind: 'appended', assessment }, inserted).state],
  failed: [play(asked(aReminder), { kind: 'append-failed', problem: taken }).state],
};
const EVENTS: Readonly<Record<InsertEvent['kind'], InsertEvent>> = {
  asked: asked(aReminder),
  appended: { kind: 'appended', assessment },
  'append-failed': { kind: 'append-failed', problem: taken },
  inserted,
  'insert-failed': { kind: 'insert-failed', problem: noAnswer },
  released: { kind: 'released' },
  'release-failed': { kind: 'release-failed', problem: timedOut },
  dismissed: { kind: 'dismissed' },
};
/** Where each event leads; what is not named is ignored. */
const LEADS: Readonly<Record<InsertState['kind'], Readonly<Partial<Record<InsertEvent['kind'], string>>>>> = {
  idle: { asked: 'reserving' },
  reserving: { appended: 'opening', 'append-failed': 'failed' },
  opening: { inserted: 'done', 'insert-failed': 'releasing' },
  noting: { appended: 'done', 'append-failed': 'done' },
  releasing: { released: 'failed', 'release-failed': 'failed' },
  done: { asked: 'reserving', dismissed: 'idle' },
  failed: { asked: 'reserving', dismissed: 'idle' },
};

describe('every event in every state', () => {
  for (const kind of Object.keys(STATES) as InsertState['kind'][]) {
    STATES[kind].forEach((state) => {
      const what = 'what' in state ? ` (${state.what.kind})` : '';
      for (const event of Object.values(EVENTS)) {
        test(`${kind}${what}: ${event.kind}`, () => {
          expect(state.kind).toBe(kind);
          const step = insertFlow(state, event);
          const replies = kind === 'opening' && what === ' (reply)' ? { inserted: 'noting', 'insert-failed': 'failed' } : LEADS[kind];
          const leads = (replies as Readonly<Record<string, string | undefined>>)[event.kind];
          if (leads === undefined) expect(step).toEqual({ state, commands: [] });
          else expect(step.state.kind).toBe(leads);
        });
      }
    });
  }
});

test('whatever happens, a reservation that failed was given back, or the clerk is told that it was not', () => {
  const anEvent = fc.constantFrom<InsertEvent>(...Object.values(EVENTS), asked(aReply), elsewhere, { kind: 'append-failed', problem: timedOut });
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 40 }), (events) => {
      let state: InsertState = NOT_INSERTING;
      let reserved = 0;
      let released = 0;
      for (const event of events) {
        const before = state;
        const step = insertFlow(state, event);
        state = step.state;
        if (before.kind === 'reserving' && state.kind === 'opening') reserved += 1;
        for (const command of step.commands) if (command.kind === 'append' && command.entry.fact.kind === 'draft-discarded') released += 1;
        // A draft that was inserted keeps its reservation until the clerk settles it.
        if (before.kind === 'opening' && before.what.kind === 'reminder' && (state.kind === 'done' || state.kind === 'noting')) reserved -= 1;
        if (state.kind === 'failed') expect(released).toBe(reserved);
        if (before.kind === 'releasing' && event.kind === 'release-failed') expect(state).toMatchObject({ kind: 'failed', stillReserved: timedOut });
        expect(step.commands.length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 1000 },
  );
});

test('trying again is offered where it can help', () => {
  expect([timedOut, noAnswer, taken, { code: 'mail/no-recipient' } as const, { code: 'ledger/empty', file: 'x' } as const].map(canTryAgain)).toEqual([true, true, false, false, false]);
});
