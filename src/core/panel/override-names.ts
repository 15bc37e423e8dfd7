import type { Language } from '../ledger/types';
import type { LintCode } from '../reminder/lint/types';
import { fr } from './plain';

/** What the log names by its code: findings that can block, and figures that were too old. */
type Overridable = LintCode | 'ledger-too-old';
const NAMES: Readonly<Record<Language, Readonly<Partial<Record<Overridable, string>>>>> = {
  fr: {
    'ledger-too-old': 'chiffres anciens', 'amount-wrong': 'montant différent', 'amount-unknown': 'montant inconnu', 'currency-other': 'autre devise', 'indemnity-wrong': 'indemnité inexacte', 'invoice-unknown': 'facture inconnue',
    'due-date-wrong': 'échéance inexacte', 'deadline-past': 'délai passé', 'iban-unknown': 'IBAN inconnu', placeholder: 'passage à compléter', unlawful: 'menace ou affirmation illicite', 'measure-not-enabled': 'mesure hors plan',
    'notice-early': 'mise en demeure avant son étape', 'reminder-fee': 'frais de relance', 'late-fee': 'frais de retard', 'consumer-charge': 'pénalités à un consommateur', 'interest-before-notice': 'intérêts avant la mise en demeure', insult: 'mot blessant',
    'public-buyer': 'mesure contre un acheteur public', 'attachment-other': fr`pièce jointe d'une autre facture`, 'hold-ignored': 'procédure collective',
  },
  en: {
    'ledger-too-old': 'old figures', 'amount-wrong': 'different amount', 'amount-unknown': 'unknown amount', 'currency-other': 'another currency', 'indemnity-wrong': 'wrong indemnity', 'invoice-unknown': 'unknown invoice',
    'due-date-wrong': 'wrong due date', 'deadline-past': 'deadline past', 'iban-unknown': 'unknown IBAN', placeholder: 'something to fill in', unlawful: 'unlawful threat or statement', 'measure-not-enabled': 'measure outside the plan',
    'notice-early': 'formal notice before its step', 'reminder-fee': 'reminder fee', 'late-fee': 'late fee', 'consumer-charge': 'penalties for a consumer', 'interest-before-notice': 'interest before the formal notice', insult: 'hurtful word',
    'public-buyer': 'measure against a public buyer', 'attachment-other': 'attachment of another invoice', 'hold-ignored': 'insolvency',
  },
};

/** In the log's row; empty for a code that this version does not know. */
export const overrideName = (finding: string, language: Language): string => {
  const names: Readonly<Record<string, string | undefined>> = NAMES[language];
  return Object.prototype.hasOwnProperty.call(names, finding) ? (names[finding] ?? '') : '';
};

/** The note of a text that was copied although something in it blocks it: no entry bears the reference of a reminder that was only copied. */
export const copiedAnyway = (findings: readonly string[], reason: string, language: Language): string => {
  const what = findings.map((finding) => overrideName(finding, language)).filter((name) => name !== '').join(', ');
  return language === 'fr' ? fr`Texte copié malgré la vérification (${what}) : ${reason}` : `Text copied in spite of the check (${what}): ${reason}`;
};
