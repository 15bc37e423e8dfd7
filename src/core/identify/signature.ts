import { bannerLines, disclaimerAt } from './disclaimer';
import { plainText } from './fold-text';

/** What somebody wrote in one go, in its parts. */
export interface OwnWords {
  readonly newest: string;
  readonly signature: string;
  /** Notices that nobody wrote for this mail: confidentiality, paper, antivirus, banners of the mail server. */
  readonly disclaimer: string;
}

const DELIMITER = /^(?:-- ?|_{2,}|—+|–{1,2})$/;
/** Of a closing formula, without accents; what may follow it on its line is a name. */
const FORMULA =
  /^(?:(?:tres |bien |mes |nos |avec mes |avec nos |sinceres? |meilleures? |(?:je|nous) vous (?:souhaite|souhaitons|adresse|adressons|prie de recevoir) |en vous souhaitant |recevez )*(?:une? )?(?:cordialement(?: votre)?|cordiales salutations|bien a (?:vous|toi)|salutations(?: (?:distinguees|cordiales|les meilleures))?|sinceres salutations|meilleures salutations|(?:tres )?(?:bon(?:ne)?|belle|excellente?|agreable|douce) (?:et belle )?(?:journee|soiree|reception|fin de (?:journee|semaine)|semaine|apres-midi|week-?end|courage|continuation|fetes?)|respectueusement|sincerement|amicalement|votre (?:bien |tres )?devouee?|bises|biz|bisous|amities|sentiments (?:distingues|respectueux)|cdlt|cdt|cld?t|bav|a\+)(?: a (?:vous|tous|toutes|toi)(?: (?:tous|toutes))?)?(?: votre)?|(?:best|kind|kindest|warm|warmest) regards|regards|best wishes|(?:yours )?(?:sincerely|faithfully|truly)|yours|best|cheers|mit (?:freundlichen|besten|freundlichem) (?:grussen|gruessen|gruss)|(?:freundliche|viele|beste|liebe) gru(?:sse|esse)|mfg|(?:un |muchos )?(?:cordiales? )?saludos?(?: cordiales)?|atentamente|(?:cordiali|distinti) saluti|saluti|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|mvg|groeten|atenciosamente|cumprimentos)/i;
const LETTER = /^(?:je vous prie|nous vous prions|veuillez|en vous priant|dans (?:l'attente|cette attente)|vous remerciant|en vous remerciant|recevez)\b.{0,200}\b(?:salutations|sentiments|consideration|hommages|respects|devoue\w*|distingue\w*)\b.{0,60}$/i;
const NAME_TAIL = /^[\s,.!;:-]*(?:\p{Lu}[\p{L}.'-]*[\s,.]*){0,4}[^\p{L}\p{N}]*$/u;
const LONGEST_SIGNATURE = 30;
const LONGEST_FORMULA = 80;

const LINK = /\s*(?:<[^<>\s]*>|\(https?:[^()\s]*\)|\[https?:[^[\]\s]*\])[.\s]*$/;
/** What phones and mail applications add; "Envoyé par chèque" is the writer's. */
const PHONE =
  /^(?:(?:envoye|gesendet|enviado|inviato|verzonden|verstuurd)\s(?:de|depuis|a partir|avec|from|von|vom|mit|desde|dal?|do|vanaf|met)\b(?=.*\b(?:iphone|ipad|ios|android|outlook|mail|courrier pour|smartphone|mobile|telephone|portable|tablette|appareil|appli\w*|galaxy|samsung|huawei|xiaomi|redmi|honor|oppo|wiko|messagerie|webmail|yahoo|gmail|proton\w*|orange|sfr|bouygues|blackberry|windows|thunderbird|zimbra|spark|handy|telefono?)\b)|(?:envoye|gesendet|enviado|inviato|verzonden|verstuurd)\s(?:par|via|grace a|per)\b(?=.*\b(?:iphone|ipad|android|outlook|smartphone|galaxy|yahoo|gmail|proton\w*)\b)|provenance\s?:\s?(?:courrier|mail|outlook)\b|sent (?:from|with|using|via) |(?:obtenir|obtenez|telecharger|telechargez|get|hol en|holen sie|obtener|scarica|ottieni|download) outlook\b|(?:von|vom) mein\w* .{2,30} gesendet$|outlook (?:fur|para|per|voor) .{2,20} (?:beziehen|herunterladen)$)/;
const LONGEST_PHONE = 70;
/** ", veuillez excuser ma brièveté". */
const APOLOGY = /[,.;]?\s(?:(?:merci de|veuillez|please) )?(?:m')?(?:excusez|excuser|excuse|pardon)\b[^.]{0,60}\.?$/;

const CONTACT = /(?:^|[\s|])(?:tel|t\.|mob|fax|port(?:able)?|gsm|phone|ligne|standard|cell|m\.)\b\s?\.?\s?:?\s?[+(\d]|(?:\+\d{2}|\b0\d)(?:[ .-]?\(?\d\)?)?(?:[ .-]?\d{2}){3,4}\b|www\.|https?:|[^\s@]@[^\s@]|\b\d{5}\b\s\p{Lu}|\b(?:rcs|siret|siren|tva|capital)\b/iu;
const NAME_WORD = /^(?:\p{Lu}[\p{L}\p{M}.'’-]*|\(?\p{Lu}{2,6}\)?|&|et|de|du|des|d'|la|le|les|l'|von|van|der|den|di|da|del)$/u;
/** Below a notice or a delimiter: lines like those of a letterhead, without a person's name. */
const LETTERHEAD = /^\p{Lu}[^.?!,;:\d]{2,60}$/u;
/** `Le service comptable`, `L'équipe Relation clients`: somebody signs without a name. */
const ROLE =
  /^(?:le |la |l'|les )?(?:service|bureau|equipe|secretariat|direction|comptabilite|gerante?|presidente?|departement|pole|cabinet)(?:\s?(?:des?|du|la|et|&|\/|d'|comptab\w*|fourniss\w*|clients?|clientele|factur\w*|recouvr\w*|financ\w*|achats?|administ\w*|generale?|commercial\w*|technique|relations?|gestion|ressources humaines|juridique|tresorerie|credit|paie|export|logistique|communication|contentieux|depenses|recettes|marches|publics?|budget|finances)){0,5}$/;
const PICTURE = /^(?:\[(?:cid:|image|logo|une image|a picture)[^\]]{0,200}\]|<image\d*\.\w{2,5}>)(?:<[^<>\s]*>)?$/i;
const NOT_A_NAME = /^(?:merci|oui|non|ok|bonjour|bonsoir|salut|parfait|entendu|thanks|thank|yes|no|super|note|recu|urgent|hello|hi|danke|gracias|grazie|attention|idem|fait|vu|transmis|(?:paye|regle|envoye|annule|signe|valide|solde)e?s?|facture|cheque|virement|avoir)\b|^\w+(?:ez|ee)s?(?:-\w+)?$/;
const ENDS_SENTENCE = /[.?!,…]["»)\s]*$/;
const ENDS_STATEMENT = /[.?!]["»)\s]*$/;
const HIGHEST_BLOCK = 14;

/**
 * Parts the lines that a sender wrote into text, signature and notices. `top`: nothing stands above them; `signed`: the line
 * at which the signature begins, where the client's own marks tell.
 */
export function partOwn(lines: readonly string[], top: boolean, signed = lines.length): OwnWords {
  const banner = top ? bannerLines(lines) : 0;
  const body = banner === 0 ? lines : lines.slice(banner);
  const notice = disclaimerAt(body);
  const text = notice < 0 ? body : body.slice(0, notice);
  const told = Math.max(0, signed - banner);
  const found = signatureOf(told < text.length ? text.slice(0, told) : text, notice >= 0 || told < text.length);
  const { delimiter } = found;
  const from = behindPostscript(text, Math.min(found.from, told));
  const disclaimer = [...lines.slice(0, banner), ...(notice < 0 ? [] : body.slice(notice))];
  return { newest: text.slice(0, from).join('\n'), signature: text.slice(from).filter((_, i) => from + i !== delimiter).join('\n'), disclaimer: disclaimer.join('\n') };
}

/** "PS : ...", "NB : ..." below the name: the writer goes on. */
const POSTSCRIPT = /^(?:P\.? ?-?S\.?|N\.?B\.?) ?[:\u2013-] ?\S/i;

/** Where the signature begins when a postscript follows the closing: behind the postscript's paragraph. */
function behindPostscript(lines: readonly string[], from: number): number {
  let at = lines.findIndex((line, i) => i > from && POSTSCRIPT.test(line.trim()));
  if (at < 0) return from;
  while (at < lines.length && (lines[at] ?? '').trim() !== '') at += 1;
  return at;
}

interface SignatureAt {
  readonly from: number;
  /** The line of dashes in or above it, -1 without one. */
  readonly delimiter: number;
}

function signatureOf(lines: readonly string[], cut: boolean): SignatureAt {
  const filled: number[] = [];
  for (let i = 0; i < lines.length; i += 1) if ((lines[i] ?? '').trim() !== '') filled.push(i);
  // Below its first line a signature is never longer: only the end of a long mail is looked at.
  for (let k = Math.max(0, filled.length - LONGEST_SIGNATURE - 1); k < filled.length; k += 1) {
    const at = filled[k] ?? 0;
    const line = (lines[at] ?? '').trim();
    if (DELIMITER.test(line) || (line === '---' && isName((lines[filled[k + 1] ?? -1] ?? '').trim()))) return { from: Math.min(at, unannounced(lines, filled.slice(0, k), true)), delimiter: at };
    if (line.length <= LONGEST_FORMULA + 120 && /^[\p{L}"*_]/u.test(line)) {
      const plain = plainText(line.replace(/^[*_"]+/, ''));
      if (k > 0 && closes(plain)) return { from: at, delimiter: -1 };
      if (isPhone(plain)) return { from: Math.min(at, unannounced(lines, filled.slice(0, k), false)), delimiter: -1 };
    }
  }
  return { from: unannounced(lines, filled, cut), delimiter: -1 };
}

function closes(plain: string): boolean {
  if (LETTER.test(plain)) return true;
  if (plain.length > LONGEST_FORMULA) return false;
  const formula = FORMULA.exec(plain);
  if (formula === null) return false;
  const tail = plain.slice(formula[0].length).replace(/^(?:[\s,.;!-]+| et )(?=\S)/i, '');
  const again = FORMULA.exec(tail);
  return NAME_TAIL.test(again === null ? tail : tail.slice(again[0].length));
}

/** `Envoyé de mon iPhone`, `Get Outlook for iOS<...>`; a sentence that only begins like it is none. */
function isPhone(plain: string): boolean {
  const whole = plain.slice(0, 2 * LONGEST_PHONE).replace(LINK, '').trim().toLowerCase();
  const bare = plain.length <= 2 * LONGEST_PHONE ? whole.replace(APOLOGY, '') : whole;
  return bare.length <= LONGEST_PHONE && PHONE.test(bare) && !/[,;]\s|[!?]$/.test(bare);
}

const isName = (written: string): boolean => {
  const line = written.startsWith('*') ? written.replace(/^\*{1,2}|\*{1,2}$/g, '') : written;
  if (ROLE.test(plainText(line).toLowerCase())) return true;
  const words = line.split(/\s[|–—-]\s|,\s/)[0]?.replace(/[.,]+$/, '').split(/[\s/]+/) ?? [];
  return words.length <= 6 && words.some((word) => /^\p{Lu}/u.test(word)) && words.every((word) => NAME_WORD.test(word)) && !NOT_A_NAME.test(plainText(line).toLowerCase());
};

/** A signature without delimiter or formula: a lone name, or a name above lines of contact; its first line, or the end. */
function unannounced(lines: readonly string[], filled: readonly number[], cut: boolean): number {
  const at = (k: number): string => (lines[filled[k] ?? -1] ?? '').trim();
  const last = filled.length - 1;
  if (last < 1) return lines.length;
  if (/^[-–—~]\s?\p{Lu}/u.test(at(last)) && isName(at(last).slice(1).trim())) return filled[last] ?? lines.length;
  let found = -1;
  let contact = false;
  for (let k = last; k > 0 && k > last - HIGHEST_BLOCK; k -= 1) {
    const line = at(k);
    const contacts = CONTACT.test(line) || PICTURE.test(line);
    if (line.length > 90 || (!contacts && !isName(line) && (ENDS_SENTENCE.test(line) || /^[\p{Ll}-]|:$/u.test(line)) && (k !== last || !cut))) break;
    if (k === last && !contacts && (/[?!:…]$/.test(line) || /^[\p{Ll}-]/u.test(line))) break;
    contact ||= contacts;
    const parted = (filled[k] ?? 0) - (filled[k - 1] ?? 0) > 1 || ENDS_SENTENCE.test(at(k - 1));
    if (parted && (isName(line) || PICTURE.test(line) || (cut && LETTERHEAD.test(line) && k < last && ENDS_STATEMENT.test(at(k - 1)) && !NOT_A_NAME.test(plainText(line).toLowerCase()))) && !/:$/.test(at(k - 1))) found = k;
  }
  if (found < 0) return lines.length;
  // One name alone must follow more than a greeting; several lines must look like a signature.
  const alone = found === last;
  if (alone && !cut && (/[^\s.]{3,}\.$/.test(at(found)) || (!at(found).includes(' ') && (filled[found] ?? 0) - (filled[found - 1] ?? 0) < 2))) return lines.length;
  if (alone ? found < 2 && !cut && !ENDS_SENTENCE.test(at(found - 1)) : !contact && !cut && last - found > 3) return lines.length;
  return filled[found] ?? lines.length;
}
