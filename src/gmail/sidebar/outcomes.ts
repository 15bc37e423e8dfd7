import { addDays, disputable, fail, letterWords, nextBusinessDay, ok, words, worklistWords } from '../../core';
import type { ContactRole, EmailAddress, EntryId, FormKind, FormValues, LocalDate, LogFact, Problem, ReminderReference, RequestId, Result, StageId, Subject } from '../../core';
import { show } from '../cards/answer';
import type { Answer } from '../cards/answer';
import { formCard } from '../cards/form-card';
import { REASON_FIELD } from '../cards/preview-card';
import { STEP_FIELDS } from '../cards/step-section';
import type { Standing } from '../sidebar-action';
import { cardContext } from './desk';
import type { Office } from './desk';
import { only } from '../card-fields';
import { write } from './inserting';
import { factOfForm, record, takeBack } from './recording';
import type { Recorded } from './recording';
import { cardOfWhose, contextFor, readWhose } from './whose-card';
import type { Whose } from './whose-card';

/** How long a customer is passed over, unless the clerk says otherwise. */
const PASSED_DAYS = 7;

/** One press, one fact: noted, the card drawn anew with it, and an undo on it. */
export function settle(office: Office, on: Standing, fact: (subject: Subject) => LogFact, toast: string): Result<Answer, Problem> {
  const whose = readWhose(office, on);
  if (!whose.ok) return whose;
  const noted = record(whose.value.subject, fact(whose.value.subject), requestOf(on), office.records, office.pack);
  return noted.ok ? ok(after(office, whose.value, noted.value, on, toast, 'update')) : noted;
}

export function undo(office: Office, on: Standing, entry: EntryId): Result<Answer, Problem> {
  const whose = readWhose(office, on);
  if (!whose.ok) return whose;
  const undone = takeBack(whose.value.subject, entry, requestOf(on), office.records, office.pack);
  if (!undone.ok) return undone;
  return ok(show(cardOfWhose(office, { ...whose.value, subject: undone.value.subject }, on), 'update', { toast: words(office.language).toastUndone, changed: true }));
}

/** The same button pressed twice is one entry. */
const requestOf = ({ request }: Standing): RequestId => request ?? (Utilities.getUuid() as RequestId);

function after(office: Office, whose: Whose, { subject, entry }: Recorded, on: Standing, toast: string, how: 'update' | 'under'): Answer {
  const card = cardOfWhose(office, { ...whose, subject }, on, { told: { text: toast, intent: 'info', undo: entry.id } });
  return show(card, how, { toast, changed: true });
}

export const sentOf = (reference: ReminderReference, typed: FormValues, today: LocalDate): LogFact => ({ kind: 'reminder-sent', reference, sentOn: (only(typed, STEP_FIELDS.sentOn) || today) as LocalDate, proof: 'clerk' });
export const contactOf = (address: EmailAddress, change: 'bounced' | 'removed' | 'added', role: ContactRole | null = null): LogFact => ({ kind: 'contact-changed', address, change, ...(role === null ? {} : { role }) } as LogFact);

export function openForm(office: Office, on: Standing, form: FormKind, about: EntryId | StageId | null): Result<Answer, Problem> {
  const whose = readWhose(office, on);
  if (!whose.ok) return whose;
  return ok(show(formOf(office, whose.value.subject, on, form, about, startOf(form, office), {}), 'push'));
}

function formOf(office: Office, subject: Subject, on: Standing, form: FormKind, about: EntryId | StageId | null, values: FormValues, errors: FormValues): ReturnType<typeof formCard> {
  const { assessment } = subject;
  const invoices = form === 'dispute' && assessment !== null ? disputable(assessment, office.language) : [];
  // The request of this card: pressed twice, its form is one entry.
  const { debtor } = subject.file ?? {};
  if (debtor === undefined) throw new Error('a form about nobody');
  return formCard({ form, about, values, errors, invoices, debtor: debtor.name }, cardContext(office, { ...on, debtor: debtor.id, request: Utilities.getUuid() as RequestId }));
}

function startOf(form: FormKind, { today, language }: Office): FormValues {
  switch (form) {
    case 'pass':
      return { until: nextBusinessDay(addDays(today, PASSED_DAYS)) };
    case 'letter':
      return { date: today, provider: letterWords(language).usualProvider };
    case 'letter-fate':
      return { fate: 'presented' };
    default:
      return {};
  }
}

/** A form as it was left. What is wrong with it is said on the same card; nothing that was typed is lost. */
export function saveForm(office: Office, on: Standing, form: FormKind, about: EntryId | StageId | null): Result<Answer, Problem> {
  const { language, records, pack, typed, today } = office;
  const whose = readWhose(office, on);
  if (!whose.ok) return whose;
  const { subject } = whose.value;
  const values = typed;
  const letter = form === 'letter' ? write(contextFor(office, subject, on), null, requestOf(on), records, language) : null;
  if (letter !== null && !letter.ok) return letter;
  const written = letter?.value.composed;
  if (form === 'letter' && written?.kind !== 'reminder') return fail({ code: 'log/no-longer-due' });
  const blocking = letter?.value.checked.blocking ?? [];
  const reason = only(typed, REASON_FIELD);
  if (blocking.length > 0 && reason === '') return fail({ code: 'text/held-back', findings: blocking });
  const reminder = written?.kind === 'reminder' ? written.reminder : null;
  const fact = factOfForm(form, values, about, subject, pack, reminder, language);
  if (!fact.ok) return ok(show(formOf(office, subject, on, form, about, values, fact.problem), 'update'));
  const noted = record(subject, fact.value, requestOf(on), records, pack, reminder?.draft ?? null);
  if (!noted.ok) return noted;
  if (reminder !== null) for (const finding of blocking) record(subject, { kind: 'lint-overridden', reference: reminder.reference, finding, reason }, Utilities.getUuid() as RequestId, records, pack);
  const toast = form === 'letter' ? letterWords(language).recorded : form === 'pass' && fact.value.kind === 'hold-set' && fact.value.until !== null ? worklistWords(language).passed(fact.value.until, today) : words(language).toastNoted;
  return ok(after(office, whose.value, noted.value, on, toast, 'under'));
}
