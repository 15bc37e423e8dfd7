import { fail, ok } from '../result';
import type { Result } from '../result';
import { isCurrency, money, negate, parseAmount } from '../money';
import type { Currency, Money } from '../money';
import type { LocalDate } from '../calendar';
import { foldNumber, invoiceId } from '../ledger';
import type { CompanyId, ContactRole, Debtor, DebtorId, DebtorKind, EmailAddress, Instalment, Invoice, InvoiceId, InvoiceKind, Language, MeansOfPayment } from '../ledger';
import { isSiren, isSiret, parseVat } from '../identify';
import type { LedgerProblem } from '../problems';
import { dateOfCell } from './columns';
import { foldHeader, isBlank, textOf } from './cell';
import type { Cell, Row } from './cell';
import type { ColumnMapping, LedgerField } from './wire';

type RowWhy = Extract<LedgerProblem, { code: 'ledger/row-unreadable' }>['why'];

export interface LedgerRows {
  readonly debtors: readonly Debtor[];
  readonly invoices: readonly Invoice[];
  /** Rows that could not be used, in order. */
  readonly unreadable: readonly LedgerProblem[];
  /** Rows that were used although one cell of theirs was not. */
  readonly remarks: readonly LedgerProblem[];
  /** Rows below the header that hold something. */
  readonly rows: number;
}

/** A cell that stops its row. */
interface CellTrouble {
  readonly field: LedgerField;
  readonly why: RowWhy;
}

interface Line {
  readonly debtorKey: string;
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly issued: LocalDate | null;
  readonly instalment: Instalment;
  readonly disputed: Money | null;
  readonly means: MeansOfPayment;
  readonly orderNumber: string | null;
  readonly corrects: string | null;
  readonly document: string | null;
}

const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]+$/;
const SHOWN = 40;

/**
 * Turns the rows of a ledger into debtors and invoices. Each row stands for one open (or settled) instalment; rows of
 * one invoice with different due dates are its instalments. A row that cannot be read is named and left out; the
 * others are used. Nothing is guessed: a date whose order is undecided, an amount of two currencies, a missing due
 * date leave the row out.
 */
export function readLedgerRows(rows: readonly Row[], mapping: ColumnMapping, company: CompanyId, file: string): LedgerRows {
  const debtors = new Map<string, Debtor>();
  const lines = new Map<InvoiceId, Line[]>();
  const unreadable: LedgerProblem[] = [];
  const remarks: LedgerProblem[] = [];
  let count = 0;

  for (let at = mapping.headerRow + 1; at < rows.length; at += 1) {
    const row = rows[at] as Row;
    if (row.every(isBlank)) continue;
    count += 1;
    const cell = (field: LedgerField): Cell | undefined => {
      const column = mapping.columns[field];
      return column === undefined ? undefined : row[column];
    };
    const problemAt = (trouble: CellTrouble): LedgerProblem => ({
      code: 'ledger/row-unreadable',
      file,
      sheet: mapping.sheet,
      row: at + 1,
      column: headerName(rows, mapping, trouble.field),
      value: textOf(cell(trouble.field)).slice(0, SHOWN),
      why: trouble.why,
    });
    const debtor = readDebtor(cell);
    if (!debtor.ok) {
      unreadable.push(problemAt(debtor.problem));
      continue;
    }
    const line = readLine(cell, mapping, debtor.value.key);
    if (!line.ok) {
      unreadable.push(problemAt(line.problem));
      continue;
    }
    const id = invoiceId(company, line.value.number, line.value.kind);
    const known = lines.get(id);
    if (known !== undefined && (known[0]?.debtorKey !== debtor.value.key || known.some((each) => each.instalment.due === line.value.instalment.due))) {
      unreadable.push(problemAt({ field: 'invoice-number', why: 'duplicate' }));
      continue;
    }
    if (known !== undefined && known[0]?.instalment.amount.currency !== line.value.instalment.amount.currency) {
      unreadable.push(problemAt({ field: 'currency', why: 'currency' }));
      continue;
    }
    if (known === undefined) lines.set(id, [line.value]);
    else known.push(line.value);
    const before = debtors.get(debtor.value.key);
    debtors.set(debtor.value.key, before === undefined ? debtor.value.debtor : completed(before, debtor.value.debtor));
    for (const field of debtor.value.ignored) remarks.push(problemAt({ field, why: 'identifier' }));
  }

  return { debtors: [...debtors.values()], invoices: [...lines].map(([id, parts]) => invoiceOf(id, parts, company)), unreadable, remarks, rows: count };
}

function headerName(rows: readonly Row[], mapping: ColumnMapping, field: LedgerField): string {
  const column = mapping.columns[field];
  return column === undefined ? field : textOf(rows[mapping.headerRow]?.[column]).slice(0, SHOWN) || field;
}

type CellOf = (field: LedgerField) => Cell | undefined;
const orNull = (text: string): string | null => (text === '' ? null : text.slice(0, 10_000));

function readDebtor(cell: CellOf): Result<{ readonly key: string; readonly debtor: Debtor; readonly ignored: readonly LedgerField[] }, CellTrouble> {
  const code = orNull(textOf(cell('debtor-code')));
  const name = orNull(textOf(cell('debtor-name')));
  if (code === null && name === null) return fail({ field: 'debtor-name', why: 'no-customer' });
  const ignored: LedgerField[] = [];
  const siretText = textOf(cell('siret')).replace(/\D/g, '');
  const sirenText = textOf(cell('siren')).replace(/\D/g, '');
  const vatText = textOf(cell('vat'));
  const siret = isSiret(siretText) ? siretText : null;
  const siren = isSiren(sirenText) ? sirenText : siret !== null ? siret.slice(0, 9) : null;
  const vat = vatText === '' ? null : parseVat(vatText);
  if (siretText !== '' && siret === null) ignored.push('siret');
  if (sirenText !== '' && !isSiren(sirenText)) ignored.push('siren');
  if (vatText !== '' && vat === null) ignored.push('vat');
  const addresses = textOf(cell('contact-address')).split(/[\s,;]+/).filter((each) => each !== '');
  const contacts = addresses.filter((address) => ADDRESS.test(address) && address.length <= 254);
  if (contacts.length < addresses.length) ignored.push('contact-address');
  const town = orNull(textOf(cell('town')));
  const key = code !== null ? `code ${code.toLowerCase()}` : siren !== null ? `siren ${siren}` : vat !== null ? `vat ${vat.number}` : `name ${foldHeader(name as string)} ${foldHeader(town ?? '')}`;
  const contactName = orNull(textOf(cell('contact-name')));
  return ok({
    key,
    ignored,
    debtor: {
      id: key as DebtorId,
      code,
      name: name ?? (code as string),
      legalIds: { siren: siren ?? vat?.siren ?? null, siret, vat: vat?.number ?? null },
      contacts: contacts.map((address) => ({ name: contactName, address: address.toLowerCase() as EmailAddress, role: 'accounting' as ContactRole })),
      domains: [],
      town,
      phone: orNull(textOf(cell('phone'))),
      language: languageOf(textOf(cell('language'))),
      kind: kindOfDebtor(textOf(cell('debtor-kind'))),
      segment: orNull(textOf(cell('segment'))),
      lawCountry: 'FR',
      policy: null,
      payer: null,
      group: null,
      unallocatedCredits: [],
      exclusion: null,
    },
  });
}

/** Several rows of one debtor: the first value of each field stands, contacts are gathered. */
function completed(a: Debtor, b: Debtor): Debtor {
  const contacts = b.contacts.filter((contact) => !a.contacts.some((each) => each.address === contact.address));
  const missing = (a.legalIds.siren ?? b.legalIds.siren) !== a.legalIds.siren || (a.legalIds.siret ?? b.legalIds.siret) !== a.legalIds.siret || (a.legalIds.vat ?? b.legalIds.vat) !== a.legalIds.vat;
  if (contacts.length === 0 && !missing && (a.town ?? b.town) === a.town && (a.phone ?? b.phone) === a.phone) return a;
  return {
    ...a,
    contacts: [...a.contacts, ...contacts],
    legalIds: { siren: a.legalIds.siren ?? b.legalIds.siren, siret: a.legalIds.siret ?? b.legalIds.siret, vat: a.legalIds.vat ?? b.legalIds.vat },
    town: a.town ?? b.town,
    phone: a.phone ?? b.phone,
  };
}

function readLine(cell: CellOf, mapping: ColumnMapping, debtorKey: string): Result<Line, CellTrouble> {
  const number = textOf(cell('invoice-number'));
  if (foldNumber(number) === '') return fail({ field: 'invoice-number', why: 'no-number' });
  const due = cell('due');
  if (isBlank(due)) return fail({ field: 'due', why: 'no-due-date' });
  const dueOn = dateOfCell(due, mapping.dateOrder);
  if (dueOn === null) return fail({ field: 'due', why: 'date' });
  const issued = isBlank(cell('issued')) ? null : dateOfCell(cell('issued'), mapping.dateOrder);
  if (issued === null && !isBlank(cell('issued'))) return fail({ field: 'issued', why: 'date' });

  const named = textOf(cell('currency')).toUpperCase();
  const currency = named === '' ? null : currencyOf(named);
  if (named !== '' && currency === null) return fail({ field: 'currency', why: 'currency' });
  const amounts = readAmounts(cell, mapping, currency);
  if (!amounts.ok) return amounts;
  const kind = kindOfInvoice(textOf(cell('invoice-kind')), amounts.value.amount);
  const signed = (value: Money): Money => (kind === 'credit-note' && amounts.value.amount.minor > 0 ? negate(value) : value);
  const dispute = readDispute(cell('disputed'), mapping, amounts.value.outstanding);
  if (!dispute.ok) return dispute;
  return ok({
    debtorKey,
    number: number.slice(0, 100),
    kind,
    issued,
    instalment: { due: dueOn, dueBasis: 'printed', amount: signed(amounts.value.amount), outstanding: signed(amounts.value.outstanding) },
    disputed: dispute.value,
    means: meansOf(textOf(cell('means'))),
    orderNumber: orNull(textOf(cell('order-number'))),
    corrects: orNull(textOf(cell('corrects'))),
    document: orNull(textOf(cell('document'))),
  });
}

/** Amount, outstanding and paid: two of them give the third; an amount alone stands for what is open. */
function readAmounts(cell: CellOf, mapping: ColumnMapping, named: Currency | null): Result<{ readonly amount: Money; readonly outstanding: Money }, CellTrouble> {
  let currency: Currency | null = named;
  const read = (field: 'amount' | 'outstanding' | 'paid'): Result<number | null, CellTrouble> => {
    const value = cell(field);
    if (isBlank(value)) return ok(null);
    const parsed = amountOf(value as Cell, mapping);
    if (parsed === null) return fail({ field, why: 'amount' });
    if (parsed.currency !== null) {
      if (currency !== null && parsed.currency !== currency) return fail({ field, why: 'currency' });
      currency = parsed.currency;
    }
    return ok(parsed.minor);
  };
  const amount = read('amount');
  if (!amount.ok) return amount;
  const outstanding = read('outstanding');
  if (!outstanding.ok) return outstanding;
  const paid = read('paid');
  if (!paid.ok) return paid;
  const open = outstanding.value ?? (amount.value === null ? null : amount.value - (paid.value ?? 0));
  if (open === null) return fail({ field: mapping.columns.outstanding === undefined ? 'amount' : 'outstanding', why: 'no-amount' });
  const inCurrency = currency ?? mapping.defaultCurrency;
  return ok({ amount: money(amount.value ?? open + (paid.value ?? 0), inCurrency), outstanding: money(open, inCurrency) });
}

function amountOf(cell: Cell, mapping: ColumnMapping): { readonly minor: number; readonly currency: Currency | null } | null {
  if (typeof cell === 'number') {
    const minor = Math.round(cell * 100);
    // A cell of 12.345 is no amount of cents; binary dust (0.1 + 0.2) is.
    return Number.isSafeInteger(minor) && Math.abs(minor) <= 1e15 && Math.abs(cell * 100 - minor) < 1e-3 + Math.abs(cell) * 1e-10 ? { minor: minor === 0 ? 0 : minor, currency: null } : null;
  }
  if (typeof cell !== 'string') return null;
  const parsed = parseAmount(textOf(cell), mapping.decimal);
  return parsed.ok ? parsed.value : null;
}

const YES = new Set(['oui', 'o', 'x', 'vrai', 'yes', 'y', 'true', 'litige', 'en litige', '1']);
const NO = new Set(['', 'non', 'n', 'faux', 'no', 'false', '0']);

function readDispute(cell: Cell | undefined, mapping: ColumnMapping, outstanding: Money): Result<Money | null, CellTrouble> {
  if (cell === undefined || isBlank(cell)) return ok(null);
  const word = foldHeader(textOf(cell));
  if (NO.has(word)) return ok(null);
  if (YES.has(word)) return ok(outstanding);
  const amount = amountOf(cell, mapping);
  if (amount === null) return fail({ field: 'disputed', why: 'amount' });
  return ok(amount.minor === 0 ? null : money(Math.abs(amount.minor), outstanding.currency));
}

function currencyOf(text: string): Currency | null {
  const named: Readonly<Record<string, Currency>> = { '€': 'EUR', EURO: 'EUR', EUROS: 'EUR', '£': 'GBP', $: 'USD', 'US$': 'USD' };
  return isCurrency(text) ? text : (named[text] ?? null);
}

function languageOf(text: string): Language {
  return /^(en|gb|us|uk|anglais|english)\b/i.test(text) ? 'en' : 'fr';
}

function kindOfDebtor(text: string): DebtorKind {
  const word = foldHeader(text);
  if (/^(particulier|consommateur|b2c|consumer|individual|prive)/.test(word)) return 'consumer';
  if (/^(public|administration|collectivite|mairie|b2g|secteur public|etat)/.test(word)) return 'public';
  return 'business';
}

function kindOfInvoice(text: string, amount: Money): InvoiceKind {
  const word = foldHeader(text);
  if (/^(avoir|credit|note de credit|facture d avoir|381|av$)/.test(word) || amount.minor < 0) return 'credit-note';
  return /^(acompte|deposit|386|facture d acompte|prepayment)/.test(word) ? 'deposit' : 'invoice';
}

function meansOf(text: string): MeansOfPayment {
  const word = foldHeader(text);
  if (/prelevement|direct debit|sepa dd/.test(word)) return 'direct-debit-presented';
  if (/\b(lcr|traite|effet|billet a ordre|bill)\b/.test(word)) return 'bill-in-hand';
  if (/\b(cheque|check)\b/.test(word) && /\b(recu|en main|remis|in hand|received)\b/.test(word)) return 'cheque-in-hand';
  return word === '' || /virement|transfer|wire|sepa/.test(word) ? 'transfer' : 'other';
}

function invoiceOf(id: InvoiceId, parts: readonly Line[], company: CompanyId): Invoice {
  const [first] = parts as readonly [Line, ...Line[]];
  const instalments = parts.map((part) => part.instalment).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const disputed = parts.reduce<Money | null>((total, part) => (part.disputed === null ? total : money((total?.minor ?? 0) + part.disputed.minor, part.disputed.currency)), null);
  return {
    id,
    company,
    debtor: first.debtorKey as DebtorId,
    number: first.number,
    kind: first.kind,
    issued: first.issued,
    receivedOn: null,
    instalments,
    payments: [],
    means: first.means,
    retained: null,
    assignee: null,
    corrects: first.corrects,
    disputed,
    eInvoiceStatus: null,
    orderNumber: first.orderNumber,
    document: first.document,
    missingSince: null,
  };
}
