import { maxDate } from '../calendar';
import { money } from '../money';
import type { Instalment, Invoice } from './types';

/** An instalment as it is owed; `retained`: the sum held back, which is owed on a day of its own. */
export interface OwedPart {
  readonly instalment: Instalment;
  readonly retained: { readonly releasedOn: Instalment['due'] | null } | null;
}

/**
 * The instalments of an invoice, its retained sum (retenue de garantie) taken out of the last of them and made a part of
 * its own that falls due on the day of release; without that day it keeps the last due date and is never called late.
 * What is open is retained before anything else of it is: a customer pays the remainder first.
 *
 * Loi 71-584 du 16 juillet 1971: at most 5 % of the works, released one year after their reception. Neither is computed
 * here: the ledger says sum and day.
 */
export function owedParts({ instalments, retained, kind }: Invoice): readonly OwedPart[] {
  const whole = (instalment: Instalment): OwedPart => ({ instalment, retained: null });
  if (retained === null || retained.amount.minor <= 0 || kind === 'credit-note') return instalments.map(whole);
  const { amount: held, releasedOn } = retained;
  let left = held.minor;
  let last: Instalment | null = null;
  const rest = [...instalments].reverse().map((instalment): Instalment => {
    const { amount, outstanding } = instalment;
    const taken = outstanding.currency === held.currency ? Math.min(left, Math.max(0, outstanding.minor)) : 0;
    if (taken === 0) return instalment;
    left -= taken;
    last ??= instalment;
    return { ...instalment, amount: money(Math.max(0, amount.minor - taken), amount.currency), outstanding: money(outstanding.minor - taken, outstanding.currency) };
  });
  const from: Instalment | null = last;
  const parts = rest.reverse().map(whole);
  if (from === null) return parts;
  const sum = money(held.minor - left, held.currency);
  const { due, dueBasis } = from as Instalment;
  return [...parts, { instalment: { due: releasedOn === null ? due : maxDate(due, releasedOn), dueBasis, amount: sum, outstanding: sum }, retained: { releasedOn } }];
}
