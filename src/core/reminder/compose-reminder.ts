import type { Result } from '../result';
import { fail, ok } from '../result';
import type { LocalDate } from '../calendar';
import { compareDates } from '../calendar';
import { compare, isZero, sum } from '../money';
import type { Money } from '../money';
import type { DebtorKind, Invoice, InvoiceId, Language, OpenItem } from '../ledger';
import type { Author, ListedInvoice, ReminderReference } from '../log';
import { policyOf, proposedTone } from '../dunning';
import type { Assessment, Proposal, Tone } from '../dunning';
import type { RateTable } from '../penalties';
import type { CaseFile, Pack } from '../case-file';
import { announcedIn } from './announced';
import { announcedByMail } from './announcements';
import { attachmentsOf } from './attachments';
import type { Attaching } from './attachments';
import { payeeOf } from './bank-account';
import type { Payee } from './bank-account';
import { fill } from './composed-text';
import { htmlOf } from './html-of';
import { frozen, isLetter, letterFacts, sumsOfClaim } from './letter';
import type { LetterFacts } from './letter';
import { enclosedInWords, letterScope, penaltyTable } from './letter-scope';
import { registerOf } from './address';
import { commonScope, reminderScope } from './scope';
import { demandedOf, invoiceTable } from './tables';
import { templateKey } from './template-book';
import type { Block } from './text-document';
import type { ComposedText, LetterStatement, RecipientChoice, Reminder, Template, TemplateProblem } from './types';

export interface ReminderRequest {
  readonly assessment: Extract<Assessment, { kind: 'remind' | 'letter' }>;
  readonly caseFile: CaseFile;
  readonly pack: Pack;
  /** One of the stage's tones; null: the one that is proposed. */
  readonly tone: Tone | null;
  /** null: the debtor's. */
  readonly language: Language | null;
  readonly recipient: RecipientChoice;
  readonly author: Author;
  /** From `referenceOf(requestId, history.references)`. */
  readonly reference: ReminderReference;
  /** Subject of the thread that is answered, null for a new message. */
  readonly replyingTo: string | null;
  /** False when the host cannot attach, or the documents that the draft really carries: the text speaks of no other. */
  readonly attach?: Attaching;
  /** What a letter reckons penalties with; null: none are known, or this is no letter. */
  readonly rates: RateTable | null;
}

/** A text for this kind of customer goes before one for everybody. */
function templateFor(pack: Pack, proposal: Proposal, kind: DebtorKind, language: Language, tone: Tone): Template | null {
  const wanted = proposal.stage.template;
  const fitting = pack.templates.filter((template) => template.reply === null && template.name === wanted && template.language === language && template.tone === tone);
  return fitting.find(({ audience }) => audience === kind) ?? fitting.find(({ audience }) => audience === undefined) ?? null;
}

/** What the ledger holds for this debtor beside the invoices; it is told, never deducted in silence (core/ledger/netting). */
function unusedCredits({ statement, proposal }: ReminderRequest['assessment']): Money | null {
  const per = statement.perCurrency.find(({ currency }) => currency === proposal.sum.currency);
  return per === undefined || isZero(per.credits) ? null : per.credits;
}

const byDue = (a: OpenItem, b: OpenItem): number => compareDates(a.due, b.due) || (a.number < b.number ? -1 : a.number > b.number ? 1 : a.instalment - b.instalment);

/** One line per invoice, its instalments together: the counter belongs to the invoice. */
function listedInvoices(proposal: Proposal): ListedInvoice[] {
  const steps = new Map<InvoiceId, ListedInvoice>();
  const list = (item: OpenItem, step: ListedInvoice['step']): void => {
    const known = steps.get(item.invoice);
    const outstanding = demandedOf(item);
    const instalments = [{ due: item.due, step }];
    steps.set(
      item.invoice,
      known === undefined
        ? { invoice: item.invoice, number: item.number, outstanding, step, instalments }
        : { ...known, outstanding: sum([known.outstanding, outstanding], outstanding.currency), step: known.step ?? step, instalments: [...(known.instalments ?? []), ...instalments] },
    );
  };
  for (const { item, step } of proposal.demanded) list(item, step);
  for (const item of proposal.informational) if (!steps.has(item.invoice)) list(item, null);
  return Array.from(steps.values());
}

/** An instalment that fell due after the previous message is an open item of its own: nothing was said of it. */
const isAlreadyListed = (item: OpenItem, previous: Proposal['previous']): boolean =>
  previous !== null && previous.invoices.includes(item.invoice) && !previous.later.some(({ invoice, instalment }) => invoice === item.invoice && instalment === item.instalment);

/** An account that was never said to be held in the currency demanded is not offered for it: the letter names the currency instead. */
const offeredIn = (payee: Payee): Payee => (payee.foreign.length === 0 ? payee : { ...payee, iban: null, bic: null });

const assigneesOf = (invoices: readonly Invoice[], items: readonly OpenItem[]): Invoice['assignee'][] => {
  const wanted = new Set(items.map((item) => item.invoice));
  return invoices.filter((invoice) => wanted.has(invoice.id)).map((invoice) => invoice.assignee);
};

/**
 * Writes the reminder that an assessment proposes: draft, and all that its log entry needs.
 * Fails with `template/missing` when the pack has no template for stage, kind of customer, language and tone (there is no
 * hand-over to a consumer), with the other template problems when one edited by hand cannot be filled in, and of a
 * letter with those of `letterFacts`.
 * @throws when the sum demanded is not the sum of its invoices: a bug that must not reach a customer.
 */
export function composeReminder(request: ReminderRequest, today: LocalDate): Result<Reminder, TemplateProblem> {
  const { caseFile, pack, recipient, author, reference } = request;
  const { proposal } = request.assessment;
  const language = request.language ?? caseFile.debtor.language;
  const tone = request.tone ?? proposedTone(proposal);
  const missing = fail<TemplateProblem>({ code: 'template/missing', stage: proposal.stage.id, reply: null, language, tone });
  if (tone === null || !proposal.stage.tones.includes(tone)) return missing;
  const template = templateFor(pack, proposal, caseFile.debtor.kind, language, tone);
  if (template === null) return missing;

  const items = proposal.demanded.map(({ item }) => item).sort(byDue);
  if (compare(sum(items.map(demandedOf), proposal.sum.currency), proposal.sum) !== 0) throw new Error('the sum demanded differs from its invoices');
  const onPaper = isLetter(proposal.stage);
  const letter = onPaper ? letterFacts(proposal, items, caseFile, pack, request.rates, today) : ok(null);
  if (!letter.ok) return letter;
  const { attachments, attached } = attachmentsOf(items, request.attach ?? true);
  const policy = policyOf(pack, caseFile.debtor);
  const byMail = onPaper ? null : announcedByMail(proposal, items, caseFile, policy, today);
  const input = {
    debtor: caseFile.debtor,
    profile: pack.profile,
    author,
    language,
    recipient: recipient.to[0] ?? null,
    items,
    invoices: caseFile.invoices,
    register: registerOf(policy),
    tone,
    payee: offeredIn(payeeOf(assigneesOf(caseFile.invoices, items), pack.profile, [proposal.sum.currency])),
    attached,
    alreadyListed: items.filter((item) => isAlreadyListed(item, proposal.previous)),
    reference,
    credits: unusedCredits(request.assessment),
    onPaper,
    ...(proposal.stage.signer === undefined ? {} : { signer: proposal.stage.signer }),
    ...(onPaper ? { whereTheRestIs: enclosedInWords(language) } : {}),
  };
  const scope = { ...commonScope(input, today), ...reminderScope(input, proposal, reference), ...letterScope(letter.value, { proposal, policy, debtor: caseFile.debtor, items, byMail }, language) };
  const composed = fill({ template, scope, reference, channel: recipient.channel, replyingTo: request.replyingTo });
  if (!composed.ok) return composed;
  return ok({
    draft: { ...composed.value, channel: recipient.channel, to: recipient.to, cc: recipient.cc, attachments },
    reference,
    stage: proposal.stage.id,
    tone,
    listed: listedInvoices(proposal),
    items,
    demanded: proposal.sum,
    deadline: proposal.deadline,
    template: { key: templateKey(template), version: template.version },
    announced: announcedIn(composed.value.text, proposal.stage.id, policy, proposal.sum, today),
    letter: letter.value === null ? null : statementOf(letter.value, items, composed.value, proposal, language),
  });
}

function statementOf({ claim, rateUnknown }: LetterFacts, items: readonly OpenItem[], { text }: ComposedText, { sum: principal, stage }: Proposal, language: Language): LetterStatement {
  const tables: Block[] = [{ kind: 'table', table: invoiceTable(items, principal.currency, language) }, ...(claim === null ? [] : [{ kind: 'table' as const, table: penaltyTable(claim, items, language) }])];
  const isCut = text.includes(enclosedInWords(language));
  return { byMail: stage.channel === 'hand-over', claim: claim === null ? null : frozen(claim), rateUnknown, sums: claim === null ? [] : Array.from(sumsOfClaim(claim)), annex: isCut ? htmlOf(tables) : null };
}
