import { addDays, money } from '../../../src/core';
import type { Debtor, Invoice, LocalDate } from '../../../src/core';
import { anInstalment, anInvoice, aPayment, aDebtor, creditIdOf } from '../builders';
import type { Happening, Owed } from './lives-stories';

/** The ledger of a life: what each export of it would show on that day. */
export interface Ledger {
  readonly invoices: readonly Invoice[];
  readonly debtor: Debtor;
}

export function anInvoiceOwed({ due, minor, currency, parts, between, reminded }: Owed, number: string, start: LocalDate): Invoice {
  const part = Math.max(1, Math.floor(minor / parts));
  return anInvoice({
    number,
    ...(reminded === null ? {} : { reminded: { level: reminded.level, on: reminded.ago === null ? null : addDays(start, -reminded.ago) } }),
    instalments: Array.from({ length: parts }, (_, at) => anInstalment({ due: addDays(start, due + at * between), amount: money(part, currency) })),
  });
}

export const ledgerAtFirst = (owed: readonly Owed[], start: LocalDate): Ledger => ({ invoices: owed.map((one, at) => anInvoiceOwed(one, `FA-${at + 1}`, start)), debtor: aDebtor() });

/** The invoices that a happening is about: those of its bits, else the first. */
export function named({ which }: Pick<Happening, 'which'>, invoices: readonly Invoice[]): readonly Invoice[] {
  const bills = invoices.filter(({ kind }) => kind !== 'credit-note');
  const some = bills.filter((_, at) => ((which >> at) & 1) === 1);
  return some.length > 0 ? some : bills.slice(0, 1);
}

export const openMinor = ({ instalments }: Invoice): number => instalments.reduce((sum, { outstanding }) => sum + Math.max(0, outstanding.minor), 0);

/** What a happening changes in the ledger; null: nothing, or it is a word for the log. */
export function ledgerAfter(ledger: Ledger, happening: Happening, today: LocalDate): Ledger | null {
  const { invoices, debtor } = ledger;
  const { what, share, ahead } = happening;
  const about = named(happening, invoices);
  const [first] = about;
  if (first === undefined) return null;
  const each = (change: (invoice: Invoice) => Invoice): Ledger => ({ ...ledger, invoices: invoices.map((invoice) => (about.includes(invoice) ? change(invoice) : invoice)) });
  const currency = first.instalments[0]?.amount.currency ?? 'EUR';
  switch (what) {
    case 'paid':
      return each((invoice) => paid(invoice, openMinor(invoice), today));
    case 'part-paid':
      return each((invoice) => (invoice === first ? paid(invoice, Math.ceil(openMinor(invoice) * share), today) : invoice));
    case 'credit-note': {
      const number = `AV-${invoices.length}`;
      const minor = -Math.max(1, Math.round(openMinor(first) * share));
      // One in four names no invoice: it is never put on one in silence.
      const corrects = ahead % 4 === 0 ? null : first.number;
      return { ...ledger, invoices: [...invoices, anInvoice({ id: creditIdOf(number), number, kind: 'credit-note', corrects, amount: money(minor, currency), due: today })] };
    }
    case 'money-unallocated':
      return { ...ledger, debtor: { ...debtor, unallocatedCredits: share === 1 ? [] : [money(Math.max(1, Math.round(openMinor(first) * share)), currency)] } };
    case 'new-invoice':
      return { ...ledger, invoices: [...invoices, anInvoiceOwed({ due: ahead, minor: 150_000, currency, parts: 1, between: 0, reminded: null }, `FA-${invoices.length + 1}`, today)] };
    case 'vanishes':
      return each((invoice) => ({ ...invoice, missingSince: invoice.missingSince ?? today }));
    case 'comes-back':
      return each((invoice) => ({ ...invoice, missingSince: null }));
    case 'ledger-dispute':
      return each((invoice) => ({ ...invoice, disputed: money(Math.max(1, Math.round(openMinor(invoice) * share)), invoice.instalments[0]?.amount.currency ?? 'EUR') }));
    case 'ledger-dispute-over':
      return each((invoice) => ({ ...invoice, disputed: null }));
    case 'excluded':
      return { ...ledger, debtor: { ...debtor, exclusion: { reason: 'direction', until: share === 1 ? null : addDays(today, ahead) } } };
    case 'readmitted':
      return { ...ledger, debtor: { ...debtor, exclusion: null } };
    case 'debit-presented':
      return each((invoice) => ({ ...invoice, means: 'direct-debit-presented' }));
    case 'debit-returned':
      return each((invoice) => ({ ...invoice, means: 'transfer' }));
    case 'e-invoice':
      return each((invoice) => ({ ...invoice, eInvoiceStatus: [211, 211, 205, 206, 207, 212, null][ahead % 7] ?? null, eInvoiceStatusOn: today }));
    case 'assigned':
      return each((invoice) => ({ ...invoice, assignee: share === 1 ? { name: 'Factor', iban: null } : null }));
    default:
      return null;
  }
}

/** Oldest instalment first, and told in the payments. */
function paid(invoice: Invoice, minor: number, today: LocalDate): Invoice {
  if (minor === 0) return invoice;
  let left = minor;
  const instalments = invoice.instalments.map((part) => {
    const used = Math.min(left, Math.max(0, part.outstanding.minor));
    left -= used;
    return used === 0 ? part : { ...part, outstanding: money(part.outstanding.minor - used, part.outstanding.currency) };
  });
  const currency = invoice.instalments[0]?.amount.currency ?? 'EUR';
  return { ...invoice, instalments, payments: [...invoice.payments, aPayment({ on: today, amount: money(minor, currency) })] };
}
