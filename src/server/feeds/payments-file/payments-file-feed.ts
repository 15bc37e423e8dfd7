import { basename, isAbsolute } from 'node:path';
import { fail, invoiceId, money, ok, readPaymentRows } from '../../../core';
import type { CompanyId, LedgerProblem, PaymentRow, PaymentRows, Result } from '../../../core';
import type { Feed, FeedFailure, FeedPage, FeedPayment, FeedSettings } from '../feed';
import { tableOf } from '../ledger-file';
import { stampOf } from '../until-quiet';
import { takeWatched } from '../watched-file';

const RECORDS_A_PAGE = 2_000;
const NOTHING: Omit<FeedPage, 'cursor' | 'done' | 'of'> = { debtors: [], invoices: [], gone: { debtors: [], invoices: [] }, unreadable: [], leftOut: {} };

/**
 * A list of payments beside other ledgers, XLSX or CSV, for ledgers that know none (a folder of e-invoices). It lists no
 * invoice and no customer of its own. A file that changed is read as a whole again.
 */
export function paymentsFileFeed({ values, context }: FeedSettings): Result<Feed, FeedFailure> {
  const path = values.file ?? '';
  if (!isAbsolute(path)) return fail({ code: 'feed/setting-refused', feed: context.name, field: 'file', because: path === '' ? 'missing' : 'malformed' });
  const name = basename(path);
  return ok({
    kind: 'payments-file',
    check: async () => {
      const read = await readPayments(path, name);
      return read.ok ? ok({ system: name, company: null }) : read;
    },
    async *whole(from, signal) {
      const stamp = await stampOf(path);
      if (from !== null && from !== stamp) {
        yield fail({ code: 'feed/too-old', feed: context.name });
        return;
      }
      const read = await readPayments(path, name);
      if (!read.ok) {
        yield read;
        return;
      }
      const { payments, unreadable } = read.value;
      const pages = Math.max(1, Math.ceil(payments.length / RECORDS_A_PAGE));
      for (let page = 0; page < pages; page += 1) {
        if (signal.aborted) {
          yield fail({ code: 'feed/cancelled', feed: context.name });
          return;
        }
        const some = payments.slice(page * RECORDS_A_PAGE, (page + 1) * RECORDS_A_PAGE).map((row) => paymentOf(row, context.company));
        yield ok({ ...NOTHING, payments: some, unreadable: page === 0 ? unreadable : [], cursor: stamp ?? '', done: Math.min(payments.length, (page + 1) * RECORDS_A_PAGE), of: payments.length });
      }
    },
    async *changes(from) {
      const stamp = await stampOf(path);
      if (stamp === null) yield fail({ code: 'ledger/file-unreadable', file: name, because: 'missing' });
      else if (stamp !== from) yield fail({ code: 'feed/too-old', feed: context.name });
      else yield ok({ ...NOTHING, cursor: from, done: 0, of: 0 });
    },
    account: () => Promise.resolve(ok({ debtor: null, invoices: [], unreadable: [] })),
    document: () => Promise.resolve(fail({ code: 'feed/not-found', feed: context.name, what: 'document' })),
  });
}

/** A list without any payment that can be read is one whose columns were taken for something else, or an empty export: the one of before stays in use. */
async function readPayments(path: string, name: string): Promise<Result<PaymentRows, LedgerProblem>> {
  const taken = await takeWatched(path, name, null);
  if (!taken.ok) return taken;
  if (taken.value.fec !== undefined || taken.value.eInvoices !== undefined) return fail({ code: 'ledger/no-usable-column', file: name, headers: [] });
  const table = taken.value.tables.find(({ facts, rows }) => facts?.hidden !== true && rows.length > 0) ?? tableOf(taken.value, null);
  const read = readPaymentRows(table.rows, name, table.sheet, table.facts?.dates1904 === true);
  if (!read.ok || read.value.payments.length > 0) return read;
  return fail(read.value.unreadable[0] ?? { code: 'ledger/empty', file: name });
}

const paymentOf = ({ external, number, on, minor, currency, code, name, reference }: PaymentRow, company: CompanyId): FeedPayment =>
  ({ external, invoice: invoiceId(company, number, 'invoice'), number, on, amount: money(minor, currency), code, name, reference });
