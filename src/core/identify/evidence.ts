import type { DebtorId } from '../ledger/types';
import type { Clue, CluePlace, HintHit, HintHits, HintKind } from './types';

/**
 * How much a piece of evidence can decide. `names`: it alone names this debtor. `shares`: it names this debtor among
 * others. `earlier`: it names this debtor, but from earlier in the thread, so it counts when nothing nearer does.
 * `suggests`: never enough alone.
 */
export type Force = 'names' | 'shares' | 'earlier' | 'suggests';
export type Family = 'learned' | 'people' | 'number' | 'legal-id' | 'reference' | 'code' | 'name' | 'mention';

export interface Evidence {
  readonly debtor: DebtorId;
  readonly clue: Clue;
  readonly force: Force;
  readonly family: Family;
  /** Figures that may be anything: they count where the debtor's whole name stands in the mail too. */
  readonly idle?: true;
  /** Pieces of evidence from one shared source carry its name. */
  readonly source: string;
}

export const debtorsOf = (evidence: readonly Evidence[]): readonly DebtorId[] => [...new Set(evidence.map((e) => e.debtor))];

export type Hits = (hint: HintKind, value: string) => readonly HintHit[];
export type HitDebtor = HintHit['debtors'][number];

export const clueOf = (kind: Clue['kind'], value: string, place: CluePlace, more: { readonly open?: boolean | null; readonly count?: number; readonly file?: string | undefined } = {}): Clue => ({
  kind, value, place, favours: true, open: more.open ?? null, count: more.count ?? null, ...(more.file === undefined ? {} : { file: more.file }),
});

export function finder(hits: HintHits): Hits {
  const byKey = new Map<string, HintHit[]>();
  for (const hit of hits.hits) {
    const key = `${hit.hint} ${hit.value}`;
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [hit]);
    else list.push(hit);
  }
  return (hint, value) => byKey.get(`${hint} ${value}`) ?? [];
}

const distinctBy = (debtors: readonly HitDebtor[]): readonly HitDebtor[] => [...new Map(debtors.map((d) => [d.debtor, d])).values()];

export interface Found {
  readonly debtors: readonly HitDebtor[];
  readonly count: number;
}

export function debtorsVia(hits: readonly HintHit[], via: HitDebtor['via']): Found {
  const found = hits.filter((hit) => hit.debtors.some((d) => d.via === via));
  const debtors = distinctBy(found.flatMap((hit) => hit.debtors.filter((d) => d.via === via)));
  return { debtors, count: Math.max(debtors.length, ...found.map((hit) => (hit.debtors.every((d) => d.via === via) ? hit.count : 0))) };
}
