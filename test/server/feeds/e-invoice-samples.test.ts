import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ONLY_COMPANY } from '../../../src/core';
import type { Money } from '../../../src/core';
import type { EInvoiceReading } from '../../../src/core/e-invoices';
import { readInvoiceFile } from '../../../src/server/feeds/e-invoice/invoice-file';

const FOLDER = join('test', 'fixtures', 'e-invoices');
const NOBODY = { company: ONLY_COMPANY, profile: { name: '', legalIds: { siren: null, siret: null, vat: null } } };
const [head, ...lines] = readFileSync(join(FOLDER, 'expected.tsv'), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
const COLUMNS = (head ?? []).slice(1, -1);

const plain = ({ minor }: Money): string => (minor / 100).toFixed(2);

function told(reading: EInvoiceReading): readonly string[] {
  if (reading.kind === 'left-out') return [reading.why, reading.number];
  if (reading.kind === 'unreadable') return [reading.why === 'no-due-date' ? reading.why : `${reading.why} ${reading.field}`, reading.number];
  const { debtor, invoice } = reading;
  const [only] = invoice.instalments;
  if (only === undefined || invoice.instalments.length > 1) return ['several instalments'];
  return ['invoice', invoice.number, invoice.kind, debtor.name, invoice.issued ?? '', only.due, only.dueBasis, plain(only.amount), plain(only.outstanding), only.amount.currency];
}

describe('published e-invoices are read as their elements say', () => {
  it.each(lines.map((cells) => [cells[0] as string, cells] as const))('%s', async (file, cells) => {
    const { reading, pdf } = await readInvoiceFile(readFileSync(join(FOLDER, file)), NOBODY);
    const expected = Object.fromEntries(COLUMNS.map((column, at) => [column, cells[at + 1] ?? '']));
    const found = told(reading);
    expect(Object.fromEntries(COLUMNS.map((column, at) => [column, found[at] ?? '']))).toEqual(expected);
    expect(pdf).toBe(file.endsWith('.pdf'));
  });

  it('none of them is left out of the table', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).map((name) => name.replace(/\\/g, '/')).filter((name) => /\.(?:xml|pdf)$/.test(name));
    expect(files.sort()).toEqual(lines.map(([file]) => file).sort());
  });

  it('a document that says it is a test has the figures of any other once it does not', async () => {
    const asReal = async (file: string): Promise<readonly string[]> => told((await readInvoiceFile(Buffer.from(readFileSync(join(FOLDER, file), 'utf8').replace(/(<udt:Indicator>)true/, '$1false')), NOBODY)).reading);
    expect(await asReal('akretion/zugferd-comfort.xml')).toEqual(['invoice', '471102', 'invoice', 'Kunden AG Mitte', '2013-03-05', '2013-04-04', 'printed', '529.87', '529.87', 'EUR']);
    // "2% bei Zahlung innerhalb 10 Tagen" is a discount, and no due date.
    for (const file of ['akretion/zugferd-basic.xml', 'akretion/zugferd-extended.xml', 'horstoeko/xml_extended_1.xml']) expect((await asReal(file))[0]).toBe('no-due-date');
  });
});
