import type { Pack } from '../case-file';
import type { DebtorId, DebtorSummary } from '../ledger/types';
import type { Money } from '../money/types';
import { gather, type Evidence, type Gathered } from './evidence';
import { plainText } from './fold-text';
import { sirensOf } from './legal-ids';
import { holdsName, indexWords, mayBeCut, nameTokens, type WordIndex } from './names';
import type { Reading } from './read-thread';
import { sighted } from './sighted';
import type { Sightings } from './sightings';
import type { Candidate, Clue, CluePlace, HintHits, Identification, MailThread } from './types';

/** Shown to the clerk; more is a search. */
const SHOWN = 20;

/** The verdict before it is put into words: the debtors that may be meant, and whether one of them is. */
type Verdict =
  | { readonly kind: 'one'; readonly debtor: DebtorId }
  | { readonly kind: 'several'; readonly debtors: readonly DebtorId[]; readonly count: number; readonly why: 'contradiction' | 'shared' | 'weak' }
  | { readonly kind: 'none'; readonly why: Extract<Identification, { readonly kind: 'none' }>['why'] };

/**
 * Which debtor an open thread is about, decided on this side from what a look-up of `hintsOf(thread, pack)` hit. One only
 * when the evidence names one and nothing contradicts it; several with their evidence when it takes a person to tell;
 * none otherwise. Names of companies only support what something else suggested.
 */
export function identify(thread: MailThread, hits: HintHits, pack: Pack): Identification {
  const { reading, seen } = sighted(thread, pack);
  const summaries = new Map(hits.debtors.map((debtor) => [debtor.id, debtor]));
  const all = gather(reading, seen, hits, pack, thread.key);
  const gathered: Gathered = { ...all, evidence: all.evidence.filter((e) => summaries.has(e.debtor)) };
  const supports: Supports = { names: namesIn(reading, gathered, summaries), amounts: amountsOf(seen, gathered, summaries) };

  const chosen = gathered.chosenForThread === null ? undefined : summaries.get(gathered.chosenForThread);
  if (chosen === undefined && gathered.markedNotACustomer) return { kind: 'none', why: 'marked-not-a-customer' };
  const decided: Verdict = chosen === undefined ? decide(reading, gathered, seen, supports, summaries) : { kind: 'one', debtor: chosen.id };
  const verdict = chosen === undefined ? doubted(decided, gathered) : decided;
  const writer = new CandidateWriter(reading, gathered, supports, summaries, thread.key);

  switch (verdict.kind) {
    case 'none':
      return { kind: 'none', why: verdict.why === 'nothing-found' && reading.ours && reading.correspondents.length === 0 ? 'own-mail' : verdict.why };
    case 'one': {
      const others = writer.all().filter((id) => id !== verdict.debtor);
      return { kind: 'one', candidate: writer.candidate(verdict.debtor, verdict), others: ordered(others.map((id) => writer.candidate(id, verdict))), invoices: writer.invoicesOf([verdict.debtor]) };
    }
    case 'several': {
      const candidates = ordered(verdict.debtors.map((id) => writer.candidate(id, verdict)));
      return { kind: 'several', candidates, count: Math.max(verdict.count, candidates.length), why: verdict.why, invoices: writer.invoicesOf(verdict.debtors) };
    }
  }
}

const ordered = (candidates: readonly Candidate[]): readonly Candidate[] =>
  [...candidates].sort((a, b) => b.score - a.score || (a.debtor.name < b.debtor.name ? -1 : 1) || (a.debtor.id < b.debtor.id ? -1 : 1)).slice(0, SHOWN);

/** What never names a debtor alone: its name, or an amount that only its account has, and where in the thread they stand. */
interface Supports {
  readonly names: ReadonlyMap<DebtorId, CluePlace>;
  readonly amounts: ReadonlyMap<DebtorId, { readonly amount: Money; readonly place: CluePlace }>;
}

const NOTHING: Verdict = { kind: 'none', why: 'nothing-found' };

const debtorsOf = (evidence: readonly Evidence[]): readonly DebtorId[] => [...new Set(evidence.map((e) => e.debtor))];

/** Who pretends to be a customer is not answered as if he were one: the eye must not be deceived by a domain that looks right. */
function doubted(verdict: Verdict, { evidence, lookAlikes }: Gathered): Verdict {
  const meant = verdict.kind === 'one' ? [verdict.debtor] : verdict.kind === 'several' ? verdict.debtors : [];
  const how = meant.map((debtor) => {
    const his = evidence.filter((e) => e.debtor === debtor);
    const alike = his.some((e) => e.family === 'learned') ? undefined : lookAlikes.get(debtor);
    // He writes himself, but the answer would go elsewhere: that is asked, with what is wrong.
    if (his.some((e) => e.family === 'people' && e.force === 'names')) return alike?.place === 'reply-to' ? 'kin' : undefined;
    return alike?.how;
  });
  if (meant.length > 0 && how.every((h) => h === 'twin')) return { kind: 'none', why: 'look-alike' };
  return verdict.kind === 'one' && how[0] !== undefined ? { kind: 'several', debtors: meant, count: 0, why: 'weak' } : verdict;
}

function decide(reading: Reading, gathered: Gathered, seen: Sightings, supports: Supports, summaries: ReadonlyMap<DebtorId, DebtorSummary>): Verdict {
  const { evidence, sharedCount, sharedListed } = gathered;
  if (reading.bulk && evidence.every((e) => e.family === 'people')) return NOTHING;
  const naming = evidence.filter((e) => e.force === 'names');
  const named = debtorsOf(naming);
  const shared = sharedBy(evidence);
  const several = (debtors: readonly DebtorId[], why: 'contradiction' | 'shared' | 'weak', count = 0): Verdict => ({ kind: 'several', debtors, count, why });

  const only = named[0];
  if (named.length > 1) return several(named, 'contradiction');
  if (only !== undefined) {
    if (shared.length > 0 && sharedListed && !shared.includes(only) && !(gathered.kin.has(only) && naming.some((e) => e.family === 'number' || e.family === 'reference'))) return several([only, ...shared], 'contradiction');
    if (naming.every((e) => e.family === 'number')) {
      const present = debtorsOf(evidence.filter((e) => e.family === 'people' && e.force !== 'shares' && e.debtor !== only && e.clue.count === null));
      if (present.length > 0) return several([only, ...present], 'contradiction');
      if (shared.length === 0 && hasOtherSiren(only, seen, summaries)) return several([only], 'weak');
    }
    return { kind: 'one', debtor: only };
  }

  if (shared.length > 0) {
    const cited = debtorsOf(evidence.filter((e) => (e.family === 'number' || e.family === 'code') && shared.includes(e.debtor)));
    const meant = sharedListed ? meantByName(shared, supports, summaries) : undefined;
    const decided = shared.length === 1 && sharedListed ? shared[0] : cited.length === 0 ? meant : cited.length === 1 ? cited[0] : undefined;
    return decided === undefined ? several(shared, 'shared', sharedCount) : { kind: 'one', debtor: decided };
  }

  const earlier = debtorsOf(evidence.filter((e) => e.force === 'earlier'));
  const [before, ...more] = earlier;
  if (before !== undefined) {
    const cited = debtorsOf(evidence.filter((e) => e.family === 'number' && e.debtor !== before));
    return more.length === 0 && cited.length === 0 ? { kind: 'one', debtor: before } : several([...new Set([...earlier, ...cited])], 'contradiction');
  }
  return weigh(gathered, seen, supports, summaries);
}

const SAID_NOW: readonly CluePlace[] = ['subject', 'message', 'signature', 'sender'];

/**
 * Among accounts that share an address or a domain, the one whose whole name the mail says: two telling words or more, and
 * no short form of another's ("Orval" beside "Orval Services").
 */
function meantByName(shared: readonly DebtorId[], { names }: Supports, summaries: ReadonlyMap<DebtorId, DebtorSummary>): DebtorId | undefined {
  const tokens = new Map(shared.map((debtor) => [debtor, nameTokens(plainText(summaries.get(debtor)?.name ?? ''))]));
  const wordsOf = (debtor: DebtorId): readonly string[] => tokens.get(debtor) ?? [];
  const within = (short: DebtorId, long: DebtorId): boolean => wordsOf(long).length > wordsOf(short).length && wordsOf(short).every((word) => wordsOf(long).includes(word));
  const said = shared.filter((debtor) => SAID_NOW.includes(names.get(debtor) ?? 'thread') && wordsOf(debtor).length > 1);
  const whole = said.filter((debtor) => !said.some((other) => within(debtor, other)));
  const [only] = whole;
  return only !== undefined && whole.length === 1 && !shared.some((other) => within(only, other)) ? only : undefined;
}

/** Those whom every shared source names; when no debtor is in all of them, everybody. */
function sharedBy(evidence: readonly Evidence[]): readonly DebtorId[] {
  const sharing = evidence.filter((e) => e.force === 'shares');
  const all = debtorsOf(sharing);
  const sources = [...new Set(sharing.map((e) => e.source))].map((source) => new Set(sharing.filter((e) => e.source === source).map((e) => e.debtor)));
  const inAll = all.filter((debtor) => sources.every((source) => source.has(debtor)));
  return inAll.length > 0 ? inAll : all;
}

/** Nothing names a debtor: two clues of different kinds for one and none for another may, a single one never. */
function weigh({ evidence, known }: Gathered, seen: Sightings, { names, amounts }: Supports, summaries: ReadonlyMap<DebtorId, DebtorSummary>): Verdict {
  const suggested = debtorsOf(evidence.filter((e) => e.force === 'suggests'));
  if (suggested.length === 0) return NOTHING;
  const claims = seen.numbers.some((n) => n.value.claimed && n.writer === 'them');
  const supplier = !known && (claims || seen.sendsInvoice || seen.foreignAccount);
  const nothingElse = evidence.every((e) => e.family === 'number') && !suggested.some((debtor) => names.has(debtor));
  if (supplier && nothingElse && (seen.asksForMoney || (claims && seen.sendsInvoice))) return { kind: 'none', why: 'supplier' };
  // A name is a name wherever it stands: in the domain, in the signature, or in both.
  const kinds = (debtor: DebtorId): number => {
    const families = new Set(evidence.filter((e) => e.debtor === debtor).map((e) => e.family));
    if (names.has(debtor) || amounts.has(debtor)) families.add('name');
    return families.size;
  };
  const supported = suggested.filter((debtor) => kinds(debtor) > 1);
  const [first, ...more] = supported;
  const cited = debtorsOf(evidence.filter((e) => e.family === 'number'));
  if (first !== undefined && more.length === 0 && !supplier && cited.every((debtor) => debtor === first) && !hasOtherSiren(first, seen, summaries)) return { kind: 'one', debtor: first };
  return { kind: 'several', debtors: suggested, count: 0, why: supported.length > 1 || cited.length > 1 ? 'contradiction' : 'weak' };
}

/** The correspondent signs with a SIREN, and it is not this debtor's. */
function hasOtherSiren(debtor: DebtorId, seen: Sightings, summaries: ReadonlyMap<DebtorId, DebtorSummary>): boolean {
  const ids = summaries.get(debtor)?.legalIds;
  const own = ids === undefined ? [] : sirensOf(ids);
  const signed = seen.sirens.filter((s) => s.writer === 'them' && s.place !== 'subject').map((s) => s.value);
  return own.length > 0 && signed.length > 0 && !signed.some((siren) => own.includes(siren));
}

/** Where a candidate's name stands, among the words that are not ours. */
function namesIn(reading: Reading, gathered: Gathered, summaries: ReadonlyMap<DebtorId, DebtorSummary>): Supports['names'] {
  const found = new Map<DebtorId, CluePlace>();
  const candidates = debtorsOf(gathered.evidence);
  if (candidates.length === 0) return found;
  const texts: (readonly [CluePlace, WordIndex])[] = reading.correspondents.filter((p) => p.name !== null).map((p) => [p.place, indexWords(p.name ?? '')]);
  for (const p of reading.passages) if (p.place !== 'thread' && (p.place !== 'quoted' || p.writer === 'them')) texts.push([p.place, indexWords(p.text)]);
  for (const id of candidates) {
    const name = plainText(summaries.get(id)?.name ?? '');
    const tokens = nameTokens(name);
    const place = texts.find(([, text]) => holdsName(text, tokens, mayBeCut(name, tokens)))?.[0];
    if (place !== undefined) found.set(id, place);
  }
  return found;
}

/** A stated amount that is all that exactly one of the candidates owes. */
function amountsOf(seen: Sightings, gathered: Gathered, summaries: ReadonlyMap<DebtorId, DebtorSummary>): Supports['amounts'] {
  const found = new Map<DebtorId, { readonly amount: Money; readonly place: CluePlace }>();
  const candidates = debtorsOf(gathered.evidence);
  for (const { value, place } of seen.amounts) {
    const owing = candidates.filter((id) => summaries.get(id)?.open.some((total) => total.currency === value.currency && total.minor === value.minor) === true);
    const [only] = owing;
    if (only !== undefined && owing.length === 1 && !found.has(only)) found.set(only, { amount: value, place });
  }
  return found;
}

const WEIGHTS: Readonly<Record<Evidence['force'], number>> = { names: 0.85, earlier: 0.6, shares: 0.3, suggests: 0.3 };
const KIND_WEIGHTS: Readonly<Partial<Record<Clue['kind'], number>>> = { learned: 0.12, 'contact-address': 0.1, reference: 0.09, siren: 0.08, vat: 0.08, 'invoice-number': 0.05 };

interface Weighed {
  readonly clue: Clue;
  readonly weight: number;
}

/** Puts the evidence of one candidate in order: for it first, the strongest first, then what speaks against it. */
class CandidateWriter {
  constructor(
    private readonly reading: Reading,
    private readonly gathered: Gathered,
    private readonly supports: Supports,
    private readonly summaries: ReadonlyMap<DebtorId, DebtorSummary>,
    private readonly threadKey: string,
  ) {}

  all(): readonly DebtorId[] {
    return debtorsOf(this.gathered.evidence);
  }

  candidate(id: DebtorId, verdict: Verdict): Candidate {
    const debtor = this.summaries.get(id);
    if (debtor === undefined) throw new Error('a candidate without a summary');
    const mine = this.gathered.evidence.filter((e) => e.debtor === id);
    const weighed: Weighed[] = mine.map((e) => ({ clue: e.clue, weight: e.clue.favours ? WEIGHTS[e.force] + (KIND_WEIGHTS[e.clue.kind] ?? 0) : 0 }));
    if (id === this.gathered.chosenForThread) weighed.push({ clue: { kind: 'learned', value: this.threadKey, place: 'thread', favours: true, open: null, count: null }, weight: 0.99 });
    const place = this.supports.names.get(id);
    const owed = this.supports.amounts.get(id);
    if (owed !== undefined) weighed.push({ clue: { kind: 'amount', value: `${owed.amount.minor} ${owed.amount.currency}`, place: owed.place, favours: true, open: null, count: null }, weight: 0.1 });
    if (place !== undefined) weighed.push({ clue: { kind: 'name', value: debtor.name, place, favours: true, open: null, count: null }, weight: 0.1 });
    const against = this.against(id, mine, verdict);
    const best = distinctClues(weighed);
    const favouring = best.filter((w) => w.clue.favours);
    const score = 1 - favouring.reduce((rest, w) => rest * (1 - Math.min(w.weight, 0.99)), 1);
    return { debtor, clues: [...best.map((w) => w.clue), ...against], score: against.some((c) => c.kind === 'other-debtors-invoice') ? score * 0.8 : score };
  }

  /** The ledger's numbers that were cited, of these debtors, as the ledger writes them. */
  invoicesOf(debtors: readonly DebtorId[]): readonly string[] {
    return [...new Set(this.gathered.evidence.filter((e) => e.family === 'number' && debtors.includes(e.debtor)).map((e) => e.clue.value))];
  }

  private against(id: DebtorId, mine: readonly Evidence[], verdict: Verdict): readonly Clue[] {
    const clues: Clue[] = [];
    const numbers = this.gathered.evidence.filter((e) => e.family === 'number' && e.force === 'names');
    const cites = mine.some((e) => e.family === 'number');
    if (!mine.some((e) => e.family === 'number' && e.force === 'names')) {
      for (const value of new Set(numbers.filter((e) => e.debtor !== id).map((e) => e.clue.value))) {
        const cited = numbers.find((e) => e.clue.value === value)?.clue;
        if (cited !== undefined) clues.push({ ...cited, kind: 'other-debtors-invoice', favours: false });
      }
    }
    const lookAlike = this.gathered.lookAlikes.get(id);
    if (lookAlike !== undefined) clues.push({ kind: 'look-alike-domain', value: lookAlike.domain, place: lookAlike.place, favours: false, open: null, count: null });
    const correspondent = this.reading.correspondents[0];
    const isContact = mine.some((e) => e.clue.kind === 'contact-address' || e.clue.kind === 'learned') || id === this.gathered.chosenForThread;
    if (correspondent !== undefined && !isContact) clues.push({ kind: 'not-a-contact', value: correspondent.address, place: correspondent.place, favours: false, open: null, count: null });
    if (!cites && verdict.kind === 'several' && verdict.why === 'shared') clues.push({ kind: 'cites-nothing', value: '', place: 'message', favours: false, open: null, count: null });
    return clues;
  }
}

/** One clue per thing said: the strongest of its places; a SIREN that stands in a VAT number says nothing more. */
function distinctClues(weighed: readonly Weighed[]): readonly Weighed[] {
  const best = new Map<string, Weighed>();
  for (const one of weighed) {
    const key = `${one.clue.kind} ${one.clue.value}`;
    const before = best.get(key);
    if (before === undefined || one.weight > before.weight) best.set(key, one);
  }
  const vats = [...best.values()].filter((w) => w.clue.kind === 'vat').map((w) => w.clue.value);
  return [...best.values()].filter((w) => w.clue.kind !== 'siren' || !vats.some((vat) => vat.endsWith(w.clue.value))).sort((a, b) => Number(b.clue.favours) - Number(a.clue.favours) || b.weight - a.weight);
}
