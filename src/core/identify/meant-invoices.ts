import type { Pack } from '../case-file';
import type { Invoice, InvoiceId } from '../ledger/types';
import { amountsIn } from './amounts-in-text';
import { plainText } from './fold-text';
import type { Passage } from './read-thread';
import { sighted } from './sighted';
import { Cover, readIdentifiers } from './spans';
import type { MailThread } from './types';

/** Fewer digits are a count, a page, a day. */
const LEAST_SHORT = 3;
/** Digits enough that a number with turned or mistaken letters is still that one. */
const LEAST_SURE = 5;
const MOST = 100;
const MOST_TOKENS = 400;

/** "la 318", "les 157 et 180", "FA 0368", "facture n° 3157", "GRE 00384": what people leave of a number. */
const SHORT = /(^|[^\w./-])(?:(la|le|les|et|ou|and|n|no|nos|numero|facture|factures|fact|fac|facs|invoice|invoices|the|avoir|[a-z]{2,4})[ .°:#-]{1,3})?(\d{3,7})(?![\w/-]|[.,]\d)/gi;
const LISTED = /^(?:et|ou|and)$/i;
/** Letters that stand where a digit is meant. */
const MISREAD: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', S: '5', B: '8', Z: '2' };
const TOKEN = /[A-Za-z0-9](?:[A-Za-z0-9]|[-/_.](?=[A-Za-z0-9])){5,39}/g;

/**
 * The invoices of the debtor that a thread means, by id as the ledger has them: those cited (`cited`, numbers as the ledger
 * writes them), those that one of his shortens ("la 318" where only one open invoice ends so), whose number somebody
 * mistyped (its digits are only this one's), or whose open amount is stated and no other's. It says nothing of who the
 * debtor is: only of his own invoices, and only in the open message.
 */
export function meantInvoices(thread: MailThread, pack: Pack, cited: readonly string[], invoices: readonly Invoice[]): readonly InvoiceId[] {
  const { reading } = sighted(thread, pack);
  const owed = invoices.filter((invoice) => openOf(invoice) !== 0);
  const known = new Set(cited);
  const meant = new Set(invoices.filter(({ number }) => known.has(number)).map(({ id }) => id));
  const add = (found: readonly Invoice[]): void => {
    const [only] = found;
    if (only !== undefined && found.length === 1 && meant.size < MOST) meant.add(only.id);
  };
  for (const passage of reading.passages) {
    if (!isSaidHere(passage)) continue;
    const text = plainText(passage.text);
    const taken = new Cover(readIdentifiers(text).spans);
    for (const digits of shortened(text, taken)) {
      for (const [among, fits] of [[owed, isLast], [owed, endsSo], [invoices, isLast]] as const) {
        const fitting = among.filter(({ number }) => fits(number, digits));
        add(fitting);
        if (fitting.length > 0) break;
      }
    }
    for (const digits of mistyped(text, taken)) add(invoices.filter(({ number }) => digitsOf(number) === digits));
    if (passage.place !== 'attachment') for (const { minor, currency } of amountsIn(text)) add(owed.filter((invoice) => openOf(invoice) === minor && currencyOf(invoice) === currency));
  }
  return [...meant];
}

const isSaidHere = ({ place, writer }: Passage): boolean => writer !== 'third' && (place === 'subject' || place === 'message' || place === 'attachment');

const openOf = ({ instalments }: Invoice): number => instalments.reduce((sum, { outstanding }) => sum + outstanding.minor, 0);
const currencyOf = ({ instalments }: Invoice): string => instalments[0]?.outstanding.currency ?? '';

const digitsOf = (number: string): string => number.replace(/\D/g, '');

const lastOf = (number: string): string => /\d+(?=\D*$)/.exec(number)?.[0] ?? '';

/** The last group of the number, without the zeros in front. */
const isLast = (number: string, digits: string): boolean => lastOf(number).replace(/^0+/, '') === digits.replace(/^0+/, '');
/** The end of a long last group. */
const endsSo = (number: string, digits: string): boolean => lastOf(number).length > digits.length && lastOf(number).endsWith(digits);

function shortened(text: string, taken: Cover): readonly string[] {
  const found: string[] = [];
  let listing = false;
  for (const match of text.matchAll(SHORT)) {
    if (found.length >= MOST_TOKENS) break;
    const [whole, , word, digits = ''] = match;
    const at = match.index + whole.length - digits.length;
    const introduced: boolean = word !== undefined && (!LISTED.test(word) || listing);
    listing = introduced;
    if (introduced && digits.length >= LEAST_SHORT && !taken.touches(at, at + digits.length)) found.push(digits);
  }
  return found;
}

/** Tokens like a number of the ledger with a letter turned or read as a digit: their digits, where they are many. */
function mistyped(text: string, taken: Cover): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(TOKEN)) {
    if (found.length >= MOST_TOKENS) break;
    const [token] = match;
    if (!/\d/.test(token) || !/[A-Za-z]/.test(token) || taken.touches(match.index, match.index + token.length)) continue;
    const [prefix = '', rest = ''] = [/^[A-Za-z]*/.exec(token)?.[0] ?? '', token.replace(/^[A-Za-z]*/, '')];
    const read = rest.toUpperCase().replace(/[OILSBZ]/g, (letter) => MISREAD[letter] ?? letter);
    const digits = digitsOf(read);
    if (digits.length >= LEAST_SURE && prefix.length < digits.length && !/[A-Z]/.test(read)) found.push(digits);
  }
  return found;
}

