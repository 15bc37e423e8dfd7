import { ok } from '../../core';
import type { AttachedFile, Inserted, MailProblem, ReminderDraft, Result } from '../../core';
import { copyText } from './clipboard';
import { writeIntoDraft } from './compose';
import { openForm } from './reply-forms';

/** Everything that writes: a chunk of its own, fetched after the card. */
export { addCopy, attachFiles } from './compose';

export async function insertDraft(draft: ReminderDraft, thread: string | null, files: readonly AttachedFile[]): Promise<Result<Inserted, MailProblem>> {
  switch (draft.channel) {
    case 'copied': {
      const copied = await copyText(draft);
      return copied.ok ? ok({ as: 'copied', attached: [] }) : copied;
    }
    case 'compose':
      return writeIntoDraft(draft, thread);
    case 'reply':
    case 'reply-all':
    case 'new-message':
      return openForm(draft, thread, files);
  }
}
