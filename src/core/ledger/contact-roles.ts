import type { ContactRole } from './types';

type PlainRole = Exclude<ContactRole, 'sales' | 'unknown'>;

/** Words of a local part that say what an address is for; matched whole between signs and digits. */
const WORDS: Readonly<Record<PlainRole, string>> = {
  payer: 'reglement reglements paiement paiements tresorerie tresorier payment payments payable payables accountspayable treasury payeur',
  accounting: 'accounting accountant accounts billing invoice invoices invoicing bookkeeping fournisseur fournisseurs finance finances cpta daf raf facture factures facturation',
  management: 'direction gerance gerant gerante dirigeant dirigeante pdg dg ceo cfo president presidente presidence director management managingdirector directeur directrice',
  // The sales mailbox of a customer is what the clerk has to reach the company by; who sells for us is said by a column alone.
  generic: 'contact contacts info infos information informations accueil standard secretariat bureau office mairie mail email courrier bonjour hello reception siege agence societe entreprise administration admin welcome commercial commerciale commerciaux vente ventes sales service services enquiries',
};
/** Written in one with something else: comptafournisseurs, servicecomptabilite. */
const ACCOUNTS = /^(?:service|dpt|dep|la|le)?compta/;
/** Two letters may be somebody's initials: only alone, or beside another word of this list. */
const SHORT: ReadonlySet<string> = new Set(['ap', 'dg']);

const ROLE_OF = new Map<string, PlainRole>();
for (const role of ['payer', 'accounting', 'management', 'generic'] as const) for (const word of WORDS[role].split(' ')) ROLE_OF.set(word, role);
ROLE_OF.set('ap', 'payer');

const RANK: readonly PlainRole[] = ['payer', 'accounting', 'management', 'generic'];

/** What an address says of itself by its local part; 'unknown': a person's, or nothing plain. Never 'sales'. */
export function roleOfAddress(address: string): Exclude<ContactRole, 'sales'> {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase();
  const words = local.split(/[^a-z]+/).filter((word) => word !== '');
  const found = words.map((word): PlainRole | undefined => (SHORT.has(word) && words.some((other) => !ROLE_OF.has(other)) ? undefined : ACCOUNTS.test(word) ? 'accounting' : ROLE_OF.get(word)));
  return RANK.find((role) => found.includes(role)) ?? 'unknown';
}
