import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlFilter } from './dolibarr-filters';
import type { Columns } from './dolibarr-filters';
import type { Answered, Asked } from './dolibarr-troubled';

export type RecordedVersion = '19.0.2' | '23.0.0-beta';
type Row = Record<string, unknown>;
interface Said {
  readonly status: number;
  readonly body: unknown;
}
interface Bill {
  readonly id: number;
  readonly row: Row;
  total: number;
  /** Minor units. */
  readonly payments: { readonly amount: number; readonly on: string; readonly ref: string }[];
  status: 0 | 1 | 2 | 3;
  closedOn: string | null;
  touched: string;
  built: boolean;
  /** What was set behind the API. */
  readonly amended: Row;
}
interface Credit {
  readonly rowid: number;
  readonly source: number;
  readonly customer: string;
  readonly amount: number;
  usedOn: number | null;
  usedAt: string;
}

const KEY = 'recorded-key';
const PDF = Buffer.from('%PDF-1.7\n% recorded\n').toString('base64');
const text = (minor: number): string => `${(minor / 100).toFixed(2)}000000`;
const short = (minor: number): string => String(minor / 100);

/**
 * A Dolibarr made of answers that real ones gave (test/fixtures/dolibarr): their shapes and the refusals word for word, and
 * the behaviour that was measured: a part payment does not move `tms`, a credit note that was used looks like one that was
 * not, days begin in Paris. What it was not recorded for, it refuses.
 */
export class RecordedDolibarr {
  readonly key = KEY;
  private readonly answers: Readonly<Record<string, Said>>;
  private readonly customers = new Map<string, { readonly row: Row; touched: string }>();
  private readonly people: { readonly row: Row; touched: string }[] = [];
  private readonly bills = new Map<number, Bill>();
  private readonly credits: Credit[] = [];
  private readonly events: Row[] = [];
  private clock = Date.parse('2026-11-05T09:00:00Z');
  private next = 100;

  constructor(private readonly version: RecordedVersion) {
    this.answers = JSON.parse(readFileSync(join(__dirname, `../fixtures/dolibarr/answers-${version}.json`), 'utf8')) as Record<string, Said>;
  }

  now(): string {
    return new Date(this.clock).toISOString();
  }

  /** Three days later: what only changes tell of must be told by something else than the day. */
  later(): void {
    this.clock += 3 * 86_400_000;
  }

  /** What an administrator, a migration or a module sets behind the API. */
  amend(id: string, fields: Row): void {
    Object.assign((this.bills.get(Number(id)) as Bill).amended, fields);
  }

  answer(asked: Asked): Answered {
    const url = new URL(asked.url, 'http://127.0.0.1');
    const path = /^\/api\/index\.php\/(.*)$/.exec(url.pathname)?.[1];
    if (path === undefined) return { status: 404, contentType: 'text/html', body: Buffer.from('<html><title>404 Not Found</title></html>') };
    const { status, body } = asked.key === KEY ? this.say(asked.method, path.split('/'), url.searchParams, asked.body.length === 0 ? {} : (JSON.parse(asked.body.toString('utf8')) as Row)) : this.recorded('status, wrong key');
    return typeof body === 'string' && status >= 400 ? { status, contentType: 'text/html', body: Buffer.from(body) } : { status, contentType: 'application/json; charset=utf-8', body: Buffer.from(JSON.stringify(body)) };
  }

  private say(method: string, [table = '', id = '', action = '', last = '']: readonly string[], query: URLSearchParams, body: Row): Said {
    const asked = `${method} ${[table, id === '' ? '' : /^\d+$/.test(id) ? 'ID' : id, action].filter((part) => part !== '').join('/')}`;
    const bill = this.bills.get(Number(id));
    switch (asked) {
      case 'GET status': return this.recorded('status');
      case 'GET setup/conf/MAIN_MONNAIE': return this.recorded('own currency');
      case 'GET setup/company': return this.recorded('company');
      case 'GET users/info': return this.recorded('own user');
      case 'GET bankaccounts': return this.done([{ id: '1', ref: 'BQ' }]);
      case 'GET thirdparties': return this.list([...this.customers.values()].map(({ row, touched }) => ({ row, columns: { rowid: Number(row['id']), tms: touched, client: Number(row['client']) } })), query, 'no third parties');
      case 'GET contacts': return this.list(this.people.map(({ row, touched }) => ({ row, columns: { rowid: Number(row['id']), tms: touched, fk_soc: Number(row['socid']) } })), query, 'no contacts');
      case 'GET invoices': return this.list([...this.bills.values()].map((each) => ({ row: this.rowOf(each), columns: this.columnsOf(each) })), query, 'no invoices');
      case 'GET agendaevents': return this.list(this.events.map((row) => ({ row, columns: { rowid: Number(row['id']), fk_soc: Number(row['socid']), note: String(row['note_private']) } })), query, 'no invoices');
      case 'GET invoices/ID': return bill === undefined ? this.recorded('no invoice of that id') : this.done(this.rowOf(bill));
      case 'GET invoices/ID/payments': return bill === undefined ? this.recorded('no invoice of that id') : this.done(this.paymentsOf(bill));
      case 'GET thirdparties/ID/fixedamountdiscounts': return this.done(this.credits.filter(({ customer, usedOn }) => customer === id && usedOn === null).map((credit) => this.discountOf(credit)));
      case 'POST thirdparties': return this.done(this.addCustomer(body));
      case 'PUT thirdparties/ID': return this.changeCustomer(id, body);
      case 'POST contacts': return this.done(this.addPerson(body));
      case 'POST invoices': return this.done(this.addBill(body));
      case 'POST invoices/ID/validate': return this.validate(bill as Bill);
      case 'POST invoices/ID/settopaid': return this.close(bill as Bill, String(body['close_code'] ?? '') || null);
      case 'POST invoices/ID/markAsCreditAvailable': return this.makeAvailable(bill as Bill);
      case 'POST invoices/ID/usecreditnote': return this.use(bill as Bill, Number(last));
      case 'POST invoices/paymentsdistributed': return this.pay(body);
      case 'DELETE invoices/ID': return this.remove(Number(id));
      case 'POST invoices/ID/settodraft': return this.toDraft(bill as Bill);
      case 'POST agendaevents': return this.done(this.addEvent(body));
      case 'GET documents/download': return this.document(String(query.get('original_file')), false);
      case 'PUT documents/builddoc': return this.document(String(body['original_file']), true);
      default: return this.recorded('no such table');
    }
  }

  private list(rows: readonly { readonly row: Row; readonly columns: Columns }[], query: URLSearchParams, none: string): Said {
    const filter = query.get('sqlfilters') === null ? (): boolean => true : sqlFilter(query.get('sqlfilters') as string);
    if (filter === null) return this.recorded('filter refused');
    const customers = query.get('thirdparty_ids')?.split(',');
    const status = { draft: 0, unpaid: 1, paid: 2, cancelled: 3 }[query.get('status') ?? ''];
    const fits = rows.filter(({ row, columns }) => filter(columns) && (customers === undefined || customers.includes(String(row['socid']))) && (status === undefined || columns['fk_statut'] === status) && (query.get('mode') !== '1' || [1, 3].includes(Number(columns['client']))));
    const limit = Number(query.get('limit') ?? 100);
    const page = fits.sort((a, b) => Number(a.columns['rowid']) - Number(b.columns['rowid'])).slice(0, limit === 0 ? undefined : limit);
    if (page.length === 0) return this.recorded(query.get('mode') === '1' ? 'no customers' : none);
    const wanted = query.get('properties')?.split(',');
    return this.done(page.map(({ row }) => (wanted === undefined ? row : Object.fromEntries(Object.entries(row).filter(([name]) => wanted.includes(name))))));
  }

  private addCustomer(body: Row): number {
    const id = this.id();
    const { email = null, idprof1 = '', idprof2 = '', tva_intra = '', address = '', zip = '', town = '', client = '0', name } = body;
    this.customers.set(String(id), { row: { ...this.first('third party'), id: String(id), name, client, email, idprof1, idprof2, tva_intra, address, zip, town, code_client: `CU2611-${String(id).padStart(5, '0')}` }, touched: this.day() });
    return id;
  }

  private changeCustomer(id: string, body: Row): Said {
    const customer = this.customers.get(id);
    if (customer === undefined) return this.recorded('no third parties');
    Object.assign(customer.row, body);
    customer.touched = this.day();
    return this.done(customer.row);
  }

  private addPerson(body: Row): number {
    const id = this.id();
    const email = body['email'] ?? null;
    this.people.push({ row: { ...this.first('contacts'), ...body, id: String(id), socid: String(body['socid']), fk_soc: String(body['socid']), email, mail: email, poste: body['poste'] ?? '' }, touched: this.day() });
    return id;
  }

  private addBill(body: Row): number {
    const id = this.id();
    const total = (body['lines'] as readonly Row[]).reduce((sum, line) => sum + Math.round(Number(line['qty']) * Number(line['subprice']) * 100), 0);
    const row = { ...this.first('draft'), id: String(id), ref: `(PROV${id})`, type: String(body['type']), socid: String(body['socid']), date: body['date'], date_lim_reglement: body['date_lim_reglement'], fk_facture_source: body['fk_facture_source'] ?? null };
    this.bills.set(id, { id, row, total, payments: [], status: 0, closedOn: null, touched: this.day(), built: false, amended: {} });
    return id;
  }

  private validate(bill: Bill): Said {
    bill.status = 1;
    const on = dayIn(Number(bill.row['date']));
    const prefix = { '2': 'AV', '3': 'AC' }[String(bill.row['type'])] ?? 'FA';
    const month = `${prefix}${on.slice(2, 4)}${on.slice(5, 7)}`;
    const taken = [...this.bills.values()].filter(({ row }) => String(row['ref']).startsWith(month)).map(({ row }) => Number(String(row['ref']).slice(month.length + 1)));
    bill.row['ref'] = `${month}-${String(Math.max(0, ...taken) + 1).padStart(4, '0')}`;
    bill.touched = this.day();
    return this.written(bill);
  }

  private close(bill: Bill, code: string | null): Said {
    bill.status = 2;
    bill.row['close_code'] = code;
    bill.closedOn = bill.touched = this.day();
    return this.written(bill);
  }

  /** Version 23 deletes no validated invoice. */
  private remove(id: number): Said {
    const said = this.recorded('delete');
    if (said.status === 200) this.bills.delete(id);
    return said;
  }

  /** It keeps its number. */
  private toDraft(bill: Bill): Said {
    bill.status = 0;
    bill.touched = this.day();
    return this.written(bill);
  }

  private makeAvailable(bill: Bill): Said {
    this.credits.push({ rowid: this.id(), source: bill.id, customer: String(bill.row['socid']), amount: -bill.total, usedOn: null, usedAt: '' });
    return this.close(bill, null);
  }

  /** Neither document is touched. */
  private use(bill: Bill, discount: number): Said {
    const credit = this.credits.find(({ rowid }) => rowid === discount) as Credit;
    credit.usedOn = bill.id;
    credit.usedAt = `${this.now().slice(0, 10)} 10:00:00`;
    return this.recorded('credit used');
  }

  private pay(body: Row): Said {
    for (const [id, { amount }] of Object.entries(body['arrayofamounts'] as Record<string, { readonly amount: string }>)) {
      const bill = this.bills.get(Number(id)) as Bill;
      // The first payment writes the path of the PDF, and moves `tms` with it; the next ones do not.
      if (!bill.built) [bill.built, bill.touched] = [true, this.day()];
      bill.payments.push({ amount: Math.round(Number(amount) * 100), on: dayIn(Number(body['datepaye'])), ref: `PAY2610-${String(this.id()).padStart(4, '0')}` });
      if (this.remains(bill) === 0) this.close(bill, null);
    }
    return this.recorded('pay');
  }

  private addEvent(body: Row): number {
    const id = this.id();
    this.events.push({ ...this.first('events of a customer'), id: String(id), type_code: body['type_code'], label: body['label'], note_private: body['note_private'], socid: String(body['socid']) });
    return id;
  }

  private document(file: string, build: boolean): Said {
    const [, name] = /^([^/]+)\/\1\.pdf$/.exec(file) ?? [];
    const bill = [...this.bills.values()].find(({ row }) => row['ref'] === name);
    if (bill === undefined) return this.recorded(build ? 'no invoice of that id' : 'no document');
    if (build) bill.built = true;
    return bill.built ? this.done({ ...(this.recorded(build ? 'document built' : 'document').body as Row), filename: `${name}.pdf`, content: PDF }) : this.recorded('no document');
  }

  private credited(bill: Bill): number {
    return this.credits.filter(({ usedOn }) => usedOn === bill.id).reduce((sum, { amount }) => sum + amount, 0);
  }

  private paid(bill: Bill): number {
    return bill.payments.reduce((sum, { amount }) => sum + amount, 0);
  }

  private remains(bill: Bill): number {
    return bill.total - this.paid(bill) - this.credited(bill);
  }

  private rowOf(bill: Bill): Row {
    const [paid, credited] = [this.paid(bill), this.credited(bill)];
    const file = `facture/${String(bill.row['ref'])}/${String(bill.row['ref'])}.pdf`;
    return {
      ...bill.row, status: String(bill.status), statut: String(bill.status), total_ttc: text(bill.total), multicurrency_total_ttc: text(bill.total), remaintopay: short(bill.total - paid - credited),
      totalpaid: paid / 100, ...(this.version === '19.0.2' ? { sumpayed: paid === 0 ? null : text(paid) } : {}), totalcreditnotes: credited === 0 ? null : text(credited), last_main_doc: bill.built ? file : null,
      ...bill.amended,
    };
  }

  private columnsOf(bill: Bill): Columns {
    return { rowid: bill.id, fk_statut: bill.status, tms: bill.touched, date_closing: bill.closedOn, datef: dayIn(Number(bill.row['date'])).replace(/-/g, '') };
  }

  private paymentsOf(bill: Bill): readonly Row[] {
    const [paid, used] = this.recorded('its payments').body as readonly [Row, Row];
    return [
      ...bill.payments.map(({ amount, on, ref }) => ({ ...paid, amount: text(amount), date: `${on} 00:00:00`, ref })),
      ...this.credits.filter(({ usedOn }) => usedOn === bill.id).map(({ amount, source, usedAt }) => ({ ...used, amount: text(amount), date: usedAt, ref: this.bills.get(source)?.row['ref'] })),
    ];
  }

  private discountOf({ rowid, source, amount }: Credit): Row {
    return { ...(this.recorded('credits that wait').body as readonly Row[])[0], ref: this.bills.get(source)?.row['ref'], fk_facture_source: String(source), rowid: String(rowid), amount_ht: text(amount), amount_ttc: text(amount) };
  }

  private written(bill: Bill): Said {
    return this.done({ id: String(bill.id), ref: bill.row['ref'], status: String(bill.status) });
  }

  private recorded(name: string): Said {
    const said = this.answers[name];
    if (said === undefined) throw new Error(`"${name}" was not recorded`);
    return said;
  }

  private first(name: string): Row {
    return (this.recorded(name).body as readonly Row[])[0] as Row;
  }

  private done(body: unknown): Said {
    return { status: 200, body };
  }

  private day(): string {
    return this.now().slice(0, 10).replace(/-/g, '');
  }

  private id(): number {
    return (this.next += 1);
  }
}

/** The day in Paris that begins at this second. */
const dayIn = (seconds: number): string => new Date((seconds + 7_200) * 1000).toISOString().slice(0, 10);
