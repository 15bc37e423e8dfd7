import { domainOf, isNamesake, nameTokens, tailOfNumber, textOf } from '../../core';
import type { DebtorHints, Pack, Row } from '../../core';
import { companyDomain } from './ledger-hits';
import type { DomainHolders, Person } from './ledger-people';
import { isUnusual, sightOf } from './number-sight';
import type { SheetLedger } from './sheet-ledger';

const BEYOND_ASCII = /[^\0-\x7f]/;
/** Letters by which a name is looked for before it is compared as a whole. */
const START = 4;

/**
 * Everybody whom the hints could hit, by what stands in the cells as it is written; those who are not meant after all fall out
 * when they are read. Nobody who is meant is left out.
 */
export function candidatesFor(hints: DebtorHints, ledger: SheetLedger, holders: DomainHolders, pack: Pack): ReadonlySet<Person> {
  const found = new Set<Person>();
  byMail(hints, ledger, holders, found);
  byNumber(hints, ledger, found);
  byCode(hints, ledger, found);
  byIdentifier(hints, ledger, found);
  // A name is only looked for behind what names nobody: a domain that no customer has, a private address.
  const strange = hints.domains.filter((domain) => holders.at(holders.of(domain) ?? '').size === 0);
  byName({ domains: strange, addresses: hints.addresses.filter((one) => companyDomain(domainOf(one), pack) === null) }, ledger, found);
  return found;
}

function byMail(hints: DebtorHints, { people }: SheetLedger, holders: DomainHolders, found: Set<Person>): void {
  const addresses = new Set<string>(hints.addresses);
  for (const domain of new Set([...hints.domains, ...hints.addresses.map(domainOf)])) {
    const registered = holders.of(domain);
    const whole = hints.domains.includes(domain);
    for (const key of registered === null ? [] : holders.at(registered)) {
      const person = people.withKey(key);
      if (person === undefined) continue;
      if (whole) found.add(person);
      else people.addresses((address) => { if (addresses.has(address)) found.add(person); }, [person]);
    }
  }
}

function byNumber({ numbers }: DebtorHints, { tabs: { invoices: { rows, mapping } }, scan: { hashes }, people }: SheetLedger, found: Set<Person>): void {
  if (numbers.length === 0) return;
  const asked = numbers.map(sightOf);
  const [spelt, tails] = [new Set(asked.map(({ hash }) => hash)), new Set(asked.map(({ tail }) => tail))];
  tails.delete(Number.NaN);
  const { isNaN: isNone } = Number;
  const column = mapping.columns['invoice-number'] ?? -1;
  for (let at = mapping.headerRow + 1; at < rows.length; at += 1) {
    const hash = hashes[at] as number;
    if (isNone(hash)) continue;
    const cell = (rows[at] as Row)[column];
    const text = typeof cell === 'string' ? cell : textOf(cell);
    const unusual = isUnusual(text);
    if (!spelt.has(unusual ? sightOf(text).hash : hash) && !tails.has(unusual ? sightOf(text).tail : tailOfNumber(text))) continue;
    const person = people.at(at);
    if (person !== undefined) found.add(person);
  }
}

function byCode({ numbers }: DebtorHints, { people }: SheetLedger, found: Set<Person>): void {
  if (numbers.length === 0) return;
  const spelt = new Set(numbers.map((number) => sightOf(number).hash));
  for (const person of people.all) {
    const code = people.text(person, 'debtor-code');
    if (code !== '' && spelt.has(sightOf(code).hash)) found.add(person);
  }
}

function byIdentifier({ sirens, vats }: DebtorHints, { people }: SheetLedger, found: Set<Person>): void {
  if (sirens.length + vats.length === 0) return;
  const asked = [...sirens, ...vats.map((vat) => vat.replace(/[^0-9A-Z]/gi, '').toUpperCase())];
  people.texts(['siren', 'siret', 'vat'], (text, person) => {
    const bare = text.replace(/[^0-9A-Z]/gi, '').toUpperCase();
    if (asked.some((id) => bare.includes(id))) found.add(person);
  });
}

/** Whose whole name a strange domain or a private address may bear (`isNamesake`). */
function byName(hints: Pick<DebtorHints, 'domains' | 'addresses'>, { people }: SheetLedger, found: Set<Person>): void {
  const labels = [...new Set([...hints.domains.flatMap((domain) => domain.split('.')), ...hints.addresses.map((address) => address.split(/[+@]/)[0] ?? '')])].filter((label) => label.length >= START);
  const starts = [...new Set(labels.flatMap((label) => [label, ...nameTokens(label.replace(/[-._]+/g, ' ')).slice(0, 3)]).map((word) => word.toLowerCase().slice(0, START)))];
  if (starts.length === 0) return;
  for (const person of people.all) {
    const name = people.text(person, 'debtor-name');
    const small = bare(name.toLowerCase());
    if ((LIGATURE.test(small) || starts.some((start) => small.includes(start))) && labels.some((label) => isNamesake(label, name))) found.add(person);
  }
}

const LIGATURE = /[œæß]/;
const bare = (small: string): string => {
  const plain = BEYOND_ASCII.test(small) ? small.normalize('NFKD').replace(/\p{M}+/gu, '') : small;
  return plain.includes('.') ? plain.replace(/\./g, '') : plain;
};
