import type { Result } from '../result';
import { fail, ok } from '../result';
import type { LocalDate } from '../calendar';
import { formatMoney, isZero, sum, totalsOf, zero } from '../money';
import type { Currency, Money } from '../money';
import { bucketOf } from '../ledger';
import type { Invoice, InvoiceId, Language, OpenItem, StatementOfAccount } from '../ledger';
import type { Author, ReplyKind } from '../log';
import type { CaseFile, Pack } from '../case-file';
import { policyOf } from '../dunning';
import { sha256Hex } from '../log';
import type { KeptText } from '../log';
import { registerOf } from './address';
import { attachmentsOf } from './attachments';
import type { Attaching } from './attachments';
import { payeeOf } from './bank-account';
import { fill } from './composed-text';
import { documentOfHtml } from './document-of-html';
import { commonScope } from './scope';
import { shownNumber, statementTables } from './tables';
import { lastCall, lastNotice, stillOpen } from './told-of';
import type { CallTold, NoticeTold } from './told-of';
import { templateKey } from './template-book';
import type { TextDocument } from './text-document';
import { textOf } from './text-of';
import type { ComposedText, OtherReply, RecipientChoice, TemplateProblem } from './types';
import type { Scope } from './values';
import { Shown, ShownBlock, ShownDate } from './values';

export interface ReplyRequest {
  readonly reply: ReplyKind;
  readonly caseFile: CaseFile;
  readonly pack: Pack;
  /** As of today; of the assessment, or `statementOfAccount` where there is none. */
  readonly statement: StatementOfAccount;
  /** What the answer is about: the invoices cited, disputed or promised. Empty: the account as a whole. */
  readonly invoices: readonly InvoiceId[];
  /** Only for promise-noted. */
  readonly promise: { readonly promisedFor: LocalDate; readonly amount: Money | null } | null;
  /** null: the debtor's. */
  readonly language: Language | null;
  readonly recipient: RecipientChoice;
  readonly author: Author;
  readonly replyingTo: string | null;
  /** False when the host cannot attach, or the documents that the draft really carries. */
  readonly attach?: Attaching;
  /** For notice-copy: the notice as it was kept when it was posted; absent or null: it cannot be read, and the answer carries no copy. */
  readonly noticeText?: KeptText | null;
}

function replyScope({ promise, statement }: Pick<ReplyRequest, 'promise' | 'statement'>, call: CallTold | null, notice: NoticeTold | null, copy: TextDocument | null, language: Language): Scope {
  const tables = statementTables(statement, language);
  return {
    promesse: {
      date: promise === null ? null : new ShownDate(promise.promisedFor),
      montant: promise === null || promise.amount === null ? null : new Shown(formatMoney(promise.amount, language)),
    },
    appel: call === null ? null : { date: new ShownDate(call.on), joint: call.reached, promesse: call.promise !== null, contestation: call.disputed },
    mise_en_demeure: notice === null ? null : { date: new ShownDate(notice.depositedOn), numero_envoi: shownNumber(notice.depositNumber), texte: copy === null ? null : new ShownBlock(copy) },
    releve: { vide: tables.length === 0, echu: statement.items.some((item) => item.daysOverdue > 0 && item.outstanding.minor > 0) },
    tableau_releve: tables.length === 0 ? null : new ShownBlock(tables),
  };
}

/** The notice word for word, as its entry's hash proves it; null: there is no such text. */
function copyOf(notice: NoticeTold | null, kept: KeptText | null, language: Language): TextDocument | null {
  if (notice === null || kept === null || notice.contentHash === null) return null;
  const document = documentOfHtml(kept.html, language);
  return sha256Hex(`${kept.subject}\n\n${textOf(document)}`) === notice.contentHash ? document : null;
}

/** An invoice that is asked for may be paid long since: it then stands with nothing outstanding. */
function settledItem(invoice: Invoice): OpenItem | null {
  const first = invoice.instalments[0];
  if (first === undefined) return null;
  const { currency } = first.amount;
  return {
    invoice: invoice.id, number: invoice.number, kind: invoice.kind, instalment: 1, instalments: 1, issued: invoice.issued, due: first.due, dueBasis: first.dueBasis,
    amount: sum(invoice.instalments.map((instalment) => instalment.amount), currency), outstanding: zero(currency), disputed: zero(currency),
    daysOverdue: 0, bucket: bucketOf(0), netted: [], document: invoice.document,
  };
}

/** The open items of the invoices cited, and one for each that is settled, in the order of the statement. */
function citedItems(cited: readonly Invoice[], statement: StatementOfAccount): OpenItem[] {
  const ids = new Set(cited.map((invoice) => invoice.id));
  const open = statement.items.filter((item) => ids.has(item.invoice));
  const openIds = new Set(open.map((item) => item.invoice));
  return [...open, ...cited.filter((invoice) => !openIds.has(invoice.id)).flatMap((invoice) => settledItem(invoice) ?? [])];
}

/** In which the debtor may pay: of the invoices cited, else of all that is open. */
const currenciesOf = (items: readonly OpenItem[], { perCurrency }: StatementOfAccount): readonly Currency[] =>
  items.length > 0 ? totalsOf(items.map(({ amount }) => amount)).map(({ currency }) => currency) : perCurrency.filter(({ open }) => !isZero(open)).map(({ currency }) => currency);

/**
 * Writes an answer that is not a step: it carries no reference and moves no counter.
 * A statement lists every open item whatever `invoices` says; a copy attaches the documents of `invoices`.
 */
export function composeReply(request: ReplyRequest, today: LocalDate): Result<OtherReply, TemplateProblem> {
  const { reply, caseFile, pack, recipient, author, statement } = request;
  const language = request.language ?? caseFile.debtor.language;
  const template = pack.templates.find((one) => one.reply === reply && one.language === language);
  if (template === undefined) return fail({ code: 'template/missing', stage: null, reply, language, tone: null });

  const policy = policyOf(pack, caseFile.debtor);
  const open = stillOpen(statement.items);
  const call = reply === 'call-noted' ? lastCall(caseFile.entries, today) : null;
  const notice = reply === 'notice-copy' ? lastNotice(caseFile.entries, policy, open) : null;
  // What they confirm stands in the log alone: without it there is nothing to write.
  if ((reply === 'call-noted' && call === null) || (reply === 'notice-copy' && notice === null)) return fail({ code: 'template/missing', stage: null, reply, language, tone: null });
  const about = call?.invoices.filter((invoice) => open.has(invoice)) ?? notice?.invoices ?? request.invoices;
  const wanted = new Set(about);
  const cited = caseFile.invoices.filter((invoice) => wanted.has(invoice.id));
  const items = citedItems(cited, statement);
  const { attachments, attached } = attachmentsOf(items, reply === 'invoice-copy' ? (request.attach ?? true) : false);
  const input = {
    debtor: caseFile.debtor,
    profile: pack.profile,
    author,
    language,
    recipient: recipient.to[0] ?? null,
    items,
    invoices: caseFile.invoices,
    register: registerOf(policy),
    tone: 'courteous' as const,
    payee: payeeOf(cited.map((invoice) => invoice.assignee), pack.profile, currenciesOf(items, statement)),
    attached,
    alreadyListed: [],
    reference: null,
  };
  const copy = copyOf(notice, request.noticeText ?? null, language);
  const filledWith = (quoted: TextDocument | null): Result<ComposedText, TemplateProblem> => {
    const scope = { ...commonScope(input, today), ...replyScope(call === null ? request : { promise: call.promise, statement }, call, notice, quoted, language) };
    return fill({ template, scope, reference: null, channel: recipient.channel, replyingTo: request.replyingTo });
  };
  const whole = filledWith(copy);
  // A copy is whole or it is none: what no reply form takes is left out, and the text then speaks of none.
  const left = copy !== null && !whole.ok && whole.problem.code === 'template/too-long';
  const composed = left ? filledWith(null) : whole;
  if (!composed.ok) return composed;
  return ok({
    draft: { ...composed.value, channel: recipient.channel, to: recipient.to, cc: recipient.cc, attachments },
    reply,
    invoices: about,
    template: { key: templateKey(template), version: template.version },
    ...(copy === null || left ? {} : { quoted: textOf(copy) }),
  });
}
