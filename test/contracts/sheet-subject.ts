import { headerOf, localDate } from '../../src/core';
import type { Author, Contact, ContactRole, Debtor, Instant, Invoice, InvoiceKind, LedgerField, LocalDate, MeansOfPayment, Money } from '../../src/core';
import { World, googleServices, serial } from '../../src/demo/gmail/host';
import type { Cell, SimulatedSheet, SimulatedSpreadsheet } from '../../src/demo/gmail/host';
import { createBook } from '../../src/gmail/sheet/create-book';
import type { BookPlace, TabName } from '../../src/gmail/sheet/open-book';
import { createSheetRecords } from '../../src/gmail/sheet/sheet-records';
import type { SheetRecords } from '../../src/gmail/sheet/sheet-records';
import type { UserCache } from '../../src/gmail/user-cache';
import { COMPANY, MARIE, aProfile } from '../core/builders';
import { shippedRates } from '../core/penalties/rates';
import { aShippedPack } from '../core/reminder/shipped';
import { deskOf } from './desk-of-records';
import { MORNING } from './subject';
import type { Desk, Reading, Subject } from './subject';

const TEMPLATES = aShippedPack().templates;
const EMAIL = (author: Author): string => `${author.id}@atelier-nord.fr`;

/** A spreadsheet that Relance made, in Google as it is simulated; each question is a callback of its own. */
export class SheetCompany implements Subject {
  private clock: Instant = MORNING;
  readonly world: World;
  readonly place: BookPlace;
  private readonly colleagues = new Map<string, World>();

  constructor() {
    this.world = new World({ now: () => Date.parse(this.clock), user: { email: EMAIL(MARIE), timeZone: 'Europe/Paris', locale: 'fr' } });
    this.colleagues.set(MARIE.id, this.world);
    this.as(MARIE);
    const { name, legalIds, addresses, domains, iban, bic, phone } = aProfile();
    const made = createBook({
      language: 'fr', today: localDate('2026-11-23'),
      settings: { 'profile.name': name, 'profile.siren': legalIds.siren ?? '', 'profile.siret': legalIds.siret ?? '', 'profile.vat': legalIds.vat ?? '', 'profile.addresses': addresses.join(', '), 'profile.domains': domains.join(', '), 'profile.iban': iban ?? '', 'profile.bic': bic ?? '', 'profile.phone': phone ?? '' },
    }, 'Europe/Paris');
    if (!made.ok) throw new Error(made.problem.code);
    this.place = made.value.place;
  }

  get file(): SimulatedSpreadsheet {
    return this.world.files.get(this.place.spreadsheet) as SimulatedSpreadsheet;
  }

  tab(name: TabName): SimulatedSheet {
    return this.file.byId(this.place.tabs[name]?.sheetId ?? -1) as SimulatedSheet;
  }

  /** Google's services as this person's script finds them in a new callback. */
  as(author: Author): World {
    const world = this.colleagues.get(author.id) ?? this.world.colleague({ email: EMAIL(author), timeZone: 'Europe/Paris', locale: 'fr' });
    this.colleagues.set(author.id, world);
    Object.assign(globalThis, googleServices(world));
    return world;
  }

  records(author: Author, cache: UserCache | null = null): SheetRecords {
    return createSheetRecords({ place: this.place, author, company: COMPANY, templates: TEMPLATES, rates: shippedRates(), now: () => new Date(this.world.now()).toISOString() as Instant, cache });
  }

  desk(author: Author): Desk {
    const of = this.as(author);
    if (author.id !== MARIE.id) this.file.share(of.user.email, 'writer');
    const ask = <T>(question: (records: SheetRecords) => T): Promise<T> => {
      this.as(author);
      return Promise.resolve(question(this.records(author)));
    };
    return deskOf(ask);
  }

  setNow(now: Instant): void {
    this.clock = now;
  }
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The clerk types his ledger into the tabs, and takes out what is paid. */
  read({ debtors, invoices }: Reading): Promise<void> {
    this.fill('customers', CUSTOMER_FIELDS, debtors.map((debtor) => cellsOf(CUSTOMER, debtor)));
    const names = new Map(debtors.map((debtor) => [debtor.id, debtor]));
    this.fill('invoices', INVOICE_FIELDS, invoices.flatMap((invoice) => invoice.instalments.map((_, at) => cellsOf(INVOICE, { invoice, at, debtor: names.get(invoice.debtor) }))));
    return Promise.resolve();
  }

  /** Columns that the tab has not are put behind the last one. */
  private fill(name: TabName, fields: readonly LedgerField[], rows: readonly Readonly<Partial<Record<LedgerField, Cell>>>[]): void {
    const tab = this.tab(name);
    const headers = (tab.rows[0] ?? []).map((cell) => String(cell ?? ''));
    const columnOf = (field: LedgerField): number => {
      const label = headerOf(field, 'fr');
      const found = headers.indexOf(label);
      if (found >= 0) return found;
      headers.push(label);
      tab.write(0, headers.length - 1, [[label]]);
      return headers.length - 1;
    };
    const columns = fields.map((field) => [field, columnOf(field)] as const);
    if (tab.rows.length > 1) tab.deleteRows(2, tab.rows.length - 1);
    rows.forEach((row, at) => tab.write(at + 1, 0, [headers.map((_, column) => row[columns.find(([, place]) => place === column)?.[0] ?? 'document'] ?? null)]));
  }
}

type Teller<T> = Readonly<Partial<Record<LedgerField, (of: T) => Cell>>>;
const cellsOf = <T>(teller: Teller<T>, of: T): Readonly<Partial<Record<LedgerField, Cell>>> => Object.fromEntries(Object.entries(teller).map(([field, tell]) => [field, tell(of)]));
const dayOf = (day: LocalDate | null): Cell => (day === null ? null : serial(day));
const units = (amount: Money): Cell => amount.minor / 100;
const addresses = ({ contacts }: Debtor, role: ContactRole): Cell => contacts.filter((contact) => contact.role === role).map((contact: Contact) => contact.address).join(', ') || null;

const KINDS: Readonly<Record<InvoiceKind, string>> = { invoice: 'facture', deposit: 'acompte', 'credit-note': 'avoir' };
const MEANS: Readonly<Record<MeansOfPayment, string>> = { transfer: 'virement', 'direct-debit-presented': 'prélèvement', 'bill-in-hand': 'traite', 'cheque-in-hand': 'chèque reçu', other: 'autre' };

const CUSTOMER: Teller<Debtor> = {
  'debtor-code': ({ code }) => code, 'debtor-name': ({ name }) => name, siren: ({ legalIds }) => legalIds.siren, siret: ({ legalIds }) => legalIds.siret, vat: ({ legalIds }) => legalIds.vat,
  'contact-address': (debtor) => addresses(debtor, 'unknown'), 'payer-address': (debtor) => addresses(debtor, 'payer'), 'accounting-address': (debtor) => addresses(debtor, 'accounting'), 'generic-address': (debtor) => addresses(debtor, 'generic'),
  'management-address': (debtor) => addresses(debtor, 'management'), 'sales-address': (debtor) => addresses(debtor, 'sales'), phone: ({ phone }) => phone, town: ({ town }) => town, language: ({ language }) => language,
  'debtor-kind': ({ kind }) => ({ business: 'entreprise', consumer: 'particulier', public: 'public' })[kind], segment: ({ segment }) => segment, 'debtor-iban': ({ ibans }) => ibans?.join(', ') ?? null,
  'contract-rate': ({ contractRate }) => (contractRate === undefined ? null : `${contractRate / 10_000} %`), street: ({ postal }) => postal?.lines[0] ?? null, 'street-more': ({ postal }) => postal?.lines.slice(1).join('\n') || null,
  postcode: ({ postal }) => postal?.postcode ?? null, 'postal-town': ({ postal }) => postal?.town ?? null, country: ({ postal }) => postal?.country ?? null,
};
const CUSTOMER_FIELDS = Object.keys(CUSTOMER) as LedgerField[];

interface InvoiceRow {
  readonly invoice: Invoice;
  readonly at: number;
  readonly debtor: Debtor | undefined;
}
const INVOICE: Teller<InvoiceRow> = {
  'invoice-number': ({ invoice }) => invoice.number, 'invoice-kind': ({ invoice }) => KINDS[invoice.kind], issued: ({ invoice }) => dayOf(invoice.issued), due: ({ invoice, at }) => dayOf(invoice.instalments[at]?.due ?? null),
  'debtor-code': ({ debtor }) => debtor?.code ?? null, 'debtor-name': ({ debtor }) => debtor?.name ?? null, amount: ({ invoice, at }) => units(invoice.instalments[at]?.amount ?? { minor: 0, currency: 'EUR' }),
  outstanding: ({ invoice, at }) => units(invoice.instalments[at]?.outstanding ?? { minor: 0, currency: 'EUR' }), currency: ({ invoice }) => invoice.instalments[0]?.amount.currency ?? 'EUR', means: ({ invoice }) => MEANS[invoice.means], 'order-number': ({ invoice }) => invoice.orderNumber, corrects: ({ invoice }) => invoice.corrects,
  disputed: ({ invoice }) => (invoice.disputed === null ? null : units(invoice.disputed)), retained: ({ invoice }) => (invoice.retained === null ? null : units(invoice.retained.amount)), 'retained-until': ({ invoice }) => dayOf(invoice.retained?.releasedOn ?? null),
};
const INVOICE_FIELDS = Object.keys(INVOICE) as LedgerField[];

export const openSheetSubject = (): Promise<SheetCompany> => Promise.resolve(new SheetCompany());
