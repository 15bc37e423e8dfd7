import { fail, ok } from '../../result';
import type { Result } from '../../result';
import { foldName, isSiret } from '../../identify';
import type { Debtor, DebtorId } from '../../ledger';
import type { Cell } from '../cell';
import { readDebtor } from '../debtor-of-row';
import { indexed } from '../debtor-identity';
import { readPostal } from '../postal-of-row';
import type { LedgerField } from '../wire';
import type { InvoiceText } from './invoice-text';
import type { FieldTrouble } from './written-figures';

/** What a document says of its buyer, as a ledger's row would; the rules for both are the same. */
function cellsOf({ buyer, buyerText }: InvoiceText, siren: string, siret: string): (field: LedgerField) => Cell | undefined {
  const { lines, mails } = buyerText;
  const cells: Partial<Record<LedgerField, string>> = {
    'debtor-name': nameOf(buyer.names, buyerText.legalName),
    siren, siret,
    vat: buyer.vats[0] ?? '',
    'contact-address': mails.join(' '),
    // A name belongs to one address; beside several, nobody knows to which.
    'contact-name': new Set(mails.map((mail) => mail.toLowerCase())).size === 1 ? buyerText.contact : '',
    phone: buyerText.phone,
    street: lines[0] ?? '', 'street-more': lines[1] ?? '', 'street-last': lines.slice(2).join('\n'),
    postcode: buyerText.postcode, 'postal-town': buyerText.town, town: buyerText.town, country: buyerText.country,
  };
  return (field) => cells[field];
}

const nameOf = (names: readonly string[], legal: string): string => (legal === '' ? (names[0] ?? '') : legal);

/**
 * The customer that an e-invoice bills (BG-7). His id comes from what the law knows him by: SIREN, else VAT number; without
 * either from the seller's code of him and his name together (a code such as "DIVERS" stands for many), else from name and place.
 * The code is not kept as the customer's own: one that stands for many would join them wherever customers are joined by code.
 * @returns `no-customer` without a name, `malformed` where two legal identifiers name two companies.
 */
export function buyerOf(read: InvoiceText): Result<Debtor, FieldTrouble> {
  const { legal, code } = read.buyerText;
  if (nameOf(read.buyer.names, read.buyerText.legalName) === '') return fail({ field: 'BT-44', why: 'no-customer' });
  if (new Set(legal.map((id) => id.slice(0, 9))).size > 1) return fail({ field: 'BT-47', why: 'malformed' });
  if (read.buyer.vats.length > 1) return fail({ field: 'BT-48', why: 'malformed' });
  const cells = cellsOf(read, legal[0]?.slice(0, 9) ?? '', legal.find(isSiret) ?? '');
  const found = readDebtor(cells, null);
  if (!found.ok) return fail({ field: 'BT-44', why: 'no-customer' });
  const { debtor } = found.value;
  const { siren, vat } = debtor.legalIds;
  const postal = readPostal(cells, { name: debtor.name, siren });
  const name = foldName(debtor.name) || debtor.name;
  const id = siren !== null ? `siren ${siren}` : vat !== null ? `vat ${vat}` : indexed(code !== '' ? `code ${code.toLowerCase()} ${name}` : `name ${name} ${read.buyerText.postcode} ${foldName(read.buyerText.town)}`);
  return ok({ ...debtor, id: id as DebtorId, ...(postal === null ? {} : { postal }) });
}
