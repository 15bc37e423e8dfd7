import type { Language } from '../ledger/types';
import { fr } from './plain';

/** E-invoices as the clerk sees them before they are used. */
export interface EInvoicesView {
  readonly title: string;
  /** Why nothing is to be mapped. */
  readonly hint: string;
  /** What such a file cannot know. */
  readonly caution: string;
  /** Heads the step of the first run in which columns are checked otherwise. */
  readonly step: string;
  /** Heads what could not be used. */
  readonly remarks: string;
}

export function presentEInvoices(language: Language): EInvoicesView {
  const pick = (inFrench: string, inEnglish: string): string => (language === 'fr' ? inFrench : inEnglish);
  return {
    title: pick('Factures électroniques', 'E-invoices'),
    hint: pick(fr`Factur-X, ZUGFeRD, CII ou UBL : chaque champ a son sens, il n'y a rien à associer. Le montant retenu est le reste à payer, pas le total.`, 'Factur-X, ZUGFeRD, CII or UBL: every field has its meaning, there is nothing to match. What is taken is the amount due, not the total.'),
    caution: pick(fr`Une facture électronique dit ce qui était dû le jour où elle a été écrite. Les paiements reçus depuis n'y sont pas : retirez d'abord les factures réglées.`, 'An e-invoice says what was due the day it was written. Payments received since are not in it: leave out what has been paid.'),
    step: pick('Vérifiez les fichiers', 'Check the files'),
    remarks: pick('Ce qui n’est pas utilisé', 'What is not used'),
  };
}
