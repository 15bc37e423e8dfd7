import { PLAIN_SHEET, RowCells, addressesIn, debtorKeyIn, domainOf, faultOf, foldHeader, isBlank, plainCodeKey, registrableByRule, textOf } from '../../core';
import type { LedgerField, ListingScan, Row } from '../../core';
import type { LedgerTab, LedgerTabs } from './ledger-tabs';

/** A customer as the tabs name him: where his rows are, zero-based and ascending. */
export interface Person {
  /** In the tab of customers where he stands there, else in that of invoices. */
  readonly key: string;
  readonly invoiceKeys: readonly string[];
  readonly invoiceRows: readonly number[];
  readonly customerRows: readonly number[];
}

const ADDRESSES: readonly LedgerField[] = ['contact-address', 'accounting-address', 'payer-address', 'generic-address', 'management-address'];
const SEVERAL = /[\s,;|/]/;

/** All customers of both tabs by what their cells say as they are written: nothing of them is read yet. */
export class LedgerPeople {
  readonly all: readonly Person[];
  /** Of each row of invoices its customer; absent: none. */
  private readonly ofRow: readonly (Person | undefined)[];
  private readonly byKey = new Map<string, Person>();
  /** Rows of the tab of customers that name nobody, or a fault: they are read to be told. */
  readonly unnamed: readonly number[];

  constructor(private readonly tabs: LedgerTabs, private readonly scan: ListingScan) {
    const listed = tabs.customers === null ? { rows: new Map<string, number[]>(), unnamed: [] } : listedIn(tabs.customers);
    this.unnamed = listed.unnamed;
    const joined = this.joinedByRows(listed.rows);
    const people: Person[] = [];
    for (const [key, customerRows] of listed.rows) people.push(this.person(key, customerRows, joined.get(key) ?? []));
    const taken = new Set([...joined.values()].flat());
    scan.customers.forEach(({ key }, at) => {
      if (!taken.has(at)) people.push(this.person(key, [], [at]));
    });
    const ofCustomer: Person[] = [];
    const places = new Map(scan.customers.map(({ key }, at) => [key, at]));
    for (const person of people) {
      this.byKey.set(person.key, person);
      for (const key of person.invoiceKeys) ofCustomer[places.get(key) ?? -1] = person;
    }
    this.all = people;
    this.ofRow = ofCustomer;
  }

  at(row: number): Person | undefined {
    return this.ofRow[this.scan.customerOf[row] ?? -1];
  }

  withKey(key: string): Person | undefined {
    return this.byKey.get(key);
  }

  /** The text of a field in the first row that tells it. */
  text({ customerRows, invoiceRows }: Person, field: LedgerField): string {
    const { invoices, customers } = this.tabs;
    return (customers === null ? '' : firstText(customers, customerRows, field)) || firstText(invoices, invoiceRows, field);
  }

  /** Each text of some fields once, as neighbouring rows tell it. */
  texts(fields: readonly LedgerField[], take: (text: string, person: Person) => void, people: readonly Person[] = this.all): void {
    const { invoices, customers } = this.tabs;
    for (const [tab, isList] of [[customers, true], [invoices, false]] as const) {
      if (tab === null) continue;
      for (const field of fields) {
        const column = tab.mapping.columns[field];
        if (column === undefined) continue;
        for (const person of people) {
          let before: unknown = '';
          for (const at of isList ? person.customerRows : person.invoiceRows) {
            const cell = (tab.rows[at] as Row)[column];
            if (cell === before || cell === undefined || cell === '') continue;
            before = cell;
            take(textOf(cell), person);
          }
        }
      }
    }
  }

  /** Addresses in small letters, as written: whether each is one is not asked yet. Those of salespeople are nobody's own. */
  addresses(take: (address: string, person: Person) => void, people: readonly Person[] = this.all): void {
    this.texts(ADDRESSES, (text, person) => {
      if (!SEVERAL.test(text)) take(text.toLowerCase(), person);
      else for (const each of addressesIn(text)) take(each.toLowerCase(), person);
    }, people);
  }

  private person(key: string, customerRows: readonly number[], of: readonly number[]): Person {
    const customers = of.map((at) => this.scan.customers[at] as ListingScan['customers'][number]);
    const rows = customers.length === 1 ? (customers[0]?.rows ?? []) : customers.flatMap((each) => each.rows).sort((a, b) => a - b);
    return { key, customerRows, invoiceKeys: customers.map((each) => each.key), invoiceRows: rows };
  }

  /** Names are folded only when they are asked for: mostly the keys are the same. */
  private joinedByRows(listed: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, readonly number[]> {
    const { customers, invoices } = this.tabs;
    if (customers === null) return new Map();
    const { customers: invoiced } = this.scan;
    if (invoiced.every(({ key }) => listed.has(key))) return new Map(invoiced.map(({ key }, at) => [key, [at]]));
    const names = new Map(Array.from(listed, ([key, [first]]) => [key, nameIn(customers, first ?? 0)] as const));
    return this.joined(names, invoiced.map(({ key, rows }) => ({ key, name: listed.has(key) ? '' : nameIn(invoices, rows[0] ?? 0) })));
  }

  /**
   * Which customers of the invoices stand in the list of customers: by the same key; by their name alone where one of the two
   * tells no code.
   * @param listed the names of the list by key, folded; a name is only asked for where a key is missing
   */
  joined(listed: ReadonlyMap<string, string>, invoiced: readonly { readonly key: string; readonly name: string }[]): ReadonlyMap<string, readonly number[]> {
    const found = new Map<string, number[]>();
    const add = (key: string, at: number): void => {
      const places = found.get(key);
      if (places === undefined) found.set(key, [at]);
      else places.push(at);
    };
    const { customers, invoices } = this.tabs;
    const codesBoth = customers?.mapping.columns['debtor-code'] !== undefined && invoices.mapping.columns['debtor-code'] !== undefined;
    let byName: Map<string, string | null> | null = null;
    invoiced.forEach((one, at) => {
      if (listed.has(one.key)) return add(one.key, at);
      if (listed.size === 0 || (codesBoth && one.key.startsWith('code '))) return;
      // Two of one name: which of them it is, nothing says.
      if (byName === null) {
        byName = new Map();
        for (const [key, name] of listed) byName.set(name, byName.has(name) ? null : key);
      }
      const named = one.name === '' ? null : byName.get(one.name);
      if (named !== undefined && named !== null) add(named, at);
    });
    return found;
  }
}

function firstText({ rows, mapping }: LedgerTab, places: readonly number[], field: LedgerField): string {
  const column = mapping.columns[field];
  if (column === undefined) return '';
  for (const at of places) {
    const cell = (rows[at] as Row)[column];
    if (cell !== undefined && cell !== '') return textOf(cell);
  }
  return '';
}

const nameIn = ({ rows, mapping }: LedgerTab, at: number): string => foldHeader(textOf((rows[at] as Row)[mapping.columns['debtor-name'] ?? -1]));

function listedIn({ rows, mapping }: LedgerTab): { readonly rows: ReadonlyMap<string, number[]>; readonly unnamed: readonly number[] } {
  const cells = new RowCells(rows, mapping, PLAIN_SHEET);
  const found = new Map<string, number[]>();
  const unnamed: number[] = [];
  const named = [mapping.columns['debtor-code'], mapping.columns['debtor-name']];
  const code = mapping.columns['debtor-code'] ?? -1;
  for (let at = mapping.headerRow + 1; at < rows.length; at += 1) {
    const row = rows[at] as Row;
    const key = named.some((column) => column !== undefined && faultOf(row[column]) !== null) ? null : (plainCodeKey(row[code]) ?? debtorKeyIn(cells.of(at)));
    if (key === null) {
      if (!row.every(isBlank)) unnamed.push(at);
      continue;
    }
    const places = found.get(key);
    if (places === undefined) found.set(key, [at]);
    else places.push(at);
  }
  return { rows: found, unnamed };
}

/** Who has an address under a domain, by the domain that somebody registered. */
export class DomainHolders {
  private readonly registered = new Map<string, string | null>();
  /** Mostly one alone: a set is made for the second. */
  private readonly holders = new Map<string, string | Set<string>>();

  of(domain: string): string | null {
    let known = this.registered.get(domain);
    if (known === undefined) {
      known = registrableByRule(domain);
      this.registered.set(domain, known);
    }
    return known;
  }

  add(key: string, address: string): void {
    const domain = this.of(domainOf(address));
    if (domain === null) return;
    const known = this.holders.get(domain);
    if (known === undefined) this.holders.set(domain, key);
    else if (typeof known !== 'string') known.add(key);
    else if (known !== key) this.holders.set(domain, new Set([known, key]));
  }

  /** Keys of those who have an address there. */
  at(domain: string): ReadonlySet<string> {
    const known = this.holders.get(domain);
    return known === undefined ? NOBODY : typeof known === 'string' ? new Set([known]) : known;
  }
}
const NOBODY: ReadonlySet<string> = new Set();
