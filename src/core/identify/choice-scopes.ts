import type { Instant } from '../calendar/types';
import type { Pack } from '../case-file';
import { domainOf } from './addresses';
import { isNoPerson } from './automatic-mail';
import { natureOf } from './free-mail';
import { sighted } from './sighted';
import type { Identification, LearnedChoice, MailThread } from './types';

/** For what a choice of debtor may be remembered, and under which value. */
export type ChoiceScope = Pick<LearnedChoice, 'scope' | 'value'>;

/** A choice as the team sees it. */
export interface RememberedChoice extends LearnedChoice {
  /** null: "not a customer", or a customer whom the ledger no longer holds. */
  readonly debtorName: string | null;
  /** The name of who chose; null: chosen before names were kept. */
  readonly by: string | null;
  readonly at: Instant;
}

/** The newest of each scope, and how many there are in all. */
export interface RememberedChoices {
  readonly rows: readonly RememberedChoice[];
  readonly counts: Readonly<Record<LearnedChoice['scope'], number>>;
}

/** Longest conversation key that a host gives; a longer one is no key. */
const LONGEST_KEY = 1000;

/**
 * The scopes that make sense for an open thread, the narrowest first: the thread itself; the address of its correspondent,
 * where a person sits behind it; its domain, where that is one company's. Never ours, free-mail or a platform that writes
 * for many. Empty for a message in the making without a conversation and without a recipient.
 */
export function choiceScopes(thread: MailThread, pack: Pack): readonly ChoiceScope[] {
  const { reading } = sighted(thread, pack);
  const scopes: ChoiceScope[] = thread.unsaved === true || thread.key === '' || thread.key.length > LONGEST_KEY ? [] : [{ scope: 'thread', value: thread.key }];
  const address = reading.correspondents[0]?.address;
  if (address === undefined || isNoPerson(address) || reading.own.isOurs(address)) return scopes;
  const domain = domainOf(address);
  const nature = natureOf(domain, pack.domainOverrides);
  if (nature === 'provider') return scopes;
  scopes.push({ scope: 'address', value: address });
  if (nature === 'company') scopes.push({ scope: 'domain', value: domain });
  return scopes;
}

/**
 * The scope that is offered first: the correspondent's address, unless it is known to serve several customers or the clues
 * contradict one another: then the choice says something of this thread only.
 */
export function firstScope(identification: Identification | null, scopes: readonly ChoiceScope[]): LearnedChoice['scope'] {
  const address = scopes.find(({ scope }) => scope === 'address');
  if (address === undefined) return 'thread';
  const doubtful = identification?.kind === 'several' && identification.why !== 'weak';
  const known = identification?.kind === 'one' && identification.candidate.clues.some(({ kind, value }) => kind === 'contact-address' && value === address.value);
  return doubtful || known ? 'thread' : 'address';
}
