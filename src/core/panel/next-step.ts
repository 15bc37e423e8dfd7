import { assertNever } from '../result';
import { formatMoney } from '../money';
import { formatWeekdayDate } from '../calendar';
import type { CaseFile, Pack } from '../case-file';
import type { Language } from '../ledger/types';
import type { Author, Channel, OpenDraft } from '../log/types';
import { accountLeftOut } from '../reminder/bank-account';
import type { KnownContact } from '../reminder/known-contacts';
import { proposedTone } from '../dunning/proposed-tone';
import type { Assessment, LadderMark, Proposal } from '../dunning/types';
import type { RecipientChoice } from '../reminder/types';
import { dateOfFigures, localTime, paidLastInWords, unlistedInWords } from './account';
import { accountNotices, attachInWords, noticesOf, readNotices, toAttachInWords } from './draft-notices';
import type { Writing } from './draft-notices';
import { isDisputable } from './e-invoice-words';
import { afterwardsInWords, holdInWords, holdWords, quotationInWords } from './holds';
import { answerReadLabel } from './guards-words';
import { letterWords } from './letter-words';
import { addressNotices } from './postal-words';
import { fr, plain } from './plain';
import { addresseeInWords, nobodyInWords, recipientView } from './recipient-view';
import { arithmeticInWords, businessDays, day, doneWord, stageInside, stageName, stepAdvice, waitingInWords } from './sentences';
import type { Saying } from './sentences';
import type { ActionView, LadderView, NextStepView, NoticeView, PanelAction, PillKind, PillView } from './types';
import { words } from './words';

type Known = Exclude<Assessment, { kind: 'unknown-debtor' }>;

/** What the clerk set on the card: tone, language, way of sending; null: what the plan and the debtor say. */
export interface Chosen {
  readonly tone: Proposal['stage']['tones'][number];
  readonly language: Language;
  readonly channel: RecipientChoice['channel'];
}

export interface NextStepInput {
  readonly assessment: Known;
  readonly file: CaseFile;
  readonly pack: Pack;
  readonly recipient: RecipientChoice | null;
  readonly contacts: readonly KnownContact[];
  readonly chosen: Chosen | null;
  readonly me: Author;
  readonly offsetMinutes: number;
  readonly stale: boolean;
  readonly attaches: boolean;
  /** The server does not answer: nothing can be reserved. */
  readonly unreachable: boolean;
  /** The ways of inserting that the host really has. */
  readonly channels: readonly Channel[];
  /** Of the message that is being written; null: none is. */
  readonly writing: Writing | null;
}

const PILLS: Readonly<Record<PillKind, Readonly<Record<Language, string>>>> = {
  due: { fr: 'À relancer', en: 'To remind' },
  call: { fr: 'À appeler', en: 'To call' },
  letter: { fr: 'Courrier', en: 'Letter' },
  waiting: { fr: 'Trop tôt', en: 'Too soon' },
  held: { fr: 'En suspens', en: 'On hold' },
  question: { fr: 'À vous de choisir', en: 'Your choice' },
  draft: { fr: 'Brouillon en attente', en: 'Draft pending' },
  settled: { fr: 'Rien à relancer', en: 'Nothing due' },
  blocked: { fr: 'Relances bloquées', en: 'Blocked' },
  none: { fr: 'Sans client', en: 'No customer' },
};
export const pill = (kind: PillKind, language: Language): PillView => ({ kind, label: PILLS[kind][language] });

const act = (action: PanelAction, label: string, disabledBecause: string | null = null): ActionView => ({ action, label, disabledBecause });

const withNotices = (card: NextStepView, more: readonly NoticeView[]): NextStepView => (more.length === 0 ? card : { ...card, notices: [...card.notices, ...more] });

export function nextStepView(input: NextStepInput, saying: Saying): NextStepView {
  const { assessment } = input;
  const { language } = saying;
  const french = language === 'fr';
  const table = words(language);
  const plainCard = (of: PillView, title: string, reason: string, secondary: readonly ActionView[] = [], primary: ActionView | null = null): NextStepView => ({
    pill: of,
    title,
    ladder: ladderView(assessment.ladder, saying),
    reason,
    notices: readNotices(input.writing, language),
    recipient: null,
    attachments: null,
    tone: null,
    language: null,
    primary,
    secondary,
    sentOn: null,
  });
  const arithmetic = arithmeticInWords(assessment.arithmetic, saying);
  const noRecipient = nobodyInWords(input.contacts, language);
  switch (assessment.kind) {
    case 'settled':
      return settled();
    case 'not-due':
      return plainCard(
        { kind: 'waiting', label: french ? 'Pas encore dû' : 'Not due' },
        french ? fr`Prochaine échéance le ${day(assessment.nextDue, saying)}` : `Next due date ${day(assessment.nextDue, saying)}`,
        [arithmetic, unlistedInWords(assessment.statement, saying)].filter((part) => part !== '').join(' '),
      );
    case 'held':
      return held(assessment);
    case 'draft-pending':
    case 'draft-unconfirmed':
      return draft(assessment, assessment.draft);
    case 'too-soon': {
      const title = french ? fr`${stageName(assessment.next.id, saying)} dès ${formatWeekdayDate(assessment.from, 'fr', saying.today)}` : `${stageName(assessment.next.id, saying)} from ${formatWeekdayDate(assessment.from, 'en', saying.today)}`;
      return plainCard(pill('waiting', language), title, waitingInWords(assessment.arithmetic, saying), [act({ kind: 'skip-step', stage: assessment.next.id }, table.outcomes.skip)]);
    }
    case 'remind':
      return remind(assessment.proposal);
    case 'call':
      return {
        ...plainCard(pill('call', language), stageName(assessment.proposal.stage.id, saying), `${arithmetic} ${stepAdvice(assessment.proposal.stage, input.file.debtor.phone, saying)}`.trim(), [
          act({ kind: 'skip-step', stage: assessment.proposal.stage.id }, table.outcomes.skip),
        ]),
        primary: act({ kind: 'record-call', outcome: null }, french ? fr`Noter l'appel` : 'Record the call'),
      };
    case 'letter':
      return withNotices(plainCard(
        pill('letter', language), stageName(assessment.proposal.stage.id, saying), `${arithmetic} ${letterAdvice(assessment.proposal)}`.trim(),
        [act({ kind: 'record-letter' }, letterWords(language).record), act({ kind: 'skip-step', stage: assessment.proposal.stage.id }, table.outcomes.skip)],
        act({ kind: 'preview' }, letterWords(language).preview),
      ), addressNotices(input.file.debtor, language));
    case 'exhausted':
      return plainCard(
        pill('held', language),
        french ? 'Plan de relance terminé' : 'Reminder policy completed',
        `${arithmetic} ${french ? 'Toutes les étapes du plan sont faites : la suite se décide hors de Relance.'.replace(' :', '\u00a0:') : 'Every step of the plan is done: what follows is decided outside Relance.'}`.trim(),
      );
    default:
      return assertNever(assessment);
  }

  function letterAdvice({ stage }: Proposal): string {
    const advice = stepAdvice(stage, null, saying);
    return stage.channel === 'letter' && input.file.debtor.kind === 'business' ? `${advice} ${addresseeInWords(input.contacts, language)}` : advice;
  }

  /** Nothing is open. Paid is said only of what the ledger itself shows as paid. */
  function settled(): NextStepView {
    const { statement } = assessment;
    const unlisted = unlistedInWords(statement, saying);
    const lastPaid = paidLastInWords(input.file.invoices, saying);
    const nothingOpen = french ? 'Aucune facture ouverte dans le grand livre.' : 'No open invoice in the ledger.';
    // Something stands open that a credit covers: nobody is thanked for a payment that never came.
    const covered = input.file.invoices.some(({ instalments, missingSince }) => missingSince === null && instalments.some(({ outstanding }) => outstanding.minor !== 0));
    const byCredit = covered ? (french ? 'Un avoir couvre ce qui restait dû.' : 'A credit covers what was left to pay.') : '';
    const reason = [lastPaid, byCredit, unlisted].filter((part) => part !== '').join(' ');
    const paid = !covered && unlisted === '' && input.file.invoices.some((invoice) => invoice.kind !== 'credit-note' && invoice.missingSince === null);
    return plainCard(
      pill('settled', language),
      paid ? (french ? 'Tout ce qui est échu est réglé' : 'Everything due is paid') : french ? 'Aucune facture ouverte' : 'No open invoice',
      reason === '' ? nothingOpen : reason,
      paid ? [act({ kind: 'insert-reply', reply: 'thank-you' }, french ? 'Insérer un remerciement' : 'Insert a thank-you', input.recipient === null ? noRecipient : null)] : [],
    );
  }

  function held(of: Extract<Known, { kind: 'held' }>): NextStepView {
    const [first, ...others] = of.holds;
    if (first === undefined) throw new Error('held by nothing');
    const secondary: ActionView[] = [];
    for (const hold of of.holds) {
      if (hold.kind === 'dispute' && hold.entry !== null) secondary.push(act({ kind: 'close-dispute', entry: hold.entry }, french ? 'Clore le litige' : 'Close the dispute'));
      if (hold.kind === 'manual') secondary.push(act({ kind: 'lift-hold', entry: hold.entry }, french ? 'Lever la suspension' : 'Lift the hold'));
      if (hold.kind === 'e-invoice' && isDisputable(hold)) secondary.push(act({ kind: 'open-dispute' }, french ? 'Noter un litige' : 'Record a dispute'));
      if (hold.kind === 'unread-answer') secondary.push(act({ kind: 'answer-read', receivedOn: hold.receivedOn }, answerReadLabel(language)));
      if (hold.kind === 'promise') secondary.push(act({ kind: 'refresh' }, table.refresh), act({ kind: 'record-promise' }, french ? 'Corriger' : 'Correct'));
    }
    const { title, reason } = holdWords(first, saying);
    const sentences = [quotationInWords(first, input.file.entries, saying), reason, ...others.map((hold) => holdInWords(hold, saying)), afterwardsInWords(of, saying.policy, saying), arithmetic];
    // What lifts these two is one thing to do, and the card offers it first.
    const repair = first.kind === 'figures-too-old' ? act({ kind: 'refresh' }, table.refresh) : first.kind === 'no-address-left' ? act({ kind: 'add-contact' }, table.contactAdd) : null;
    const shown: PillView = first.kind === 'figures-too-old' ? { kind: 'waiting', label: french ? fr`À vérifier d'abord` : 'Check first' } : pill(first.kind === 'insolvency' ? 'blocked' : 'held', language);
    return plainCard(shown, title, sentences.filter((part) => part !== '').join(' '), secondary.slice(0, 2), repair);
  }

  function draft(of: Extract<Known, { kind: 'draft-pending' | 'draft-unconfirmed' }>, open: OpenDraft): NextStepView {
    const mine = open.author.id === input.me.id;
    const { day: on, time } = localTime(open.draftedAt, input.offsetMinutes);
    const when = on === saying.today ? (french ? fr`aujourd'hui à ${time}` : `today at ${time}`) : french ? fr`le ${day(on, saying)} à ${time}` : `on ${day(on, saying)} at ${time}`;
    const who = mine ? (french ? 'par vous' : 'by you') : french ? `par ${plain(open.author.name, 80)}` : `by ${plain(open.author.name, 80)}`;
    const amount = formatMoney(open.demanded, language);
    const inserted = `${stageName(open.stage, saying)} ${doneWord(open.stage, 'inserted', saying)} ${when} ${who}, ${french ? 'pour' : 'for'} ${amount}.`;
    const rest =
      of.kind === 'draft-pending'
        ? french
          ? fr`L'étape ${mine ? 'vous est' : 'lui est'} réservée ; elle ne comptera comme envoyée qu'après ${mine ? 'votre' : 'une'} réponse.`
          : `The step is reserved for ${mine ? 'you' : 'them'}; it counts as sent only once ${mine ? 'you say' : 'someone says'} so.`
        : french
          ? fr`Brouillon non confirmé depuis le ${day(of.lapsedOn, saying)} : dites s'il est parti avant de continuer.`
          : `Draft not confirmed since ${day(of.lapsedOn, saying)}: say whether it went out before going on.`;
    const settling = [act({ kind: 'confirm-sent', reference: open.reference }, french ? 'Oui, envoyée' : 'Yes, sent'), act({ kind: 'discard-draft', reference: open.reference }, french ? 'Non, supprimée' : 'No, discarded')];
    const files = input.writing?.toAttach ?? [];
    if (files.length > 0) {
      return {
        ...plainCard(pill('draft', language), toAttachInWords(files.length, language), `${inserted} ${rest}`, settling, act({ kind: 'attach-documents', files }, attachInWords(files.length, language))),
        notices: noticesOf(input.writing, language),
      };
    }
    return {
      ...plainCard(
        of.kind === 'draft-pending' ? pill('draft', language) : { kind: 'draft', label: french ? 'Brouillon non confirmé' : 'Draft not confirmed' },
        french ? fr`Cette relance est-elle partie ?` : 'Did this reminder go out?',
        `${inserted} ${rest}`,
        settling.slice(1),
        settling[0] ?? null,
      ),
      // A draft that nobody settled most likely left on the day it was written.
      sentOn: { label: table.sentOn, value: open.draftedOn },
    };
  }

  function remind(proposal: Proposal): NextStepView {
    const { stage } = proposal;
    const tone = input.chosen !== null && stage.tones.includes(input.chosen.tone) ? input.chosen.tone : (proposedTone(proposal) ?? 'courteous');
    const letterLanguage = input.chosen?.language ?? input.file.debtor.language;
    const channel = input.chosen?.channel ?? input.recipient?.channel ?? null;
    const recipient = input.recipient === null || channel === null ? null : recipientView(input.recipient, channel, input.channels, saying);
    const documents = proposal.demanded.filter(({ item }) => item.document !== null).length;
    const old = input.stale && tone !== 'courteous';
    const whyNot = recipient === null ? noRecipient : input.unreachable ? (french ? fr`L'insertion attend le serveur : sans lui, un collègue pourrait prendre la même étape.` : 'Inserting waits for the server: without it a colleague could take the same step.') : null;
    const insert = act({ kind: 'insert-reminder' }, channel === 'copied' ? table.copy : table.insert, whyNot);
    const addAddress = act({ kind: 'add-contact' }, table.contactAdd);
    const preview = act({ kind: 'preview' }, table.preview, recipient === null ? noRecipient : null);
    // The attachments already say how many invoices the letter lists.
    const counted = documents === proposal.demanded.length ? assessment.arithmetic.map((fact) => (fact.kind === 'other-invoices' ? { ...fact, listed: 0 } : fact)) : assessment.arithmetic;
    const said = counted === assessment.arithmetic ? arithmetic : arithmeticInWords(counted, saying);
    return {
      pill: old ? { kind: 'waiting', label: french ? fr`À vérifier d'abord` : 'Check first' } : pill('due', language),
      title: stageName(stage.id, saying),
      ladder: ladderView(old ? assessment.ladder.map((mark) => (mark.state === 'now' ? { ...mark, state: 'held' } : mark)) : assessment.ladder, saying),
      reason: old ? `${tooOld()} ${said}` : said,
      notices: [...noticesOf(input.writing, language), ...accountNotices(accountLeftOut(proposal, input.file.invoices, input.pack.profile), language)],
      recipient,
      attachments: documents === 0 ? null : { label: input.attaches ? table.attached : table.toAttach, text: french ? `${documents} facture${documents > 1 ? 's' : ''} (PDF)` : `${documents} invoice${documents > 1 ? 's' : ''} (PDF)` },
      tone: { label: table.toneLabel, value: tone, options: stage.tones.map((each) => ({ value: each, label: table.tones[each] })) },
      language: { label: table.languageLabel, value: letterLanguage, options: (['fr', 'en'] as const).map((each) => ({ value: each, label: table.languages[each] })) },
      // Without an address the repair comes first.
      primary: old ? act({ kind: 'refresh' }, table.refresh) : recipient === null ? addAddress : insert,
      secondary: [
        ...(input.unreachable && channel !== 'copied' && recipient !== null ? [act({ kind: 'copy-text' }, table.copy)] : []),
        preview,
        ...(old && recipient === null ? [addAddress] : []),
      ],
      sentOn: null,
    };
  }

  function tooOld(): string {
    const of = dateOfFigures(input.file.source, input.offsetMinutes, saying);
    const allowed = saying.policy.ledgerMaxAge;
    return french
      ? fr`Chiffres du ${of}. Votre plan en accepte ${allowed} (${businessDays(allowed, 'fr').replace(/^\d+ /, '')}) avant une relance ferme : un règlement a pu arriver.`
      : `Figures of ${of}. Your plan allows ${businessDays(allowed, 'en')} before a firm reminder: a payment may have come in.`;
  }
}

export function ladderView(marks: readonly LadderMark[], saying: Saying): LadderView | null {
  if (marks.length === 0) return null;
  const french = saying.language === 'fr';
  const current = marks.findIndex((mark) => mark.state === 'now' || mark.state === 'held');
  // Nothing done and nothing next: six empty rings would say nothing.
  if (current < 0 && marks.every((mark) => mark.state === 'later')) return null;
  const name = (mark: LadderMark): string => mark.name[saying.language];
  const done = marks.filter((mark) => mark.state === 'done').map(name);
  const at = current < 0 ? null : marks[current];
  const position = current < 0 ? '' : french ? `étape ${current + 1} sur ${marks.length}` : `step ${current + 1} of ${marks.length}`;
  const parts = [position, at === null || at === undefined ? '' : name(at), done.length === 0 ? '' : french ? fr`faites : ${done.join(', ')}` : `done: ${done.join(', ')}`];
  return {
    marks: marks.map((mark) => ({ stage: mark.stage, name: name(mark), day: dayLabel(mark, saying.language), state: mark.state })),
    position,
    sentence: parts.filter((part) => part !== '').join(', '),
  };
}

/** "J+5", "FM+5" from the end of the month, "+8" from the step before. */
function dayLabel({ days, basis = 'due' }: LadderMark, language: Language): string {
  if (basis === 'previous') return `+${days}`;
  if (basis === 'end-of-month') return `${language === 'fr' ? 'FM' : 'EOM'}+${days}`;
  const letter = language === 'fr' ? 'J' : 'D';
  return days < 0 ? `${letter}\u2212${-days}` : `${letter}+${days}`;
}

/** "relance ferme possible": how the state is announced to a screen reader. */
export function stateInWords(assessment: Known, saying: Saying): string {
  const french = saying.language === 'fr';
  switch (assessment.kind) {
    case 'remind':
      return french ? `${stageInside(assessment.proposal.stage.id, saying)} possible` : `${stageInside(assessment.proposal.stage.id, saying)} possible`;
    case 'call':
      return french ? 'appel à faire' : 'call to make';
    case 'letter':
      return french ? `${stageInside(assessment.proposal.stage.id, saying)} possible` : `${stageInside(assessment.proposal.stage.id, saying)} possible`;
    case 'too-soon':
      return french ? 'trop tôt' : 'too soon';
    case 'not-due':
      return french ? 'pas encore dû' : 'not due';
    case 'held':
      return french ? 'en suspens' : 'on hold';
    case 'draft-pending':
      return french ? 'brouillon en attente' : 'draft pending';
    case 'draft-unconfirmed':
      return french ? 'brouillon non confirmé' : 'draft not confirmed';
    case 'settled':
      return french ? 'rien à relancer' : 'nothing due';
    case 'exhausted':
      return french ? 'plan terminé' : 'policy completed';
    default:
      return assertNever(assessment);
  }
}
