import type { LocalDate } from '../calendar/types';
import type { CompanyProfile } from '../case-file';
import { plainText } from '../identify/fold-text';
import { partsOf } from '../identify/message-parts';
import { ownOf } from '../identify/own';
import type { MailMessage, MailThread } from '../identify/types';
import { isReturnedThread } from '../reminder/returned-mail';
import { zoneDay } from '../identify/zone-day';

/** What a customer's mail seems to be about; enough to have it read by a person, never enough to record anything. */
export type AnswerToRead = 'insolvency' | 'dispute' | 'absence' | 'payment';

const MOST_READ = 20_000;

/**
 * Coarse on purpose: a word too many opens the pane, a word too few answers "payé hier" with a reminder. After an insolvency
 * judgment no older debt may be demanded at all (C. com. L622-7, L622-21).
 */
const WORDS: readonly (readonly [AnswerToRead, RegExp])[] = [
  ['insolvency', /redressement judiciaire|liquidation|procedure (?:de sauvegarde|collective)|plan de sauvegarde|(?:mandataire|administrateur|tribunal|jugement)s?\b|cessation des? paiements?|surendettement|declar(?:er|ation de) (?:votre )?creance|insolven|bankrupt|administrators? (?:was|were|have|has)|receivership/],
  ['dispute', /\bcontest|\blitig|desaccord|\bnon[ -]conform|reclamation|\bmalfacon|\bmanqu(?:e|ant)|\bil (?:nous )?manque|\berreur|\berron|\b(?:un|l'|d'un|votre|notre) ?avoir\b|\bdisput|\bincorrect|\bwrong\b|credit note|\breklam|\bbeanstand|\breclamo/],
  ['absence', /reponse automatique|automatic reply|auto-?reply|out of (?:the )?office|\babsen[tc]|\bconges?\b|\ben vacances|\bannual leave|\babwesen/],
  ['payment', /\bpay(?:e|er|ee|es|ees|ons|ez|erai|erons|era|eront|s|ing|ment|ments|able)?\b|\bpaid\b|\bpaie|\bregl(?:e|er|ee|es|ees|ons|ez|erai|erons|era|eront|ement|ements)\b|\bvir(?:e|er|ement|ements|ons)\b|\bcheques?\b|\bsold(?:e|er|ee|es|ees)\b|\bacquitt|\bmandat|\bprelev|\becheancier|\bdelai|\btransfer|\bremittance|\bsettled?\b|\bbezahl|\buberw(?:ies|eis)|\bzahl|\bpagad|\bpagat|\bpagament|\bbetaal/],
];

/** null: nothing in the subject or in what was written this time asks to be read before a reminder answers it. */
export function answerToRead(message: MailMessage): AnswerToRead | null {
  const folded = (text: string): string => plainText(text.slice(0, MOST_READ)).toLowerCase();
  const newest = folded(partsOf(message).newest);
  // A subject is carried from mail to mail ("Règlement de la facture"): only what a machine puts there is of this one.
  const subject = folded(message.subject.slice(0, 300));
  return WORDS.find(([what, words]) => words.test(newest) || (what === 'absence' && words.test(subject)))?.[0] ?? null;
}

/** That it is done, not only that there is something to pay. */
const SAID_PAID = /\b(?:deja|bien|avons|ai|est|sont|ete|vient|viens|venons)\b.{0,40}\b(?:paye|regle|vire|solde|acquitt|virement)|\b(?:virement|paiement|reglement|cheque)s?\b.{0,40}\b(?:effectue|fait|parti|emis|envoye|passe|execute|poste)|\b(?:already|has been|have been|was|were|we|i)\b.{0,20}\b(?:paid|settled|transferred)|\bbereits\b.{0,30}\b(?:bezahlt|uberwiesen)|\bya\b.{0,20}\b(?:pagad|transferid)|\bgia\b.{0,20}\bpagat|\breeds\b.{0,20}\bbetaald/;

/**
 * The day of the open mail where it is theirs and says that it is paid, disputed, or that insolvency proceedings are open: a
 * reminder that nobody asked for would cross it. null: it says nothing of the kind (an absence is a machine's word), and a
 * mail that lies open before the clerk is read by that alone.
 */
export function answerOf(thread: MailThread, profile: CompanyProfile): LocalDate | null {
  const says = answerToHeed(thread, profile);
  const sentAt = thread.messages[thread.open]?.sentAt ?? null;
  return says === null || says === 'absence' || sentAt === null || isReturnedThread(thread) ? null : zoneDay(sentAt, profile.timeZone);
}

/** What is said beside the reminder that is proposed: of the open mail of theirs as `answerToRead`, but of a payment only that it was made. */
export function answerToHeed(thread: MailThread, profile: CompanyProfile): AnswerToRead | null {
  const open = thread.messages[thread.open];
  if (open === undefined || thread.mode === 'compose' || open.from === null || ownOf(profile, thread).isOurs(open.from.address)) return null;
  const about = answerToRead(open);
  return about === 'payment' && !SAID_PAID.test(plainText(partsOf(open).newest.slice(0, MOST_READ)).toLowerCase()) ? null : about;
}
