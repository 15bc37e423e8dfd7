import { noSides } from '../../identify/e-invoice';
import type { SidesRead } from '../../identify/e-invoice';
import { frenchId } from '../../identify/e-invoice';

/** An amount as it is written, and the currency beside it; empty where none is. */
export interface AmountText {
  readonly text: string;
  readonly currency: string;
}
export interface DayText {
  readonly text: string;
  /** UNTDID 2379; empty: ISO 8601. */
  readonly format: string;
}

/** One of the payment terms (BT-9, BT-20; several in the EXTENDED profiles). */
export interface TermText {
  description: string;
  readonly days: DayText[];
  readonly amounts: AmountText[];
  /** A day for those who take a discount is no due date. */
  discount: boolean;
}

/** A part that was paid before, with its day (EXTENDED). */
export interface AdvanceText {
  readonly amounts: AmountText[];
  readonly days: DayText[];
}

/** What a buyer says beyond what he is recognised by in a mail. */
export interface BuyerText {
  legalName: string;
  /** SIREN and SIRET under which he stands in a register (BT-46, BT-47, BT-49), not those in his VAT number: a VAT group has its own. */
  readonly legal: string[];
  /** The seller's own code of him (BT-46). */
  code: string;
  readonly lines: string[];
  postcode: string;
  town: string;
  country: string;
  contact: string;
  phone: string;
  readonly mails: string[];
}

/** An e-invoice as its elements say it, nothing understood yet. */
export interface InvoiceText extends SidesRead {
  syntax: 'cii' | 'zugferd-1' | 'ubl' | 'ubl-credit-note';
  /** BT-24 and BT-23. */
  profile: string;
  process: string;
  test: boolean;
  number: string;
  type: string;
  issued: DayText | null;
  currency: string;
  order: string;
  readonly notes: { code: string; text: string }[];
  /** BT-25: what this document corrects, or was preceded by. */
  readonly preceding: string[];
  readonly buyerText: BuyerText;
  payee: string;
  readonly means: string[];
  readonly ibans: string[];
  readonly total: AmountText[];
  readonly prepaid: AmountText[];
  readonly rounding: AmountText[];
  readonly payable: AmountText[];
  /** Due dates outside of terms. */
  readonly due: DayText[];
  readonly terms: TermText[];
  readonly advances: AdvanceText[];
}

export const noText = (): InvoiceText => ({
  ...noSides(), syntax: 'cii', profile: '', process: '', test: false, number: '', type: '', issued: null, currency: '', order: '', notes: [], preceding: [],
  buyerText: { legalName: '', legal: [], code: '', lines: [], postcode: '', town: '', country: '', contact: '', phone: '', mails: [] },
  payee: '', means: [], ibans: [], total: [], prepaid: [], rounding: [], payable: [], due: [], terms: [], advances: [],
});

/** No invoice has more of anything that is kept here. */
const MOST = 200;
export function keep<T>(list: T[], value: T): void {
  if (list.length < MOST) list.push(value);
}

/** An electronic address is one of mail under this list. */
const MAIL_SCHEME = 'EM';

/** @param unnamed an identifier without its list may be a legal one */
export function noteBuyersId(buyer: BuyerText, text: string, scheme: string, unnamed: boolean): void {
  const digits = frenchId(text, scheme, unnamed);
  if (digits !== null && !buyer.legal.includes(digits)) keep(buyer.legal, digits);
  if (scheme === MAIL_SCHEME && text !== '') keep(buyer.mails, text);
}
