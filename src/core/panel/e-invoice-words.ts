import { addDays, nextBusinessDay } from '../calendar';
import { UNREAD_STATUS } from '../formats/e-invoice-status';
import type { Hold } from '../dunning/types';
import type { Language } from '../ledger/types';
import { fr } from './plain';
import { day, numbersOf } from './sentences';
import type { Saying } from './sentences';

type EInvoiceHold = Extract<Hold, { readonly kind: 'e-invoice' }>;

/** Life-cycle codes of the French e-invoicing reform that stop a reminder (law sheet, 1.16). */
const STATUS: Readonly<Record<Language, Readonly<Record<number, string>>>> = {
  fr: { 206: 'Approuvée partiellement', 207: 'En litige', 208: 'Suspendue', 210: 'Refusée', 211: 'Paiement transmis', 212: 'Encaissée', 213: 'Rejetée' },
  en: { 206: 'Partly approved', 207: 'Disputed', 208: 'Suspended', 210: 'Refused', 211: 'Payment sent', 212: 'Cashed', 213: 'Rejected' },
};

/** Statuses of which the clerk can note what the buyer objects to. */
const DISPUTABLE: readonly number[] = [206, 207, 208, 210];
export const isDisputable = ({ status }: EInvoiceHold): boolean => DISPUTABLE.includes(status);

/** The status, what it means for the reminder, what lifts it and when. */
export function eInvoiceInWords(hold: EInvoiceHold, saying: Saying): { readonly title: string; readonly reason: string } {
  const { language } = saying;
  const french = language === 'fr';
  const name = STATUS[language][hold.status];
  const numbers = numbersOf(hold.numbers, language);
  const several = hold.numbers.length > 1;
  const status = hold.status === UNREAD_STATUS ? (french ? 'le grand livre donne un statut que Relance ne sait pas lire' : 'the ledger gives a status that Relance cannot read') : name === undefined ? (french ? `statut ${hold.status}, que Relance ne connaît pas` : `status ${hold.status}, which Relance does not know`) : french ? fr`statut « ${name} » (${hold.status})` : `status “${name}” (${hold.status})`;
  return {
    title: french ? 'Facture électronique en attente' : 'E-invoice pending',
    reason: french ? fr`${numbers} : ${status}. ${lifted()}` : `${numbers}: ${status}. ${lifted()}`,
  };

  function lifted(): string {
    switch (hold.status) {
      case 206:
        return french
          ? fr`La part non approuvée n'est pas connue ici : notez-la en litige, avec son montant, et la relance reprend pour le reste.`
          : 'The part that was not approved is not known here: record it as a dispute, with its amount, and reminders resume for the rest.';
      case 211: {
        if (hold.until === null) return french ? fr`Le jour de ce statut n'est pas connu ici : la relance reprend quand le statut change ou que le règlement arrive.` : 'The day of this status is not known here: reminders resume when it changes or the payment arrives.';
        const from = day(nextBusinessDay(addDays(hold.until, 1)), saying);
        return french ? fr`Sans règlement, la relance reprend le ${from}.` : `Without payment, reminders resume on ${from}.`;
      }
      case 212:
        return french
          ? fr`Le grand livre n'en montre aucun règlement : la relance reprend quand il montre ce qui reste dû.`
          : 'The ledger shows no payment of it: reminders resume when it shows what is left to pay.';
      case 213:
        return french
          ? fr`${several ? 'Elles n’ont pas été remises' : 'Elle n’a pas été remise'} au client : à déposer de nouveau, l'échéance peut changer. La relance reprend quand ce statut change.`
          : `${several ? 'They were' : 'It was'} not delivered to the customer: submit again, the due date may move. Reminders resume when this status changes.`;
      case 208:
        return french
          ? fr`Voyez avec le client ce qu'il attend. La relance reprend quand ce statut change, par exemple à « Complétée » (209).`
          : 'Ask the customer what is missing. Reminders resume when this status changes, for example to “Completed” (209).';
      case 207:
      case 210:
        return french ? fr`Voyez avec le client ce qu'il conteste. La relance reprend quand ce statut change.` : 'Ask the customer what is wrong. Reminders resume when this status changes.';
      default:
        return french ? 'La relance reprend quand ce statut change.' : 'Reminders resume when it changes.';
    }
  }
}
