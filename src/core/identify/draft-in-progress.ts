import { findReferences } from '../log';
import type { OpenDraft } from '../log/types';
import { splitMessage } from './split-message';
import type { MailThread } from './types';

const LONGEST_TEXT = 262_144;

/**
 * The reminder that stands in the message that is being written: an open draft whose reference is in its own part, not in
 * what it quotes. null: the message holds none, or it was received.
 */
export function draftInProgress(thread: MailThread, drafts: readonly OpenDraft[]): OpenDraft | null {
  const open = thread.messages[thread.open];
  if (thread.mode !== 'compose' || open === undefined || drafts.length === 0) return null;
  const { newest, signature } = splitMessage(open.text.slice(0, LONGEST_TEXT));
  const written = new Set(findReferences(`${newest}\n\n${signature}`));
  return drafts.find(({ reference }) => written.has(reference)) ?? null;
}
