import { add, sum } from '../../money';
import type { Money } from '../../money';
import type { CaseFile, Pack } from '../../case-file';
import { policyOf } from '../../dunning';
import type { DunningStage, Hold, ReminderPolicy, StageId } from '../../dunning';
import { isReachedBy } from '../../dunning/policy';
import { statementOfAccount } from '../../ledger';
import type { Language, OpenItem } from '../../ledger';
import { foldHistory, voidedIn } from '../../log';
import type { Author, LogEntry, OpenDraft } from '../../log';
import { announcementsIn } from '../announcements';
import { addDays } from '../../calendar';
import type { LocalDate } from '../../calendar';
import { demandedOf } from '../tables';
import type { Reminder } from '../types';
import type { LintFacts, LintStep, Measure, StepPlace } from './types';
import { addresseeOf, addressInLine } from '../postal-lines';

/** Thanks are no mistake when money came within so many days. */
const LATELY = 60;
const INDEMNITY_MINOR = 4000;

export interface LintContext {
  readonly caseFile: CaseFile;
  readonly pack: Pack;
  readonly author: Author;
  /** In which the text should be. */
  readonly language: Language;
  readonly holds: readonly Hold['kind'][];
  /** Sums that come from elsewhere: a statement of penalties. */
  readonly amounts?: readonly Money[];
}

function measureOf(policy: ReminderPolicy, id: StageId): Measure | null {
  const channel = policy.stages.find((stage) => stage.id === id)?.channel;
  return channel === 'letter' ? 'formal-notice' : channel === 'hand-over' ? 'hand-over' : null;
}

/** The kind of step that a measure is, where the plan can hold it. */
export const channelOf = (measure: Measure): 'letter' | 'hand-over' | null => (measure === 'formal-notice' ? 'letter' : measure === 'hand-over' ? 'hand-over' : null);

function placeOf(policy: ReminderPolicy, id: StageId, isDue: boolean): StepPlace {
  if (!isDue) return 'before-due';
  if (measureOf(policy, id) !== null) return 'formal';
  const first = policy.stages.find((stage) => stage.enabled && stage.days >= 0);
  return first?.id === id ? 'first' : 'later';
}

const numbersOf = (items: readonly { readonly number: string }[]): readonly string[] => Array.from(new Set(items.map(({ number }) => number)));

export function stepOfReminder(reminder: Reminder, { caseFile, pack }: LintContext): LintStep {
  const numbers = numbersOf(reminder.items);
  return {
    stage: reminder.stage,
    tone: reminder.tone,
    place: placeOf(policyOf(pack, caseFile.debtor), reminder.stage, reminder.items.some(({ daysOverdue }) => daysOverdue > 0)),
    demanded: reminder.demanded,
    numbers,
    informational: numbersOf(reminder.listed.filter(({ number }) => !numbers.includes(number))),
    deadline: reminder.deadline,
  };
}

/** Of a reminder that stands in an open draft of the mailbox: what the log says that it asks for. */
export function stepOfDraft(draft: OpenDraft, { caseFile, pack }: LintContext): LintStep {
  const listed = new Set(draft.invoices.filter(({ step }) => step !== null).map(({ number }) => number));
  const isDue = caseFile.invoices.some(({ number, instalments }) => listed.has(number) && instalments.some(({ due }) => due < caseFile.today));
  return {
    stage: draft.stage,
    tone: draft.tone,
    place: placeOf(policyOf(pack, caseFile.debtor), draft.stage, isDue),
    demanded: draft.demanded,
    numbers: Array.from(listed),
    informational: numbersOf(draft.invoices.filter(({ number }) => !listed.has(number))),
    deadline: null,
  };
}

/** What is open behind each row of a table: a table that is cut states it as one sum. */
function* restsOf(items: readonly OpenItem[]): Iterable<Money> {
  const byCurrency = new Map<string, Money>();
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const item = items[at];
    if (item === undefined) continue;
    const { currency } = item.outstanding;
    const before = byCurrency.get(currency);
    const rest = before === undefined ? demandedOf(item) : add(before, demandedOf(item));
    byCurrency.set(currency, rest);
    yield rest;
  }
}

function amountsOf({ caseFile, amounts = [] }: LintContext, reminder: Reminder | null): readonly Money[] {
  const { invoices, debtor, today, entries } = caseFile;
  const history = foldHistory(entries);
  const statement = statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: history.disputes }, today);
  const found: Money[] = [...amounts, ...debtor.unallocatedCredits];
  for (const item of [...statement.items, ...(reminder?.items ?? [])]) found.push(item.amount, item.outstanding, item.disputed, demandedOf(item), ...item.netted.map((credit) => credit.amount));
  for (const { open, overdue, credits } of statement.perCurrency) found.push(open, overdue, credits);
  for (const invoice of invoices) {
    for (const { amount, outstanding } of invoice.instalments) found.push(amount, outstanding);
    const [first] = invoice.instalments;
    if (first !== undefined && invoice.instalments.length > 1) {
      found.push(sum(invoice.instalments.map(({ amount }) => amount), first.amount.currency), sum(invoice.instalments.map(({ outstanding }) => outstanding), first.amount.currency));
    }
    found.push(...invoice.payments.map((payment) => payment.amount));
    if (invoice.disputed !== null) found.push(invoice.disputed);
    if (invoice.retained !== null) found.push(invoice.retained.amount);
  }
  found.push(...restsOf(statement.items), ...restsOf(reminder?.items ?? []));
  const asked = new Set(reminder?.items.map(({ invoice }) => invoice));
  found.push(...restsOf(statement.items.filter(({ invoice, daysOverdue }) => daysOverdue > 0 && !asked.has(invoice))));
  if (reminder !== null) {
    for (const { outstanding } of reminder.listed) found.push(outstanding);
    const { currency } = reminder.demanded;
    const disputed = reminder.items.map((item) => item.disputed).filter((amount) => amount.currency === currency);
    found.push(sum(disputed, currency));
    found.push(...(reminder.letter?.sums ?? []));
    // C. com. D441-5; for each invoice paid late, and for all of them.
    const most = numbersOf(reminder.items).length;
    if (debtor.kind !== 'consumer' && currency === 'EUR') for (let count = 1; count <= most; count += 1) found.push({ minor: INDEMNITY_MINOR * count, currency: 'EUR' });
  }
  for (const { fact } of entries) {
    if (fact.kind === 'reminder-drafted') found.push(fact.demanded, ...fact.invoices.map(({ outstanding }) => outstanding));
    else if ((fact.kind === 'promise-recorded' || fact.kind === 'dispute-opened') && fact.amount !== null) found.push(fact.amount);
    else if (fact.kind === 'plan-agreed') found.push(...fact.instalments.map(({ amount }) => amount));
  }
  return found;
}

function datesOf({ caseFile }: LintContext): readonly LocalDate[] {
  const found: LocalDate[] = [caseFile.today];
  for (const { on, fact } of caseFile.entries) {
    found.push(on);
    if (fact.kind === 'reminder-sent') found.push(fact.sentOn);
    else if (fact.kind === 'promise-recorded') found.push(fact.promisedFor);
    else if (fact.kind === 'step-announced') found.push(fact.by);
    else if (fact.kind === 'letter-deposited') found.push(fact.depositedOn);
    else if (fact.kind === 'letter-presented') found.push(fact.presentedOn);
    else if (fact.kind === 'letter-delivered') found.push(fact.deliveredOn);
    else if (fact.kind === 'plan-agreed') found.push(...fact.instalments.map(({ due }) => due));
  }
  for (const { payments } of caseFile.invoices) found.push(...payments.map(({ on }) => on));
  return found;
}

/** What an earlier text that left said would follow, and by when. A deadline from a presentation that nobody noted is not known as a day. */
function announcedSoFar(entries: readonly LogEntry[], policy: ReminderPolicy): LintFacts['announced'] {
  const voided = voidedIn(entries);
  const noted = entries.flatMap(({ id, fact }) => (fact.kind === 'step-announced' && !voided.has(id) ? [{ next: fact.announced, by: fact.by }] : []));
  const said = announcementsIn(entries).map(({ announced: { next }, deadline }) => ({ next, by: deadline }));
  return [...noted, ...said].flatMap(({ next, by }) => {
    const measure = next === null ? null : measureOf(policy, next);
    return measure === null || by === null ? [] : [{ measure, by }];
  });
}

const hasLetter = (number: string): boolean => /\p{L}/u.test(number);
/** Numbers with letters, which could be taken for words. */
const spelled = (step: LintStep | null): readonly string[] => (step === null ? [] : [...step.numbers, ...step.informational].filter(hasLetter));

const measuresOf = (policy: ReminderPolicy, isHeld: (stage: DunningStage) => boolean): readonly Measure[] =>
  Array.from(new Set(policy.stages.filter(isHeld).map(({ id }) => measureOf(policy, id)))).filter((measure): measure is Measure => measure !== null);

/** What the lint needs to know, from the debtor's facts and log. `reminder`: when the text is one that is being written. */
export function lintFactsOf(context: LintContext, step: LintStep | null, reminder: Reminder | null): LintFacts {
  const { caseFile, pack, author, language, holds } = context;
  const { debtor, invoices, entries, today } = caseFile;
  const policy = policyOf(pack, debtor);
  const { profile } = pack;
  const orders = Array.from(new Set(invoices.flatMap(({ orderNumber }) => (orderNumber === null ? [] : [orderNumber]))));
  const isCompact = (iban: string | null): readonly string[] => (iban === null || iban.trim() === '' ? [] : [iban.replace(/[^A-Za-z0-9]/g, '').toUpperCase()]);
  const lately = addDays(today, -LATELY);
  return {
    today,
    step,
    debtor: { kind: debtor.kind, lawCountry: debtor.lawCountry },
    language,
    names: [debtor.name, addressInLine(debtor), debtor.code, debtor.town, debtor.group, ...debtor.contacts.map(({ name }) => name), profile.name, author.name, ...invoices.map(({ assignee }) => assignee?.name ?? null), ...spelled(step), ...orders.filter(hasLetter)]
      .filter((name): name is string => name !== null && name.trim() !== ''),
    ...(debtor.postal === undefined ? {} : { given: addresseeOf(debtor).lines }),
    invoices: invoices.map(({ number, issued, instalments, kind }) => ({ number, issued, dues: instalments.map(({ due }) => due), isCredit: kind === 'credit-note' })),
    numberShapes: pack.numberShapes,
    orders,
    amounts: amountsOf(context, reminder),
    dates: datesOf(context),
    ibans: [profile.iban, ...invoices.map(({ assignee }) => assignee?.iban ?? null)].flatMap(isCompact),
    measures: measuresOf(policy, (stage) => (step === null ? stage.enabled : isReachedBy(stage, step.demanded))),
    outOfReach: measuresOf(policy, (stage) => stage.enabled && step !== null && !isReachedBy(stage, step.demanded)),
    announced: announcedSoFar(entries, policy),
    paidLately: debtor.unallocatedCredits.some(({ minor }) => minor !== 0) || invoices.some(({ payments }) => payments.some(({ on }) => on >= lately)),
    holds,
  };
}
