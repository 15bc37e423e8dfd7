import type { ImportProfile } from './import-profile';

const FOOT = '(?:(?:accrual|cash) basis )?(?:mon|tues|wednes|thurs|fri|satur|sun)day [a-z]+ \\d.*';

/** The same in both: three title lines above the header, an empty first column, totals below each group, the day of printing below all. */
const COMMON = {
  system: 'QuickBooks Online',
  totals: 'on-one-row',
  suppliers: ['bill', 'vendor credit', 'bill payment check'],
} as const;

/** The order of day and month is that of the company's region: the file decides it, or the clerk is asked. */
export const QUICKBOOKS_ONLINE: readonly ImportProfile[] = [
  {
    ...COMMON,
    source:
      'QuickBooks Online, Reports > A/R Aging Detail > Export to CSV. The header line (",Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance"), its groups ("91 or more days past due", "CURRENT"), totals ("Total for CURRENT") and a negative Credit Memo stand in a parser\'s test of that export (arAgingParser.test.js); read 2026-11-23.',
    signature: ['date', 'transaction type', 'num', ['customer full name', 'customer'], 'due date', 'open balance'],
    headers: { 'debtor-name': ['customer full name', 'customer'], 'invoice-number': 'num', 'invoice-kind': 'transaction type', issued: 'date', due: 'due date', amount: 'amount', outstanding: 'open balance', currency: 'currency' },
    asides: new RegExp(`^(?:current|not due|\\d+ (?:\\d+ |or more )?days past due|${FOOT})$`),
  },
  {
    ...COMMON,
    source:
      'QuickBooks Online, Reports > Open Invoices > Export to CSV. The header line (",Date,Transaction type,Num,Term,Due date,Open balance"), the customer alone above his documents, "Total for Acme Corp" and "TOTAL" stand in tests of two programs that read that export (test_invoices.py of a general ledger, "Synthetic exports in QBO\'s real layouts"; a normaliser\'s "QBO Open Invoices Report CSV"); read 2026-11-23.',
    signature: ['date', 'transaction type', 'num', 'due date', 'open balance'],
    headers: { 'invoice-number': 'num', 'invoice-kind': 'transaction type', issued: 'date', due: 'due date', amount: 'amount', outstanding: 'open balance', currency: 'currency' },
    customersAbove: true,
    asides: new RegExp(`^(?:${FOOT})$`),
  },
];
