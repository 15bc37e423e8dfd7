import { fromDayNumber } from '../../core';
import type { Language, LocalDate } from '../../core';
import type { CardEvent } from '../guard';

const DAY_MS = 86_400_000;

/** Fields of the card by name, as the clerk left them; a day as a LocalDate, several answers one after the other. */
export type Typed = Readonly<Record<string, readonly string[]>>;

export function typedIn({ commonEventObject }: CardEvent): Typed {
  const typed: Record<string, readonly string[]> = {};
  for (const [name, given] of Object.entries((commonEventObject as Partial<CardEvent['commonEventObject']> | undefined)?.formInputs ?? {})) {
    // Google's reference shows both shapes: the inputs themselves, and below an empty key.
    const fields = fieldsOf(fieldsOf(given)?.['']) ?? fieldsOf(given);
    const strings = fieldsOf(fields?.['stringInputs'])?.['value'];
    const day = Number(fieldsOf(fields?.['dateInput'])?.['msSinceEpoch'] ?? fieldsOf(fields?.['dateTimeInput'])?.['msSinceEpoch']);
    if (Array.isArray(strings)) typed[name] = strings.map(String);
    else if (Number.isFinite(day)) typed[name] = [dayOf(day)];
  }
  return typed;
}

/** Google counts a picked day from midnight UTC, as a string or a number. */
const dayOf = (ms: number): LocalDate => fromDayNumber(Math.floor(ms / DAY_MS));

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null);

/** The first answer of a field, without blanks around it; '': none. */
export const only = (typed: Typed, name: string): string => (typed[name]?.[0] ?? '').trim();

/** Gmail's own language: French for whatever is not English, because the first users are French. */
export const localeOf = ({ commonEventObject }: CardEvent): Language => (((commonEventObject as Partial<CardEvent['commonEventObject']> | undefined)?.userLocale ?? 'fr').toLowerCase().startsWith('en') ? 'en' : 'fr');
