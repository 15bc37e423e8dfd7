import type { AnswerToRead } from '../flow/answer-to-read';
import { assertNever } from '../result';
import { formatMoney, isZero } from '../money';
import type { LocalDate } from '../calendar/types';
import type { CaseFile, Pack } from '../case-file';
import type { DebtorKind, InvoiceId, Language, StatementOfAccount } from '../ledger/types';
import type { Candidate, Clue, Identification } from '../identify/types';
import type { Author, Channel, History, ReplyKind } from '../log/types';
import { foldHistory } from '../log';
import { policyOf } from '../dunning';
import { provenBy, stepsKnown } from '../dunning/drafts';
import { planOf } from '../dunning/policy';
import type { ThreadFacts } from '../dunning';
import type { Assessment } from '../dunning/types';
import { isFar } from '../reminder/ladder';
import { knownContacts } from '../reminder/known-contacts';
import type { Returned } from '../reminder/returned-mail';
import { lastCall, lastNotice, stillOpen } from '../reminder/told-of';
import type { RecipientChoice } from '../reminder/types';
import { announcedNotices } from './announced';
import { balanceViews, dataAgeView, invoiceRows, invoicesNote } from './account';
import type { Writing } from './draft-notices';
import { candidateView, clueOfAll, commonView, debtorView, evidenceView } from './evidence';
import { letterNotices } from './letter-fate-words';
import { logRows } from './log-rows';
import { nextStepView, pill, stateInWords } from './next-step';
import { returnedNotices, salesNotices } from './recipient-view';
import type { Chosen } from './next-step';
import { fr, plain, typeset } from './plain';
import type { Saying } from './sentences';
import type { ActionView, ChooserPanel, DebtorPanel, NoticeView, PanelView, UnknownPanel } from './types';
import { words } from './words';

/** What is shown of one known debtor. */
export interface DebtorInput {
  readonly language: Language;
  readonly me: Author;
  readonly pack: Pack;
  readonly file: CaseFile;
  readonly assessment: Assessment;
  /** What the open thread proves beyond the log, as it was assessed with; absent: nothing. */
  readonly facts?: ThreadFacts | null;
  /** null: reached from the worklist or by search, without a thread. */
  readonly identification: Identification | null;
  readonly recipient: RecipientChoice | null;
  readonly chosen: Chosen | null;
  /** Minutes to add to UTC for the clerk's wall clock. */
  readonly offsetMinutes: number;
  /** The server does not answer: a step cannot be reserved, the text can be copied. */
  readonly unreachable?: boolean;
  /** Whether the host attaches the PDFs itself; absent: the clerk does. */
  readonly attaches?: boolean;
  /** The ways of inserting that the host really has; absent: those of a received message. */
  readonly channels?: readonly Channel[];
  /** Of the message that is being written; absent: none is. */
  readonly writing?: Writing | null;
  /** What the open message of theirs seems to say that a reminder must not talk past; absent: nothing. */
  readonly heed?: AnswerToRead | null;
  /** The invoices that the open message means; absent: none. */
  readonly meant?: readonly InvoiceId[];
  /** Of a returned mail that is open: the contacts whom it names. */
  readonly returned?: Returned | null;
}

const READING: readonly Channel[] = ['reply', 'reply-all', 'new-message', 'copied'];

/** What is known of the open thread; without a case file and an assessment it is asked who writes. */
export type PresentInput = Omit<DebtorInput, 'file' | 'assessment'> & { readonly file: CaseFile | null; readonly assessment: Assessment | null };

const REPLIES: readonly ReplyKind[] = ['statement', 'invoice-copy', 'bank-details', 'promise-noted', 'dispute-noted', 'thank-you', 'call-noted', 'notice-copy'];

/** The card of one debtor. @throws for `unknown-debtor`: that has a panel of its own. */
export function presentDebtor(input: DebtorInput, today: LocalDate): DebtorPanel {
  const { language, pack, file, assessment, identification, me, offsetMinutes } = input;
  if (assessment.kind === 'unknown-debtor') throw new Error('a debtor card for nobody');
  const policy = policyOf(pack, file.debtor);
  const saying: Saying = { language, today, policy };
  const history = foldHistory(file.entries);
  const table = words(language);
  const debtor = debtorView(file.debtor);
  const candidate = identification?.kind === 'one' && identification.candidate.debtor.id === file.debtor.id ? identification.candidate : identification?.kind === 'several' ? (identification.candidates.find((each) => each.debtor.id === file.debtor.id) ?? null) : null;
  const balances = balanceViews(assessment.statement, language);
  const dataAge = dataAgeView(file.source, offsetMinutes, saying);
  const contacts = knownContacts(file.debtor, history.contacts);
  const next = nextStepView({ assessment: withoutWhatIsHeeded(assessment, input), file, pack, recipient: input.recipient, contacts, chosen: input.chosen, me, offsetMinutes, stale: dataAge.stale, unreachable: input.unreachable ?? false, attaches: input.attaches ?? false, channels: input.channels ?? READING, writing: input.writing ?? null }, saying);
  const far = file.debtor.kind === 'business' && 'proposal' in assessment && isFar(policy, assessment.proposal.stage.id);
  return {
    kind: 'debtor',
    debtor,
    evidence: candidate === null ? null : evidenceView(candidate, language),
    balances,
    dataAge,
    nextStep: { ...next, notices: [...('proposal' in assessment || (assessment.kind === 'held' && assessment.holds.some(({ kind }) => kind === 'unread-answer')) ? heedNotices(input.heed ?? null, file.debtor.kind, language) : []), ...(input.returned ? returnedNotices(input.returned, language) : []), ...announcedNotices(file.entries, assessment, saying), ...letterNotices(file.entries, assessment, saying), ...next.notices, ...(far ? salesNotices(contacts, language) : [])] },
    invoicesTitle: table.invoices,
    invoices: invoiceRows(assessment.statement, file.invoices, stepsKnown(history, provenBy(input.facts ?? null, history, file.entries, planOf(policy))), input.meant ?? [], saying),
    invoicesNote: invoicesNote(assessment.statement, saying),
    penalties: assessment.statement.items.length === 0 ? null : { action: { kind: 'show-penalties' }, label: table.penalties, disabledBecause: null },
    logTitle: table.journal,
    log: logRows({ entries: file.entries, history, invoices: file.invoices, facts: input.facts ?? null, me, offsetMinutes }, saying),
    outcomes: [
      { action: { kind: 'record-promise' }, label: table.outcomes.promise, disabledBecause: null },
      { action: { kind: 'open-dispute' }, label: table.outcomes.dispute, disabledBecause: null },
      { action: { kind: 'set-hold' }, label: table.outcomes.hold, disabledBecause: null },
      { action: { kind: 'record-call', outcome: null }, label: table.outcomes.call, disabledBecause: null },
      { action: { kind: 'add-note' }, label: table.outcomes.note, disabledBecause: null },
      { action: { kind: 'change-plan' }, label: table.changePlan, disabledBecause: null },
    ],
    replies: REPLIES.filter((reply) => isOffered(reply, input, assessment)).map((reply) => ({ action: { kind: 'insert-reply', reply }, label: table.replies[reply], disabledBecause: whyNoReply(reply, input, history) })),
    announcement: [debtor.name, overdueInWords(assessment.statement, language), stateInWords(assessment, saying)].filter((part) => part !== '').join(', ') + '.',
  };
}

const HEED: Readonly<Record<AnswerToRead, readonly [string, string]>> = {
  insolvency: [typeset("Ce message semble parler d'une procédure collective : ne réclamez rien d'antérieur sans avis (C. com. art. L622-7)."), 'This message seems to speak of insolvency proceedings: claim nothing older without advice (French commercial code, art. L622-7).'],
  dispute: [typeset('Ce message semble contester : lisez-le avant de relancer.'), 'This message seems to object: read it before you send a reminder.'],
  payment: [typeset("Ce message semble dire que c'est payé : lisez-le avant de relancer."), 'This message seems to say that it is paid: read it before you send a reminder.'],
  absence: [typeset("Ce message semble être une réponse d'absence : la relance pourrait ne pas être lue."), 'This message seems to be an automatic absence: the reminder may not be read.'],
};

/** The answer that lies open is pointed out by what it says: that it was not dealt with is not said beside it. */
function withoutWhatIsHeeded(assessment: Exclude<Assessment, { kind: 'unknown-debtor' }>, { heed, facts }: Pick<DebtorInput, 'heed' | 'facts'>): Exclude<Assessment, { kind: 'unknown-debtor' }> {
  const open = facts?.answer ?? null;
  if ((heed ?? null) === null || open === null) return assessment;
  return { ...assessment, arithmetic: assessment.arithmetic.filter((fact) => fact.kind !== 'answer-unsettled' || fact.receivedOn !== open) };
}

/** Another law than a company's stops what is asked of a consumer (law sheet 1.11). */
const HEED_CONSUMER: readonly [string, string] = [
  typeset("Ce message semble parler de surendettement ou d'une autre procédure : ne réclamez rien avant de savoir ce qui a été décidé."), 'This message seems to speak of over-indebtedness or other proceedings: claim nothing before you know what was decided.',
];

function heedNotices(says: AnswerToRead | null, kind: DebtorKind, language: Language): readonly NoticeView[] {
  if (says === null) return [];
  const [french, english] = says === 'insolvency' && kind === 'consumer' ? HEED_CONSUMER : HEED[says];
  return [{ intent: says === 'absence' ? 'info' : 'warning', text: language === 'fr' ? french : english }];
}

/** "4 316,40 € échus"; one sum per currency, and nothing where nothing is overdue. */
function overdueInWords({ perCurrency }: StatementOfAccount, language: Language): string {
  const overdue = perCurrency.filter((each) => !isZero(each.overdue)).map((each) => each.overdue);
  if (overdue.length === 0) return '';
  const sums = overdue.map((each) => formatMoney(each, language)).join(language === 'fr' ? ' et ' : ' and ');
  // French counts in the singular below two.
  const one = overdue.length === 1 && (overdue[0]?.minor ?? 0) < 200;
  return language === 'fr' ? `${sums} échu${one ? '' : 's'}` : `${sums} overdue`;
}

/** What confirms a call or a notice is offered where there is one. */
function isOffered(reply: ReplyKind, { file: { entries, debtor, today }, pack }: DebtorInput, { statement }: Exclude<Assessment, { readonly kind: 'unknown-debtor' }>): boolean {
  if (reply === 'call-noted') return lastCall(entries, today) !== null;
  return reply !== 'notice-copy' || lastNotice(entries, policyOf(pack, debtor), stillOpen(statement.items)) !== null;
}

function whyNoReply(reply: ReplyKind, { language, pack, recipient }: DebtorInput, history: History): string | null {
  const french = language === 'fr';
  if (recipient === null) return french ? 'Aucune adresse pour ce client.' : 'No address for this customer.';
  if (reply === 'bank-details' && pack.profile.iban === null) return french ? fr`Ajoutez votre IBAN dans les réglages.` : 'Add your IBAN in the settings.';
  if (reply === 'promise-noted' && history.promises.length === 0) return french ? fr`Notez d'abord la promesse.` : 'Record the promise first.';
  if (reply === 'dispute-noted' && history.disputes.length === 0) return french ? fr`Notez d'abord le litige.` : 'Record the dispute first.';
  return null;
}

const COUNTS = ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'];
const COUNTS_EN = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const SHOWN = 20;

export function presentChooser(identification: Extract<Identification, { kind: 'several' }>, language: Language): ChooserPanel {
  const french = language === 'fr';
  const table = words(language);
  const { count } = identification;
  const counted = french ? (COUNTS[count] ?? String(count)) : (COUNTS_EN[count] ?? String(count));
  const title = count === 1 ? (french ? 'Un client possible' : 'One possible customer') : french ? `${counted} clients possibles` : `${counted} possible customers`;
  const explanation = whyAsked(identification, language);
  const candidates = identification.candidates.slice(0, SHOWN);
  const ofAll = clueOfAll(candidates);
  const more = count - candidates.length;
  const shown = title.charAt(0).toUpperCase() + title.slice(1);
  return {
    kind: 'chooser',
    pill: pill('question', language),
    title: shown,
    explanation,
    common: commonView(candidates, table.commonClues, language),
    candidates: candidates.map((candidate) => candidateView(candidate, language, ofAll)),
    more: more <= 0 ? null : french ? fr`et ${more} autre${more > 1 ? 's' : ''} : cherchez par nom ou n° de facture` : `and ${more} other${more > 1 ? 's' : ''}: search by name or invoice number`,
    remember: { label: table.remember, value: 'thread', options: (['thread', 'address', 'domain'] as const).map((value) => ({ value, label: table.rememberScopes[value] })), hint: table.rememberHint },
    search: table.search,
    notACustomer: notACustomer(language),
    announcement: `${shown}. ${explanation}`,
  };
}

function whyAsked({ why, candidates, count }: Extract<Identification, { kind: 'several' }>, language: Language): string {
  const french = language === 'fr';
  switch (why) {
    case 'contradiction':
      return contradictionInWords(candidates, count, language) ?? (french ? fr`Les indices de ce fil désignent des clients différents.` : 'The clues of this thread point to different customers.');
    case 'shared':
      return french ? fr`La même adresse ou le même domaine sert plusieurs clients.` : 'One address or domain serves several customers.';
    case 'weak':
      return french ? fr`Les indices ne suffisent pas pour être sûr.` : 'The clues are not enough to be sure.';
    default:
      return assertNever(why);
  }
}

/** Who writes for whom and whose invoice is cited, by name; null where it is more tangled than that. */
function contradictionInWords(candidates: readonly Candidate[], count: number, language: Language): string | null {
  if (count !== 2 || candidates.length !== 2) return null;
  const clueOf = (of: Candidate, fits: (clue: Clue) => boolean): Clue | undefined => of.clues.find((clue) => clue.favours && fits(clue));
  const writes = (of: Candidate): Clue | undefined => clueOf(of, ({ kind, place }) => (kind === 'contact-address' || kind === 'company-domain' || kind === 'learned') && (place === 'sender' || place === 'reply-to'));
  const cited = (of: Candidate): Clue | undefined => clueOf(of, ({ kind }) => kind === 'invoice-number');
  const writer = candidates.find((of) => writes(of) !== undefined && cited(of) === undefined);
  const other = candidates.find((of) => writes(of) === undefined && cited(of) !== undefined);
  const kept = candidates.find((of) => clueOf(of, ({ kind, place, value }) => kind === 'learned' && place === 'thread' && !/[@.]/.test(value)) !== undefined);
  const against = candidates.find((of) => of !== kept);
  if (kept !== undefined && against !== undefined) {
    const [theirs, others] = [plain(kept.debtor.name, 60), plain(against.debtor.name, 60)];
    return language === 'fr' ? fr`Vous avez retenu ${theirs} pour ce fil ; d'autres indices désignent ${others}.` : `You chose ${theirs} for this conversation; other clues point to ${others}.`;
  }
  const [one, two] = candidates.map((of) => ({ name: plain(of.debtor.name, 60), number: plain(cited(of)?.value ?? '', 40) }));
  if (one !== undefined && two !== undefined && candidates.every((of) => cited(of) !== undefined && cited(of)?.value !== cited(candidates.find((each) => each !== of) ?? of)?.value)) {
    return language === 'fr' ? fr`Ce fil cite les factures de deux clients : ${one.number} est à ${one.name}, ${two.number} à ${two.name}.` : `This thread cites the invoices of two customers: ${one.number} belongs to ${one.name}, ${two.number} to ${two.name}.`;
  }
  if (writer === undefined || other === undefined) return null;
  const number = plain(cited(other)?.value ?? '', 40);
  const [theirs, others] = [plain(writer.debtor.name, 60), plain(other.debtor.name, 60)];
  switch (writes(writer)?.kind) {
    case 'contact-address': return language === 'fr' ? fr`L'expéditeur est un contact de ${theirs} ; la facture ${number} est à ${others}.` : `The sender is a contact of ${theirs}; invoice ${number} belongs to ${others}.`;
    case 'company-domain': return language === 'fr' ? fr`L'expéditeur écrit depuis le domaine de ${theirs} ; la facture ${number} est à ${others}.` : `The sender writes from the domain of ${theirs}; invoice ${number} belongs to ${others}.`;
    default: return language === 'fr' ? fr`Vous avez retenu ${theirs} pour cet expéditeur ; la facture ${number} est à ${others}.` : `You chose ${theirs} for this sender; invoice ${number} belongs to ${others}.`;
  }
}

export function presentUnknown(why: Extract<Identification, { kind: 'none' }>['why'], language: Language): UnknownPanel {
  const french = language === 'fr';
  const title = why === 'own-mail' ? (french ? 'Message interne' : 'Internal message') : why === 'marked-not-a-customer' ? (french ? fr`Ce n'est pas un client` : 'Not a customer') : french ? fr`Qui écrit ?` : 'Who is writing?';
  const explanation = {
    'own-mail': french ? fr`Ce message vient de chez vous et ne cite aucun client.` : 'This message comes from your own company and names no customer.',
    'nothing-found': french ? fr`Rien dans ce fil ne désigne un client du grand livre.` : 'Nothing in this thread points to a customer in the ledger.',
    'look-alike': french ? fr`Le domaine de l'expéditeur ressemble à celui d'un client et ne l'est pas : vérifiez avant de répondre.` : 'The sender’s domain looks like a customer’s and is not: check before you answer.',
    supplier: french ? fr`L'expéditeur, inconnu du grand livre, vous adresse une facture à payer.` : 'The sender, unknown to the ledger, sends you an invoice to pay.',
    'marked-not-a-customer': french ? fr`Vous ou un collègue avez dit que ce n'est pas un client.` : 'You or a colleague said that this is not a customer.',
  }[why];
  return {
    kind: 'unknown',
    // An internal mail is the common case, and what a colleague has answered is no question any more.
    pill: why === 'own-mail' || why === 'marked-not-a-customer' ? pill('none', language) : { kind: 'question', label: french ? 'Client non reconnu' : 'Unknown customer' },
    title,
    explanation,
    search: words(language).search,
    remembered: why === 'marked-not-a-customer',
    notACustomer: why === 'nothing-found' || why === 'look-alike' || why === 'supplier' ? notACustomer(language) : null,
    announcement: `${title}${/[?]$/.test(title) ? '' : '.'} ${explanation}`,
  };
}

const notACustomer = (language: Language): ActionView => ({ action: { kind: 'not-a-customer' }, label: language === 'fr' ? fr`Ce n'est pas un client` : 'Not a customer', disabledBecause: null });

/** The panel for a thread: who is not known is asked, never guessed. */
export function presentThread(input: PresentInput, today: LocalDate): PanelView {
  const { file, assessment, identification, language } = input;
  if (file !== null && assessment !== null && assessment.kind !== 'unknown-debtor') return presentDebtor({ ...input, file, assessment }, today);
  if (identification?.kind === 'several') return presentChooser(identification, language);
  const unknown = presentUnknown(identification?.kind === 'none' ? identification.why : 'nothing-found', language);
  if (input.writing === undefined || input.writing === null || (identification?.kind === 'none' && identification.why === 'marked-not-a-customer')) return unknown;
  // Nobody writes: the clerk does, and has not said to whom.
  const { composeTitle: title, composeText: explanation } = words(language);
  return { ...unknown, title, explanation, notACustomer: null, announcement: `${title}. ${explanation}` };
}
