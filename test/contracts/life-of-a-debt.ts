import { expect, test } from '@jest/globals';
import { STANDARD_POLICY, assess, assertNever, reachedBy } from '../../src/core';
import type { Assessment, CaseFile, DebtorId, EntryId, Invoice, ListedInvoice, LogFact, NewLogEntry, Proposal, RequestId } from '../../src/core';
import { MARIE, aDebtor, aPayment, anInvoice, at, called, deposited, disputeClosed, disputed, promised, reference, sent } from '../core/builders';
import { STORY, told, toldOf } from './debt-story';
import type { Act, StoryRow } from './debt-story';
import { idOfDebtor, value } from './subject';
import type { Desk, OpenSubject, Subject } from './subject';

const invoiceOf = ({ number, due, amount, outstanding, paid }: StoryRow): Invoice =>
  anInvoice({ number, due, amount, outstanding, payments: paid === null ? [] : [aPayment({ ...paid, kind: 'payment', reference: null })] });

/** What a clerk does from one day to the next; every sentence of the story is asked of the adapter anew. */
class Clerk {
  private requests = 0;
  private debtor: DebtorId | null = null;
  private ledger: readonly StoryRow[] = [];

  constructor(private readonly subject: Subject, private readonly desk: Desk) {}

  async day(on: string, ledger?: readonly StoryRow[]): Promise<void> {
    this.subject.setNow(at(`${on}T07:30:00.000Z`));
    this.ledger = ledger ?? this.ledger;
    // The file is exported every morning: on old figures nothing firm would be offered.
    await this.subject.read({ debtors: [aDebtor()], invoices: this.ledger.map(invoiceOf), asOf: at(`${on}T07:00:00.000Z`) });
    expect((await this.file()).today).toBe(on);
  }

  private async file(): Promise<CaseFile> {
    this.debtor ??= await idOfDebtor(this.desk, 'canigou');
    return value(await this.desk.source.caseFile(this.debtor));
  }

  async answer(): Promise<string> {
    return toldOf(await this.file(), value(await this.desk.settings.pack()));
  }

  async note(fact: LogFact): Promise<void> {
    const file = await this.file();
    this.requests += 1;
    const entry: NewLogEntry = { requestId: `life-${this.requests}` as RequestId, company: file.company, debtor: file.debtor.id, fact, contentHash: null, policyVersion: 'standard-2', rulesVersion: '1' };
    const appended = value(await this.desk.log.append(entry, null));
    // The log's keeper answers what the next reading says too.
    expect(told(appended.assessment)).toBe(await this.answer());
  }

  async does(act: Act): Promise<void> {
    const file = await this.file();
    const assessment = assess(file, value(await this.desk.settings.pack()), null, file.today);
    switch (act.kind) {
      case 'remind':
        await this.note({
          kind: 'reminder-drafted', reference: reference(act.reference), stage: proposal('remind', assessment).stage.id, tone: proposal('remind', assessment).stage.tones[0] ?? 'courteous', language: 'fr', channel: 'reply',
          to: file.debtor.contacts.slice(0, 1).map((contact) => contact.address), invoices: listed(proposal('remind', assessment)), demanded: proposal('remind', assessment).sum,
        });
        return this.note(sent({ reference: reference(act.reference), sentOn: file.today }));
      case 'promise':
        return this.note(promised({ promisedFor: act.for, invoices: overdue(assessment) }));
      case 'dispute':
        return this.note(disputed({ invoices: file.invoices.filter(({ number }) => number === act.number).map(({ id }) => id), amount: act.part }));
      case 'call': {
        const { stage } = proposal('call', assessment);
        const invoices = overdue(assessment);
        return this.note(called({ stage: stage.id, invoices, reached: reachedBy({ stage: stage.id, invoices, how: 'called' }, assessment, STANDARD_POLICY) }));
      }
      case 'close-dispute':
        return this.note(disputeClosed(only(file, 'dispute-opened'), { outcome: 'rejected' }));
      case 'post-letter':
        return this.note(deposited({ depositedOn: file.today, invoices: listed(proposal('letter', assessment)) }));
      case 'letter-presented':
        return this.note({ kind: 'letter-presented', letter: only(file, 'letter-deposited'), presentedOn: file.today });
      default:
        return assertNever(act);
    }
  }
}

function proposal(kind: 'remind' | 'call' | 'letter', assessment: Assessment): Proposal {
  if (assessment.kind !== kind) throw new Error(`not a ${kind}: ${told(assessment)}`);
  return (assessment as Extract<Assessment, { readonly proposal: Proposal }>).proposal;
}

const listed = ({ demanded, informational }: Proposal): readonly ListedInvoice[] => [
  ...demanded.map(({ item, step }) => ({ invoice: item.invoice, number: item.number, outstanding: item.outstanding, step })),
  ...informational.map((item) => ({ invoice: item.invoice, number: item.number, outstanding: item.outstanding, step: null })),
];

/** What a promise or a call is about, as the pane has it. */
const overdue = (assessment: Assessment): readonly Invoice['id'][] => {
  if (assessment.kind === 'unknown-debtor') return [];
  return assessment.statement.items.filter((item) => item.outstanding.minor > 0 && item.daysOverdue > 0).map(({ invoice }) => invoice);
};

function only(file: CaseFile, kind: LogFact['kind']): EntryId {
  const [entry, ...more] = file.entries.filter(({ fact }) => fact.kind === kind);
  if (entry === undefined || more.length > 0) throw new Error(`not one ${kind}`);
  return entry.id;
}

/** The story of debt-story.ts as one adapter answers it. */
export function lifeContract(name: string, open: OpenSubject): void {
  test(`the life of a debt as ${name} sees it, from the day before its first reminder to its end`, async () => {
    const subject = await open();
    try {
      const clerk = new Clerk(subject, subject.desk(MARIE));
      const lived: string[] = [];
      for (const { on, ledger, act } of STORY) {
        await clerk.day(on, ledger);
        lived.push(`${on} ${await clerk.answer()}`);
        if (act === undefined) continue;
        await clerk.does(act);
        lived.push(`${on} after ${act.kind}: ${await clerk.answer()}`);
      }
      expect(lived).toEqual(STORY.flatMap(({ on, says, act, then }) => [`${on} ${says}`, ...(act === undefined ? [] : [`${on} after ${act.kind}: ${then ?? ''}`])]));
    } finally {
      await subject.close();
    }
  });
}
