import { splitLines, splitMessage, type SplitMessage } from './split-message';
import type { MailMessage } from './types';

/** Longest text that is read per message; the newest words stand first. */
const LONGEST_TEXT = 262_144;

/** A message never changes: hints, identification and facts ask for the same parts. */
const known = new WeakMap<MailMessage, SplitMessage>();

/** A message in its parts: by its HTML where that marks quotations or a signature, else by its text. */
export function partsOf(message: MailMessage): SplitMessage {
  const before = known.get(message);
  if (before !== undefined) return before;
  const marked = message.text === '' || message.html?.some((line) => line.marked || line.begins !== undefined) === true;
  const parts = marked && message.html !== undefined ? splitLines(message.html) : splitMessage(message.text.slice(0, LONGEST_TEXT));
  known.set(message, parts);
  return parts;
}
