import type { Instant, LocalDate } from '../calendar/types';
import { addBusinessDays, addDays } from '../calendar';
import { money, subtract, sum } from '../money';
import type { Money } from '../money';
import type { CaseFile, CompanyProfile, Pack } from '../case-file';
import { invoiceId, statementOfAccount } from '../ledger';
import type { Debtor, DebtorId, EmailAddress, Invoice, InvoiceId, PostalAddress } from '../ledger';
import type { EntryId, LogEntry, LogFact, ReminderReference, RequestId } from '../log';
import type { Assessment, DunningStage, Proposal, ReminderPolicy } from '../dunning';
import type { SampleId } from './template-faults';
import type { Template } from './types';

/** Of a reminder the step that is proposed, of an answer what it is about. */
export interface SampleCase {
  readonly id: SampleId;
  readonly pack: Pack;
  readonly caseFile: CaseFile;
  readonly assessment: Extract<Assessment, { kind: 'remind' | 'letter' }>;
  readonly about: readonly InvoiceId[];
  readonly promise: { readonly promisedFor: LocalDate; readonly amount: Money | null } | null;
}

const REFERENCES: readonly ReminderReference[] = ['R-2B4C', 'R-5D6F'] as unknown as readonly ReminderReference[];
const ADDRESS = 'compta@exemple.fr' as EmailAddress;
const DEBTOR = 'sample' as DebtorId;

/** The plan and the step that ask for this text; a step of another tone is lent this one. null: no plan has it. */
function stepOf({ name, tone }: Template, policies: readonly ReminderPolicy[], isPublic: boolean): { readonly policy: ReminderPolicy; readonly stage: DunningStage } | null {
  // A plan for public buyers asks for its texts under its own terms.
  const ordered = [...policies].sort((a, b) => Number(isPublic !== (a.id === 'public-buyer')) - Number(isPublic !== (b.id === 'public-buyer')));
  for (const policy of ordered) {
    const stage = policy.stages.find(({ template }) => template === name);
    if (stage !== undefined) return { policy, stage: tone === null || stage.tones.includes(tone) ? stage : { ...stage, tones: [tone] } };
  }
  return null;
}

function anInvoice(pack: Pack, number: string, due: LocalDate, minor: number, over: Partial<Invoice> = {}): Invoice {
  const kind = over.kind ?? 'invoice';
  const company = pack.profile.id;
  const amount = money(minor, over.instalments?.[0]?.amount.currency ?? 'EUR');
  return {
    id: invoiceId(company, number, kind), company, debtor: DEBTOR, number, kind, issued: addDays(due, -30), receivedOn: addDays(due, -28), instalments: [{ due, dueBasis: 'printed', amount, outstanding: amount }], payments: [],
    means: 'transfer', retained: null, assignee: null, corrects: null, disputed: null, eInvoiceStatus: null, orderNumber: null, document: null, missingSince: null, ...over,
  };
}

/** As far as the rules read it; it is in no log, so nothing is chained. */
function entryOf(pack: Pack, seq: number, on: LocalDate, fact: LogFact): LogEntry {
  return {
    version: 1, id: `sample-${seq}` as EntryId, seq, requestId: `sample-${seq}` as RequestId, company: pack.profile.id, debtor: DEBTOR, fact, contentHash: null, policyVersion: null, rulesVersion: '1',
    author: { id: 'sample', name: '' }, at: `${on}T09:00:00.000Z` as Instant, on, previousHash: '', hash: '', salt: null, erased: null,
  };
}

/** A mail that left so many days ago and listed these invoices, and the notice where the step follows one. */
function history(pack: Pack, of: readonly Invoice[], policy: ReminderPolicy, stage: DunningStage, today: LocalDate): readonly LogEntry[] {
  const place = policy.stages.indexOf(stage);
  const mails = policy.stages.filter(({ channel, days }, at) => channel === 'mail' && days >= 0 && at < place).slice(-1);
  const notices = stage.channel === 'hand-over' ? policy.stages.filter(({ channel }) => channel === 'letter').slice(-1) : [];
  const listed = (step: string) => of.map((invoice) => ({ invoice: invoice.id, number: invoice.number, outstanding: invoice.instalments[0]?.outstanding ?? money(0, 'EUR'), step }));
  const on = addDays(today, -20);
  return [
    ...mails.flatMap(({ id, tones }, at): LogFact[] => {
      const reference = REFERENCES[at] ?? ('R-2B4C' as ReminderReference);
      const invoices = listed(id);
      return [
        { kind: 'reminder-drafted', reference, stage: id, tone: tones[0] ?? 'courteous', language: 'fr', channel: 'new-message', to: [ADDRESS], invoices, demanded: sum(invoices.map(({ outstanding }) => outstanding), invoices[0]?.outstanding.currency ?? 'EUR') },
        { kind: 'reminder-sent', reference, sentOn: on, proof: 'clerk' },
      ];
    }).map((fact, at) => entryOf(pack, at + 1, on, fact)),
    ...notices.map(({ id }) => entryOf(pack, 3, addDays(today, -16), { kind: 'letter-deposited', stage: id, invoices: listed(id), provider: 'La Poste', depositNumber: '1A 234 567 8901 2', depositedOn: addDays(today, -16), announced: { deadline: null, days: 8, next: stage.id } })),
  ];
}

/** What an answer about a call, or about a notice, confirms: of every way in which a call ends. */
function confirmed(pack: Pack, { reply }: Template, id: SampleId, of: readonly Invoice[], { stages }: ReminderPolicy, promise: { readonly promisedFor: LocalDate; readonly amount: Money | null }, today: LocalDate): readonly LogEntry[] {
  const invoices = of.filter(({ kind }) => kind !== 'credit-note');
  if (reply === 'call-noted') {
    const outcome = ({ one: 'promise', several: 'dispute', 'credit-note': 'voicemail', bare: 'reached', abroad: 'no-answer' } as const)[id];
    const about = id === 'bare' ? [] : invoices.map((invoice) => invoice.id);
    const call = entryOf(pack, 1, today, { kind: 'call-made', stage: null, outcome, invoices: about, note: null });
    return outcome === 'promise' ? [call, entryOf(pack, 2, today, { kind: 'promise-recorded', ...promise, invoices: about, quotation: null })] : [call];
  }
  const notice = reply === 'notice-copy' ? stages.find(({ channel }) => channel === 'letter') : undefined;
  if (notice === undefined) return [];
  const listed = invoices.map((invoice) => ({ invoice: invoice.id, number: invoice.number, outstanding: invoice.instalments[0]?.outstanding ?? money(0, 'EUR'), step: notice.id }));
  return [entryOf(pack, 1, addDays(today, -2), { kind: 'letter-deposited', stage: notice.id, invoices: listed, provider: 'La Poste', depositNumber: '1A 234 567 8901 2', depositedOn: addDays(today, -2) })];
}

const EMPTY: Pick<CompanyProfile, 'iban' | 'bic' | 'phone' | 'legalMentions'> = { iban: null, bic: null, phone: null, legalMentions: null };

/**
 * The awkward cases of a text: one invoice; several, some of which an earlier message listed, one due in instalments, one copy
 * missing; a credit note, a dispute and an unallocated payment; nothing but what must be there; a customer abroad. null: no
 * plan of the pack asks for this text.
 */
export function sampleCases(template: Template, pack: Pack, today: LocalDate): readonly SampleCase[] | null {
  const audience = template.audience ?? 'business';
  const known = template.reply === null ? stepOf(template, pack.policies, audience === 'public') : null;
  const policy = known?.policy ?? pack.policies.find(({ id }) => id === pack.defaultPolicy) ?? pack.policies[0];
  // An answer is mostly about what is overdue.
  const stage = known?.stage ?? policy?.stages.find(({ channel, days }) => channel === 'mail' && days > 0) ?? policy?.stages.find(({ channel }) => channel === 'mail');
  if (policy === undefined || stage === undefined || (template.reply === null && known === null)) return null;
  // Before the due date nothing is late yet: the others fall due after the first, not before it.
  const due = (earlier: number): LocalDate => addDays(today, -stage.days - (stage.days < 0 ? -earlier : earlier));
  const french = template.language === 'fr';
  const person = french ? 'Mme Claire Rivière' : 'Ms Claire Rivers';
  const debtor: Debtor = {
    id: DEBTOR, code: 'C-0412', name: audience === 'consumer' ? person : french ? 'Établissements Rivière' : 'Riverside Trading', legalIds: { siren: null, siret: null, vat: null }, contacts: [{ name: french ? 'Claire Rivière' : 'Claire Rivers', address: ADDRESS, role: 'accounting' }], domains: [], town: null,
    phone: null, language: template.language, kind: audience, segment: null, lawCountry: 'FR', policy: policy.id, payer: null, group: null, unallocatedCredits: [], exclusion: null,
  };
  const first = anInvoice(pack, 'FA-2026-0297', due(0), 120_000, { document: 'sample-1' });
  const second = anInvoice(pack, 'FA-2026-0311', due(4), 48_050, { document: 'sample-2', orderNumber: 'BC-2026-12' });
  const third = anInvoice(pack, 'FA-2026-0318', due(9), 310_000, {
    instalments: [due(9), due(2)].sort().map((each) => ({ due: each, dueBasis: 'printed', amount: money(155_000, 'EUR'), outstanding: money(155_000, 'EUR') })),
  });
  const credit = anInvoice(pack, 'AV-2026-0012', due(3), -20_000, { kind: 'credit-note', corrects: first.number });
  const abroad = { ...first, instalments: [{ due: due(0), dueBasis: 'printed' as const, amount: money(120_000, 'GBP'), outstanding: money(120_000, 'GBP') }] };
  const promise = { promisedFor: addBusinessDays(today, 5), amount: money(100_000, 'EUR') };
  const sample = (id: SampleId, invoices: readonly Invoice[], before: readonly Invoice[], over: { readonly debtor?: Partial<Debtor>; readonly profile?: Partial<CompanyProfile>; readonly nothing?: boolean } = {}): SampleCase => {
    const of: Debtor = { ...debtor, ...over.debtor };
    const with_: Pack = { ...pack, templates: [template], policies: policiesWith(pack, policy, stage), profile: { ...pack.profile, ...over.profile, ...(audience === 'consumer' ? { remindsConsumers: true } : {}) } };
    const entries = template.reply !== null ? confirmed(pack, template, id, invoices, policy, promise, today) : before.length === 0 && stage.channel !== 'hand-over' ? [] : history(pack, before.length === 0 ? invoices.slice(0, 1) : before, policy, known?.stage ?? stage, today);
    const caseFile: CaseFile = {
      company: pack.profile.id, debtor: of, invoices, entries, source: { name: '', kind: 'file', asOf: `${today}T06:00:00.000Z` as Instant, unreadableRows: 0 }, loadedAt: `${today}T06:00:00.000Z` as Instant, today, pack: pack.id,
    };
    return { id, pack: with_, caseFile, assessment: assessmentOf(caseFile, policy, stage, before, today), about: over.nothing === true ? [] : invoices.filter(({ kind }) => kind !== 'credit-note').map((invoice) => invoice.id), promise: over.nothing === true ? { ...promise, amount: null } : promise };
  };
  const { tableIban } = { tableIban: template.reply === 'bank-details' };
  // An account to pay to is what an answer with bank details is about.
  const account = pack.profile.iban ?? 'FR7630006000011234567890189';
  const postal: PostalAddress = { lines: ['12 rue des Lilas', ...(french ? ['Bâtiment B'] : [])], postcode: '69003', town: 'Lyon', country: null };
  const told: Partial<CompanyProfile> = { iban: account, bic: pack.profile.bic ?? 'AGRIFRPP', phone: pack.profile.phone ?? '03 20 00 00 00' };
  return [
    sample('one', [first], [first], { profile: told, debtor: { postal } }),
    sample('several', [third, second, first], [third, second], { profile: told }),
    sample('credit-note', [{ ...first, disputed: money(10_000, 'EUR') }, credit], [], { profile: told, debtor: { postal, unallocatedCredits: [{ currency: 'EUR', minor: 5_000 }] as unknown as Debtor['unallocatedCredits'] } }),
    sample('bare', [{ ...first, issued: null, document: null }], [], { debtor: { code: null, contacts: [{ name: null, address: ADDRESS, role: 'unknown' }] }, profile: { ...EMPTY, ...(tableIban ? { iban: account } : {}) }, nothing: true }),
    // A consumer under another law has no notice at all.
    sample('abroad', [abroad], [], { debtor: { postal: { lines: ['1 High Street'], postcode: 'SW1A 1AA', town: 'London', country: 'GB' }, ...(audience === 'consumer' ? {} : { lawCountry: 'GB', name: 'Riverside Trading Ltd' }) }, profile: told }),
  ];
}

const policiesWith = (pack: Pack, policy: ReminderPolicy, stage: DunningStage): readonly ReminderPolicy[] =>
  pack.policies.map((one) => (one.id === policy.id ? { ...one, stages: one.stages.map((each) => (each.id === stage.id ? { ...stage, enabled: true } : each)) } : one));

function assessmentOf({ invoices, debtor, entries }: CaseFile, policy: ReminderPolicy, stage: DunningStage, before: readonly Invoice[], today: LocalDate): SampleCase['assessment'] {
  const statement = statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: [] }, today);
  const items = statement.items.filter(({ outstanding }) => outstanding.minor > 0);
  const currency = items[0]?.outstanding.currency ?? 'EUR';
  const listed = new Set(before.map(({ id }) => id));
  const proposal: Proposal = {
    stage, step: policy.stages.findIndex(({ id }) => id === stage.id) + 1, steps: policy.stages.length, possibleSince: today, triggers: items.map(({ invoice }) => invoice),
    demanded: items.map((item) => ({ item, step: stage.id })), informational: [], sum: sum(items.map((item) => subtract(item.outstanding, item.disputed)), currency),
    previous: before.length === 0 || entries.length === 0 ? null : { stage: policy.stages[0]?.id ?? stage.id, on: addDays(today, -20), invoices: [...listed], later: items.filter(({ invoice, instalment }) => listed.has(invoice) && instalment > 1) },
    deadline: addBusinessDays(today, Math.max(1, policy.deadlineBusinessDays)),
  };
  return { kind: stage.channel === 'mail' ? 'remind' : 'letter', today, statement, arithmetic: [], recheckOn: null, policyVersion: policy.version, ladder: [], proposal };
}
