import { CUSTOMERS } from './customers';
import { HISTORY } from './history';
import { invoicePdf } from './invoice-pdf';
import { WITH_PDF } from './invoices';
import { SAMPLE_MAIL } from './mail/threads';
import { sampleWorkbook } from './rows';

export interface SampleFile {
  /** Below assets/demo. */
  readonly path: string;
  readonly content: Buffer;
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

/** Everything that assets/demo holds. */
export function sampleFiles(): readonly SampleFile[] {
  return [
    { path: 'ledger.xlsx', content: sampleWorkbook() },
    { path: 'history.json', content: json(HISTORY) },
    { path: 'mail.json', content: json(SAMPLE_MAIL) },
    ...WITH_PDF.flatMap((invoice) => {
      const customer = CUSTOMERS.find(({ code }) => code === invoice.customer);
      return customer === undefined ? [] : [{ path: `invoices/${invoice.number}.pdf`, content: invoicePdf(invoice, customer) }];
    }),
  ];
}
