import type { CompanyId, Instant } from '../../src/core';
import { dolibarrFeed } from '../../src/server/feeds/dolibarr/dolibarr-feed';
import type { Feed } from '../../src/server/feeds/feed';
import type { FeedWorld, Trouble, WorldInvoice } from './feed-subject';
import type { TroubledDolibarr } from './dolibarr-troubled';

type Row = Readonly<Record<string, unknown>>;
const HOUR_IN_PARIS = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23' });
/** The second with which a day begins in Paris, where the servers of the tests stand. */
export function midnightInParis(day: string): number {
  const found = [1, 2].map((hours) => Date.parse(`${day}T00:00:00Z`) / 1000 - hours * 3600).find((second) => HOUR_IN_PARIS.format(second * 1000) === '00');
  if (found === undefined) throw new RangeError(day);
  return found;
}

interface BookkeepersClock {
  now(): string;
  later(): void;
}
/** Changes are asked for by the day, with a day before it: nothing depends on seconds. */
const REAL_CLOCK: BookkeepersClock = { now: () => new Date().toISOString(), later: () => undefined };

const HOUSE = ['Garage du Canigou', 'Boulangerie Peyron'];

/** Whoever keeps the books of a Dolibarr, through its REST API: the same words to a real server and to a recorded one. */
export class DolibarrBookkeeper implements FeedWorld {
  readonly company = 'main' as CompanyId;
  private readonly customers = new Map<string, string>();
  private readonly numbers = new Map<string, string>();
  private bank = '';
  private made = 0;

  private constructor(private readonly entry: string, private readonly key: string, readonly between: TroubledDolibarr, private readonly clock: BookkeepersClock) {}

  /** @param entry where the API lies, `between` left out: a bookkeeper's own work meets no trouble. */
  static async open(entry: string, key: string, between: TroubledDolibarr, clock: BookkeepersClock = REAL_CLOCK): Promise<DolibarrBookkeeper> {
    const books = new DolibarrBookkeeper(entry, key, between, clock);
    // Who kept these books before left customers of the same name.
    for (const row of await books.rows('thirdparties?limit=0&sortfield=t.rowid&properties=id,name')) {
      const name = String(row['name']);
      if (HOUSE.some((house) => name.startsWith(house)) && !/ \(\d+\)$/.test(name)) await books.ask('PUT', `thirdparties/${String(row['id'])}`, { name: `${name} (${String(row['id'])})` });
    }
    const [bank] = await books.rows('bankaccounts');
    books.bank = bank === undefined ? String(await books.ask('POST', 'bankaccounts', { ref: 'BQ', label: 'Banque', type: 1, courant: 1, currency_code: 'EUR', country_id: 1, date_solde: midnightInParis('2026-01-01') })) : String(bank['id']);
    await books.customer('Garage du Canigou', { email: 'compta@garage-canigou.fr', idprof1: '404833048', tva_intra: 'FR83404833048', address: '1 rue du Lavoir', zip: '66500', town: 'Prades' });
    await books.customer('Boulangerie Peyron', { email: 'compta@boulangerie-peyron.fr' });
    return books;
  }

  feed({ credential = 'good', patience }: { readonly credential?: 'good' | 'wrong'; readonly patience?: number } = {}): Feed {
    const made = dolibarrFeed({
      values: { address: this.between.address, key: credential === 'good' ? this.key : 'not-the-key' },
      context: { company: this.company, name: 'Dolibarr', now: () => this.clock.now() as Instant },
      ...(patience === undefined ? {} : { patience }),
    });
    if (!made.ok) throw new Error(made.problem.code);
    return made.value;
  }

  async customer(name: string, more: Row = {}): Promise<string> {
    const id = String(await this.ask('POST', 'thirdparties', { name, client: '1', code_client: '-1', country_id: 1, ...more }));
    this.customers.set(name, id);
    return id;
  }

  person(customer: string, more: Row): Promise<unknown> {
    return this.ask('POST', 'contacts', { socid: this.idOf(customer), ...more });
  }

  invoice(invoice: WorldInvoice): Promise<string> {
    return this.bill(invoice, { type: 0 }, invoice.total);
  }

  /** A document of any type, validated; resolves to the number that Dolibarr gave it. */
  async bill(invoice: WorldInvoice, more: Row, total: number): Promise<string> {
    const id = await this.write(invoice, more, total);
    await this.ask('POST', `invoices/${id}/validate`, {});
    const { ref } = await this.row(`invoices/${id}`);
    this.numbers.set(String(ref), id);
    return String(ref);
  }

  async draft(invoice: WorldInvoice): Promise<void> {
    await this.write(invoice, { type: 0 }, invoice.total);
  }

  async pay(number: string, amount: number, on: string): Promise<void> {
    await this.ask('POST', 'invoices/paymentsdistributed', { arrayofamounts: { [this.rowOf(number)]: { amount: (amount / 100).toFixed(2), multicurrency_amount: '' } }, datepaye: midnightInParis(on), paymentid: 2, closepaidinvoices: 'yes', accountid: Number(this.bank) });
  }

  async credit(note: WorldInvoice, against: string | null): Promise<string> {
    const number = await this.bill(note, { type: 2, ...(against === null ? {} : { fk_facture_source: this.rowOf(against) }) }, -note.total);
    if (against === null) return number;
    await this.convert(number);
    await this.use(number, against);
    return number;
  }

  /** "Convertir en crédit disponible": the credit note is closed and its credit waits. */
  async convert(number: string): Promise<void> {
    await this.ask('POST', `invoices/${this.rowOf(number)}/markAsCreditAvailable`, {});
  }

  async use(credit: string, on: string): Promise<void> {
    const { socid } = await this.row(`invoices/${this.rowOf(credit)}`);
    const discount = (await this.rows(`thirdparties/${String(socid)}/fixedamountdiscounts?filter=available`)).find((row) => String(row['fk_facture_source']) === this.rowOf(credit)) as Row;
    await this.ask('POST', `invoices/${this.rowOf(on)}/usecreditnote/${String(discount['rowid'])}`, {});
  }

  async writeOff(number: string): Promise<void> {
    await this.ask('POST', `invoices/${this.rowOf(number)}/settopaid`, { close_code: 'badcustomer', close_note: '' });
  }

  async remove(number: string): Promise<void> {
    const answer = await this.ask('DELETE', `invoices/${this.rowOf(number)}`, undefined, [403]);
    // "Invoice not erasable": it is taken back instead.
    if (answer === null) await this.ask('POST', `invoices/${this.rowOf(number)}/settodraft`, { idwarehouse: -1 });
  }

  async rename(customer: string, name: string): Promise<void> {
    await this.ask('PUT', `thirdparties/${this.idOf(customer)}`, { name });
    this.customers.set(name, this.idOf(customer));
  }

  async many(count: number): Promise<readonly string[]> {
    const numbers: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const customer = `Client ${(this.made += 1)} de ${this.idOf(HOUSE[0] as string)}`;
      await this.customer(customer, { email: `compta@client-${this.made}.example` });
      numbers.push(await this.invoice({ customer, number: '', issued: '2026-09-01', due: '2026-10-01', total: 1_000 + at }));
    }
    return numbers;
  }

  trouble(trouble: Trouble): void {
    this.between.order(trouble);
  }

  calls(): number {
    return this.between.calls();
  }

  tick(): Promise<void> {
    this.clock.later();
    return Promise.resolve();
  }

  async notes(customer: string): Promise<readonly string[]> {
    const events = await this.rows(`agendaevents?limit=0&sqlfilters=${encodeURIComponent(`(t.fk_soc:=:${this.idOf(customer)})`)}`);
    return events.filter((row) => row['type_code'] === 'AC_OTH').map((row) => String(row['note_private'] ?? row['note'] ?? ''));
  }

  close(): Promise<void> {
    return this.between.close();
  }

  idOf(customer: string): string {
    const id = this.customers.get(customer);
    if (id === undefined) throw new RangeError(customer);
    return id;
  }

  rowOf(number: string): string {
    const id = this.numbers.get(number);
    if (id === undefined) throw new RangeError(number);
    return id;
  }

  row(path: string): Promise<Row> {
    return this.ask('GET', path) as Promise<Row>;
  }

  async rows(path: string): Promise<readonly Row[]> {
    return ((await this.ask('GET', path, undefined, [404])) ?? []) as readonly Row[];
  }

  async ask(method: string, path: string, body?: unknown, empty: readonly number[] = []): Promise<unknown> {
    const answer = await fetch(this.entry + path, { method, headers: { DOLAPIKEY: this.key, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (empty.includes(answer.status)) return null;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as unknown;
  }

  private async write({ customer, issued, due }: WorldInvoice, more: Row, total: number): Promise<string> {
    const line = { desc: 'Prestation', qty: 1, subprice: total / 100, tva_tx: 0 };
    return String(await this.ask('POST', 'invoices', { socid: this.idOf(customer), date: midnightInParis(issued), date_lim_reglement: midnightInParis(due), lines: [line], ...more }));
  }
}
