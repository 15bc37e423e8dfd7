import { assertNever, fail, ok } from '../result';
import type { Result } from '../result';
import type { LocalDate } from '../calendar/types';
import type { CaseFile, Pack } from '../case-file';
import { assess } from '../assess';
import { policyOf } from '../dunning';
import type { DunningStage, Proposal, ReminderPolicy, StageId } from '../dunning/types';
import type { InvoiceId, OpenItem } from '../ledger/types';
import { foldHistory, voidedIn } from '../log';
import type { EntryId, History, ListedInvoice, LogEntry, LogFact, NewLogEntry, OpenDraft } from '../log/types';
import type { LogProblem } from '../problems';
import { invalidValue } from './entry-values';
import { isForThisCustomer, paysSomebodyElse } from './still-his-text';
import { whyNot } from './undo';

type Checked = Result<null, LogProblem>;
type FactOf<K extends LogFact['kind']> = Extract<LogFact, { readonly kind: K }>;
const FINE: Checked = ok(null);
const invalid = (field: string, detail: string): Checked => fail({ code: 'log/invalid-entry', field: `entry.${field}`, detail });

/**
 * The guard that the log's keeper runs inside the append transaction, on facts read there: its decision wins over what the
 * clerk's window had decided. Notes, replies and calls always pass; a step passes only while it is still the right one.
 *
 * @param text what is to be inserted; null: the keeper has none.
 * @returns what stands against the entry: log/invalid-entry (with the field), log/step-taken (with who and when),
 * log/no-longer-due, log/address-refused, log/nothing-to-confirm, log/entry-unknown, log/cannot-be-undone.
 */
export function checkAppend(caseFile: CaseFile, pack: Pack, entry: NewLogEntry, today: LocalDate, text: string | null = null): Checked {
  if (entry.company !== caseFile.company) return invalid('company', 'another company');
  if (entry.debtor !== caseFile.debtor.id) return invalid('debtor', 'another debtor');
  const wrong = invalidValue(entry, today);
  if (wrong !== null) return fail(wrong);
  const { fact } = entry;
  const unknown = unknownInvoice(fact, caseFile);
  if (unknown !== null) return invalid('fact.invoices', `not an invoice of this debtor: ${unknown.slice(0, 60)}`);
  const beyond = 'reached' in fact && fact.reached !== undefined ? reachedBeyond(fact, policyOf(pack, caseFile.debtor)) : null;
  if (beyond !== null) return invalid('fact.reached', beyond);
  switch (fact.kind) {
    case 'reminder-drafted':
    case 'letter-deposited':
    case 'step-skipped': {
      // Decided by a plan that is another one by now: nothing is wrong with the entry, it is only too late.
      if (entry.policyVersion !== null && entry.policyVersion !== policyOf(pack, caseFile.debtor).version && stageOf(policyOf(pack, caseFile.debtor), fact.stage) === null) return NO_LONGER_DUE;
      if (fact.kind === 'step-skipped') return checkSkip(fact, caseFile, pack, today);
      if (fact.kind === 'letter-deposited') return checkLetter(fact, caseFile, pack, today);
      const tones = stageOf(policyOf(pack, caseFile.debtor), fact.stage)?.tones ?? [];
      if (entry.policyVersion !== null && entry.policyVersion !== policyOf(pack, caseFile.debtor).version && !tones.includes(fact.tone)) return NO_LONGER_DUE;
      if (!isForThisCustomer(fact, caseFile, pack) || paysSomebodyElse(text, fact, caseFile, pack)) return NO_LONGER_DUE;
      return checkDraft(fact, caseFile, pack, today);
    }
    case 'reminder-sent':
      return checkSent(fact, caseFile);
    case 'draft-discarded':
      return openDraft(fact.reference, caseFile.entries) === null ? nothingToConfirm(fact.reference) : FINE;
    case 'draft-rerouted':
      return checkRerouted(fact, caseFile);
    case 'promise-recorded':
      return checkPromise(fact, caseFile);
    case 'dispute-opened':
      return checkDispute(fact, caseFile);
    case 'dispute-closed':
      return isOpen(foldHistory(caseFile.entries).disputes, fact.dispute);
    case 'hold-lifted':
      return isOpen(foldHistory(caseFile.entries).holds, fact.hold);
    case 'instalment-missed': {
      const plan = foldHistory(caseFile.entries).plans.find(({ entry: id }) => id === fact.plan);
      if (plan === undefined) return entryUnknown(fact.plan);
      return plan.instalments.some(({ due }) => due === fact.due) ? FINE : invalid('fact.due', 'not an instalment of this plan');
    }
    case 'plan-agreed':
      return fact.instalments.every(({ due }, at) => at === 0 || due > (fact.instalments[at - 1]?.due ?? due)) ? FINE : invalid('fact.instalments.due', 'not in order');
    case 'letter-presented':
    case 'letter-delivered':
    case 'letter-refused':
    case 'letter-unclaimed':
      return checkFate(fact, caseFile);
    case 'step-announced':
    case 'lint-overridden':
      return foldHistory(caseFile.entries).references.has(fact.reference) ? FINE : nothingToConfirm(fact.reference);
    case 'debtors-merged':
      return fact.merged === caseFile.debtor.id ? invalid('fact.merged', 'the debtor itself') : FINE;
    case 'entry-voided': {
      const target = caseFile.entries.find(({ id }) => id === fact.entry);
      if (target === undefined) return entryUnknown(fact.entry);
      const because = whyNot(target, caseFile.entries);
      return because === null ? FINE : fail({ code: 'log/cannot-be-undone', entry: fact.entry, because });
    }
    case 'reply-inserted':
    case 'invoice-resent':
    case 'call-made':
    case 'sms-noted':
    case 'hold-set':
    case 'insolvency-noted':
    case 'contact-changed':
    case 'answer-noted':
    case 'note':
      return FINE;
    default:
      return assertNever(fact);
  }
}

type Fate = Extract<LogFact, { readonly letter: EntryId }>;
function dayOfFate(fact: Fate): readonly [field: string, on: LocalDate] {
  switch (fact.kind) {
    case 'letter-presented':
      return ['fact.presentedOn', fact.presentedOn];
    case 'letter-delivered':
      return ['fact.deliveredOn', fact.deliveredOn];
    case 'letter-refused':
      return ['fact.refusedOn', fact.refusedOn];
    case 'letter-unclaimed':
      return ['fact.returnedOn', fact.returnedOn];
  }
}
/** A letter is presented, handed over, refused and sent back after it was posted. */
function checkFate(fact: Fate, { entries }: CaseFile): Checked {
  const posted = live(entries).find(({ id }) => id === fact.letter)?.fact;
  if (posted?.kind !== 'letter-deposited') return entryUnknown(fact.letter);
  const [field, on] = dayOfFate(fact);
  return on < posted.depositedOn ? invalid(field, 'before it was posted') : FINE;
}

const nothingToConfirm = (reference: string): Checked => fail({ code: 'log/nothing-to-confirm', reference });
const entryUnknown = (entry: string): Checked => fail({ code: 'log/entry-unknown', entry });
const isOpen = (open: readonly { readonly entry: EntryId }[], id: EntryId): Checked => (open.some(({ entry }) => entry === id) ? FINE : entryUnknown(id));
function live(entries: readonly LogEntry[]): readonly LogEntry[] {
  const voided = voidedIn(entries);
  return entries.filter(({ id }) => !voided.has(id));
}

/** Notes about a call or a reply may name what the ledger has since dropped; a step or a claim may not. */
function unknownInvoice(fact: LogFact, { invoices }: CaseFile): InvoiceId | null {
  const named = namedInvoices(fact);
  if (named.length === 0) return null;
  const known = new Set(invoices.map(({ id }) => id));
  return named.find((id) => !known.has(id)) ?? null;
}
function namedInvoices(fact: LogFact): readonly InvoiceId[] {
  switch (fact.kind) {
    case 'reminder-drafted':
    case 'letter-deposited':
      return fact.invoices.map(({ invoice }) => invoice);
    case 'step-skipped':
    case 'promise-recorded':
    case 'dispute-opened':
    case 'plan-agreed':
      return fact.invoices;
    default:
      return [];
  }
}

/* ---- steps ---- */

function checkDraft(fact: FactOf<'reminder-drafted'>, caseFile: CaseFile, pack: Pack, today: LocalDate): Checked {
  const policy = policyOf(pack, caseFile.debtor);
  const stage = stageOf(policy, fact.stage);
  if (stage === null || stage.channel === 'call') return invalid('fact.stage', 'not a stage of this policy that is written');
  if (!stage.tones.includes(fact.tone)) return invalid('fact.tone', 'not a tone of this stage');
  const history = foldHistory(caseFile.entries);
  // Two reminders under one reference could not be told apart in an answer.
  if (history.references.has(fact.reference)) return invalid('fact.reference', 'given out before');
  const refused = fact.to.find((address) => history.contacts.get(address)?.change === 'bounced');
  if (refused !== undefined) return fail({ code: 'log/address-refused', address: refused });
  // Who is written to may be no contact yet: an answer to whoever wrote.
  const assessment = assess(caseFile, pack, { provenSent: [], writes: fact.to[0] ?? null }, today);
  const offered = assessment.kind === 'remind' || assessment.kind === 'letter' ? assessment.proposal : null;
  // A courteous step that is written firmly asks for fresh figures as a firm one does.
  const old = fact.tone !== 'courteous' && 'arithmetic' in assessment && assessment.arithmetic.some(({ kind }) => kind === 'figures-old');
  if (offered !== null && !old && fits(fact, offered, policy) && asksNoMore(fact, offered)) return FINE;
  return taken(fact.stage, fact.invoices, history, caseFile.entries) ?? NO_LONGER_DUE;
}

function checkLetter(fact: FactOf<'letter-deposited'>, caseFile: CaseFile, pack: Pack, today: LocalDate): Checked {
  const policy = policyOf(pack, caseFile.debtor);
  const stage = stageOf(policy, fact.stage);
  if (stage === null || stage.channel === 'mail' || stage.channel === 'call') return invalid('fact.stage', 'not a stage of this policy that goes by letter');
  const assessment = assess(caseFile, pack, null, today);
  if (assessment.kind === 'letter' && fits(fact, assessment.proposal, policy)) return FINE;
  return taken(fact.stage, fact.invoices, foldHistory(caseFile.entries), caseFile.entries) ?? NO_LONGER_DUE;
}

function checkSkip(fact: FactOf<'step-skipped'>, caseFile: CaseFile, pack: Pack, today: LocalDate): Checked {
  if (stageOf(policyOf(pack, caseFile.debtor), fact.stage) === null) return invalid('fact.stage', 'not a stage of this policy');
  const assessment = assess(caseFile, pack, null, today);
  const next = 'proposal' in assessment ? assessment.proposal.stage.id : assessment.kind === 'too-soon' ? assessment.next.id : null;
  if (next === fact.stage) return FINE;
  return taken(fact.stage, fact.invoices.map((invoice) => ({ invoice, step: fact.stage })), foldHistory(caseFile.entries), caseFile.entries) ?? NO_LONGER_DUE;
}

const NO_LONGER_DUE: Checked = fail({ code: 'log/no-longer-due' });
const stageOf = (policy: ReminderPolicy, id: StageId): DunningStage | null => policy.stages.find((stage) => stage.id === id && stage.enabled) ?? null;
const placeIn = (policy: ReminderPolicy, id: StageId): number => policy.stages.findIndex((stage) => stage.id === id);

/** Same stage; every invoice is one of the offered ones, moved no further than offered; one of them triggers. */
function fits(fact: { readonly stage: StageId; readonly invoices: readonly ListedInvoice[] }, offered: Proposal, policy: ReminderPolicy): boolean {
  if (offered.stage.id !== fact.stage) return false;
  const reach = new Map<InvoiceId, number>();
  for (const { invoice } of offered.informational) reach.set(invoice, -1);
  for (const { item, step } of offered.demanded) reach.set(item.invoice, Math.max(reach.get(item.invoice) ?? -1, placeIn(policy, step)));
  let triggered = false;
  for (const { invoice, step, instalments } of fact.invoices) {
    const furthest = reach.get(invoice);
    if (furthest === undefined) return false;
    if (step !== null && (placeIn(policy, step) < 0 || placeIn(policy, step) > furthest)) return false;
    if (instalments !== undefined && !instalments.every(({ due, step: own }) => isOffered({ invoice, due, step: own }, offered, policy))) return false;
    if (step === fact.stage && offered.triggers.includes(invoice)) triggered = true;
  }
  return triggered;
}

/** What a call or a skip is said to have reached: invoices that it names, no step beyond its own. Steps that the plan no longer knows move nothing. */
function reachedBeyond({ stage, invoices, reached }: FactOf<'call-made'> | FactOf<'step-skipped'>, policy: ReminderPolicy): string | null {
  const own = stage === null ? -1 : placeIn(policy, stage);
  for (const { invoice, instalments } of reached ?? []) {
    if (!invoices.includes(invoice)) return 'an invoice that it does not name';
    if (instalments.some(({ step }) => step !== null && step !== stage && placeIn(policy, step) > own)) return 'a step beyond its own';
  }
  return null;
}

/** One of the instalments that the offer lists, moved no further than it offers. */
function isOffered({ invoice, due, step }: { readonly invoice: InvoiceId; readonly due: LocalDate; readonly step: StageId | null }, { demanded, informational }: Proposal, policy: ReminderPolicy): boolean {
  const place = step === null ? -1 : placeIn(policy, step);
  if (step !== null && place < 0) return false;
  const isOf = (item: Pick<OpenItem, 'invoice' | 'due'>): boolean => item.invoice === invoice && item.due === due;
  return demanded.some((one) => isOf(one.item) && placeIn(policy, one.step) >= place) || (step === null && informational.some(isOf));
}

/** Nothing was paid, credited or disputed meanwhile that the text still asks for. */
function asksNoMore({ invoices, demanded }: FactOf<'reminder-drafted'>, offered: Proposal): boolean {
  const owed = new Map<InvoiceId, number>();
  for (const { item } of offered.demanded) owed.set(item.invoice, (owed.get(item.invoice) ?? 0) + item.outstanding.minor - item.disputed.minor);
  const informed = new Map(owed);
  for (const item of offered.informational) informed.set(item.invoice, (informed.get(item.invoice) ?? 0) + item.outstanding.minor - item.disputed.minor);
  let sum = 0;
  const asked = new Set<InvoiceId>();
  for (const { invoice, outstanding, step } of invoices) {
    if (outstanding.currency !== offered.sum.currency || outstanding.minor > (informed.get(invoice) ?? 0)) return false;
    if (step === null || asked.has(invoice)) continue;
    asked.add(invoice);
    sum += owed.get(invoice) ?? 0;
  }
  return demanded.currency === offered.sum.currency && demanded.minor <= sum;
}

/**
 * Who has the step: an open draft (nothing else is offered beside one), or the same step really done for one of these
 * invoices. null: nobody has it, so it is simply not due any more.
 */
function taken(stage: StageId, invoices: readonly { readonly invoice: InvoiceId; readonly step: StageId | null }[], history: History, entries: readonly LogEntry[]): Checked | null {
  const draft = openDraftOf(history.drafts, stage, invoices);
  if (draft !== null) return fail({ code: 'log/step-taken', stage: draft.stage, by: draft.author.name, at: draft.draftedAt, entry: draft.entry });
  for (const { invoice, step } of invoices) {
    if (step !== stage) continue;
    for (const done of history.steps.get(invoice) ?? []) {
      const by = done.stage === stage ? entries.find(({ id }) => id === done.entry) : undefined;
      if (by !== undefined) return fail({ code: 'log/step-taken', stage, by: by.author.name, at: by.at, entry: by.id });
    }
  }
  return null;
}

/** Of several open drafts the one that matters most to this clerk: same step and invoice, same step, any. */
function openDraftOf(drafts: readonly OpenDraft[], stage: StageId, invoices: readonly { readonly invoice: InvoiceId }[]): OpenDraft | null {
  const same = drafts.filter((draft) => draft.stage === stage);
  const sharing = same.find((draft) => draft.invoices.some(({ invoice }) => invoices.some((listed) => listed.invoice === invoice)));
  return sharing ?? same[0] ?? drafts[0] ?? null;
}

/* ---- confirmations ---- */

interface Drafted {
  readonly entry: LogEntry;
  readonly discarded: boolean;
}

/** The reminder drafted under a reference, unless it was voided or counts as sent already. */
function unsent(reference: string, entries: readonly LogEntry[]): Drafted | null {
  let drafted: LogEntry | null = null;
  let discarded = false;
  for (const entry of [...live(entries)].sort((a, b) => a.seq - b.seq)) {
    const { fact } = entry;
    if (!('reference' in fact) || fact.reference !== reference) continue;
    if (fact.kind === 'reminder-drafted' || fact.kind === 'reminder-sent') {
      drafted = fact.kind === 'reminder-drafted' ? entry : null;
      discarded = false;
    } else if (fact.kind === 'draft-discarded') {
      discarded = true;
    }
  }
  return drafted === null ? null : { entry: drafted, discarded };
}
function openDraft(reference: string, entries: readonly LogEntry[]): Drafted | null {
  const draft = unsent(reference, entries);
  return draft === null || draft.discarded ? null : draft;
}

function checkSent(fact: FactOf<'reminder-sent'>, { entries }: CaseFile): Checked {
  const draft = unsent(fact.reference, entries);
  // A mail that was seen proves more than a clerk's "discarded", or than an insertion that seemed to fail.
  const seen = fact.proof === 'own-message' || fact.proof === 'quoted-in-answer';
  if (draft === null || (draft.discarded && !seen)) return nothingToConfirm(fact.reference);
  // An imported reminder is logged long after it left.
  if (fact.proof !== 'imported' && fact.sentOn < draft.entry.on) return invalid('fact.sentOn', 'before it was drafted');
  return FINE;
}

/** It completes one draft, once: an evidence that could be rewritten is none. */
function checkRerouted({ reference, channel }: FactOf<'draft-rerouted'>, { entries }: CaseFile): Checked {
  const draft = openDraft(reference, entries)?.entry.fact;
  if (draft?.kind !== 'reminder-drafted' || live(entries).some(({ fact }) => fact.kind === 'draft-rerouted' && fact.reference === reference)) return nothingToConfirm(reference);
  return draft.channel === channel ? invalid('fact.channel', 'the one that was asked for') : FINE;
}

/* ---- claims about amounts ---- */

function checkPromise({ amount }: FactOf<'promise-recorded'>, { invoices }: CaseFile): Checked {
  if (amount === null || invoices.some(({ instalments }) => instalments.some(({ outstanding }) => outstanding.currency === amount.currency && outstanding.minor > 0))) return FINE;
  return invalid('fact.amount', 'nothing is open in this currency');
}

function checkDispute({ invoices: named, amount }: FactOf<'dispute-opened'>, { invoices }: CaseFile): Checked {
  if (amount === null) return FINE;
  let most = 0;
  for (const { id, instalments } of invoices) {
    if (!named.includes(id)) continue;
    for (const part of instalments) if (part.amount.currency === amount.currency) most += Math.max(0, part.amount.minor);
  }
  return amount.minor <= most ? FINE : invalid('fact.amount', 'more than the invoices in dispute');
}
