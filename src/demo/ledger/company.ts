import type { CompanyProfile, EmailAddress } from '../../core';
import { frenchIban, frenchVat, sirenOf } from './check-digits';

/** Who plays in the try-out. All names are made up; domains end in .example and belong to nobody (RFC 2606). */
export const NADIA = { id: 'nadia.perrin', name: 'Nadia Perrin', address: 'nadia.perrin@vernet-fournitures.example' };
export const KARIM = { id: 'karim.ait', name: 'Karim Aït', address: 'karim.ait@vernet-fournitures.example' };
export const SHARED_MAILBOX = { name: 'Comptabilité clients', address: 'compta@vernet-fournitures.example' };

/** The Monday on which the try-out plays. */
export const SIMULATED_TODAY = '2026-11-23';

const siren = sirenOf('40256318');

/** The creditor as the settings hold it; `id` is the server's own. */
export const DEMO_PROFILE: Omit<CompanyProfile, 'id'> = {
  name: 'Vernet Fournitures',
  legalIds: { siren, siret: null, vat: frenchVat(siren) },
  timeZone: 'Europe/Paris',
  language: 'fr',
  addresses: [NADIA, KARIM, SHARED_MAILBOX].map(({ address }) => address as EmailAddress),
  domains: ['vernet-fournitures.example'],
  iban: frenchIban('99999', '00001', '00000041237'),
  bic: 'VERNFRPPXXX',
  phone: '04 65 71 08 15',
  legalMentions: `Vernet Fournitures, SAS au capital de 120\u202f000\u00a0€, 14 rue des Tanneurs, 66000 Perpignan, RCS Perpignan ${siren.replace(/(...)(?=.)/g, '$1\u202f')}`,
  signature: 'mail-client',
};

/** A made-up free-mail provider: the ledger's owner says so, as for any list that misses one. */
export const FREE_MAIL = 'messagerie.example';
