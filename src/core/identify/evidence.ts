import type { Pack } from '../case-file';
import type { DebtorId } from '../ledger/types';
import { domainOf } from './addresses';
import { withoutTag } from './automatic-mail';
import { natureOf } from './free-mail';
import { resemblance, type Resemblance } from './look-alike';
import { invoiceKeys, matchLevel } from './invoice-keys';
import { nameTokens } from './names';
import type { Party, Reading } from './read-thread';
import type { Sighting, Sightings } from './sightings';
import type { Clue, CluePlace, HintHit, HintHits, HintKind } from './types';
import type { WrittenNumber } from './written-numbers';

/**
 * How much a piece of evidence can decide. `names`: it alone names this debtor. `shares`: it names this debtor among
 * others. `earlier`: it names this debtor, but from earlier in the thread, so it counts when nothing nearer does.
 * `suggests`: never enough alone.
 */
export type Force = 'names' | 'shares' | 'earlier' | 'suggests';
export type Family = 'learned' | 'people' | 'number' | 'legal-id' | 'reference' | 'code' | 'name';

export interface Evidence {
  readonly debtor: DebtorId;
  readonly clue: Clue;
  readonly force: Force;
  readonly family: Family;
  /** Pieces of evidence from one shared source carry its name. */
  readonly source: string;
}

export const debtorsOf = (evidence: readonly Evidence[]): readonly DebtorId[] => [...new Set(evidence.map((e) => e.debtor))];

export interface Gathered {
  readonly evidence: readonly Evidence[];
  /** The clerk chose this debtor for this very thread. */
  readonly chosenForThread: DebtorId | null;
  readonly markedNotACustomer: boolean;
  /** The most debtors that one shared source names, and whether all of them are listed. */
  readonly sharedCount: number;
  readonly sharedListed: boolean;
  /** Whose contacts sit at the domain of a correspondent whose address is shared: a group that pays for its companies. */
  readonly kin: ReadonlySet<DebtorId>;
  /** Of whose domain a correspondent's could be taken; the ledger does not know the correspondent. */
  readonly lookAlikes: ReadonlyMap<DebtorId, LookAlike>;
  /** The ledger knows a correspondent's address or domain. */
  readonly known: boolean;
}

/** "n° 214245": fewer digits may be anybody's. */
const LEAST_MARKED = 6;

export interface LookAlike {
  readonly how: Resemblance;
  /** The correspondent's domain. */
  readonly domain: string;
  readonly place: CluePlace;
}

type Hits = (hint: HintKind, value: string) => readonly HintHit[];
type HitDebtor = HintHit['debtors'][number];

const clueOf = (kind: Clue['kind'], value: string, place: CluePlace, more: { readonly open?: boolean | null; readonly count?: number } = {}): Clue => ({
  kind, value, place, favours: true, open: more.open ?? null, count: more.count ?? null,
});

export function gather(reading: Reading, seen: Sightings, hits: HintHits, pack: Pack, threadKey: string): Gathered {
  const find = finder(hits);
  const learned = learnedIn(find('thread', threadKey));
  const people = new People(find, new Map(hits.debtors.map((debtor) => [debtor.id, debtor.name])));
  // Advertising at a customer's domain is nobody's letter; its sender's own address of the ledger still says whose.
  for (const party of reading.correspondents) people.add(party, reading.bulk ? 'suggests' : 'names');
  for (const party of reading.addressed) people.add(party, 'earlier');
  for (const party of reading.bystanders) people.add(party, 'suggests');
  const known = people.known;
  const evidence = [...people.evidence, ...legalIds(seen, find), ...references(seen, find), ...numbers(reading, seen, find, pack, known), ...codes(seen, find)];
  const shared = evidence.filter((e) => e.force === 'shares').map((e) => e.clue.count ?? 0);
  const sharedCount = Math.max(0, ...shared);
  return {
    evidence,
    chosenForThread: learned === 'nobody' ? null : learned,
    markedNotACustomer: learned === 'nobody' || (learned === null && people.marked && !people.named),
    sharedCount,
    kin: people.kin,
    lookAlikes: people.lookAlikes,
    known,
    sharedListed: sharedCount <= new Set(evidence.filter((e) => e.force === 'shares').map((e) => e.debtor)).size,
  };
}

function finder(hits: HintHits): Hits {
  const byKey = new Map<string, HintHit[]>();
  for (const hit of hits.hits) {
    const key = `${hit.hint} ${hit.value}`;
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [hit]);
    else list.push(hit);
  }
  return (hint, value) => byKey.get(`${hint} ${value}`) ?? [];
}

/** A remembered choice is a hit by `learned`; "not a customer" is a hit that names nobody. */
function learnedIn(hits: readonly HintHit[]): DebtorId | 'nobody' | null {
  for (const hit of hits) {
    const choice = hit.debtors.find((d) => d.via === 'learned');
    if (choice !== undefined) return choice.debtor;
    if (hit.debtors.length === 0) return 'nobody';
  }
  return null;
}

const distinctBy = (debtors: readonly HitDebtor[]): readonly HitDebtor[] => [...new Map(debtors.map((d) => [d.debtor, d])).values()];

/** Evidence from who takes part: the address first, its domain only where the ledger does not know the address. */
class People {
  readonly evidence: Evidence[] = [];
  /** The ledger knows a correspondent's address or domain. */
  known = false;
  /** A correspondent was marked "not a customer". */
  marked = false;
  /** A correspondent names or shares a debtor. */
  named = false;
  readonly kin = new Set<DebtorId>();
  readonly lookAlikes = new Map<DebtorId, LookAlike>();

  constructor(
    private readonly find: Hits,
    private readonly nameOf: ReadonlyMap<DebtorId, string>,
  ) {}

  add(party: Party, force: 'names' | 'earlier' | 'suggests'): void {
    const domain = domainOf(party.address);
    const untagged = withoutTag(party.address);
    const tagged = this.find('address', party.address);
    const ofAddress = untagged === null || tagged.some((h) => isLearned(h) || h.debtors.some((d) => d.via === 'contact')) ? tagged : this.find('address', untagged);
    const ofDomain = this.find('domain', domain);
    const choice = learnedIn(ofAddress.filter((h) => isLearned(h))) ?? null;
    const contacts = debtorsVia(ofAddress, 'contact');
    if (choice !== null) {
      this.learned(party, party.address, choice, force);
      // The ledger says today that this address is somebody else's: the choice does not outweigh that.
      return contradicts(contacts, choice) ? this.hit(party, 'contact-address', party.address, contacts, force) : undefined;
    }
    if (contacts.debtors.length > 0) {
      if (contacts.count > 1) for (const { debtor } of debtorsVia(ofDomain, 'company-domain').debtors) this.kin.add(debtor);
      return this.hit(party, 'contact-address', party.address, contacts, force);
    }
    const domainChoice = learnedIn(ofDomain.filter((h) => isLearned(h)));
    const companies = debtorsVia(ofDomain, 'company-domain');
    if (domainChoice !== null) {
      this.learned(party, domain, domainChoice, force);
      return contradicts(companies, domainChoice) ? this.hit(party, 'company-domain', domain, companies, force) : undefined;
    }
    if (companies.debtors.length === 0) {
      this.namesakes(party, debtorsVia([...ofDomain, ...ofAddress], 'namesake'));
      return force === 'names' ? this.compare(party, domain, debtorsVia(ofDomain, 'look-alike')) : undefined;
    }
    const only = companies.debtors[0];
    const agents = companies.count === 1 && only !== undefined && actsForOthers(domain, this.nameOf.get(only.debtor) ?? '');
    this.known = this.known || force === 'names';
    this.hit(party, 'company-domain', domain, companies, agents ? 'suggests' : force);
  }

  /** A domain or a private address that is a customer's whole name: a reason to ask, no more. */
  private namesakes(party: Party, found: Found): void {
    for (const { debtor } of found.debtors) {
      this.evidence.push({ debtor, clue: clueOf('name', this.nameOf.get(debtor) ?? '', party.place), force: 'suggests', family: 'name', source: party.address });
    }
  }

  private compare(party: Party, domain: string, found: Found): void {
    for (const { debtor, number: known } of found.debtors) {
      const how = known === null ? null : resemblance(domain, known);
      if (how !== null && this.lookAlikes.get(debtor)?.how !== 'twin') this.lookAlikes.set(debtor, { how, domain, place: party.place });
    }
  }

  private learned(party: Party, value: string, choice: DebtorId | 'nobody', force: 'names' | 'earlier' | 'suggests'): void {
    if (choice === 'nobody') {
      if (force === 'names') this.marked = true;
      return;
    }
    this.note(force);
    this.evidence.push({ debtor: choice, clue: clueOf('learned', value, party.place), force, family: 'learned', source: value });
  }

  private hit(party: Party, kind: 'contact-address' | 'company-domain', value: string, found: Found, force: 'names' | 'earlier' | 'suggests'): void {
    this.note(force);
    const single = found.count === 1;
    for (const { debtor } of found.debtors) {
      const base = { debtor, family: 'people' as const, source: value };
      this.evidence.push({ ...base, clue: clueOf(kind, value, party.place, single ? {} : { count: found.count }), force: single ? force : force === 'names' ? 'shares' : 'suggests' });
      if (!single && force === 'names') {
        this.evidence.push({ ...base, clue: { ...clueOf(kind === 'contact-address' ? 'shared-address' : 'shared-domain', value, party.place, { count: found.count }), favours: false }, force: 'shares' });
      }
    }
  }

  private note(force: Force): void {
    if (force !== 'names') return;
    this.known = true;
    this.named = true;
  }
}

const AGENTS = /compta|expert|fiduciaire|cabinet|audit|avocat|huissier|notaire|recouvrement|factor|affacturage|syndic/;

/**
 * Accountants, lawyers and agents write for many: a new person at their domain need not write for the one customer whose
 * contact sits there. Not when the domain bears the customer's own name.
 */
const actsForOthers = (domain: string, name: string): boolean => AGENTS.test(domain) && !nameTokens(name).some((token) => token.length > 3 && domain.includes(token));

const contradicts = (found: Found, choice: DebtorId | 'nobody'): boolean => choice !== 'nobody' && found.debtors.length > 0 && !found.debtors.some((d) => d.debtor === choice);

const isLearned = (hit: HintHit): boolean => hit.debtors.length === 0 || hit.debtors.some((d) => d.via === 'learned');

interface Found {
  readonly debtors: readonly HitDebtor[];
  readonly count: number;
}

function debtorsVia(hits: readonly HintHit[], via: HitDebtor['via']): Found {
  const found = hits.filter((hit) => hit.debtors.some((d) => d.via === via));
  const debtors = distinctBy(found.flatMap((hit) => hit.debtors.filter((d) => d.via === via)));
  return { debtors, count: Math.max(debtors.length, ...found.map((hit) => (hit.debtors.every((d) => d.via === via) ? hit.count : 0))) };
}

/** An identifier of a company in their own words, or in ours to them, names it; from a stranger it only suggests. */
function legalIds(seen: Sightings, find: Hits): readonly Evidence[] {
  return (['vat', 'siren'] as const).flatMap((kind) =>
    (kind === 'vat' ? seen.vats : seen.sirens).flatMap((sighting) => {
      const found = debtorsVia(find(kind, sighting.value), 'legal-id');
      const direct = sighting.writer === 'us' || sighting.writer === 'them';
      const force: Force = !direct ? 'suggests' : found.count === 1 ? 'names' : 'shares';
      return found.debtors.map(({ debtor }) => ({
        debtor, clue: clueOf(kind, sighting.value, sighting.place, found.count === 1 ? {} : { count: found.count }), force, family: 'legal-id' as const, source: sighting.value,
      }));
    }),
  );
}

/** Nobody but us gives out the reference of a reminder: wherever it stands, it names the debtor. */
function references(seen: Sightings, find: Hits): readonly Evidence[] {
  return seen.references.flatMap((sighting) => {
    const found = debtorsVia(find('reference', sighting.value), 'reminder');
    return found.debtors.map(({ debtor }) => ({
      debtor, clue: clueOf('reference', sighting.value, sighting.place), force: found.count === 1 ? ('names' as const) : ('suggests' as const), family: 'reference' as const, source: sighting.value,
    }));
  });
}

function numbers(reading: Reading, seen: Sightings, find: Hits, pack: Pack, known: boolean): readonly Evidence[] {
  const privately = reading.correspondents.every((party) => natureOf(domainOf(party.address), pack.domainOverrides) === 'free-mail');
  const supplying = seen.foreignAccount || seen.sendsInvoice || seen.asksForMoney;
  const trusted = known || (privately && !seen.foreignAccount && !seen.sendsInvoice);
  // What we wrote names a debtor, unless he to whom we wrote calls the invoice his own and is a stranger: then we wrote of his.
  const his = (number: string): boolean => !known && (supplying || !privately) && seen.claimed.has(invoiceKeys(number).folded);
  const bare = seen.numbers.filter((sighting) => isInvoiceLike(sighting) && !sighting.value.hasLetters && sighting.value.digits >= LEAST_MARKED);
  // One may be anything; two of them that are both in the ledger are hardly chance.
  const several = new Set(bare.flatMap(({ value }) => (find('number', value.value).some((hit) => fittingOf(hit).length > 0) ? [value.value] : []))).size > 1;
  // Bare digits of a stranger who speaks of no invoice, debt or payment are a meter, a case, a door.
  const idle = ({ value, writer, place }: Sighting<WrittenNumber>): boolean =>
    !several && (writer === 'them' || writer === 'colleague') && !known && !seen.ofMoney && !value.hasLetters && value.context !== 'invoice' && place !== 'quoted' && place !== 'thread';
  return seen.numbers.filter((sighting) => isInvoiceLike(sighting) && !idle(sighting)).flatMap((sighting) =>
    find('number', sighting.value.value).flatMap((hit) =>
      fittingOf(hit).map(({ debtor, number, open }) => ({
        debtor,
        clue: clueOf('invoice-number', number, sighting.place, { open }),
        force: forceOfNumber(sighting, several, hit.count, sighting.writer === 'us' ? !his(sighting.value.value) : trusted, known),
        family: 'number' as const,
        source: sighting.value.value,
      })),
    ),
  );
}

/** Digits behind "client" or "commande" are no invoice. */
const isInvoiceLike = ({ value }: Sighting<WrittenNumber>): boolean => value.hasLetters || (value.context !== 'customer' && value.context !== 'order');

/** A customer code or an order tells debtors apart that something else suggested; many firms number theirs alike. */
function codes(seen: Sightings, find: Hits): readonly Evidence[] {
  return (['customer-code', 'order-number'] as const).flatMap((via) =>
    seen.numbers.flatMap(({ value: { value, context, hasLetters }, place }) => {
      const found = debtorsVia(find('number', value), via);
      if (found.count !== 1 || (!hasLetters && context !== (via === 'customer-code' ? 'customer' : 'order'))) return [];
      return found.debtors.map(({ debtor, number }) => ({ debtor, clue: clueOf(via, number ?? value, place), force: 'suggests' as const, family: 'code' as const, source: value }));
    }),
  );
}

interface Fitting {
  readonly debtor: DebtorId;
  readonly number: string;
  readonly open: boolean | null;
}

function fittingOf(hit: HintHit): readonly Fitting[] {
  return hit.debtors.flatMap(({ debtor, via, number, open }) => {
    // A source that answers more loosely than the rules allow is not believed.
    return via !== 'invoice' || number === null || matchLevel(hit.value, number) === null ? [] : [{ debtor, number, open }];
  });
}

/**
 * A cited number names a debtor when it can hardly be anything else (it has the ledger's letters, or stands behind
 * "facture"; without its prefix it is the only one) and when the writer has to do with us: we ourselves, somebody whom
 * the ledger knows, or a private address. A company that the ledger does not know may number its own invoices as we do,
 * and who writes "notre facture" may be a supplier.
 */
function forceOfNumber(sighting: Sighting<WrittenNumber>, oneOfSeveral: boolean, debtors: number, trusted: boolean, known: boolean): Force {
  const { hasLetters, context, digits } = sighting.value;
  const plain = (hasLetters && digits >= 3) || (context === 'invoice' && digits >= 4) || ((context === 'marked' || oneOfSeveral) && digits >= LEAST_MARKED);
  if (debtors !== 1 || !plain || (sighting.value.claimed && sighting.writer !== 'us' && sighting.writer !== 'colleague')) return 'suggests';
  switch (sighting.writer) {
    case 'us':
    case 'them': return trusted ? 'names' : 'suggests';
    case 'colleague': return known ? 'names' : 'suggests';
    case 'third': return 'suggests';
  }
}
