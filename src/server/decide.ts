import { assess, statementOfAccount, summaryOf } from '../core';
import type { CaseFile, CompanyId, DebtorSummary, Instant, LedgerSource, LocalDate, Pack, WorklistRow } from '../core';
import type { Decision, DecisionKey } from './store/decisions';
import type { Account } from './store/read-accounts';

/** What a decision of today is made with, beside the debtor's facts and log. */
export interface Deciding {
  readonly company: CompanyId;
  readonly pack: Pack;
  readonly source: LedgerSource;
  readonly key: DecisionKey;
  readonly today: LocalDate;
  readonly now: Instant;
}

export const caseOf = ({ debtor, invoices, entries }: Account, { company, pack, source, today, now }: Omit<Deciding, 'key'>): CaseFile =>
  ({ company, debtor, invoices, entries, source, loadedAt: now, today, pack: pack.id });

const statementOf = ({ debtor, invoices }: Account, today: LocalDate) => statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: [] }, today);

export const summary = (account: Account, today: LocalDate): DebtorSummary => summaryOf(account.debtor, statementOf(account, today));

/** As a worklist shows him, and by what it is ordered. */
export interface Ranked extends WorklistRow {
  /** Of what is open; null: nothing is. */
  readonly oldestDue: LocalDate | null;
}

export function rank(account: Account, of: Deciding): Ranked {
  const statement = statementOf(account, of.today);
  let oldestDue: LocalDate | null = null;
  for (const { outstanding, due } of statement.items) if (outstanding.minor > 0 && (oldestDue === null || due < oldestDue)) oldestDue = due;
  return { debtor: summaryOf(account.debtor, statement), assessment: assess(caseOf(account, of), of.pack, null, of.today), oldestDue };
}

export function decisionOf(account: Account, of: Deciding): Decision {
  const { assessment, oldestDue } = rank(account, of);
  return { debtor: account.debtor.id, seq: account.entries[account.entries.length - 1]?.seq ?? 0, recheckOn: assessment.recheckOn, kind: assessment.kind, stage: 'proposal' in assessment ? assessment.proposal.stage.id : null, oldestDue };
}
