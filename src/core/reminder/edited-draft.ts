import type { Result } from '../result';
import { fail, ok } from '../result';
import type { ReminderReference } from '../log';
import { composedOf, HTML_LIMIT, withReference } from './composed-text';
import { documentOfHtml } from './document-of-html';
import { subjectLine } from './markup';
import type { ReminderDraft, TemplateProblem } from './types';

/** Far above anything a reply form takes. */
const EDITED_LIMIT = 400_000;

/**
 * The draft as the clerk changed it in the preview. Both parts and the hash are made anew from what the editor holds,
 * cleaned; a reminder's reference is put back when it was deleted, for without it nobody can prove the mail was sent.
 * @param reference of a reminder; null for another reply
 */
export function withEdits(
  draft: ReminderDraft,
  edits: { readonly subject: string; readonly html: string },
  reference: ReminderReference | null,
): Result<ReminderDraft, TemplateProblem> {
  const tooLong = fail<TemplateProblem>({ code: 'template/too-long', template: draft.subject, limit: HTML_LIMIT });
  if (edits.html.length > EDITED_LIMIT) return tooLong;
  const document = documentOfHtml(edits.html, draft.language);
  const composed = composedOf(subjectLine(edits.subject), withReference(document, reference, draft.language), draft.language);
  return composed === null ? tooLong : ok({ ...draft, ...composed });
}
