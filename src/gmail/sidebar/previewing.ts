import { fail, ok, words } from '../../core';
import type { Problem, ReplyKind, RequestId, Result } from '../../core';
import { draftOf } from '../../core/writing';
import { show } from '../cards/answer';
import type { Answer } from '../cards/answer';
import { previewCard } from '../cards/preview-card';
import type { Standing } from '../sidebar-action';
import { whyNothing } from './composing';
import { cardContext } from './desk';
import type { Office } from './desk';
import { write } from './inserting';
import { viewOf } from './presenting';
import { contextFor, readWhose } from './whose-card';

/** The text as it will stand in the draft, and what is to be said of it. */
export function previewOf(office: Office, on: Standing, reply: ReplyKind | null): Result<Answer, Problem> {
  const whose = readWhose(office, on);
  if (!whose.ok) return whose;
  const { subject } = whose.value;
  const context = contextFor(office, subject, on);
  const written = write(context, reply, Utilities.getUuid() as RequestId, office.records, office.language);
  if (written === null) return fail(whyNothing(subject));
  if (!written.ok) return written;
  const { composed, checked } = written.value;
  const draft = draftOf(composed);
  const letter = composed.kind === 'reminder' ? composed.reminder.letter : null;
  const view = viewOf(context, office.language, on.from !== 'message', office.today);
  return ok(show(previewCard({
    title: reply !== null ? words(office.language).replies[reply] : view?.kind === 'debtor' ? view.nextStep.title : '',
    reply, to: draft.to, cc: draft.cc, subject: draft.subject, text: draft.text, attachments: draft.attachments.map(({ name }) => name), channel: draft.channel,
    findings: checked.findings, blocked: checked.blocking.length > 0,
    ...(letter === null ? {} : { letter: { byMail: letter.byMail, annex: letter.annex !== null, rateUnknown: letter.rateUnknown, toConsumer: subject.file?.debtor.kind === 'consumer' } }),
  }, cardContext(office, { ...on, debtor: subject.file?.debtor.id ?? on.debtor })), 'push'));
}
