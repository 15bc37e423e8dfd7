import type { ReplyKind } from '../log/types';

/**
 * Variables that may be without a value ("or none" in assets/templates/README.md), and what a condition may ask for instead
 * of them: who asked how many invoices there are knows whether there is a table of them. `[]` stands for the element of a loop.
 */
type NoneAble = Readonly<Record<string, readonly string[]>>;

const COMMON: NoneAble = {
  'client.code': [],
  'client.adresse': [],
  'contact.nom': [],
  'emetteur.tel': [],
  'banque.iban': [],
  'banque.bic': [],
  devise_etrangere: [],
  mentions_legales: [],
  'facture.date': [],
  'factures[].date': [],
  'facture.commande': [],
  'factures[].commande': [],
  liste_commandes: ['nombre_commandes'],
};

const OF_REMINDERS: NoneAble = {
  ...COMMON,
  'relance_precedente.date': ['relance_precedente'],
  'relance_precedente.nombre': ['relance_precedente'],
  'relance_precedente.liste': ['relance_precedente'],
  part_contestee: [],
  credit_non_impute: [],
  tableau_information: ['nombre_information'],
  'penalites.montant': ['penalites'],
  'penalites.taux': ['penalites'],
  'penalites.arretees_au': ['penalites'],
  indemnite: ['nombre_indemnites', 'indemnite_totale'],
  indemnite_totale: ['nombre_indemnites', 'indemnite'],
  tableau_penalites: ['penalites'],
  taux_legal: [],
  suite_annoncee: [],
  'relances.nombre': ['relances'],
  'relances.dates': ['relances'],
  'mise_en_demeure.date': ['mise_en_demeure'],
  'mise_en_demeure.nombre': ['mise_en_demeure'],
  'mise_en_demeure.liste': ['mise_en_demeure'],
  'mise_en_demeure.presentation': [],
  'mise_en_demeure.reception': [],
};

/** An answer may be about the account as a whole, or about invoices of two currencies. */
const OF_REPLIES: NoneAble = {
  ...COMMON,
  'facture.numero': ['nombre_factures', 'facture'],
  'facture.echeance': ['nombre_factures', 'facture'],
  'facture.montant': ['nombre_factures', 'facture'],
  'facture.reste_du': ['nombre_factures', 'facture'],
  'facture.jours_retard': ['nombre_factures', 'facture'],
  objet_factures: ['nombre_factures'],
  reference_paiement: ['nombre_factures'],
  tableau_factures: ['nombre_factures'],
  total: [],
  'promesse.date': ['promesse', 'appel.promesse'],
  'promesse.montant': [],
  'appel.date': ['appel'],
  'mise_en_demeure.date': ['mise_en_demeure'],
  'mise_en_demeure.numero_envoi': ['mise_en_demeure'],
  'mise_en_demeure.texte': [],
  tableau_releve: ['releve.vide', 'releve.echu'],
};

/** What an answer is about is there: without an account nobody sends its number. */
const ALWAYS: Partial<Readonly<Record<ReplyKind, readonly string[]>>> = {
  'bank-details': ['banque.iban'], 'promise-noted': ['promesse.date'], 'call-noted': ['appel.date'],
  'notice-copy': ['mise_en_demeure.date', 'mise_en_demeure.numero_envoi', 'objet_factures', 'reference_paiement', 'tableau_factures'],
};

/** null: it always has a value in texts of this kind; else the names that a condition around it may ask for. */
export function witnessesOf(name: string, reply: ReplyKind | null): readonly string[] | null {
  if (reply !== null && ALWAYS[reply]?.includes(name) === true) return null;
  const witnesses = Object.prototype.hasOwnProperty.call(reply === null ? OF_REMINDERS : OF_REPLIES, name) ? (reply === null ? OF_REMINDERS : OF_REPLIES)[name] : undefined;
  return witnesses === undefined ? null : [name, ...witnesses];
}
