import { fromDayNumber, INVOICE_FIELD, isLocalDate } from '../core';
import type { FormValues } from '../core';
import { INVOICES_FIELD } from './cards/form-card';
import type { CardEvent } from './guard';

const DAY_MS = 86_400_000;
/** More than any field of ours holds; what is longer was not typed in our card. */
const LONGEST = 20_000;

type Fields = Readonly<Record<string, unknown>>;
const asFields = (value: unknown): Fields | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null);

/**
 * What is filled in on the card whose button was pressed, by the fields' names as core's forms know them: a picked day as
 * a LocalDate (Google counts it from midnight UTC), of several ticked invoices one field each. Untrusted, as anything typed.
 * A field that Google left out is not there; one that was emptied is ''.
 */
export function fieldsOf({ commonEventObject }: Pick<CardEvent, 'commonEventObject'>): FormValues {
  const values: Record<string, string> = {};
  const inputs = (commonEventObject as Partial<CardEvent['commonEventObject']> | undefined)?.formInputs;
  for (const [name, given] of Object.entries(inputs ?? {})) {
    // Google's reference shows both shapes: the inputs themselves, and below an empty key.
    const input = asFields(asFields(given)?.['']) ?? asFields(given);
    const day = asFields(input?.['dateInput'])?.['msSinceEpoch'] ?? asFields(input?.['dateTimeInput'])?.['msSinceEpoch'];
    const texts = asFields(input?.['stringInputs'])?.['value'];
    if (day !== undefined) values[name] = dayOf(Number(day));
    else if (Array.isArray(texts) && name === INVOICES_FIELD) for (const id of texts) values[`${INVOICE_FIELD}${String(id)}`] = 'yes';
    else if (Array.isArray(texts)) values[name] = String(texts[0] ?? '').slice(0, LONGEST);
  }
  return values;
}

/** What a field says, without blanks around it; '': nothing, or it was not sent. */
export const only = (typed: FormValues, name: string): string => (typed[name] ?? '').trim();

/** About the years 1653 to 2286; a form takes 1900 to 2199 and asks again for what is '' here. */
const FARTHEST_MS = 1e13;
function dayOf(ms: number): string {
  if (!(Math.abs(ms) < FARTHEST_MS)) return '';
  const day = fromDayNumber(Math.floor(ms / DAY_MS));
  return isLocalDate(day) ? day : '';
}
