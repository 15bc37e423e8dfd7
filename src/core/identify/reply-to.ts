import { parseAddress } from './addresses';
import type { Mailbox } from './types';

/** Exchange refuses larger header blocks (MaxHeaderSize, 256 KB); what is longer was not written by it. UTF-16 units. */
const LONGEST = 300_000;
/** A list of people longer than this is read by nobody. */
const LONGEST_LIST = 4_000;
const ADDRESS = /^[^<>@]*<\s*([^<>\s@]+@[^<>\s@]+)\s*>$|^([^<>\s@]+@[^<>\s@]+)$/;

/**
 * Where a reply to a message goes, as its internet headers say (RFC 5322, 3.6.2): the people of Reply-To, none without that
 * header. null: it cannot be told (no headers at all, or a Reply-To that is not wholly understood); then a reply form may
 * open to anybody.
 */
export function replyToOf(headers: string): readonly Mailbox[] | null {
  if (headers.trim() === '' || headers.length > LONGEST) return null;
  const people: Mailbox[] = [];
  for (const line of unfolded(headers)) {
    const value = /^reply-to[ \t]*:(.*)$/i.exec(line)?.[1];
    if (value === undefined) continue;
    if (value.length > LONGEST_LIST) return null;
    // A name in quotes or a comment may hold commas, angles and addresses of its own.
    const bare = value.replace(/"(?:[^"\\]|\\.)*"/g, ' ').replace(/\([^()]*\)/g, ' ');
    for (const piece of bare.split(',').map((each) => each.trim()).filter((each) => each !== '')) {
      const found = ADDRESS.exec(piece);
      const address = found === null ? null : parseAddress(found[1] ?? found[2] ?? '');
      if (address === null) return null;
      people.push({ name: null, address });
    }
  }
  return people;
}

/** The lines of the header block, each with its continuations; what stands after an empty line is the mail. */
function unfolded(headers: string): readonly string[] {
  const lines: string[] = [];
  for (const line of headers.replace(/^[\r\n]+/, '').split(/\r\n|\r|\n/)) {
    if (line === '') break;
    const last = lines.length - 1;
    if (/^[ \t]/.test(line) && last >= 0) lines[last] = `${lines[last] ?? ''} ${line.trim()}`;
    else lines.push(line);
  }
  return lines;
}
