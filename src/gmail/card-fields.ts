import { fromDayNumber, INVOICE_FIELD, isLocalDate } from '../core';
import type { FormValues } from '../core';
import { INVOICES_FIELD } from './cards/form-card';

type Inputs = GoogleAppsScript.Addons.CommonEventObject['formInputs'];
const DAY_MS = 86_400_000;
/** More than any field of ours holds; what is longer was not typed in our card. */
const LONGEST = 20_000;

/**
 * What is filled in on the card whose button was pressed, by the fields' names as core's forms know them: a picked day as
 * a LocalDate (Google counts it from midnight UTC), of several checked boxes one field each. Untrusted, as anything typed.
 */
export function fieldsOf(inputs: Inputs | undefined): FormValues {
  const values: Record<string, string> = {};
  for (const [name, given] of Object.entries(inputs ?? {})) {
    const date = given?.dateInput?.msSinceEpoch;
    if (date !== undefined) {
      values[name] = dayOf(Number(date));
      continue;
    }
    const texts = given?.stringInputs?.value ?? [];
    if (name === INVOICES_FIELD) for (const id of texts) values[`${INVOICE_FIELD}${id}`] = 'yes';
    else values[name] = (texts[0] ?? '').slice(0, LONGEST);
  }
  return values;
}

/** About the years 1653 to 2286; a form takes 1900 to 2199 and asks again for what is '' here. */
const FARTHEST_MS = 1e13;
function dayOf(ms: number): string {
  if (!(Math.abs(ms) < FARTHEST_MS)) return '';
  const day = fromDayNumber(Math.floor(ms / DAY_MS));
  return isLocalDate(day) ? day : '';
}
