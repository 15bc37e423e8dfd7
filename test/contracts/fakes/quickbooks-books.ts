import type { WorldInvoice } from '../feed-subject';
import type { MovableClock } from './movable-clock';
import type { Entity, Kept } from './quickbooks-query';

/*
 * What a company's QuickBooks Online holds. [Q2] quickbooks-ruby `spec/fixtures`: invoices.xml, payments.xml,
 * payment_with_line_extras.xml, fetch_credit_memo.xml, customers.xml (recorded answers; JSON has the same names); [Q4]
 * QuickBooks-V3-PHP-SDK `src/XSD/Finance.xsd` (Transaction 4793, SalesTransaction 5214, Payment 9953, CreditMemo 11658) and
 * `src/XSD/IntuitNamesTypes.xsd` (Customer: CompanyName 224 ... PrimaryTaxIdentifier 658); [Q8] developer.intuit.com,
 * "Manage linked transactions".
 */

type Stored = Record<string, unknown> & { readonly Id: string; SyncToken: string; MetaData: { CreateTime: string; LastUpdatedTime: string } };

interface Ledgered extends Stored {
  readonly CustomerRef: { readonly value: string; name: string };
  TotalAmt: number;
}
export interface Bill extends Ledgered {
  DocNumber?: string;
  Balance: number;
  LinkedTxn: { TxnId: string; TxnType: string }[];
}

export interface Deleted {
  readonly entity: Entity;
  readonly id: string;
  readonly at: number;
}

/** "2015-01-16T15:08:12-08:00": moments are told in the time of California ([Q2], every fixture). */
export const californian = (at: number): string => `${new Date(at - 8 * 3_600_000).toISOString().slice(0, 19)}-08:00`;

const euros = (minor: number): number => minor / 100;
const minor = (amount: number): number => Math.round(amount * 100);
const EUR = { value: 'EUR', name: 'Euro' };

export class QuickbooksBooks {
  readonly deleted: Deleted[] = [];
  private readonly kept: Readonly<Record<Entity, Map<string, Stored>>> = { Invoice: new Map(), CreditMemo: new Map(), Payment: new Map(), Customer: new Map(), CompanyInfo: new Map() };
  private last = 0;

  constructor(private readonly clock: MovableClock) {
    // [Q2] company_info_query.xml.
    this.keep('CompanyInfo', { CompanyName: 'Atelier Canigou', LegalName: 'Atelier Canigou SARL', Country: 'FR', CompanyStartDate: '2020-01-01', SupportedLanguages: 'fr' });
  }

  rows(entity: Entity): readonly Kept[] {
    return [...this.kept[entity].values()];
  }

  one(entity: Entity, id: string): Kept | undefined {
    return this.kept[entity].get(id);
  }

  customer(name: string, more: Readonly<Record<string, unknown>> = {}): string {
    return this.keep('Customer', {
      FullyQualifiedName: name, CompanyName: name, DisplayName: name, PrintOnCheckName: name, Active: true, Taxable: false, Job: false, BillWithParent: false, Balance: 0, BalanceWithJobs: 0,
      CurrencyRef: EUR, PreferredDeliveryMethod: 'Email', ...more,
    });
  }

  named(name: string): Stored {
    const found = [...this.kept.Customer.values()].find((each) => each['DisplayName'] === name);
    if (found === undefined) throw new Error(`no customer ${name}`);
    return found;
  }

  change(name: string, to: Readonly<Record<string, unknown>>): void {
    const customer = this.named(name);
    Object.assign(customer, to);
    this.touch(customer);
  }

  bill(entity: 'Invoice' | 'CreditMemo', { customer, number, issued, due, total }: WorldInvoice): Bill {
    const party = this.named(customer);
    const mail = party['PrimaryEmailAddr'];
    const id = this.keep(entity, {
      ...(number === '' ? {} : { DocNumber: number }), TxnDate: issued, CurrencyRef: EUR, LinkedTxn: [],
      Line: [
        { Id: '1', LineNum: 1, Description: 'Travaux', Amount: euros(total), DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1', name: 'Services' }, UnitPrice: euros(total), Qty: 1, TaxCodeRef: { value: 'NON' } } },
        { Amount: euros(total), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
      ],
      CustomerRef: { value: party.Id, name: customer }, ...(mail === undefined ? {} : { BillEmail: mail }),
      ...(entity === 'Invoice' ? { DueDate: due, Deposit: 0 } : { RemainingCredit: euros(total) }),
      TotalAmt: euros(total), ApplyTaxAfterDiscount: false, PrintStatus: 'NotSet', EmailStatus: 'NotSet', Balance: euros(total),
    });
    return this.kept[entity].get(id) as Bill;
  }

  numbered(number: string): Bill {
    const found = [...this.kept.Invoice.values()].find((each) => each['DocNumber'] === number);
    if (found === undefined) throw new Error(`no invoice ${number}`);
    return found as Bill;
  }

  /** [Q2] payment_with_line_extras.xml: one Line for each document, its LinkedTxn; without: unapplied. */
  pay(customer: { readonly value: string; readonly name: string }, amount: number, on: string, applied: readonly { readonly bill: Bill; readonly type: 'Invoice' | 'CreditMemo'; readonly amount: number }[]): string {
    const used = applied.reduce((sum, { type, amount: part }) => sum + (type === 'Invoice' ? part : -part), 0);
    const id = this.keep('Payment', {
      TxnDate: on, CurrencyRef: EUR, CustomerRef: customer, DepositToAccountRef: { value: '4' }, TotalAmt: euros(amount), UnappliedAmt: euros(amount - used), ProcessPayment: false,
      Line: applied.map(({ bill, type, amount: part }) => ({ Amount: euros(part), LinkedTxn: [{ TxnId: bill.Id, TxnType: type }] })),
    });
    for (const { bill, type, amount: part } of applied) {
      bill.Balance = euros(minor(bill.Balance) - part);
      if (type === 'CreditMemo') bill['RemainingCredit'] = bill.Balance;
      // [Q8] "Invoice: LinkedTxn.TxnType Payment ... Read only; set by QuickBooks services". [Q2] change_data_capture_response.xml: Bill 126 and the payment on it changed in the same second.
      bill.LinkedTxn.push({ TxnId: id, TxnType: 'Payment' });
      this.touch(bill);
    }
    return id;
  }

  /** A payment that is deleted: what it paid is owed again. */
  unpay(id: string): void {
    const payment = this.kept.Payment.get(id) as (Stored & { readonly Line: readonly { readonly Amount: number; readonly LinkedTxn: readonly { readonly TxnId: string; readonly TxnType: 'Invoice' | 'CreditMemo' }[] }[] }) | undefined;
    if (payment === undefined) throw new Error(`no payment ${id}`);
    for (const { Amount, LinkedTxn } of payment.Line) {
      const bill = this.kept[LinkedTxn[0]?.TxnType ?? 'Invoice'].get(LinkedTxn[0]?.TxnId ?? '') as Bill;
      bill.Balance = euros(minor(bill.Balance) + minor(Amount));
      bill.LinkedTxn = bill.LinkedTxn.filter(({ TxnId }) => TxnId !== id);
      this.touch(bill);
    }
    this.delete('Payment', id);
  }

  delete(entity: Entity, id: string): void {
    this.kept[entity].delete(id);
    this.deleted.push({ entity, id, at: this.clock.now });
  }

  /** "all amounts and quantities are zeroed and the string, Voided, is injected into PrivateNote" (developer.intuit.com, invoice, void); [Q2] payment_void_response_success.xml. */
  void(number: string): void {
    const bill = this.numbered(number);
    Object.assign(bill, { TotalAmt: 0, Balance: 0, PrivateNote: 'Voided', Line: [{ Amount: 0, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} }] });
    this.touch(bill);
  }

  private keep(entity: Entity, more: Readonly<Record<string, unknown>>): string {
    this.last += 1;
    const moment = californian(this.clock.now);
    const id = String(this.last);
    this.kept[entity].set(id, { domain: 'QBO', sparse: false, Id: id, SyncToken: '0', MetaData: { CreateTime: moment, LastUpdatedTime: moment }, ...more });
    return id;
  }

  private touch(stored: Stored): void {
    stored.SyncToken = String(Number(stored.SyncToken) + 1);
    stored.MetaData = { ...stored.MetaData, LastUpdatedTime: californian(this.clock.now) };
  }
}
