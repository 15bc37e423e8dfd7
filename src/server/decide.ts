import { createHash } from 'node:crypto';
import { RULES_VERSION, decisionOf } from '../core';
import type { CaseFile, CompanyId, DebtorId, Instant, LedgerSource, LocalDate, Pack } from '../core';
import { dayIn } from './company-day';
import type { Decided, Under } from './store/decisions';
import type { Account, RuledAccounts } from './store/read-accounts';

/** What a decision is made with, beside the debtor's facts and log. */
export interface Deciding {
  readonly company: CompanyId;
  readonly pack: Pack;
  readonly source: LedgerSource;
  readonly under: Under;
  readonly today: LocalDate;
  readonly now: Instant;
}

export const caseOf = ({ debtor, invoices, entries }: Account, { company, pack, source, today, now }: Omit<Deciding, 'under'>): CaseFile =>
  ({ company, debtor, invoices, entries, source, loadedAt: now, today, pack: pack.id });

export const decidedOf = (account: Account, of: Deciding): Decided =>
  ({ decision: decisionOf(caseOf(account, of), of.pack, of.today), seq: account.entries[account.entries.length - 1]?.seq ?? 0 });

/** Who decides about a lot of debtors: this thread, or one of its own (decision-thread.ts). */
export interface Decider {
  /** null: the ledger is another one by now. */
  decide(debtors: readonly DebtorId[], of: Deciding): Promise<readonly Decided[] | null>;
  close(): Promise<void>;
}

export async function decideLot(read: (debtors: readonly DebtorId[]) => Promise<RuledAccounts>, debtors: readonly DebtorId[], of: Deciding): Promise<readonly Decided[] | null> {
  const { ledger, accounts } = await read(debtors);
  return ledger === of.under.ledger ? Array.from(accounts.values(), (account) => decidedOf(account, of)) : null;
}

/** To be raised when what is kept of a decision changes. */
const SHAPE = 'd2';
const rules = new WeakMap<Pack, string>();

/** What of a pack decides: texts, number shapes and the profile do not, so that a changed signature leaves what was decided; of the profile only whether consumers are reminded. */
function rulesOf(pack: Pack): string {
  const known = rules.get(pack);
  if (known !== undefined) return known;
  const { id: _, profile: { remindsConsumers }, templates: ___, numberShapes: ____, domainOverrides: _____, ...deciding } = pack;
  const made = `${SHAPE} ${RULES_VERSION} ${createHash('sha256').update(JSON.stringify({ ...deciding, remindsConsumers: remindsConsumers === true })).digest('hex').slice(0, 16)}`;
  rules.set(pack, made);
  return made;
}

/** null: no ledger. */
export function decidingWith({ pack, source, ledger, company, now }: { readonly pack: Pack; readonly source: LedgerSource | null; readonly ledger: string | null; readonly company: CompanyId; readonly now: Instant }): Deciding | null {
  if (source === null || ledger === null) return null;
  const today = dayIn(pack.profile.timeZone, now);
  return { company, pack, source, today, now, under: { ledger, rules: rulesOf(pack), day: today } };
}
