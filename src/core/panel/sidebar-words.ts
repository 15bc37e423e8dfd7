import type { Language } from '../ledger/types';
import { counted, formatCount, fr, plain, typeset } from './plain';
import type { Pair } from './plain';

/** What the Gmail sidebar alone says: its cards have no icons to press and no state of their own. */
export interface SidebarWords {
  /** At the foot of every card: two accounts in one browser are the commonest mix-up. */
  readonly account: (address: string) => string;
  /** {count} is "3 indices". */
  readonly recognised: (count: string) => string;
  /** "31–60 j : 1 836,40 €" */
  readonly labelled: (label: string, value: string) => string;
  readonly readAgain: string;
  readonly more: string;
  /** Of a list that is too long for its card: rows `from` to `to` of `of`. */
  readonly part: (from: number, to: number, of: number) => string;
  readonly onlyOpenMessage: string;
  readonly onlyNewest: (read: number) => string;
  readonly anotherWay: string;
  /** Before the button that inserts although a finding blocks. */
  readonly readFirst: string;
  /** Inserting happens in Gmail's own window: what to press there, and here afterwards. */
  readonly footReply: string;
  readonly footNew: string;
  readonly footCursor: string;
  readonly searchButton: string;
  readonly searchTyped: (typed: string) => string;
  readonly chooseButton: string;
  readonly choose: string;
  /** Read aloud for the sign before a line. */
  readonly warningMark: string;
  /** Beside an invoice: what happened to it. */
  readonly detail: string;
  readonly allow: string;
  readonly consentTitle: string;
  readonly consentText: string;
  readonly reference: (reference: string) => string;
  readonly brokenTitle: string;
  readonly brokenText: string;
  readonly settings: {
    readonly where: string;
    readonly whereSheet: (title: string) => string;
    readonly whereServer: (address: string) => string;
    readonly whereNone: string;
    readonly openSheet: string;
    readonly create: string;
    readonly createHint: string;
    readonly connect: string;
    readonly connectHint: string;
    readonly sheetAddress: string;
    readonly server: string;
    readonly serverAddress: string;
    readonly serverHint: string;
    readonly person: string;
    readonly personHint: string;
    readonly move: string;
    readonly moveHint: string;
    readonly moving: string;
    readonly moved: (done: number, of: number) => string;
    readonly moveOn: string;
    readonly reports: string;
    readonly change: string;
  };
  readonly firstRun: { readonly title: string; readonly text: string; readonly or: string };
  readonly columns: { readonly title: string; readonly use: string };
}

const t = typeset;
const many = (count: number, pair: Pair, language: Language): string => counted(count, pair, language);

const FR: SidebarWords = {
  account: (address) => fr`Compte Google : ${plain(address, 120)}`,
  recognised: (count) => `Reconnu par ${count}`,
  labelled: (label, value) => fr`${label} : ${value}`,
  readAgain: 'Relire',
  more: 'Afficher la suite',
  part: (from, to, of) => `${from} à ${to} sur ${of}`,
  onlyOpenMessage: t("Google n'a laissé lire que le message ouvert : le reste du fil n'est pas pris en compte."),
  onlyNewest: (read) => many(read, ['Seul le message le plus récent du fil a été lu.', 'Seuls les {n} messages les plus récents du fil ont été lus.'], 'fr'),
  anotherWay: 'Nouveau message',
  readFirst: t("Ce texte est à relire avant d'être inséré."),
  footReply: t("Gmail ouvre un brouillon de réponse : c'est vous qui l'envoyez."),
  footNew: t("Gmail ouvre un nouveau brouillon : c'est vous qui l'envoyez."),
  footCursor: t("Le texte s'insère à l'endroit du curseur : c'est vous qui l'envoyez."),
  searchButton: 'Chercher',
  searchTyped: (typed) => fr`Résultats pour « ${plain(typed, 80)} »`,
  chooseButton: t('Choisir ce client'),
  choose: 'Client',
  warningMark: 'Attention',
  detail: 'Détail',
  allow: 'Autoriser',
  consentTitle: 'Autorisation Google à donner',
  consentText: t("Relance a besoin de cette autorisation pour lire le message ouvert, préparer un brouillon et lire votre classeur. Rien n'est envoyé sans vous."),
  reference: (reference) => fr`Référence : ${plain(reference, 20)}`,
  brokenTitle: t("Quelque chose s'est cassé ici"),
  brokenText: t("Rien n'a été envoyé. Réessayez ; si cela dure, donnez la référence ci-dessous à votre administrateur."),
  settings: {
    where: 'Grand livre et journal',
    whereSheet: (title) => fr`Google Sheets : ${plain(title, 80)}`,
    whereServer: (address) => fr`Serveur de votre société : ${plain(address, 120)}`,
    whereNone: t("Rien n'est connecté."),
    openSheet: 'Ouvrir le classeur',
    create: 'Créer mon classeur',
    createHint: t('Un classeur Google Sheets, dans votre Drive, avec les onglets Factures, Clients et Journal.'),
    connect: 'Connecter ce classeur',
    connectHint: t("L'adresse d'un classeur que vous tenez déjà : ses colonnes sont reconnues, puis vous les vérifiez."),
    sheetAddress: 'Adresse du classeur',
    server: 'Connecter le serveur',
    serverAddress: 'Adresse du serveur',
    serverHint: t('https://… : votre administrateur vous la donne.'),
    person: 'Votre nom',
    personHint: t('Dans le journal et dans les textes.'),
    move: 'Passer sur le serveur',
    moveHint: t("Le journal du classeur est repris une seule fois, avec sa chaîne, puis le classeur reste en lecture seule. Donnez d'abord l'adresse du serveur plus bas."),
    moving: 'Passage sur le serveur',
    moved: (done, of) => (of === 0 ? t("Le serveur lit les factures. Rien n'est encore changé ici.") : fr`${formatCount(done, 'fr')} écritures sur ${formatCount(of, 'fr')} sont sur le serveur. Jusqu'à la fin, rien n'est changé ici.`),
    moveOn: 'Continuer',
    reports: 'Mettre à jour les tableaux',
    change: 'Changer de source',
  },
  firstRun: { title: 'Connectez votre grand livre', text: t('Relance lit vos factures dans un classeur Google Sheets, ou sur le serveur de votre société. Rien ne part sans vous.'), or: 'Ou bien' },
  columns: { title: 'Vérifiez les colonnes', use: 'Utiliser ce classeur' },
};

const EN: SidebarWords = {
  account: (address) => `Google account: ${plain(address, 120)}`,
  recognised: (count) => `Recognised by ${count}`,
  labelled: (label, value) => `${label}: ${value}`,
  readAgain: 'Refresh',
  more: 'Show more',
  part: (from, to, of) => `${from} to ${to} of ${of}`,
  onlyOpenMessage: 'Google let only the open message be read: the rest of the thread is not taken into account.',
  onlyNewest: (read) => many(read, ['Only the newest message of the thread was read.', 'Only the newest {n} messages of the thread were read.'], 'en'),
  anotherWay: 'New message',
  readFirst: 'Read this text before it is inserted.',
  footReply: 'Gmail opens a reply draft: you are the one who sends it.',
  footNew: 'Gmail opens a new draft: you are the one who sends it.',
  footCursor: 'The text goes in where the cursor stands: you are the one who sends it.',
  searchButton: 'Search',
  searchTyped: (typed) => `Results for “${plain(typed, 80)}”`,
  chooseButton: 'Choose this customer',
  choose: 'Customer',
  warningMark: 'Warning',
  detail: 'Details',
  allow: 'Allow',
  consentTitle: 'Google permission needed',
  consentText: 'Relance needs this permission to read the open message, to prepare a draft and to read your spreadsheet. Nothing is sent without you.',
  reference: (reference) => `Reference: ${plain(reference, 20)}`,
  brokenTitle: 'Something broke here',
  brokenText: 'Nothing was sent. Try again; if it lasts, give the reference below to your administrator.',
  settings: {
    where: 'Ledger and log',
    whereSheet: (title) => `Google Sheets: ${plain(title, 80)}`,
    whereServer: (address) => `Your company’s server: ${plain(address, 120)}`,
    whereNone: 'Nothing is connected.',
    openSheet: 'Open the spreadsheet',
    create: 'Create my spreadsheet',
    createHint: 'A Google Sheets spreadsheet, in your Drive, with the tabs Factures, Clients and Journal.',
    connect: 'Connect this spreadsheet',
    connectHint: 'The address of a spreadsheet that you already keep: its columns are recognised, then you check them.',
    sheetAddress: 'Address of the spreadsheet',
    server: 'Connect the server',
    serverAddress: 'Address of the server',
    serverHint: 'https://…: your administrator gives it to you.',
    person: 'Your name',
    personHint: 'In the log and in the texts.',
    move: 'Move to the server',
    moveHint: 'The log of the spreadsheet is taken over once, with its chain; then the spreadsheet stays read-only. Give the address of the server below first.',
    moving: 'Moving to the server',
    moved: (done, of) => (of === 0 ? 'The server reads the invoices. Nothing has changed here yet.' : `${formatCount(done, 'en')} of ${formatCount(of, 'en')} entries are on the server. Nothing changes here before the end.`),
    moveOn: 'Go on',
    reports: 'Update the tables',
    change: 'Change the source',
  },
  firstRun: { title: 'Connect your ledger', text: 'Relance reads your invoices in a Google Sheets spreadsheet, or on your company’s server. Nothing goes out without you.', or: 'Or' },
  columns: { title: 'Check the columns', use: 'Use this spreadsheet' },
};

export const sidebarWords = (language: Language): SidebarWords => (language === 'fr' ? FR : EN);
