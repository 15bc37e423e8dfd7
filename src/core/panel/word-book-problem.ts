import type { Language } from '../ledger/types';
import type { BookProblem } from '../problems';
import { fr, plain } from './plain';

interface Said {
  readonly intent: 'error' | 'warning';
  readonly title: string;
  readonly body: string;
  /** Doing the same once more can end otherwise. */
  readonly again: boolean;
}

/** What keeps a Google spreadsheet from being ledger and log: what happened, what to do. */
export function wordBookProblem(problem: BookProblem, language: Language): Said {
  const pick = (inFrench: string, inEnglish: string): string => (language === 'fr' ? inFrench : inEnglish);
  switch (problem.code) {
    case 'sheet/gone':
      return {
        intent: 'error', again: true, title: pick('Classeur introuvable', 'Spreadsheet not found'),
        body: pick(fr`Il a été supprimé, ou son adresse a changé. Cherchez-le dans la corbeille de Google Drive ; sinon, connectez-en un autre dans les réglages.`, 'It was deleted, or its address has changed. Look in the bin of Google Drive; otherwise connect another in the settings.'),
      };
    case 'sheet/no-rights':
      return problem.to === 'read'
        ? { intent: 'error', again: true, title: pick(fr`Ce classeur n'est pas partagé avec vous`, 'This spreadsheet is not shared with you'), body: pick(fr`Demandez l'accès à son propriétaire, ou vérifiez le compte Google affiché en haut du volet.`, 'Ask its owner for access, or check the Google account shown at the top of the sidebar.') }
        : { intent: 'error', again: true, title: pick(fr`Vous ne pouvez pas écrire dans ce classeur`, 'You cannot write to this spreadsheet'), body: pick(fr`Rien n'a été inséré ni enregistré. Demandez à son propriétaire le droit de modifier, onglet Journal compris.`, 'Nothing was inserted or recorded. Ask its owner for the right to edit, the Journal tab included.') };
    case 'sheet/no-consent':
      return { intent: 'warning', again: true, title: pick('Autorisation Google à donner', 'Google permission needed'), body: pick(fr`Relance n'a pas encore le droit de lire vos classeurs. Autorisez-le, puis rouvrez ce message.`, 'Relance may not read your spreadsheets yet. Allow it, then open this message again.') };
    case 'sheet/quota':
      return { intent: 'warning', again: true, title: pick('Google demande une pause', 'Google asks for a pause'), body: pick(fr`Trop de lectures du classeur en une minute. Rien n'est perdu : réessayez dans une minute.`, 'The spreadsheet was read too often within a minute. Nothing is lost: try again in a minute.') };
    case 'sheet/not-answering':
      return { intent: 'error', again: true, title: pick('Google Sheets ne répond pas', 'Google Sheets does not answer'), body: pick(fr`Réessayez dans un instant${problem.status === null ? '' : fr` (erreur ${problem.status})`} : ce qui est déjà écrit au journal ne le sera pas deux fois.`, `Try again in a moment${problem.status === null ? '' : ` (error ${problem.status})`}: what the log holds already is not written twice.`) };
    case 'sheet/service-off':
      return { intent: 'error', again: false, title: pick('API Google Sheets désactivée', 'Google Sheets API is off'), body: pick(fr`Activez « Google Sheets API » dans le projet Google Cloud du module, puis réessayez.`, 'Turn on "Google Sheets API" in the add-on’s Google Cloud project, then try again.') };
    case 'sheet/office-file':
      return { intent: 'error', again: false, title: pick('Ce fichier est un classeur Excel', 'This file is an Excel workbook'), body: pick(fr`Ouvrez-le dans Google Sheets, choisissez Fichier, « Enregistrer au format Google Sheets », puis connectez la copie.`, 'Open it in Google Sheets, choose File, "Save as Google Sheets", then connect the copy.') };
    case 'sheet/not-an-address': {
      const [title, body] = {
        empty: [pick('Adresse du classeur manquante', 'Address of the spreadsheet missing'), pick(fr`Ouvrez votre classeur dans Google Sheets, copiez l'adresse affichée par le navigateur, puis collez-la ici.`, 'Open your spreadsheet in Google Sheets, copy the address that the browser shows, then paste it here.')],
        published: [pick(fr`Cette adresse est celle d'une page publiée`, 'This is the address of a published page'), pick(fr`Elle ne permet ni de lire les cellules ni d'y écrire. Ouvrez le classeur lui-même et collez son adresse : elle contient /spreadsheets/d/ et finit souvent par /edit.`, 'Cells cannot be read or written through it. Open the spreadsheet itself and paste its address: it holds /spreadsheets/d/ and often ends in /edit.')],
        'other-document': [pick(fr`Ce n'est pas l'adresse d'un classeur`, 'This is not the address of a spreadsheet'), pick(fr`Elle mène à un autre document Google (texte, dossier, formulaire…). Collez celle de votre classeur Google Sheets : elle contient /spreadsheets/d/.`, 'It leads to another Google document (text, folder, form…). Paste the one of your Google Sheets spreadsheet: it holds /spreadsheets/d/.')],
        unknown: [pick(fr`Adresse de classeur non reconnue`, 'Address of a spreadsheet not recognised'), pick(fr`Collez l'adresse entière, comme le navigateur l'affiche : https://docs.google.com/spreadsheets/d/…`, 'Paste the whole address as the browser shows it: https://docs.google.com/spreadsheets/d/…')],
      }[problem.because] as [string, string];
      return { intent: 'warning', again: false, title, body };
    }
    case 'sheet/tabs-to-add': {
      const tabs = problem.tabs.slice(0, 10).map((tab) => pick(fr`« ${plain(tab, 60)} »`, `"${plain(tab, 60)}"`)).join(', ');
      return { intent: 'warning', again: false, title: pick('Onglets à ajouter au classeur', 'Tabs to be added to the spreadsheet'), body: pick(fr`Relance garde son journal et ses réglages dans le classeur : ${tabs}. Rien n'est ajouté sans votre accord.`, `Relance keeps its log and its settings in the spreadsheet: ${tabs}. Nothing is added before you agree.`) };
    }
    case 'sheet/tab-gone': {
      const tab = plain(problem.tab, 60);
      return { intent: 'error', again: true, title: pick(fr`Onglet « ${tab} » introuvable`, `Tab "${tab}" not found`), body: pick(fr`Il a été supprimé du classeur. Rétablissez-le (Fichier, Historique des versions), ou choisissez un autre onglet dans les réglages.`, 'It was deleted from the spreadsheet. Bring it back (File, Version history), or choose another tab in the settings.') };
    }
    case 'sheet/columns-gone': {
      const [tab, columns] = [plain(problem.tab, 60), problem.columns.slice(0, 5).map((column) => plain(column, 40)).join(', ')];
      return {
        intent: 'error', again: true, title: pick(fr`Colonnes introuvables dans l'onglet « ${tab} »`, `Columns not found in the tab "${tab}"`),
        body: pick(fr`Remettez ces titres sur une même ligne, ou rétablissez l'onglet (Fichier, Historique des versions) : ${columns}.`, `Put these headings back on one row, or bring the tab back (File, Version history): ${columns}.`),
      };
    }
  }
}
