import { plainText } from '../identify/fold-text';
import { partsOf } from '../identify/message-parts';
import type { MailMessage } from '../identify/types';

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
