import { sha256Hex } from './sha256';
import type { LogEntry, LogFact } from './types';

/**
 * Free text may hold personal data, and its author or subject may ask for erasure (GDPR article 17) while the chain
 * must stay verifiable. So the chain never covers such text itself, only SHA-256(salt, field, text); erasing drops
 * text and salt and keeps that hash. The reminder's own text is kept beside the chain and covered by `contentHash`.
 */
export function erasableFieldsOf(kind: LogFact['kind']): readonly string[] {
  switch (kind) {
    case 'step-skipped':
    case 'hold-set':
    case 'lint-overridden':
      return ['reason'];
    case 'call-made':
      return ['note'];
    case 'promise-recorded':
      return ['quotation'];
    case 'dispute-opened':
      return ['quotation', 'reason'];
    case 'note':
      return ['text'];
    // The `reason` of these two is one of a few fixed words.
    case 'draft-discarded':
    case 'entry-voided':
    case 'draft-rerouted':
    case 'reminder-drafted':
    case 'reminder-sent':
    case 'reply-inserted':
    case 'invoice-resent':
    case 'letter-deposited':
    case 'letter-presented':
    case 'letter-delivered':
    case 'letter-refused':
    case 'letter-unclaimed':
    case 'sms-noted':
    case 'dispute-closed':
    case 'plan-agreed':
    case 'instalment-missed':
    case 'hold-lifted':
    case 'insolvency-noted':
    case 'step-announced':
    case 'contact-changed':
    case 'answer-noted':
    case 'debtors-merged':
      return [];
  }
}

/** The texts of this fact that erasing would remove, by field; an absent text (null) is none. */
export function erasableTextsOf(fact: LogFact): Readonly<Record<string, string>> {
  const values = fact as unknown as Readonly<Record<string, unknown>>;
  const texts: Record<string, string> = {};
  for (const field of erasableFieldsOf(fact.kind)) {
    const text = values[field];
    if (typeof text === 'string') texts[field] = text;
  }
  return texts;
}

/** Field name and text are kept apart by line breaks, which neither salt nor field name can hold. */
const saltedHash = (salt: string, field: string, text: string): string => sha256Hex(`${salt}\n${field}\n${text}`);

/**
 * The salted hashes that the chain covers, by field. Of an erased entry those that were kept.
 * null: the entry contradicts itself (a text without a salt; marked as erased and yet with a text), which no keeper writes.
 */
export function textHashesOf(entry: Pick<LogEntry, 'fact' | 'salt' | 'erased'>): Readonly<Record<string, string>> | null {
  const texts = erasableTextsOf(entry.fact);
  if (entry.erased !== null) {
    const leftOver = Object.keys(texts).some((field) => texts[field] !== '');
    return leftOver || entry.salt !== null ? null : entry.erased;
  }
  if (Object.keys(texts).length === 0) return entry.salt === null ? {} : null;
  const { salt } = entry;
  if (salt === null || !isSalt(salt)) return null;
  const hashes: Record<string, string> = {};
  for (const field of Object.keys(texts)) hashes[field] = saltedHash(salt, field, texts[field] ?? '');
  return hashes;
}

/** At least 128 random bits in hex. */
export const isSalt = (salt: string): boolean => /^[0-9a-f]{32,128}$/.test(salt);

/** The fact as the chain sees it: without its erasable texts. */
export function withoutTexts(fact: LogFact): Readonly<Record<string, unknown>> {
  const rest: Record<string, unknown> = { ...fact };
  for (const field of erasableFieldsOf(fact.kind)) delete rest[field];
  return rest;
}

/**
 * The entry without its erasable texts: a required text becomes empty, an optional one null, the salt goes. Hash and
 * chain stay as they are and still verify. An entry without such a text, or erased before, comes back unchanged.
 */
export function eraseTexts(entry: LogEntry): LogEntry {
  const hashes = textHashesOf(entry);
  if (hashes === null) throw new Error('an entry that contradicts itself cannot be erased');
  if (entry.erased !== null || Object.keys(hashes).length === 0) return entry;
  const { fact } = entry;
  return { ...entry, fact: emptied(fact), salt: null, erased: hashes };
}

function emptied(fact: LogFact): LogFact {
  switch (fact.kind) {
    case 'step-skipped':
    case 'hold-set':
    case 'lint-overridden':
      return { ...fact, reason: '' };
    case 'call-made':
      return { ...fact, note: null };
    case 'promise-recorded':
      return { ...fact, quotation: null };
    case 'dispute-opened':
      return { ...fact, reason: '', quotation: null };
    case 'note':
      return { ...fact, text: '' };
    default:
      return fact;
  }
}
