import type { FeedField, FeedKind } from '../formats/feeds';
import type { Language } from '../ledger/types';
import { fr } from './plain';

type FieldName = FeedField['name'];

/** A system in the words of whoever connects it. */
export interface FeedSystem {
  readonly name: string;
  /** One line: what must be at hand. */
  readonly needs: string;
  /** Where it is found, one step after the other. */
  readonly steps: readonly string[];
}

const FR: Readonly<Record<FeedKind, FeedSystem>> = {
  odoo: {
    name: 'Odoo', needs: fr`Odoo 17 à 19 : l'adresse et une clé d'API.`,
    steps: [fr`Dans Odoo, cliquez sur votre nom en haut à droite, puis « Mon profil ».`, fr`Onglet « Sécurité du compte », puis « Nouvelle clé d'API ». Donnez-lui un nom, par exemple Relance, et une durée.`, fr`Copiez la clé aussitôt : Odoo ne la montre qu'une fois.`, fr`Avec Odoo 17 et 18, indiquez aussi l'identifiant de connexion de cet utilisateur, et la base si le serveur en a plusieurs.`],
  },
  dolibarr: {
    name: 'Dolibarr', needs: fr`Dolibarr 18 ou plus : l'adresse et la clé d'un utilisateur (DOLAPIKEY).`,
    steps: [fr`Un administrateur active le module « API/Web services REST » : Accueil, Configuration, Modules.`, fr`Ouvrez la fiche d'un utilisateur qui peut lire tiers et factures, puis « Modifier ».`, fr`Au champ « Clé pour l'API », générez une clé, enregistrez et copiez-la.`],
  },
  quickbooks: {
    name: 'QuickBooks Online', needs: fr`L'identifiant et le secret de votre application Intuit, puis votre accord sur la page d'Intuit.`,
    steps: [fr`Sur developer.intuit.com, ouvrez votre application (ou créez-en une, portée « Accounting »).`, fr`Sous « Keys & credentials », copiez « Client ID » et « Client secret » de production.`, fr`Ajoutez l'adresse de retour de Relance aux « Redirect URIs » : elle finit par /authorised.`, fr`Enregistrez ici : la page d'Intuit s'ouvre. Choisissez la société et donnez votre accord.`],
  },
  pennylane: {
    name: 'Pennylane', needs: fr`Un jeton d'API de votre société, en lecture.`,
    steps: [fr`Dans Pennylane : Paramètres, Connectivité, Développeurs.`, fr`« Générer un jeton API » : lecture des clients et des factures clients.`, fr`Copiez le jeton aussitôt : il n'est montré qu'une fois.`],
  },
  'google-sheets': {
    name: 'Google Sheets', needs: fr`L'adresse du classeur et la clé JSON d'un compte de service.`,
    steps: [fr`Sur console.cloud.google.com, activez « Google Sheets API » dans un projet.`, fr`« IAM et administration », « Comptes de service » : créez-en un, puis une clé de type JSON. Un fichier est téléchargé.`, fr`Ouvrez ce fichier dans un éditeur de texte et collez tout son contenu ici.`, fr`Dans le classeur, « Partager » : ajoutez l'adresse du compte de service (client_email), comme lecteur.`],
  },
  'e-invoice-folder': {
    name: 'Dossier de factures électroniques', needs: 'Un dossier de fichiers Factur-X, CII ou UBL, sur cette machine ou le réseau.',
    steps: [fr`Ouvrez le dossier dans l'explorateur et copiez son chemin, par exemple D:\Factures ou /srv/factures.`, fr`Le serveur de Relance doit pouvoir le lire.`, fr`Une facture dit ce qui était dû le jour où elle a été écrite : les paiements n'y sont pas. Retirez du dossier celles qui sont réglées, ou connectez à côté une « Liste de paiements ».`],
  },
  'ledger-file': {
    name: 'Fichier', needs: fr`Un fichier XLSX, CSV ou FEC, relu quand il change.`,
    steps: [fr`Copiez le chemin complet du fichier, par exemple D:\Compta\clients.xlsx ou /srv/compta/clients.csv.`, fr`Le serveur de Relance doit pouvoir le lire.`, fr`Enregistrez toujours l'export sous ce même nom : il est relu seul.`],
  },
  'payments-file': {
    name: 'Liste de paiements', needs: fr`À côté d'un autre grand livre : un fichier XLSX ou CSV, une ligne par paiement reçu.`,
    steps: [
      fr`Exportez les paiements : numéro de facture, montant, date du paiement ; au besoin code ou nom du client, devise, référence. Un montant négatif reprend un paiement (prélèvement rejeté, remboursement).`,
      fr`Copiez le chemin complet du fichier, par exemple D:\Compta\paiements.csv. Le serveur de Relance doit pouvoir le lire.`,
      fr`Gardez-y tous les paiements des factures encore suivies : chaque lecture remplace la précédente, et ce qui n'y est plus n'est plus payé.`,
    ],
  },
};

const EN: Readonly<Record<FeedKind, FeedSystem>> = {
  odoo: {
    name: 'Odoo', needs: 'Odoo 17 to 19: the address and an API key.',
    steps: ['In Odoo, click your name at the top right, then “My Profile”.', 'Tab “Account Security”, then “New API Key”. Give it a name, such as Relance, and a duration.', 'Copy the key at once: Odoo shows it only once.', 'With Odoo 17 and 18, fill in that user’s login too, and the database if the server has several.'],
  },
  dolibarr: {
    name: 'Dolibarr', needs: 'Dolibarr 18 or later: the address and a user’s key (DOLAPIKEY).',
    steps: ['An administrator switches on the module “API/Web services REST”: Home, Setup, Modules.', 'Open the card of a user who may read third parties and invoices, then “Modify”.', 'At “Key for API”, generate a key, save and copy it.'],
  },
  quickbooks: {
    name: 'QuickBooks Online', needs: 'Client ID and secret of your Intuit app, then your consent on Intuit’s page.',
    steps: ['On developer.intuit.com, open your app (or create one, scope “Accounting”).', 'Under “Keys & credentials”, copy “Client ID” and “Client secret” for production.', 'Add Relance’s return address to the “Redirect URIs”: it ends with /authorised.', 'Save here: Intuit’s page opens. Choose the company and give your consent.'],
  },
  pennylane: {
    name: 'Pennylane', needs: 'An API token of your company, for reading.',
    steps: ['In Pennylane: Settings, Connectivity, Developers.', '“Generate an API token”: reading customers and customer invoices.', 'Copy the token at once: it is shown only once.'],
  },
  'google-sheets': {
    name: 'Google Sheets', needs: 'The spreadsheet’s address and the JSON key of a service account.',
    steps: ['On console.cloud.google.com, switch on “Google Sheets API” in a project.', '“IAM & Admin”, “Service Accounts”: create one, then a key of type JSON. A file is downloaded.', 'Open that file in a text editor and paste all of it here.', 'In the spreadsheet, “Share”: add the service account’s address (client_email) as a viewer.'],
  },
  'e-invoice-folder': {
    name: 'Folder of e-invoices', needs: 'A folder of Factur-X, CII or UBL files, on this machine or the network.',
    steps: ['Open the folder in the file manager and copy its path, such as D:\\Invoices or /srv/invoices.', 'Relance’s server must be able to read it.', 'An invoice says what was due on the day it was written: payments are not known from it. Take out of the folder those that are paid, or connect a “List of payments” beside it.'],
  },
  'ledger-file': {
    name: 'File', needs: 'An XLSX, CSV or FEC file, read again when it changes.',
    steps: ['Copy the whole path of the file, such as D:\\Books\\customers.xlsx or /srv/books/customers.csv.', 'Relance’s server must be able to read it.', 'Save the export under the same name each time: it is read again by itself.'],
  },
  'payments-file': {
    name: 'List of payments', needs: 'Beside another ledger: an XLSX or CSV file, one row for one payment received.',
    steps: [
      'Export the payments: invoice number, amount, date of payment; if need be the customer’s code or name, currency, reference. A negative amount takes a payment back (direct debit returned, refund).',
      'Copy the whole path of the file, such as D:\\Books\\payments.csv. Relance’s server must be able to read it.',
      'Keep in it all payments of the invoices that are still followed: each reading replaces the one before, and what is no longer there is no longer paid.',
    ],
  },
};

export const feedSystem = (kind: FeedKind, language: Language): FeedSystem => (language === 'fr' ? FR : EN)[kind];

const FIELDS: Readonly<Record<Language, Readonly<Record<FieldName, string>>>> = {
  fr: {
    address: 'Adresse', database: 'Base de données', login: 'Identifiant de connexion', key: 'Clé d’API', 'client-id': 'Client ID', 'client-secret': 'Client secret', company: 'Société', spreadsheet: 'Adresse du classeur', 'service-account': 'Clé JSON du compte de service',
    folder: 'Chemin du dossier', file: 'Chemin du fichier',
  },
  en: {
    address: 'Address', database: 'Database', login: 'Login', key: 'API key', 'client-id': 'Client ID', 'client-secret': 'Client secret', company: 'Company', spreadsheet: 'Address of the spreadsheet', 'service-account': 'JSON key of the service account', folder: 'Path of the folder', file: 'Path of the file',
  },
};
const KEYS: Readonly<Record<Language, Readonly<Partial<Record<FeedKind, string>>>>> = { fr: { dolibarr: 'Clé (DOLAPIKEY)', pennylane: 'Jeton d’API' }, en: { dolibarr: 'Key (DOLAPIKEY)', pennylane: 'API token' } };

/** What a field of the form is called in that system. */
export const feedFieldName = (kind: FeedKind, field: FieldName, language: Language): string => (field === 'key' ? KEYS[language][kind] : undefined) ?? FIELDS[language][field];

const HINTS: Readonly<Record<Language, Readonly<Partial<Record<`${FeedKind} ${FieldName}`, string>>>>> = {
  fr: {
    'odoo address': 'Celle de la page de connexion, par exemple https://societe.odoo.com', 'odoo database': fr`Seulement si le serveur en a plusieurs.`, 'odoo login': fr`Pour Odoo 17 et 18 : l'e-mail de connexion de cet utilisateur.`, 'odoo company': fr`Seulement si la base en tient plusieurs : son nom exact.`,
    'dolibarr address': fr`Celle de la page d'accueil, par exemple https://erp.societe.fr`, 'google-sheets spreadsheet': 'Copiée du navigateur : https://docs.google.com/spreadsheets/d/…'.replace(' :', '\u00a0:'), 'google-sheets service-account': fr`Tout le contenu du fichier, accolades comprises.`,
  },
  en: {
    'odoo address': 'That of the sign-in page, such as https://company.odoo.com', 'odoo database': 'Only if the server has several.', 'odoo login': 'For Odoo 17 and 18: the e-mail address with which that user signs in.', 'odoo company': 'Only if the database holds several: its exact name.',
    'dolibarr address': 'That of the home page, such as https://erp.company.com', 'google-sheets spreadsheet': 'Copied from the browser: https://docs.google.com/spreadsheets/d/…', 'google-sheets service-account': 'All of the file, braces included.',
  },
};
export const feedFieldHint = (kind: FeedKind, field: FieldName, language: Language): string | null => HINTS[language][`${kind} ${field}`] ?? null;
