import { addDays, businessDaysBetween, daysBetween, localDate, money, nextBusinessDay, referenceOf } from '../../core';
import type { EmailAddress, InvoiceId, LocalDate, LogFact, Money, ReminderReference, RequestId, StageId } from '../../core';
import { parisMoment } from '../paris-time';
import type { SampleEntry } from '../sample-history';
import { KARIM, NADIA, SIMULATED_TODAY } from './company';
import { CUSTOMERS } from './customers';
import { INVOICES, isTold } from './invoices';
import type { LedgerInvoice } from './invoices';

type Who = typeof NADIA | typeof KARIM;
const TODAY = localDate(SIMULATED_TODAY);

/** What the team wrote down before the try-out begins; ids of invoices are their numbers, the reader makes them whole. */
class Story {
  readonly entries: SampleEntry[] = [];
  constructor(private readonly customer: string) {}

  note(when: string, who: Who, fact: LogFact): this {
    this.entries.push({
      at: new Date(parisMoment(when)).toISOString(), author: { id: who.id, name: who.name }, customer: this.customer, requestId: `demo-${this.customer}-${this.entries.length + 1}`, fact,
    });
    return this;
  }

  /** Drafted, and unless `left` is false sent five minutes later, by the clerk's word. */
  reminder(when: string, who: Who, stage: StageId, numbers: readonly number[], { left = true }: { readonly left?: boolean } = {}): this {
    const reference = referenceFor(this.customer, stage);
    const invoices = numbers.map(invoiceOf);
    const email = CUSTOMERS.find(({ code }) => code === this.customer);
    this.note(when, who, {
      kind: 'reminder-drafted', reference, stage, tone: stage === 'R2' ? 'firm' : 'courteous', language: email?.language === 'EN' ? 'en' : 'fr', channel: 'new-message', to: [(email?.emails.split(';')[0] ?? '') as EmailAddress],
      invoices: invoices.map((invoice) => ({ invoice: invoice.number as string as InvoiceId, number: invoice.number, outstanding: openOf(invoice), step: stage })), demanded: money(invoices.reduce((sum, invoice) => sum + openOf(invoice).minor, 0), invoices[0]?.currency ?? 'EUR'),
    });
    return left ? this.note(when.replace(/\d\d$/, (minute) => String(Math.min(59, Number(minute) + 4)).padStart(2, '0')), who, { kind: 'reminder-sent', reference, sentOn: localDate(when.slice(0, 10)), proof: 'clerk' }) : this;
  }

  call(when: string, who: Who, numbers: readonly number[], outcome: 'no-answer' | 'voicemail' | 'reached', stage: StageId | null, note: string | null = null): this {
    return this.note(when, who, { kind: 'call-made', stage, outcome, invoices: numbers.map(idOf), note });
  }
}

/** What a reminder asked for: credit notes were taken off before. */
const openOf = ({ number, outstanding, currency }: LedgerInvoice): Money => money(INVOICES.reduce((sum, credit) => (credit.corrects === number ? sum + credit.outstanding : sum), outstanding), currency);
const idOf = (n: number): InvoiceId => invoiceOf(n).number as string as InvoiceId;
function invoiceOf(n: number): LedgerInvoice {
  const number = `FA-2026-${String(n).padStart(4, '0')}`;
  const found = INVOICES.find((invoice) => invoice.number === number);
  if (found === undefined) throw new Error(`no invoice ${number}`);
  return found;
}

/** The visible reference of a sample reminder: also stands in the mail that our side sent. */
export function referenceFor(customer: string, stage: StageId): ReminderReference {
  return referenceOf(`demo ${customer} ${stage}` as RequestId, new Set());
}

const story = (customer: string, tell: (s: Story) => Story): readonly SampleEntry[] => tell(new Story(customer)).entries;

/** The customers of the sample threads. */
const TOLD: readonly SampleEntry[] = [
  ...story('C-0412', (s) => s.reminder('2026-10-16T09:20', KARIM, 'R0', [297]).note('2026-10-28T11:05', KARIM, { kind: 'note', text: 'Changement de comptable en octobre\u00a0: Sophie Marchand.' })
    .call('2026-11-04T09:40', NADIA, [297], 'no-answer', null).reminder('2026-11-12T10:28', NADIA, 'R1', [297])),
  ...story('C-0178', (s) => s.reminder('2026-11-03T14:10', KARIM, 'R1', [258])),
  ...story('C-0233', (s) => s.reminder('2026-10-29T09:15', NADIA, 'R1', [266])),
  ...story('C-0301', (s) => s.reminder('2026-11-09T09:05', NADIA, 'R1', [315]).reminder('2026-11-19T09:32', NADIA, 'R2', [315])),
  ...story('C-0355', (s) => s.reminder('2026-11-12T11:02', NADIA, 'R1', [279])
    .note('2026-11-20T11:48', NADIA, { kind: 'dispute-opened', invoices: [idOf(279)], amount: null, reason: 'Prix', quotation: 'Le prix facturé ne correspond pas au devis que nous avons signé.' })),
  ...story('C-0519', (s) => s.reminder('2026-10-09T10:00', KARIM, 'R1', [250]).reminder('2026-10-20T10:12', KARIM, 'R2', [250]).call('2026-11-02T15:20', KARIM, [250], 'voicemail', 'R3', 'Message laissé sur le répondeur.')),
  ...story('C-0622', (s) => s.reminder('2026-11-12T14:30', NADIA, 'R1', [317])
    .note('2026-11-13T16:10', NADIA, { kind: 'promise-recorded', amount: money(228_810, 'EUR'), promisedFor: localDate('2026-11-18'), invoices: [idOf(317)], quotation: 'Je fais le virement mercredi.' })),
  ...story('C-0219', (s) => s.reminder('2026-11-18T09:10', NADIA, 'R1', [312])),
  ...story('C-0266', (s) => s.reminder('2026-11-10T09:25', KARIM, 'R1', [316]).reminder('2026-11-23T08:40', KARIM, 'R2', [316], { left: false })),
  ...story('C-0334', (s) => s.reminder('2026-11-18T16:20', NADIA, 'R1', [313], { left: false })),
  ...story('C-0388', (s) => s.reminder('2026-11-03T10:40', KARIM, 'R1', [307])),
  ...story('C-0410', (s) => s.reminder('2026-10-29T14:00', KARIM, 'R1', [303]).reminder('2026-11-10T10:15', KARIM, 'R2', [303])
    .note('2026-11-19T15:42', KARIM, { kind: 'promise-recorded', amount: money(542_000, 'EUR'), promisedFor: localDate('2026-11-27'), invoices: [idOf(303)], quotation: 'Virement programmé au 27.' })),
  ...story('C-0460', (s) => s.reminder('2026-11-05T10:20', NADIA, 'R1', [288])),
];

/** A debit or a bill on its way asks for nothing. */
const paidByCustomer = ({ means }: LedgerInvoice): boolean => means === 'Virement' || means === 'Chèque';

/** The other customers were reminded as the plan says, some of them less far than it would allow today. */
function usual(customer: string): readonly SampleEntry[] {
  const overdue = INVOICES.filter((invoice) => invoice.customer === customer && invoice.outstanding > 0 && invoice.type !== 'Avoir' && invoice.due < TODAY && paidByCustomer(invoice)).sort((a, b) => (a.due < b.due ? -1 : 1));
  const [oldest] = overdue;
  if (oldest === undefined) return [];
  const number = Number(oldest.number.slice(-4));
  const [who, other] = number % 2 === 0 ? [NADIA, KARIM] : [KARIM, NADIA];
  const first = nextBusinessDay(addDays(oldest.due, 1 + (number % 4)));
  const second = nextBusinessDay(addDays(first, 10 + (number % 3)));
  const call = nextBusinessDay(addDays(second, 3 + (number % 2)));
  const past = (on: LocalDate): boolean => daysBetween(on, TODAY) > 0 && businessDaysBetween(on, TODAY) >= number % 3;
  return story(customer, (s) => {
    if (past(first)) s.reminder(`${first}T09:3${number % 10}`, who, 'R1', [number]);
    if (past(second)) s.reminder(`${second}T10:1${number % 10}`, other, 'R2', [number]);
    if (past(call)) s.call(`${call}T11:0${number % 10}`, who, [number], number % 2 === 0 ? 'voicemail' : 'reached', 'R3');
    return s;
  });
}

/** Oldest first, as it was written down. */
export const HISTORY: readonly SampleEntry[] = [...TOLD, ...CUSTOMERS.filter(({ code }) => !isTold(code)).flatMap(({ code }) => usual(code))].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
