import type { LocalDate } from './calendar/types';
import type { CaseFile, Pack } from './case-file';
import { decide } from './dunning/decide';
import { planOf, policyOf } from './dunning/policy';
import type { ThreadFacts } from './dunning/thread-facts';
import type { Assessment } from './dunning/types';
import { zoneDay } from './identify/zone-day';
import { statementOfAccount } from './ledger';
import { foldHistory } from './log';

/**
 * The main job: which reminder comes next for this debtor, and why. Pure: the same facts and day give the same answer,
 * and nothing that is handed in is changed. The order of invoices and entries does not matter.
 *
 * Rules: design, section 4 (several invoices) and principles 2 to 4; the schedule of the law sheet, section 5.
 *
 * @param facts what the open thread proves beyond the log; null where no thread is open (server, worklist).
 * @param today the day in the company's time zone.
 */
export function assess(caseFile: CaseFile, pack: Pack, facts: ThreadFacts | null, today: LocalDate): Assessment {
  const { debtor, invoices, entries } = caseFile;
  const plan = planOf(policyOf(pack, debtor));
  const history = foldHistory(entries, plan.isOverdueStage);
  const statement = statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: history.disputes }, today);
  return decide({ debtor, invoices, entries, history, statement, thread: facts, plan, figuresOf: zoneDay(caseFile.source.asOf, pack.profile.timeZone) }, today);
}
