import { findReferences } from '../log';
import type { OpenDraft } from '../log/types';
import { partsOf } from './message-parts';
import type { MailThread } from './types';

/**
 * The reminder that stands in the message that is being written: an open draft whose reference is in its own part, not in
 * what it quotes. null: the message holds none, or it was received.
 */
export function draftInProgress(thread: MailThread, drafts: readonly OpenDraft[]): OpenDraft | null {
  const open = thread.messages[thread.open];
  if (thread.mode !== 'compose' || open === undefined || drafts.length === 0) return null;
  const { newest, signature, disclaimer } = partsOf(open);
  const written = new Set(findReferences(`${newest}\n\n${signature}\n\n${disclaimer}`));
  return drafts.find(({ reference }) => written.has(reference)) ?? null;
}
