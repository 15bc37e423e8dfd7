import { assignIds, completedDebtor, firstIds, foldHeader, foldName, nameTokens, ok, readCustomerRows, readLedgerRows, readPartOfListing, scanListing } from '../../core';
import type { ColumnMapping, CompanyId, Debtor, DebtorId, Invoice, LedgerField, LedgerProblem, ListingScan, Result, SourceProblem } from '../../core';
import { DomainHolders, LedgerPeople } from './ledger-people';
import type { Person } from './ledger-people';
import { ledgerTabs } from './ledger-tabs';
import type { LedgerTabs } from './ledger-tabs';
import type { OpenBook } from './open-book';

/** A customer as the ledger's rows tell him; what belongs to him alone (domains, accounts) is not sorted out yet. */
export interface SheetAccount {
  /** Of this reading: the id may differ. */
  readonly key: string;
  readonly debtor: Debtor;
  readonly invoices: readonly Invoice[];
}

/** What some customers, or all, are read as. */
export interface Reading {
  readonly accounts: readonly SheetAccount[];
  /** Of both tabs, in order; whoever was asked for. */
  readonly unreadable: readonly LedgerProblem[];
  readonly remarks: readonly LedgerProblem[];
}

/** Several rooms ask in one callback. */
const opened = new WeakMap<LedgerTabs, SheetLedger>();

/**
 * The ledger of one callback. Ten thousand rows are looked over and only those of the customers in question are read as
 * invoices; a sheet that is more than a plain listing (totals, headings between rows) is read as a whole: slower, the same answer.
 */
export class SheetLedger {
  readonly people: LedgerPeople;
  private everybody: Reading | null = null;

  private constructor(readonly tabs: LedgerTabs, readonly scan: ListingScan, private readonly company: CompanyId) {
    this.people = new LedgerPeople(tabs, scan);
  }

  static open(book: OpenBook, company: CompanyId): Result<SheetLedger, SourceProblem> {
    const tabs = ledgerTabs(book);
    if (!tabs.ok) return tabs;
    const known = opened.get(tabs.value);
    if (known?.company === company) return ok(known);
    const { rows, mapping } = tabs.value.invoices;
    const ledger = new SheetLedger(tabs.value, scanListing(rows, mapping), company);
    opened.set(tabs.value, ledger);
    return ok(ledger);
  }

  /** Nobody can be told apart before everything is read. */
  get isWhole(): boolean {
    return this.scan.whole;
  }

  all(): Reading {
    this.everybody ??= this.readAll();
    return this.everybody;
  }

  /** These customers; and with them whatever must be read to know which rows cannot be. */
  some(people: readonly Person[]): Reading {
    if (this.isWhole || this.everybody !== null) {
      const keys = new Set(people.map(({ key }) => key));
      const { accounts, ...rest } = this.all();
      return this.isWhole ? { accounts, ...rest } : { accounts: accounts.filter(({ key }) => keys.has(key)), ...rest };
    }
    const { invoices, customers } = this.tabs;
    const wanted = [...new Set([...this.scan.doubtful, ...people.flatMap(({ invoiceRows }) => invoiceRows)])].sort((a, b) => a - b);
    const read = readPartOfListing(invoices.rows, invoices.mapping, this.company, invoices.title, wanted);
    const listed = customers === null ? null : readCustomerRows(customers.rows, customers.mapping, customers.title, [...people.flatMap(({ customerRows }) => customerRows), ...this.people.unnamed].sort((a, b) => a - b));
    return this.joined(people, read, listed);
  }

  private readAll(): Reading {
    const { invoices, customers } = this.tabs;
    const read = readLedgerRows(invoices.rows, invoices.mapping, this.company, invoices.title);
    const listed = customers === null ? null : readCustomerRows(customers.rows, customers.mapping, customers.title);
    if (!this.isWhole) return this.joined(this.people.all, read, listed);
    // Headings named customers of whom no cell of their rows speaks: those that were read are the people.
    const named = read.debtors.map(({ id, name }) => ({ key: id as string, name: foldHeader(name) }));
    const places = this.people.joined(new Map([...(listed?.debtors ?? [])].map(([key, { name }]) => [key, foldHeader(name)])), named);
    const taken = new Set([...places.values()].flat());
    const person = (key: string, of: readonly number[]): Person => ({ key, invoiceKeys: of.map((at) => named[at]?.key ?? ''), invoiceRows: [], customerRows: [] });
    const people = [...[...(listed?.debtors.keys() ?? [])].map((key) => person(key, places.get(key) ?? [])), ...named.flatMap(({ key }, at) => (taken.has(at) ? [] : [person(key, [at])]))];
    return this.joined(people, read, listed);
  }

  private joined(people: readonly Person[], read: ReturnType<typeof readLedgerRows>, listed: ReturnType<typeof readCustomerRows> | null): Reading {
    const debtors = new Map(read.debtors.map((debtor) => [debtor.id as string, debtor]));
    const invoices = new Map<string, Invoice[]>();
    for (const invoice of read.invoices) {
      const list = invoices.get(invoice.debtor);
      if (list === undefined) invoices.set(invoice.debtor, [invoice]);
      else list.push(invoice);
    }
    const found = people.flatMap(({ key, invoiceKeys }) => {
      const told = invoiceKeys.flatMap((each) => debtors.get(each) ?? []);
      const own = listed?.debtors.get(key);
      const debtor = own === undefined ? told[0] : told.reduce((all, each) => this.merged(all, each), own);
      return debtor === undefined ? [] : [{ debtor: { ...debtor, id: key as DebtorId }, invoices: invoiceKeys.flatMap((each) => invoices.get(each) ?? []) }];
    });
    const ids = this.idsOf(found.map(({ debtor }) => debtor));
    const accounts = found.map(({ debtor, invoices: of }): SheetAccount => {
      const id = ids.get(debtor.id) ?? debtor.id;
      return { key: debtor.id, debtor: { ...debtor, id }, invoices: of.map((invoice) => ({ ...invoice, debtor: id })) };
    });
    return { accounts, unreadable: [...(listed?.unreadable ?? []), ...read.unreadable], remarks: read.remarks };
  }

  /** What the list of customers says wins; what it has no column for, the invoices' rows may say. */
  private merged(own: Debtor, told: Debtor): Debtor {
    const columns: ColumnMapping['columns'] = this.tabs.customers?.mapping.columns ?? {};
    const silent = (field: LedgerField): boolean => columns[field] === undefined;
    return {
      ...completedDebtor(own, told),
      ...(own.code === null ? { code: told.code } : {}),
      ...(silent('debtor-name') ? { name: told.name } : {}),
      ...(silent('debtor-kind') ? { kind: told.kind } : {}),
      ...(silent('segment') ? { segment: told.segment } : {}),
      ...(silent('language') ? { language: told.language } : {}),
    };
  }

  /**
   * The ids follow from the rows alone, as on the server. Two customers without a code may have one name and town: each keeps the
   * id that he would have among all.
   */
  private idsOf(found: readonly Debtor[]): ReadonlyMap<DebtorId, DebtorId> {
    const nameless = found.filter(({ code }) => code === null);
    if (this.isWhole || nameless.length === 0 || found.length === this.people.all.length) return assignIds(found, []);
    const named = new Map<string, Debtor>(found.map((debtor) => [debtor.id, debtor]));
    const inOrder: Debtor[] = [];
    const rivals = nameless.map(({ name, town }) => ({ word: nameTokens(name).reduce((longest, word) => (word.length > longest.length ? word : longest), ''), name: `${foldName(name)}|${foldName(town ?? '')}` }));
    for (const person of this.people.all) {
      const known = named.get(person.key);
      if (known !== undefined) inOrder.push(known);
      else if (person.key.startsWith('name ') && rivals.some(({ word }) => word !== '' && person.key.includes(word))) {
        const [name, town] = [this.people.text(person, 'debtor-name'), this.people.text(person, 'town')];
        if (rivals.some((rival) => rival.name === `${foldName(name)}|${foldName(town)}`)) inOrder.push({ ...(nameless[0] as Debtor), id: person.key as DebtorId, name, town: town === '' ? null : town, legalIds: { siren: null, siret: null, vat: null } });
      }
    }
    return assignIds(inOrder, []);
  }

  /** The customer whose code this id bears; undefined: it is none of a code, or nobody has it. */
  withCodeOf(id: DebtorId): Person | undefined {
    if (!id.startsWith('c-')) return undefined;
    const person = this.people.withKey(`code ${id.slice(2)}`);
    return person === undefined || firstIds([]).of({ code: id.slice(2), name: '', town: null, legalIds: { siren: null, siret: null, vat: null } } as Debtor) !== id ? undefined : person;
  }

  /** Who has an address under which domain, of everybody. */
  holders(): DomainHolders {
    const holders = new DomainHolders();
    if (this.isWhole) for (const { key, debtor } of this.all().accounts) for (const { address, role } of debtor.contacts) {
      if (role !== 'sales') holders.add(key, address);
    }
    else this.people.addresses((address, { key }) => holders.add(key, address));
    return holders;
  }
}
