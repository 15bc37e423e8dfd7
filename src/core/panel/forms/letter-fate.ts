import { fail, ok } from '../../result';
import type { Result } from '../../result';
import { isLocalDate } from '../../calendar';
import type { LocalDate } from '../../calendar/types';
import type { CaseFile } from '../../case-file';
import type { Language } from '../../ledger/types';
import type { EntryId, LogFact } from '../../log/types';
import { letterFateWords } from '../letter-fate-words';
import { letterWords } from '../letter-words';
import { words } from '../words';
import type { FormValues } from './types';

/** What the post says of a letter, or what is wrong with which field. */
export function letterFateFact(values: FormValues, letter: EntryId, { entries, today }: CaseFile, language: Language): Result<LogFact, FormValues> {
  const table = words(language);
  const errors: Record<string, string> = {};
  const fate = values['fate'] ?? '';
  const typed = (values['date'] ?? '').trim();
  if (fate === '') errors['fate'] = table.required;
  const posted = entries.find(({ id }) => id === letter)?.fact;
  if (typed === '') errors['date'] = table.required;
  else if (!isLocalDate(typed)) errors['date'] = table.invalidDate;
  else if (typed > today) errors['date'] = letterWords(language).notAhead;
  else if (posted?.kind === 'letter-deposited' && typed < posted.depositedOn) errors['date'] = letterFateWords(language).notBefore;
  if (Object.keys(errors).length > 0) return fail(errors);
  const on = typed as LocalDate;
  switch (fate) {
    case 'delivered':
      return ok({ kind: 'letter-delivered', letter, deliveredOn: on });
    case 'refused':
      return ok({ kind: 'letter-refused', letter, refusedOn: on });
    case 'unclaimed':
      return ok({ kind: 'letter-unclaimed', letter, returnedOn: on });
    default:
      return ok({ kind: 'letter-presented', letter, presentedOn: on });
  }
}
