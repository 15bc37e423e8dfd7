import { assertNever } from '../result';
import type { Language } from '../ledger/types';
import type { Candidate, Clue, CluePlace } from '../identify/types';
import { fr, plain } from './plain';
import type { CandidateView, ClueView, CommonCluesView, DebtorView, EvidenceView } from './types';
import type { DebtorSummary } from '../ledger/types';
import { formatMoney, isCurrency } from '../money';

export const PLACES: Readonly<Record<Language, Readonly<Record<CluePlace, string>>>> = {
  fr: {
    sender: 'expéditeur', recipient: 'destinataire', copy: 'en copie', 'reply-to': 'adresse de réponse', subject: 'objet', message: 'message', quoted: 'message cité',
    'quoted-sender': 'expéditeur cité', attachment: 'pièce jointe', signature: 'signature', thread: 'fil',
  },
  en: {
    sender: 'sender', recipient: 'recipient', copy: 'in copy', 'reply-to': 'reply-to', subject: 'subject', message: 'message', quoted: 'quoted message',
    'quoted-sender': 'quoted sender', attachment: 'attachment', signature: 'signature', thread: 'thread',
  },
};

const IN_PLACE: Readonly<Record<Language, Readonly<Record<CluePlace, string>>>> = {
  fr: {
    ...PLACES.fr, subject: fr`dans l'objet`, message: 'dans le message', quoted: 'dans le message cité', attachment: 'en pièce jointe', signature: 'dans la signature', thread: 'plus tôt dans le fil',
  },
  en: { ...PLACES.en, subject: 'in the subject', message: 'in the message', quoted: 'in the quoted message', attachment: 'in an attachment', signature: 'in the signature', thread: 'earlier in the thread' },
};

/** `several`: it is said of a list of customers, once for all of them. */
function sentence(clue: Clue, language: Language, several = false): string {
  const french = language === 'fr';
  const value = plain(clue.value, 80);
  const place = clue.file === undefined ? PLACES[language][clue.place] : `${PLACES[language][clue.place]} ${plain(clue.file, 60)}`;
  const count = clue.count ?? 0;
  switch (clue.kind) {
    case 'contact-address':
      return french ? fr`Adresse ${value} : contact de ${several ? 'chacun' : 'ce client'} (${place})` : `Address ${value}: contact of ${several ? 'each of them' : 'this customer'} (${place})`;
    case 'learned':
      // The key of a conversation says nothing to anybody.
      if (clue.place === 'thread' && !/[@.]/.test(clue.value)) return french ? 'Choix retenu pour ce fil' : 'Choice remembered for this conversation';
      return french ? fr`Choix retenu pour ${value} (${place})` : `Choice remembered for ${value} (${place})`;
    case 'company-domain':
      return french ? fr`Domaine ${value} : celui de ${several ? 'chacun' : 'ce client'} (${place})` : `Domain ${value}: ${several ? 'of each of them' : "this customer's own"} (${place})`;
    case 'invoice-number': {
      const paid = clue.open === false ? (french ? ', réglée' : ', paid') : '';
      return french ? fr`Facture ${value}${paid} (${place})` : `Invoice ${value}${paid} (${place})`;
    }
    case 'siren':
      return `SIREN ${grouped(value)} (${place})`;
    case 'vat':
      return french ? fr`N° de TVA ${value} (${place})` : `VAT number ${value} (${place})`;
    case 'reference':
      return french ? fr`Notre référence ${value} (${place})` : `Our reference ${value} (${place})`;
    case 'name':
      return french ? fr`Nom ${value} (${place})` : `Name ${value} (${place})`;
    case 'customer-code':
      return french ? fr`Code client ${value} (${place})` : `Customer code ${value} (${place})`;
    case 'order-number':
      return french ? fr`Commande ${value} (${place})` : `Order ${value} (${place})`;
    case 'amount':
      return french ? fr`${amountOf(clue.value, language)} : tout ce que doit ${several ? 'chacun' : 'ce client'} (${place})` : `${amountOf(clue.value, language)}: all that ${several ? 'each of them' : 'this customer'} owes (${place})`;
    case 'iban':
      return french ? fr`IBAN du client, fin ${Array.from(value).slice(-4).join('')} (${place})` : `Customer’s IBAN, ending ${Array.from(value).slice(-4).join('')} (${place})`;
    case 'look-alike-domain':
      return french ? fr`${value} ressemble au domaine de ${several ? 'chacun' : 'ce client'} et ne l'est pas` : `${value} looks like ${several ? 'the domain of each' : "this customer's domain"} and is not`;
    case 'not-a-contact':
      return french ? (several ? 'expéditeur inconnu de leurs fiches' : 'expéditeur inconnu de cette fiche') : several ? 'sender unknown to any of them' : 'sender unknown to this customer';
    case 'cites-nothing':
      return french ? fr`aucune de ${several ? 'leurs' : 'ses'} factures n'est citée` : `none of ${several ? 'their' : 'its'} invoices is cited`;
    case 'shared-address':
      return french ? fr`adresse commune à ${count} clients` : `address shared by ${count} customers`;
    case 'shared-domain':
      return french ? fr`domaine commun à ${count} clients` : `domain shared by ${count} customers`;
    case 'other-debtors-invoice':
      return french ? fr`${value} est une facture d'un autre client` : `${value} is another customer's invoice`;
    default:
      return assertNever(clue.kind);
  }
}

/** "Contact connu · facture FA-2026-0297 dans l’objet": the strongest two in a few words. */
function short(clue: Clue, language: Language): string {
  const french = language === 'fr';
  const value = plain(clue.value, 40);
  switch (clue.kind) {
    case 'contact-address':
      return french ? 'Contact connu' : 'Known contact';
    case 'learned':
      return french ? 'Choix retenu' : 'Remembered choice';
    case 'company-domain':
      return french ? `domaine ${value}` : `domain ${value}`;
    case 'siren':
      return `SIREN ${grouped(value)}`;
    case 'invoice-number':
      return french ? `facture ${value} ${IN_PLACE.fr[clue.place]}` : `invoice ${value} ${IN_PLACE.en[clue.place]}`;
    case 'iban':
      return french ? `IBAN du client (${PLACES.fr[clue.place]})` : `customer’s IBAN (${PLACES.en[clue.place]})`;
    case 'vat':
    case 'reference':
    case 'name':
    case 'customer-code':
    case 'order-number':
      return `${value} (${PLACES[language][clue.place]})`;
    default:
      return sentence(clue, language);
  }
}

/** Of `123456 EUR`. */
function amountOf(value: string, language: Language): string {
  const [minor = '', currency = ''] = value.split(' ');
  return isCurrency(currency) && /^-?\d{1,15}$/.test(minor) ? formatMoney({ minor: Number(minor), currency }, language) : plain(value, 40);
}

export const grouped = (siren: string): string => (/^\d{9}$/.test(siren) ? siren.replace(/(\d{3})(?=\d)/g, '$1\u202f') : siren);

/** Where they stand, the mail's own head or another clue shows. */
const SAID_ALREADY: readonly Clue['kind'][] = ['cites-nothing', 'not-a-contact', 'shared-address', 'shared-domain'];

export function clueViews(clues: readonly Clue[], language: Language, several = false): readonly ClueView[] {
  return clues.map((clue) => ({ favours: clue.favours, inThread: !SAID_ALREADY.includes(clue.kind) && !(clue.kind === 'learned' && clue.place === 'thread'), text: clue.favours ? sentence(clue, language, several) : language === 'fr' ? fr`Contre : ${sentence(clue, language, several)}` : `Against: ${sentence(clue, language, several)}` }));
}

export function evidenceView(candidate: Candidate, language: Language): EvidenceView | null {
  const favouring = candidate.clues.filter((clue) => clue.favours);
  if (favouring.length === 0) return null;
  const summary = favouring.slice(0, 2).map((clue) => short(clue, language)).join(' · ');
  const count = favouring.length;
  const against = candidate.clues.length - count;
  return {
    summary: summary.charAt(0).toUpperCase() + summary.slice(1),
    count: language === 'fr' ? `${count} indice${count > 1 ? 's' : ''}${against > 0 ? `, ${against} contre` : ''}` : `${count} clue${count > 1 ? 's' : ''}${against > 0 ? `, ${against} against` : ''}`,
    clues: clueViews(candidate.clues, language),
  };
}

/** Two letters for the avatar: of the first two words that are no legal form. */
export function initialsOf(name: string): string {
  const found = plain(name, 80).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !/^(sa|sas|sarl|eurl|sci|snc|sasu|ets|ste|societe|société|la|le|les|du|de|des|et|ltd|gmbh)$/i.test(word));
  const letters = found.length > 1 ? (Array.from(found[0] ?? '')[0] ?? '') + (Array.from(found[1] ?? '')[0] ?? '') : Array.from(found[0] ?? '?').slice(0, 2).join('');
  return letters.toUpperCase();
}

export function debtorView({ id, code, name, legalIds, town }: Pick<DebtorSummary, 'id' | 'code' | 'name' | 'legalIds' | 'town'>): DebtorView {
  const meta = [code === null ? '' : plain(code, 40), legalIds.siren === null ? '' : `SIREN ${grouped(legalIds.siren)}`, town === null ? '' : plain(town, 60)];
  // A name of nothing but invisible characters would leave a card without a heading.
  const shown = [name, code ?? '', String(id)].map((each) => plain(each)).find((each) => each !== '') ?? '?';
  return { id, name: shown, initials: initialsOf(shown), meta: meta.filter((part) => part !== '').join(' · ') };
}

const sameTotals = (a: DebtorSummary['open'], b: DebtorSummary['open']): boolean => a.length === b.length && a.every((one, i) => one.minor === b[i]?.minor && one.currency === b[i]?.currency);

/** On two cards a clue may be compared; on more it is read again and again. */
const MANY = 3;

const sameClue = (a: Clue, b: Clue): boolean => a.kind === b.kind && a.value === b.value && a.place === b.place && a.favours === b.favours && a.open === b.open && a.count === b.count && a.file === b.file;

/** The clues that every one of many candidates has: said once, above them. */
export function clueOfAll(candidates: readonly Candidate[]): (clue: Clue) => boolean {
  if (candidates.length < MANY) return () => false;
  const shared = (candidates[0]?.clues ?? []).filter((clue) => candidates.every((each) => each.clues.some((other) => sameClue(clue, other))));
  return (clue) => shared.some((each) => sameClue(each, clue));
}

/** @param ofAll whether a clue stands above the list already */
export function candidateView(candidate: Candidate, language: Language, ofAll: (clue: Clue) => boolean = () => false): CandidateView {
  const debtor = debtorView(candidate.debtor);
  const french = language === 'fr';
  const overdue = candidate.debtor.overdue;
  const open = candidate.debtor.open;
  const shown = overdue.length > 0 ? overdue : open;
  return {
    debtor,
    overdue: shown.map((total) => formatMoney(total, language)).join(', '),
    open: overdue.length === 0 || sameTotals(overdue, open) ? null : french ? fr`${open.map((total) => formatMoney(total, 'fr')).join(', ')} ouverts` : `${open.map((total) => formatMoney(total, 'en')).join(', ')} open`,
    overdueLabel: overdue.length > 0 ? (french ? 'échu' : 'overdue') : open.length > 0 ? (french ? 'non échu' : 'not due') : french ? 'rien d’ouvert' : 'nothing open',
    clues: placed(candidate, language, (clue) => !ofAll(clue)),
    choose: { action: { kind: 'choose-debtor', debtor: candidate.debtor.id }, label: `${french ? 'Choisir' : 'Choose'} ${plain(debtor.name, 60)}`, disabledBecause: null },
  };
}

/** Some of a candidate's clues, each with its place among all of them. */
function placed({ clues }: Candidate, language: Language, wanted: (clue: Clue) => boolean, several = false): CandidateView['clues'] {
  const views = clueViews(clues, language, several);
  return clues.flatMap((clue, at) => {
    const view = views[at];
    return view === undefined || !wanted(clue) ? [] : [{ ...view, at }];
  });
}

/** What speaks for, or against, all of the candidates alike; null: nothing does. */
export function commonView(candidates: readonly Candidate[], label: string, language: Language): CommonCluesView | null {
  const [first] = candidates;
  const clues = first === undefined ? [] : placed(first, language, clueOfAll(candidates), true);
  return first === undefined || clues.length === 0 ? null : { label, of: first.debtor.id, clues };
}
