import type { CompanyView, Problem, Result } from '../../core';

/** What the API asks of a server with several companies. */
export interface CompanyDesk {
  /** All of them, the first one first. */
  list(): Promise<readonly CompanyView[]>;
  /** It begins without a ledger. */
  add(name: string): Promise<Result<CompanyView, Problem>>;
  /** With everything that was connected for it; `company/kept` where something was recorded. */
  remove(id: string): Promise<Result<null, Problem>>;
}
