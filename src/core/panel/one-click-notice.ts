import { assertNever } from '../result';
import { formatMoney } from '../money';
import type { Money } from '../money/types';
import { formatDayMonth } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { AnswerToRead } from '../flow/answer-to-read';
import type { WhyPane } from '../flow/one-click';
import type { EmailAddress, Language } from '../ledger/types';
import type { Channel } from '../log/types';
import type { ReminderPolicy, StageId } from '../dunning/types';
import type { Problem } from '../problems';
import { fr, plain } from './plain';
import { doneWord, numbersOf, stageName } from './sentences';
import type { Saying } from './sentences';
import { wordProblem } from './word-problem';

/** What one press of a ribbon command ended in. */
export type OneClickEnd =
  | { readonly kind: 'inserted'; readonly policy: ReminderPolicy; readonly stage: StageId; readonly as: Channel; readonly to: readonly EmailAddress[]; readonly invoices: number; readonly demanded: Money }
  /** `which-company`: of several companies none or more than one takes part in the conversation. */
  | { readonly kind: 'open-pane'; readonly because: WhyPane | { readonly kind: 'which-company' } }
  /** The text of a template that the company changed holds something that a person must read first. */
  | { readonly kind: 'text-blocked' }
  /** `reserved`: the log may hold the step though nothing was inserted. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly reserved: boolean }
  | { readonly kind: 'too-slow'; readonly reserved: boolean }
  | { readonly kind: 'taken-back'; readonly policy: ReminderPolicy; readonly stage: StageId; readonly demanded: Money }
  | { readonly kind: 'nothing-to-take-back' }
  | { readonly kind: 'not-taken-back'; readonly problem: Problem }
  | { readonly kind: 'broken'; readonly reference: string };

/** Outlook throws on a longer notification (NotificationMessageDetails.message). UTF-16 units. */
export const NOTICE_LIMIT = 150;

/** The bar above the message. */
export interface NoticeView {
  readonly message: string;
  readonly intent: 'info' | 'error';
  /** The label of the way to the pane; null: none is needed. */
  readonly openPane: string | null;
}

export function oneClickNotice(end: OneClickEnd, language: Language, today: LocalDate): NoticeView {
  const trouble = end.kind === 'failed' || end.kind === 'not-taken-back' || end.kind === 'broken';
  const done = end.kind === 'inserted' || end.kind === 'taken-back';
  return { message: messageOf(end, language, today), intent: trouble ? 'error' : 'info', openPane: done ? null : language === 'fr' ? 'Ouvrir le volet' : 'Open the pane' };
}

/** One sentence or two, at most `NOTICE_LIMIT` long: values are shortened, never the words around them. */
function messageOf(end: OneClickEnd, language: Language, today: LocalDate): string {
  const french = language === 'fr';
  const nothing = (reason: string): string =>
    french ? around(fr`Rien inséré : `, reason, fr` Ouvrez le volet Relance.`) : around('Nothing inserted: ', reason, ' Open the Relance pane.');
  switch (end.kind) {
    case 'inserted':
      return inserted(end, language, today);
    case 'open-pane':
      return nothing(whyPane(end.because, language, today));
    case 'text-blocked':
      return nothing(french ? fr`le modèle contient un passage à corriger.` : 'the template holds a passage to correct.');
    case 'failed': {
      const { title } = wordProblem(end.problem, language, today);
      if (!end.reserved) return nothing(sentence(title));
      return french ? around(fr`Rien inséré, étape réservée : `, sentence(title), fr` Ouvrez le volet Relance.`) : around('Nothing inserted, step reserved: ', sentence(title), ' Open the Relance pane.');
    }
    case 'too-slow':
      if (end.reserved) return french ? fr`Outlook tarde à répondre. Le brouillon s'ouvrira peut-être : vérifiez dans le volet Relance avant de recommencer.` : 'Outlook is slow to answer. The draft may still open: check in the Relance pane before trying again.';
      return nothing(french ? 'la réponse a trop tardé.' : 'the answer took too long.');
    case 'taken-back': {
      const saying: Saying = { language, today, policy: end.policy };
      const amount = formatMoney(end.demanded, language);
      return french
        ? around('', plain(stageName(end.stage, saying), 40), fr` (${amount}) annulée dans le journal, étape libérée. Fermez la réponse sans l'envoyer.`)
        : around('', plain(stageName(end.stage, saying), 40), ` (${amount}) undone in the log, step free again. Close the reply without sending it.`);
    }
    case 'nothing-to-take-back':
      return french ? fr`Aucune relance insérée par vous aujourd'hui n'est à annuler pour ce client. Le journal est dans le volet Relance.` : 'No reminder that you inserted today can be undone for this customer. The log is in the Relance pane.';
    case 'not-taken-back': {
      const { title } = wordProblem(end.problem, language, today);
      return french ? around(fr`Relance non annulée : `, sentence(title), fr` Ouvrez le volet Relance.`) : around('Reminder not undone: ', sentence(title), ' Open the Relance pane.');
    }
    case 'broken':
      return french ? fr`Quelque chose s'est cassé ici (réf. ${plain(end.reference, 10)}). Ouvrez le volet Relance.` : `Something broke here (ref. ${plain(end.reference, 10)}). Open the Relance pane.`;
    default:
      return assertNever(end);
  }
}

function inserted({ policy, stage, as, to, invoices, demanded }: Extract<OneClickEnd, { readonly kind: 'inserted' }>, language: Language, today: LocalDate): string {
  const saying: Saying = { language, today, policy };
  const name = plain(stageName(stage, saying), 30);
  const amount = formatMoney(demanded, language);
  const whom = to.map((address) => plain(address, 254)).join(', ');
  if (language === 'fr') {
    const counted = `${invoices} facture${invoices > 1 ? 's' : ''}`;
    if (as === 'copied') return around(fr`${name} copiée, à coller dans votre réponse à `, whom, fr` : ${counted}, ${amount}.`);
    const how = as === 'reply' ? fr`en réponse à` : fr`en nouveau message à`;
    return around(fr`${name} ${doneWord(stage, 'inserted', saying)} ${how} `, whom, fr` : ${counted}, ${amount}. Sinon : « ${UNDO.fr} ».`);
  }
  const counted = `${invoices} invoice${invoices === 1 ? '' : 's'}`;
  if (as === 'copied') return around(`${name} copied, to paste into your reply to `, whom, `: ${counted}, ${amount}.`);
  return around(`${name} inserted ${as === 'reply' ? 'in reply to' : 'in a new message to'} `, whom, `: ${counted}, ${amount}. If not: "${UNDO.en}".`);
}

/** The labels of the ribbon; a test holds them against the manifest. */
const UNDO: Readonly<Record<Language, string>> = { fr: 'Annuler la relance', en: 'Undo the reminder' };

const ROLE: Readonly<Record<Language, Readonly<Record<'sales' | 'management' | 'other', string>>>> = {
  fr: { sales: fr`l'expéditeur est un commercial de ce client.`, management: fr`l'expéditeur est de la direction de ce client.`, other: fr`l'expéditeur n'est pas un contact payeur de ce client.` },
  en: { sales: 'the sender is one of this customer’s sales people.', management: 'the sender is of this customer’s management.', other: 'the sender is no payment contact of this customer.' },
};

const ANSWER: Readonly<Record<AnswerToRead, readonly [string, string]>> = {
  insolvency: [fr`ce message parle d'une procédure collective. Lisez-le d'abord.`, 'this message speaks of an insolvency. Read it first.'],
  dispute: [fr`ce message parle d'un désaccord. Lisez-le d'abord.`, 'this message speaks of a disagreement. Read it first.'],
  absence: [fr`ce message annonce une absence.`, 'this message tells of an absence.'],
  payment: [fr`ce message parle de règlement. Lisez-le d'abord.`, 'this message speaks of payment. Read it first.'],
};

function whyPane(because: Extract<OneClickEnd, { readonly kind: 'open-pane' }>['because'], language: Language, today: LocalDate): string {
  const french = language === 'fr';
  switch (because.kind) {
    case 'being-written':
      return french ? fr`ce message est en cours de rédaction.` : 'this message is being written.';
    case 'which-company':
      return french ? fr`rien ne dit à laquelle de vos sociétés ce message s'adresse.` : 'nothing says which of your companies this message is for.';
    case 'not-the-newest':
      return french ? fr`un message plus récent suit dans ce fil.` : 'a newer message follows in this thread.';
    case 'nobody-known':
      if (because.why === 'own-mail') return french ? fr`ce message est interne.` : 'this message is internal.';
      if (because.why === 'marked-not-a-customer') return french ? fr`vous avez dit que ce fil n'est pas celui d'un client.` : 'you said that this thread is not a customer’s.';
      return french ? fr`aucun client reconnu dans ce fil.` : 'no customer recognised in this thread.';
    case 'several-debtors':
      return french ? fr`plusieurs clients sont possibles.` : 'several customers are possible.';
    case 'no-sender':
      return french ? fr`ce message n'a pas d'expéditeur lisible.` : 'this message has no readable sender.';
    case 'own-message':
      return french ? fr`ce message vient de chez vous.` : 'this message comes from your own company.';
    case 'not-certain':
      return french ? fr`le client n'est reconnu ni par l'adresse de l'expéditeur, ni par votre choix.` : 'the customer is known neither by the sender’s address nor by your choice.';
    case 'contradicted':
      return french ? fr`un indice de ce fil désigne un autre client.` : 'a clue of this thread points to another customer.';
    case 'not-a-payer':
      return ROLE[language][because.role === 'sales' || because.role === 'management' ? because.role : 'other'];
    case 'reply-to-unknown':
      return french ? fr`Outlook ne dit pas à qui irait la réponse.` : 'Outlook does not tell whom the reply would go to.';
    case 'reply-elsewhere':
      return french ? fr`la réponse irait à une autre adresse que celle de l'expéditeur.` : 'the reply would go to another address than the sender’s.';
    case 'not-a-reminder':
      return otherStep(because.is, french);
    case 'formal-step':
      return french ? fr`cette étape est un courrier formel, à relire avant l'envoi.` : 'this step is a formal letter, to be read before it is sent.';
    case 'draft-open':
      return french ? fr`un brouillon de relance attend encore votre réponse.` : 'a drafted reminder still waits for your word.';
    case 'partly-held':
      return french ? fr`${numbersOf(because.numbers.slice(0, 1), 'fr')} est en litige ou suspendue.` : `${numbersOf(because.numbers.slice(0, 1), 'en')} is disputed or on hold.`;
    case 'figures-too-old':
      return french ? fr`chiffres du ${formatDayMonth(because.of, 'fr', today)}, un règlement a pu arriver.` : `figures of ${formatDayMonth(because.of, 'en', today)}, a payment may have come in.`;
    case 'answer-to-read': {
      const [inFrench, inEnglish] = ANSWER[because.says];
      return french ? inFrench : inEnglish;
    }
    default:
      return assertNever(because);
  }
}

function otherStep(is: Extract<WhyPane, { readonly kind: 'not-a-reminder' }>['is'], french: boolean): string {
  switch (is) {
    case 'unknown-debtor':
      return french ? fr`aucun client reconnu dans ce fil.` : 'no customer recognised in this thread.';
    case 'settled':
      return french ? fr`ce client ne doit rien d'échu.` : 'this customer owes nothing overdue.';
    case 'not-due':
      return french ? fr`rien n'est encore échu chez ce client.` : 'nothing is due yet for this customer.';
    case 'held':
      return french ? fr`les relances de ce client sont suspendues.` : 'reminders to this customer are on hold.';
    case 'draft-pending':
    case 'draft-unconfirmed':
      return french ? fr`un brouillon de relance attend encore votre réponse.` : 'a drafted reminder still waits for your word.';
    case 'too-soon':
      return french ? fr`la prochaine relance vient plus tard.` : 'the next reminder comes later.';
    case 'call':
      return french ? fr`la prochaine étape est un appel.` : 'the next step is a call.';
    case 'letter':
      return french ? fr`la prochaine étape est un courrier formel.` : 'the next step is a formal letter.';
    case 'exhausted':
      return french ? fr`le plan de relance est terminé.` : 'the reminder plan is completed.';
    default:
      return assertNever(is);
  }
}

const sentence = (title: string): string => (/[.?!…]$/.test(title) ? title : `${title}.`);

/** The value between its words, shortened so that all of them fit. */
function around(before: string, value: string, after: string): string {
  return `${before}${plain(value, Math.max(8, NOTICE_LIMIT - before.length - after.length))}${after}`;
}
