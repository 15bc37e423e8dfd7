import type { Hold } from '../dunning/types';
import type { Language } from '../ledger/types';
import type { HoldWords } from './holds';
import { fr, plain, typeset } from './plain';
import { stageInside } from './sentences';
import type { Saying } from './sentences';

/** Of the setting that lets consumers be reminded, and of what a letter to one asks for. */
export interface ConsumerWords {
  readonly setting: string;
  readonly hint: string;
  /** Under a formal letter: CPCE L100, a registered e-letter to somebody who is no professional. */
  readonly electronicLetter: string;
}

const t = typeset;
const WORDS: Readonly<Record<Language, ConsumerWords>> = {
  fr: {
    setting: 'Relancer aussi les particuliers',
    hint: t("Avec leurs propres textes : ni pénalités de retard, ni indemnité de 40 €, ni frais ; intérêt légal à partir de la mise en demeure ; pas de transmission au recouvrement. Un client est particulier quand le grand livre le dit."),
    electronicLetter: t("À un particulier, une lettre recommandée électronique ne s'envoie qu'avec son accord préalable."),
  },
  en: {
    setting: 'Remind private customers too',
    hint: 'With texts of their own: no late-payment penalties, no charge of €40, no costs; legal interest from the formal notice on; no hand-over to collection. A customer is private when the ledger says so.',
    electronicLetter: 'A registered electronic letter may be sent to a private customer only with their prior consent.',
  },
};
export const consumerWords = (language: Language): ConsumerWords => WORDS[language];

/** What holds a reminder to a consumer, and what lifts it. Source: law sheet 1.14. */
export function consumerHoldWords(hold: Extract<Hold, { kind: 'consumer' | 'consumer-step' }>, saying: Saying): HoldWords {
  const french = saying.language === 'fr';
  if (hold.kind === 'consumer') {
    const { setting } = WORDS[saying.language];
    return french
      ? { title: 'Client particulier', reason: fr`Votre société ne relance pas les particuliers. La relance reprend si vous cochez « ${setting} » dans les réglages, ou si le grand livre dit ce client professionnel.` }
      : { title: 'Private customer', reason: `Your company does not remind private customers. Reminders resume if you tick “${setting}” in the settings, or if the ledger says that this customer is a business.` };
  }
  const step = stageInside(hold.stage, saying);
  if (hold.law !== null) {
    const country = plain(hold.law, 10);
    return french
      ? { title: fr`Client particulier : plus de relance`, reason: fr`Étape suivante du plan : ${step}. Relance ne connaît pas ce que la loi de ce client (${country}) permet envers un particulier et ne la propose pas : décidez de la suite avec un juriste. La relance reprend si le grand livre indique une autre loi, ou un client professionnel.` }
      : { title: 'Private customer: no further reminder', reason: `Next step of the plan: ${step}. Relance does not know what this customer’s law (${country}) allows towards a private person and does not offer it: decide with a lawyer how to go on. Reminders resume if the ledger names another law, or a business.` };
  }
  return french
    ? { title: fr`Client particulier : plus de relance`, reason: fr`Étape suivante du plan : ${step}. Relance n'a pas de texte pour l'annoncer à un particulier et s'arrête ici : proposez un règlement en plusieurs fois, ou décidez de la suite avec un juriste. La relance reprend pour une facture plus récente, ou si le grand livre dit ce client professionnel.` }
    : { title: 'Private customer: no further reminder', reason: `Next step of the plan: ${step}. Relance has no text to announce it to a private person and stops here: offer payment in several parts, or decide with a lawyer how to go on. Reminders resume for a more recent invoice, or if the ledger says that this customer is a business.` };
}
