import { expect, test } from '@jest/globals';
import { assess } from '../../src/core';
import type { Assessment, DebtorId, EntryId, Invoice, ListedInvoice, LogFact, NewLogEntry, RequestId } from '../../src/core';
import { MARIE, aDebtor, aListed, anInvoice, at, called, day, deposited, disputeClosed, disputed, eur, promised, reference, sent } from '../core/builders';
import { inShort } from '../core/dunning/standard';
import { idOfDebtor, value } from './subject';
import type { Desk, OpenSubject, Subject } from './subject';

const FIRST = { number: 'FA-2026-0297', due: day('2026-09-08'), amount: eur(1200) };
const SECOND = { number: 'FA-2026-0301', due: day('2026-09-16'), amount: eur(800) };
const first = anInvoice(FIRST);
const second = anInvoice(SECOND);

/** What a clerk does from one day to the next; every sentence of the story is asked of the adapter anew. */
class Clerk {
  private requests = 0;
  private debtor: DebtorId | null = null;
  private on = '';

  constructor(private readonly subject: Subject, private readonly desk: Desk) {}

  async day(on: string, ledger?: readonly Invoice[]): Promise<string> {
    this.on = on;
    this.subject.setNow(at(`${on}T07:30:00.000Z`));
    if (ledger !== undefined) await this.subject.read({ debtors: [aDebtor()], invoices: ledger, asOf: at(`${on}T07:00:00.000Z`) });
    return this.answer();
  }

  private async file() {
    this.debtor ??= await idOfDebtor(this.desk, 'canigou');
    return value(await this.desk.source.caseFile(this.debtor));
  }

  /** The step, the sum and what is demanded with which step; until when it is held, or from when it is possible. */
  async answer(): Promise<string> {
    const file = await this.file();
    expect(file.today).toBe(this.on);
    return told(assess(file, value(await this.desk.settings.pack()), null, file.today));
  }

  async note(fact: LogFact): Promise<EntryId> {
    const file = await this.file();
    this.requests += 1;
    const entry: NewLogEntry = { requestId: `life-${this.requests}` as RequestId, company: file.company, debtor: file.debtor.id, fact, contentHash: null, policyVersion: 'standard-2', rulesVersion: '1' };
    const appended = value(await this.desk.log.append(entry, null));
    // The log's keeper answers what the next reading says too.
    expect(told(appended.assessment)).toBe(await this.answer());
    return appended.entry.id;
  }

  /** The mail that is due, written and sent on the same day. */
  async remind(ref: string): Promise<void> {
    const file = await this.file();
    const assessment = assess(file, value(await this.desk.settings.pack()), null, file.today);
    if (assessment.kind !== 'remind') throw new Error(`no reminder is due: ${inShort(assessment)}`);
    const { stage, demanded, sum } = assessment.proposal;
    const invoices: readonly ListedInvoice[] = demanded.map(({ item, step }) => ({ invoice: item.invoice, number: item.number, outstanding: item.outstanding, step }));
    await this.note({ kind: 'reminder-drafted', reference: reference(ref), stage: stage.id, tone: stage.tones[0] ?? 'courteous', language: 'fr', channel: 'reply', to: file.debtor.contacts.slice(0, 1).map((contact) => contact.address), invoices, demanded: sum });
    await this.note(sent({ reference: reference(ref), sentOn: day(this.on) }));
  }

  /** The ledger names its invoices as the adapter likes. */
  async idOf(number: string): Promise<Invoice['id']> {
    const found = (await this.file()).invoices.find((invoice) => invoice.number === number);
    if (found === undefined) throw new Error(`${number} is not in the ledger`);
    return found.id;
  }
}

function told(assessment: Assessment): string {
  const short = inShort(assessment);
  if (assessment.kind === 'remind' || assessment.kind === 'call' || assessment.kind === 'letter') {
    const { sum, demanded, informational, previous } = assessment.proposal;
    const beside = informational.length === 0 ? '' : `, beside ${informational.map(({ number }) => number).join(' ')}`;
    return `${short}: ${sum.minor / 100} (${demanded.map(({ item, step }) => `${item.number} ${step}`).join(', ')})${beside}${previous === null ? '' : `, after ${previous.stage} of ${previous.on}`}`;
  }
  return assessment.kind === 'held' ? `${short} until ${assessment.until ?? 'a new fact'}` : short;
}

/**
 * The life of a debt in the Standard plan, reckoned by hand: two invoices, a promise that is broken, a dispute that is opened
 * and closed, a call, a notice, a part payment, the end.
 */
export function lifeContract(name: string, open: OpenSubject): void {
  test(`the life of a debt as ${name} sees it, from the day before its first reminder to its end`, async () => {
    const subject = await open();
    try {
      const clerk = new Clerk(subject, subject.desk(MARIE));

      // Five days before 8 September is Thursday 3.
      expect(await clerk.day('2026-09-02', [first, second])).toBe('not-due');
      expect(await clerk.day('2026-09-03')).toBe('remind R0: 1200 (FA-2026-0297 R0)');
      await clerk.remind('R-2222A');
      expect(await clerk.day('2026-09-08')).toBe('not-due');

      // The day after the due date; a reminder before it spaces nothing.
      expect(await clerk.day('2026-09-09')).toBe('remind R1: 1200 (FA-2026-0297 R1)');
      await clerk.remind('R-2222C');

      // Promised for Friday 18: left alone for two business days more, also when the second invoice falls due in between.
      await clerk.day('2026-09-14');
      await clerk.note(promised({ promisedFor: day('2026-09-18'), invoices: [await clerk.idOf(FIRST.number)] }));
      expect(await clerk.answer()).toBe('held promise until 2026-09-22');
      expect(await clerk.day('2026-09-17')).toBe('held promise until 2026-09-22');
      expect(await clerk.day('2026-09-22')).toBe('held promise until 2026-09-22');

      // Broken. The second reminder has been possible since 19 September, a Saturday; the second invoice comes along with its own first step.
      expect(await clerk.day('2026-09-23')).toBe('remind R2: 2000 (FA-2026-0297 R2, FA-2026-0301 R1), after R1 of 2026-09-09');
      await clerk.remind('R-2222D');

      // The second is disputed; the first goes on alone: three days after the firm reminder is Saturday 26, the call is Monday's.
      await clerk.day('2026-09-25');
      const dispute = await clerk.note(disputed({ invoices: [await clerk.idOf(SECOND.number)] }));
      expect(await clerk.answer()).toBe('too-soon R3 2026-09-28');
      expect(await clerk.day('2026-09-28')).toBe('call R3: 1200 (FA-2026-0297 R3), after R2 of 2026-09-23');
      await clerk.note(called({ invoices: [await clerk.idOf(FIRST.number)] }));
      expect(await clerk.answer()).toBe('too-soon R4 2026-10-08');

      // Settled in our favour: its own second reminder, ten days after its first, takes the first invoice along.
      await clerk.day('2026-10-05');
      await clerk.note(disputeClosed(dispute, { outcome: 'rejected' }));
      expect(await clerk.answer()).toBe('remind R2: 2000 (FA-2026-0297 R2, FA-2026-0301 R2), after R2 of 2026-09-23');
      await clerk.remind('R-2222E');

      // Thirty days after 8 September: the notice demands what has reached its own age, and names the other.
      expect(await clerk.day('2026-10-08')).toBe('letter R4: 1200 (FA-2026-0297 R4), beside FA-2026-0301, after R2 of 2026-10-05');
      const letter = await clerk.note(deposited({ depositedOn: day('2026-10-08'), invoices: [aListed({ invoice: await clerk.idOf(FIRST.number), number: FIRST.number, outstanding: FIRST.amount, step: 'R4' })] }));
      await clerk.day('2026-10-10');
      await clerk.note({ kind: 'letter-presented', letter, presentedOn: day('2026-10-10') });

      // The second is paid and a part of the first; what is left goes to the last step, fifteen days after the notice, on the 45th day.
      const part = anInvoice({ ...FIRST, outstanding: eur(500), payments: [{ on: day('2026-10-12'), amount: eur(700), kind: 'payment', reference: null }] });
      const paid = anInvoice({ ...SECOND, outstanding: eur(0), payments: [{ on: day('2026-10-12'), amount: SECOND.amount, kind: 'payment', reference: null }] });
      expect(await clerk.day('2026-10-13', [part, paid])).toBe('too-soon R5 2026-10-23');
      expect(await clerk.day('2026-10-22')).toBe('too-soon R5 2026-10-23');
      expect(await clerk.day('2026-10-23')).toBe('letter R5: 500 (FA-2026-0297 R5), after R2 of 2026-10-05');

      // Paid on the morning of the last step: nothing is asked any more.
      const over = anInvoice({ ...FIRST, outstanding: eur(0), payments: [{ on: day('2026-10-22'), amount: FIRST.amount, kind: 'payment', reference: null }] });
      expect(await clerk.day('2026-10-23', [over, paid])).toBe('settled');
      expect(await clerk.day('2026-12-01')).toBe('settled');
    } finally {
      await subject.close();
    }
  });
}
