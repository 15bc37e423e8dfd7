import type { FindingView, Language } from '../../core';
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
  const { draft, findings } = written.final.kind === 'reminder' ? lintReminder(written.final.reminder, ownSubject, context) : lintReply(written.final.reply, ownSubject, context);
  return {
    findings: findings.map((finding) => findingView(finding, draft, language, file.today)),
    blocking: [...new Set(findings.filter(({ severity }) => severity === 'blocks').map(({ code }) => code))],
  };
}
