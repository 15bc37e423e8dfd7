import type { Instant, LocalDate } from '../calendar/types';
import { canonicalJson } from './canonical-json';
import { erasableTextsOf, isSalt, textHashesOf, withoutTexts } from './erasable-text';
import { sha256Hex } from './sha256';
import type { Author, EntryId, LogEntry, NewLogEntry } from './types';

/** What the first entry of a debtor names as its previous hash. */
export const FIRST_HASH = '0'.repeat(64);

/**
 * The hash that chains an entry: SHA-256 over the canonical JSON of everything but `hash`, `salt` and `erased`, with each
 * erasable text replaced by its salted hash.
 * @throws for an entry whose texts and salt contradict each other.
 */
export function hashEntry(entry: Omit<LogEntry, 'hash'>): string {
  const hash = hashOf(entry);
  if (hash === null) throw new Error('an entry with text needs a salt, one without text has none');
  return hash;
}

function hashOf(entry: Omit<LogEntry, 'hash'>): string | null {
  const texts = textHashesOf(entry);
  if (texts === null) return null;
  // Field by field: what a store adds to a row (or a newer version to an entry) must not change an old hash in silence.
  return sha256Hex(
    canonicalJson({
      version: entry.version,
      id: entry.id,
      seq: entry.seq,
      company: entry.company,
      debtor: entry.debtor,
      requestId: entry.requestId,
      author: { id: entry.author.id, name: entry.author.name },
      at: entry.at,
      on: entry.on,
      fact: withoutTexts(entry.fact),
      texts,
      contentHash: entry.contentHash,
      policyVersion: entry.policyVersion,
      rulesVersion: entry.rulesVersion,
      previousHash: entry.previousHash,
    }),
  );
}

/** What the log's keeper adds to a new entry. */
export interface Stamp {
  readonly id: EntryId;
  /** The debtor's last sequence number plus one. */
  readonly seq: number;
  readonly author: Author;
  readonly at: Instant;
  /** The day of `at` in the company's time zone. */
  readonly on: LocalDate;
  /** The hash of the debtor's last entry, FIRST_HASH for the first. */
  readonly previousHash: string;
  /** Fresh for each entry: at least 128 random bits, lower-case hex. Kept only when the fact holds erasable text. */
  readonly salt: string;
}

/**
 * Turns a new entry into a chained one. Pure: instant, id and salt come from the log's keeper.
 * @throws when the stamp is malformed (a bug of the keeper).
 */
export function stampEntry(entry: NewLogEntry, stamp: Stamp): LogEntry {
  if (!Number.isSafeInteger(stamp.seq) || stamp.seq < 1) throw new RangeError(`not a sequence number: ${stamp.seq}`);
  if (!/^[0-9a-f]{64}$/.test(stamp.previousHash) || (stamp.seq === 1) !== (stamp.previousHash === FIRST_HASH)) {
    throw new RangeError('the previous hash does not fit the sequence number');
  }
  if (!isSalt(stamp.salt)) throw new RangeError('the salt is not 32 to 128 hex digits');
  const unhashed: Omit<LogEntry, 'hash'> = {
    version: 1,
    id: stamp.id,
    seq: stamp.seq,
    requestId: entry.requestId,
    company: entry.company,
    debtor: entry.debtor,
    author: { id: stamp.author.id, name: stamp.author.name },
    at: stamp.at,
    on: stamp.on,
    fact: entry.fact,
    contentHash: entry.contentHash,
    policyVersion: entry.policyVersion,
    rulesVersion: entry.rulesVersion,
    previousHash: stamp.previousHash,
    salt: Object.keys(erasableTextsOf(entry.fact)).length === 0 ? null : stamp.salt,
    erased: null,
  };
  return { ...unhashed, hash: hashEntry(unhashed) };
}

export type ChainBreak = 'gap' | 'previous' | 'hash' | 'foreign';

export interface ChainCheck {
  readonly intact: boolean;
  /** The first sequence number that does not hold; where an entry is missing, its number. */
  readonly brokenAt: number | null;
  /** gap: an entry is missing or twice there; previous: it does not follow the one before; hash: its content was changed; foreign: of another debtor. */
  readonly why: ChainBreak | null;
}

/**
 * Whether this entry says what it was hashed for; whatever was read, also no entry at all. What canonical JSON refuses
 * cannot have been hashed: it was changed afterwards, and that is a finding, not a crash.
 */
export function holdsItsHash(entry: LogEntry): boolean {
  try {
    return hashOf(entry) === entry.hash;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * Checks one debtor's whole log, in any order. Entries cut off at the end leave a shorter, intact chain: only the
 * keeper's own head (`log_head`) shows that, so give it where it is known.
 */
export function verifyChain(entries: readonly LogEntry[], head: { readonly seq: number; readonly hash: string } | null = null): ChainCheck {
  const broken = (brokenAt: number, why: ChainBreak): ChainCheck => ({ intact: false, brokenAt, why });
  const inOrder = [...entries].sort((a, b) => a.seq - b.seq);
  const first = inOrder[0];
  let previousHash = FIRST_HASH;
  let expected = 1;
  for (const entry of inOrder) {
    if (entry.seq !== expected) return broken(Math.min(entry.seq, expected), 'gap');
    if (first !== undefined && (entry.debtor !== first.debtor || entry.company !== first.company)) return broken(entry.seq, 'foreign');
    if (entry.previousHash !== previousHash) return broken(entry.seq, 'previous');
    if (!holdsItsHash(entry)) return broken(entry.seq, 'hash');
    previousHash = entry.hash;
    expected += 1;
  }
  if (head !== null && head.seq !== expected - 1) return broken(Math.min(head.seq + 1, expected), 'gap');
  if (head !== null && head.seq > 0 && head.hash !== previousHash) return broken(head.seq, 'hash');
  return { intact: true, brokenAt: null, why: null };
}
