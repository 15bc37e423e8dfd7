import { apart } from './fec-records';

export interface UnbalancedEntry {
  readonly journal: string;
  readonly entry: string;
  /** 1-based line of its first one. */
  readonly row: number;
  /** Debits less credits, cents. */
  readonly difference: number;
}

/**
 * Debits less credits of each entry (its journal and number). Lines of an entry mostly follow one another: only those that
 * do not come to zero where they end are kept.
 */
export class EntryBalance {
  private readonly open = new Map<string, UnbalancedEntry>();
  private journal = '';
  private entry = '';
  private row = 0;
  private sum = 0;
  private begun = false;

  add(journal: string, entry: string, minor: number, row: number): void {
    if (!this.begun || entry !== this.entry || journal !== this.journal) {
      this.close();
      [this.journal, this.entry, this.row, this.sum, this.begun] = [journal, entry, row, 0, true];
    }
    this.sum += minor;
  }

  /** In the order of their first lines. */
  unbalanced(): readonly UnbalancedEntry[] {
    this.close();
    this.begun = false;
    return [...this.open.values()].sort((a, b) => a.row - b.row);
  }

  private close(): void {
    if (!this.begun || (this.sum === 0 && this.open.size === 0)) return;
    const key = `${this.journal}\u0000${this.entry}`;
    const before = this.open.get(key);
    const difference = (before?.difference ?? 0) + this.sum;
    if (difference === 0) this.open.delete(key);
    else this.open.set(apart(key), { journal: before?.journal ?? apart(this.journal), entry: before?.entry ?? apart(this.entry), row: before?.row ?? this.row, difference });
  }
}
