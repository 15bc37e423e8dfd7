import { subjectWith } from '../../core';
import type { CaseFile, DebtorId, Subject } from '../../core';
import { hearPages } from '../log-news';
import type { Desk } from './desk';

/**
 * The card follows a log that grows elsewhere: at once when another page of the add-in tells of it (a ribbon command beside a
 * pinned pane), else when the pane is looked at.
 */
export function follow(desk: Desk): void {
  const look = async (debtor: DebtorId): Promise<void> => {
    if (desk.resting || ![desk.message, desk.other].some((subject) => subject?.file?.debtor.id === debtor)) return;
    const read = await desk.options.records.caseFile(debtor);
    // The card says how old it is, and whoever acts on it asks the server.
    if (!read.ok) return;
    const message = grown(desk, desk.message, read.value);
    const other = desk.other === null ? null : grown(desk, desk.other, read.value);
    if (message === desk.message && other === desk.other) return;
    desk.message = message;
    desk.other = other;
    desk.set({});
  };
  const lookedAt = (): void => {
    const debtor = desk.subject().file?.debtor.id;
    if (debtor !== undefined && document.visibilityState === 'visible') void look(debtor);
  };
  hearPages((debtor) => void look(debtor));
  window.addEventListener('focus', lookedAt);
  document.addEventListener('visibilitychange', lookedAt);
}

/** A log only grows: an answer that holds less was asked for before the entry that the card shows already. */
function grown({ pack }: Desk, subject: Subject, file: CaseFile): Subject {
  const { file: known } = subject;
  return pack === null || known?.debtor.id !== file.debtor.id || known.entries.length >= file.entries.length ? subject : subjectWith(subject, file, pack);
}
