import type { Author, DebtorId, Instant, LocalDate, Pack, RateTable, Result, SourceProblem, Template } from '../../core';
import type { SheetFacts } from './sheet-facts';

/** What keeping settings in a spreadsheet needs. */
export interface SettingsDeps {
  readonly author: Author;
  /** As shipped. */
  readonly templates: readonly Template[];
  readonly rates: RateTable | null;
  now(): Instant;
  today(): LocalDate;
  /** As this callback read the tabs. */
  readonly facts: SheetFacts;
  /** The tabs read anew: what is changed under the lock is changed from this. */
  fresh(): SheetFacts;
  /** The pack in force, with the shapes of the ledger's numbers. */
  pack(): Result<Pack, SourceProblem>;
  /** The names of these debtors; one whom the ledger does not hold is absent. */
  namesOf(debtors: readonly DebtorId[]): Result<ReadonlyMap<DebtorId, string>, SourceProblem>;
  /** Segments of the ledger, by name. */
  segments(): Result<readonly string[], SourceProblem>;
  /** The registrable name under which a company may be known; null: free-mail, a platform, ours, or none. */
  companyDomain(domain: string, pack: Pack): string | null;
  /** Something of the pack, the choices or the plans was written: what was read or remembered of it is out of date. */
  changed(tab: 'settings' | 'plans' | 'texts'): void;
}
