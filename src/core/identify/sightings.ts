import type { Pack } from '../case-file';
import { findReferences } from '../log';
import type { ReminderReference } from '../log/types';
import { plainText } from './fold-text';
import type { Passage, Reading, Writer } from './read-thread';
import { readIdentifiers } from './spans';
import type { CluePlace } from './types';
import { compileShapes, findNumbers, type WrittenNumber } from './written-numbers';

/** Something that stands in a passage and may point to a debtor. */
export interface Sighting<V> {
  readonly value: V;
  readonly place: CluePlace;
  readonly writer: Writer;
}

export interface Sightings {
  readonly numbers: readonly Sighting<WrittenNumber>[];
  readonly sirens: readonly Sighting<string>[];
  readonly vats: readonly Sighting<string>[];
  readonly references: readonly Sighting<ReminderReference>[];
  /** The correspondent asks to be paid on an account that is not ours: a supplier's numbers look like ours. */
  readonly foreignAccount: boolean;
}

const FILE_ENDING = /\.[A-Za-z0-9]{1,5}$/;

/** Reads every passage for numbers that fit the ledger's shapes, identifiers and references of our reminders. */
export function sightingsIn(reading: Reading, pack: Pack): Sightings {
  const shapes = compileShapes(pack.numberShapes);
  const { own } = reading;
  const numbers: Sighting<WrittenNumber>[] = [];
  const sirens: Sighting<string>[] = [];
  const vats: Sighting<string>[] = [];
  const references: Sighting<ReminderReference>[] = [];
  let foreignAccount = false;
  for (const passage of reading.passages) {
    const { place, writer } = passage;
    const text = plainText(passage.isFileName ? passage.text.replace(FILE_ENDING, '') : passage.text);
    const ids = readIdentifiers(text);
    for (const value of findNumbers(text, shapes, ids.spans)) numbers.push({ value, place, writer });
    for (const { value } of ids.sirens) if (!own.sirens.has(value)) sirens.push({ value, place, writer });
    for (const { value } of ids.vats) {
      if (value.number === own.vat || (value.siren !== null && own.sirens.has(value.siren))) continue;
      vats.push({ value: value.number, place, writer });
      if (value.siren !== null) sirens.push({ value: value.siren, place, writer });
    }
    if (/r/i.test(text)) for (const value of findReferences(passage.text)) references.push({ value, place, writer });
    if (writer === 'them' && isTheirOwnWord(passage) && ids.ibans.some((iban) => iban !== own.iban)) foreignAccount = true;
  }
  return { numbers, sirens, vats, references, foreignAccount };
}

const isTheirOwnWord = (passage: Passage): boolean => passage.place === 'message' || passage.place === 'signature' || passage.place === 'quoted';
