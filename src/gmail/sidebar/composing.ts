import { fail, ok } from '../../core';
import type { Problem, ReplyKind, RequestId, Result, Subject } from '../../core';
import type { Answer } from '../cards/answer';
import { REASON_FIELD } from '../cards/preview-card';
import type { Composed } from '../../core/writing';
import type { CardEvent } from '../guard';
import { decode } from '../sidebar-action';
import type { SidebarAction, Standing } from '../sidebar-action';
import { openDesk, openOffice } from './desk';
import type { Office } from './desk';
import { only } from '../card-fields';
import { carryOut, write } from './inserting';
import type { WrittenText } from './inserting';
import { record } from './recording';
import { contextFor, readWhose } from './whose-card';
import type { Whose } from './whose-card';

/** Where the text goes: in answer to the open message, on a new message, or at the cursor of the draft that is open. */
type Where = 'answer' | 'standalone' | 'cursor';

/** What is written, and for whom. */
interface Asked {
  /** null: the reminder that is next. */
  readonly reply: ReplyKind | null;
  readonly on: Standing;
  readonly where: Where;
}

/** Of the buttons that open a draft: they can only answer with one, so everything is looked at again here and refused in words. */
export const draftAnswer = (event: CardEvent): Result<Answer, Problem> => compose(event, 'answer');
export const draftStandalone = (event: CardEvent): Result<Answer, Problem> => compose(event, 'standalone');
export const insertAtCursor = (event: CardEvent): Result<Answer, Problem> => compose(event, 'cursor');

function compose(event: CardEvent, where: Where): Result<Answer, Problem> {
  const decoded = decode(event.commonEventObject.parameters);
  if (!decoded.ok) return decoded;
  const asked = askedBy(decoded.value, where);
  const desk = openDesk(event, asked.on.debtor);
  const office = openOffice(desk);
  if (!office.ok) return office;
  const drafted = draft(office.value, asked);
  desk.cache.keep();
  return drafted;
}

function askedBy(action: SidebarAction, where: Where): Asked {
  switch (action.kind) {
    case 'insert-reminder':
      return { reply: null, on: action.on, where };
    case 'insert-reply':
      return { reply: action.reply, on: action.on, where };
    case 'new-message':
      return { reply: null, on: { ...action.on, debtor: action.chosen, from: 'list' }, where: 'standalone' };
    default:
      throw new Error(`${action.kind} opens no draft`);
  }
}

function draft(office: Office, asked: Asked): Result<Answer, Problem> {
  const { records, pack, mail } = office;
  const whose = readWhose(office, asked.on);
  if (!whose.ok) return whose;
  const written = writeFor(office, whose.value, asked);
  if (!written.ok) return written;
  const { composed, checked } = written.value;
  const reason = only(office.typed, REASON_FIELD);
  if (checked.blocking.length > 0 && reason === '') return fail({ code: 'text/held-back', findings: checked.blocking });
  const carried = carryOut(contextFor(office, whose.value.subject, asked.on), composed, mail, records, () => Utilities.getUuid());
  if (!carried.ok) return carried;
  const made = mail.made();
  if (made === null) throw new Error('a draft that was not made');
  if (composed.kind === 'reminder') {
    for (const finding of checked.blocking) record(whose.value.subject, { kind: 'lint-overridden', reference: composed.reminder.reference, finding, reason }, Utilities.getUuid() as RequestId, records, pack);
  }
  if (made.kind === 'draft') return ok({ kind: 'draft', draft: made.draft });
  const { html, subject, to, cc } = made.draft;
  return ok({ kind: 'insert', html, subject, to, cc });
}

function writeFor(office: Office, { subject }: Whose, { reply, on, where }: Asked): Result<WrittenText, Problem> {
  const context = contextFor(office, subject, on);
  const choices = where === 'answer' ? context.choices : { ...context.choices, channel: 'new-message' as const };
  const written = write({ ...context, choices }, reply, Utilities.getUuid() as RequestId, office.records, office.language);
  if (written !== null) return written.ok && where === 'cursor' ? ok({ ...written.value, composed: atCursor(written.value.composed) }) : written;
  return fail(whyNothing(subject));
}

/** Somebody was faster, nothing is due any more, or nobody is known to write to: the card that is drawn next says so too. */
export function whyNothing({ assessment, file }: Subject): Problem {
  if (assessment?.kind === 'remind') return { code: 'mail/no-recipient' };
  const reserved = file?.entries.filter(({ fact }) => fact.kind === 'reminder-drafted').pop();
  const pending = assessment?.kind === 'draft-pending' || assessment?.kind === 'draft-unconfirmed';
  if (!pending || reserved?.fact.kind !== 'reminder-drafted') return { code: 'log/no-longer-due' };
  return { code: 'log/step-taken', stage: reserved.fact.stage, by: reserved.author.name, at: reserved.at, entry: reserved.id };
}

/** Gmail does not say what stands in the open draft: recipients and subject are set with the text, so that it leaves for nobody else. */
function atCursor(composed: Composed): Composed {
  if (composed.kind === 'reply') return { kind: 'reply', reply: { ...composed.reply, draft: { ...composed.reply.draft, channel: 'compose' } } };
  return { kind: 'reminder', reminder: { ...composed.reminder, draft: { ...composed.reminder.draft, channel: 'compose' } } };
}
