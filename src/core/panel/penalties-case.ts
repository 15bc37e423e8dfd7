import { addDays, dayNumber, semesterBegins } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { CaseFile } from '../case-file';
import { daysToLimitation, limitationOf } from '../dunning/limitation';
import { guardOf } from '../dunning/positions';
import type { Guard } from '../dunning/positions';
import type { Invoice, InvoiceId, OpenItem, StatementOfAccount } from '../ledger/types';
import { foldHistory } from '../log';
import type { History, LogEntry } from '../log/types';
import { voidedIn } from '../log/voided';
import type { Totals } from '../money/types';
import { claimsOfItems, contractOf, lawPackFor, penaltyAccount, penaltyStatement, RATE_SERIES } from '../penalties';
import type { AnnualRate, ItemClaim, LawPack, PaymentView, PenaltyAccount, PenaltyLine, PenaltyProblem, RateTable } from '../penalties';
import { fail, ok } from '../result';
import type { Result } from '../result';

/** Why something that is late stands in no line of the statement. */
export type LeftOut =
  | { readonly kind: 'guarded'; readonly number: string; readonly guard: Guard }
  | { readonly kind: 'not-computed'; readonly number: string; readonly problem: PenaltyProblem }
  /** Paid after their due dates and no longer open: their interest and charge are in no open item. */
  | { readonly kind: 'settled-late'; readonly numbers: readonly string[] }
  | { readonly kind: 'not-due'; readonly count: number }
  | { readonly kind: 'credits'; readonly totals: Totals };

export interface PenaltyCaseLine extends PenaltyLine, Pick<ItemClaim, 'undated' | 'disputed'> {
  readonly item: OpenItem;
  /** Issued on the day of the insolvency judgment or after it: perhaps born for the needs of the procedure. */
  readonly afterJudgment: boolean;
  /** Late, and too old for the law of the fixed charge. */
  readonly beforeCharge: boolean;
}

export interface PenaltyCase {
  readonly pack: LawPack;
  /** null: no rate is known, and none was needed. */
  readonly ratesVersion: LocalDate | null;
  readonly asOf: LocalDate;
  readonly view: PaymentView;
  /** By due date: what is late as of the day. */
  readonly lines: readonly PenaltyCaseLine[];
  readonly account: PenaltyAccount;
  readonly leftOut: readonly LeftOut[];
  /** The rate of the contract that the ledger tells; not applied where the law sets the rate itself; null: none is told. */
  readonly stipulated: { readonly rate: AnnualRate; readonly applied: boolean } | null;
  readonly planRuns: boolean;
  /** Where a rate that is not known kept something out: the last day up to which it can be told; null: none. */
  readonly lastDay: LocalDate | null;
}

export interface NoPenalties {
  readonly problem: PenaltyProblem;
  /** The last day up to which a statement can be made; null: there is none. */
  readonly lastDay: LocalDate | null;
}

/** A table without any rate. */
export const nothingKnown = (asOf: LocalDate): RateTable => ({ version: asOf, series: RATE_SERIES.reduce((all, series) => ({ ...all, [series]: {} }), {} as RateTable['series']) });

/**
 * Late-payment interest and charges of all that a debtor owes and is late with, as of a day up to the file's own. What cannot
 * be told of one invoice is named and stays out of the sums; where nothing can be told, the problem is the answer.
 *
 * `rates` null: none is known. Amounts in minor units, sums per currency.
 * Source: C. com. L441-10 II, D441-5; a consumer's notice: C. civ. 1344-1.
 */
export function penaltiesOfCase({ debtor, invoices, entries, today }: CaseFile, statement: StatementOfAccount, rates: RateTable | null, view: PaymentView, asOf: LocalDate): Result<PenaltyCase, NoPenalties> {
  const found = lawPackFor(debtor.lawCountry, debtor.kind);
  if (!found.ok) return fail({ problem: found.problem, lastDay: null });
  const pack = found.value;
  const contract = contractOf(debtor, pack);
  const table = rates ?? nothingKnown(asOf);
  const history = foldHistory(entries);
  const notices = noticesOf(entries);
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));

  // Nobody is late with what is held back, and nothing is claimed of what has probably lapsed.
  const lapsedOrHeldBack = (item: OpenItem, invoice: Invoice): Guard | null => {
    if (item.retained?.releasedOn === null) return { kind: 'retained', until: null };
    const toGo = daysToLimitation(item, debtor);
    if (toGo === null || toGo > 0) return null;
    const { reachedOn, years } = limitationOf(item, invoice, debtor, entries, history.steps.get(item.invoice) ?? [], today);
    return reachedOn <= today ? { kind: 'limitation', since: reachedOn, years } : null;
  };
  // Beside the invoice itself only credit notes matter to a claim; with all of 5 000 invoices each time it would take seconds.
  const creditNotes = invoices.filter(({ kind }) => kind === 'credit-note');
  const leftOut: LeftOut[] = [];
  const taken: { readonly item: OpenItem; readonly claim: ItemClaim }[] = [];
  let problem: NoPenalties | null = null;
  let notDue = 0;
  for (const item of statement.items) {
    const invoice = byId.get(item.invoice);
    if (item.outstanding.minor <= 0 || invoice === undefined) continue;
    if (item.due >= asOf) {
      notDue += 1;
      continue;
    }
    const guard = lapsedOrHeldBack(item, invoice) ?? guardOf(invoice, statement.items, dayNumber(today)) ?? (item.disputed.minor >= item.outstanding.minor ? ({ kind: 'dispute' } as const) : null);
    if (guard !== null) {
      leftOut.push({ kind: 'guarded', number: item.number, guard });
      continue;
    }
    const terms = { view, noticeOn: notices.get(item.invoice) ?? null, contract, insolvency: history.insolvency?.openedOn ?? null, interestStops: null };
    for (const claim of claimsOfItems([item], [...creditNotes, invoice], terms, today)) {
      const told = penaltyStatement(claim.claim, pack, table, asOf);
      if (told.ok) taken.push({ item, claim });
      else {
        leftOut.push({ kind: 'not-computed', number: item.number, problem: told.problem });
        problem = worse(problem, { problem: told.problem, lastDay: lastDayOf(told.problem, item, asOf) });
      }
    }
  }
  if (problem !== null && taken.length === 0) return fail(problem);
  const account = penaltyAccount(taken.map(({ claim }) => claim.claim), pack, table, asOf);
  if (!account.ok) return fail({ problem: account.problem, lastDay: null });

  const settled = settledLate(invoices, statement);
  if (settled.length > 0) leftOut.push({ kind: 'settled-late', numbers: settled });
  const credits = statement.perCurrency.map((of) => of.credits).filter(({ minor }) => minor > 0);
  if (credits.length > 0) leftOut.push({ kind: 'credits', totals: credits });
  if (notDue > 0) leftOut.push({ kind: 'not-due', count: notDue });
  return ok({
    pack, asOf, view, ratesVersion: rates?.version ?? null, account: account.value, leftOut,
    lines: account.value.lines.flatMap((line, at) => {
      const of = taken[at];
      if (of === undefined) return [];
      const { item, claim } = of;
      return [{
        ...line, item, undated: claim.undated, disputed: claim.disputed,
        afterJudgment: history.insolvency !== null && item.issued !== null && item.issued >= history.insolvency.openedOn,
        beforeCharge: pack.fixedChargeAfter !== null && item.due <= pack.fixedChargeAfter,
      }];
    }),
    stipulated: debtor.contractRate === undefined ? null : { rate: debtor.contractRate as AnnualRate, applied: contract !== null },
    planRuns: runningPlan(history, today),
    lastDay: problem?.lastDay ?? null,
  });
}

/** The one that a person can do something about stands first: a day up to which it can be told. */
const worse = (one: NoPenalties | null, other: NoPenalties): NoPenalties => (one === null || (one.lastDay === null && other.lastDay !== null) || (one.lastDay !== null && other.lastDay !== null && other.lastDay < one.lastDay) ? other : one);

/** The day before the semester without a rate, if the item was late by then. */
function lastDayOf(problem: PenaltyProblem, item: OpenItem, asOf: LocalDate): LocalDate | null {
  if (problem.code !== 'penalties/rate-unknown') return null;
  const last = addDays(semesterBegins(problem.semester), -1);
  return last > item.due && last < asOf ? last : null;
}

const runningPlan = ({ plans }: History, today: LocalDate): boolean => plans.some(({ instalments }) => instalments.some(({ due }) => due >= today));

/**
 * From which day a formal notice of an invoice had effect: the first registered letter (step R4) that listed it and is known
 * to have reached its addressee, or to have been refused by him. One that nobody fetched is not counted here: too late a day
 * is a gift, too early a wrong claim.
 */
function noticesOf(entries: readonly LogEntry[]): ReadonlyMap<InvoiceId, LocalDate> {
  const voided = voidedIn(entries);
  const letters = new Map<string, readonly InvoiceId[]>();
  const days = new Map<InvoiceId, LocalDate>();
  const took = (letter: string, on: LocalDate): void => {
    for (const invoice of letters.get(letter) ?? []) if (on < (days.get(invoice) ?? '9999')) days.set(invoice, on);
  };
  for (const { id, fact } of entries) {
    if (voided.has(id)) continue;
    if (fact.kind === 'letter-deposited' && fact.stage === 'R4') letters.set(id, fact.invoices.filter(({ step }) => step !== null).map(({ invoice }) => invoice));
    else if (fact.kind === 'letter-presented') took(fact.letter, fact.presentedOn);
    else if (fact.kind === 'letter-delivered') took(fact.letter, fact.deliveredOn);
    else if (fact.kind === 'letter-refused') took(fact.letter, fact.refusedOn);
  }
  return days;
}

/** Invoices that are wholly paid, with a payment after a due date. */
function settledLate(invoices: readonly Invoice[], statement: StatementOfAccount): readonly string[] {
  const open = new Set(statement.items.map(({ invoice }) => invoice));
  return invoices
    .filter(({ id, kind, instalments, payments, missingSince }) => kind !== 'credit-note' && missingSince === null && !open.has(id) && instalments.every(({ outstanding }) => outstanding.minor === 0) && payments.some((payment) => payment.kind === 'payment' && payment.on > (instalments[0]?.due ?? payment.on)))
    .map(({ number }) => number);
}
