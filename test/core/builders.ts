/**
 * Builders of the core's values: `anInvoice({ due: daysAgo(32) })` says what a test is about and leaves the rest to a
 * plausible default. Every override is typed; nothing is random, nothing reads a clock. The stage is today = Monday
 * 23 November 2026, company "Atelier Nord", debtor C-0412 "Garage du Canigou".
 */
import { addDays, instant, invoiceId, localDate, money, stampEntry, FIRST_HASH } from '../../src/core';
import type {
  Author, CaseFile, CompanyId, CompanyProfile, Contact, Currency, Debtor, DebtorId, DunningStage, EmailAddress, EntryId, Instalment, Instant, Invoice, InvoiceId,
  ListedInvoice, LocalDate, LogEntry, LogFact, Mailbox, MailMessage, MailThread, Money, NewLogEntry, Pack, PaymentEvent, PolicyId, ReminderPolicy, ReminderReference,
  RequestId, Template, TemplateName,
} from '../../src/core';

/* ---- days and amounts ---- */

/** A Monday, no holiday near. */
export const TODAY: LocalDate = localDate('2026-11-23');
export const day = (text: string): LocalDate => localDate(text);
export const daysAgo = (days: number, from: LocalDate = TODAY): LocalDate => addDays(from, -days);
export const inDays = (days: number, from: LocalDate = TODAY): LocalDate => addDays(from, days);
export const at = (text: string): Instant => instant(text);

/** `eur(1234.56)`; whole cents only. */
export const eur = (units: number): Money<'EUR'> => inUnits(units, 'EUR');
export const gbp = (units: number): Money<'GBP'> => inUnits(units, 'GBP');
export const usd = (units: number): Money<'USD'> => inUnits(units, 'USD');
export const chf = (units: number): Money<'CHF'> => inUnits(units, 'CHF');
function inUnits<C extends Currency>(units: number, currency: C): Money<C> {
  const minor = Math.round(units * 100);
  if (Math.abs(units * 100 - minor) > 1e-6) throw new RangeError(`not whole cents: ${units}`);
  return money(minor, currency);
}

/* ---- ids ---- */

export const COMPANY = 'atelier-nord' as CompanyId;
export const DEBTOR = 'C-0412' as DebtorId;
export const STANDARD = 'standard' as PolicyId;
export const address = (text: string): EmailAddress => text as EmailAddress;
export const reference = (text: string): ReminderReference => text as ReminderReference;
export const entryId = (text: string): EntryId => text as EntryId;
/** The id of an invoice (or deposit) of COMPANY with this number. */
export const idOf = (number: string): InvoiceId => invoiceId(COMPANY, number, 'invoice');
/** The id of a credit note of COMPANY with this number. */
export const creditIdOf = (number: string): InvoiceId => invoiceId(COMPANY, number, 'credit-note');

export const MARIE: Author = { id: 'user-marie', name: 'Marie Lefèvre' };
export const PAUL: Author = { id: 'user-paul', name: 'Paul Garnier' };

/* ---- the ledger ---- */

export function aContact(over: Partial<Contact> = {}): Contact {
  return { name: 'Service comptable', address: address('compta@garage-canigou.fr'), role: 'accounting', ...over };
}

/** A French business with one accounting contact, a domain of its own, nothing unallocated, no exclusion. */
export function aDebtor(over: Partial<Debtor> = {}): Debtor {
  return {
    id: DEBTOR,
    code: 'C-0412',
    name: 'Garage du Canigou',
    legalIds: { siren: '812345676', siret: '81234567600017', vat: 'FR19812345676' },
    contacts: [aContact()],
    domains: ['garage-canigou.fr'],
    town: 'Perpignan',
    phone: '04 68 00 00 00',
    language: 'fr',
    kind: 'business',
    segment: null,
    lawCountry: 'FR',
    policy: null,
    payer: null,
    group: null,
    unallocatedCredits: [],
    exclusion: null,
    ...over,
  };
}

export function anInstalment(over: Partial<Instalment> = {}): Instalment {
  const amount = over.amount ?? eur(1200);
  return { due: daysAgo(32), dueBasis: 'printed', amount, outstanding: amount, ...over };
}

export function aPayment(over: Partial<PaymentEvent> = {}): PaymentEvent {
  return { on: daysAgo(3), amount: eur(1200), kind: 'payment', reference: null, ...over };
}

/** An invoice in short: `due`, `amount`, `outstanding` make its one instalment; `instalments` replaces them. */
export type InvoiceOver = Partial<Invoice> & { readonly due?: LocalDate; readonly amount?: Money; readonly outstanding?: Money };

/** FA-2026-0297 over 1 200,00 €, all open, due 32 days ago, issued 30 days before that. The id follows company, number and kind. */
export function anInvoice({ due, amount, outstanding, ...over }: InvoiceOver = {}): Invoice {
  const company = over.company ?? COMPANY;
  const number = over.number ?? 'FA-2026-0297';
  const kind = over.kind ?? 'invoice';
  const full = amount ?? eur(1200);
  const instalments = over.instalments ?? [anInstalment({ due: due ?? daysAgo(32), amount: full, outstanding: outstanding ?? full })];
  return {
    id: invoiceId(company, number, kind),
    company,
    debtor: DEBTOR,
    number,
    kind,
    issued: addDays(instalments[0]?.due ?? TODAY, -30),
    receivedOn: null,
    payments: [],
    means: 'transfer',
    retained: null,
    assignee: null,
    corrects: null,
    disputed: null,
    eInvoiceStatus: null,
    orderNumber: null,
    document: null,
    missingSince: null,
    ...over,
    instalments,
  };
}

/** AV-2026-0012 over -200,00 €, all unused, correcting nothing; `amount` and `outstanding` are given negative, as ledgers do. */
export function aCreditNote(over: InvoiceOver = {}): Invoice {
  return anInvoice({ number: 'AV-2026-0012', kind: 'credit-note', amount: eur(-200), due: daysAgo(10), ...over });
}

/** A deposit invoice (facture d'acompte). */
export function aDepositInvoice(over: InvoiceOver = {}): Invoice {
  return anInvoice({ number: 'AC-2026-0031', kind: 'deposit', amount: eur(300), ...over });
}

/** An invoice paid in full on `paidOn` (default 20 days ago, 12 days late). */
export function aPaidInvoice({ paidOn, ...over }: InvoiceOver & { readonly paidOn?: LocalDate } = {}): Invoice {
  const amount = over.amount ?? eur(1200);
  return anInvoice({ number: 'FA-2026-0101', payments: [aPayment({ on: paidOn ?? daysAgo(20), amount })], ...over, amount, outstanding: money(0, amount.currency) });
}

/* ---- the log ---- */

/** How an invoice stands in a reminder; `step` null: listed for information only. */
export function aListed(over: Partial<ListedInvoice> & { readonly of?: Invoice } = {}): ListedInvoice {
  const { of: invoice, ...rest } = over;
  const number = rest.number ?? invoice?.number ?? 'FA-2026-0297';
  return { invoice: invoice?.id ?? idOf(number), number, outstanding: invoice?.instalments[0]?.outstanding ?? eur(1200), step: 'R1', ...rest };
}

type FactOf<K extends LogFact['kind']> = Extract<LogFact, { readonly kind: K }>;
type FactOver<K extends LogFact['kind']> = Partial<Omit<FactOf<K>, 'kind'>>;

/** A courteous R1 for FA-2026-0297 under R-7K3F; listed invoices follow `stage` unless given. */
export function drafted(over: FactOver<'reminder-drafted'> = {}): FactOf<'reminder-drafted'> {
  const stage = over.stage ?? 'R1';
  const invoices = over.invoices ?? [aListed({ step: stage })];
  return {
    kind: 'reminder-drafted', reference: reference('R-7K3F'), tone: 'courteous', language: 'fr', channel: 'reply', to: [address('compta@garage-canigou.fr')],
    demanded: money(invoices.reduce((total, { outstanding }) => total + outstanding.minor, 0), invoices[0]?.outstanding.currency ?? 'EUR'), ...over, stage, invoices,
  };
}
export const sent = (over: FactOver<'reminder-sent'> = {}): FactOf<'reminder-sent'> => ({ kind: 'reminder-sent', reference: reference('R-7K3F'), sentOn: daysAgo(11), proof: 'clerk', ...over });
export const discarded = (over: FactOver<'draft-discarded'> = {}): FactOf<'draft-discarded'> => ({ kind: 'draft-discarded', reference: reference('R-7K3F'), reason: 'clerk', ...over });
export const rerouted = (over: FactOver<'draft-rerouted'> = {}): FactOf<'draft-rerouted'> => ({ kind: 'draft-rerouted', reference: reference('R-7K3F'), channel: 'new-message', ...over });
export const skipped = (over: FactOver<'step-skipped'> = {}): FactOf<'step-skipped'> => ({ kind: 'step-skipped', stage: 'R1', invoices: [idOf('FA-2026-0297')], reason: 'déjà vu au téléphone', ...over });
export const called = (over: FactOver<'call-made'> = {}): FactOf<'call-made'> => ({ kind: 'call-made', stage: 'R3', outcome: 'reached', invoices: [idOf('FA-2026-0297')], note: null, ...over });
export const promised = (over: FactOver<'promise-recorded'> = {}): FactOf<'promise-recorded'> => ({ kind: 'promise-recorded', amount: null, promisedFor: inDays(7), invoices: [idOf('FA-2026-0297')], quotation: null, ...over });
export const disputed = (over: FactOver<'dispute-opened'> = {}): FactOf<'dispute-opened'> => ({ kind: 'dispute-opened', invoices: [idOf('FA-2026-0297')], amount: null, reason: 'livraison incomplète', quotation: null, ...over });
export const disputeClosed = (dispute: EntryId, over: FactOver<'dispute-closed'> = {}): FactOf<'dispute-closed'> => ({ kind: 'dispute-closed', outcome: 'settled', ...over, dispute });
export const held = (over: FactOver<'hold-set'> = {}): FactOf<'hold-set'> => ({ kind: 'hold-set', until: inDays(10), reason: 'vu avec la direction', ...over });
export const lifted = (hold: EntryId): FactOf<'hold-lifted'> => ({ kind: 'hold-lifted', hold });
export const noted = (text = 'rappeler lundi'): FactOf<'note'> => ({ kind: 'note', text });
export const voided = (entry: EntryId, over: FactOver<'entry-voided'> = {}): FactOf<'entry-voided'> => ({ kind: 'entry-voided', reason: 'undo', ...over, entry });
export const deposited = (over: FactOver<'letter-deposited'> = {}): FactOf<'letter-deposited'> => {
  const stage = over.stage ?? 'R4';
  return { kind: 'letter-deposited', invoices: [aListed({ step: stage })], provider: 'La Poste', depositNumber: '1A 234 567 8901 2', depositedOn: daysAgo(5), ...over, stage };
};
export const replied = (over: FactOver<'reply-inserted'> = {}): FactOf<'reply-inserted'> => ({ kind: 'reply-inserted', reply: 'statement', language: 'fr', to: [address('compta@garage-canigou.fr')], invoices: [], ...over });

export function aNewEntry(fact: LogFact, over: Partial<NewLogEntry> = {}): NewLogEntry {
  return { requestId: 'request-1' as RequestId, company: COMPANY, debtor: DEBTOR, fact, contentHash: null, policyVersion: 'standard-1', rulesVersion: '1', ...over };
}

/** What of an entry a test may want to say; `on` is also the day of `at` unless that is given. */
export type EntryOver = Partial<Pick<LogEntry, 'id' | 'seq' | 'author' | 'at' | 'on' | 'previousHash' | 'requestId' | 'company' | 'debtor' | 'contentHash' | 'policyVersion'>>;

/** One chained entry, `entry-1` by default. `anEntry(sent(), { seq: 2 })` is for tests that ignore the chain; `aLog` keeps it whole. */
export function anEntry(fact: LogFact, over: EntryOver = {}): LogEntry {
  const seq = over.seq ?? 1;
  const on = over.on ?? daysAgo(11);
  return stampEntry(
    aNewEntry(fact, {
      requestId: over.requestId ?? (`request-${seq}` as RequestId),
      ...(over.company === undefined ? {} : { company: over.company }),
      ...(over.debtor === undefined ? {} : { debtor: over.debtor }),
      ...(over.contentHash === undefined ? {} : { contentHash: over.contentHash }),
      ...(over.policyVersion === undefined ? {} : { policyVersion: over.policyVersion }),
    }),
    {
      id: over.id ?? entryId(`entry-${seq}`),
      seq,
      author: over.author ?? MARIE,
      at: over.at ?? instant(`${on}T09:15:00.000Z`),
      on,
      previousHash: over.previousHash ?? (seq === 1 ? FIRST_HASH : 'f'.repeat(64)),
      salt: seq.toString(16).padStart(32, '0'),
    },
  );
}

/** A fact alone, or with who, when and what else its entry says. */
export type LogItem = LogFact | readonly [LogFact, EntryOver];

/**
 * A whole log with an intact chain: entry-1, entry-2 ... in the order given.
 * `aLog([drafted(), { on: daysAgo(12) }], [sent(), { on: daysAgo(11) }])`, or a bare fact for the defaults.
 */
export function aLog(...facts: readonly LogItem[]): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  for (const item of facts) {
    const [fact, over] = isPair(item) ? item : [item, {}];
    const last = entries[entries.length - 1];
    entries.push(anEntry(fact, { ...over, seq: entries.length + 1, previousHash: last?.hash ?? FIRST_HASH }));
  }
  return entries;
}
const isPair = (item: LogItem): item is readonly [LogFact, EntryOver] => Array.isArray(item);

/** Drafted and sent on the same day: the step is done for each listed invoice. */
export function aReminderSent(over: FactOver<'reminder-drafted'> & { readonly on?: LocalDate } = {}): readonly (readonly [LogFact, EntryOver])[] {
  const { on = daysAgo(11), ...rest } = over;
  const draft = drafted(rest);
  return [
    [draft, { on }],
    [sent({ reference: draft.reference, sentOn: on }), { on }],
  ];
}

/* ---- policy, pack, case file ---- */

export function aStage(over: Partial<DunningStage> = {}): DunningStage {
  return {
    id: 'R1', name: { fr: 'Relance courtoise', en: 'Courteous reminder' }, days: 1, minimumGap: 0, channel: 'mail', tones: ['courteous'], template: 'r1', enabled: true, ...over,
  };
}

/** R0 J-5, R1 J+1, R2 J+11, R3 call J+14, R4 formal notice J+30, R5 hand-over J+45: a plan for tests, so that a change of the shipped one breaks only its own tests. */
export function aPolicy(over: Partial<ReminderPolicy> = {}): ReminderPolicy {
  return {
    id: STANDARD,
    name: { fr: 'Standard', en: 'Standard' },
    version: 'standard-1',
    stages: [
      aStage({ id: 'R0', name: { fr: 'Rappel d’échéance', en: 'Due-date notice' }, days: -5, template: 'r0' }),
      aStage({ id: 'R1', days: 1, tones: ['courteous', 'firm'], template: 'r1' }),
      aStage({ id: 'R2', name: { fr: 'Relance ferme', en: 'Firm reminder' }, days: 11, minimumGap: 8, tones: ['firm', 'courteous'], template: 'r2' }),
      aStage({ id: 'R3', name: { fr: 'Appel', en: 'Call' }, days: 14, minimumGap: 3, channel: 'call', tones: [], template: null }),
      aStage({ id: 'R4', name: { fr: 'Mise en demeure', en: 'Formal notice' }, days: 30, minimumGap: 8, channel: 'letter', tones: ['formal'], template: 'r4' }),
      aStage({ id: 'R5', name: { fr: 'Transmission', en: 'Hand-over' }, days: 45, minimumGap: 8, channel: 'hand-over', tones: ['formal'], template: 'r5' }),
    ],
    toleranceMinor: 1000,
    graceDays: 0,
    mailSpacing: 3,
    promiseGrace: 2,
    deadlineBusinessDays: 8,
    ledgerMaxAge: 2,
    ...over,
  };
}

export function aTemplate(over: Partial<Template> = {}): Template {
  return {
    name: 'r1.fr' as TemplateName, stage: 'R1', reply: null, language: 'fr', tone: 'courteous', subject: 'Rappel – facture FA-2026-0297', body: 'Bonjour,', version: '1', ...over,
  };
}

/** The creditor: own people under atelier-nord.fr and the shared mailbox recouvrement@. */
export function aProfile(over: Partial<CompanyProfile> = {}): CompanyProfile {
  return {
    id: COMPANY,
    name: 'Atelier Nord',
    legalIds: { siren: '404833048', siret: '40483304800022', vat: 'FR83404833048' },
    timeZone: 'Europe/Paris',
    language: 'fr',
    addresses: [address('recouvrement@atelier-nord.fr')],
    domains: ['atelier-nord.fr'],
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    phone: '03 20 00 00 00',
    legalMentions: null,
    signature: 'mail-client',
    ...over,
  };
}

export function aPack(over: Partial<Pack> = {}): Pack {
  return {
    id: 'pack-1', profile: aProfile(), policies: [aPolicy()], defaultPolicy: STANDARD, templates: [], numberShapes: ['AA-9999-9999'], domainOverrides: { company: [], freeMail: [] }, ...over,
  };
}

/** One open invoice, an empty log, the ledger read this morning. */
/** A ledger read in the morning of that day. */
export const readOn = (day: LocalDate): CaseFile['source'] => ({ name: 'clients.xlsx', kind: 'file', asOf: at(`${day}T07:12:00.000Z`), unreadableRows: 0 });

export function aCaseFile(over: Partial<CaseFile> = {}): CaseFile {
  return {
    company: COMPANY,
    debtor: aDebtor(),
    invoices: [anInvoice()],
    entries: [],
    source: readOn(TODAY),
    loadedAt: at('2026-11-23T08:00:00.000Z'),
    today: TODAY,
    pack: 'pack-1',
    ...over,
  };
}

/* ---- mail ---- */

export const aMailbox = (mail = 'compta@garage-canigou.fr', name: string | null = null): Mailbox => ({ name, address: address(mail) });

export function aMessage(over: Partial<MailMessage> = {}): MailMessage {
  return {
    id: 'message-1', from: aMailbox(), to: [aMailbox('marie.lefevre@atelier-nord.fr', 'Marie Lefèvre')], cc: [], replyTo: [], sentAt: at('2026-11-23T07:40:00.000Z'),
    subject: 'Facture FA-2026-0297', text: 'Bonjour,\n\nPouvez-vous nous renvoyer la facture ?\n\nCordialement', attachmentNames: [], ...over,
  };
}

/** A thread of the given messages, the last one open. */
export function aThread(over: Partial<MailThread> = {}): MailThread {
  const messages = over.messages ?? [aMessage()];
  return { key: 'thread-1', mode: 'read', open: messages.length - 1, mailbox: address('marie.lefevre@atelier-nord.fr'), wholeThread: true, ...over, messages };
}
