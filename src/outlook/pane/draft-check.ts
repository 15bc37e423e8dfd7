import { draftInProgress, foldHistory } from '../../core';
import type { Author, DraftRead, FindingView, Language, Pack } from '../../core';
import { subjectLineOf } from './compose';
import type { ComposeContext } from './compose';
import { draftOf } from './insertion';
import type { Written } from './insertion';
import type { Subject } from './read-subject';

/** What is to be said of a text before it leaves. */
export interface Checked {
  readonly findings: readonly FindingView[];
  /** Codes of what blocks, each once, for the log. */
  readonly blocking: readonly string[];
}
export const NOTHING_FOUND: Checked = { findings: [], blocking: [] };

/** A new message has a subject of its own, a draft where it has none yet. */
export function hasOwnSubject(subject: Subject, { final }: Pick<Written, 'final'>): boolean {
  const { channel } = draftOf(final);
  return channel === 'new-message' || (channel === 'compose' && subjectLineOf(subject, { channel: 'compose' }) === null);
}

export async function checkWritten({ subject, pack, me, choices }: ComposeContext, written: Written, language: Language): Promise<Checked> {
  const { file } = subject;
  if (file === null) return NOTHING_FOUND;
  const { findingView, lintReminder, lintReply } = await import(/* webpackChunkName: "writing" */ '../../core/writing');
  const context = { caseFile: file, pack, author: me, language: choices.language ?? file.debtor.language, holds: [] };
  const ownSubject = hasOwnSubject(subject, written);
  const composed = written.composed.kind === 'reminder' ? written.composed.reminder : null;
  const { draft, findings } = written.final.kind === 'reminder' ? lintReminder(written.final.reminder, ownSubject, context, composed) : lintReply(written.final.reply, ownSubject, context);
  return {
    findings: findings.map((finding) => findingView(finding, draft, language, file.today)),
    blocking: [...new Set(findings.filter(({ severity }) => severity === 'blocks').map(({ code }) => code))],
  };
}

/** The text of the message that is being written, as it is now. null: none is, or not about a customer. */
export async function checkOpen({ thread, file, assessment }: Subject, pack: Pack, me: Author, language: Language): Promise<DraftRead | null> {
  if (thread === null || file === null || thread.mode !== 'compose') return null;
  const { findingView, lintOpenDraft } = await import(/* webpackChunkName: "writing" */ '../../core/writing');
  const read = lintOpenDraft(thread, assessment, { caseFile: file, pack, author: me, language: file.debtor.language });
  if (read === null) return null;
  const holdsReminder = draftInProgress(thread, foldHistory(file.entries).drafts) !== null;
  return { findings: read.findings.map((finding) => findingView(finding, read.draft, language, file.today)), holdsReminder };
}
