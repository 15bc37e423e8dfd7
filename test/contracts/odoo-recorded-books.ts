import { ONLY_COMPANY } from '../../src/core';
import type { CompanyId } from '../../src/core';
import type { Feed } from '../../src/server/feeds/feed';
import type { StumblingServer } from './fakes/stumbling-server';
import type { FeedWorld, Trouble, WorldInvoice } from './feed-subject';
import { feedOf } from './odoo-bookkeeper';
import { idOf } from './odoo-domain';
import type { Row } from './odoo-domain';
import { odooBehind } from './odoo-proxy';
import { KEY, RecordedOdoo } from './odoo-recorded';

const isDebit = (row: Row): boolean => Number(row['amount_currency']) > 0;

/** A bookkeeper whose buttons write what Odoo was seen to write (test/fixtures/odoo/SOURCES.md). */
export class RecordedBooks implements FeedWorld {
  readonly company: CompanyId = ONLY_COMPANY;
  private readonly partners = new Map<string, number>();
  private readonly numbers = new Map<string, number>();
  private count = 0;

  private constructor(readonly odoo: RecordedOdoo, private readonly server: StumblingServer, private readonly door: URL) {}

  static async open(serie: '19.0' | '18.0' = '19.0'): Promise<RecordedBooks> {
    const odoo = new RecordedOdoo(serie);
    const server = odooBehind((asked) => odoo.answer(asked));
    const made = new RecordedBooks(odoo, server, await server.open());
    const garage = made.customer('Garage du Canigou', { vat: 'FR83404833048', company_registry: '404833048', email: 'compta@garage-canigou.fr' });
    made.customer('Boulangerie Peyron', { vat: false, company_registry: false, email: 'compta@boulangerie-peyron.fr' });
    const person = { parent_id: [garage, 'Garage du Canigou'], commercial_partner_id: [garage, 'Garage du Canigou'], is_company: false, vat: false, company_registry: false };
    odoo.add('res.partner', () => true, { ...person, name: 'Léa Puig', type: 'invoice', email: 'lea.puig@garage-canigou.fr' });
    odoo.add('res.partner', () => true, { ...person, name: 'Jean Vidal', type: 'contact', function: 'Directeur', email: 'jean.vidal@garage-canigou.fr' });
    return made;
  }

  feed({ credential = 'good', patience }: { readonly credential?: 'good' | 'wrong'; readonly patience?: number } = {}): Feed {
    return feedOf(this.door, { key: credential === 'good' ? KEY : 'no-such-key', database: 'odoo19', login: 'admin' }, patience);
  }

  invoice(invoice: WorldInvoice): Promise<string> {
    return Promise.resolve(this.post(invoice, 'out_invoice', null));
  }

  draft(invoice: WorldInvoice): Promise<void> {
    const id = this.numbers.get(this.post(invoice, 'out_invoice', null)) as number;
    this.odoo.write('account.move', id, { state: 'draft', name: false });
    this.odoo.write('account.move.line', this.lineOf(id), { parent_state: 'draft', move_name: false });
    return Promise.resolve();
  }

  pay(number: string, amount: number, on: string): Promise<void> {
    const invoice = this.id(number);
    const line = this.entry(this.odoo.table('account.move').get(invoice)?.['commercial_partner_id'], amount, on, true);
    this.match(invoice, line, amount);
    return Promise.resolve();
  }

  credit(note: WorldInvoice, against: string | null): Promise<string> {
    const number = this.post(note, 'out_refund', against);
    if (against !== null) this.match(this.id(against), this.lineOf(this.id(number)), note.total);
    return Promise.resolve(number);
  }

  payOnAccount(customer: string, amount: number, on: string): Promise<void> {
    this.entry([this.partner(customer), customer], amount, on, true);
    return Promise.resolve();
  }

  writeOff(number: string): Promise<void> {
    const invoice = this.id(number);
    const move = this.odoo.table('account.move').get(invoice) as Row;
    const open = Math.round(Number(move['amount_residual']) * 100);
    this.match(invoice, this.entry(move['commercial_partner_id'], open, '2026-11-05', false), open);
    return Promise.resolve();
  }

  dispute(number: string): Promise<void> {
    this.odoo.write('account.move', this.id(number), { payment_state: 'blocked' });
    return Promise.resolve();
  }

  remove(number: string): Promise<void> {
    const id = this.id(number);
    this.odoo.table('account.move.line').delete(this.lineOf(id));
    this.odoo.table('account.move').delete(id);
    return Promise.resolve();
  }

  rename(customer: string, name: string): Promise<void> {
    const id = this.partner(customer);
    this.partners.set(name, id);
    this.odoo.write('res.partner', id, { name, commercial_partner_id: [id, name] });
    return Promise.resolve();
  }

  many(count: number): Promise<readonly string[]> {
    return Promise.resolve(Array.from({ length: count }, (_, at) => {
      const customer = `Client ${String(at + 1).padStart(3, '0')} SARL`;
      this.customer(customer, { vat: false, company_registry: false, email: `compta@client-${String(at + 1)}.fr` });
      return this.post({ customer, number: '', issued: '2026-09-01', due: '2026-10-01', total: 10_000 + at }, 'out_invoice', null);
    }));
  }

  trouble(trouble: Trouble): void {
    this.server.order(trouble);
  }

  calls(): number {
    return this.server.calls();
  }

  tick(): Promise<void> {
    return Promise.resolve();
  }

  followers(customer: string): Promise<number> {
    return Promise.resolve(this.odoo.follows.has(this.partner(customer)) ? 1 : 0);
  }

  notes(customer: string): Promise<readonly string[]> {
    const partner = this.partner(customer);
    return Promise.resolve(this.odoo.posted.filter((each) => each.partner === partner).map(({ message }) => String(this.odoo.table('mail.message').get(message)?.['body'])));
  }

  close(): Promise<void> {
    return this.server.close();
  }

  id(number: string): number {
    const id = this.numbers.get(number);
    if (id === undefined) throw new Error(`no invoice ${number}`);
    return id;
  }

  lineOf(move: number): number {
    const found = [...this.odoo.table('account.move.line').values()].find((row) => idOf(row['move_id']) === move);
    return Number(found?.['id']);
  }

  partner(name: string): number {
    const id = this.partners.get(name);
    if (id === undefined) throw new Error(`no customer ${name}`);
    return id;
  }

  private customer(name: string, values: Row): number {
    const id = this.odoo.add('res.partner', (row) => row['parent_id'] === false, { ...values, name });
    this.odoo.write('res.partner', id, { commercial_partner_id: [id, name] });
    this.partners.set(name, id);
    return id;
  }

  private post({ customer, issued, due, total }: WorldInvoice, kind: 'out_invoice' | 'out_refund', reverses: string | null): string {
    const partner = [this.partner(customer), customer];
    const name = `${kind === 'out_refund' ? 'RINV' : 'INV'}/2026/${String((this.count += 1)).padStart(5, '0')}`;
    const id = this.odoo.add('account.move', (row) => row['move_type'] === kind && row['state'] === 'posted', {
      name, payment_state: 'not_paid', invoice_date: issued, invoice_date_due: due, commercial_partner_id: partner, amount_total: total / 100, amount_residual: total / 100, reversed_entry_id: reverses === null ? false : [this.id(reverses), reverses],
    });
    const signed = (kind === 'out_refund' ? -total : total) / 100;
    this.odoo.add('account.move.line', (row) => row['move_type'] === kind && row['parent_state'] === 'posted', {
      move_id: [id, name], move_name: name, partner_id: partner, date: issued, date_maturity: due, amount_currency: signed, amount_residual: signed, amount_residual_currency: signed, reconciled: false, full_reconcile_id: false,
    });
    this.numbers.set(name, id);
    return name;
  }

  /** Money that came in, or a miscellaneous entry, on the customer's account. @returns its line */
  private entry(partner: unknown, amount: number, on: string, money: boolean): number {
    const like = (row: Row): boolean => row['move_type'] === 'entry' && !isDebit(row) && (row['payment_id'] !== false) === money;
    const name = `${money ? 'PBNK1' : 'MISC'}/2026/${String((this.count += 1)).padStart(5, '0')}`;
    const move = this.odoo.add('account.move', (row) => row['move_type'] === 'entry', { name });
    return this.odoo.add('account.move.line', like, { move_id: [move, name], move_name: name, partner_id: partner, date: on, date_maturity: on, amount_currency: -amount / 100, amount_residual: -amount / 100, amount_residual_currency: -amount / 100, reconciled: false, full_reconcile_id: false });
  }

  /** As Odoo reconciles: what is left of both lines, the state of both documents, and what matched what. */
  private match(invoice: number, credit: number, amount: number): void {
    const debit = this.lineOf(invoice);
    const whole: number[] = [];
    for (const [line, sign] of [[debit, -1], [credit, 1]] as const) {
      const row = this.odoo.table('account.move.line').get(line) as Row;
      const left = (Math.round(Number(row['amount_residual_currency']) * 100) + sign * amount) / 100;
      this.odoo.write('account.move.line', line, { amount_residual: left, amount_residual_currency: left, reconciled: left === 0 });
      const move = Number(idOf(row['move_id']));
      if (left === 0) whole.push(line);
      if (row['move_type'] !== 'entry') this.odoo.write('account.move', move, { amount_residual: Math.abs(left), payment_state: left === 0 ? 'paid' : 'partial' });
    }
    const full = whole.includes(debit) ? this.odoo.add('account.full.reconcile', () => true, { create_date: this.odoo.now() }) : null;
    if (full !== null) for (const line of whole) this.odoo.write('account.move.line', line, { full_reconcile_id: [full, String(full)] });
    this.odoo.add('account.partial.reconcile', () => true, { debit_move_id: [debit, ''], credit_move_id: [credit, ''], debit_amount_currency: amount / 100, full_reconcile_id: full === null ? false : [full, String(full)] });
  }
}
