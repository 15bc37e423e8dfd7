import { isLocalDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { isCurrency } from '../money';
import type { Money } from '../money/types';
import { assertNever } from '../result';
import type { LogFact, NewLogEntry } from '../log/types';
import type { LogProblem } from '../problems';

type Invalid = Extract<LogProblem, { readonly code: 'log/invalid-entry' }>;

/** A note or a reason, and a quotation of the debtor's mail (design: principle 6). Characters. */
const REMARK = 2_000;
const QUOTATION = 200;
/** Further ahead a date is a slip of the pen: the year was mistyped. Days are compared as text, so this is one too. */
const YEARS_AHEAD = 2;

/** Values that no rule could work with, whatever the case: the first one found. The shape was checked at the door. */
export function invalidValue(entry: NewLogEntry, today: LocalDate): Invalid | null {
  const check = new Check(today);
  check.text('requestId', entry.requestId, 200);
  check.text('rulesVersion', entry.rulesVersion, 100);
  if (entry.contentHash !== null && !/^[0-9a-f]{64}$/.test(entry.contentHash)) check.found('contentHash', 'not a SHA-256');
  checkFact(entry.fact, check);
  return check.first;
}

function checkFact(fact: LogFact, check: Check): void {
  switch (fact.kind) {
    case 'reminder-drafted':
      check.reference(fact.reference);
      check.some('fact.invoices', fact.invoices);
      for (const { outstanding } of fact.invoices) check.positive('fact.invoices.outstanding', outstanding);
      check.positive('fact.demanded', fact.demanded);
      return;
    case 'reminder-sent':
      check.reference(fact.reference);
      check.notAhead('fact.sentOn', fact.sentOn);
      return;
    case 'draft-discarded':
    case 'draft-rerouted':
      check.reference(fact.reference);
      return;
    case 'step-skipped':
      check.some('fact.invoices', fact.invoices);
      check.text('fact.reason', fact.reason, REMARK);
      return;
    case 'invoice-resent':
      check.some('fact.invoices', fact.invoices);
      return;
    case 'call-made':
      if (fact.note !== null) check.text('fact.note', fact.note, REMARK);
      return;
    case 'letter-deposited':
      check.some('fact.invoices', fact.invoices);
      check.text('fact.provider', fact.provider, 200);
      check.text('fact.depositNumber', fact.depositNumber, 200);
      check.notAhead('fact.depositedOn', fact.depositedOn);
      return;
    case 'letter-presented':
      check.notAhead('fact.presentedOn', fact.presentedOn);
      return;
    case 'letter-delivered':
      check.notAhead('fact.deliveredOn', fact.deliveredOn);
      return;
    case 'letter-refused':
      check.notAhead('fact.refusedOn', fact.refusedOn);
      return;
    case 'letter-unclaimed':
      check.notAhead('fact.returnedOn', fact.returnedOn);
      return;
    case 'promise-recorded':
      if (fact.amount !== null) check.positive('fact.amount', fact.amount);
      check.notPast('fact.promisedFor', fact.promisedFor);
      if (fact.quotation !== null) check.text('fact.quotation', fact.quotation, QUOTATION);
      return;
    case 'dispute-opened':
      check.some('fact.invoices', fact.invoices);
      if (fact.amount !== null) check.positive('fact.amount', fact.amount);
      check.text('fact.reason', fact.reason, REMARK);
      if (fact.quotation !== null) check.text('fact.quotation', fact.quotation, QUOTATION);
      return;
    case 'plan-agreed':
      check.some('fact.instalments', fact.instalments);
      for (const { due, amount } of fact.instalments) {
        check.notPast('fact.instalments.due', due);
        check.positive('fact.instalments.amount', amount);
      }
      return;
    case 'instalment-missed':
      check.notAhead('fact.due', fact.due);
      return;
    case 'hold-set':
      if (fact.until !== null) check.notPast('fact.until', fact.until);
      check.text('fact.reason', fact.reason, REMARK);
      return;
    case 'insolvency-noted':
      check.notAhead('fact.openedOn', fact.openedOn);
      if (fact.publishedOn !== null) check.notAhead('fact.publishedOn', fact.publishedOn);
      return;
    case 'step-announced':
      check.reference(fact.reference);
      check.notPast('fact.by', fact.by);
      return;
    case 'lint-overridden':
      check.reference(fact.reference);
      check.text('fact.reason', fact.reason, REMARK);
      return;
    case 'note':
      check.text('fact.text', fact.text, REMARK);
      return;
    case 'contact-changed':
      if (fact.address.length > 254 || !/^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:".]+$/.test(fact.address) || fact.address !== fact.address.toLowerCase()) check.found('fact.address', 'not an address');
      return;
    case 'answer-noted':
      check.notAhead('fact.receivedOn', fact.receivedOn);
      return;
    case 'reply-inserted':
    case 'dispute-closed':
    case 'hold-lifted':
    case 'sms-noted':
    case 'debtors-merged':
    case 'entry-voided':
      return;
    default:
      assertNever(fact);
  }
}

class Check {
  first: Invalid | null = null;
  private readonly today: LocalDate;
  constructor(today: LocalDate) {
    this.today = today;
  }

  found(field: string, detail: string): void {
    this.first = this.first ?? { code: 'log/invalid-entry', field: `entry.${field}`, detail };
  }
  text(field: string, text: string, longest: number): void {
    if (text.trim() === '') this.found(field, 'empty');
    else if (text.length > longest) this.found(field, `longer than ${longest}`);
  }
  some(field: string, list: readonly unknown[]): void {
    if (list.length === 0) this.found(field, 'empty');
  }
  reference(reference: string): void {
    if (!/^R-[0-9A-Z]{4,12}$/.test(reference)) this.found('fact.reference', 'not a reference');
  }
  positive(field: string, { minor, currency }: Money): void {
    if (!isCurrency(currency)) this.found(field, 'not a currency');
    else if (!Number.isSafeInteger(minor)) this.found(field, 'not an amount');
    else if (minor <= 0) this.found(field, 'not above zero');
  }
  day(field: string, day: LocalDate): boolean {
    if (isLocalDate(day)) return true;
    this.found(field, 'not a calendar day');
    return false;
  }
  /** Something that has happened. */
  notAhead(field: string, day: LocalDate): void {
    if (this.day(field, day) && day > this.today) this.found(field, 'in the future');
  }
  /** Something that is still to come. */
  notPast(field: string, day: LocalDate): void {
    if (!this.day(field, day)) return;
    const latest = `${Number(this.today.slice(0, 4)) + YEARS_AHEAD}${this.today.slice(4)}`;
    if (day < this.today) this.found(field, 'in the past');
    else if (day > latest) this.found(field, 'too far ahead');
  }
}
