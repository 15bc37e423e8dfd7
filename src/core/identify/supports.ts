import type { DebtorId, DebtorSummary } from '../ledger/types';
import type { Money } from '../money/types';
import { debtorsOf } from './evidence';
import { plainText } from './fold-text';
import type { Gathered } from './gather';
import { holdsName, holdsSmallName, indexWords, mayBeCut, nameTokens, type WordIndex } from './names';
import type { Reading } from './read-thread';
import type { Sightings } from './sightings';
import { spokenName } from './spoken-name';
import { tellingWord } from './telling-word';
import type { CluePlace } from './types';

export interface FoundName {
  readonly place: CluePlace;
  /** As the ledger writes it; of a shortened name as it stands in the thread. */
  readonly written: string;
  readonly whole: boolean;
}

/** What never names a debtor alone: its name, an amount that only its account has, an account from which it alone pays, and where in the thread they stand. */
export interface Supports {
  readonly names: ReadonlyMap<DebtorId, FoundName>;
  readonly amounts: ReadonlyMap<DebtorId, { readonly amount: Money; readonly place: CluePlace }>;
  readonly ibans: ReadonlyMap<DebtorId, { readonly iban: string; readonly place: CluePlace }>;
}

/** Where a candidate's name stands, among the words that are not ours. */
export function namesIn(reading: Reading, gathered: Gathered, summaries: ReadonlyMap<DebtorId, DebtorSummary>): Supports['names'] {
  const found = new Map<DebtorId, FoundName>();
  const candidates = debtorsOf(gathered.evidence);
  if (candidates.length === 0) return found;
  const texts: (readonly [CluePlace, WordIndex])[] = [...reading.correspondents, ...reading.passedOn].filter((p) => p.name !== null).map((p) => [p.place, indexWords(p.name ?? '')]);
  for (const p of reading.passages) if (p.place !== 'thread' && (p.place !== 'quoted' || p.writer === 'them')) texts.push([p.place, indexWords(p.text)]);
  for (const id of candidates) {
    const cited = gathered.evidence.some((e) => e.debtor === id && e.family === 'number');
    const name = plainText(summaries.get(id)?.name ?? '');
    const tokens = nameTokens(name);
    const place = texts.find(([, text]) => holdsName(text, tokens, mayBeCut(name, tokens)) || (cited && holdsSmallName(text, tokens)))?.[0];
    if (place !== undefined) found.set(id, { place, written: summaries.get(id)?.name ?? '', whole: true });
    // Most texts hold none of its words: only the others are read closely.
    else for (const [where, text] of texts.filter(([, words]) => tokens.some((token) => words.at.has(token)) || words.at.has(tokens.slice(-2).join('')))) {
      const written = found.has(id) ? null : (spokenName(text, name) ?? (cited ? tellingWord(text, name, summaries.get(id)?.town ?? null) : null));
      if (written !== null) found.set(id, { place: where, written, whole: false });
    }
  }
  return found;
}

/** A stated amount that is all that exactly one of the candidates owes. */
export function amountsOf(seen: Sightings, gathered: Gathered, summaries: ReadonlyMap<DebtorId, DebtorSummary>): Supports['amounts'] {
  const found = new Map<DebtorId, { readonly amount: Money; readonly place: CluePlace }>();
  const candidates = debtorsOf(gathered.evidence);
  for (const { value, place } of seen.amounts) {
    const owing = candidates.filter((id) => summaries.get(id)?.open.some((total) => total.currency === value.currency && total.minor === value.minor) === true);
    const [only] = owing;
    if (only !== undefined && owing.length === 1 && !found.has(only)) found.set(only, { amount: value, place });
  }
  return found;
}

/** An account in the thread from which exactly one of the candidates pays. */
export function ibansOf(seen: Sightings, gathered: Gathered, summaries: ReadonlyMap<DebtorId, DebtorSummary>): Supports['ibans'] {
  const found = new Map<DebtorId, { readonly iban: string; readonly place: CluePlace }>();
  if (seen.ibans.length === 0) return found;
  const candidates = debtorsOf(gathered.evidence);
  for (const { value, place } of seen.ibans) {
    const paying = candidates.filter((id) => summaries.get(id)?.ibans?.includes(value) === true);
    const [only] = paying;
    if (only !== undefined && paying.length === 1 && !found.has(only)) found.set(only, { iban: value, place });
  }
  return found;
}
