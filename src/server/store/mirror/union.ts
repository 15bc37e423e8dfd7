import Libsql from 'libsql';
import type { Debtor, DebtorId, Invoice, InvoiceId } from '../../../core';
import type { ReadingSink } from '../reading-sink';

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

interface Member {
  readonly source: number;
  readonly external: string;
}

/** Of customers in several sources only these may make one of two (never the name, never a code). */
function legalKeys({ legalIds: { siren, siret, vat } }: Pick<Debtor, 'legalIds'>): readonly string[] {
  const ofVat = vat !== null && /^FR..\d{9}$/.test(vat) ? vat.slice(4) : null;
  const one = siren ?? siret?.slice(0, 9) ?? ofVat;
  return [...(one === null ? [] : [`siren:${one}`]), ...(vat === null || ofVat !== null ? [] : [`vat:${vat}`])];
}

/** `nobody`: a ledger made of the sources would not list him. `unclear`: only the whole says who he is, or what his invoices are called. */
export type Standing = { readonly kind: 'account'; readonly debtor: Debtor; readonly invoices: readonly Invoice[] } | { readonly kind: 'nobody' | 'unclear' };
const [NOBODY, UNCLEAR]: readonly [Standing, Standing] = [{ kind: 'nobody' }, { kind: 'unclear' }];

/**
 * Several sources as one ledger, written into a sink record by record. Two customers of different sources are one when SIREN
 * or VAT number say so, and when each source has only one of them; the first source names him. An invoice that two sources
 * list for one customer counts once, as the first says it.
 */
export class Union {
  private readonly dbs: readonly Libsql.Database[];
  /** Customers that stand in more than one source, by source and id there. */
  private readonly joined = new Map<string, readonly Member[]>();
  /** Invoices of each source that an earlier one lists. */
  readonly elsewhere: number[];

  /** @param whole false: only `standingAt` is asked, where the ledger in use says who stands in several sources. */
  constructor(private readonly sources: readonly UnionSource[], whole = true) {
    this.dbs = sources.map(({ path }) => new Libsql(path, { readonly: true } as never));
    this.elsewhere = sources.map(() => 0);
    if (whole && sources.length > 1) this.join();
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
  *accounts(): Generator<{ readonly debtor: Debtor; readonly invoices: readonly { readonly invoice: Invoice; readonly source: number }[] }> {
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
    return invoices.some(({ invoice }) => this.holding(invoice.id) !== 1) ? UNCLEAR : { kind: 'account', debtor, invoices: invoices.map(({ invoice }) => invoice) };
  }

  /** Whether anybody else is said to be paid for by the customer at that place. */
  pays(place: string): boolean {
    const { source, external } = this.memberAt(place);
    return this.dbs[source]?.prepare("select 1 from debtors where json_extract(said, '$.payer') = ? limit 1").get([external]) !== undefined;
  }

  /** Whether who is one with whom among the sources is certainly as it was when the ledger in use was made of them. */
  private joinedAsBefore(members: readonly Member[], said: readonly Debtor[], before: Debtor['legalIds'] | null): boolean {
    if (this.sources.length === 1) return true;
    const known = before === null ? [] : legalKeys({ legalIds: before });
    // One who came or went may be the second of a number, which joins others or parts them.
    if (before === null || said.length === 0) return known.length === 0 && said.length > 0 && said.every((each) => legalKeys(each).length === 0);
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

  /** How many records of the sources bear that id. */
  holding(invoice: string): number {
    return this.dbs.reduce((sum, db) => sum + (db.prepare('select count(*) as n from invoices where id = ?').get([invoice]) as { n: number }).n, 0);
  }

  private account(first: Debtor, members: readonly Member[]): { readonly debtor: Debtor; readonly invoices: readonly { readonly invoice: Invoice; readonly source: number }[] } {
    const [home] = members as readonly [Member];
    const id = placeOf(this.sources[home.source] as UnionSource, home.external) as DebtorId;
    const others = members.slice(1).flatMap(({ source, external }) => {
      const row = this.dbs[source]?.prepare('select said from debtors where id = ?').get([external]) as { said: string } | undefined;
      return row === undefined ? [] : [JSON.parse(row.said) as Debtor];
    });
    const debtor: Debtor = {
      ...united(first, others), id, places: members.map(({ source, external }) => placeOf(this.sources[source] as UnionSource, external)),
      payer: first.payer === null ? null : this.provisional(home.source, first.payer),
    };
    const seen = new Set<string>();
    const invoices: { invoice: Invoice; source: number }[] = [];
    for (const { source, external } of members) {
      for (const { said } of (this.dbs[source] as Libsql.Database).prepare('select said from invoices where debtor = ? order by external').all([external]) as { said: string }[]) {
        const invoice = JSON.parse(said) as Invoice;
        if (seen.has(invoice.id) && source !== home.source) {
          this.elsewhere[source] = (this.elsewhere[source] ?? 0) + 1;
          continue;
        }
        seen.add(invoice.id);
        invoices.push({ source, invoice: { ...invoice, debtor: id, document: invoice.document === null ? null : `${(this.sources[source] as UnionSource).id}/${invoice.document}` } });
      }
    }
    return { debtor, invoices };
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

  private join(): void {
    const byKey = new Map<string, Member[]>();
    for (const [source, db] of this.dbs.entries()) {
      for (const { id, said } of db.prepare('select id, said from debtors order by id').iterate([]) as Iterable<{ id: string; said: string }>) {
        for (const key of legalKeys(JSON.parse(said) as Debtor)) {
          const members = byKey.get(key);
          if (members === undefined) byKey.set(key, [{ source, external: id }]);
          else members.push({ source, external: id });
        }
      }
    }
    for (const members of byKey.values()) {
      const alone = new Set(members.map(({ source }) => source)).size === members.length;
      // A source that has two of this number (two sites) does not say which of them is meant.
      if (members.length < 2 || !alone || members.some((member) => this.joined.has(nameOf(member)))) continue;
      for (const member of members) this.joined.set(nameOf(member), members);
    }
  }
}

const nameOf = ({ source, external }: Member): string => `${source}\u0000${external}`;

/** Where a customer stands, as the ledger's keys hold it. */
export const placeOf = ({ id }: Pick<UnionSource, 'id'>, external: string): string => `${id}:${external}`;

/** The first source's word, completed by what the others know beside it. */
function united(first: Debtor, others: readonly Debtor[]): Debtor {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const contacts = new Map(all.flatMap((each) => each.contacts).reverse().map((contact) => [contact.address, contact]));
  const known = <T>(of: (debtor: Debtor) => T | null | undefined): T | null => all.map(of).find((value) => value !== null && value !== undefined) ?? null;
  const credits = new Map<string, Debtor['unallocatedCredits'][number]>();
  for (const credit of all.flatMap((each) => each.unallocatedCredits)) {
    const before = credits.get(credit.currency);
    credits.set(credit.currency, before === undefined ? credit : { ...credit, minor: before.minor + credit.minor } as typeof credit);
  }
  const ibans = [...new Set(all.flatMap((each) => each.ibans ?? []))].slice(0, 5);
  return {
    ...first, code: known(({ code }) => code), legalIds: { siren: known(({ legalIds }) => legalIds.siren), siret: known(({ legalIds }) => legalIds.siret), vat: known(({ legalIds }) => legalIds.vat) },
    contacts: [...contacts.values()].reverse(), domains: [...new Set(all.flatMap(({ domains }) => domains))], town: known(({ town }) => town), phone: known(({ phone }) => phone),
    segment: known(({ segment }) => segment), group: known(({ group }) => group), policy: known(({ policy }) => policy), exclusion: known(({ exclusion }) => exclusion), unallocatedCredits: [...credits.values()],
    ...(ibans.length === 0 ? {} : { ibans }),
  };
}
