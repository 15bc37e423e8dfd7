import { createHash } from 'node:crypto';
import { SHIPPED_POLICIES, STANDARD_POLICY, textsInForce } from '../core';
import type { CompanyId, CompanyProfile, LedgerSource, Pack, PolicyId, Template } from '../core';
import type { Store } from './store/store';
import { ownTexts } from './text-records';

/** A company that has told nothing of itself yet. */
export function blankProfile(company: CompanyId): CompanyProfile {
  return {
    id: company, name: '', legalIds: { siren: null, siret: null, vat: null }, timeZone: 'Europe/Paris', language: 'fr', addresses: [], domains: [],
    iban: null, bic: null, phone: null, legalMentions: null, signature: 'mail-client',
  };
}

export interface InForce {
  readonly pack: Pack;
  /** null: no ledger has been read yet. */
  readonly source: LedgerSource | null;
  /** Names the reading of the ledger; null: none yet. */
  readonly ledger: string | null;
}

/** Puts the pack together and names it by its content: a client loads it again only when something in it changed. */
export class PackKeeper {
  private last: { readonly profile: string | null; readonly overrides: string | null; readonly numberShapes: string | null; readonly mark: number; readonly texts: number; readonly pack: Pack } | null = null;

  constructor(private readonly store: Store, private readonly company: CompanyId, private readonly templates: readonly Template[]) {}

  async inForce(): Promise<InForce> {
    const { profile, overrides, numberShapes, source, ledger } = await this.store.header(this.company);
    // Read before the plans and texts are: what changes in between is read the next time.
    const [mark, texts] = await Promise.all([this.store.policyMark(this.company), this.store.texts.mark(this.company)]);
    const { last } = this;
    if (last !== null && last.profile === profile && last.overrides === overrides && last.numberShapes === numberShapes && last.mark === mark && last.texts === texts) return { pack: last.pack, source, ledger };
    const content: Omit<Pack, 'id'> = {
      profile: profile === null ? blankProfile(this.company) : (JSON.parse(profile) as CompanyProfile),
      ...(await this.plans(mark)),
      templates: texts === 0 ? this.templates : textsInForce(this.templates, ownTexts(await this.store.texts.own(this.company), this.templates)),
      numberShapes: numberShapes === null ? [] : (JSON.parse(numberShapes) as string[]),
      domainOverrides: overrides === null ? { company: [], freeMail: [] } : (JSON.parse(overrides) as Pack['domainOverrides']),
    };
    const pack: Pack = { id: createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16), ...content };
    this.last = { profile, overrides, numberShapes, mark, texts, pack };
    return { pack, source, ledger };
  }

  /** Those given to single debtors are a part of their accounts. */
  private async plans(mark: number): Promise<Pick<Pack, 'policies' | 'defaultPolicy' | 'segmentPolicies'>> {
    if (mark === 0) return { policies: SHIPPED_POLICIES, defaultPolicy: STANDARD_POLICY.id };
    const own = await this.store.ownPolicies(this.company);
    const segments: [string, PolicyId][] = [];
    let defaultPolicy = STANDARD_POLICY.id;
    for (const given of await this.store.assignments(this.company, 0)) {
      if (given.scope === 'company') defaultPolicy = given.policy;
      else if (given.scope === 'segment' && given.policy !== null) segments.push([given.segment, given.policy]);
    }
    return { policies: [...SHIPPED_POLICIES, ...own.map(({ policy }) => policy)], defaultPolicy, ...(segments.length === 0 ? {} : { segmentPolicies: Object.fromEntries(segments) }) };
  }
}
