import type { DebtorId, DebtorSummary } from '../ledger/types';
import { debtorsOf, type Evidence, type Family } from './evidence';
import { plainText } from './fold-text';
import type { Gathered } from './gather';
import { invoiceKeys } from './invoice-keys';
import { sirensOf } from './legal-ids';
import { nameTokens } from './names';
import type { Reading } from './read-thread';
import type { Sightings } from './sightings';
import type { Supports } from './supports';
import type { CluePlace, Identification } from './types';

/** The verdict before it is put into words: the debtors that may be meant, and whether one of them is. */
export type Verdict =
  | { readonly kind: 'one'; readonly debtor: DebtorId }
  | { readonly kind: 'several'; readonly debtors: readonly DebtorId[]; readonly count: number; readonly why: 'contradiction' | 'shared' | 'weak' }
  | { readonly kind: 'none'; readonly why: Extract<Identification, { readonly kind: 'none' }>['why'] };

const NOTHING: Verdict = { kind: 'none', why: 'nothing-found' };
const SUPPLIER: Verdict = { kind: 'none', why: 'supplier' };

/** Who pretends to be a customer is not answered as if he were one: the eye must not be deceived by a domain that looks right. */
export function doubted(verdict: Verdict, { evidence, lookAlikes }: Gathered): Verdict {
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

/**
 * What the clerk chose for this thread decides what the clues leave open; it does not outweigh a clue that names another
 * customer: then both are asked for, with what speaks against each.
 */
export function withChoice(decided: Verdict, chosen: DebtorId, { evidence, sharedListed }: Gathered): Verdict {
  const holds: Verdict = { kind: 'one', debtor: chosen };
  const against = (debtors: readonly DebtorId[], count = 0): Verdict => ({ kind: 'several', debtors: [...new Set([chosen, ...debtors])], count, why: 'contradiction' });
  if (decided.kind === 'none') return holds;
  if (decided.kind === 'one') return decided.debtor === chosen ? holds : against([decided.debtor]);
  if (decided.why === 'contradiction') return against(decided.debtors, decided.count);
  if (decided.why === 'shared') return decided.debtors.includes(chosen) || !sharedListed ? holds : against(decided.debtors, decided.count);
  // A stranger or a copy only suggests somebody; a number or an identifier says it.
  const cited = debtorsOf(evidence.filter((e) => CITING.includes(e.family)));
  return cited.length === 0 || cited.includes(chosen) ? holds : against(cited);
}

const CITING: readonly Family[] = ['number', 'legal-id', 'reference'];

export function decide(reading: Reading, gathered: Gathered, seen: Sightings, supports: Supports, summaries: ReadonlyMap<DebtorId, DebtorSummary>): Verdict {
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
      const present = debtorsOf(evidence.filter((e) => (e.family === 'people' || e.family === 'mention' || (e.family === 'legal-id' && SAID_NOW.includes(e.clue.place))) && e.force !== 'shares' && e.debtor !== only && e.clue.count === null));
      if (present.length > 0) return several([only, ...present], 'contradiction');
      if (shared.length === 0 && hasOtherSiren(only, seen, summaries)) return several([only], 'weak');
    }
    const beside = naming.every((e) => e.family === 'people') ? talkingBeside(only, reading, evidence) : [];
    return beside.length > 0 ? several([only, ...beside], 'contradiction') : { kind: 'one', debtor: only };
  }

  if (shared.length > 0) {
    const cited = debtorsOf(evidence.filter((e) => (e.family === 'number' || e.family === 'code') && shared.includes(e.debtor)));
    const meant = sharedListed ? agreed(meantByName(shared, supports, summaries), paying(shared, supports)) : undefined;
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

/** Customers who write to each other, or whose conversation a colleague passes on: about which of them, only a person can tell. A copy is a listener. */
function talkingBeside(only: DebtorId, reading: Reading, evidence: readonly Evidence[]): readonly DebtorId[] {
  const place: CluePlace | null = !reading.ours ? 'recipient' : reading.correspondents.every((party) => party.place === 'quoted-sender') ? 'quoted-sender' : null;
  return place === null ? [] : debtorsOf(evidence.filter((e) => e.family === 'people' && e.debtor !== only && e.clue.place === place && e.clue.favours && e.clue.count === null));
}

const SAID_NOW: readonly CluePlace[] = ['subject', 'message'];

/**
 * Among accounts that share an address or a domain, the one whose whole name the mail says: two telling words or more, and
 * no short form of another's ("Orval" beside "Orval Services").
 */
function meantByName(shared: readonly DebtorId[], { names }: Supports, summaries: ReadonlyMap<DebtorId, DebtorSummary>): DebtorId | undefined {
  const tokens = new Map(shared.map((debtor) => [debtor, nameTokens(plainText(summaries.get(debtor)?.name ?? ''))]));
  const wordsOf = (debtor: DebtorId): readonly string[] => tokens.get(debtor) ?? [];
  const within = (short: DebtorId, long: DebtorId): boolean => wordsOf(long).length > wordsOf(short).length && wordsOf(short).every((word) => wordsOf(long).includes(word));
  const said = shared.filter((debtor) => names.get(debtor)?.whole === true && SAID_NOW.includes(names.get(debtor)?.place ?? 'thread') && wordsOf(debtor).length > 1);
  const whole = said.filter((debtor) => !said.some((other) => within(debtor, other)));
  const [only] = whole;
  return only !== undefined && whole.length === 1 && !shared.some((other) => within(only, other)) ? only : undefined;
}

/** The one of them from whose account the mail speaks. */
function paying(shared: readonly DebtorId[], { ibans }: Supports): DebtorId | undefined {
  const [only, ...more] = shared.filter((debtor) => ibans.has(debtor));
  return more.length === 0 ? only : undefined;
}

/** What either says where the other is silent; nobody where they differ. */
const agreed = (a: DebtorId | undefined, b: DebtorId | undefined): DebtorId | undefined => (a === undefined || a === b ? b : b === undefined ? a : undefined);

/** Those whom every shared source names; when no debtor is in all of them, everybody. */
function sharedBy(evidence: readonly Evidence[]): readonly DebtorId[] {
  const sharing = evidence.filter((e) => e.force === 'shares');
  const all = debtorsOf(sharing);
  const sources = [...new Set(sharing.map((e) => e.source))].map((source) => new Set(sharing.filter((e) => e.source === source).map((e) => e.debtor)));
  const inAll = all.filter((debtor) => sources.every((source) => source.has(debtor)));
  return inAll.length > 0 ? inAll : all;
}

/** Nothing names a debtor: two clues of different kinds for one and none for another may, a single one never. */
function weigh({ evidence, known }: Gathered, seen: Sightings, { names, amounts, ibans }: Supports, summaries: ReadonlyMap<DebtorId, DebtorSummary>): Verdict {
  const suggested = debtorsOf(evidence.filter((e) => e.force === 'suggests'));
  if (suggested.length === 0) return seen.othersInvoice && !known ? SUPPLIER : NOTHING;
  const claims = seen.numbers.some((n) => n.value.claimed && n.writer === 'them');
  const supplier = !known && (claims || seen.sendsInvoice || seen.foreignAccount);
  const nothingElse = evidence.every((e) => e.family === 'number') && !suggested.some((debtor) => names.has(debtor));
  // His own invoice is attached, and no other number is cited.
  const onlyHis = seen.othersInvoice && evidence.every((e) => seen.claimed.has(invoiceKeys(e.source).folded));
  if (supplier && nothingElse && (seen.asksForMoney || onlyHis || (claims && seen.sendsInvoice))) return SUPPLIER;
  // A name is a name wherever it stands: in the domain, in the signature, or in both.
  const kinds = (debtor: DebtorId): number => {
    const families = new Set(evidence.filter((e) => e.debtor === debtor).map((e) => (e.family === 'mention' ? 'name' : e.family)));
    if (names.has(debtor) || amounts.has(debtor)) families.add('name');
    return families.size + (ibans.has(debtor) ? 1 : 0);
  };
  const supported = suggested.filter((debtor) => kinds(debtor) > 1 || severalOf(debtor, evidence));
  const [first, ...more] = supported;
  // An account that is his own is no supplier's, where nothing else speaks of one; nor is that of a third who pays and names him and his invoice.
  const paidFrom = (debtor: DebtorId): boolean => seen.ibans.every(({ value }) => value === ibans.get(debtor)?.iban) || (names.get(debtor)?.whole === true && evidence.some((e) => e.debtor === debtor && e.family === 'number'));
  const supplied = supplier && !(first !== undefined && !claims && !seen.sendsInvoice && !seen.asksForMoney && paidFrom(first));
  const cited = debtorsOf(evidence.filter((e) => e.family === 'number'));
  if (first !== undefined && more.length === 0 && !supplied && cited.every((debtor) => debtor === first) && !hasOtherSiren(first, seen, summaries)) return { kind: 'one', debtor: first };
  return { kind: 'several', debtors: suggested, count: 0, why: supported.length > 1 || cited.length > 1 ? 'contradiction' : 'weak' };
}

/** Two numbers of one customer and of nobody else are hardly chance. */
const severalOf = (debtor: DebtorId, evidence: readonly Evidence[]): boolean =>
  new Set(evidence.filter((e) => e.debtor === debtor && e.family === 'number' && e.clue.place !== 'attachment').map((e) => e.clue.value)).size > 1;

/** The correspondent signs with a SIREN, and it is not this debtor's. */
function hasOtherSiren(debtor: DebtorId, seen: Sightings, summaries: ReadonlyMap<DebtorId, DebtorSummary>): boolean {
  const ids = summaries.get(debtor)?.legalIds;
  const own = ids === undefined ? [] : sirensOf(ids);
  const signed = seen.sirens.filter((s) => s.writer === 'them' && s.place !== 'subject').map((s) => s.value);
  return own.length > 0 && signed.length > 0 && !signed.some((siren) => own.includes(siren));
}
