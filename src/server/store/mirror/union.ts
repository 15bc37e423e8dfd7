import Libsql from 'libsql';
import type { Debtor, DebtorId, Invoice, InvoiceId, PaymentsSummary } from '../../../core';
import type { FeedPayment } from '../../feeds/feed';
import type { ReadingSink } from '../reading-sink';
import { joinedCustomers, nameOf } from './joined-customers';
import type { Member } from './joined-customers';
import { PaymentsTold, meantBy, ofAllLists, withPaymentsOf } from './payments-of-lists';
import { oneOfSeveral, withCreditsUsedOnce } from './one-of-several';
import { groupsOf, legalKeys } from './same-invoice';
import type { Listed } from './same-invoice';
import { unitedDebtor } from './united-debtor';

/** A source as a publication reads it. */
export interface UnionSource {
  readonly id: string;
  readonly path: string;
}

/** How far it is, and whether anybody still wants it. */
export interface UnionFollowed {
  told(done: number, of: number): void;
  /** @throws when nobody does. */
  check(): void;
  /** Others have their turn. */
  breathe(): Promise<void>;
}

const RECORDS_AT_ONCE = 400;

/** A number that stands more often in one source is no number that tells invoices apart (a word, a batch): nothing of another customer's is compared with it. */
const MOST_OF_ONE_NUMBER = 20;

/** An invoice as this ledger lists it; `source`: the first one that does. */
interface OfAccount {
  readonly invoice: Invoice;
  readonly source: number;
}
/** An invoice of an account, as one source or several list it; `groups`: all invoices of its number, null where they are too many to compare. */
interface Kept {
  readonly group: readonly Listed[];
  readonly groups: readonly (readonly Listed[])[] | null;
}
interface Account {
  readonly debtor: Debtor;
  readonly invoices: readonly OfAccount[];
}

/** `nobody`: a ledger made of the sources would not list him. `unclear`: only the whole says who he is, or what his invoices are called. */
export type Standing = { readonly kind: 'account'; readonly debtor: Debtor; readonly invoices: readonly Invoice[] } | { readonly kind: 'nobody' | 'unclear' };
const [NOBODY, UNCLEAR]: readonly [Standing, Standing] = [{ kind: 'nobody' }, { kind: 'unclear' }];

/**
 * Several sources as one ledger, written into a sink record by record. Two customers of different sources are one when SIREN
 * or VAT number say so, and when each source has only one of them; the first source names him. An invoice that several sources
 * list counts once (same-invoice.ts says which are one), at the customer of the first that lists it (one-of-several.ts says what
 * is open of it).
 */
export class Union {
  private readonly dbs: readonly Libsql.Database[];
  private readonly byId: readonly Libsql.Statement[];
  private readonly byDebtor: readonly Libsql.Statement[];
  /** Payments of an invoice's number, of each source that lists any. */
  private readonly paid: readonly Libsql.Statement[];
  /** Customers that stand in more than one source, by source and id there. */
  private readonly joined: ReadonlyMap<string, readonly Member[]>;
  /** Numbers of several records; null: each is looked for among all sources. */
  private several: ReadonlySet<string> | null = null;
  /** Sources that list customers at all: a list of payments joins nobody. */
  private readonly ledgers: number;
  /** Invoices of each source that an earlier one lists. */
  readonly elsewhere: number[];

  /** @param whole false: only `standingAt` is asked, where the ledger in use says who stands in several sources. */
  constructor(private readonly sources: readonly UnionSource[], whole = true) {
    this.dbs = sources.map(({ path }) => new Libsql(path, { readonly: true } as never));
    this.byId = this.dbs.map((db) => db.prepare('select i.external, i.debtor, i.said, d.said as who from invoices i join debtors d on d.id = i.debtor where i.id = ? order by i.external limit ?'));
    this.byDebtor = this.dbs.map((db) => db.prepare('select external, said from invoices where debtor = ? order by external'));
    this.paid = sources.length === 1 ? [] : this.dbs.filter((db) => db.prepare('select 1 from payments limit 1').get([]) !== undefined).map((db) => db.prepare('select said from payments where invoice = ? order by external'));
    this.ledgers = this.dbs.filter((db) => db.prepare('select 1 from debtors limit 1').get([]) !== undefined).length;
    this.elsewhere = sources.map(() => 0);
    this.joined = whole && sources.length > 1 ? joinedCustomers(this.dbs) : new Map();
  }

  close(): void {
    for (const db of this.dbs) db.close();
  }

  get invoices(): number {
    return this.dbs.reduce((sum, db) => sum + (db.prepare('select count(*) as n from invoices').get([]) as { n: number }).n, 0);
  }

  /** Writes everything. @throws what `check` throws. */
  async write(sink: ReadingSink<unknown>, { told, check, breathe }: UnionFollowed): Promise<void> {
    const of = this.invoices;
    const twice = this.numbersOfSeveral();
    this.several = twice;
    const given = new Set<string>();
    let [done, sinceBreath] = [0, 0];
    for (const account of this.accounts()) {
      sink.addDebtor(account.debtor);
      for (const { invoice, source } of account.invoices) {
        const id = twice.has(invoice.id) ? this.idFor(invoice, source, given) : invoice.id;
        sink.addInvoice(id === invoice.id ? invoice : { ...invoice, id });
        done += 1;
      }
      sinceBreath += account.invoices.length + 1;
      if (sinceBreath < RECORDS_AT_ONCE) continue;
      sinceBreath = 0;
      check();
      told(done, of);
      await breathe();
    }
  }

  /** Every customer with an invoice or money on account, with his invoices, under an id of this union. */
  *accounts(): Generator<Account> {
    for (const [source, db] of this.dbs.entries()) {
      const page = db.prepare('select id, said from debtors where id > ? order by id limit 500');
      for (let last = ''; ;) {
        const rows = page.all([last]) as { id: string; said: string }[];
        if (rows.length === 0) break;
        for (const { id, said } of rows) {
          const members = this.joined.get(nameOf({ source, external: id })) ?? [{ source, external: id }];
          // Written where he first stands.
          if (members[0]?.source !== source || members[0].external !== id) continue;
          const account = this.account(JSON.parse(said) as Debtor, members);
          if (account.invoices.length > 0 || account.debtor.unallocatedCredits.length > 0) yield account;
        }
        last = (rows[rows.length - 1] as { id: string }).id;
      }
    }
  }

  /** One customer as he stands at these places of the sources. @param before under which legal ids the ledger in use has him; null: it does not. */
  standingAt(places: readonly string[], before: Debtor['legalIds'] | null): Standing {
    const members = places.map((place) => this.memberAt(place)).sort((a, b) => a.source - b.source);
    const said = members.flatMap(({ source, external }) => {
      const row = this.dbs[source]?.prepare('select said from debtors where id = ?').get([external]) as { said: string } | undefined;
      return row === undefined ? [] : [JSON.parse(row.said) as Debtor];
    });
    const [first] = said;
    if (!this.joinedAsBefore(members, said, before)) return UNCLEAR;
    // Invoices of somebody whom nobody names are counted, and listed by no ledger.
    if (first === undefined) return members.length === 1 && !members.some((member) => this.hasInvoices(member)) ? NOBODY : UNCLEAR;
    if (said.length < members.length) return UNCLEAR;
    const { debtor, invoices } = this.account(first, members);
    if (invoices.length === 0 && debtor.unallocatedCredits.length === 0) return members.length === 1 ? NOBODY : UNCLEAR;
    return invoices.some(({ invoice }) => !this.isOnlyOne(invoice.id, members)) ? UNCLEAR : { kind: 'account', debtor, invoices: invoices.map(({ invoice }) => invoice) };
  }

  /** Whether anybody else is said to be paid for by the customer at that place. */
  pays(place: string): boolean {
    const { source, external } = this.memberAt(place);
    return this.dbs[source]?.prepare("select 1 from debtors where json_extract(said, '$.payer') = ? limit 1").get([external]) !== undefined;
  }

  /** Whether who is one with whom among the sources is certainly as it was when the ledger in use was made of them. */
  private joinedAsBefore(members: readonly Member[], said: readonly Debtor[], before: Debtor['legalIds'] | null): boolean {
    if (this.ledgers <= 1) return true;
    // Whoever came or went may be the second of a number, which joins others or parts them; so may one whom no ledger listed until now.
    if (before === null || said.length === 0) return false;
    const known = legalKeys({ legalIds: before });
    const now = said.map(legalKeys);
    return members.length === 1 ? JSON.stringify(now[0]) === JSON.stringify(known) : now.every((keys) => keys.length > 0 && keys.every((key) => known.includes(key)));
  }

  private memberAt(place: string): Member {
    const at = place.indexOf(':');
    return { source: this.sources.findIndex(({ id }) => id === place.slice(0, at)), external: place.slice(at + 1) };
  }

  private hasInvoices({ source, external }: Member): boolean {
    return this.dbs[source]?.prepare('select 1 from invoices where debtor = ? limit 1').get([external]) !== undefined;
  }

  /** Whether all records of that id are one invoice, as far as the sources say it without those who are joined elsewhere. */
  private isOnlyOne(id: string, members: readonly Member[]): boolean {
    if (this.holding(id) === 1) return true;
    const listed = this.listedAs(id, members);
    const others = new Set((listed ?? []).filter(({ source, at }) => !members.some((member) => member.source === source && member.external === at)).map(({ source }) => source));
    // Whether customers of two other sources are joined is not known here.
    return listed !== null && others.size < 2 && groupsOf(listed).length === 1;
  }

  /** How many records of the sources bear that id. */
  holding(invoice: string): number {
    return this.dbs.reduce((sum, db) => sum + (db.prepare('select count(*) as n from invoices where id = ?').get([invoice]) as { n: number }).n, 0);
  }

  /** Where the customers stand who have an invoice of one of these ids, in whatever source. */
  placesOfInvoices(ids: Iterable<string>): ReadonlySet<string> {
    const places = new Set<string>();
    const holders = this.dbs.map((db) => db.prepare('select distinct debtor from invoices where id = ?'));
    for (const id of ids) for (const [at, source] of this.sources.entries()) for (const { debtor } of (holders[at] as Libsql.Statement).all([id]) as { debtor: string }[]) places.add(placeOf(source, debtor));
    return places;
  }

  private account(first: Debtor, members: readonly Member[]): Account {
    const [home] = members as readonly [Member];
    const id = placeOf(this.sources[home.source] as UnionSource, home.external) as DebtorId;
    const others = members.slice(1).flatMap(({ source, external }) => {
      const row = this.dbs[source]?.prepare('select said from debtors where id = ?').get([external]) as { said: string } | undefined;
      return row === undefined ? [] : [JSON.parse(row.said) as Debtor];
    });
    const debtor: Debtor = {
      ...unitedDebtor(first, others), id, places: members.map(({ source, external }) => placeOf(this.sources[source] as UnionSource, external)),
      payer: first.payer === null ? null : this.provisional(home.source, first.payer),
    };
    const mine = members.flatMap(({ source, external: at }) => this.records(source, at).map(({ external, said }): Listed => ({ source, external, at, customer: id, debtor: null, invoice: JSON.parse(said) as Invoice })));
    const kept = this.sources.length === 1 ? mine.map(alone) : mine.flatMap((record) => this.withOthers(record, mine, members));
    const invoices = withCreditsUsedOnce(kept.map(({ group }) => {
      const said = group.map(({ source, invoice }) => this.asOf(source, invoice));
      return { said, invoice: { ...oneOfSeveral(said), debtor: id } };
    })).map((invoice, at) => this.withPayments(invoice, kept[at] as Kept));
    return { debtor, invoices: invoices.map((invoice, at) => ({ invoice, source: (kept[at]?.group[0] as Listed).source })) };
  }

  /** That record with those of other sources that are the same invoice; none where one before it is. */
  private withOthers(record: Listed, mine: readonly Listed[], members: readonly Member[]): readonly Kept[] {
    const { id } = record.invoice;
    if (this.several?.has(id) === false) return [alone(record)];
    const listed = this.listedAs(id, members);
    const groups = groupsOf(listed ?? mine.filter(({ invoice }) => invoice.id === id));
    const group = groups.find((each) => each.some(({ source, external }) => source === record.source && external === record.external));
    if (group === undefined) throw new Error('an invoice that no source lists');
    const [first] = group as readonly [Listed];
    if (first.source === record.source && first.external === record.external) return [{ group, groups: listed === null ? null : groups }];
    this.elsewhere[record.source] = (this.elsewhere[record.source] ?? 0) + 1;
    return [];
  }

  /** A credit note has no payments: a list that names one means money that was given back. */
  private withPayments(invoice: Invoice, { group, groups }: Kept): Invoice {
    if (this.paid.length === 0 || invoice.kind === 'credit-note' || groups === null) return invoice;
    const lists = this.paid.map((statement) => paymentsIn(statement.all([invoice.id])).filter((payment) => meantBy(payment, groups) === group));
    return withPaymentsOf(invoice, ofAllLists(lists));
  }

  /** What becomes of the payments of each source; null: it lists none. */
  async payments(breathe: () => Promise<void>): Promise<readonly (PaymentsSummary | null)[]> {
    const all: (PaymentsSummary | null)[] = [];
    for (const db of this.dbs) {
      const told = new PaymentsTold();
      const page = db.prepare('select distinct invoice from payments where invoice > ? order by invoice limit 500');
      const of = db.prepare('select said from payments where invoice = ? order by external');
      for (let [last, rows] = ['', page.all(['']) as { invoice: string }[]]; rows.length > 0; rows = page.all([last]) as { invoice: string }[]) {
        for (const { invoice } of rows) told.add(paymentsIn(of.all([invoice])), groupsOf(this.listedAs(invoice, []) ?? []));
        last = (rows[rows.length - 1] as { invoice: string }).invoice;
        await breathe();
      }
      all.push(told.summary.read === 0 ? null : told.summary);
    }
    return all;
  }

  /** All records of that id whose customer is named, by source; null: one source has too many of them to compare. */
  private listedAs(id: string, members: readonly Member[]): readonly Listed[] | null {
    const all: Listed[] = [];
    for (const [source, byId] of this.byId.entries()) {
      const rows = byId.all([id, MOST_OF_ONE_NUMBER + 1]) as { external: string; debtor: string; said: string; who: string }[];
      if (rows.length > MOST_OF_ONE_NUMBER) return null;
      for (const { external, debtor, said, who } of rows) {
        const member = { source, external: debtor };
        const customer = members.some((each) => nameOf(each) === nameOf(member)) ? (members[0] as Member) : (this.joined.get(nameOf(member))?.[0] ?? member);
        all.push({ source, external, at: debtor, customer: nameOf(customer), debtor: JSON.parse(who) as Debtor, invoice: JSON.parse(said) as Invoice });
      }
    }
    return all;
  }

  private records(source: number, debtor: string): readonly { readonly external: string; readonly said: string }[] {
    return (this.byDebtor[source] as Libsql.Statement).all([debtor]) as { external: string; said: string }[];
  }

  private asOf(source: number, invoice: Invoice): Invoice {
    return invoice.document === null ? invoice : { ...invoice, document: `${(this.sources[source] as UnionSource).id}/${invoice.document}` };
  }

  /** Ids of invoices that stand more than once, in one source or in several. */
  private numbersOfSeveral(): ReadonlySet<string> {
    const twice = new Set<string>();
    const earlier: Libsql.Statement[] = [];
    for (const db of this.dbs) {
      for (const { id } of db.prepare('select id from invoices group by id having count(*) > 1').iterate([]) as Iterable<{ id: string }>) twice.add(id);
      if (earlier.length > 0) for (const { id } of db.prepare('select id from invoices').iterate([]) as Iterable<{ id: string }>) if (earlier.some((known) => known.get([id]) !== undefined)) twice.add(id);
      earlier.push(db.prepare('select 1 from invoices where id = ? limit 1'));
    }
    return twice;
  }

  /** One number of two invoices: the second is told apart by its source. */
  private idFor(invoice: Invoice, source: number, given: Set<string>): InvoiceId {
    let id: string = invoice.id;
    for (let n = 1; given.has(id); n += 1) id = `${invoice.id}@${(this.sources[source] as UnionSource).id}${n === 1 ? '' : `-${n}`}`;
    given.add(id);
    return id as InvoiceId;
  }

  private provisional(source: number, external: string): DebtorId {
    const home = (this.joined.get(nameOf({ source, external })) ?? [{ source, external }])[0] as Member;
    return placeOf(this.sources[home.source] as UnionSource, home.external) as DebtorId;
  }
}

function alone(record: Listed): Kept {
  const group = [record];
  return { group, groups: [group] };
}

const paymentsIn = (rows: readonly unknown[]): readonly FeedPayment[] => (rows as readonly { readonly said: string }[]).map(({ said }) => JSON.parse(said) as FeedPayment);

/** Where a customer stands, as the ledger's keys hold it. */
export const placeOf = ({ id }: Pick<UnionSource, 'id'>, external: string): string => `${id}:${external}`;
