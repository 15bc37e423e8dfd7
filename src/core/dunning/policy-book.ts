import type { Instant } from '../calendar/types';
import type { DebtorId, PolicyId } from '../ledger/types';
import type { ReminderPolicy } from './types';
import type { PolicyFault } from './validate-policy';

/** Who saved which version, and when. */
export interface PolicyVersion {
  readonly version: string;
  readonly by: string;
  readonly at: Instant;
}

/** A plan of the company's own, as it is in force. */
export interface OwnPolicy {
  readonly policy: ReminderPolicy;
  /** The plan that it was copied from; null: none is known. */
  readonly basedOn: PolicyId | null;
  /** All versions that there ever were, the newest (which is in force) first; at most 50. */
  readonly versions: readonly PolicyVersion[];
}

/** Which plan is for whom: a debtor's own comes before his segment's, that before the one for public buyers, that before the company's. */
export type PolicyAssignment =
  | { readonly scope: 'company'; readonly policy: PolicyId }
  /** `policy` null: none of its own any more. */
  | { readonly scope: 'segment'; readonly segment: string; readonly policy: PolicyId | null }
  | { readonly scope: 'debtor'; readonly debtor: DebtorId; readonly policy: PolicyId | null };

export type KeptAssignment = PolicyAssignment & { readonly by: string; readonly at: Instant };

/** What the settings show of the plans. */
export interface PolicyBook {
  readonly shipped: readonly ReminderPolicy[];
  /** In the order in which they were made. */
  readonly own: readonly OwnPolicy[];
  readonly defaultPolicy: PolicyId;
  /** The one that holds for the company and each segment, and for the 100 debtors that were last given one; the newest first. */
  readonly assignments: readonly KeptAssignment[];
  /** Segments of the ledger, at most 50, by name. */
  readonly segments: readonly string[];
}

/** A plan to be saved. Its id and version are the keeper's affair. */
export interface PolicyToSave {
  readonly policy: ReminderPolicy;
  readonly basedOn: PolicyId | null;
  /** The version that was edited; null: a new plan. */
  readonly replaces: string | null;
}

export type PolicyProblem =
  | { readonly code: 'policy/refused'; readonly faults: readonly PolicyFault[] }
  /** Somebody saved another version in the meantime. */
  | { readonly code: 'policy/changed-meanwhile'; readonly by: string; readonly at: Instant }
  | { readonly code: 'policy/unknown'; readonly policy: string }
  /** Somebody still has the plan that is to be removed: the company, so many categories, so many customers. */
  | { readonly code: 'policy/in-use'; readonly company: boolean; readonly segments: readonly string[]; readonly debtors: number };
