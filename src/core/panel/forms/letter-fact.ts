import { fail, ok } from '../../result';
import type { Result } from '../../result';
import { isLocalDate } from '../../calendar';
import type { LocalDate } from '../../calendar/types';
import type { Language } from '../../ledger/types';
import type { LogFact } from '../../log/types';
import type { Reminder } from '../../reminder/types';
import { letterWords } from '../letter-words';
import { words } from '../words';
import type { FormValues } from './types';

const LONGEST = 200;

/** That a letter was posted, with the statement and the announcement that it bears; or what is wrong with which field. */
export function letterFact(values: FormValues, letter: Reminder, { language, today }: { readonly language: Language; readonly today: LocalDate }): Result<Extract<LogFact, { readonly kind: 'letter-deposited' }>, FormValues> {
  const table = words(language);
  const errors: Record<string, string> = {};
  const read = (name: string): string => {
    const typed = (values[name] ?? '').trim();
    if (typed === '') errors[name] = table.required;
    else if (typed.length > LONGEST) errors[name] = table.tooLong;
    return typed;
  };
  const date = read('date');
  if (errors['date'] === undefined && !isLocalDate(date)) errors['date'] = table.invalidDate;
  else if (errors['date'] === undefined && date > today) errors['date'] = letterWords(language).notAhead;
  const provider = read('provider');
  const depositNumber = read('number');
  if (Object.keys(errors).length > 0) return fail(errors);
  const { stage, listed, reference, announced, letter: said, template } = letter;
  return ok({ kind: 'letter-deposited', stage, invoices: listed, provider, depositNumber, depositedOn: date as LocalDate, reference, announced, ...(said?.claim ? { claim: said.claim } : {}), ...(template === undefined ? {} : { template }) });
}
