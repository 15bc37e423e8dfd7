/**
 * A look-up over plain debtors and invoices, by the rules that every InvoiceSource keeps: per hint the debtors that it
 * hits, the first 20 in the order of their ids, and how many there are; a hint that hits nothing is absent, except a
 * remembered "not a customer", which is a hit that names nobody; of a number only the strictest way of fitting counts;
 * free-mail and platforms never stand for a company.
 */
import { domainOf, invoiceKeys, isFreeMail, isNamesake, isProvider, matchLevel, MATCH_LEVELS, parseVat, resemblance, sirensOf } from '../../../src/core';
import type { Debtor, DebtorHints, DebtorSummary, HintHit, HintHits, HintKind, Invoice, LearnedChoice, DebtorId, ReminderReference } from '../../../src/core';

export interface Ledger {
  readonly debtors: readonly Debtor[];
  readonly invoices?: readonly Invoice[];
  readonly choices?: readonly LearnedChoice[];
  readonly reminders?: readonly { readonly reference: ReminderReference; readonly debtor: DebtorId }[];
}

type Hit = HintHit['debtors'][number];
const SHOWN = 20;

export function lookUpIn(ledger: Ledger): (hints: DebtorHints) => HintHits {
  const debtors = [...ledger.debtors].sort((a, b) => (a.id < b.id ? -1 : 1));
  const invoices = ledger.invoices ?? [];
  return (hints) => {
    const hits: HintHit[] = [];
    const put = (hint: HintKind, value: string, found: readonly Hit[]): void => {
      if (found.length > 0) hits.push({ hint, value, debtors: found.slice(0, SHOWN), count: found.length });
    };
    const having = (via: Hit['via'], fits: (debtor: Debtor) => boolean): readonly Hit[] => debtors.filter(fits).map((d) => hitOf(d.id, via));
    const learned = (scope: LearnedChoice['scope'], value: string): void => {
      const choice = ledger.choices?.find((c) => c.scope === scope && c.value === value);
      if (choice === undefined) return;
      hits.push({ hint: scope, value, debtors: choice.debtor === null ? [] : [hitOf(choice.debtor, 'learned')], count: choice.debtor === null ? 0 : 1 });
    };

    learned('thread', hints.thread);
    for (const address of hints.addresses) {
      learned('address', address);
      put('address', address, having('contact', (d) => d.contacts.some((c) => c.address === address)).map((h) => ({ ...h, contactRole: 'unknown' })));
    }
    for (const domain of hints.domains) {
      learned('domain', domain);
      if (!isFreeMail(domain) && !isProvider(domain)) put('domain', domain, having('company-domain', (d) => domainsOf(d).some((own) => domain === own || domain.endsWith(`.${own}`))));
    }
    for (const number of hints.numbers) {
      const found = invoiceHits(number, invoices);
      put('number', number, found);
      put('number', number, debtors.filter((d) => d.code !== null && invoiceKeys(d.code).folded === invoiceKeys(number).folded).map((d) => ({ ...hitOf(d.id, 'customer-code'), number: d.code })));
      const people = new Set(hits.filter((h) => h.hint === 'address' || h.hint === 'domain').flatMap((h) => h.debtors.map((d) => d.debtor)));
      if (found.length > 0 || people.size < 2) continue;
      const orders = invoices.filter((i) => people.has(i.debtor) && i.orderNumber !== null && matchLevel(number, i.orderNumber) === 'as-written');
      put('number', number, [...new Map(orders.map((i) => [i.debtor, { ...hitOf(i.debtor, 'order-number'), number: i.orderNumber }])).values()]);
    }
    for (const siren of hints.sirens) put('siren', siren, having('legal-id', (d) => sirensOf(d.legalIds).includes(siren)));
    for (const vat of hints.vats) put('vat', vat, having('legal-id', (d) => d.legalIds.vat !== null && parseVat(d.legalIds.vat)?.number === vat));
    for (const reference of hints.references) put('reference', reference, having('reminder', (d) => ledger.reminders?.some((r) => r.reference === reference && r.debtor === d.id) === true));
    const strange = (domain: string): boolean => !isFreeMail(domain) && !isProvider(domain) && !hits.some((h) => h.hint === 'domain' && h.value === domain && h.debtors.some((d) => d.via === 'company-domain'));
    for (const domain of hints.domains.filter(strange)) put('domain', domain, having('namesake', (d) => isNamesake(domain.split('.').slice(-2)[0] ?? '', d.name)));
    for (const a of hints.addresses.filter((each) => isFreeMail(domainOf(each)) || isProvider(domainOf(each)))) {
      if (!hits.some((h) => h.value === a && h.debtors.some((d) => d.via === 'contact'))) put('address', a, having('namesake', (d) => isNamesake(a.split(/[+@]/)[0] ?? '', d.name)));
    }
    const cited = new Set(hits.filter((h) => h.debtors.some((d) => d.via !== 'learned')).flatMap((h) => h.debtors.map((d) => d.debtor)));
    for (const domain of hints.domains.filter(strange)) {
      put('domain', domain, debtors.filter((d) => cited.has(d.id)).flatMap((d) => {
        const known = domainsOf(d).find((own) => resemblance(domain, own) !== null);
        return known === undefined ? [] : [{ ...hitOf(d.id, 'look-alike'), number: known }];
      }));
    }
    const named = new Set(hits.flatMap((hit) => hit.debtors.map((d) => d.debtor)));
    return { hits, debtors: debtors.filter((d) => named.has(d.id)).map((d) => ({ ...summaryOf(d), ...accountsOf(d, debtors) })) };
  };
}

const hitOf = (debtor: DebtorId, via: Hit['via']): Hit => ({ debtor, via, number: null, open: null, contactRole: null });

const domainsOf = (debtor: Debtor): readonly string[] => [...debtor.domains, ...debtor.contacts.map((c) => domainOf(c.address)).filter((d) => !isFreeMail(d) && !isProvider(d))];

function invoiceHits(written: string, invoices: readonly Invoice[]): readonly Hit[] {
  for (const level of MATCH_LEVELS) {
    const perDebtor = new Map<DebtorId, Hit>();
    const fitting = invoices.filter((i) => matchLevel(written, i.number) === level).sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (a.id < b.id ? -1 : 1));
    for (const invoice of fitting) {
      if (!perDebtor.has(invoice.debtor)) perDebtor.set(invoice.debtor, { ...hitOf(invoice.debtor, 'invoice'), number: invoice.number, open: isOpen(invoice) });
    }
    if (perDebtor.size > 0) return [...perDebtor.values()];
  }
  return [];
}

const isOpen = (invoice: Invoice): boolean => invoice.missingSince === null && invoice.instalments.some((i) => i.outstanding.minor !== 0);

/** Accounts from which he alone pays. */
function accountsOf(debtor: Debtor, all: readonly Debtor[]): Pick<DebtorSummary, 'ibans'> {
  const ibans = (debtor.ibans ?? []).filter((iban) => !all.some((other) => other.id !== debtor.id && other.ibans?.includes(iban) === true));
  return ibans.length === 0 ? {} : { ibans };
}

/** Enough to list and choose; the sums are the statement's business, not a look-up's. */
const summaryOf = (debtor: Debtor): DebtorSummary => ({
  id: debtor.id, code: debtor.code, name: debtor.name, legalIds: debtor.legalIds, town: debtor.town, overdue: [], open: [], oldestDaysOverdue: 0,
});
