import { Cover, type Span } from './spans';

/** What the words before a number call it: an invoice; a customer; an order; a number of some kind; something else ("devis n° 12"); nothing. */
export type NumberContext = 'invoice' | 'customer' | 'order' | 'marked' | 'other' | 'none';

/** A token of a text that could be one of the ledger's numbers. */
export interface WrittenNumber extends Span {
  /** Segments in capitals, joined by dashes: `INV 2026/01 1061` -> `INV-2026-01-1061`. This is all that leaves the client. */
  readonly value: string;
  readonly context: NumberContext;
  /** "Notre facture", "my invoice": the writer's own, unless we are the writer. */
  readonly claimed: boolean;
  readonly hasLetters: boolean;
  readonly digits: number;
}

interface Segment {
  readonly letters: boolean;
  readonly length: number;
}

/** A shape of the ledger, ready for matching. */
interface Shape {
  readonly segments: readonly Segment[];
  /** Neighbouring digit segments as one: how the number looks without separators. */
  readonly joined: readonly Segment[];
}
export interface NumberShapes {
  /** By the length of the letters in front; 0: begins with digits. */
  readonly byPrefix: ReadonlyMap<number, readonly Shape[]>;
  readonly any: boolean;
}

const segmentsOf = (shape: string): readonly Segment[] => (shape.match(/A+|9+/g) ?? []).map((run) => ({ letters: run.startsWith('A'), length: run.length }));

function joined(segments: readonly Segment[]): readonly Segment[] {
  const result: Segment[] = [];
  for (const segment of segments) {
    const last = result[result.length - 1];
    if (last !== undefined && last.letters === segment.letters) result[result.length - 1] = { letters: last.letters, length: last.length + segment.length };
    else result.push(segment);
  }
  return result;
}

export function compileShapes(shapes: readonly string[]): NumberShapes {
  const byPrefix = new Map<number, Shape[]>();
  const put = (prefix: number, shape: Shape): void => void (byPrefix.get(prefix) ?? byPrefix.set(prefix, []).get(prefix))?.push(shape);
  const seen = new Set<string>();
  for (const text of shapes) {
    const segments = segmentsOf(text);
    const key = segments.map((s) => `${s.letters ? 'A' : '9'}${s.length}`).join(' ');
    if (seen.has(key) || !segments.some((s) => !s.letters)) continue;
    seen.add(key);
    const firstDigits = segments.findIndex((s) => !s.letters);
    const bare = firstDigits > 0 ? segments.slice(firstDigits) : null;
    put(segments[0]?.letters === true ? segments[0].length : 0, { segments, joined: joined(segments) });
    // Without letters and without separators several segments are no longer to be told apart: no key fits them.
    if (bare !== null) put(0, { segments: bare, joined: joined(bare).length === bare.length ? joined(bare) : bare });
  }
  return { byPrefix, any: byPrefix.size > 0 };
}

/** A run of letters or of digits. */
interface Atom extends Span {
  readonly letters: boolean;
}

const ATOM = /\p{L}+|\d+/gu;
const isDigit = (code: number): boolean => code > 47 && code < 58;
/** What people put between the segments of a number; a dash or slash may stand where their mail client broke the line. */
const GAP = /^(?:[ \t./_\\-]{0,3}|[-/]\n(?:> ?)?)$/;
const LONGEST_GAP = 4;
const INVOICE_WORDS = new Set('facture factures fact facts fct invoice invoices rechnung rechnungen factura facturas fattura fatture factuur facturen fatura faturas'.split(' '));
/** They mean an invoice too, but also other things: "pour avoir 2000 pièces", "acompte 3000". */
const MILD_WORDS = new Set('avoir avoirs acompte acomptes fac inv bill bills'.split(' '));
const CLAIMS = new Set('notre nos ma mes mon our my unsere unser meine nuestra nuestras mi mis nostra nostre mia mie onze mijn nossa nossas minha'.split(' '));
const ARTICLES = new Set('la le les l votre vos une un cette ces the your a this these die der ihre el su il vostra de uw as sua'.split(' '));
const NUMBER_WORDS = new Set('n no nr nos num numero numeros number numbers ref refs reference references piece pieces'.split(' '));
const SMALL = new Set('de du des la le les votre vos notre nos our your the client of d l'.split(' '));
const CUSTOMER_WORDS = new Set('client clients compte customer account'.split(' '));
const ORDER_WORDS = new Set('commande commandes cde bdc bc bon order orders po'.split(' '));
const OTHER_WORDS = new Set(
  ('devis dossier contrat bl livraison colis cheque cheques ticket lot article art rue avenue bd bp cs tel fax mandat quote tracking delivery siret siren rcs naf ape tva vat iban bic rib telephone ' +
    'mobile portable port poste code chassis serie serial affaire chantier projet incident demande rum ics police sinistre salle page version abonnement matricule expedition suivi adherent capital ' +
    'cedex compteur index residence candidature digicode acces pin verification lotissement').split(' '),
);
/** Words that stand before numbers and are no prefix, unless written in capitals. */
const NO_PREFIX = new Set('et ou du de des le la les au aux un une sur par pour en a y il and or of to is in on by at for the as mai juin'.split(' '));
const BETWEEN_LISTED = /^[\s,;/&+]*(?:et|and|ou|or|puis|n|no|nos)?[\s,;/&+°.]*$/i;
const MOST_NUMBERS = 200;
/** `FA 2026 191` for `FA-2026-0191`: digits enough to be no "EN 12". */
const LEAST_SPACED = 6;
/** Shorter customer codes and orders are everybody's. */
const LEAST_OF_CODE = 5;

interface Match {
  /** Index of the atom behind the number. */
  readonly end: number;
  /** A segment is shorter than in the ledger: leading zeros were dropped, if it is ours. */
  readonly shorter: boolean;
  /** Where the number starts; inside its first atom when a word is glued to it. */
  readonly from: number;
}

/**
 * The tokens of a text (through `plainText`) that fit a shape of the ledger, as people write them: any case, other or no
 * separators, leading zeros or the letters in front left out. Never from inside a phone number, IBAN, card, date,
 * amount, address or link (`taken`).
 */
export function findNumbers(text: string, shapes: NumberShapes, taken: readonly Span[]): readonly WrittenNumber[] {
  if (!shapes.any || !/\d/.test(text)) return [];
  const atoms: Atom[] = [];
  for (const match of text.matchAll(ATOM)) atoms.push({ from: match.index, to: match.index + match[0].length, letters: !isDigit(match[0].charCodeAt(0)) });
  const cover = new Cover(taken);
  const found: WrittenNumber[] = [];
  for (let i = 0; i < atoms.length && found.length < MOST_NUMBERS; i += 1) {
    const atom = atoms[i] as Atom;
    if (!atom.letters && cover.touches(atom.from, atom.to)) continue;
    const match = longestAt(text, atoms, i, shapes);
    if (match === null) continue;
    const number = accepted(text, atoms, i, match, found[found.length - 1]);
    if (number === null || (atom.letters ? cover.cutsInto(number.from, number.to) : cover.touches(number.from, number.to))) continue;
    found.push(number);
    i = match.end - 1;
  }
  return found;
}

function longestAt(text: string, atoms: readonly Atom[], at: number, shapes: NumberShapes): Match | null {
  const first = atoms[at];
  if (first === undefined) return null;
  if (!first.letters) return best(text, atoms, at, shapes.byPrefix.get(0) ?? [], first.from);
  const next = atoms[at + 1];
  if (next === undefined || next.from - first.to > 3 || (next.letters && (atoms[at + 2]?.letters ?? true))) return null;
  const length = first.to - first.from;
  const word = text.slice(first.from, first.to).toLowerCase();
  if (NUMBER_WORDS.has(word) && next.from > first.to) return null;
  const plain = best(text, atoms, at, shapes.byPrefix.get(length) ?? [], first.from);
  if (plain !== null || length < 4 || length > 16 || INVOICE_WORDS.has(word) || MILD_WORDS.has(word)) return plain;
  for (const [prefix, ofPrefix] of shapes.byPrefix) {
    if (prefix > 0 && prefix < length && INVOICE_WORDS.has(word.slice(0, length - prefix))) return best(text, atoms, at, ofPrefix, first.to - prefix);
  }
  return null;
}

function best(text: string, atoms: readonly Atom[], at: number, shapes: readonly Shape[], from: number): Match | null {
  let found: Match | null = null;
  for (const shape of shapes) {
    const segmented = bySegments(text, atoms, at, shape.segments, from);
    const match = segmented === null || segmented.shorter ? (byRuns(text, atoms, at, shape.joined, from) ?? segmented) : segmented;
    // The longest wins: `FA 2026 191` is no customer code `FA2026`.
    if (match !== null && (found === null || match.end > found.end || (match.end === found.end && found.shorter && !match.shorter))) found = match;
  }
  return found;
}

const gapFits = (text: string, before: Atom | undefined, after: Atom): boolean => before === undefined || (after.from - before.to <= LONGEST_GAP && GAP.test(text.slice(before.to, after.from)));

function bySegments(text: string, atoms: readonly Atom[], at: number, segments: readonly Segment[], from: number): Match | null {
  let shorter = false;
  for (const [k, segment] of segments.entries()) {
    const atom = atoms[at + k];
    if (atom === undefined || atom.letters !== segment.letters || (k > 0 && !gapFits(text, atoms[at + k - 1], atom))) return null;
    const length = atom.to - (k === 0 ? from : atom.from);
    if (segment.letters ? length !== segment.length : length > segment.length) return null;
    shorter = shorter || length < segment.length;
  }
  return { end: at + segments.length, shorter, from };
}

/** Without separators, or with others than the ledger's: `VT 26 000 778`. Full length only. */
function byRuns(text: string, atoms: readonly Atom[], at: number, runs: readonly Segment[], from: number): Match | null {
  let place = at;
  for (const run of runs) {
    let length = 0;
    while (length < run.length) {
      const atom = atoms[place];
      if (atom === undefined || atom.letters !== run.letters || (place > at && !gapFits(text, atoms[place - 1], atom))) return null;
      length += atom.to - (place === at ? from : atom.from);
      place += 1;
    }
    if (length !== run.length) return null;
  }
  return { end: place, shorter: false, from };
}

/** The rules that keep other people's numbers out; null when the token is more likely something else. */
function accepted(text: string, atoms: readonly Atom[], at: number, match: Match, previous: WrittenNumber | undefined): WrittenNumber | null {
  const first = atoms[at];
  const last = atoms[match.end - 1];
  const next = atoms[match.end];
  if (first === undefined || last === undefined) return null;
  const before = atoms[at - 1];
  // "facture214245": the word is no part of the number.
  if (before !== undefined && before.to === first.from && !(before.letters && !first.letters && INVOICE_WORDS.has(text.slice(before.from, before.to).toLowerCase()))) return null;
  if (next !== undefined && (next.from === last.to || (!next.letters && next.from === last.to + 1 && /[-/._\\]/.test(text.charAt(last.to))))) return null;

  const written = text.slice(match.from, last.to);
  const hasLetters = atoms.slice(at, match.end).some((atom) => atom.letters);
  const digits = written.replace(/\D/g, '').length;
  const spaced = /[ \t]/.test(written);
  const said = first.from < match.from ? 'invoice' : contextOf(text, atoms, at, previous);
  // A subject or a file name that is nothing but the number.
  const context = said === 'none' && written.length === text.trim().length ? 'marked' : said;
  const named = context === 'invoice' || context === 'marked';
  if (first.letters) {
    const prefix = text.slice(match.from, first.to);
    const whole = !match.shorter && digits >= LEAST_SPACED;
    if (spaced && prefix !== prefix.toUpperCase() && ((!named && !whole) || NO_PREFIX.has(prefix.toLowerCase()))) return null;
    if (match.shorter && !named && digits < (spaced ? LEAST_SPACED : 3)) return null;
  } else {
    const glued = before !== undefined && first.from - before.to === 1 && /[-/._\\]/.test(text.charAt(before.to)) && !named;
    if (context === 'other' || glued) return null;
    if ((context === 'customer' || context === 'order') && (match.shorter || spaced || digits < LEAST_OF_CODE)) return null;
    // Letters inside tell more than a length: `2026 F 00521`, `2026/f/391`.
    if (context === 'none' && (digits < 6 || (hasLetters ? match.shorter && spaced : match.shorter || spaced))) return null;
    if (digits < 2) return null;
  }
  const value = (written.toUpperCase().match(ATOM) ?? []).join('-');
  const claimed = isClaimed(text, atoms, at) || (previous?.claimed === true && isListed(text, previous, first));
  return { from: match.from, to: last.to, value, context: !hasLetters && context === 'invoice' && YEAR.test(written) ? 'marked' : context, claimed, hasLetters, digits };
}

const YEAR = /^(?:19|20)\d\d$/;

const isListed = (text: string, previous: WrittenNumber, first: Atom): boolean => first.from - previous.to <= 12 && BETWEEN_LISTED.test(text.slice(previous.to, first.from));

/** "notre facture n° ...", "mes deux factures ...": within the five words before. */
function isClaimed(text: string, atoms: readonly Atom[], at: number): boolean {
  let invoice = false;
  for (let back = 1; back <= 5; back += 1) {
    const atom = atoms[at - back];
    if (atom === undefined || !atom.letters) return false;
    const word = text.slice(atom.from, atom.to).toLowerCase();
    if (CLAIMS.has(word)) return invoice;
    // "dans ma boîte la facture ...": the article begins another thing.
    if (invoice && ARTICLES.has(word)) return false;
    invoice = invoice || INVOICE_WORDS.has(word) || MILD_WORDS.has(word);
  }
  return false;
}

/** What the words just before a number say that it is; a list passes on what its first member was called. */
function contextOf(text: string, atoms: readonly Atom[], at: number, previous: WrittenNumber | undefined): NumberContext {
  const first = atoms[at];
  if (first === undefined) return 'none';
  if (previous !== undefined && isListed(text, previous, first)) return previous.context;
  const word = (back: number): string => {
    const atom = atoms[at - back];
    const behind = atoms[at - back + 1];
    if (atom === undefined || behind === undefined || behind.from - atom.to > 5 || /\n[^\n]*\n/.test(text.slice(atom.to, behind.from))) return '';
    return text.slice(atom.from, atom.to).toLowerCase();
  };
  const named = (name: string): NumberContext | null =>
    INVOICE_WORDS.has(name) ? 'invoice' : CUSTOMER_WORDS.has(name) ? 'customer' : ORDER_WORDS.has(name) ? 'order' : OTHER_WORDS.has(name) ? 'other' : null;
  const one = word(1);
  const marked = NUMBER_WORDS.has(one) || /[#°]\s?$/.test(text.slice(Math.max(0, first.from - 2), first.from));
  const direct = named(one);
  if (direct !== null || !marked) return direct ?? (MILD_WORDS.has(one) ? 'marked' : 'none');
  for (let back = NUMBER_WORDS.has(one) ? 2 : 1; back <= 5; back += 1) {
    const name = word(back);
    const known = named(name);
    if (MILD_WORDS.has(name)) return 'invoice';
    if (known !== null && !(name === 'client' && back < 5 && named(word(back + 1)) !== null)) return known;
    if (!SMALL.has(name)) break;
  }
  return 'marked';
}
