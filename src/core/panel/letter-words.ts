import type { Semester } from '../calendar';
import type { Language } from '../ledger/types';
import { fr, typeset } from './plain';
import { semesterInWords } from './word-penalty-problem';

/** Of the letter: its card, its page, and the form that notes that it was posted. */
export interface LetterWords {
  readonly preview: string;
  readonly print: string;
  readonly record: string;
  readonly insert: string;
  readonly title: string;
  readonly date: string;
  readonly provider: string;
  readonly usualProvider: string;
  readonly number: string;
  readonly numberHint: string;
  readonly save: string;
  readonly notAhead: string;
  readonly recorded: string;
  /** Under the text: what printing does, and what it does not. */
  readonly foot: string;
  readonly footByMail: string;
  /** The whole statement is printed behind the text. */
  readonly withAnnex: string;
}

const t = typeset;
const WORDS: Readonly<Record<Language, LetterWords>> = {
  fr: {
    preview: 'Relire le courrier', print: 'Imprimer', record: 'Lettre déposée', insert: 'Insérer en brouillon',
    title: 'Lettre déposée', date: 'Déposée le', provider: 'Par', usualProvider: 'La Poste', number: t("N° de suivi"), numberHint: t("Celui de la preuve de dépôt : c'est elle qui prouve l'envoi."), save: 'Enregistrer le dépôt',
    notAhead: t("Choisissez aujourd'hui ou un jour passé."), recorded: 'Dépôt noté',
    foot: t("Imprimez, signez, joignez les factures, envoyez en recommandé : l'étape n'est faite qu'une fois le dépôt noté."),
    footByMail: t("Par e-mail ou par courrier. Le dossier lui-même se transmet hors de Relance."),
    withAnnex: t('Le décompte complet est imprimé à la suite.'),
  },
  en: {
    preview: 'Read the letter', print: 'Print', record: 'Letter posted', insert: 'Insert as a draft',
    title: 'Letter posted', date: 'Posted on', provider: 'By', usualProvider: 'La Poste', number: 'Tracking number', numberHint: 'The one on the proof of posting: that is what proves it.', save: 'Record the posting',
    notAhead: 'Choose today or an earlier day.', recorded: 'Posting recorded',
    foot: 'Print, sign, enclose the invoices, send it by registered post: the step is done only once the posting is recorded.',
    footByMail: 'By e-mail or by post. The file itself is handed over outside Relance.',
    withAnnex: 'The full statement is printed behind it.',
  },
};
export const letterWords = (language: Language): LetterWords => WORDS[language];

/** Above a letter that could not reckon its penalties, and what it demands instead. */
export const unknownRateInWords = (semester: Semester, language: Language): string =>
  language === 'fr'
    ? fr`Le taux du ${semesterInWords(semester, 'fr')} n'est pas connu de Relance : cette lettre ne chiffre que le principal et rappelle que les pénalités courent de plein droit. Pour les chiffrer, demandez la mise à jour des taux à votre administrateur.`
    : `The rate of the ${semesterInWords(semester, 'en')} is not known to Relance: this letter states the principal alone and recalls that penalties run by law. To have them reckoned, ask your administrator to update the rates.`;
