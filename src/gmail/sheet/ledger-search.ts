import { domainOf, foldName, matchLevel, nameFit, nameTokens } from '../../core';
import type { FoundBy, Pack } from '../../core';
import { companyDomain, domainsOf } from './ledger-hits';
import { mayFit, sightOf } from './number-sight';
import type { NumberSight } from './number-sight';
import type { SheetAccount } from './sheet-ledger';

const SHOWN = 20;
const LONGEST = 200;
/** What was typed is this debtor's own: code, identifier, address, domain, number. */
const EXACT = 3;
/** It is the beginning of a code or an identifier. */
const BEGUN = 2;
/** A name that fits less than this is noise. */
const LEAST = 0.45;
/** Beside a name that fits well, one that holds only some of the words is noise too. */
const [WELL, BESIDE_IT] = [0.8, 0.7];
/** The beginning of an invoice number, where nothing else fits. */
const NUMBER_BEGUN = 0.1;

const LABEL = /^(?:factures?|fact|invoice|client|code|siren|siret|tva|vat|n°|no|num[ée]ro)(?:[\s.:#]+(?:client|facture|tva|n°|no\.?))*[\s.:#°]+(?=\S)/i;
const DOMAIN = /^@?(?=[^\s@]{4,255}$)[\p{L}\p{N}][\p{L}\p{N}.-]*\.[\p{L}\p{N}-]{2,}$/u;
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

export interface LedgerFind {
  readonly account: SheetAccount;
  readonly by: FoundBy;
}

interface Typed {
  readonly small: string;
  readonly bare: string;
  readonly written: string;
  readonly sight: NumberSight;
  /** A domain, or the one of an address; null: neither. */
  readonly company: string | null;
}

/** Debtors by code, identifier, address, domain, invoice number or name: best first, at most 20. */
export function searchLedger(words: string, accounts: readonly SheetAccount[], pack: Pack): readonly LedgerFind[] {
  const typed = words.trim().slice(0, LONGEST);
  if (typed === '') return [];
  const unlabelled = typed.replace(LABEL, '').trim();
  const forms = [...new Set([typed, unlabelled === '' ? typed : unlabelled])].map((form) => typedAs(form, pack));
  const asName = nameTokens(typed).length > 0;
  const found = accounts.flatMap((account) => {
    const fit = fitOf(account, typed, forms, asName, pack);
    return fit === null ? [] : [{ account, ...fit }];
  });
  const best = found.reduce((most, { score }) => Math.max(most, score), 0);
  const least = best === EXACT && /[\d@]/.test(typed) ? EXACT : best >= WELL ? BESIDE_IT : best >= LEAST ? LEAST : 0;
  const name = (each: LedgerFind): string => foldName(each.account.debtor.name);
  return found.filter(({ score }) => score >= least).sort((a, b) => b.score - a.score || (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0)).slice(0, SHOWN);
}

function typedAs(form: string, pack: Pack): Typed {
  const small = form.toLowerCase();
  const domain = DOMAIN.test(small) ? small.replace(/^@/, '') : small.indexOf('@') > 0 && DOMAIN.test(small.slice(small.indexOf('@'))) ? domainOf(small) : null;
  return { small, bare: form.replace(/[\s.\-_/]/g, '').toUpperCase(), written: form, sight: sightOf(form), company: domain === null ? null : companyDomain(domain, pack) };
}

interface Fit {
  readonly by: FoundBy;
  readonly score: number;
}
const by = (kind: FoundBy['kind'], value: string, score: number): Fit => ({ by: { kind, value }, score });

function fitOf(account: SheetAccount, typed: string, forms: readonly Typed[], asName: boolean, pack: Pack): Fit | null {
  const { debtor, invoices } = account;
  for (const form of forms) {
    const exact = exactFit(account, form, pack);
    if (exact !== null) return exact;
  }
  const letters = lettersOf(typed);
  const hasDigit = /\d/.test(typed) && !typed.includes('@');
  if (hasDigit && letters.length > 1 && debtor.code !== null && lettersOf(debtor.code).startsWith(letters)) return by('code', debtor.code, BEGUN);
  const digits = forms[0]?.bare ?? '';
  if (hasDigit && /^(?:[A-Z]{2}[0-9A-Z]{2})?\d{4,14}$/.test(digits)) for (const kind of ['siren', 'siret', 'vat'] as const) {
    const value = debtor.legalIds[kind];
    if (value !== null && value.startsWith(digits)) return by(kind, value, BEGUN);
  }
  const name = asName ? nameFit(debtor.name, typed, debtor.town) : null;
  if (name !== null && name.score >= LEAST) return by(name.asTyped ? 'name' : 'similar-name', debtor.name, name.score);
  if (!hasDigit || letters.length < 4) return null;
  const begun = invoices.find(({ number }) => lettersOf(number).startsWith(letters));
  return begun === undefined ? null : by('invoice', begun.number, NUMBER_BEGUN);
}

function exactFit({ debtor, invoices }: SheetAccount, { small, bare, written, sight, company }: Typed, pack: Pack): Fit | null {
  const { siren, siret, vat } = debtor.legalIds;
  const anySiren = siren ?? siret?.slice(0, 9) ?? vat?.slice(4) ?? null;
  if (debtor.code !== null && (debtor.code.toLowerCase() === small || debtor.code.toUpperCase() === bare)) return by('code', debtor.code, EXACT);
  if (siret !== null && siret === bare) return by('siret', siret, EXACT);
  // Another establishment of the same company is found by its SIREN.
  if (anySiren !== null && (anySiren === bare || (/^\d{14}$/.test(bare) && anySiren === bare.slice(0, 9)))) return by('siren', anySiren, EXACT);
  if (vat !== null && vat === bare) return by('vat', vat, EXACT);
  if (small.indexOf('@') > 0) {
    const contact = debtor.contacts.find(({ address }) => address === small) ?? debtor.contacts.find(({ address }) => address.startsWith(small));
    if (contact !== undefined) return by('address', contact.address, EXACT);
  }
  if (company !== null && domainsOf(debtor, pack).includes(company)) return by('domain', company, EXACT);
  if (!/\d/.test(written)) return null;
  const invoice = invoices.find(({ number }) => mayFit(sight, sightOf(number)) && matchLevel(written, number) !== null);
  return invoice === undefined ? null : by('invoice', invoice.number, EXACT);
}
