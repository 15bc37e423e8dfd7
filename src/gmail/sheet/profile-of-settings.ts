import { domainOf, isFreeMail, parseAddress } from '../../core';
import type { CompanyId, CompanyProfile, Pack } from '../../core';
import type { ProfileChange } from '../gmail-records';
import type { KeptSettings } from './kept-settings';
import type { ProfileKey } from './setting-keys';

const listIn = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((one) => one !== '');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const YES = /^(?:oui|yes|true|vrai|1|x)$/i;

/** The company as the tab Réglages tells it, whoever filled it in: what cannot be read counts as not told. */
export function profileOf(settings: KeptSettings, company: CompanyId, timeZone: string): CompanyProfile {
  const field = (key: ProfileKey): string => settings.field(key);
  const digits = (key: ProfileKey, count: number): string | null => {
    const bare = field(key).replace(/\s/g, '');
    return bare.length === count && /^\d+$/.test(bare) ? bare : null;
  };
  const addresses = listIn(field('profile.addresses')).flatMap((one) => parseAddress(one) ?? []);
  return {
    id: company,
    name: field('profile.name').trim(),
    legalIds: { siren: digits('profile.siren', 9), siret: digits('profile.siret', 14), vat: orNull(field('profile.vat').replace(/\s/g, '').toUpperCase()) },
    timeZone,
    language: /^en/i.test(field('profile.language').trim()) ? 'en' : 'fr',
    addresses,
    domains: listIn(field('profile.domains')).map((one) => one.toLowerCase()),
    iban: orNull(field('profile.iban').replace(/\s/g, '').toUpperCase()),
    bic: orNull(field('profile.bic').replace(/\s/g, '').toUpperCase()),
    phone: orNull(field('profile.phone')),
    legalMentions: orNull(field('profile.legalMentions')),
    signature: /^relance$/i.test(field('profile.signature').trim()) ? 'relance' : 'mail-client',
    ...(YES.test(field('profile.remindsConsumers').trim()) ? { remindsConsumers: true } : {}),
  };
}

/** Domains that the ledger's owner says are one customer's own, or nobody's. */
export const overridesOf = (settings: KeptSettings): Pack['domainOverrides'] => ({
  company: listIn(settings.field('domains.company')).map((one) => one.toLowerCase()).filter((one) => !isFreeMail(one)),
  freeMail: listIn(settings.field('domains.freeMail')).map((one) => one.toLowerCase()),
});

/** What stands in the cells of a changed profile. */
export function cellsOfChange(change: ProfileChange): Readonly<Partial<Record<ProfileKey, string>>> {
  const { name, iban, bic, phone, legalMentions, addresses, domains, signature, remindsConsumers, language } = change;
  return {
    ...(name === undefined ? {} : { 'profile.name': name }),
    ...(iban === undefined ? {} : { 'profile.iban': iban ?? '' }),
    ...(bic === undefined ? {} : { 'profile.bic': bic ?? '' }),
    ...(phone === undefined ? {} : { 'profile.phone': phone ?? '' }),
    ...(legalMentions === undefined ? {} : { 'profile.legalMentions': legalMentions ?? '' }),
    ...(addresses === undefined ? {} : { 'profile.addresses': addresses.join(', ') }),
    ...(domains === undefined ? {} : { 'profile.domains': domains.join(', ') }),
    ...(signature === undefined ? {} : { 'profile.signature': signature }),
    ...(remindsConsumers === undefined ? {} : { 'profile.remindsConsumers': remindsConsumers ? 'oui' : 'non' }),
    ...(language === undefined ? {} : { 'profile.language': language }),
  };
}

/** Ours, or a part of ours; a free mailbox is nobody's own. */
export const isOurDomain = (domain: string, { domains }: CompanyProfile): boolean => domains.some((own) => !isFreeMail(own) && (domain === own || domain.endsWith(`.${own}`)));
export const isOurAddress = (address: string, profile: CompanyProfile): boolean => (profile.addresses as readonly string[]).includes(address) || isOurDomain(domainOf(address), profile);
