import { ONLY_COMPANY } from '../../src/core';
import type { CompanyId, FeedValues, Instant } from '../../src/core';
import type { Feed } from '../../src/server/feeds/feed';
import { odooFeed } from '../../src/server/feeds/odoo/odoo-feed';
import type { StumblingServer } from './fakes/stumbling-server';
import type { FeedWorld, Trouble, WorldInvoice } from './feed-subject';

/** Small, so that a hundred invoices are several pages. */
export const LOT = 50;
/** Odoo writes the second of a change; a look at the same second sees it. */
export const OVERLAP = 2;

/** A feed on an Odoo behind `server`. */
export function feedOf(address: URL, values: FeedValues, patience: number | undefined): Feed {
  const feed = odooFeed({ values: { address: address.href, ...values }, context: { company: ONLY_COMPANY, name: 'Odoo', now: () => new Date().toISOString() as Instant }, lot: LOT, overlap: OVERLAP, callsASecond: 200, ...(patience === undefined ? {} : { patience }) });
  if (!feed.ok) throw new Error(feed.problem.code);
  return feed.value;
}

export interface RealOdoo {
  readonly base: URL;
  readonly key: string;
  readonly database: string;
  readonly login: string;
}

type Args = Readonly<Record<string, unknown>>;

/** A bookkeeper at a real Odoo: a company of her own for each run, and everything done by Odoo's own buttons. */
export class OdooBookkeeper implements FeedWorld {
  readonly company: CompanyId = ONLY_COMPANY;
  private readonly partners = new Map<string, number>();
  private readonly moves = new Map<string, number>();
  private books = 0;

  private constructor(private readonly odoo: RealOdoo, private readonly server: StumblingServer, private readonly door: URL) {}

  static async open(odoo: RealOdoo, server: StumblingServer): Promise<OdooBookkeeper> {
    const made = new OdooBookkeeper(odoo, server, await server.open());
    await made.found();
    return made;
  }

  feed({ credential = 'good', patience }: { readonly credential?: 'good' | 'wrong'; readonly patience?: number } = {}): Feed {
    const { key, database, login } = this.odoo;
    return feedOf(this.door, { key: credential === 'good' ? key : 'no-such-key', company: String(this.books), database, login }, patience);
  }

  async invoice(invoice: WorldInvoice): Promise<string> {
    const [id] = await this.create('account.move', [this.bill(invoice, 'out_invoice')]);
    return this.post(id as number);
  }

  async draft(invoice: WorldInvoice): Promise<void> {
    await this.create('account.move', [this.bill(invoice, 'out_invoice')]);
  }

  async pay(number: string, amount: number, on: string): Promise<void> {
    const context = { active_model: 'account.move', active_ids: [this.move(number)] };
    const [wizard] = (await this.call('account.payment.register', 'create', { vals_list: [{ amount: amount / 100, payment_date: on, payment_difference_handling: 'open' }] }, context)) as readonly number[];
    await this.call('account.payment.register', 'action_create_payments', { ids: [wizard] }, context);
  }

  async credit(note: WorldInvoice, against: string | null): Promise<string> {
    const [id] = await this.create('account.move', [{ ...this.bill(note, 'out_refund'), ...(against === null ? {} : { reversed_entry_id: this.move(against) }) }]);
    const number = await this.post(id as number);
    if (against !== null) await this.match(against, [['move_id', '=', id]]);
    return number;
  }

  async payOnAccount(customer: string, amount: number, on: string): Promise<void> {
    const [journal] = await this.ids('account.journal', [['type', '=', 'bank'], ['company_id', '=', this.books]]);
    const [id] = await this.create('account.payment', [{ payment_type: 'inbound', partner_type: 'customer', partner_id: this.partner(customer), amount: amount / 100, date: on, journal_id: journal }]);
    await this.call('account.payment', 'action_post', { ids: [id] });
  }

  async writeOff(number: string): Promise<void> {
    const invoice = this.move(number);
    const [journal] = await this.ids('account.journal', [['type', '=', 'general'], ['company_id', '=', this.books]]);
    const [loss] = await this.ids('account.account', [['account_type', '=', 'expense'], ['company_ids', 'in', [this.books]]]);
    const [line] = (await this.call('account.move.line', 'search_read', { domain: [['move_id', '=', invoice], ['account_id.account_type', '=', 'asset_receivable']], fields: ['account_id', 'partner_id', 'amount_residual'] })) as readonly { readonly account_id: readonly [number, string]; readonly partner_id: readonly [number, string]; readonly amount_residual: number }[];
    if (line === undefined) throw new Error('an invoice without a receivable line');
    const [entry] = await this.create('account.move', [{ move_type: 'entry', journal_id: journal, date: '2026-11-05', line_ids: [[0, 0, { name: 'Créance irrécouvrable', account_id: line.account_id[0], partner_id: line.partner_id[0], credit: line.amount_residual }], [0, 0, { name: 'Créance irrécouvrable', account_id: loss, debit: line.amount_residual }]] }]);
    await this.call('account.move', 'action_post', { ids: [entry] });
    await this.match(number, [['move_id', '=', entry]]);
  }

  async dispute(number: string): Promise<void> {
    await this.call('account.move', 'action_toggle_block_payment', { ids: [this.move(number)] });
  }

  /** Set back to draft and deleted, which leaves no trace of it. */
  async remove(number: string): Promise<void> {
    const ids = [this.move(number)];
    await this.call('account.move', 'button_draft', { ids });
    await this.call('account.move', 'unlink', { ids }, { force_delete: true });
  }

  async rename(customer: string, name: string): Promise<void> {
    const id = this.partner(customer);
    await this.call('res.partner', 'write', { ids: [id], vals: { name } });
    this.partners.set(name, id);
  }

  async many(count: number): Promise<readonly string[]> {
    const names = Array.from({ length: count }, (_, at) => `Client ${String(at + 1).padStart(3, '0')} SARL`);
    const partners = await this.create('res.partner', names.map((name, at) => ({ name, is_company: true, company_id: this.books, email: `compta@client-${String(at + 1)}.fr` })));
    names.forEach((name, at) => this.partners.set(name, partners[at] as number));
    const ids = await this.create('account.move', names.map((customer, at) => this.bill({ customer, number: '', issued: '2026-09-01', due: '2026-10-01', total: 10_000 + at }, 'out_invoice')));
    await this.call('account.move', 'action_post', { ids });
    return this.named(ids);
  }

  trouble(trouble: Trouble): void {
    this.server.order(trouble);
  }

  calls(): number {
    return this.server.calls();
  }

  /** The feed looks two seconds back: what was written in this second is seen without waiting. */
  tick(): Promise<void> {
    return Promise.resolve();
  }

  async notes(customer: string): Promise<readonly string[]> {
    const rows = (await this.call('mail.message', 'search_read', { domain: [['model', '=', 'res.partner'], ['res_id', '=', this.partner(customer)], ['message_type', '=', 'comment']], fields: ['body'] })) as readonly { readonly body: string }[];
    return rows.map(({ body }) => body);
  }

  async followers(customer: string): Promise<number> {
    return (await this.ids('mail.followers', [['res_model', '=', 'res.partner'], ['res_id', '=', this.partner(customer)]])).length;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** How Odoo itself answers to that, past the proxy. */
  async call(model: string, method: string, args: Args, context: Args = {}): Promise<unknown> {
    const answer = await fetch(new URL(`json/2/${model}/${method}`, this.odoo.base), {
      method: 'POST', headers: { authorization: `bearer ${this.odoo.key}`, 'x-odoo-database': this.odoo.database, 'content-type': 'application/json' },
      body: JSON.stringify({ ...args, context: { ...(this.books === 0 ? {} : { allowed_company_ids: [this.books] }), ...context } }),
    });
    const body: unknown = await answer.json();
    if (answer.status !== 200) throw new Error(`${model}.${method}: ${JSON.stringify(body).slice(0, 400)}`);
    return body;
  }

  move(number: string): number {
    const id = this.moves.get(number);
    if (id === undefined) throw new Error(`no invoice ${number}`);
    return id;
  }

  partner(name: string): number {
    const id = this.partners.get(name);
    if (id === undefined) throw new Error(`no customer ${name}`);
    return id;
  }

  async create(model: string, values: readonly Args[]): Promise<readonly number[]> {
    return (await this.call(model, 'create', { vals_list: values }, { mail_create_nosubscribe: true })) as readonly number[];
  }

  private async found(): Promise<void> {
    const [country] = await this.ids('res.country', [['code', '=', 'FR']]);
    const [euro] = await this.ids('res.currency', [['name', '=', 'EUR']]);
    const [books] = await this.create('res.company', [{ name: `Relance Essais ${String(Date.now())}`, currency_id: euro }]);
    this.books = books as number;
    await this.call('account.chart.template', 'try_loading', { template_code: 'fr', company: this.books, install_demo: false });
    const [garage, bakery] = await this.create('res.partner', [
      { name: 'Garage du Canigou', is_company: true, company_id: this.books, country_id: country, vat: 'FR83404833048', company_registry: '404833048', email: 'compta@garage-canigou.fr', city: 'Prades', zip: '66500', street: '4 route de Ria' },
      { name: 'Boulangerie Peyron', is_company: true, company_id: this.books, country_id: country, email: 'compta@boulangerie-peyron.fr' },
    ]);
    this.partners.set('Garage du Canigou', garage as number);
    this.partners.set('Boulangerie Peyron', bakery as number);
    await this.create('res.partner', [
      { name: 'Léa Puig', parent_id: garage, type: 'invoice', email: 'lea.puig@garage-canigou.fr' },
      { name: 'Jean Vidal', parent_id: garage, type: 'contact', function: 'Directeur', email: 'jean.vidal@garage-canigou.fr' },
    ]);
  }

  private bill({ customer, issued, due, total }: WorldInvoice, kind: 'out_invoice' | 'out_refund'): Args {
    return { move_type: kind, partner_id: this.partner(customer), invoice_date: issued, date: issued, invoice_payment_term_id: false, invoice_date_due: due, invoice_line_ids: [[0, 0, { name: 'Prestation', quantity: 1, price_unit: total / 100, tax_ids: [[6, 0, []]] }]] };
  }

  private async post(id: number): Promise<string> {
    await this.call('account.move', 'action_post', { ids: [id] });
    return (await this.named([id]))[0] as string;
  }

  private async named(ids: readonly number[]): Promise<readonly string[]> {
    const rows = (await this.call('account.move', 'read', { ids, fields: ['name'] })) as readonly { readonly id: number; readonly name: string }[];
    for (const { id, name } of rows) this.moves.set(name, id);
    return rows.map(({ name }) => name);
  }

  /** Uses what stands in an entry on that invoice, as the button beneath the invoice does. */
  private async match(number: string, entry: readonly unknown[]): Promise<void> {
    const [line] = await this.ids('account.move.line', [...entry, ['account_id.account_type', '=', 'asset_receivable']]);
    await this.call('account.move', 'js_assign_outstanding_line', { ids: [this.move(number)], line_id: line });
  }

  private async ids(model: string, domain: readonly unknown[]): Promise<readonly number[]> {
    return (await this.call(model, 'search', { domain })) as readonly number[];
  }
}
