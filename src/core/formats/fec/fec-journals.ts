import { foldHeader } from '../cell';

const OPENING_CODE = /^(?:an|ran|ano|anx|anouv|a nouveaux?|ouv|nou)$/;
const OPENING_NAME = /\b(?:a nouveaux?|anouveaux?|ouverture)\b/;
/** Money: banks, cash, cheques, transfers under way. */
const TREASURY = /^5[1348]/;

/** Sales and services. */
export const isSales = (account: string): boolean => account.startsWith('70');

interface Journal {
  readonly opening: boolean;
  sales: boolean;
  treasury: boolean;
}

/** What a journal is for: by its name where it opens the year, else by the accounts that its entries use. */
export class FecJournals {
  private readonly numbers = new Map<string, number>();
  private readonly all: Journal[] = [];

  numberOf(code: string, name: string): number {
    const known = this.numbers.get(code);
    if (known !== undefined) return known;
    const number = this.all.length;
    this.numbers.set(code, number);
    const [foldedCode, foldedName] = [foldHeader(code), foldHeader(name)];
    this.all.push({ opening: OPENING_NAME.test(foldedName) || (OPENING_CODE.test(foldedCode) && (foldedName === foldedCode || /^$|\ban\b|\bnouv/.test(foldedName))), sales: false, treasury: false });
    return number;
  }

  sees(number: number, account: string): void {
    const journal = this.all[number] as Journal;
    if (isSales(account)) journal.sales = true;
    else if (TREASURY.test(account)) journal.treasury = true;
  }

  /** A journal with sales opens no year, whatever its name. */
  readonly opens = (number: number): boolean => (this.all[number] as Journal).opening && !(this.all[number] as Journal).sales;
  /** Sales and nothing else: a bank's journal may book one too. */
  readonly sells = (number: number): boolean => (this.all[number] as Journal).sales && !(this.all[number] as Journal).treasury;
  readonly receives = (number: number): boolean => (this.all[number] as Journal).treasury;
}
