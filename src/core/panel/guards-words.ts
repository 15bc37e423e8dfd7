import { assertNever } from '../result';
import { addDays, formatWeekdayDate, nextBusinessDay } from '../calendar';
import type { Hold } from '../dunning/types';
import type { HoldWords } from './holds';
import { fr, plain } from './plain';
import { businessDays, day } from './sentences';
import type { Saying } from './sentences';

/** Holds that rest on how fresh the figures are and on what came by mail. */
export type LaterHold = Extract<Hold, { readonly kind: 'unread-answer' | 'figures-too-old' | 'no-address-left' }>;

/** What holds, and what lifts it and when. */
export function laterHoldWords(hold: LaterHold, saying: Saying): HoldWords {
  const french = saying.language === 'fr';
  switch (hold.kind) {
    case 'unread-answer': {
      const from = day(nextBusinessDay(addDays(hold.until, 1)), saying);
      return french
        ? { title: fr`Réponse du ${day(hold.receivedOn, saying)} à traiter`, reason: fr`Notez ce qu'elle dit (promesse, litige, échéancier), répondez-y, ou choisissez « Lu, rien à noter » : la relance reprend aussitôt. Si rien n'est noté, elle reprend le ${from}.` }
        : { title: `Answer of ${day(hold.receivedOn, saying)} to deal with`, reason: `Record what it says (promise, dispute, plan), answer it, or choose “Read, nothing to record”: reminders resume at once. If nothing is recorded, they resume on ${from}.` };
    }
    case 'figures-too-old': {
      const of = formatWeekdayDate(hold.of, saying.language, saying.today);
      return french
        ? { title: 'Chiffres trop anciens', reason: fr`Chiffres du ${of}. Votre plan en accepte ${hold.allowed} (${businessDays(hold.allowed, 'fr').replace(/^\d+ /, '')}) avant une relance ferme : un règlement a pu arriver. La relance reprend dès que le grand livre est réimporté.` }
        : { title: 'Figures too old', reason: `Figures of ${of}. Your plan allows ${businessDays(hold.allowed, 'en')} before a firm reminder: a payment may have come in. Reminders resume once the ledger is imported again.` };
    }
    case 'no-address-left': {
      const [address, on] = [plain(hold.address, 80), day(hold.on, saying)];
      return french
        ? { title: 'Plus d’adresse valable', reason: fr`${address} a été refusée (noté le ${on}) et aucune autre adresse n'est connue : ce qui en est revenu ne compte pas comme envoyé. La relance reprend dès que vous ajoutez une adresse, ou dites celle-ci de nouveau bonne dans les contacts.` }
        : { title: 'No working address', reason: `${address} was refused (recorded on ${on}) and no other address is known: what came back does not count as sent. Reminders resume once you add an address, or say among the contacts that this one works again.` };
    }
    default:
      return assertNever(hold);
  }
}

export const answerReadLabel = (language: Saying['language']): string => (language === 'fr' ? fr`Lu, rien à noter` : 'Read, nothing to record');
