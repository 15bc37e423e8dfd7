import type { Pack } from '../case-file';
import type { DebtorId, DebtorSummary } from '../ledger/types';
import { decide, doubted, withChoice, type Verdict } from './decide';
import { debtorsOf, type Evidence } from './evidence';
import { gather, type Gathered } from './gather';
import type { Reading } from './read-thread';
import { sighted } from './sighted';
import { amountsOf, ibansOf, namesIn, type Supports } from './supports';
import type { Candidate, Clue, HintHits, Identification, MailThread } from './types';

/** Shown to the clerk; more is a search. */
const SHOWN = 20;

/**
 * Which debtor an open thread is about, decided on this side from what a look-up of `hintsOf(thread, pack)` hit. One only
 * when the evidence names one and nothing contradicts it; several with their evidence when it takes a person to tell;
 * none otherwise. Names of companies only support what something else suggested.
 */
export function identify(thread: MailThread, hits: HintHits, pack: Pack): Identification {
  const { reading, seen } = sighted(thread, pack);
  const summaries = new Map(hits.debtors.map((debtor) => [debtor.id, debtor]));
  const all = gather(reading, seen, hits, pack, thread.key);
  const listed: Gathered = { ...all, evidence: all.evidence.filter((e) => summaries.has(e.debtor)) };
  const supports: Supports = { names: namesIn(reading, listed, summaries), amounts: amountsOf(seen, listed, summaries), ibans: ibansOf(seen, listed, summaries) };
  const gathered: Gathered = { ...listed, evidence: listed.evidence.filter((e) => (e.family !== 'mention' || supports.names.has(e.debtor)) && (e.idle !== true || supports.names.get(e.debtor)?.whole === true)) };

  const chosen = gathered.chosenForThread === null ? undefined : summaries.get(gathered.chosenForThread);
  if (chosen === undefined && gathered.markedNotACustomer) return { kind: 'none', why: 'marked-not-a-customer' };
  const decided = decide(reading, gathered, seen, supports, summaries);
  const verdict = chosen === undefined ? doubted(decided, gathered) : withChoice(decided, chosen.id, gathered);
  const writer = new CandidateWriter(reading, gathered, supports, summaries, thread.key);

  switch (verdict.kind) {
    case 'none':
      return { kind: 'none', why: (verdict.why === 'nothing-found' || verdict.why === 'supplier') && reading.ours && reading.correspondents.length === 0 ? 'own-mail' : verdict.why };
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
    const name = this.supports.names.get(id);
    const owed = this.supports.amounts.get(id);
    if (owed !== undefined) weighed.push({ clue: { kind: 'amount', value: `${owed.amount.minor} ${owed.amount.currency}`, place: owed.place, favours: true, open: null, count: null }, weight: 0.1 });
    const paysFrom = this.supports.ibans.get(id);
    if (paysFrom !== undefined) weighed.push({ clue: { kind: 'iban', value: paysFrom.iban, place: paysFrom.place, favours: true, open: null, count: null }, weight: 0.3 });
    if (name !== undefined) weighed.push({ clue: { kind: 'name', value: name.written, place: name.place, favours: true, open: null, count: null }, weight: 0.1 });
    const against = this.against(id, mine, verdict);
    const best = distinctClues(weighed);
    const favouring = best.filter((w) => w.clue.favours);
    const score = 1 - favouring.reduce((rest, w) => rest * (1 - Math.min(w.weight, 0.99)), 1);
    return { debtor, clues: [...best.map((w) => w.clue), ...against], score: id !== this.gathered.chosenForThread && against.some((c) => c.kind === 'other-debtors-invoice') ? score * 0.8 : score };
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
    const isContact = mine.some((e) => e.family !== 'mention' && (e.clue.kind === 'contact-address' || e.clue.kind === 'learned')) || id === this.gathered.chosenForThread;
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
