import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FIRST_HASH, sha256Hex, verifyChain } from '../../src/core';
import type { DebtorId, EntryId, KeptText, LogFact, NewLogEntry, RequestId } from '../../src/core';
import { MARIE, PAUL, aDebtor, aNewEntry, anInvoice, at, daysAgo, discarded, noted, promised, reference, sent, voided } from '../core/builders';
import { MORNING, hints, idOfDebtor, problem, reminderDue, value } from './subject';
import type { Desk, OpenSubject, Subject } from './subject';

const SECOND = aDebtor({ id: 'C-0500' as DebtorId, code: 'C-0500', name: 'Peyron', legalIds: { siren: null, siret: null, vat: null }, contacts: [], domains: [] });

export function reminderLogContract(name: string, open: OpenSubject): void {
  describe(`the reminder log as ${name} keeps it`, () => {
    let subject: Subject;
    let marie: Desk;
    let paul: Desk;
    let debtor: DebtorId;
    beforeEach(async () => {
      subject = await open();
      subject.setNow(MORNING);
      [marie, paul] = [subject.desk(MARIE), subject.desk(PAUL)];
      await subject.read({ debtors: [aDebtor(), SECOND], invoices: [anInvoice(), anInvoice({ number: 'P-1', debtor: SECOND.id })] });
      debtor = await idOfDebtor(marie, 'canigou');
    });
    afterEach(() => subject.close());
    const entry = (fact: LogFact, request: string, over: Partial<NewLogEntry> = {}): NewLogEntry => aNewEntry(fact, { debtor, requestId: request as RequestId, ...over });
    const entries = async () => value(await marie.log.entriesOf(debtor));

    test('the log adds who, when and the chain', async () => {
      const first = value(await marie.log.append(entry(noted('appeler lundi'), 'r1'), null));
      const second = value(await paul.log.append(entry(promised(), 'r2'), null));
      expect(first).toMatchObject({ outcome: 'appended', entry: { seq: 1, author: MARIE, at: MORNING, on: '2026-11-23', previousHash: FIRST_HASH, version: 1 } });
      expect(second.entry).toMatchObject({ seq: 2, author: PAUL, previousHash: first.entry.hash });
      expect(await entries()).toEqual([first.entry, second.entry]);
      expect(verifyChain(await entries())).toMatchObject({ intact: true, brokenAt: null });
    });

    test.each([
      ['2026-11-23T22:59:59.999Z', '2026-11-23'],
      ['2026-11-23T23:00:00.000Z', '2026-11-24'],
    ])('what is noted at %s happened on %s in Paris', async (now, on) => {
      subject.setNow(at(now));
      expect(value(await marie.log.append(entry(noted(), 'r1'), null)).entry).toMatchObject({ at: now, on });
    });

    test('each debtor has a chain of its own', async () => {
      const other = await idOfDebtor(marie, 'peyron');
      value(await marie.log.append(entry(noted(), 'r1'), null));
      expect(value(await marie.log.append(entry(noted(), 'r2', { debtor: other }), null)).entry).toMatchObject({ seq: 1, previousHash: FIRST_HASH });
      expect((await entries()).length).toBe(1);
    });

    test('the answer says what the log now says of this debtor', async () => {
      expect(value(await marie.log.append(await reminderDue(marie, debtor, 'R-7K3F', 'r1'), null)).assessment).toMatchObject({ kind: 'draft-pending', draft: { reference: 'R-7K3F', author: MARIE } });
      expect(value(await marie.log.append(entry(promised(), 'r2'), null)).assessment.kind).not.toBe('unknown-debtor');
    });

    test('the same request twice is one entry', async () => {
      const asked = await reminderDue(marie, debtor, 'R-7K3F', 'r1');
      const first = value(await marie.log.append(asked, null));
      subject.setNow(at('2026-11-23T09:00:00.000Z'));
      expect(value(await marie.log.append(asked, null))).toMatchObject({ outcome: 'already-there', entry: first.entry, assessment: { kind: 'draft-pending' } });
      expect((await entries()).length).toBe(1);
    });

    test('the same request from ten tries at once is one entry', async () => {
      const asked = await reminderDue(marie, debtor, 'R-7K3F', 'r1');
      const answers = (await Promise.all(Array.from({ length: 10 }, () => marie.log.append(asked, null)))).map(value);
      expect(answers.filter((a) => a.outcome === 'appended').length).toBe(1);
      expect(new Set(answers.map((a) => a.entry.id)).size).toBe(1);
      expect((await entries()).length).toBe(1);
    });

    test('a request id is not used twice for different things', async () => {
      value(await marie.log.append(entry(noted('a'), 'r1'), null));
      expect(problem(await marie.log.append(entry(noted('b'), 'r1'), null)).code).toBe('log/request-id-reused');
      expect(problem(await marie.log.append(entry(noted('a'), 'r1', { debtor: await idOfDebtor(marie, 'peyron') }), null)).code).toBe('log/request-id-reused');
      expect((await entries()).length).toBe(1);
    });

    test('nor for two debtors at once', async () => {
      const other = await idOfDebtor(marie, 'peyron');
      const answers = await Promise.all([marie.log.append(entry(noted(), 'r1'), null), marie.log.append(entry(noted(), 'r1', { debtor: other }), null)]);
      expect(answers.filter((a) => a.ok).length).toBe(1);
      expect(answers.flatMap((a) => (a.ok ? [] : [a.problem.code]))).toEqual(['log/request-id-reused']);
    });

    test('a step that a colleague has taken is refused with who and when', async () => {
      const [mine, his] = [await reminderDue(marie, debtor, 'R-7K3F', 'r1'), await reminderDue(paul, debtor, 'R-2222', 'r2')];
      const { entry: taken } = value(await paul.log.append(his, null));
      subject.setNow(at('2026-11-23T08:13:00.000Z'));
      expect(problem(await marie.log.append(mine, null))).toEqual({ code: 'log/step-taken', stage: taken.fact.kind === 'reminder-drafted' ? taken.fact.stage : '', by: 'Paul Garnier', at: MORNING, entry: taken.id });
      expect((await entries()).length).toBe(1);
    });

    test('two windows that take the same step at once: one wins, the other learns who', async () => {
      for (const round of ['a', 'b', 'c']) {
        const [mine, his] = [await reminderDue(marie, debtor, `R-222${round}`.toUpperCase(), `m${round}`), await reminderDue(paul, debtor, `R-333${round}`.toUpperCase(), `p${round}`)];
        const [one, two] = await Promise.all([marie.log.append(mine, null), paul.log.append(his, null)]);
        expect([one.ok, two.ok].sort()).toEqual([false, true]);
        const [winner, loser, by] = one.ok ? [one, two, MARIE] : [two, one, PAUL];
        const won = value(winner).entry;
        expect(problem(loser)).toMatchObject({ code: 'log/step-taken', by: by.name, at: won.at, entry: won.id });
        value(await marie.log.append(entry(discarded({ reference: won.fact.kind === 'reminder-drafted' ? won.fact.reference : reference('') }), `d${round}`), null));
      }
      expect((await entries()).length).toBe(6);
      expect(verifyChain(await entries()).intact).toBe(true);
    });

    test('notes of many hands at once stand one behind the other, without a gap', async () => {
      await Promise.all(Array.from({ length: 20 }, async (_, n) => value(await (n % 2 === 0 ? marie : paul).log.append(entry(noted(`note ${n}`), `n${n}`), null))));
      expect((await entries()).map((e) => e.seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      expect(verifyChain(await entries()).intact).toBe(true);
    });

    test('a discarded draft gives its step back', async () => {
      value(await marie.log.append(await reminderDue(marie, debtor, 'R-7K3F', 'r1'), null));
      expect(value(await marie.log.append(entry(discarded(), 'r2'), null)).assessment.kind).toBe('remind');
      value(await paul.log.append(await reminderDue(paul, debtor, 'R-2222', 'r3'), null));
    });

    test('a sent reminder counts, and its undo takes it back', async () => {
      value(await marie.log.append(await reminderDue(marie, debtor, 'R-7K3F', 'r1'), null));
      const said = value(await marie.log.append(entry(sent({ sentOn: daysAgo(0) }), 'r2'), null));
      expect(said.assessment.kind).toBe('too-soon');
      expect(value(await marie.log.append(entry(voided(said.entry.id), 'r3'), null)).assessment.kind).toBe('draft-pending');
      expect((await entries()).length).toBe(3);
    });

    test('the text of a reminder must be the one that its hash stands for', async () => {
      const text: KeptText = { subject: 'Rappel – facture', html: '<p>Bonjour</p>', text: 'Bonjour' };
      const asked = { ...(await reminderDue(marie, debtor, 'R-7K3F', 'r1')), contentHash: sha256Hex('Rappel – facture\n\nBonjour') };
      expect(problem(await marie.log.append(asked, { ...text, text: 'Bonsoir' }))).toMatchObject({ code: 'log/invalid-entry', field: 'entry.contentHash' });
      expect(value(await marie.log.append(asked, text)).entry.contentHash).toBe(asked.contentHash);
    });

    test('our own text is given back with the entry that it was kept for, and with no other', async () => {
      const text: KeptText = { subject: 'Rappel – facture', html: '<p>Bonjour</p>', text: 'Bonjour' };
      const kept = value(await marie.log.append({ ...(await reminderDue(marie, debtor, 'R-7K3F', 'r1')), contentHash: sha256Hex('Rappel – facture\n\nBonjour') }, text)).entry;
      const without = value(await marie.log.append(entry(discarded(), 'r2'), null)).entry;
      expect(value(await paul.log.keptText(debtor, kept.id))).toEqual(text);
      expect(value(await marie.log.keptText(debtor, without.id))).toBeNull();
      expect(value(await marie.log.keptText(debtor, "' or 1=1; --" as EntryId))).toBeNull();
      expect(problem(await marie.log.keptText("' or 1=1; --" as DebtorId, kept.id)).code).toBe('source/unknown-debtor');
    });

    test('nobody has this id', async () => {
      const nobody = "' or 1=1; --" as DebtorId;
      expect(problem(await marie.log.append(entry(noted(), 'r1', { debtor: nobody }), null)).code).toBe('source/unknown-debtor');
      expect(problem(await marie.log.entriesOf(nobody)).code).toBe('source/unknown-debtor');
    });

    test('hostile words in a note come back as the text they are', async () => {
      const nasty = `<script>alert(1)</script> '"; delete from log_entries; -- \u202e\\ \n😀 ${'x'.repeat(1_900)}`;
      value(await marie.log.append(entry(noted(nasty), 'r1'), null));
      expect((await entries())[0]?.fact).toEqual({ kind: 'note', text: nasty });
      expect(verifyChain(await entries()).intact).toBe(true);
    });

    test('a newer ledger leaves the log as it is', async () => {
      value(await marie.log.append(await reminderDue(marie, debtor, 'R-7K3F', 'r1'), null));
      const before = await entries();
      await subject.read({ debtors: [aDebtor({ name: 'Canigou SA' }), SECOND], invoices: [anInvoice({ number: 'NEW-1' })], asOf: at('2026-11-24T06:00:00.000Z') });
      expect(await entries()).toEqual(before);
      expect(value(await marie.source.lookUp(hints({ references: [reference('R-7K3F')] }))).hits[0]?.debtors[0]?.debtor).toBe(debtor);
    });
  });
}
