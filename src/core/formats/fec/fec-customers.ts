import { fail, ok } from '../../result';
import type { Result } from '../../result';
import type { Debtor } from '../../ledger';
import { foldHeader } from '../cell';
import { readDebtor } from '../debtor-of-row';
import type { RowWhy } from '../row-cells';
import { apart } from './fec-records';
import type { FecRecords } from './fec-records';

/** The customers of a FEC, each by a number of the reading's own. */
export class FecCustomers {
  readonly all: Debtor[] = [];
  /** By the code as written, and by what makes two codes the same customer. */
  private readonly byCode = new Map<string, number>();
  private readonly byKey = new Map<string, number>();

  known(code: string): number | undefined {
    return this.byCode.get(code);
  }

  /** @param code CompAuxNum, or the account of customers without auxiliary. Fails with what is wrong with it. */
  add(code: string, name: string): Result<number, RowWhy> {
    const read = readDebtor((field) => (field === 'debtor-code' ? code : field === 'debtor-name' ? name : undefined), null);
    if (!read.ok) return fail(read.problem.why);
    const { key, debtor } = read.value;
    const number = this.byKey.get(key) ?? this.all.length;
    if (number === this.all.length) this.all.push({ ...debtor, id: apart(debtor.id) as Debtor['id'], code: debtor.code === null ? null : apart(debtor.code), name: apart(debtor.name) });
    this.byKey.set(apart(key), number);
    this.byCode.set(apart(code), number);
    return ok(number);
  }

  /**
   * "416DUP Dupont" is the customer of "411DUP Dupont": of a file without auxiliary accounts, where the rest of the number
   * and the label say so. Call it when all lines are read.
   */
  joinAccounts({ customer, length }: FecRecords): void {
    const same = new Map<number, number>();
    this.all.forEach((debtor, number) => {
      const rest = /^(?:413|416|4191)(.+)$/.exec(debtor.code ?? '')?.[1];
      const main = rest === undefined ? undefined : this.byCode.get(`411${rest}`);
      if (main !== undefined && foldHeader((this.all[main] as Debtor).name) === foldHeader(debtor.name)) same.set(number, main);
    });
    if (same.size === 0) return;
    for (let at = 0; at < length; at += 1) customer[at] = same.get(customer[at] as number) ?? (customer[at] as number);
  }
}
