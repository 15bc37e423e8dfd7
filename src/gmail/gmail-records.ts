import type { CaseFile, ChainCheck, CompanyProfile, DebtorHints, DebtorId, HandChange, HintHits, InvoiceSource, LogProblem, Pack, Problem, ReminderLog, Result, SessionInfo, Settings, SourceProblem } from '../core';

/** What the sidebar needs beyond the three ports; a sheet and the company's server answer alike. Synchronous: every Google service blocks. */
export interface GmailRecords extends InvoiceSource<'sync'>, ReminderLog<'sync'>, Settings<'sync'> {
  session(): Result<SessionInfo, SourceProblem>;
  /** `lookUp`, with the case file when one debtor is all that the hints hit. `pack`: the id of the one in force; when it is not the one at hand, `pack()` gives the newer one. */
  lookUpWithFile(hints: DebtorHints): Result<HintHits & { readonly file?: CaseFile | null; readonly pack?: string }, SourceProblem>;
  changeProfile(change: ProfileChange): Result<Pack, Problem>;
  /** Whether this debtor's log is as it was written. */
  verify(debtor: DebtorId): Result<ChainCheck, LogProblem>;
  /** What people changed by hand in log and settings, as far as it matters on this debtor's card (`wordHandChange`); absent: nobody can. Costs no call of its own once the case file was read. */
  handChanges?(debtor: DebtorId): Result<readonly HandChange[], LogProblem>;
}

export type ProfileChange = Partial<Pick<CompanyProfile, 'name' | 'iban' | 'bic' | 'phone' | 'legalMentions' | 'addresses' | 'domains' | 'signature' | 'remindsConsumers' | 'language'>>;
