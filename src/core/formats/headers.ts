import type { LedgerField } from './wire';
import { foldHeader } from './cell';

const MAIL = ['e mail', 'email', 'mail', 'courriel', 'adresse e mail', 'adresse email', 'adresse mail'];
/** "E-mail comptabilité", "adresse mail de la direction", "billing e-mail". */
const mailsOf = (...whose: readonly string[]): readonly string[] => whose.flatMap((word) => MAIL.flatMap((mail) => [`${mail} ${word}`, `${mail} de ${word}`, `${mail} de la ${word}`, `${mail} du ${word}`, `${word} ${mail}`]));

/** What programs call what is left of an invoice: where it is missed, the whole invoice would be demanded. */
const RESTS = [
  'restant du', 'reste du', 'reste a payer', 'restant a payer', 'reste a regler', 'restant a regler', 'reste a encaisser', 'restant a encaisser', 'reste a recouvrer', 'reste', 'restant', 'montant restant', 'montant restant du', 'montant restant a payer', 'montant restant a regler',
  'montant reste a payer', 'montant reste du', 'montant a encaisser', 'montant ouvert', 'montant non regle', 'montant non solde', 'montant du', 'solde', 'solde du', 'solde ouvert', 'solde restant', 'solde restant du', 'solde a payer', 'solde a regler', 'solde echeance', 'solde de l echeance', 'solde de la facture', 'remaining amount with tax',
];

/** "N° de TVA", "No TVA intracom.", "Numéro TVA intra-communautaire"; "TVA" alone is an amount. */
function vatNumbers(): readonly string[] {
  const kinds = ['intracommunautaire', 'intra communautaire', 'intracom', 'intra', 'cee', 'ue', 'client'];
  const numbers = ['n', 'no', 'num', 'numero', 'code'].flatMap((word) => [`${word} tva`, `${word} de tva`]);
  return [...kinds.slice(0, 4).map((kind) => `tva ${kind}`), ...numbers.filter((name) => !name.startsWith('code')), ...numbers.flatMap((name) => kinds.map((kind) => `${name} ${kind}`))];
}

/**
 * Header names met in French and English ledgers, folded. The first is the most usual. A header is matched whole;
 * what is not listed is left to the clerk, never guessed from a part of a name.
 */
const SYNONYMS: Readonly<Record<LedgerField, readonly string[]>> = {
  'debtor-code': ['code client', 'n compte tiers', 'no compte tiers', 'numero compte tiers', 'n de compte tiers', 'numero de compte tiers', 'code du client', 'code du tiers', 'code auxiliaire', 'n auxiliaire', 'identifiant client', 'client code', 'compte', 'compte client', 'compte tiers', 'code tiers', 'n client', 'no client', 'n tiers', 'no tiers', 'numero tiers', 'numero de tiers', 'n compte', 'no compte', 'n de compte', 'numero compte', 'numero de compte', 'numero client', 'numero de client', 'num client', 'id client', 'ref client', 'reference client', 'customer code', 'customer id', 'customer no', 'customer number', 'account', 'account code', 'account no', 'account number', 'customerid', 'client id', 'compaux', 'compauxnum', 'auxiliaire', 'compte auxiliaire', 'matricule client'],
  'debtor-name': ['client', 'libelle auxiliaire', 'intitule auxiliaire', 'nom auxiliaire', 'libelle du tiers', 'nom ou raison sociale', 'nom client', 'nom du client', 'raison sociale', 'societe', 'nom', 'tiers', 'nom tiers', 'debiteur', 'intitule', 'intitule client', 'intitule compte', 'intitule du compte', 'intitule tiers', 'intitule du tiers', 'nom du compte', 'nom compte', 'nom du tiers', 'libelle compte', 'libelle du compte', 'libelle tiers', 'libelle client', 'denomination', 'customer', 'customer name', 'name', 'company', 'company name', 'account name', 'client name', 'debtor', 'debtor name', 'bill to', 'compauxlib', 'destinataire', 'facture a', 'contact'],
  siren: ['siren', 'n siren', 'no siren', 'numero siren', 'siren client', 'code siren'],
  siret: ['siret', 'n siret', 'no siret', 'numero siret', 'siret client', 'code siret'],
  vat: [...vatNumbers(), 'identifiant tva', 'n identification tva', 'numero d identification tva', 'identification tva', 'vat', 'vat number', 'vat no', 'vat id', 'tax id', 'tax number', 'vat registration number'],
  'contact-address': ['e mail', 'email', 'mail', 'courriel', 'adresse e mail', 'adresse email', 'adresse mail', 'adresse electronique', 'e mail client', 'email client', 'mail client', 'e mail contact', 'email contact', 'email address', 'e mail address', 'customer email', 'contact email'],
  'accounting-address': mailsOf('comptabilite', 'comptable', 'compta', 'facturation', 'factures', 'relance', 'relances', 'accounting', 'accounts', 'billing', 'invoice', 'invoices', 'invoicing'),
  'payer-address': [...mailsOf('payeur', 'paiement', 'paiements', 'reglement', 'reglements', 'tresorerie', 'payer', 'payment', 'payments', 'payables', 'accounts payable', 'treasury'), 'accounts payable'],
  'generic-address': mailsOf('general', 'generale', 'generique', 'societe', 'standard', 'accueil', 'secretariat', 'siege', 'generic', 'company', 'office', 'reception'),
  'management-address': mailsOf('direction', 'dirigeant', 'gerant', 'gerance', 'president', 'management', 'director', 'ceo', 'owner'),
  'sales-address': [...mailsOf('commercial', 'commerciale', 'vendeur', 'representant', 'sales', 'sales rep', 'salesperson', 'account manager'), 'commercial', 'representant', 'sales rep', 'salesperson', 'account manager'],
  'contact-name': ['nom contact', 'nom du contact', 'contact name', 'interlocuteur', 'contact comptabilite', 'contact comptable', 'personne a contacter', 'attention of', 'attn'],
  phone: ['telephone', 'tel', 'phone', 'telephone client', 'phone number', 'n telephone', 'numero de telephone', 'tel client', 'telephone fixe', 'mobile'],
  town: ['ville', 'commune', 'localite', 'town', 'city'],
  language: ['langue', 'language', 'lang', 'code langue', 'langue client'],
  'debtor-kind': ['type client', 'type de client', 'nature client', 'customer type', 'client type', 'type tiers', 'categorie juridique'],
  segment: ['segment', 'categorie', 'categorie client', 'famille', 'famille client', 'group', 'customer group', 'groupe client'],
  'debtor-iban': ['iban', 'iban client', 'iban du client', 'iban clients', 'n iban', 'no iban', 'numero iban', 'code iban', 'iban payeur', 'iban debiteur', 'iban tiers', 'rib', 'rib client', 'rib du client', 'rib tiers', 'n rib', 'rib iban', 'iban rib', 'iban bic', 'compte bancaire', 'compte bancaire client', 'coordonnees bancaires', 'coordonnees bancaires client', 'customer iban', 'client iban', 'debtor iban', 'iban number', 'iban no', 'bank account', 'bank account number', 'bank account iban', 'customer bank account', 'bank details'],
  'debtor-standing': ['situation juridique', 'situation client', 'situation du client', 'situation tiers', 'etat administratif', 'etat juridique', 'statut juridique', 'statut client', 'statut du client', 'etat client', 'etat du client', 'statut tiers', 'radiation', 'radie', 'radiee', 'legal status', 'company status', 'customer status', 'client status', 'struck off'],
  'invoice-number': ['n facture', 'n de document', 'no de document', 'numero de document', 'no facture', 'n fact', 'no fact', 'num fact', 'n fac', 'no fac', 'num fac', 'ref fact', 'reference interne', 'ref interne', 'numero facture', 'numero de facture', 'num facture', 'facture', 'n de facture', 'no de facture', 'n piece', 'no piece', 'numero piece', 'numero de piece', 'piece', 'ref piece', 'reference piece', 'pieceref', 'reference facture', 'ref facture', 'invoice', 'invoice number', 'invoice no', 'invoice num', 'inv no', 'invoice id', 'invoice ref', 'document', 'document no', 'document number', 'n document', 'numero document', 'numero', 'number', 'n', 'doc number', 'facture n', 'invoicenumber', 'invoice reference', 'reference'],
  'invoice-kind': ['type', 'type piece', 'type de piece', 'type facture', 'type de facture', 'nature', 'nature piece', 'type document', 'type de document', 'document type', 'invoice type', 'transaction type', 'kind'],
  issued: ['date facture', 'date du document', 'date de document', 'date de la facture', 'date facturation', 'date de la piece', 'date de facture', 'date fact', 'date fac', 'date comptable', 'date', 'date piece', 'date de piece', 'date emission', 'date d emission', 'date de facturation', 'emise le', 'date document', 'piecedate', 'invoice date', 'issue date', 'issued', 'date issued', 'document date', 'invoicedate', 'facture le'],
  due: ['echeance', 'date limite de reglement', 'date limite', 'date echeance facture', 'date d echeance de paiement', 'deadline', 'date echeance', 'date d echeance', 'date d echeance facture', 'echeance le', 'a payer avant', 'payable le', 'date limite de paiement', 'date de paiement prevue', 'date exigibilite', 'due date', 'due', 'date due', 'payment due', 'payment due date', 'duedate', 'due on', 'ech', 'date ech'],
  amount: ['montant ttc', 'montant echeance ttc', 'montant ttc facture', 'total ttc facture', 'montant total ttc', 'total ttc', 'montant', 'ttc', 'montant facture', 'montant de la facture', 'montant initial', 'montant echeance', 'montant de l echeance', 'montant total', 'total', 'total facture', 'montant ttc eur', 'invoice amount', 'amount', 'total amount', 'gross amount', 'amount total', 'invoice total', 'original amount', 'gross'],
  outstanding: [...RESTS, ...RESTS.map((name) => `${name} ttc`), 'restant du', 'reste du', 'reste a payer', 'solde', 'solde du', 'montant du', 'solde restant', 'restant', 'reste', 'a payer', 'montant restant du', 'solde facture', 'encours', 'non regle', 'du', 'montant impaye', 'impaye', 'outstanding', 'amount due', 'balance', 'balance due', 'open amount', 'open balance', 'remaining', 'remaining amount', 'amount outstanding', 'unpaid', 'due amount', 'reste a regler', 'restant a payer', 'amountdue'],
  paid: ['deja regle', 'regle', 'couvert', 'couverture', 'montant couvert', 'montant regle', 'paye', 'montant paye', 'acompte recu', 'acomptes', 'encaisse', 'montant encaisse', 'reglements', 'paid', 'amount paid', 'paid amount', 'payments', 'payment received', 'amountpaid'],
  currency: ['devise', 'currency', 'monnaie', 'code devise', 'currency code', 'ccy', 'cur'],
  means: ['mode de reglement', 'mode reglement', 'moyen de paiement', 'mode de paiement', 'reglement', 'payment method', 'payment means', 'payment mode', 'moyen de reglement'],
  'order-number': ['n commande', 'no commande', 'numero commande', 'numero de commande', 'commande', 'bon de commande', 'n bon de commande', 'ref commande', 'reference commande', 'order', 'order number', 'order no', 'po', 'po number', 'purchase order'],
  corrects: ['facture d origine', 'facture origine', 'avoir sur facture', 'facture corrigee', 'facture rectifiee', 'facture liee', 'original invoice', 'corrected invoice', 'applies to', 'credit for'],
  disputed: ['litige', 'en litige', 'montant litige', 'montant en litige', 'conteste', 'dispute', 'disputed', 'disputed amount', 'in dispute', 'bloque', 'blocked'],
  retained: ['retenue de garantie', 'retenues de garantie', 'retenue garantie', 'ret garantie', 'ret de garantie', 'rg', 'montant rg', 'montant retenue de garantie', 'montant de la retenue de garantie', 'retention', 'retention money', 'retention amount', 'retained', 'retained sum', 'retained amount', 'retainage'],
  'retained-until': ['date de liberation', 'date liberation', 'date de liberation rg', 'date liberation rg', 'date de liberation de la rg', 'date de liberation de la retenue', 'date de liberation de la retenue de garantie', 'date de liberation retenue de garantie', 'liberation rg', 'liberation de la rg', 'echeance rg', 'echeance retenue de garantie', 'date echeance rg', 'retention release date', 'retention release', 'release date', 'retained until'],
  'e-invoice-status': ['statut facture electronique', 'statut de la facture electronique', 'statut e facture', 'statut efacture', 'statut e facturation', 'statut facturation electronique', 'etat facture electronique', 'code statut facture electronique', 'code statut e facture', 'statut cycle de vie', 'statut du cycle de vie', 'cycle de vie', 'statut plateforme', 'statut pa', 'statut pdp', 'statut ppf', 'e invoice status', 'e invoicing status', 'einvoice status', 'electronic invoice status', 'lifecycle status', 'life cycle status'],
  'e-invoice-status-on': ['date statut facture electronique', 'date du statut facture electronique', 'date du statut de la facture electronique', 'date statut e facture', 'date du statut e facture', 'date statut cycle de vie', 'date du statut', 'date statut', 'date de statut', 'statut facture electronique le', 'e invoice status date', 'status date', 'date of status', 'lifecycle status date'],
  status: ['statut', 'etat', 'statut facture', 'statut de la facture', 'etat facture', 'etat de la facture', 'statut paiement', 'statut du paiement', 'statut de paiement', 'etat du paiement', 'status', 'invoice status', 'payment status', 'state'],
  matching: ['lettrage', 'let', 'lettre', 'lettre lettrage', 'code lettrage', 'code lettre', 'lettrage client', 'ecriturelet', 'matching', 'matching code', 'matching number'],
  document: ['pdf', 'fichier', 'fichier pdf', 'lien pdf', 'chemin pdf', 'piece jointe', 'file', 'pdf file', 'document pdf', 'nom du fichier', 'file name', 'filename'],
};

const FIELD_OF = new Map<string, LedgerField>();
for (const [field, names] of Object.entries(SYNONYMS) as [LedgerField, readonly string[]][]) for (const name of names) if (!FIELD_OF.has(name)) FIELD_OF.set(name, field);

/** The field that a header names, null when it is not in the list. */
export function fieldOfHeader(header: string): LedgerField | null {
  const folded = foldHeader(header.replace(/[°º]/g, ' ').replace(/\((?:€|eur|euros?|ttc)\)/gi, ' '));
  return FIELD_OF.get(folded) ?? FIELD_OF.get(folded.replace(/ (?:eur|euros|en eur|en euros)$/, '')) ?? null;
}
