import { plainText } from './fold-text';

const DECORATION = /^[\s*_=~#-]{3,}$/;
/** Only a line with one of these is looked at closely. */
const POSSIBLE = /conf[ií]d|desti|environ|imprim|print|virus|intended|recipient|this |ce |cet |vertraul|riserv|diese |dit |este |quest|disclaim|automat/i;
const ABOUT_MESSAGE =
  /^\W*(?:ce (?:message|courriel|mail|e-?mail|courrier)|cet (?:e-?mail|envoi)|this (?:e-?mail|message|communication|transmission)|(?:les|toutes les) informations (?:contenues|figurant)|le contenu de ce|the (?:information|contents?) (?:contained|in|of)|diese (?:e-?mail|nachricht)|este (?:mensaje|correo)|questo (?:messaggio|e-?mail)|le informazioni contenute|dit (?:bericht|e-?mail)|l'internet ne)\b/;
/** A notice of law says several of these; a sentence about a message at most one. */
const OF_LAW =
  /confiden|destin|intended|exclusi|par erreur|in error|responsab|liabilit|vertraul|riservat|vertrouw|recipient|addressee|privileged|secret professionnel|detrui|supprim|delete|divulg|disclos|diffus|integrite|alter|virus|pieces jointes|attachments|fichiers|engagement de la part/g;
const FEWEST = 2;
const ABOUT_SECRECY = /^.{0,60}\bconfidenti/;
const HEADED = /^\W*(?:(?:avis|clause|notice|note) (?:de |of )?confidentialit[ey]|confidentialit[ey] notice|(?:confidentiality|confidentialite|(?:legal )?disclaimer|mentions legales)\s?(?::|$))/;
const TREES =
  /^\W{0,6}(?:[a-z] )?(?:(?:pens(?:ez|ons)|preserv(?:ez|ons)|protege(?:z|ons)|save|think|please (?:consider|think)|consider)\b.{0,60}\b(?:environnement|environment|planete?|arbres|trees)\b|(?:avant d'imprimer|n'imprim(?:ez|ons)|limit(?:ez|ons) les impressions|before printing|do not print|(?:afin de |pour )?contribuer au respect de l'environnement))/;
const VIRUS = /^\W*(?:l'absence de virus|cet? (?:e-?mail|courriel|message).{0,60}(?:virus|avast|verifie)|garanti sans virus|sans virus|virus-free|virenfrei|this email has been (?:checked|scanned))/;
const AUTOMATIC = /^\W*(?:(?:ceci est|il s'agit d)['a-z ]{0,6} ?(?:message|e-?mail|courriel) (?:automatique|genere automatiquement)|(?:message|e-?mail) (?:automatique|genere automatiquement)|this is an? (?:automated|automatic|auto-generated) (?:message|e-?mail|notification))\b.{0,20}\b(?:ne pas|do not|don't|not)\b/;
const BELOW = 3;

/** The line at which the legal notice below a mail begins (confidentiality, paper, antivirus); -1 without one. */
export function disclaimerAt(lines: readonly string[]): number {
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (line.length < 10 || !POSSIBLE.test(line.length > 400 ? line.slice(0, 400) : line)) continue;
    const plain = plainText(line.slice(0, 400)).toLowerCase().trim();
    if (!TREES.test(plain) && !VIRUS.test(plain) && !AUTOMATIC.test(plain) && !HEADED.test(plain)) {
      if (!ABOUT_MESSAGE.test(plain)) continue;
      const notice = plain + plainText(lines.slice(i + 1, i + 1 + BELOW).join(' ').slice(0, 400)).toLowerCase();
      if (!ABOUT_SECRECY.test(plain) && new Set(notice.match(OF_LAW)).size < FEWEST) continue;
    }
    let from = i;
    while (from > 0 && (DECORATION.test(lines[from - 1] ?? '') || (lines[from - 1] ?? '').trim() === '')) from -= 1;
    // Blank lines above stay where they are, a line of stars belongs to the notice.
    while (from < i && (lines[from] ?? '').trim() === '') from += 1;
    return from;
  }
  return -1;
}

/** The message itself comes from outside, not the goods. */
const OUTSIDE =
  /^\W{0,6}extern(?:al|e)?\W|\b(?:extern(?:al|e|es)?) (?:e-?mail|mail|message|sender|courriel|expediteur)|(?:message|mail|courriel|expediteur|sender)s? extern|\b(?:message|e-?mail|mail|courriel|expediteur|originat\w+|comes|came|sent|provient|provenance|provenant|vient|emane)\b.{0,60}\b(?:exterieur|externe|outside|external|hors de)|unknown sender|expediteur inconnu/;
const CARE = /^[^\p{L}]*(?:attention|prudence|caution|warning|alerte|avertissement|vigilance|important|achtung|vorsicht|message|mail|e-?mail|courriel|email|external|externe?|ext|expediteur|ce (?:message|mail|courriel)|cet e-?mail|this (?:message|email|e-mail))\b/u;
const SELDOM = /^[^\p{L}]*(?:vous n'obtenez pas souvent|vous ne recevez pas souvent|vous recevez rarement|certaines personnes (?:qui|ayant)|you don't often get|some people who received)/u;
const RISK = /cliqu|click|lien|link|piece|attach|expediteur|sender|organisation|organization|vigilan|prudence|extern|exterieur/;
const MOST_LINES = 8;

/** How many lines the banner takes that a mail server put above the text ("message externe"); 0 without one. */
export function bannerLines(lines: readonly string[]): number {
  let i = 0;
  while (i < lines.length && i < MOST_LINES && ((lines[i] ?? '').trim() === '' || DECORATION.test(lines[i] ?? ''))) i += 1;
  const first = plainText((lines[i] ?? '').slice(0, 400)).toLowerCase();
  if (first === '') return 0;
  let end = i;
  while (end < lines.length && end < i + MOST_LINES && (lines[end] ?? '').trim() !== '') end += 1;
  const paragraph = plainText(lines.slice(i, end).join(' ').slice(0, 900)).toLowerCase();
  if (SELDOM.test(first)) return i + 1;
  if (!CARE.test(first) || !OUTSIDE.test(paragraph) || !RISK.test(paragraph)) return 0;
  // The notice may stand right above the text: what does not speak of it is the writer's.
  let last = i;
  while (last + 1 < end && (DECORATION.test(lines[last + 1] ?? '') || (RISK.test(plainText(lines[last + 1] ?? '').toLowerCase()) && !/^\s*(?:bonjour|bonsoir|madame|monsieur|hello|dear|hi)\b/i.test(lines[last + 1] ?? '')))) last += 1;
  return last + 1;
}
