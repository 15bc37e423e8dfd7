import type { Pack } from '../case-file';
import type { DebtorId } from '../ledger/types';
import { domainOf } from './addresses';
import { withoutTag } from './automatic-mail';
import { codes, numbers } from './cited-numbers';
import { clueOf, debtorsVia, finder, type Evidence, type Force, type Found, type Hits } from './evidence';
import { resemblance, type Resemblance } from './look-alike';
import { foldName, nameTokens } from './names';
import type { Party, Reading } from './read-thread';
import type { Sightings } from './sightings';
import type { CluePlace, HintHit, HintHits } from './types';

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

export interface LookAlike {
  readonly how: Resemblance;
  /** The correspondent's domain. */
  readonly domain: string;
  readonly place: CluePlace;
}

export function gather(reading: Reading, seen: Sightings, hits: HintHits, pack: Pack, threadKey: string): Gathered {
  const find = finder(hits);
  const learned = learnedIn(find('thread', threadKey));
  const names = new Map(hits.debtors.map((debtor) => [debtor.id, debtor.name]));
  const people = new People(find, names, seen.relays);
  // Advertising at a customer's domain is nobody's letter; its sender's own address of the ledger still says whose.
  for (const party of reading.correspondents) people.add(party, reading.bulk ? 'suggests' : 'names');
  for (const party of reading.addressed) people.add(party, 'earlier');
  for (const party of reading.bystanders) people.add(party, 'suggests');
  const mentions = new People(find, names);
  for (const party of reading.mentioned) mentions.add(party, 'suggests');
  const known = people.known;
  const evidence = [...people.evidence, ...mentions.evidence.map((e) => ({ ...e, family: 'mention' as const })), ...legalIds(seen, find), ...references(seen, find), ...numbers(reading, seen, find, pack, known), ...codes(reading, seen, find, pack)];
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

/** A remembered choice is a hit by `learned`; "not a customer" is a hit that names nobody. */
function learnedIn(hits: readonly HintHit[]): DebtorId | 'nobody' | null {
  for (const hit of hits) {
    const choice = hit.debtors.find((d) => d.via === 'learned');
    if (choice !== undefined) return choice.debtor;
    if (hit.debtors.length === 0) return 'nobody';
  }
  return null;
}

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
    private readonly relays = false,
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
    this.known = this.known || (force === 'names' && !this.relaysMoney(party, companies));
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

  private hit(party: Party, kind: 'contact-address' | 'company-domain', value: string, found: Found, asked: 'names' | 'earlier' | 'suggests'): void {
    const force = asked === 'names' && this.relaysMoney(party, found) ? 'suggests' : asked;
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

  /** A bank that is itself a customer tells whose money came in: the mail is hardly about the bank. */
  private relaysMoney({ address }: Party, { debtors }: Found): boolean {
    return this.relays && debtors.some(({ debtor }) => MONEY_HOUSES.test(`${domainOf(address)} ${foldName(this.nameOf.get(debtor) ?? '')}`));
  }

  private note(force: Force): void {
    if (force !== 'names') return;
    this.known = true;
    this.named = true;
  }
}

const MONEY_HOUSES = /banque|bank|banco|banca|credit|caisse|cassa|sparkasse|mutuel|assur|insur|versicher|prevoyance|garant|affactur|factor|financ|leasing/;
const AGENTS = /compta|expert|fiduciaire|cabinet|audit|avocat|huissier|notaire|recouvrement|factor|affacturage|syndic/;

/**
 * Accountants, lawyers and agents write for many: a new person at their domain need not write for the one customer whose
 * contact sits there. Not when the domain bears the customer's own name.
 */
const actsForOthers = (domain: string, name: string): boolean => AGENTS.test(domain) && !nameTokens(name).some((token) => token.length > 3 && domain.includes(token));

const contradicts = (found: Found, choice: DebtorId | 'nobody'): boolean => choice !== 'nobody' && found.debtors.length > 0 && !found.debtors.some((d) => d.debtor === choice);

const isLearned = (hit: HintHit): boolean => hit.debtors.length === 0 || hit.debtors.some((d) => d.via === 'learned');

/** An identifier of a company in their own words, or in ours to them, names it; from a stranger it only suggests. */
function legalIds(seen: Sightings, find: Hits): readonly Evidence[] {
  return (['vat', 'siren'] as const).flatMap((kind) =>
    (kind === 'vat' ? seen.vats : seen.sirens).flatMap((sighting) => {
      const found = debtorsVia(find(kind, sighting.value), 'legal-id');
      const direct = sighting.writer === 'us' || sighting.writer === 'them';
      const force: Force = !direct ? 'suggests' : found.count === 1 ? 'names' : 'shares';
      return found.debtors.map(({ debtor }) => ({
        debtor, clue: clueOf(kind, sighting.value, sighting.place, found.count === 1 ? { file: sighting.file } : { count: found.count, file: sighting.file }), force, family: 'legal-id' as const, source: sighting.value,
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
