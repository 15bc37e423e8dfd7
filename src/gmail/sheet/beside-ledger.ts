import type { DebtorId, Instant, LogEntry, Pack, PolicyId, ReminderReference, Result, SourceProblem } from '../../core';

/** What the ledger's answers need of the other tabs: log, settings, plans. All of one callback. */
export interface BesideLedger {
  now(): Instant;
  pack(): Result<Pack, SourceProblem>;
  /** The log of this debtor as the Journal has it, in order; none: an empty list, whoever that is. */
  entriesOf(debtor: DebtorId): Result<readonly LogEntry[], SourceProblem>;
  /** In whose log a reminder bears this reference. */
  debtorsOf(reference: ReminderReference): Result<readonly DebtorId[], SourceProblem>;
  /** What was remembered for a thread, an address or a domain; null: "not a customer"; undefined: nothing. */
  chosen(scope: 'thread' | 'address' | 'domain', value: string): Result<DebtorId | null | undefined, SourceProblem>;
  /** The plan that this debtor was given; null: none, or taken back. */
  policyOf(debtor: DebtorId): Result<PolicyId | null, SourceProblem>;
}
