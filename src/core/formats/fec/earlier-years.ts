import type { FecRecords } from './fec-records';

export interface EarlierYears {
  readonly lines: number;
  /** The day (DayNumber) of the last opening that carries them forward; null: none does. */
  readonly opened: number | null;
  /** Customers whose opening is not the balance of the year before. */
  readonly differing: readonly number[];
}

/** A journal with more days than these is not one of opening entries, whatever its name. */
const MOST_OPENINGS = 24;

/**
 * Two years in one file say each open invoice twice: where it was issued, and among the opening entries of the year after.
 * The lines before an opening are left out where that opening carries forward the balance of at least half of the customers
 * who had one; else it opens nothing that the file says before.
 * @param opens whether a journal is one of opening entries
 */
export function dropEarlierYears(records: FecRecords, opens: (journal: number) => boolean): EarlierYears {
  const openings = new Set<number>();
  for (let at = 0; at < records.length; at += 1) if (opens(records.journal[at] as number)) openings.add(records.booked[at] as number);
  if (openings.size > MOST_OPENINGS) openings.clear();
  let lines = 0;
  let opened: number | null = null;
  const differing = new Set<number>();
  for (const day of [...openings].sort((a, b) => a - b)) {
    const [before, carried] = balancesAt(records, day, opens);
    const owing = [...before].filter(([, sum]) => sum !== 0);
    const same = owing.filter(([customer, sum]) => carried.get(customer) === sum);
    if (owing.length === 0 || same.length * 2 < owing.length) continue;
    for (const customer of new Set([...before.keys(), ...carried.keys()])) if ((before.get(customer) ?? 0) !== (carried.get(customer) ?? 0)) differing.add(customer);
    opened = day;
    for (let at = 0; at < records.length; at += 1) {
      if (records.dropped[at] === 1 || (records.booked[at] as number) >= day) continue;
      records.dropped[at] = 1;
      lines += 1;
    }
  }
  return { lines, opened, differing: [...differing] };
}

function balancesAt(records: FecRecords, day: number, opens: (journal: number) => boolean): readonly [Map<number, number>, Map<number, number>] {
  const [before, carried] = [new Map<number, number>(), new Map<number, number>()];
  for (let at = 0; at < records.length; at += 1) {
    if (records.dropped[at] === 1) continue;
    const booked = records.booked[at] as number;
    const sums = booked < day ? before : booked === day && opens(records.journal[at] as number) ? carried : null;
    const customer = records.customer[at] as number;
    sums?.set(customer, (sums.get(customer) ?? 0) + (records.amount[at] as number));
  }
  return [before, carried];
}
