import type { CaseFile, Pack } from '../case-file';
import { policyOf } from '../dunning';
import type { ContactRole, EmailAddress, Language } from '../ledger/types';
import { foldHistory } from '../log';
import { completenessOf, knownContacts, USUAL_ORDER } from '../reminder/known-contacts';
import type { Completeness, KnownContact } from '../reminder/known-contacts';
import { fr, plain, typeset } from './plain';
import { day } from './sentences';
import type { Saying } from './sentences';
import type { ActionView } from './types';
import { words } from './words';

/** Of this page alone: it is fetched after the card. */
export interface ContactsView {
  /** "Complet", "Manque : adresse comptable, adresse générale", "Aucune adresse utilisable" */
  readonly completeness: string;
  readonly complete: boolean;
  /** What the missing ones would be good for; empty when nothing is missing. */
  readonly goodFor: readonly string[];
  readonly rows: readonly ContactRowView[];
  readonly add: ActionView;
}
export interface ContactRowView {
  readonly address: EmailAddress;
  /** "contact comptable · Sophie Marchand" */
  readonly about: string;
  /** "refusée le 12/11 (Nadia Perrin)"; null: in the ledger, and nothing was said of it. */
  readonly state: string | null;
  /** Not written to. */
  readonly gone: boolean;
  readonly action: ActionView;
}

const ORDER: readonly ContactRole[] = [...USUAL_ORDER, 'sales'];

/** Everybody known of a debtor, by role, and what is missing. */
export function presentContacts({ debtor, entries, today }: CaseFile, pack: Pack, language: Language): ContactsView {
  const saying: Saying = { language, today, policy: policyOf(pack, debtor) };
  const contacts = knownContacts(debtor, foldHistory(entries).contacts);
  const { missing } = completenessOf(debtor, contacts);
  return {
    completeness: completenessInWords(missing, language),
    complete: missing.length === 0,
    goodFor: missing.map((each) => GOOD_FOR[language][each]),
    rows: ORDER.flatMap((role) => contacts.filter((contact) => contact.role === role)).map((contact) => rowOf(contact, saying)),
    add: { action: { kind: 'add-contact' }, label: words(language).contactAdd, disabledBecause: null },
  };
}

function rowOf(contact: KnownContact, saying: Saying): ContactRowView {
  const { language } = saying;
  const table = words(language);
  const { address, name, role, state, change } = contact;
  const back = state !== 'usable';
  return {
    address,
    about: [table.roles[role], name === null ? '' : plain(name, 80)].filter((part) => part !== '').join(' · '),
    state: change === null ? null : stateInWords(change, saying),
    gone: back,
    action: { action: back ? { kind: 'restore-contact', address, role: change?.role ?? null } : { kind: 'remove-contact', address }, label: back ? table.copyRestore : table.copyDrop, disabledBecause: null },
  };
}

function stateInWords({ change, on, author }: NonNullable<KnownContact['change']>, saying: Saying): string {
  const french = saying.language === 'fr';
  const word = { bounced: french ? 'refusée' : 'refused', removed: french ? 'retirée' : 'taken out', added: french ? 'ajoutée' : 'added' }[change];
  return french ? `${word} le ${day(on, saying)} (${plain(author.name, 60)})` : `${word} on ${day(on, saying)} (${plain(author.name, 60)})`;
}

function completenessInWords(missing: Completeness['missing'], language: Language): string {
  const french = language === 'fr';
  if (missing.length === 0) return french ? 'Complet' : 'Complete';
  if (missing.includes('any')) return french ? 'Aucune adresse utilisable' : 'No usable address';
  const named = missing.map((each) => (each === 'accounting' ? (french ? 'adresse comptable' : 'accounting address') : french ? 'adresse générale' : 'general address'));
  return french ? fr`Manque : ${named.join(', ')}` : `Missing: ${named.join(', ')}`;
}

const GOOD_FOR: Readonly<Record<Language, Readonly<Record<Completeness['missing'][number], string>>>> = {
  fr: {
    accounting: typeset("L'adresse comptable reçoit les relances, ou leur copie dès la deuxième."),
    generic: typeset("L'adresse générale sert quand une relance reste sans réponse."),
    any: typeset('Sans adresse, aucune relance ne part par e-mail : appelez, ou écrivez par courrier.'),
  },
  en: {
    accounting: 'The accounting address gets the reminders, or a copy from the second on.',
    generic: 'The general address helps when a reminder is left unanswered.',
    any: 'Without an address no reminder goes by e-mail: call, or write a letter.',
  },
};

/** Of the form that adds an address. */
export interface ContactWords {
  readonly address: string;
  readonly role: string;
  readonly roles: Readonly<Record<ContactRole, string>>;
  readonly hint: string;
  readonly notAnAddress: string;
  readonly ours: string;
  readonly known: string;
  /** On the button that opens the list, and on the one that closes it. */
  readonly show: string;
  readonly hide: string;
}

const WORDS: Readonly<Record<Language, ContactWords>> = {
  fr: {
    address: 'Adresse e-mail', role: 'À qui elle est',
    roles: { payer: 'Celui qui paie', accounting: 'La comptabilité', unknown: 'Une personne', generic: 'Adresse générale de la société', management: 'La direction', sales: 'Notre commercial (jamais relancé)' },
    hint: typeset("Notée au journal ; le grand livre n'est pas changé."),
    notAnAddress: typeset("Ce n'est pas une adresse e-mail."), ours: typeset("C'est une de vos adresses."), known: 'Cette adresse est déjà un contact de ce client.', show: 'Voir', hide: 'Replier',
  },
  en: {
    address: 'E-mail address', role: 'Whose it is',
    roles: { payer: 'Who pays', accounting: 'Accounting', unknown: 'A person', generic: 'General address of the company', management: 'Management', sales: 'Our salesperson (never reminded)' },
    hint: 'Kept in the log; the ledger is not changed.', notAnAddress: 'This is not an e-mail address.', ours: 'This is one of your own addresses.', known: 'This address is already a contact of this customer.', show: 'Show', hide: 'Collapse',
  },
};
export const contactWords = (language: Language): ContactWords => WORDS[language];
