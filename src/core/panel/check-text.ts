import type { Author } from '../log/types';
import type { Pack } from '../case-file';
import { draftInProgress } from '../identify';
import { lintOpenDraft, lintReminder, lintReply } from '../reminder/lint';
import type { Language } from '../ledger/types';
import { foldHistory } from '../log';
import { hasOwnSubject } from '../flow';
import type { ComposeContext, Subject } from '../flow';
import { draftOf } from '../flow/write-text';
import type { Composed } from '../flow/write-text';
import { findingView } from './word-lint';
import type { LintFinding } from '../reminder/lint/types';
import type { FindingView } from './word-lint';
import type { DraftRead } from './draft-notices';

/** What is to be said of a text before it leaves. */
export interface Checked {
  readonly findings: readonly FindingView[];
  /** Codes of what blocks, each once, for the log. */
  readonly blocking: readonly LintFinding['code'][];
}
export const NOTHING_FOUND: Checked = { findings: [], blocking: [] };

/** `composed`: as the template says it; `final`: with the clerk's changes. */
export function checkText({ subject, pack, me, choices }: ComposeContext, { composed, final }: { readonly composed: Composed; readonly final: Composed }, language: Language): Checked {
  const { file } = subject;
  if (file === null) return NOTHING_FOUND;
  const context = { caseFile: file, pack, author: me, language: choices.language ?? file.debtor.language, holds: [] };
  const ownSubject = hasOwnSubject(subject, draftOf(final).channel);
  const template = composed.kind === 'reminder' ? composed.reminder : null;
  const { draft, findings } = final.kind === 'reminder' ? lintReminder(final.reminder, ownSubject, context, template) : lintReply(final.reply, ownSubject, context);
  return {
    findings: findings.map((finding) => findingView(finding, draft, language, file.today)),
    blocking: [...new Set(findings.filter(({ severity }) => severity === 'blocks').map(({ code }) => code))],
  };
}

/** The text of the message that is being written, as it is now. null: none is, or not about a customer. */
export function checkOpenDraft({ thread, file, assessment }: Subject, pack: Pack, me: Author, language: Language): DraftRead | null {
  if (thread === null || file === null || thread.mode !== 'compose') return null;
  const read = lintOpenDraft(thread, assessment, { caseFile: file, pack, author: me, language: file.debtor.language });
  if (read === null) return null;
  const holdsReminder = draftInProgress(thread, foldHistory(file.entries).drafts) !== null;
  return { findings: read.findings.map((finding) => findingView(finding, read.draft, language, file.today)), holdsReminder };
}
