/**
 * Every variable that a template may name, with what it is. The words of the trade, the same in both languages;
 * explained for authors in assets/templates/README.md (a test keeps the two equal).
 */
export type VariableKind = 'text' | 'number' | 'date' | 'money' | 'flag' | 'block';
export type Catalogue = { readonly [name: string]: VariableKind | { readonly fields: Catalogue } | { readonly listOf: Catalogue } };

const INVOICE: Catalogue = {
  numero: 'text',
  date: 'date',
  echeance: 'date',
  montant: 'money',
  reste_du: 'money',
  jours_retard: 'number',
  commande: 'text',
  deja_signalee: 'flag',
};

const COMMON: Catalogue = {
  client: { fields: { nom: 'text', code: 'text', adresse: 'text', professionnel: 'flag' } },
  contact: { fields: { nom: 'text' } },
  emetteur: { fields: { nom: 'text', societe: 'text', tel: 'text' } },
  banque: { fields: { iban: 'text', bic: 'text', titulaire: 'text' } },
  devise_etrangere: 'text',
  mentions_legales: 'text',
  date_du_message: 'date',
  salutation: 'text',
  formule_finale: 'text',
  registre_amical: 'flag',
  signature: 'block',
  facture: { fields: INVOICE },
  factures: { listOf: INVOICE },
  nombre_factures: 'number',
  liste_factures: 'text',
  objet_factures: 'text',
  nombre_commandes: 'number',
  liste_commandes: 'text',
  reference_paiement: 'text',
  total: 'money',
  tableau_factures: 'block',
  pieces_jointes: { fields: { nombre: 'number', toutes: 'flag', liste: 'text', manquantes: 'text' } },
};

export const REMINDER_VARIABLES: Catalogue = {
  ...COMMON,
  destinataire: 'block',
  reference: 'text',
  date_limite: 'date',
  jours_retard: 'number',
  nombre_echues: 'number',
  nombre_echeances: 'number',
  relance_precedente: { fields: { date: 'date', nombre: 'number', toutes: 'flag', liste: 'text' } },
  nombre_nouvelles: 'number',
  nombre_echeances_nouvelles: 'number',
  avoirs: { listOf: { numero: 'text', montant: 'money', facture: 'text' } },
  part_contestee: 'money',
  credit_non_impute: 'money',
  nombre_information: 'number',
  tableau_information: 'block',
  rappel_penalites: 'flag',
  penalites_de_droit: 'flag',
  interet_legal: 'flag',
  taux_legal: 'text',
  principal: 'money',
  penalites: { fields: { montant: 'money', taux: 'text', taux_contractuel: 'flag', arretees_au: 'date' } },
  indemnite: 'money',
  indemnite_totale: 'money',
  nombre_indemnites: 'number',
  total_reclame: 'text',
  tableau_penalites: 'block',
  delai_jours: 'number',
  suite_annoncee: 'text',
  relances: { fields: { nombre: 'number', dates: 'text' } },
  mise_en_demeure: { fields: { date: 'date', presentation: 'date', reception: 'date', toutes: 'flag', nombre: 'number', liste: 'text', suite_annoncee: 'flag' } },
};

export const REPLY_VARIABLES: Catalogue = {
  ...COMMON,
  promesse: { fields: { date: 'date', montant: 'money' } },
  appel: { fields: { date: 'date', joint: 'flag', promesse: 'flag', contestation: 'flag' } },
  mise_en_demeure: { fields: { date: 'date', numero_envoi: 'text', texte: 'block' } },
  releve: { fields: { vide: 'flag', echu: 'flag' } },
  tableau_releve: 'block',
};

/** What Liquid itself offers inside a loop. */
export const LOOP_FIELDS: readonly string[] = ['first', 'last', 'index', 'index0', 'length'];

/** The entry that a dotted name leads to; null when there is none. */
export function lookUp(path: readonly string[], catalogue: Catalogue): Catalogue[string] | null {
  let here: Catalogue[string] = { fields: catalogue };
  for (const name of path) {
    if (typeof here === 'string' || !('fields' in here)) return null;
    const next: Catalogue[string] | undefined = Object.prototype.hasOwnProperty.call(here.fields, name) ? here.fields[name] : undefined;
    if (next === undefined) return null;
    here = next;
  }
  return here;
}

/** Dotted names of all that can be printed or asked for, lists as `factures[].numero`. */
export function namesIn(catalogue: Catalogue, prefix = ''): string[] {
  return Object.entries(catalogue).flatMap(([name, entry]) => {
    if (typeof entry === 'string') return [prefix + name];
    return 'fields' in entry ? namesIn(entry.fields, `${prefix}${name}.`) : [prefix + name, ...namesIn(entry.listOf, `${prefix}${name}[].`)];
  });
}
