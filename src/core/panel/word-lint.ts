import { assertNever } from '../result';
import { formatDayMonth, formatLongWeekdayDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Hold } from '../dunning/types';
import type { Language } from '../ledger/types';
import { formatMoney } from '../money';
import type { LintFinding, Measure, UnlawfulKind } from '../reminder/lint/types';
import { fr, plain } from './plain';
import { publicBuyerInWords } from './public-buyer-words';

/** A remark on a draft, for the clerk. */
export interface FindingView {
  /** `error` blocks the insertion until a reason is given. */
  readonly intent: 'error' | 'warning';
  readonly code: LintFinding['code'];
  /** What is wrong, in one line. */
  readonly what: string;
  /** Why it matters, and what to do. */
  readonly why: string;
  /** The words that are meant; null: something that is not there. */
  readonly quote: string | null;
}

type Pair = readonly [what: string, why: string];

const UNLAWFUL_FR: Readonly<Record<UnlawfulKind, Pair>> = {
  blacklist: [fr`Menace de fichage`, fr`Une facture impayée n'inscrit personne dans un fichier, et en tenir un est très encadré (CNIL). Retirez la phrase.`],
  'banking-ban': [fr`Menace d'interdiction bancaire`, fr`Une facture impayée n'y conduit pas. Retirez la phrase.`],
  police: [fr`Menace de plainte ou de poursuites pénales`, fr`Un retard de paiement n'est pas une infraction. Retirez la phrase.`],
  seizure: [fr`Menace de saisie`, fr`Sans titre exécutoire, rien ne peut être saisi. Retirez la phrase.`],
  publicity: [fr`Menace de publicité`, fr`Rendre une dette publique est une pression illicite. Retirez la phrase.`],
  'third-parties': [fr`Menace d'en parler à des tiers`, fr`Clients, banque, employeur ou famille n'ont pas à connaître cette dette. Retirez la phrase.`],
  authorities: [fr`Menace de signalement`, fr`Un signalement à une administration n'est pas un moyen de pression. Retirez la phrase.`],
  'official-look': [fr`Apparence d'un acte officiel`, fr`Un courrier qui imite un acte de justice est puni (article 433-13 du code pénal). Retirez ces mots.`],
  limitation: [fr`Prescription`, fr`Ni une relance ni une lettre recommandée n'arrêtent la prescription. Retirez la phrase.`],
  threat: [fr`Menace`, fr`Dites ce qui est dû, jusqu'à quand, et à qui répondre. Retirez la phrase.`],
};
const UNLAWFUL_EN: Readonly<Record<UnlawfulKind, Pair>> = {
  blacklist: ['Threat of a blacklist', 'An unpaid invoice puts nobody on a list, and keeping one is closely regulated (CNIL). Take the sentence out.'],
  'banking-ban': ['Threat of a banking ban', 'An unpaid invoice does not lead to one. Take the sentence out.'],
  police: ['Threat of a criminal complaint', 'Late payment is no offence. Take the sentence out.'],
  seizure: ['Threat of seizure', 'Nothing can be seized without an enforceable title. Take the sentence out.'],
  publicity: ['Threat of publicity', 'Making a debt public is unlawful pressure. Take the sentence out.'],
  'third-parties': ['Threat to tell others', 'Customers, bank, employer or family have no business with this debt. Take the sentence out.'],
  authorities: ['Threat of a report', 'A report to an authority is no means of pressure. Take the sentence out.'],
  'official-look': ['Looks like an official document', 'A letter that imitates a court document is an offence (article 433-13 of the French criminal code). Take these words out.'],
  limitation: ['Limitation period', 'Neither a reminder nor a registered letter stops the limitation period. Take the sentence out.'],
  threat: ['Threat', 'Say what is due, until when, and whom to answer. Take the sentence out.'],
};

const MEASURES_FR: Readonly<Record<Measure, string>> = { 'formal-notice': fr`la mise en demeure`, 'hand-over': fr`la transmission au recouvrement`, court: fr`l'action en justice`, suspension: fr`la suspension des livraisons ou du service` };
const MEASURES_EN: Readonly<Record<Measure, string>> = { 'formal-notice': 'the formal notice', 'hand-over': 'the hand-over to collection', court: 'legal action', suspension: 'suspending deliveries or service' };

const HOLDS_FR: Readonly<Record<Hold['kind'], string>> = {
  promise: fr`Une promesse de paiement est en cours`, dispute: fr`Un litige est ouvert`, manual: fr`Les relances sont suspendues`, excluded: fr`Ce client est exclu des relances`, insolvency: fr`Procédure collective`, plan: fr`Un échéancier est en cours`,
  'direct-debit': fr`Un prélèvement est présenté`, assigned: fr`La créance est cédée`, 'e-invoice': fr`La facture électronique est refusée ou en litige`, consumer: fr`Ce client est un particulier`, 'consumer-step': fr`Le plan d'un particulier s'arrête avant cette étape`, 'credit-covers': fr`Un avoir couvre la somme`, retained: fr`La somme est une retenue de garantie`, limitation: fr`La créance est probablement prescrite`, 'struck-off': fr`Ce client est radié du registre`, 'below-tolerance': fr`La somme est sous le seuil de relance`,
  'unread-answer': fr`Une réponse de ce client attend d'être traitée`, 'figures-too-old': fr`Les chiffres sont trop anciens pour une étape ferme`, 'no-address-left': fr`Aucune adresse de ce client n'est valable`,
};
const HOLDS_EN: Readonly<Record<Hold['kind'], string>> = {
  promise: 'A promise to pay is open', dispute: 'A dispute is open', manual: 'Reminders are on hold', excluded: 'This customer is excluded from reminders', insolvency: 'Insolvency proceedings', plan: 'A payment plan is running',
  'direct-debit': 'A direct debit is presented', assigned: 'The claim is assigned', 'e-invoice': 'The e-invoice is refused or disputed', consumer: 'This customer is a private person', 'consumer-step': 'A private customer’s plan stops before this step', 'credit-covers': 'A credit covers the sum', retained: 'The sum is held back until its release', limitation: 'The claim has probably lapsed', 'struck-off': 'This customer was struck off the register', 'below-tolerance': 'The sum is below the reminder threshold',
  'unread-answer': 'An answer of this customer waits to be dealt with', 'figures-too-old': 'The figures are too old for a firm step', 'no-address-left': 'No address of this customer works',
};

/** Numbers that are named one by one. */
const SHOWN = 3;
const named = (numbers: readonly string[]): string => numbers.slice(0, SHOWN).map((number) => plain(number, 60)).join(', ');

function inFrench(finding: LintFinding, today: LocalDate): Pair {
  const day = (date: LocalDate): string => formatDayMonth(date, 'fr', today);
  switch (finding.code) {
    case 'amount-wrong': return [fr`Montant différent de la somme demandée`, fr`Écrit : ${formatMoney(finding.written, 'fr')}. La relance demande ${formatMoney(finding.demanded, 'fr')}.`];
    case 'amount-unknown': return [fr`Montant absent du compte de ce client`, fr`${formatMoney(finding.written, 'fr')} ne correspond à aucune facture, aucun solde et aucun versement. Vérifiez-le.`];
    case 'amount-missing': return [fr`La somme demandée n'est pas écrite`, fr`La relance demande ${formatMoney(finding.demanded, 'fr')}.`];
    case 'currency-other': return [fr`Autre devise`, fr`Écrit : ${formatMoney(finding.written, 'fr')}. La somme est due en ${finding.currency}.`];
    case 'indemnity-wrong': return [fr`Indemnité forfaitaire inexacte`, fr`Elle est de 40 € par facture payée en retard (article D441-5 du code de commerce), pas de ${formatMoney(finding.written, 'fr')}.`];
    case 'invoice-unknown': return [fr`Facture inconnue chez ce client`, fr`${plain(finding.number, 60)} n'est pas une facture de ce client. Vérifiez le numéro et le destinataire.`];
    case 'invoice-not-demanded': return [fr`Facture non demandée`, fr`${plain(finding.number, 60)} ne fait pas partie de cette relance : réglée, à échoir ou suspendue.`];
    case 'invoice-missing': return finding.numbers.length > SHOWN
      ? [fr`${finding.numbers.length} factures demandées ne sont pas citées`, fr`Il manque ${named(finding.numbers)} et d'autres.`]
      : [finding.numbers.length === 1 ? fr`Une facture demandée n'est pas citée` : fr`Des factures demandées ne sont pas citées`, fr`Il manque ${named(finding.numbers)}.`];
    case 'due-date-wrong': return [fr`Échéance inexacte`, finding.due === null ? fr`${day(finding.written)} n'est l'échéance d'aucune facture demandée.` : fr`Écrit : ${day(finding.written)}. L'échéance est le ${day(finding.due)}.`];
    case 'deadline-past': return [fr`Délai déjà passé`, fr`Le ${formatLongWeekdayDate(finding.written, 'fr')} est passé. Donnez une date à venir.`];
    case 'deadline-day-off': return [fr`Délai un jour non ouvré`, fr`Le ${formatLongWeekdayDate(finding.written, 'fr')} n'est pas un jour ouvré : aucun virement n'est exécuté ce jour-là.`];
    case 'deadline-early': return [fr`Délai plus court que prévu`, fr`Écrit : ${day(finding.written)}. Le plan donne jusqu'au ${day(finding.deadline)}.`];
    case 'deadline-missing': return [fr`Aucun délai`, fr`Une relance ferme dit jusqu'à quand régler : le plan prévoit le ${day(finding.deadline)}.`];
    case 'weekday-wrong': return [fr`Jour et date ne vont pas ensemble`, fr`Cette date est un ${formatLongWeekdayDate(finding.written, 'fr').split('\u00a0')[0] ?? ''}.`];
    case 'iban-unknown': return [fr`IBAN inconnu`, fr`Ce n'est pas le compte sur lequel ces factures se paient. Vérifiez-le avant tout envoi.`];
    case 'placeholder': return [fr`Passage à compléter`, fr`Il reste un repère à remplacer.`];
    case 'subject-empty': return [fr`Objet vide`, fr`Un message sans objet passe souvent pour indésirable. Citez la facture.`];
    case 'greeting-missing': return [fr`Pas de salutation`, fr`Commencez par « Bonjour » ou « Madame, Monsieur ».`];
    case 'greeting-empty': return [fr`Salutation sans nom`, fr`Complétez le nom ou retirez l'espace devant la virgule.`];
    case 'courtesy-missing': return [fr`Pas de formule de politesse`, fr`Terminez par « Cordialement » ou une formule de ce ton.`];
    case 'reminder-counted': return [fr`Relance numérotée`, fr`Citez la facture, pas le rang de la relance : un rang invite à attendre le suivant.`];
    case 'last-warning': return [fr`Dernier avertissement`, fr`À éviter : dites plutôt la date et ce qui suivra.`];
    case 'unlawful': return UNLAWFUL_FR[finding.what];
    case 'measure-not-enabled': if (finding.forSum === true) return [fr`Mesure hors d'atteinte pour cette somme`, fr`Le plan de ce client ne prévoit ${MEASURES_FR[finding.measure]} que pour une somme plus élevée. N'annoncez que ce qui sera fait.`];
      return [fr`Mesure absente du plan de relance`, fr`Le plan de ce client ne prévoit pas ${MEASURES_FR[finding.measure]}. N'annoncez que ce qui sera fait.`];
    case 'public-buyer': return publicBuyerInWords(finding.measure, 'fr');
    case 'measure-early': return [fr`Mesure annoncée trop tôt`, fr`Une première relance n'annonce pas ${MEASURES_FR[finding.measure]}.`];
    case 'measure-repeated': return [fr`Mesure déjà annoncée`, fr`Un message précédent annonçait ${MEASURES_FR[finding.measure]} pour le ${day(finding.by)}. La répéter sans l'avoir faite affaiblit la suite.`];
    case 'notice-early': return [fr`Mise en demeure avant son étape`, fr`Ce message n'est pas l'étape de mise en demeure du plan, et n'en a ni le décompte ni l'envoi.`];
    case 'notice-weakened': return [fr`La mise en demeure est affaiblie`, fr`Demandez plutôt la date et la référence d'un paiement déjà fait.`];
    case 'reminder-fee': return [fr`Frais de relance ou de recouvrement`, fr`Sans titre exécutoire, ils restent à la charge du créancier (article L111-8 du code des procédures civiles d'exécution).`];
    case 'late-fee': return [fr`Frais de retard`, fr`La loi prévoit des pénalités de retard et, entre professionnels, une indemnité de 40 € : pas d'autres frais.`];
    case 'interest-before-notice': return [fr`Intérêts réclamés avant la mise en demeure`, fr`Un particulier n'en doit qu'à partir d'elle (articles 1231-6 et 1344-1 du code civil). Retirez la phrase.`];
    case 'consumer-charge': return [fr`Pénalités demandées à un consommateur`, fr`Les articles L441-10 et D441-5 ne valent qu'entre professionnels. Retirez la phrase.`];
    case 'other-law': return [fr`Texte de loi d'un autre cas`, fr`Entre entreprises : L441-10 du code de commerce. Pour un acheteur public : le code de la commande publique. Dans un autre pays : ni l'un ni l'autre.`];
    case 'charge-without-ground': return [fr`Pénalités sans leur fondement`, fr`Ajoutez « entre professionnels, de plein droit » et l'article, ou la clause du contrat.`];
    case 'charge-early': return [fr`Pénalités évoquées trop tôt`, fr`Avant la deuxième relance, elles surprennent un client de bonne foi.`];
    case 'private-matter': return [fr`Vie privée`, fr`Santé, famille ou opinions n'ont pas leur place dans une relance (RGPD). Retirez ces mots.`];
    case 'insult': return [fr`Mot blessant`, fr`Il engage votre société et ne fait pas payer. Retirez-le.`];
    case 'harsh': return [fr`Ton dur`, fr`Les faits et une date suffisent.`];
    case 'concession': return [fr`Engagement pris au nom de votre société`, fr`Remise, renonciation ou long délai : vérifiez que vous pouvez l'accorder, ou retirez la phrase.`];
    case 'outdated-word': return [fr`« Huissier » ne se dit plus`, fr`Depuis 2022 : commissaire de justice.`];
    case 'shouting': return [fr`Majuscules`, fr`En majuscules, une phrase crie. Écrivez-la en minuscules.`];
    case 'exclamation': return [fr`Points d'exclamation`, fr`Un seul suffit, le plus souvent aucun.`];
    case 'familiar': return [fr`Tutoiement ou ton familier`, fr`Vouvoyez, sauf si vous vous tutoyez d'ordinaire.`];
    case 'attachment-missing': return [fr`Pièce jointe annoncée, rien n'est joint`, fr`Joignez le document ou retirez la mention.`];
    case 'attachment-other': return [fr`Pièce jointe d'une autre facture`, fr`${plain(finding.name, 80)} n'est pas une facture de cette relance.`];
    case 'recipient-stranger': return [fr`Destinataire inconnu chez ce client`, fr`${plain(finding.address, 254)} n'est ni un contact de ce client ni de son domaine.`];
    case 'payment-thanked': return [fr`Remerciement pour un paiement inconnu`, fr`Aucun versement récent n'est au compte de ce client.`];
    case 'hold-ignored': return [HOLDS_FR[finding.hold], fr`Ce texte demande pourtant le paiement. Relisez la carte avant l'envoi.`];
    case 'language-other': return finding.expected === 'fr' ? [fr`Autre langue`, fr`Ce client reçoit ses messages en français.`] : [fr`Autre langue`, fr`Ce client reçoit ses messages en anglais.`];
    default: return assertNever(finding);
  }
}

function inEnglish(finding: LintFinding, today: LocalDate): Pair {
  const day = (date: LocalDate): string => formatDayMonth(date, 'en', today);
  switch (finding.code) {
    case 'amount-wrong': return ['Amount differs from the sum asked for', `Written: ${formatMoney(finding.written, 'en')}. The reminder asks for ${formatMoney(finding.demanded, 'en')}.`];
    case 'amount-unknown': return ['Amount not on this customer’s account', `${formatMoney(finding.written, 'en')} is no invoice, no balance and no payment. Please check it.`];
    case 'amount-missing': return ['The sum asked for is not written', `The reminder asks for ${formatMoney(finding.demanded, 'en')}.`];
    case 'currency-other': return ['Another currency', `Written: ${formatMoney(finding.written, 'en')}. The sum is due in ${finding.currency}.`];
    case 'indemnity-wrong': return ['Wrong fixed indemnity', `It is €40 for each invoice paid late (article D441-5 of the French Commercial Code), not ${formatMoney(finding.written, 'en')}.`];
    case 'invoice-unknown': return ['Invoice unknown for this customer', `${plain(finding.number, 60)} is no invoice of this customer. Check the number and the recipient.`];
    case 'invoice-not-demanded': return ['Invoice that is not asked for', `${plain(finding.number, 60)} is not part of this reminder: paid, not due or on hold.`];
    case 'invoice-missing': return finding.numbers.length > SHOWN
      ? [`${finding.numbers.length} invoices asked for are not named`, `Missing: ${named(finding.numbers)} and others.`]
      : [finding.numbers.length === 1 ? 'An invoice asked for is not named' : 'Invoices asked for are not named', `Missing: ${named(finding.numbers)}.`];
    case 'due-date-wrong': return ['Wrong due date', finding.due === null ? `${day(finding.written)} is the due date of no invoice asked for.` : `Written: ${day(finding.written)}. It was due on ${day(finding.due)}.`];
    case 'deadline-past': return ['Deadline already past', `${formatLongWeekdayDate(finding.written, 'en')} is past. Give a day to come.`];
    case 'deadline-day-off': return ['Deadline on a day off', `${formatLongWeekdayDate(finding.written, 'en')} is no business day: no transfer is made on it.`];
    case 'deadline-early': return ['Deadline shorter than planned', `Written: ${day(finding.written)}. The plan gives until ${day(finding.deadline)}.`];
    case 'deadline-missing': return ['No deadline', `A firm reminder says until when to pay: the plan has ${day(finding.deadline)}.`];
    case 'weekday-wrong': return ['Day and date do not go together', `That date is a ${formatLongWeekdayDate(finding.written, 'en').split('\u00a0')[0] ?? ''}.`];
    case 'iban-unknown': return ['Unknown IBAN', 'This is not the account to which these invoices are paid. Check it before anything is sent.'];
    case 'placeholder': return ['Something to fill in', 'A mark is left that has to be replaced.'];
    case 'subject-empty': return ['Empty subject', 'A message without a subject is often taken for junk. Name the invoice.'];
    case 'greeting-missing': return ['No greeting', 'Begin with “Hello” or “Dear Sir or Madam”.'];
    case 'greeting-empty': return ['Greeting without a name', 'Fill in the name, or take out the space before the comma.'];
    case 'courtesy-missing': return ['No closing', 'End with “Kind regards” or a closing of this tone.'];
    case 'reminder-counted': return ['Numbered reminder', 'Name the invoice, not the count of reminders: a count invites to wait for the next.'];
    case 'last-warning': return ['Last warning', 'Better not: say the date and what will follow.'];
    case 'unlawful': return UNLAWFUL_EN[finding.what];
    case 'measure-not-enabled': if (finding.forSum === true) return ['Measure out of reach for this sum', `This customer’s plan has ${MEASURES_EN[finding.measure]} for larger sums only. Announce only what will be done.`];
      return ['Measure that the plan does not have', `This customer’s plan does not include ${MEASURES_EN[finding.measure]}. Announce only what will be done.`];
    case 'public-buyer': return publicBuyerInWords(finding.measure, 'en');
    case 'measure-early': return ['Measure announced too early', `A first reminder does not announce ${MEASURES_EN[finding.measure]}.`];
    case 'measure-repeated': return ['Measure announced before', `An earlier message announced ${MEASURES_EN[finding.measure]} for ${day(finding.by)}. Repeating it undone weakens what follows.`];
    case 'notice-early': return ['Formal notice before its step', 'This message is not the formal notice of the plan, and has neither its statement nor its way of sending.'];
    case 'notice-weakened': return ['The formal notice is weakened', 'Ask for the date and reference of a payment already made instead.'];
    case 'reminder-fee': return ['Reminder or collection fee', 'Without an enforceable title these costs stay with the creditor (article L111-8, French code of civil enforcement).'];
    case 'late-fee': return ['Late fee', 'The law gives late-payment penalties and, between businesses, €40: no other fee.'];
    case 'interest-before-notice': return ['Interest claimed before the formal notice', 'A private person owes it only from the notice on (articles 1231-6 and 1344-1 of the French Civil Code). Take the sentence out.'];
    case 'consumer-charge': return ['Penalties asked of a consumer', 'Articles L441-10 and D441-5 hold between businesses only. Take the sentence out.'];
    case 'other-law': return ['Law of another case', 'Between businesses: L441-10 of the French Commercial Code. For a public buyer: the Public Procurement Code. In another country: neither.'];
    case 'charge-without-ground': return ['Penalties without their ground', 'Add “between businesses, by operation of law” and the article, or the clause of the contract.'];
    case 'charge-early': return ['Penalties mentioned too early', 'Before the second reminder they surprise a customer of good faith.'];
    case 'private-matter': return ['Private life', 'Health, family or opinions have no place in a reminder (GDPR). Take these words out.'];
    case 'insult': return ['Hurtful word', 'It commits your company and gets nothing paid. Take it out.'];
    case 'harsh': return ['Harsh tone', 'The facts and a date are enough.'];
    case 'concession': return ['Commitment on behalf of your company', 'A discount, a waiver or a long delay: make sure that you may grant it, or take the sentence out.'];
    case 'outdated-word': return ['“Huissier” is no longer said', 'Since 2022: commissaire de justice.'];
    case 'shouting': return ['Capitals', 'In capitals a sentence shouts. Write it in small letters.'];
    case 'exclamation': return ['Exclamation marks', 'One is enough, none is better.'];
    case 'familiar': return ['Familiar tone', 'Stay formal, unless you are on first-name terms.'];
    case 'attachment-missing': return ['An attachment is mentioned, nothing is attached', 'Attach the document or take out the mention.'];
    case 'attachment-other': return ['Attachment of another invoice', `${plain(finding.name, 80)} is no invoice of this reminder.`];
    case 'recipient-stranger': return ['Recipient unknown for this customer', `${plain(finding.address, 254)} is neither a contact of this customer nor of its domain.`];
    case 'payment-thanked': return ['Thanks for an unknown payment', 'No recent payment is on this customer’s account.'];
    case 'hold-ignored': return [HOLDS_EN[finding.hold], 'This text asks for payment all the same. Read the card before sending.'];
    case 'language-other': return ['Another language', finding.expected === 'fr' ? 'This customer gets messages in French.' : 'This customer gets messages in English.'];
    default: return assertNever(finding);
  }
}

/** Longer passages are cut: the clerk knows the text. */
const LONGEST_QUOTE = 80;

/** A finding in words. `draft`: what was read, for the words that are meant. */
export function findingView(finding: LintFinding, draft: { readonly subject: string; readonly text: string }, language: Language, today: LocalDate): FindingView {
  const [what, why] = language === 'fr' ? inFrench(finding, today) : inEnglish(finding, today);
  const { passage } = finding;
  const quote = passage === null ? '' : plain((passage.in === 'subject' ? draft.subject : draft.text).slice(passage.from, passage.to), LONGEST_QUOTE);
  return { intent: finding.severity === 'blocks' ? 'error' : 'warning', code: finding.code, what, why, quote: quote === '' ? null : quote };
}
