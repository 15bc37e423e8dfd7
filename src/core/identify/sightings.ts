import type { Pack } from '../case-file';
import { findReferences } from '../log';
import type { ReminderReference } from '../log/types';
import type { Money } from '../money/types';
import { amountsIn } from './amounts-in-text';
import { plainText } from './fold-text';
import { invoiceKeys } from './invoice-keys';
import type { Passage, Reading, Writer } from './read-thread';
import { readIdentifiers } from './spans';
import { suppliersWords } from './suppliers-words';
import type { CluePlace } from './types';
import { compileShapes, findNumbers, type WrittenNumber } from './written-numbers';

/** Something that stands in a passage and may point to a debtor. */
export interface Sighting<V> {
  readonly value: V;
  readonly place: CluePlace;
  readonly writer: Writer;
  /** Of what stands in an attached electronic invoice: its file. */
  readonly file?: string;
}

export interface Sightings {
  readonly numbers: readonly Sighting<WrittenNumber>[];
  /** The numbers, folded, that the correspondent calls his own: "notre facture FA-12". */
  readonly claimed: ReadonlySet<string>;
  readonly sirens: readonly Sighting<string>[];
  readonly vats: readonly Sighting<string>[];
  readonly references: readonly Sighting<ReminderReference>[];
  /** The correspondent asks to be paid on an account that is not ours: a supplier's numbers look like ours. */
  readonly foreignAccount: boolean;
  /** An electronic invoice is attached that is not ours: it is to be paid, or none of our business. */
  readonly othersInvoice: boolean;
  /** He sends an invoice, as a supplier does. */
  readonly sendsInvoice: boolean;
  /** He asks for money, as a supplier does. */
  readonly asksForMoney: boolean;
  /** The open mail speaks of paying, owing or invoicing. */
  readonly ofMoney: boolean;
  /** Colleagues may speak of an invoice that we owe. */
  readonly owed: boolean;
  /** A copy of some paper is asked for; the status of an invoice that was sent out is told. */
  readonly ofPaper: boolean;
  readonly status: boolean;
  /** We wrote as who has to pay. */
  readonly weBuy: boolean;
  /** The correspondent tells of money between us and somebody else. */
  readonly relays: boolean;
  /** Accounts that are not ours, without spaces; like amounts they are compared on this side and never leave it. */
  readonly ibans: readonly Sighting<string>[];
  /** Amounts of the open message; they are compared on this side and never leave it. */
  readonly amounts: readonly Sighting<Money>[];
}

/** A text with more is a list of accounts. */
const MOST_ACCOUNTS = 50;

const FILE_ENDING = /\.[A-Za-z0-9]{1,5}$/;

/** Reads every passage for numbers that fit the ledger's shapes, identifiers and references of our reminders. */
export function sightingsIn(reading: Reading, pack: Pack): Sightings {
  const shapes = compileShapes(pack.numberShapes);
  const { own } = reading;
  const numbers: Sighting<WrittenNumber>[] = [];
  const sirens: Sighting<string>[] = [];
  const vats: Sighting<string>[] = [];
  const references: Sighting<ReminderReference>[] = [];
  const amounts: Sighting<Money>[] = [];
  const ibans: Sighting<string>[] = [];
  let foreignAccount = false;
  for (const passage of reading.passages) {
    const { place, writer, file } = passage;
    const at = file === undefined ? { place, writer } : { place, writer, file };
    const text = plainText(passage.isFileName ? passage.text.replace(FILE_ENDING, '') : passage.text);
    const ids = readIdentifiers(text);
    // A whole account may fit a long shape of the ledger: it is still an account.
    for (const value of findNumbers(text, shapes, ids.spans)) if (!ids.ibans.includes(value.value.replace(/-/g, ''))) numbers.push({ value, ...at });
    for (const { value } of ids.sirens) if (!own.sirens.has(value)) sirens.push({ value, ...at });
    for (const { value } of ids.vats) {
      if (value.number === own.vat || (value.siren !== null && own.sirens.has(value.siren))) continue;
      vats.push({ value: value.number, ...at });
      if (value.siren !== null) sirens.push({ value: value.siren, ...at });
    }
    if (/r/i.test(text)) for (const value of findReferences(passage.text)) references.push({ value, place, writer });
    if (place === 'subject' || place === 'message') for (const value of amountsIn(text)) amounts.push({ value, place, writer });
    for (const value of ids.ibans) {
      if (value === own.iban || ibans.length >= MOST_ACCOUNTS) continue;
      ibans.push({ value, ...at });
    }
    if (writer === 'them' && isTheirOwnWord(passage) && ids.ibans.some((iban) => iban !== own.iban)) foreignAccount = true;
  }
  const { sends, asks, ofMoney, owed, relays, hasPaid, ofPaper, status, weBuy } = suppliersWords(reading);
  const othersInvoice = reading.othersInvoices.length > 0;
  const more = { othersInvoice, sendsInvoice: sends || othersInvoice, asksForMoney: asks, ofMoney, owed: owed || othersInvoice, relays, ofPaper, status, weBuy, amounts, ibans };
  if (hasPaid && !sends && !asks && !foreignAccount && !othersInvoice) return { numbers: numbers.map(unclaimed), claimed: new Set(), sirens, vats, references, foreignAccount, ...more };
  const theirs = numbers.filter((n) => n.value.claimed && n.writer === 'them').map((n) => n.value.value);
  const claimed = new Set([...theirs, ...reading.othersInvoices].map((number) => invoiceKeys(number).folded).filter((key) => key !== ''));
  return { numbers: claimed.size === 0 ? numbers : claimedEverywhere(numbers, claimed), claimed, sirens, vats, references, foreignAccount, ...more };
}

const unclaimed = (n: Sighting<WrittenNumber>): Sighting<WrittenNumber> => (n.writer === 'them' && n.value.claimed ? { ...n, value: { ...n.value, claimed: false } } : n);

/** "Ma facture FA-12" in the text: then FA-12 is the writer's own in the subject and as the name of the file too. */
function claimedEverywhere(numbers: readonly Sighting<WrittenNumber>[], claimed: ReadonlySet<string>): readonly Sighting<WrittenNumber>[] {
  return numbers.map((n) => (n.writer === 'us' || n.value.claimed || !claimed.has(invoiceKeys(n.value.value).folded) ? n : { ...n, value: { ...n.value, claimed: true } }));
}

const isTheirOwnWord = (passage: Passage): boolean => passage.place === 'message' || passage.place === 'signature' || passage.place === 'quoted';
