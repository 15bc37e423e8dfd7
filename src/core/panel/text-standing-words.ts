import type { Language } from '../ledger/types';
import { typeset } from './plain';

/** Of a changed text whose shipped one is another by now. */
export interface TextStandingWords {
  /** In the list, behind the text's state. */
  readonly inList: Readonly<Record<'newer' | 'unknown', string>>;
  readonly title: string;
  readonly why: Readonly<Record<'newer' | 'unknown', string>>;
  readonly compare: string;
  readonly mine: string;
  readonly shipped: string;
  readonly legend: Readonly<Record<'mine' | 'shipped', string>>;
  /** Before each line, for who does not see colours. */
  readonly marks: Readonly<Record<'removed' | 'added', string>>;
  readonly skipped: string;
  readonly keep: string;
  readonly take: string;
  readonly kept: string;
  readonly unsavedFirst: string;
  /** Behind a version in the list of versions. */
  readonly leftAside: string;
}

const t = typeset;
const FR: TextStandingWords = {
  inList: { newer: 'nouveau texte fourni', unknown: 'à comparer au texte fourni' },
  title: 'Le texte fourni a changé',
  why: {
    newer: t("Votre texte part d'une version plus ancienne du texte fourni. Il reste utilisé tant que vous ne choisissez pas."),
    unknown: t("Votre texte date d'avant que Relance ne retienne de quel texte fourni il part : celui-ci a peut-être changé depuis. Votre texte reste utilisé tant que vous ne choisissez pas."),
  },
  compare: 'Comparer', mine: t('votre texte et le nouveau texte fourni'), shipped: t("l'ancien texte fourni et le nouveau"),
  legend: { mine: t('− seulement dans votre texte, + seulement dans le nouveau texte fourni'), shipped: t("− seulement dans l'ancien texte fourni, + seulement dans le nouveau") },
  marks: { removed: 'en moins', added: 'en plus' }, skipped: 'lignes identiques',
  keep: 'Garder mon texte', take: 'Prendre le texte fourni', kept: t('Votre texte est gardé.'), unsavedFirst: t("Enregistrez ou abandonnez d'abord votre modification."),
  leftAside: 'gardé face au nouveau texte fourni',
};
const EN: TextStandingWords = {
  inList: { newer: 'new supplied text', unknown: 'to compare with the supplied text' },
  title: 'The supplied text has changed',
  why: {
    newer: 'Your text comes from an older version of the supplied one. It stays in use until you choose.',
    unknown: 'Your text is from before Relance noted which supplied text it came from: that one may have changed since. Your text stays in use until you choose.',
  },
  compare: 'Compare', mine: 'your text with the new supplied one', shipped: 'the old supplied text with the new one',
  legend: { mine: '− only in your text, + only in the new supplied text', shipped: '− only in the old supplied text, + only in the new one' },
  marks: { removed: 'left out', added: 'added' }, skipped: 'identical lines',
  keep: 'Keep my text', take: 'Take the supplied text', kept: 'Your text is kept.', unsavedFirst: 'Save or drop your change first.',
  leftAside: 'kept beside the new supplied text',
};
export const textStandingWords = (language: Language): TextStandingWords => (language === 'fr' ? FR : EN);
