import type { FeedProgress, LeftOut } from '../formats/feeds';
import type { Language } from '../ledger/types';
import { fr } from './plain';
import type { Pair } from './plain';

/** Of the pages of connected ledgers alone: they are fetched when they are opened. */
export interface FeedWords {
  readonly intro: string;
  readonly loading: string;
  readonly none: string;
  readonly connectOne: string;
  readonly chooseSystem: string;
  readonly preview: string;
  readonly previewHint: string;
  readonly name: string;
  readonly nameHint: string;
  readonly whereToFind: string;
  readonly optional: string;
  readonly required: string;
  readonly keptSecret: string;
  readonly replaceSecret: string;
  readonly keepSecret: string;
  readonly secretHint: string;
  readonly sharedAddress: string;
  readonly test: string;
  readonly testing: string;
  readonly answered: string;
  readonly answeredNobody: string;
  readonly save: string;
  readonly saveAndAuthorise: string;
  readonly saving: string;
  readonly saved: string;
  readonly authorise: string;
  readonly authoriseHint: string;
  readonly authoriseOpen: string;
  readonly authorised: string;
  readonly readNow: string;
  readonly readWhole: string;
  readonly readWholeHint: string;
  readonly figures: string;
  readonly change: string;
  readonly remove: string;
  readonly removeAsk: string;
  readonly removeWhat: string;
  readonly removed: string;
  readonly cancel: string;
  readonly cancelPull: string;
  readonly cancelled: string;
  readonly firstPull: string;
  readonly firstPullHint: string;
  readonly beginning: string;
  readonly stays: string;
  readonly done: string;
  readonly doneAgain: string;
  readonly waits: string;
  readonly differs: string;
  readonly differsWhat: string;
  readonly accept: string;
  readonly refuse: string;
  readonly refused: string;
  readonly accepted: string;
  readonly check: string;
  readonly checkHint: string;
  readonly right: string;
  readonly nothingYet: string;
  readonly states: Readonly<Record<'to-authorise' | 'pulling' | 'ready' | 'failed' | 'awaiting', string>>;
  readonly customers: string;
  readonly openInvoices: string;
  readonly settled: string;
  readonly open: string;
  readonly oldest: string;
  readonly nothingDue: string;
  readonly leftOut: string;
  readonly unreadable: string;
  /** `{system}`: of a system that has a place for notes. */
  readonly notes: string;
  readonly notesWhere: Readonly<Record<'odoo' | 'dolibarr', string>>;
  readonly notesWhat: string;
  readonly notesWritten: Pair;
  readonly notesWaiting: Pair;
  readonly notesRefused: Pair;
  readonly notesNone: string;
  readonly notesNoRight: string;
  readonly notesRight: Readonly<Record<'odoo' | 'dolibarr', string>>;
  readonly notesStopped: string;
  readonly notesAgain: string;
  readonly leftOutWhy: Readonly<Record<LeftOut, Pair>>;
  /** Of a list of payments; `{numbers}`: of the first that were not applied. */
  readonly payments: { readonly read: string; readonly applied: string; readonly withoutInvoice: Pair; readonly undecided: Pair; readonly overpaid: Pair; readonly first: string };
  /** `{n}` records so far; `{of}` of all, where the system tells. */
  readonly far: Readonly<Record<FeedProgress['what'], { readonly some: Pair; readonly of: Pair }>>;
}

const FR: FeedWords = {
  intro: fr`Relance lit vos factures là où elles sont, et les relit seul. Il n'y écrit rien, sauf les notes que vous demandez.`,
  loading: 'Lecture des connexions…', none: fr`Aucun logiciel n'est connecté.`,
  connectOne: 'Connecter', chooseSystem: 'Quel logiciel ?'.replace(' ?', '\u202f?'),
  preview: 'Aperçu', previewHint: fr`Aperçu : écrit d'après la documentation de l'éditeur, pas encore éprouvé sur un vrai compte. Comparez bien les chiffres.`,
  name: 'Nom affiché', nameHint: fr`Facultatif. Utile quand vous avez plusieurs sociétés.`, whereToFind: 'Où trouver cela', optional: 'facultatif', required: fr`Ce champ est nécessaire.`,
  keptSecret: 'Clé enregistrée', replaceSecret: 'Remplacer', keepSecret: 'Garder celle qui est enregistrée', secretHint: fr`Chiffrée dès l'enregistrement, elle ne sera plus jamais affichée.`,
  sharedAddress: 'Partagez le classeur, en lecture, avec :'.replace(' :', '\u00a0:'),
  test: 'Tester', testing: 'Test en cours…', answered: fr`Connexion réussie : {system}, société {company}.`, answeredNobody: fr`Connexion réussie : {system}.`,
  save: 'Enregistrer et lire', saveAndAuthorise: 'Enregistrer et autoriser', saving: 'Enregistrement…', saved: 'Connexion enregistrée.',
  authorise: fr`Autoriser sur la page de l'éditeur`, authoriseHint: fr`Une fenêtre de l'éditeur s'ouvre. Donnez-y votre accord, puis revenez ici : la lecture commence seule.`, authoriseOpen: fr`La fenêtre ne s'ouvre pas ? Ouvrez la page d'autorisation`, authorised: 'Autorisation reçue.',
  readNow: 'Lire maintenant', readWhole: 'Tout relire', readWholeHint: fr`Lit aussi ce qui n'a pas changé : plus long, utile après une correction en masse.`, figures: 'Voir les chiffres', change: 'Modifier', remove: 'Supprimer',
  removeAsk: fr`Supprimer la connexion à {name} ?`,
  removeWhat: fr`Ses factures quittent la liste : elles sont notées « plus ouvertes, motif inconnu », jamais « payées ». Le journal des relances reste. La clé est oubliée ; rien ne change dans le logiciel.`,
  removed: 'Connexion supprimée.', cancel: 'Annuler', cancelPull: 'Arrêter la lecture', cancelled: 'Lecture arrêtée.',
  firstPull: 'Première lecture', firstPullHint: fr`Elle continue si vous fermez cette page.`, beginning: 'La lecture commence…', stays: 'Les chiffres précédents restent en service.',
  done: fr`{name} est lu.`, doneAgain: fr`{name} est relu.`, waits: fr`{name} attend votre accord.`, differs: 'Ces chiffres diffèrent beaucoup de ceux en service', differsWhat: fr`Factures : {before} avant, {now} maintenant.`, accept: 'Utiliser les nouveaux', refuse: 'Garder les anciens', refused: 'Les nouveaux chiffres sont refusés.', accepted: 'Les nouveaux chiffres sont en service.',
  check: 'Vérifiez ces chiffres', checkHint: fr`Comparez-les à ceux de votre logiciel. S'ils diffèrent, ne relancez personne et regardez ce qui n'est pas repris.`, right: 'Les chiffres sont justes', nothingYet: fr`Rien n'a encore été lu.`,
  states: { 'to-authorise': 'à autoriser', pulling: 'lecture en cours', ready: 'à jour', failed: 'en échec', awaiting: 'à confirmer' },
  customers: 'Clients', openInvoices: 'Factures ouvertes', settled: 'Factures soldées (18 mois)', open: 'Total ouvert', oldest: 'Plus ancienne échéance', nothingDue: 'aucune',
  leftOut: 'Non repris', unreadable: 'Fiches illisibles',
  notes: fr`Écrire une note dans {system} après chaque relance envoyée`,
  notesWhere: { odoo: fr`Dans l'historique de la fiche du client.`, dolibarr: fr`Dans l'agenda du client, comme événement.` },
  notesWhat: fr`Étape, date, auteur, numéros et montants des factures ; une seconde note si vous annulez. Ni le texte du message, ni adresse. La clé doit avoir le droit d'écrire cela. Rien n'est écrit pour les relances déjà envoyées.`,
  notesWritten: ['{n} note écrite', '{n} notes écrites'], notesWaiting: ['{n} en attente', '{n} en attente'], notesRefused: ['{n} abandonnée', '{n} abandonnées'], notesNone: fr`Notes : aucune encore.`,
  notesNoRight: fr`{name} : pas le droit d'écrire une note`, notesRight: { odoo: fr`L'utilisateur de la clé ne peut pas modifier les contacts : donnez-lui ce droit, ou décochez les notes.`, dolibarr: fr`L'utilisateur de la clé doit pouvoir lire sa propre fiche et créer ses événements (module Agenda) : donnez-lui ces droits, ou décochez les notes.` },
  notesStopped: fr`Les notes sont à l'arrêt. Corrigez, puis « Modifier » et « Enregistrer et lire » : elles reprennent.`, notesAgain: fr`La dernière note n'a pas pu être écrite ; elle le sera plus tard.`,
  leftOutWhy: {
    draft: ['brouillon', 'brouillons'], cancelled: ['pièce annulée', 'pièces annulées'], 'not-a-customer': [fr`pièce d'un tiers qui n'est pas client`, fr`pièces de tiers qui ne sont pas clients`], 'other-company': [fr`pièce d'une autre société`, fr`pièces d'une autre société`],
    'too-old': ['pièce soldée depuis plus de 18 mois', 'pièces soldées depuis plus de 18 mois'], 'vendor-bill': ['facture de fournisseur', 'factures de fournisseurs'], 'no-number': ['pièce sans numéro', 'pièces sans numéro'],
    'in-another-ledger': ['facture déjà lue dans un autre grand livre', 'factures déjà lues dans un autre grand livre'], 'not-an-invoice': [fr`pièce qui n'est pas une facture`, 'pièces qui ne sont pas des factures'],
  },
  payments: {
    read: 'Paiements lus', applied: 'Paiements appliqués', withoutInvoice: ['paiement sans facture connue', 'paiements sans facture connue'], undecided: [fr`paiement dont on ne sait pas de quel client`, fr`paiements dont on ne sait pas de quel client`],
    overpaid: ['facture payée en trop : rien n’est crédité'.replace(' :', '\u00a0:'), 'factures payées en trop : rien n’est crédité'.replace(' :', '\u00a0:')], first: fr`Premiers numéros non appliqués : {numbers}`,
  },
  far: {
    whole: { some: ['{n} fiche lue', '{n} fiches lues'], of: ['{n} fiche lue sur {of}', '{n} fiches lues sur {of}'] },
    changes: { some: ['{n} changement lu', '{n} changements lus'], of: ['{n} changement lu sur {of}', '{n} changements lus sur {of}'] },
    writing: { some: ['Mise en service : {n} facture'.replace(' :', '\u00a0:'), 'Mise en service : {n} factures'.replace(' :', '\u00a0:')], of: ['Mise en service : {n} facture sur {of}'.replace(' :', '\u00a0:'), 'Mise en service : {n} factures sur {of}'.replace(' :', '\u00a0:')] },
  },
};

const EN: FeedWords = {
  intro: 'Relance reads your invoices where they are, and reads them again by itself. It writes nothing there but the notes that you ask for.',
  loading: 'Reading the connections…', none: 'No system is connected.',
  connectOne: 'Connect', chooseSystem: 'Which system?', preview: 'Preview', previewHint: 'Preview: written from the vendor’s documentation, not proved on a real account yet. Compare the figures with care.',
  name: 'Name shown', nameHint: 'Optional. Useful when you have several companies.', whereToFind: 'Where to find this', optional: 'optional', required: 'This field is needed.',
  keptSecret: 'Key saved', replaceSecret: 'Replace', keepSecret: 'Keep the one that is saved', secretHint: 'Encrypted as soon as it is saved, it is never shown again.', sharedAddress: 'Share the spreadsheet, for reading, with:',
  test: 'Test', testing: 'Testing…', answered: 'Connected: {system}, company {company}.', answeredNobody: 'Connected: {system}.', save: 'Save and read', saveAndAuthorise: 'Save and authorise', saving: 'Saving…', saved: 'Connection saved.',
  authorise: 'Authorise on the vendor’s page', authoriseHint: 'A window of the vendor opens. Give your consent there and come back: reading begins by itself.', authoriseOpen: 'No window opened? Open the consent page', authorised: 'Consent received.',
  readNow: 'Read now', readWhole: 'Read everything again', readWholeHint: 'Reads what has not changed too: it takes longer, and helps after a mass correction.', figures: 'See the figures', change: 'Change', remove: 'Remove',
  removeAsk: 'Remove the connection to {name}?', removeWhat: 'Its invoices leave the list: they are noted “no longer open, reason unknown”, never “paid”. The reminder log stays. The key is forgotten; nothing changes in the system.',
  removed: 'Connection removed.', cancel: 'Cancel', cancelPull: 'Stop reading', cancelled: 'Reading stopped.', firstPull: 'First reading', firstPullHint: 'It goes on if you close this page.', beginning: 'Reading begins…', stays: 'The figures of before stay in use.',
  done: '{name} has been read.', doneAgain: '{name} has been read again.', waits: '{name} waits for your word.', differs: 'These figures differ much from those in use', differsWhat: 'Invoices: {before} before, {now} now.', accept: 'Use the new ones', refuse: 'Keep the old ones', refused: 'The new figures are refused.', accepted: 'The new figures are in use.',
  check: 'Check these figures', checkHint: 'Compare them with those in your system. If they differ, remind nobody and look at what was not taken.', right: 'The figures are right', nothingYet: 'Nothing has been read yet.',
  states: { 'to-authorise': 'to authorise', pulling: 'being read', ready: 'up to date', failed: 'failed', awaiting: 'to confirm' },
  customers: 'Customers', openInvoices: 'Open invoices', settled: 'Settled invoices (18 months)', open: 'Total open', oldest: 'Oldest due date', nothingDue: 'none', leftOut: 'Not taken', unreadable: 'Unreadable records',
  notes: 'Write a note in {system} after each reminder that is sent', notesWhere: { odoo: 'In the history of the customer’s record.', dolibarr: 'In the customer’s agenda, as an event.' },
  notesWhat: 'Step, date, author, numbers and amounts of the invoices; a second note when you undo it. Neither the text of the message nor an address. The key must have the right to write this. Nothing is written of reminders sent before.',
  notesWritten: ['{n} note written', '{n} notes written'], notesWaiting: ['{n} waiting', '{n} waiting'], notesRefused: ['{n} given up', '{n} given up'], notesNone: 'Notes: none yet.',
  notesNoRight: '{name}: no right to write a note', notesRight: { odoo: 'The user of the key may not change contacts: give that right, or untick the notes.', dolibarr: 'The user of the key must be allowed to read their own card and to create own events (module Agenda): give these rights, or untick the notes.' },
  notesStopped: 'The notes have stopped. Correct this, then “Change” and “Save and read”: they go on.', notesAgain: 'The last note could not be written; it will be later.',
  leftOutWhy: {
    draft: ['draft', 'drafts'], cancelled: ['cancelled document', 'cancelled documents'], 'not-a-customer': ['document of somebody who is no customer', 'documents of somebody who is no customer'], 'other-company': ['document of another company', 'documents of another company'],
    'too-old': ['document settled more than 18 months ago', 'documents settled more than 18 months ago'], 'vendor-bill': ['vendor’s bill', 'vendors’ bills'], 'no-number': ['document without a number', 'documents without a number'],
    'in-another-ledger': ['invoice read in another ledger already', 'invoices read in another ledger already'], 'not-an-invoice': ['document that is no invoice', 'documents that are no invoices'],
  },
  payments: {
    read: 'Payments read', applied: 'Payments applied', withoutInvoice: ['payment without a known invoice', 'payments without a known invoice'], undecided: ['payment of which it is not told whose it is', 'payments of which it is not told whose they are'],
    overpaid: ['invoice paid in excess: nothing is credited', 'invoices paid in excess: nothing is credited'], first: 'First numbers not applied: {numbers}',
  },
  far: {
    whole: { some: ['{n} record read', '{n} records read'], of: ['{n} record read of {of}', '{n} records read of {of}'] },
    changes: { some: ['{n} change read', '{n} changes read'], of: ['{n} change read of {of}', '{n} changes read of {of}'] },
    writing: { some: ['Putting into use: {n} invoice', 'Putting into use: {n} invoices'], of: ['Putting into use: {n} invoice of {of}', 'Putting into use: {n} invoices of {of}'] },
  },
};

export const feedWords = (language: Language): FeedWords => (language === 'fr' ? FR : EN);
