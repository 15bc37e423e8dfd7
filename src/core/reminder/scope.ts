import type { LocalDate } from '../calendar';
import { formatMoney, isZero, NO_BREAK_SPACE, sum, totalsOf } from '../money';
import type { Currency, Money } from '../money';
import type { Debtor, EmailAddress, Invoice, InvoiceId, Language, OpenItem } from '../ledger';
import type { Author, ReminderReference } from '../log';
import type { Proposal, Register, Tone } from '../dunning';
import { closingOf, salutationOf } from './address';
import type { CompanyProfile } from '../case-file';
import { currenciesInWords } from './bank-account';
import type { Payee } from './bank-account';
import { clipped, oneLine } from './plain-text';
import { addresseeOf, addressInLine } from './postal-lines';
import { demandedOf, invoiceTable, shownNumber } from './tables';
import type { Block, Inline } from './text-document';
import { words } from './text-document';
import type { Scope } from './values';
import { Shown, ShownBlock, ShownDate, ShownLines } from './values';

/** Numbers named one by one in a sentence; the others are counted. */
const NAMED_NUMBERS = 4;
const NAMED_IN_REFERENCE = 3;

const date = (value: LocalDate | null): ShownDate | null => (value === null ? null : new ShownDate(value));
const amount = (value: Money, language: Language): Shown => new Shown(formatMoney(value, language));
const filled = (value: string | null): string | null => (value === null || oneLine(value) === '' ? null : value);

/** "FA-1, FA-2 et FA-3"; "FA-1, FA-2, FA-3, FA-4 et 12 autres". */
export function listed(numbers: readonly string[], language: Language): string {
  const and = language === 'fr' ? ' et ' : ' and ';
  const shown = numbers.map(shownNumber);
  if (shown.length > NAMED_NUMBERS + 1) {
    const others = shown.length - NAMED_NUMBERS;
    return `${shown.slice(0, NAMED_NUMBERS).join(', ')}${and}${others}${NO_BREAK_SPACE}${language === 'fr' ? 'autres' : 'others'}`;
  }
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')}${and}${shown[shown.length - 1] ?? ''}`;
}

/** The invoice, or the first of several: "Facture FA-1 et 2 autres factures". A subject says which invoices, never which reminder. */
export function subjectInvoices(numbers: readonly string[], language: Language): string {
  const [first = '', ...others] = numbers.map(shownNumber);
  if (language === 'fr') {
    const rest = others.length === 0 ? '' : others.length === 1 ? ` et 1${NO_BREAK_SPACE}autre facture` : ` et ${others.length}${NO_BREAK_SPACE}autres factures`;
    return `Facture ${first}${rest}`;
  }
  const rest = others.length === 0 ? '' : others.length === 1 ? ` and 1${NO_BREAK_SPACE}other invoice` : ` and ${others.length}${NO_BREAK_SPACE}other invoices`;
  return `Invoice ${first}${rest}`;
}

/** A telephone number that stays on one line. */
const unbroken = (phone: string | null): string | null => (phone === null ? null : oneLine(phone).replace(/ /g, NO_BREAK_SPACE));

/** An IBAN in groups of four that stay on one line. */
const groupedIban = (iban: string): string => (oneLine(iban).replace(/\s/g, '').match(/.{1,4}/g) ?? []).join(NO_BREAK_SPACE);

export const numbersOf = (items: readonly OpenItem[]): string[] => Array.from(new Set(items.map((item) => item.number)));

function signatureOf(profile: CompanyProfile, signer: string, onPaper: boolean): Block[] {
  // The mail client adds its own below what is inserted: a second one would stand beside it.
  if (profile.signature === 'mail-client' && !onPaper) return [];
  const lines = [signer, profile.name, profile.phone, ...(profile.legalMentions ?? '').split(/\r\n|\r|\n/)]
    .map((line) => clipped(oneLine(line ?? ''), 300))
    .filter((line) => line !== '');
  const inlines = lines.flatMap((line, at): Inline[] => (at === 0 ? [words(line)] : [{ kind: 'break' }, words(line)]));
  return [{ kind: 'paragraph', inlines }];
}

export interface ScopeInput {
  readonly debtor: Debtor;
  readonly profile: CompanyProfile;
  readonly author: Author;
  readonly language: Language;
  readonly recipient: EmailAddress | null;
  readonly items: readonly OpenItem[];
  /** Of the debtor: they know the customer's own order numbers. */
  readonly invoices: readonly Invoice[];
  readonly register: Register;
  /** An answer is courteous. */
  readonly tone: Tone;
  readonly payee: Payee;
  /** Of the items, those whose document is attached. */
  readonly attached: readonly OpenItem[];
  /** Of the items, those that the previous message listed. */
  readonly alreadyListed: readonly OpenItem[];
  readonly reference: ReminderReference | null;
  /** Who signs instead of the author, as the plan says it. */
  readonly signer?: string;
  /** On paper no mail program adds a signature. */
  readonly onPaper?: boolean;
  /** Where the rows of a table that is cut are; absent: on request. */
  readonly whereTheRestIs?: string;
  /** Of a reminder: unused credit notes and unallocated payments in the currency demanded; null: none. */
  readonly credits?: Money | null;
}

function invoiceScope(item: OpenItem, order: string | null, alreadyListed: readonly OpenItem[], language: Language): Scope {
  return {
    numero: shownNumber(item.number),
    date: date(item.issued),
    echeance: new ShownDate(item.due),
    montant: amount(item.amount, language),
    reste_du: amount(demandedOf(item), language),
    jours_retard: Math.max(0, item.daysOverdue),
    commande: order === null ? null : new Shown(order),
    deja_signalee: alreadyListed.includes(item),
  };
}

const tableOf = (items: readonly OpenItem[], currency: Currency, language: Language, whereTheRestIs?: string): Block => ({
  kind: 'table',
  table: invoiceTable(items.filter((item) => item.outstanding.currency === currency), currency, language, whereTheRestIs),
});

/** The customer's own order numbers, of the invoices that have one. */
function ordersOf({ invoices, items }: ScopeInput): ReadonlyMap<InvoiceId, string> {
  const wanted = new Set(items.map(({ invoice }) => invoice));
  const found = new Map<InvoiceId, string>();
  for (const { id, orderNumber } of invoices) {
    const order = wanted.has(id) ? filled(orderNumber) : null;
    if (order !== null) found.set(id, shownNumber(order));
  }
  return found;
}

/** What every template sees. */
export function commonScope(input: ScopeInput, today: LocalDate): Scope {
  const { debtor, profile, author, language, items } = input;
  const numbers = numbersOf(items);
  const orders = ordersOf(input);
  const invoices = items.map((item) => invoiceScope(item, orders.get(item.invoice) ?? null, input.alreadyListed, language));
  const ordered = Array.from(new Set(orders.values()));
  const contact = debtor.contacts.find((one) => one.address === input.recipient) ?? null;
  const totals = totalsOf(items.map(demandedOf));
  const [total] = totals;
  const attachedNumbers = numbersOf(input.attached);
  return {
    client: { nom: debtor.name, code: filled(debtor.code), adresse: addressInLine(debtor), professionnel: debtor.kind === 'business' },
    contact: { nom: contact === null ? null : filled(contact.name) },
    emetteur: { nom: author.name, societe: profile.name, tel: unbroken(filled(profile.phone)) },
    banque: {
      iban: input.payee.iban === null ? null : new Shown(groupedIban(input.payee.iban)),
      bic: input.payee.bic,
      titulaire: input.payee.name,
    },
    devise_etrangere: input.payee.foreign.length === 0 ? null : new Shown(currenciesInWords(input.payee.foreign, language)),
    mentions_legales: filled(profile.legalMentions) === null ? null : new ShownLines(profile.legalMentions ?? ''),
    date_du_message: new ShownDate(today),
    salutation: new Shown(salutationOf(contact?.name ?? (debtor.kind === 'consumer' ? debtor.name : null), input.register, language)),
    formule_finale: new Shown(closingOf(input.tone, input.register, language)),
    registre_amical: input.register === 'friendly',
    signature: new ShownBlock(signatureOf(profile, input.signer ?? author.name, input.onPaper ?? false)),
    facture: invoices[0] ?? null,
    factures: invoices,
    nombre_factures: numbers.length,
    liste_factures: new Shown(listed(numbers, language)),
    objet_factures: numbers.length === 0 ? null : new Shown(subjectInvoices(numbers, language)),
    nombre_commandes: ordered.length,
    liste_commandes: ordered.length === 0 ? null : new Shown(listed(ordered, language)),
    reference_paiement: referenceOfPayment(numbers, input.reference),
    // Two currencies have no sum (only an answer can cite both): the tables give one each.
    total: total === undefined || totals.length > 1 ? null : amount(total, language),
    tableau_factures: items.length === 0 ? null : new ShownBlock(totals.map(({ currency }) => tableOf(items, currency, language, input.whereTheRestIs))),
    pieces_jointes: {
      nombre: attachedNumbers.length,
      toutes: attachedNumbers.length > 0 && attachedNumbers.length === numbers.length,
      liste: new Shown(listed(attachedNumbers, language)),
      manquantes: new Shown(listed(numbers.filter((number) => !attachedNumbers.includes(number)), language)),
    },
  };
}

/** What the debtor writes on the transfer: the numbers while a transfer's text holds them, else the reminder's own reference. */
function referenceOfPayment(numbers: readonly string[], reference: ReminderReference | null): Shown | null {
  if (numbers.length > NAMED_IN_REFERENCE) return reference === null ? null : new Shown(reference);
  return numbers.length === 0 ? null : new Shown(numbers.map(shownNumber).join(', '));
}

/** What only a reminder sees. */
export function reminderScope(input: ScopeInput, proposal: Proposal, reference: ReminderReference): Scope {
  const { language, items, debtor } = input;
  const numbers = numbersOf(items);
  const before = numbersOf(input.alreadyListed);
  const later = items.filter((item) => before.includes(item.number) && !input.alreadyListed.includes(item));
  const disputed = sum(items.map((item) => item.disputed), proposal.sum.currency);
  const informational = proposal.informational;
  return {
    destinataire: new ShownBlock([{ kind: 'address', lines: addresseeOf(debtor).lines }]),
    reference: new Shown(reference),
    date_limite: new ShownDate(proposal.deadline),
    jours_retard: Math.max(0, ...items.map((item) => item.daysOverdue)),
    nombre_echeances: items.filter((item) => item.daysOverdue > 0).length,
    nombre_echues: numbersOf(items.filter((item) => item.daysOverdue > 0)).length,
    relance_precedente:
      proposal.previous === null || before.length === 0
        ? null
        : { date: new ShownDate(proposal.previous.on), nombre: before.length, toutes: before.length === numbers.length && later.length === 0, liste: new Shown(listed(before, language)) },
    nombre_nouvelles: numbers.length - before.length,
    nombre_echeances_nouvelles: later.length,
    avoirs: items.flatMap((item) =>
      item.netted.map((credit) => ({ numero: shownNumber(credit.number), montant: amount(credit.amount, language), facture: shownNumber(item.number) })),
    ),
    part_contestee: isZero(disputed) ? null : amount(disputed, language),
    credit_non_impute: input.credits === undefined || input.credits === null ? null : amount(input.credits, language),
    nombre_information: numbersOf(informational).length,
    tableau_information: informational.length === 0 ? null : new ShownBlock([tableOf(informational, proposal.sum.currency, language)]),
    // L441-10 II and D441-5 of the commercial code: between professionals, under French law. Public buyers have
    // R2192-31 and D2192-35 of the public procurement code instead; consumers have neither (law sheet 1.2, 1.4, 1.14).
    rappel_penalites: debtor.kind === 'business' && debtor.lawCountry === 'FR',
  };
}

