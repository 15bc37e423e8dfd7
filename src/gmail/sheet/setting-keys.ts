import type { Language } from '../../core';

/** The rows of Réglages that hold one field of the company's profile each, in the order of a new tab. */
export const PROFILE_KEYS = [
  'profile.name', 'profile.siren', 'profile.siret', 'profile.vat', 'profile.language', 'profile.addresses', 'profile.domains', 'profile.iban', 'profile.bic', 'profile.phone', 'profile.legalMentions', 'profile.signature',
  'profile.remindsConsumers', 'domains.company', 'domains.freeMail',
] as const;
export type ProfileKey = (typeof PROFILE_KEYS)[number];
/** Rows that come as they are needed: what was remembered for whom, and who has which plan. */
export const GIVEN_KEYS = ['choice.thread', 'choice.address', 'choice.domain', 'plan.company', 'plan.segment', 'plan.debtor'] as const;
export type GivenKey = (typeof GIVEN_KEYS)[number];
export type SettingKey = ProfileKey | GivenKey;

/** What stands in the column Réglage; a clerk fills the values in. Lists: one per line, or between commas. */
export const SETTING_NAMES: Readonly<Record<Language, Readonly<Record<SettingKey, string>>>> = {
  fr: {
    'profile.name': 'Nom de la société',
    'profile.siren': 'SIREN',
    'profile.siret': 'SIRET',
    'profile.vat': 'N° de TVA',
    'profile.language': 'Langue (fr, en)',
    'profile.addresses': 'Nos adresses',
    'profile.domains': 'Nos domaines',
    'profile.iban': 'IBAN',
    'profile.bic': 'BIC',
    'profile.phone': 'Téléphone',
    'profile.legalMentions': 'Mentions légales',
    'profile.signature': 'Signature (messagerie, relance)',
    'profile.remindsConsumers': 'Relancer les particuliers (oui, non)',
    'domains.company': 'Domaines qui sont à un seul client',
    'domains.freeMail': 'Domaines qui ne désignent personne',
    'choice.thread': 'Fil retenu',
    'choice.address': 'Adresse retenue',
    'choice.domain': 'Domaine retenu',
    'plan.company': 'Plan de l’entreprise',
    'plan.segment': 'Plan d’une catégorie',
    'plan.debtor': 'Plan d’un client',
  },
  en: {
    'profile.name': 'Company name',
    'profile.siren': 'SIREN',
    'profile.siret': 'SIRET',
    'profile.vat': 'VAT number',
    'profile.language': 'Language (fr, en)',
    'profile.addresses': 'Our addresses',
    'profile.domains': 'Our domains',
    'profile.iban': 'IBAN',
    'profile.bic': 'BIC',
    'profile.phone': 'Phone',
    'profile.legalMentions': 'Legal mentions',
    'profile.signature': 'Signature (mail-client, relance)',
    'profile.remindsConsumers': 'Remind consumers (yes, no)',
    'domains.company': 'Domains that are one customer’s own',
    'domains.freeMail': 'Domains that name nobody',
    'choice.thread': 'Thread remembered',
    'choice.address': 'Address remembered',
    'choice.domain': 'Domain remembered',
    'plan.company': 'Plan of the company',
    'plan.segment': 'Plan of a category',
    'plan.debtor': 'Plan of a customer',
  },
};

/** The rows of a new Réglages: one per field of the profile, its value to be filled in. */
export const firstSettings = (language: Language): readonly (readonly string[])[] => PROFILE_KEYS.map((key) => [SETTING_NAMES[language][key], '', '', '', '', key]);
