import type { Currency } from '../money';

interface Sums {
  all: number;
  /** Since the last total or heading. */
  group: number;
  /** Of the customer of the last row, since he came. */
  customer: number;
}

/** The sums that a printed total of a report may stand for, minor units. */
export class PrintedTotals {
  private readonly sums = new Map<Currency, Sums>();

  private customer = '';

  add(currency: Currency, minor: number, customer: string): void {
    if (customer !== this.customer) {
      this.customer = customer;
      for (const each of this.sums.values()) each.customer = 0;
    }
    const sums = this.sums.get(currency);
    if (sums === undefined) this.sums.set(currency, { all: minor, group: minor, customer: minor });
    else {
      sums.all += minor;
      sums.group += minor;
      sums.customer += minor;
    }
  }

  /** The only currency so far; null: none or several. */
  only(): Currency | null {
    return this.sums.size === 1 ? ([...this.sums.keys()][0] as Currency) : null;
  }

  seen(currency: Currency): boolean {
    return this.sums.has(currency);
  }

  fits(currency: Currency, minor: number): boolean {
    const sums = this.sums.get(currency);
    return sums !== undefined && (minor === sums.group || minor === sums.customer || minor === sums.all);
  }

  /** The sum that a total which fits none was most likely meant to be. */
  nearest(currency: Currency, minor: number): number {
    const sums = this.sums.get(currency);
    if (sums === undefined) return 0;
    return [sums.customer, sums.group, sums.all].reduce((best, each) => (Math.abs(each - minor) < Math.abs(best - minor) ? each : best));
  }

  /** A total or a heading ends its group. */
  close(): void {
    for (const sums of this.sums.values()) sums.group = 0;
  }
}
