import { MATCH_LEVELS, domainOf, invoiceKeys, isNamesake, matchLevel, natureOf, ok, registrableByRule, resemblance } from '../../core';
import type { Contact, Debtor, DebtorHints, HintHit, HintKind, Pack, Result, SourceProblem } from '../../core';
import type { BesideLedger } from './beside-ledger';
import { mayFit, sightOf } from './number-sight';
import type { SheetAccount } from './sheet-ledger';

type Hit = HintHit['debtors'][number];

/** Shown per hint; `count` tells how many there are. */
const SHOWN = 20;

/** Those who belong to the debtor: the salesperson in charge is one of ours, or an agent with other customers. */
export const theirs = ({ contacts }: Debtor): readonly Contact[] => contacts.filter(({ role }) => role !== 'sales');

/** The domain under which a company may be known; null: free-mail, a platform, our own, or none. */
export function companyDomain(domain: string, { profile, domainOverrides }: Pack): string | null {
  const name = registrableByRule(domain);
  if (name === null || profile.domains.some((own) => registrableByRule(own) === name && natureOf(own, domainOverrides) === 'company')) return null;
  return natureOf(domain, domainOverrides) === 'company' ? name : null;
}

export const domainsOf = (debtor: Debtor, pack: Pack): readonly string[] =>
  [...new Set(theirs(debtor).flatMap(({ address }) => companyDomain(domainOf(address), pack) ?? []))].sort();

interface Asked {
  readonly hint: HintKind;
  readonly value: string;
}

const hitOf = ({ debtor }: SheetAccount, via: Hit['via'], extra: Partial<Hit> = {}): Hit => ({ debtor: debtor.id, via, number: null, open: null, contactRole: null, ...extra });

/**
 * Which debtors each hint hits, among those who could be meant. A hint that hits nobody is absent, except a remembered "not a
 * customer", which is a hit without a debtor. The rules are the server's (server/store/look-up.ts): one contract holds both.
 */
export function hitsOf(hints: DebtorHints, accounts: readonly SheetAccount[], pack: Pack, beside: BesideLedger): Result<readonly HintHit[], SourceProblem> {
  const among = (asked: Asked, via: Hit['via'], who: (account: SheetAccount) => Partial<Hit> | null): readonly HintHit[] => {
    const found = accounts.flatMap((account): readonly Hit[] => {
      const extra = who(account);
      return extra === null ? [] : [hitOf(account, via, extra)];
    });
    return found.length === 0 ? [] : [{ ...asked, debtors: found.slice(0, SHOWN), count: found.length }];
  };
  const learned = learnedHits(hints, accounts, beside);
  if (!learned.ok) return learned;
  const domains = new Map(accounts.map((account) => [account, domainsOf(account.debtor, pack)]));
  const people = [
    ...hints.addresses.flatMap((value) => among({ hint: 'address', value }, 'contact', ({ debtor }) => {
      const contact = theirs(debtor).find(({ address }) => address === value);
      return contact === undefined ? null : { contactRole: contact.role };
    })),
    ...hints.domains.flatMap((value) => {
      const company = companyDomain(value, pack);
      return company === null ? [] : among({ hint: 'domain', value }, 'company-domain', (account) => (domains.get(account)?.includes(company) === true ? {} : null));
    }),
  ];
  const references = referenceHits(hints, accounts, beside);
  if (!references.ok) return references;
  const numbers = numberHits(hints.numbers, accounts);
  const cited = [
    ...numbers,
    ...hints.numbers.flatMap((value) => {
      const folded = invoiceKeys(value).folded;
      return folded === '' ? [] : among({ hint: 'number', value }, 'customer-code', ({ debtor: { code } }) => (code !== null && invoiceKeys(code).folded === folded ? { number: code } : null));
    }),
    ...orderHits(hints.numbers.filter((value) => !numbers.some((hit) => hit.value === value)), accounts, people),
    ...hints.sirens.flatMap((value) => among({ hint: 'siren', value }, 'legal-id', ({ debtor: { legalIds: { siren, siret, vat } } }) => (siren === value || siret?.startsWith(value) === true || vat?.slice(4) === value ? {} : null))),
    ...hints.vats.flatMap((value) => among({ hint: 'vat', value }, 'legal-id', ({ debtor }) => (debtor.legalIds.vat === value ? {} : null))),
    ...references.value,
  ];
  const known = new Set(people.flatMap(({ hint, value }) => (hint === 'domain' ? [value] : [])));
  const strange = hints.domains.filter((domain) => !known.has(domain) && companyDomain(domain, pack) !== null);
  const written = new Set(people.flatMap(({ hint, value }) => (hint === 'address' ? [value] : [])));
  const namesakes = [
    ...strange.flatMap((value) => among({ hint: 'domain', value }, 'namesake', ({ debtor }) => (isNamesake(companyDomain(value, pack)?.split('.')[0] ?? '', debtor.name) ? {} : null))),
    ...hints.addresses.filter((address) => !written.has(address) && companyDomain(domainOf(address), pack) === null)
      .flatMap((value) => among({ hint: 'address', value }, 'namesake', ({ debtor }) => (isNamesake(value.split(/[+@]/)[0] ?? '', debtor.name) ? {} : null))),
  ];
  const pointed = new Set([...people, ...cited, ...namesakes].flatMap(({ debtors }) => debtors.map(({ debtor }) => debtor)));
  const alike = strange.flatMap((value) => among({ hint: 'domain', value }, 'look-alike', (account) => {
    const resembled = pointed.has(account.debtor.id) ? domains.get(account)?.find((own) => resemblance(value, own) !== null) : undefined;
    return resembled === undefined ? null : { number: resembled };
  }));
  return ok([...learned.value, ...people, ...cited, ...namesakes, ...alike]);
}

function learnedHits(hints: DebtorHints, accounts: readonly SheetAccount[], beside: BesideLedger): Result<readonly HintHit[], SourceProblem> {
  const asked = [...(hints.thread === '' ? [] : [['thread', hints.thread] as const]), ...hints.addresses.map((each) => ['address', each] as const), ...hints.domains.map((each) => ['domain', each] as const)];
  const hits: HintHit[] = [];
  for (const [hint, value] of asked) {
    const chosen = beside.chosen(hint, value);
    if (!chosen.ok) return chosen;
    if (chosen.value === null) hits.push({ hint, value, debtors: [], count: 0 });
    // A remembered choice may name a debtor that is gone; without him nothing could be shown.
    const account = accounts.find(({ debtor }) => debtor.id === chosen.value);
    if (account !== undefined) hits.push({ hint, value, debtors: [hitOf(account, 'learned')], count: 1 });
  }
  return ok(hits);
}

function referenceHits({ references }: DebtorHints, accounts: readonly SheetAccount[], beside: BesideLedger): Result<readonly HintHit[], SourceProblem> {
  const hits: HintHit[] = [];
  for (const value of references) {
    const debtors = beside.debtorsOf(value);
    if (!debtors.ok) return debtors;
    const found = accounts.filter(({ debtor }) => debtors.value.includes(debtor.id));
    if (found.length > 0) hits.push({ hint: 'reference', value, debtors: found.slice(0, SHOWN).map((account) => hitOf(account, 'reminder')), count: found.length });
  }
  return ok(hits);
}

/** The invoices of the strictest level that hits at all; of one debtor's, an open one says more than a paid one of the same number. */
function numberHits(numbers: readonly string[], accounts: readonly SheetAccount[]): readonly HintHit[] {
  if (numbers.length === 0) return [];
  const listed = accounts.flatMap((account) => account.invoices.map((invoice) => ({ account, number: invoice.number, open: invoice.instalments.some(({ outstanding }) => outstanding.minor !== 0), sight: sightOf(invoice.number) })));
  return numbers.flatMap((value): readonly HintHit[] => {
    const asked = sightOf(value);
    const fitting = listed.flatMap((each) => {
      const level = mayFit(asked, each.sight) ? matchLevel(value, each.number) : null;
      return level === null ? [] : [{ ...each, level }];
    });
    for (const level of MATCH_LEVELS) {
      const perDebtor = new Map<string, Hit>();
      for (const isOpen of [true, false]) for (const { account, number, open, level: its } of fitting) {
        if (its === level && open === isOpen && !perDebtor.has(account.key)) perDebtor.set(account.key, hitOf(account, 'invoice', { number, open }));
      }
      if (perDebtor.size > 0) return [{ hint: 'number', value, debtors: [...perDebtor.values()].slice(0, SHOWN), count: perDebtor.size }];
    }
    return [];
  });
}

/** An order tells apart those for whom the people of a thread may stand, and nobody else. */
function orderHits(numbers: readonly string[], accounts: readonly SheetAccount[], people: readonly HintHit[]): readonly HintHit[] {
  const whom = new Set(people.flatMap(({ debtors }) => debtors.map(({ debtor }) => debtor)));
  if (whom.size < 2 || numbers.length === 0) return [];
  const orders = accounts.flatMap((account) => (!whom.has(account.debtor.id) ? [] : account.invoices.flatMap(({ orderNumber }) => (orderNumber === null ? [] : [{ account, order: orderNumber, sight: sightOf(orderNumber) }]))));
  return numbers.flatMap((value): readonly HintHit[] => {
    const asked = sightOf(value);
    const perDebtor = new Map<string, Hit>();
    for (const { account, order, sight } of orders) if (!perDebtor.has(account.key) && mayFit(asked, sight) && matchLevel(value, order) === 'as-written') perDebtor.set(account.key, hitOf(account, 'order-number', { number: order }));
    return perDebtor.size === 0 ? [] : [{ hint: 'number', value, debtors: [...perDebtor.values()].slice(0, SHOWN), count: perDebtor.size }];
  });
}
